"""Reads the blocks of a Markdown text line by line: quotes, lists, code, comments, headings, tables, paragraphs."""

import re
from functools import lru_cache

from huiguan.model.markdown_text.findings import Scan
from huiguan.model.markdown_text.spans import blanked, inline_blanks
from huiguan.model.markdown_text.target import decoded

MAX_DEPTH = 100  # deeper containers count as text; the check refuses far fewer
_TAB = 4
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ATX = re.compile(r"(#{1,6})(?:[ \t]|$)")
_DEFINITION = re.compile(r"\[((?!\^)(?:\\.|[^\[\]\\]){1,999})\]:[ \t]*(<[^<>]*>|[^\s<]\S*)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_BLOCK_SIGNS = "`~#=-*_<"  # what a fence, a title, its underline, a rule and a comment begin with


@lru_cache(maxsize=8)
def scan(text: str) -> Scan:
    """Lays a text out in blocks, in time proportional to its length. The last few texts are remembered."""
    return _Scanner(text).scan()


class _Scanner:
    """One walk over the lines. `pos` is where the rest of the current line begins, `column` counts tabs as four."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last_comment_end = text.rfind("-->")
        self.blanks: list[tuple[int, int]] = []
        self.runs: list[tuple[int, int]] = []
        self.table_rows: set[int] = set()
        self.code_lines: set[int] = set()
        self.titles: list[tuple[int, int, bool]] = []
        self.definitions: dict[str, str] = {}
        self.depth = (0, 1)
        self.line_starts: list[int] = []
        self.containers: list[int] = []  # 0 for a quote, else the columns that a list item's content is set in by
        self.fence = ""
        self.comment = self.paragraph = self.table = False

    def scan(self) -> Scan:
        start = 0
        for number, line in enumerate(self.text.split("\n"), start=1):
            self.line_starts.append(start)
            self.number, self.pos, self.column, self.end = number, start, 0, start + len(line)
            if self.containers or self.fence or self.comment:
                self._line()
            elif not line:
                self._close_leaf()
            elif line[0].isalpha() and not self.table:
                self._extend_paragraph()  # running text, as most lines are
            else:
                self._line()
            start = self.end + 1
        shown = blanked(self.text, self.blanks)
        return Scan(
            text=self.text,
            shown=shown,
            prose=blanked(shown, inline_blanks(shown, self.runs)),
            runs=tuple(self.runs),
            table_rows=frozenset(self.table_rows),
            code_lines=frozenset(self.code_lines),
            titles=tuple(self.titles),
            definitions=self.definitions,
            depth=self.depth,
            line_starts=tuple(self.line_starts),
        )

    def _line(self) -> None:
        start = self.pos
        matched = self._matched_containers()
        if matched < len(self.containers):
            if self._goes_on_lazily():
                self._extend_paragraph()
                return
            del self.containers[matched:]
            self._close_leaf()
        if self.fence or self.comment:
            self._code_or_comment()
            return
        if self._new_containers():
            self._close_leaf()
        if self.pos > start:
            self.blanks.append((start, self.pos))
        self._leaf()

    def _indent(self) -> tuple[int, int]:
        """Blanks before the rest of the line: how many columns, and where they end."""
        pos, column = self.pos, self.column
        while pos < self.end and self.text[pos] in " \t\r":
            column += 1 if self.text[pos] != "\t" else _TAB - column % _TAB
            pos += 1
        return column - self.column, pos

    def _matched_containers(self) -> int:
        if self.containers and self._indent()[1] >= self.end:  # an empty line ends quotes and goes on with lists
            return self.containers.index(0) if 0 in self.containers else len(self.containers)
        for index, width in enumerate(self.containers):
            indent, pos = self._indent()
            if width:
                if pos < self.end and indent < width:
                    return index
                self._skip(min(width, indent))
            elif indent < _TAB and self.text.startswith(">", pos) and pos < self.end:
                self._past_quote_mark(indent, pos)
            else:
                return index
        return len(self.containers)

    def _skip(self, columns: int) -> None:
        goal = self.column + columns
        while self.column < goal and self.pos < self.end:
            self.column += 1 if self.text[self.pos] != "\t" else _TAB - self.column % _TAB
            self.pos += 1

    def _past_quote_mark(self, indent: int, pos: int) -> None:
        self.pos, self.column = pos + 1, self.column + indent + 1
        if self.pos < self.end and self.text[self.pos] in " \t":
            self._skip(1)

    def _new_containers(self) -> bool:
        before = len(self.containers)
        while len(self.containers) < MAX_DEPTH:
            indent, pos = self._indent()
            if indent >= _TAB or pos >= self.end:
                break
            if self.text[pos] == ">":
                self._past_quote_mark(indent, pos)
                self.containers.append(0)
            elif (marker := _MARKER.match(self.text, pos, self.end)) and self._opens_item(pos, marker.end()):
                self._past_list_marker(indent, marker.end(), pos)
            else:
                break
        if len(self.containers) > self.depth[0]:
            self.depth = (len(self.containers), self.number)
        return len(self.containers) > before

    def _past_list_marker(self, indent: int, end: int, pos: int) -> None:
        width = indent + end - pos
        self.pos, self.column = end, self.column + width
        after, rest = self._indent()
        gap = after if 1 <= after <= _TAB and rest < self.end else 1
        self._skip(min(gap, after))
        self.containers.append(width + gap)

    def _opens_item(self, pos: int, end: int) -> bool:
        """A lone dash under a paragraph underlines a heading, and a row of dashes is a rule."""
        is_empty = not self.text[end : self.end].strip()
        return not (is_empty and self.paragraph) and not self._is_rule(pos)

    def _is_rule(self, pos: int) -> bool:
        if self.text[pos] not in "-*_" and not self.text[pos].isspace():
            return False
        marks = "".join(self.text[pos : self.end].split())
        return len(marks) > 2 and marks[0] in "-*_" and marks == marks[0] * len(marks)

    def _goes_on_lazily(self) -> bool:
        """A line without its quote mark or indent still belongs to an open paragraph, unless it begins a block."""
        indent, pos = self._indent()
        if not self.paragraph or self.table or pos >= self.end:
            return False
        if indent >= _TAB:
            return True
        begins = self.text[pos] == ">" or _MARKER.match(self.text, pos, self.end) or _ATX.match(self.text, pos, self.end)
        return not (begins or _FENCE.match(self.text, pos, self.end) or self._is_rule(pos))

    def _close_leaf(self) -> None:
        self.fence = ""
        self.comment = self.paragraph = self.table = False

    def _code_or_comment(self) -> None:
        rest = self.text[self.pos : self.end].strip()
        if self.comment:
            end = self.text.find("-->", self.pos, self.end)
            self.blanks.append((self.pos, self.end if end < 0 else end + 3))
            self.comment = end < 0
            if not self.comment:
                self._start_run(end + 3)
                self.paragraph = False
            return
        self._blank_code()
        if rest and len(rest) >= len(self.fence) and rest == self.fence[0] * len(rest):
            self.fence = ""

    def _blank_code(self) -> None:
        self.blanks.append((self.line_starts[-1], self.end))
        self.code_lines.add(self.number)

    def _leaf(self) -> None:
        indent, pos = self._indent()
        if pos >= self.end:
            self._close_leaf()
        elif indent >= _TAB and not self.paragraph:
            self._blank_code()
        elif indent >= _TAB:
            self._extend_paragraph()
        else:
            self.pos = pos
            if self.text[pos] in _BLOCK_SIGNS or self.text[pos].isspace():
                self._block()
            else:
                self._paragraph()

    def _block(self) -> None:
        text, pos, end = self.text, self.pos, self.end
        if fence := _FENCE.match(text, pos, end):
            self._close_leaf()
            self.fence = fence[1] or fence[2]
            self._blank_code()
        elif title := _ATX.match(text, pos, end):
            self._close_leaf()
            self._start_run(title.end())
            self.titles.append((len(self.runs) - 1, len(title[1]), not self.containers))
            self.paragraph = False
        elif self.paragraph and not self.table and self._is_underline():
            self.titles.append((len(self.runs) - 1, 1 if text[pos] == "=" else 2, not self.containers))
            self.blanks.append((pos, end))
            self._close_leaf()
        elif self._is_rule(pos):
            self.blanks.append((pos, end))
            self._close_leaf()
        elif text.startswith("<!--", pos) and self.last_comment_end > pos:
            self._comment()
        else:
            self._paragraph()

    def _is_underline(self) -> bool:
        marks = self.text[self.pos : self.end].rstrip()
        return bool(marks) and marks[0] in "=-" and marks == marks[0] * len(marks)

    def _comment(self) -> None:
        self._close_leaf()
        close = self.text.find("-->", self.pos + 2, self.end)
        self.blanks.append((self.pos, self.end if close < 0 else close + 3))
        self.comment = close < 0
        if not self.comment:
            self._start_run(close + 3)
            self.paragraph = False

    def _paragraph(self) -> None:
        if self.table or self._opens_table():
            self._start_run(self.pos)
            self.table_rows.add(len(self.runs) - 1)
            return
        if not self.paragraph:
            if definition := _DEFINITION.match(self.text, self.pos, self.end):
                label = " ".join(definition[1].split()).casefold()
                self.definitions.setdefault(label, decoded(definition[2].strip("<>")))
                self.blanks.append((self.pos, self.end))
                return
            if note := _FOOTNOTE.match(self.text, self.pos, self.end):
                self.blanks.append((self.pos, note.end()))
        self._extend_paragraph()

    def _opens_table(self) -> bool:
        """Whether this is the row of dashes under a table's head; the head was taken for a paragraph until now."""
        row = self.text[self.pos : self.end].strip()
        if not self.paragraph or "-" not in row or "|" not in row or not set(row) <= set("|:- \t"):
            return False
        self.table = True
        self.table_rows.add(len(self.runs) - 1)
        return True

    def _extend_paragraph(self) -> None:
        if self.paragraph and self.runs:
            self.runs[-1] = (self.runs[-1][0], self.end)
        else:
            self._start_run(self.pos)

    def _start_run(self, start: int) -> None:
        self.runs.append((start, self.end))
        self.paragraph = True
