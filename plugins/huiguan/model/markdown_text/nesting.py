"""Where a line stands in quotes and lists: which of them go on in it, which begin, and where its own content begins."""

import re

_MAX_DEPTH = 100  # deeper containers count as text; the check refuses far fewer
TAB = 4
MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)")


class Nesting:
    """The open containers, and one line of the text at a time.

    `pos` is where the rest of the current line begins, `end` where the line does; `column` counts tabs as four. `containers` has
    0 for a quote, else the columns that a list item's content is set in by. `depth` is the deepest nesting and its line, of which
    `is_deep_in_lists` says whether most are lists.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.number = self.pos = self.column = self.end = 0
        self.containers: list[int] = []
        self.depth = (0, 1)
        self.is_deep_in_lists = False
        self.paragraph = False  # whether one is open

    def indent(self) -> tuple[int, int]:
        """Blanks before the rest of the line: how many columns, and where they end."""
        pos, column = self.pos, self.column
        while pos < self.end and self.text[pos] in " \t\r":
            column += 1 if self.text[pos] != "\t" else TAB - column % TAB
            pos += 1
        return column - self.column, pos

    def matched_containers(self) -> int:
        """Goes past the marks of the open containers that the line stands in; how many they are."""
        if self.containers and self.indent()[1] >= self.end:  # an empty line ends quotes and goes on with lists
            return self.containers.index(0) if 0 in self.containers else len(self.containers)
        for index, width in enumerate(self.containers):
            indent, pos = self.indent()
            if width:
                if pos < self.end and indent < width:
                    return index
                self._skip(min(width, indent))
            elif indent < TAB and self.text.startswith(">", pos) and pos < self.end:
                self._past_quote_mark(indent, pos)
            else:
                return index
        return len(self.containers)

    def _skip(self, columns: int) -> None:
        goal = self.column + columns
        while self.column < goal and self.pos < self.end:
            self.column += 1 if self.text[self.pos] != "\t" else TAB - self.column % TAB
            self.pos += 1

    def _past_quote_mark(self, indent: int, pos: int) -> None:
        self.pos, self.column = pos + 1, self.column + indent + 1
        if self.pos < self.end and self.text[self.pos] in " \t":
            self._skip(1)

    def new_containers(self) -> bool:
        """Opens the containers that begin in the line; whether there was one."""
        before = len(self.containers)
        while len(self.containers) < _MAX_DEPTH:
            indent, pos = self.indent()
            if indent >= TAB or pos >= self.end:
                break
            if self.text[pos] == ">":
                self._past_quote_mark(indent, pos)
                self.containers.append(0)
            elif (marker := MARKER.match(self.text, pos, self.end)) and self._opens_item(pos, marker.end()):
                self._past_list_marker(indent, marker.end(), pos)
            else:
                break
        if len(self.containers) > self.depth[0]:
            self.depth = (len(self.containers), self.number)
            self.is_deep_in_lists = self.containers.count(0) * 2 < len(self.containers)
        return len(self.containers) > before

    def _past_list_marker(self, indent: int, end: int, pos: int) -> None:
        width = indent + end - pos
        self.pos, self.column = end, self.column + width
        after, rest = self.indent()
        gap = after if 1 <= after <= TAB and rest < self.end else 1
        self._skip(min(gap, after))
        self.containers.append(width + gap)

    def _opens_item(self, pos: int, end: int) -> bool:
        """A lone dash under a paragraph underlines a heading, and a row of dashes is a rule."""
        is_empty = not self.text[end : self.end].strip()
        return not (is_empty and self.paragraph) and not self.is_rule(pos)

    def is_rule(self, pos: int) -> bool:
        """Whether the line is a row of dashes, stars or underscores from `pos` on."""
        if self.text[pos] not in "-*_" and not self.text[pos].isspace():
            return False
        marks = "".join(self.text[pos : self.end].split())
        return len(marks) > 2 and marks[0] in "-*_" and marks == marks[0] * len(marks)
