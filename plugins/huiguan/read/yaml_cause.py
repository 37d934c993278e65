"""Finds the true cause of a YAML syntax error and its place.

libyaml reports where it gave up, often a line or many below the mistake. The cause lies between the start of the last
thing that it read and that spot; there the lines are searched upwards for the mistakes that people make.
"""

from collections.abc import Callable, Iterator

import yaml

from huiguan.problem import Problem
from huiguan.read.yaml_source import YamlSource
from huiguan.read.yaml_traps import Traps

_OPENERS = {"while scanning an alias", "while scanning an anchor", "while scanning a tag"}
_FLOW = {"while parsing a flow sequence", "while parsing a flow mapping", "while parsing a flow node"}
_QUOTE = {"while scanning a quoted scalar", "while parsing a quoted scalar"}


def find_cause(source: YamlSource, error: yaml.MarkedYAMLError, *, floor: int, bracket: tuple[int, int] | None) -> Problem:
    """The problem behind `error`.

    `floor` is the line (from 0) above which everything was read well, `bracket` line and column of one that is still open.
    """
    return _Search(source, error, floor, bracket).cause()


class _Search:
    def __init__(self, source: YamlSource, error: yaml.MarkedYAMLError, floor: int, bracket: tuple[int, int] | None) -> None:
        self._source = source
        self._traps = Traps(source)
        self._complaint = error.problem or ""
        self._context = error.context or ""
        mark = error.problem_mark or error.context_mark
        self._line = min(mark.line, len(source.lines) - 1) if mark else floor
        self._column = mark.column if mark else 0
        context = error.context_mark
        self._start = (context.line, context.column) if context else (self._line, self._column)
        if self._context in _FLOW and bracket:
            # What stands in brackets is read piece by piece, long before the closing one is missed.
            self._start, floor = bracket, min(floor, bracket[0])
        self._floor = min(floor, self._line)

    def cause(self) -> Problem:
        return (
            self._by_complaint()
            or next(self._sure_traps(), None)
            or self._by_bracket()
            or next(self._likely_traps(), None)
            or self._by_structure()
            or self._unknown()
        )

    def _by_complaint(self) -> Problem | None:
        """Where libyaml's own words and place are exact."""
        here = self._source.rest(self._line, self._column)[:1]
        if "tab character" in self._complaint or ("cannot start any token" in self._complaint and here == "\t"):
            return self._traps.tab(self._line) or self._traps.problem("YAML-TAB", self._line, self._column)
        if "cannot start any token" in self._complaint:
            return self._traps.special(self._line, self._column)
        if "escape character" in self._complaint or "hexdecimal number" in self._complaint:
            return self._escape()
        if self._context in _OPENERS:
            return self._traps.special(*self._start)
        if self._context in _QUOTE:
            return self._traps.open_quote(*self._start)
        return None

    def _escape(self) -> Problem:
        # At the backslash, or behind the letter after it where that one asks for digits: `\U` in `C:\Users`.
        line = self._source.line(self._line)
        column = line.rfind("\\", 0, self._column + 1)
        return self._traps.problem("YAML-ESCAPE", self._line, column, line[column : column + 2])

    def _by_bracket(self) -> Problem | None:
        if self._context not in _FLOW:
            return None
        within = (
            self._traps.hash_in_brackets(self._floor, self._line)
            or self._traps.wide_comma(self._floor, self._line)
            or self._traps.in_bracketed_item(self._line, self._column)
        )
        if within:
            return within
        line, column = self._start
        return self._traps.open_bracket(line, column) if self._source.rest(line, column)[:1] in {"[", "{"} else None

    def _sure_traps(self) -> Iterator[Problem]:
        return self._upwards(self._traps.sure_trap)

    def _likely_traps(self) -> Iterator[Problem]:
        return self._upwards(self._traps.likely_trap)

    def _upwards(self, trap: Callable[[int], Problem | None]) -> Iterator[Problem]:
        """The problems that `trap` finds from libyaml's line up to the floor."""
        for number in reversed(self._source.structural_lines(self._floor, self._line + 1)):
            problem = trap(number)
            if problem:
                yield problem

    # How the lines hang together

    def _by_structure(self) -> Problem | None:
        before = self._source.structural_lines(0, self._line)
        if "could not find expected ':'" in self._complaint:
            return self._of_line("YAML-NO-COLON", self._start[0])
        if self._source.rest(self._line, self._column)[:2].rstrip() == "-":
            return self._of_line("YAML-DASH", self._line)
        if not before:
            return None
        if self._source.line(before[-1]).rstrip() == "...":
            return self._of_line("YAML-SEVERAL-DOCUMENTS", before[-1])
        if self._lacks_colon(before[-1]):
            return self._of_line("YAML-NO-COLON", before[-1])
        return self._indentation(before)

    def _lacks_colon(self, number: int) -> bool:
        line = self._source.line(number)
        return ":" not in line and not line.lstrip().startswith(("-", "%"))

    def _indentation(self, before: list[int]) -> Problem | None:
        """The line that stands on no level of the lines above it, or that should be an item like them."""
        if self._line >= len(self._source.lines):
            return None
        entry = self._source.entry(self._line)
        levels, dashes = self._open_levels(before)
        if "'-' indicator" in self._complaint and entry.indent in dashes:
            return self._of_line("YAML-DASH-MISSING", self._line)
        if entry.lead.strip():
            levels = dashes
        first, last = self._source.entry(before[0]), self._source.entry(before[-1])
        if entry.indent < first.indent:
            return self._misplaced(before[0], first.indent, entry.indent)
        if last.key is not None and last.plain_value and entry.indent > len(last.lead):
            return self._misplaced(self._line, entry.indent, len(last.lead))
        if entry.indent in levels or not levels:
            return None
        # Of two levels that are equally near, the inner one: a line more often belongs to the one above it.
        nearest = min(reversed(levels), key=lambda level: abs(level - entry.indent))
        return self._misplaced(self._line, entry.indent, nearest)

    def _open_levels(self, before: list[int]) -> tuple[list[int], list[int]]:
        """The indentations that a next key, and a next dash, may have; outermost first."""
        levels: list[int] = []
        dashes: list[int] = []
        for number in before:
            entry = self._source.entry(number)
            levels = [level for level in levels if level < entry.indent]
            dashes = [level for level in dashes if level < entry.indent]
            if entry.lead.strip():
                dashes.append(entry.indent)
            if entry.key is not None:
                levels.append(len(entry.lead))
        return levels, dashes

    def _misplaced(self, number: int, found: int, wanted: int) -> Problem:
        indent = self._source.entry(number).indent
        return self._traps.problem("YAML-INDENT", number, indent, str(found), str(wanted))

    def _of_line(self, code: str, number: int) -> Problem:
        line = self._source.line(number)
        return self._traps.problem(code, number, len(line) - len(line.lstrip()), line.strip())

    def _unknown(self) -> Problem:
        return self._traps.problem("YAML-SYNTAX", self._line, self._column, self._source.line(self._line).strip())
