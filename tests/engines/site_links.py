"""Follows every link of a built site: to a file, and to the anchor in it."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LINKS = {"a": "href", "link": "href", "area": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}
# Material's own, made by its scripts in the browser.
_MADE_LATER = {"__search", "__drawer", "__toc", "__skip", "__comments"}


@dataclass(slots=True)
class _Page(HTMLParser):
    """What a page links to, as typed, and the anchors that it has."""

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := values.get(name))}
        address = values.get(_LINKS.get(tag, ""))
        if address is not None:
            self.links.append(address)
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.links.append(str(values.get("content")).partition("url=")[2])


class BuiltSite:
    """A site on disk and the address that it is built for, with a slash at the end."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address

    @cached_property
    def pages(self) -> dict[str, _Page]:
        """All HTML files by their path."""
        found = {}
        for file in sorted(self.folder.rglob("*.html")):
            page = _Page()
            page.feed(file.read_text(encoding="utf-8"))
            found[file.relative_to(self.folder).as_posix()] = page
        return found

    def broken_links(self) -> Iterator[str]:
        """Each link that leads nowhere on this site, as `page: link`."""
        for path, page in self.pages.items():
            for link in dict.fromkeys(page.links):
                if not self._resolves(path, link):
                    yield f"{path}: {link}"

    def _resolves(self, path: str, link: str) -> bool:
        # A page that is not found stands at any address, so its own links begin at the root.
        target = urljoin(self.address + path.removesuffix("index.html"), link)
        if not target.startswith(self.address):
            return urlsplit(target).scheme in {"https", "http", "mailto", "tel", "geo", "webcal"}
        parts = urlsplit(target.removeprefix(self.address))
        file = unquote(parts.path)
        if not file or file.endswith("/"):
            file = posixpath.join(file, "index.html")
        anchor = unquote(parts.fragment)
        if not anchor or anchor in _MADE_LATER:
            return (self.folder / file).is_file()
        return file in self.pages and anchor in self.pages[file].anchors
