"""An entry of the corpus, before it is written down as a record or as a plain page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# A link in an entry's text: `[words](case:case-00012)`; each tree puts its own address in the place of kind and id.
_LINK = re.compile(r"\[([^\[\]]*)\]\((case|event|member|organization|template|whitepaper):([a-z0-9-]+)\)")

Way = Callable[[str, str, str], str]
"""(words, kind, id) to the link as a tree writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: `fields` as YAML lines for Huiguan, `facts` the same for a plain page, as (label, value).

    `body` and `chapters` (file name to text) hold links as `[words](kind:id)`.
    """

    kind: str
    id: str
    title: str
    summary: str
    tags: tuple[str, ...]
    fields: str
    facts: tuple[tuple[str, str], ...] = ()
    body: str = ""
    chapters: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def linked(text: str, way: Way) -> str:
    """A text with its links written as `way` writes them."""
    return _LINK.sub(lambda found: way(found[1], found[2], found[3]), text)
