"""Whole sites for tests: what a club of a few files compiles to, and ways to look at its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from builders import TODAY, Files, with_people, write_files
from huiguan.compile.output import Page
from huiguan.compile.site import Compilation
from huiguan.engines.report import one_text
from huiguan.pipeline import Order, build, read
from huiguan.wording import words_of

_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})


@dataclass(slots=True, kw_only=True)
class Element:
    """One element of an article: its tag, its attributes, and all text in it."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        """The words of its class attribute."""
        return self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    """Lists the elements of an article in their order; a tag that is not closed in its turn is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        element = Element(tag=tag, attributes={name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(html: str, tag: str | None = None, class_: str | None = None) -> list[Element]:
    """The elements of an article with that tag and class, in their order; every tag must be closed in its turn."""
    return [found for found in _parsed(html) if tag in {None, found.tag} and (class_ is None or class_ in found.classes)]


@lru_cache(maxsize=512)
def _parsed(html: str) -> tuple[Element, ...]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {[element.tag for element in reader.open]}"
    return tuple(reader.elements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A compiled club: its pages by source path, the bytes of its other files by path."""

    compilation: Compilation
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    written: frozenset[str] = field(default=frozenset())

    def html(self, path: str) -> str:
        """The article of a page."""
        return self.pages[path].article

    def all(self, path: str, tag: str | None = None, class_: str | None = None) -> list[Element]:
        """Elements of a page's article."""
        return elements(self.html(path), tag, class_)

    def text(self, path: str) -> str:
        """All words of a page's article, in one line."""
        return " ".join(elements(f"<main>{self.html(path)}</main>")[0].text.split())

    def links(self, path: str) -> dict[str, str]:
        """The addresses that a page leads to, by the words of the links."""
        return {" ".join(link.text.split()): link.attributes["href"] for link in self.all(path, "a")}

    def url(self, path: str) -> str:
        """The full address of a page or file."""
        return self.compilation.press.addresses.absolute(path)

    def dead_links(self) -> list[str]:
        """Every relative link or picture that leads to no page, file or anchor of the site, and every id that stands twice."""
        return sorted(set(self._dead()))

    def _dead(self) -> Iterator[str]:
        found = {path: self.all(path) for path in self.pages}
        ids = {path: [entry.attributes["id"] for entry in entries if "id" in entry.attributes] for path, entries in found.items()}
        places = {unquote(self.url(path)): path for path in (*self.pages, *self.files, *self.written)}
        for path, entries in found.items():
            yield from (f"{path}: id {name} twice" for name in ids[path] if ids[path].count(name) > 1)
            wanted = {anchor.id for anchor in self.pages[path].contents}
            yield from (f"{path}: contents name {name}" for name in wanted - set(ids[path]))
            for entry in entries:
                for target in (entry.attributes.get("href"), entry.attributes.get("src")):
                    if target is not None and not _is_found(_followed(target, self.url(path)), self.url("index.md"), places, ids):
                        yield f"{path}: {target}"


def _followed(target: str, at: str) -> str:
    """Where a browser arrives; `webcal:` is how phones ask for a calendar."""
    return "https:" + target.removeprefix("webcal:") if target.startswith("webcal:") else urljoin(at, target)


def _is_found(address: str, home: str, places: Mapping[str, str], ids: Mapping[str, list[str]]) -> bool:
    if not address.startswith(home):
        return urlsplit(address).scheme in {"http", "https", "mailto", "tel", "geo"}
    page, _, anchor = address.partition("#")
    path = places.get(unquote(page.partition("?")[0]))
    return path is not None and (not anchor or path not in ids or unquote(anchor) in ids[path])


def a_site(root: Path, files: Files, **order: Any) -> Site:  # noqa: ANN401 - fields of an Order
    """The public site on the tests' day of a club with these files, one tier and one member; `order` takes the difference.

    Fails with what a contributor would read where the club has errors.
    """
    write_files(root, with_people(files))
    asked = Order(**{"today": TODAY, **order})
    outcome = build(read(root), asked)
    told = "\n".join(one_text(problem, words_of("zh-Hans")) for problem in outcome.problems)
    assert outcome.compilation is not None, told
    compiled = outcome.compilation.compiled
    return Site(
        compilation=outcome.compilation,
        pages={page.path: page for page in compiled.pages},
        files={file.path: file.read() for file in compiled.files},
        written=asked.written,
    )
