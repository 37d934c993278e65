"""Tables: wrapped so that wide ones scroll, columns of figures aligned by a class."""

import re
from html import escape, unescape

_TAG = re.compile(r"<[^<>]*>")
# A sign or a currency, digits, and at most four characters of unit: −3.2%、¥1,200、118 天、约 9 万元.
_FIGURE = re.compile(r"[-+−–±≈~<>约近]{0,2}\s?[¥￥$€£]?\s?\d[\d,，.]*[%％]?(?:[-–—~～至]\d[\d,，.]*)?\s?[^\W\d]{0,4}[%％‰]?")
_NOTHING = frozenset({"", "-", "–", "—", "——", "/", "无", "n/a", "N/A"})
_HEAD = 'th scope="col"'
_CLASSES = {"right": ' class="num"', "center": ' class="mid"', "left": "", "": ""}


class Table:
    """One table under way: remembers where its cells stand in the output, and marks them when it is complete."""

    def __init__(self, out: list[str], label: str) -> None:
        self._out = out
        self._cells: list[tuple[int, int, bool, str]] = []
        self._column = 0
        self._aligns: dict[int, str] = {}
        self._figures: dict[int, bool] = {}
        out.append(f'<div class="hg-scroll" tabindex="0" role="region" aria-label="{escape(label)}"><table class="hg-table">')

    def open_row(self) -> None:
        """Begins a row at the first column."""
        self._column = 0

    def open_cell(self, name: str, align: str) -> None:
        """Begins a cell (`th` or `td`) with comrak's alignment."""
        self._cells.append((len(self._out), self._column, name == "th", align))
        self._out.append("")

    def close_cell(self) -> None:
        """Ends the cell, whose closing tag is written, and notes whether its column still holds figures only."""
        self._settle("".join(self._out[self._cells[-1][0] :]))

    def add_cell(self, name: str, align: str, html: str) -> None:
        """A whole cell and the line break behind it."""
        self.open_cell(name, align)
        self._out.append(f"{html}</{name}>\n")
        self._settle(html)

    def _settle(self, html: str) -> None:
        """Counts a cell with that content; the first column names the rows."""
        _, column, is_head, align = self._cells[-1]
        self._column += 1
        self._aligns.setdefault(column, align)
        if is_head or not column or not self._figures.get(column, True):
            return
        text = unescape(_TAG.sub("", html) if "<" in html else html).strip()
        if text not in _NOTHING:
            self._figures[column] = _FIGURE.fullmatch(text) is not None

    def close(self) -> None:
        """Ends the table: every cell gets its opening tag."""
        for at, column, is_head, _ in self._cells:
            align = self._aligns[column] or ("right" if self._figures.get(column) else "")
            self._out[at] = f"<{_HEAD if is_head else 'td'}{_CLASSES.get(align, '')}>"
        self._out.append("</table></div>")
