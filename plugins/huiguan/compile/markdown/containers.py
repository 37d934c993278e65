"""What holds blocks: quotes, notes and list items, one in the other."""

from html import escape

from huiguan.compile.markdown import notes
from huiguan.compile.markdown.article import RenderOptions
from huiguan.compile.markdown.running_text import running_html
from huiguan.compile.markdown.tokens import Tokens

ITEM_END = "</li>"


class Containers:
    """The containers that are open: `stack` has their closing tags and the places of the opening ones, the innermost last."""

    def __init__(self, out: list[str], tokens: Tokens, options: RenderOptions) -> None:
        self.stack: list[tuple[str, int]] = []
        self._out = out
        self._tokens = tokens
        self._options = options

    def enter(self, closing: str) -> None:
        """Counts as open what is written next."""
        self.stack.append((closing, len(self._out)))

    def close(self) -> None:
        """Ends the innermost."""
        self._out.append(self.stack.pop()[0])

    def open_item(self) -> None:
        """Begins an item of a list."""
        self.enter(ITEM_END)
        self._out.append("<li>")

    def task_box(self, *, is_done: bool) -> None:
        """Writes the box of a task, and marks the item that it stands in."""
        label = escape(self._options.words["task_done" if is_done else "task_open"])
        if self.stack and self._out[self.stack[-1][1]] == "<li>":
            self._out[self.stack[-1][1]] = '<li class="task-list-item">'
        self._out.append(f'<input type="checkbox" disabled{" checked" if is_done else ""} aria-label="{label}">')

    def open_quote(self, tag: str) -> None:
        """Begins a quote, or the note that it stands for."""
        if self._tokens.are_next("\n", "<p>") and self._open_note():
            return
        self.enter("</blockquote>")
        self._out.append(tag)

    def _open_note(self) -> bool:
        """Turns a quote that begins with `[!提示]` into a note; the rest of that line is its title."""
        tokens, first = self._tokens.all, self._tokens.at + 4
        marker = notes.MARKER.match(tokens[first])
        if not marker:
            return False
        title, line_break, rest = tokens[first][marker.end() :].partition("\n")
        ends_here = tokens[first + 1] == "</p>"
        if not line_break and not ends_here:  # marks in the title: leave them to the note's first paragraph
            title, rest = "", title
        shown = running_html(title, self._options, inside_link=True)
        opening = notes.note_opening(marker[1], shown, self._options.words)
        if opening is None:
            return False
        self.enter(notes.CLOSE)
        self._out.append(opening)
        tokens[first] = rest
        if ends_here and not rest:
            self._tokens.at = first
        return True
