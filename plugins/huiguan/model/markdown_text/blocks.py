"""Reads the blocks of a Markdown text line by line: quotes, lists, code, comments, headings, tables, paragraphs."""

import re
from functools import lru_cache

from huiguan.model.markdown_text.findings import Scan
from huiguan.model.markdown_text.nesting import MARKER, TAB, Nesting
from huiguan.model.markdown_text.spans import blanked, inline_blanks
from huiguan.model.markdown_text.target import decoded

_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ATX = re.compile(r"(#{1,6})(?:[ \t]|$)")
_DEFINITION = re.compile(r"\[((?!\^)(?:\\.|[^\[\]\\]){1,999})\]:[ \t]*(<[^<>]*>|[^\s<]\S*)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_BLOCK_SIGNS = "`~#=-*_<"  # what a fence, a title, its underline, a rule and a comment begin with


@lru_cache(maxsize=8)
def scan(text: str) -> Scan:
    """Lays a text out in blocks, in time proportional to its length. The last few texts are remembered."""
    return _Scanner(text).scan()


class _Scanner(Nesting):
    """One walk over the lines: what stands in each, behind the marks of quotes and lists."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.last_comment_end = text.rfind("-->")
        self.blanks: list[tuple[int, int]] = []
        self.runs: list[tuple[int, int]] = []
        self.table_rows: set[int] = set()
        self.code_lines: set[int] = set()
        self.titles: list[tuple[int, int, bool]] = []
        self.definitions: dict[str, str] = {}
        self.line_starts: list[int] = []
        self.fence = ""
        self.fence_line = 0
        self.comment = self.table = False

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
            is_deep_in_lists=self.is_deep_in_lists,
            open_fence=self.fence_line if self.fence else None,
            line_starts=tuple(self.line_starts),
        )

    def _line(self) -> None:
        start = self.pos
        matched = self.matched_containers()
        if matched < len(self.containers):
            if self._goes_on_lazily():
                self._extend_paragraph()
                return
            del self.containers[matched:]
            self._close_leaf()
        if self.fence or self.comment:
            self._code_or_comment()
            return
        if self.new_containers():
            self._close_leaf()
        if self.pos > start:
            self.blanks.append((start, self.pos))
        self._leaf()

    def _goes_on_lazily(self) -> bool:
        """A line without its quote mark or indent still belongs to an open paragraph, unless it begins a block."""
        indent, pos = self.indent()
        if not self.paragraph or self.table or pos >= self.end:
            return False
        if indent >= TAB:
            return True
        begins = self.text[pos] == ">" or MARKER.match(self.text, pos, self.end) or _ATX.match(self.text, pos, self.end)
        return not (begins or _FENCE.match(self.text, pos, self.end) or self.is_rule(pos))

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
        indent, pos = self.indent()
        if pos >= self.end:
            self._close_leaf()
        elif indent >= TAB and not self.paragraph:
            self._blank_code()
        elif indent >= TAB:
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
            self.fence, self.fence_line = fence[1] or fence[2], self.number
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
        elif self.is_rule(pos):
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
