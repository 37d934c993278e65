"""The lines of a YAML text: where a spot stands, and how an entry on a line is cut into its parts."""

import re
from dataclasses import dataclass
from functools import cached_property

from huiguan.problem import Place

_SHOWN = 60
_ENTRY = re.compile(
    r"(?P<lead>[ ]*(?:-[ \t]+)*)(?:(?P<key>[^\s:#'\"\[\]{},|>@`%&*!-][^:]*?|-[^\s:][^:]*?):(?=[ \t]|$)[ \t]*)?(?P<value>.*)"
)
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_BLOCK_HEADER = re.compile(r"(?::[ \t]+|-[ \t]+|^)[|>][-+0-9]*[ \t]*(?:#.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line in parts: `lead` is indentation and list dashes, `value` what follows the key's colon (or the lead)."""

    lead: str
    key: str | None
    value: str
    column: int
    """Where `value` begins, from 0."""

    @property
    def indent(self) -> int:
        """Spaces at the start of the line."""
        return len(self.lead) - len(self.lead.lstrip(" "))

    @property
    def plain_value(self) -> str:
        """The value without the comment behind it."""
        return _COMMENT.sub("", self.value).rstrip()


@dataclass(frozen=True, kw_only=True)
class YamlSource:
    """A YAML text; lines and columns count from 0 here, as libyaml's marks do, and `place` turns them into ours."""

    text: str
    file: str
    first_line: int

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text without their ends."""
        return self.text.split("\n")

    def place(self, line: int, column: int) -> Place:
        """The place in the file."""
        return Place(file=self.file, line=self.first_line + line, column=column + 1)

    def line(self, number: int) -> str:
        """The line, empty when there is none: libyaml's marks may stand one past the end."""
        return self.lines[number] if number < len(self.lines) else ""

    def rest(self, line: int, column: int) -> str:
        """What stands on the line from the column on."""
        return self.line(line)[column:]

    def entry(self, number: int) -> Entry:
        """The line in parts."""
        found = _ENTRY.match(self.line(number))
        assert found is not None  # noqa: S101 - each part of the pattern may be empty
        return Entry(lead=found["lead"], key=found["key"], value=found["value"].rstrip(), column=found.start("value"))

    def structural_lines(self, start: int, end: int) -> list[int]:
        """The lines in [start, end) that carry keys or items: neither blank, nor comment, nor inside a `|` or `>` text."""
        numbers: list[int] = []
        inside: int | None = None  # the indentation of the line that opened the text
        for number in range(start, min(end, len(self.lines))):
            line = self.lines[number]
            bare = line.strip()
            indent = len(line) - len(line.lstrip(" "))
            if not bare or bare.startswith("#") or (inside is not None and indent > inside):
                continue
            numbers.append(number)
            inside = self._holder(number) if _BLOCK_HEADER.search(line) else None
        return numbers

    def _holder(self, number: int) -> int:
        """The indentation that the lines of a `|` text opened on this line must exceed."""
        entry = self.entry(number)
        return len(entry.lead) if entry.key else entry.indent


def shortened(text: str) -> str:
    """`text` on one line, its end cut off when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def quoted(value: str) -> str:
    """`value` in the quotes that make YAML take it as text."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
