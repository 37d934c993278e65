"""What the scanner hands out: the text with its code blanked, and what was found in it with its place."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line outside code; `text` has code spans, comments and the marks of quotes and lists blanked by spaces."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading at the top level of the text, with its words without marks; level 1 to 6 as typed."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or an image where it is used; `target` decoded, `typed` as it stands in the text.

    For a link by reference (`[见][a]`) the target is the one of its definition. Bare addresses are not listed.
    """

    target: str
    typed: str
    line: int
    column: int
    is_image: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """HTML as typed; `name` in lower case, `!` for a comment that never ends or a declaration, `?` for an instruction."""

    name: str
    typed: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """`@id` in running text."""

    id: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The text laid out in blocks; all offsets count characters from 0.

    `shown` is the text with code blocks, block comments and the marks of quotes and lists blanked, `prose` the same
    with code spans and inline comments blanked too: both keep every character's place. `runs` are the stretches
    [start, end) in which a construct may span lines: a paragraph, a heading, a row of a table.
    `titles` are (run, level, is at the top level); `definitions` map a label to the target as typed;
    `depth` is (how deep quotes and lists are nested, the line of it), `is_deep_in_lists` whether most of those are lists.
    `open_fence` is the line of a code fence that never closes.
    """

    text: str
    shown: str
    prose: str
    runs: tuple[tuple[int, int], ...]
    table_rows: frozenset[int]
    code_lines: frozenset[int]
    titles: tuple[tuple[int, int, bool], ...]
    definitions: dict[str, str]
    depth: tuple[int, int]
    is_deep_in_lists: bool
    open_fence: int | None
    line_starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def lines(self) -> tuple[Line, ...]:
        """The lines outside code blocks, empty ones included."""
        rows = enumerate(self.prose.split("\n"), start=1)
        return tuple(Line(number=number, text=row) for number, row in rows if number not in self.code_lines)
