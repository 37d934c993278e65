"""Hand-written pages as documents."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huiguan.compile.search.body import Passage, passages
from huiguan.compile.search.document import PAGE, WEIGHT_OF_PAGES, Document, Section
from huiguan.model.markdown_text import heading_slug

_COUNTED = re.compile(r"(.*)_([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """A hand-written page: its source path, its Markdown, and what its front matter says of it.

    `boost` is what it weighs against others (Material's `search: {boost: …}`).
    """

    path: str
    markdown: str
    title: str = ""
    description: str = ""
    boost: float = 1.0


def documents_of_written(pages: tuple[WrittenPage, ...], name: str) -> Iterator[Document]:
    """A document for each hand-written page; `name` is that of the club, which the home page goes by."""
    for page in pages:
        found = list(passages(page.markdown))
        title = _own_title(page, found)
        yield Document(
            path=page.path,
            kind=PAGE,
            title=_found_as(page, title, name),
            summary=page.description or next((entry.text for entry in found if entry.text), "")[:160],
            names=(title,) if page.path == "index.md" else (),
            sections=tuple(_sections(found, title)),
            weight=WEIGHT_OF_PAGES * page.boost,
        )


def title_of_written(page: WrittenPage, name: str) -> str:
    """How a page is called where it is found; the home page goes by the name of the club."""
    return _found_as(page, _own_title(page, passages(page.markdown)), name)


def _found_as(page: WrittenPage, title: str, name: str) -> str:
    return name if page.path == "index.md" else title


def _own_title(page: WrittenPage, found: Iterable[Passage]) -> str:
    return page.title or next((entry.heading for entry in found if entry.heading), "") or _stem(page.path)


def _stem(path: str) -> str:
    stem = path.removesuffix(".md").removesuffix("/index")
    return stem.rpartition("/")[2].replace("-", " ")


def _sections(found: list[Passage], title: str) -> Iterator[Section]:
    # The slug function of `mkdocs_options` makes of a heading what ours does.
    used = {entry.own_id for entry in found if entry.own_id}
    for entry in found:
        anchor = entry.own_id or (_unused(heading_slug(entry.heading), used) if entry.heading else "")
        is_title = entry.heading == title
        if entry.text or (entry.heading and not is_title):
            yield Section(anchor="" if is_title else anchor, heading="" if is_title else entry.heading, text=entry.text)


def _unused(anchor: str, used: set[str]) -> str:
    """The id itself, or with a number as Python-Markdown counts: `x`, `x_1`, `x_2`."""
    while anchor in used or not anchor:
        counted = _COUNTED.fullmatch(anchor)
        anchor = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{anchor}_1"
    used.add(anchor)
    return anchor
