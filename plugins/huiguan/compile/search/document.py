"""What search knows of one page."""

from collections.abc import Iterable
from dataclasses import dataclass

from huiguan.compile.facet import Value

# A page of the club's own about itself answers fewer questions than what members wrote.
PAGE = "page"
WEIGHT_OF_PAGES = 0.7
SEARCH = "search/index.md"  # where it is asked; no page to be found


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading, in one line; `anchor` is the heading's id on the page, or empty."""

    anchor: str = ""
    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page, or one place on a page, as search sees it.

    `path` is a source path, perhaps with an anchor. `kind` is a kind of record or PAGE. `names` are further titles, `words` what
    the page is about: labels, tags, people, sheets. `where` stands beside the kind in a result, `tag` marks it (没做成). `date`
    is YYYY-MM-DD or empty. `values` are those of its facets.
    """

    path: str
    kind: str
    title: str
    summary: str = ""
    where: str = ""
    tag: str = ""
    date: str = ""
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    values: tuple[Value, ...] = ()
    weight: float = 1.0


def present(*texts: str | None) -> tuple[str, ...]:
    """The texts that say anything, each once, in their order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def joined(texts: Iterable[str | None]) -> str:
    """The texts that say anything, in one line."""
    return " ".join(" ".join(text.split()) for text in texts if text)
