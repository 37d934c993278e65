"""Pages at former addresses, each leading to the present one."""

from collections.abc import Iterator

from markupsafe import escape

from huiguan.compile.output import File
from huiguan.compile.press import Press


def compile_redirects(press: Press) -> Iterator[File]:
    """A small page for each alias of each record."""
    for record in press.club:
        target = press.addresses.page_of(record)
        for alias in record.aliases:
            path = f"{alias.strip('/').removesuffix('.md').removesuffix('.html')}/index.html"
            way = press.addresses.relative(target, path.removesuffix(".html") + ".md")
            yield File(path=path, content=_page(way, press.addresses.absolute(target), record.name_of_record, press).encode())


def _page(way: str, canonical: str, title: str, press: Press) -> str:
    says = press.words("site.redirect", title=title)
    return (
        f'<!doctype html>\n<html lang="{press.words.language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(way)}">\n</head>\n'
        f'<body><p><a href="{escape(way)}">{escape(says)}</a></p></body>\n</html>\n'
    )
