"""What goes into the renderer beside the text, and what comes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from huiguan.wording import Words


def _no_link(_target: str) -> str | None:
    return None


def _no_mention(_id: str) -> tuple[str, str | None] | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How one text is rendered.

    `words` are those of `body_words`. `first_level` is the level that the text's highest heading takes. `id_prefix`
    stands before every id, so that two texts on one page do not collide. `section_ids` maps the heading of a known
    section to its id (`教训` to `lessons`).

    `link` is asked for every address without a scheme, pictures included, as decoded text with its `#…` and `?…`
    (`../别的/index.md#教训`); it answers the final address, or None: then only the words are shown. An anchor that is
    a heading of the same text is resolved without asking. `mention` is asked for `@id` and answers the label and an
    address or None; None stands for "no such person": the text stays as typed.
    """

    words: Mapping[str, str]
    first_level: int = 2
    id_prefix: str = ""
    link: Callable[[str], str | None] = _no_link
    mention: Callable[[str], tuple[str, str | None] | None] = _no_mention
    section_ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the article: `level` as shown (2 to 6), `id` with the prefix, `text` plain, `html` its content."""

    level: int
    id: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under a heading of the first level, without that heading; the lead before the first has none."""

    heading: Heading | None
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A rendered text.

    `html` is all of it. `sections` and `footnotes` are the same in parts: a lead (only if there is one), one section a
    heading of the first level, and the notes at the end (empty if there are none). `headings` lists every heading but
    those inside quotes and lists.
    """

    html: str
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    footnotes: str

    def section(self, heading_id: str) -> Section | None:
        """The section whose heading has this id, or None."""
        return next((found for found in self.sections if found.heading and found.heading.id == heading_id), None)


def body_words(words: Words) -> Mapping[str, str]:
    """The words that the renderer writes itself, in the reader's language: titles of notes, labels for screen readers."""
    return {name: str(word) for name, word in words.group("body").items()}
