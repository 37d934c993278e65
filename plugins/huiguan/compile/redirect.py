"""Pages at former addresses, each leading to the present one."""

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import escape

from huiguan.compile.address import split_anchor, way_between
from huiguan.compile.output import File
from huiguan.compile.press import Press
from huiguan.model.former_address import former_path


def compile_redirects(press: Press) -> Iterator[File]:
    """A small page for each former address of each record; a page that someone wrote by hand there goes first.

    That two records claim one address is an error of the check; where someone waived it, the first record has it.
    """
    seen: set[str] = set()
    for record in press.club:
        target = press.addresses.page_of(record)
        paths = (former_path(alias) for alias in record.aliases)
        files = dict.fromkeys(_file(path, use_directory_urls=press.addresses.use_directory_urls) for path in paths if path)
        for file in files:
            source = f"{file.removesuffix('.html')}.md"
            if file in seen or press.has_page(source) or press.has_page(f"{source.removesuffix('/index.md')}.md"):
                continue
            seen.add(file)
            content = _page(_way(target, file, press), press.addresses.absolute(target), record.name_of_record, press)
            yield File(path=file, content=content.encode())


def _file(path: str, *, use_directory_urls: bool) -> str:
    """The file that a server sends for a former address; `.html` in an address is the name of a file."""
    stem = path.removesuffix(".md")
    if path.endswith(".html") or stem.endswith("/index"):
        return f"{stem.removesuffix('.html')}.html"
    return f"{stem}/index.html" if use_directory_urls else f"{stem}.html"


def _way(target: str, file: str, press: Press) -> str:
    there, anchor = split_anchor(target)
    return way_between(quote(posixpath.dirname(file)), press.addresses.of(there)) + anchor


def _page(way: str, canonical: str, title: str, press: Press) -> str:
    says = press.words("site.redirect", title=title)
    return (
        f'<!doctype html>\n<html lang="{press.words.language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(way)}">\n</head>\n'
        f'<body><p><a href="{escape(way)}">{escape(says)}</a></p></body>\n</html>\n'
    )
