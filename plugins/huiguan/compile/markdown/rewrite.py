"""One pass over comrak's HTML: every tag is known and written anew, everything else is text."""

import re
from collections.abc import Callable
from html import escape
from typing import ClassVar

from huiguan.compile.markdown import notes
from huiguan.compile.markdown.anchors import Anchors
from huiguan.compile.markdown.article import Article, RenderOptions
from huiguan.compile.markdown.footnotes import Footnotes
from huiguan.compile.markdown.headings import Headings
from huiguan.compile.markdown.line_joints import LineJoints
from huiguan.compile.markdown.running_text import running_html
from huiguan.compile.markdown.tables import Table

# comrak escapes < and > in text and in attributes, so that a tag is whatever stands between them. Most blocks hold one line of
# words: such a block is one token, and so are several in a row, unless typed HTML follows bare.
_WORDS, _END = r"[^<>\n]*+(?:</?(?:strong|em|del)>[^<>\n]*+)*+", r"\n(?![^<])"
_LINES = rf"(?:<p>(?!\[!){_WORDS}</p>{_END}|<li>{_WORDS}</li>{_END})+"  # `[!提示]` may turn out to be a title
_LINE = rf"<t[dh][^<>]*>{_WORDS}</t[dh]>{_END}|<h\d>{_WORDS}</h\d>{_END}"
_TOKEN = re.compile(rf"({_LINES}|{_LINE}|<[^<>]*>)")
_TAG = re.compile(r"(<[^<>]*>)")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_INLINE = frozenset({"<strong>", "</strong>", "<em>", "</em>", "<del>", "</del>"})
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}", re.ASCII)


def attributes(tag: str) -> dict[str, str]:
    """The attributes that have a value, as comrak escaped them."""
    return dict(_ATTRIBUTE.findall(tag))


class Rewriter:
    """The state of the pass: `out` grows by one piece a token; places in it are patched once the whole is known."""

    def __init__(self, html: str, options: RenderOptions) -> None:
        self.options = options
        self.tokens: list[str] = _TOKEN.split(html)  # text and tags in turn
        self.at = 0
        self.out: list[str] = []
        self.joints = LineJoints(self.out)
        self.headings = Headings(self.out, options)
        self.footnotes = Footnotes(self.out, options.words, options.id_prefix)
        self.anchors = Anchors(self.out, options)
        self.containers: list[tuple[str, int]] = []  # open quotes, notes and items: closing tag, place of the opening
        self.table: Table | None = None
        self.tables = 0
        self.in_line = self.in_code = self.in_pre = False
        self.notes_at: int | None = None
        self.notes_open = False

    def article(self) -> Article:
        """Runs the pass and hands out the finished article."""
        tokens, last = self.tokens, len(self.tokens) - 1  # a text stands at both ends
        while self.at <= last:
            if tokens[self.at]:
                self._text(tokens[self.at])
            if self.at < last:
                self._tag(tokens[self.at + 1])
            self.at += 2
        return self._settled()

    def _settled(self) -> Article:
        self.footnotes.settle()
        self.anchors.settle(self.headings.settle())
        end = len(self.out) if self.notes_at is None else self.notes_at
        return Article(
            html="".join(self.out).strip(),
            headings=self.headings.listed(),
            sections=self.headings.sections(end),
            footnotes="".join(self.out[end:]).strip(),
        )

    def _text(self, text: str) -> None:
        if self.in_pre:
            self.out.append(text)
        elif self.in_code:
            self.joints.append_code(text)
        elif self.in_line or (self.containers and self.containers[-1][0] == "</li>"):
            self.joints.append(running_html(text, self.options, inside_link=self.anchors.is_inside))
        elif text.isspace():
            self.out.append("\n")
        else:  # typed HTML stands bare between the blocks
            self._leave_notes()
            shown = running_html(text.strip(), self.options, inside_link=False).strip()
            self.out.append(f"\n<p>{shown}</p>\n" if shown else "\n")

    def _tag(self, tag: str) -> None:
        if tag in _INLINE:
            self.out.append(tag)
            return
        if self.notes_open and not self.containers and not tag.startswith(("<li id=", "</")):
            self._leave_notes()
        if tag[-1] == "\n":
            self._lines(tag)
            return
        handle = self._HANDLERS.get(tag[1:-1]) or self._HANDLERS.get(tag[1:-1].partition(" ")[0])
        if handle is None:  # comrak writes no other tag: whatever this is, it is shown, not obeyed
            self.out.append(escape(tag))
        else:
            handle(self, tag)

    def _lines(self, blocks: str) -> None:
        """Blocks of one line each, in one step: paragraphs and items, or a heading, or a cell. No line break in it can vanish."""
        self.joints.end_block()
        if blocks[1] not in "ht":
            self.out.append(self._running(blocks))
            return
        opening, _, rest = blocks.partition(">")
        words = self._running(rest.rpartition("<")[0])
        if blocks[1] == "h":
            self.headings.add(int(opening[2]), words, is_top=not self.containers)
        elif self.table:
            self.table.add_cell(opening[1:3], attributes(opening).get("align", ""), words)

    def _running(self, html: str) -> str:
        """The text between the tags finished; a comment ends with its text."""
        if "&lt;!--" not in html:
            return running_html(html, self.options, inside_link=False)
        parts = _TAG.split(html)
        return "".join(part if part[:1] == "<" else running_html(part, self.options, inside_link=False) for part in parts)

    def _next_text_is(self, text: str, tag: str, ahead: int) -> bool:
        return self.tokens[self.at + ahead : self.at + ahead + 2] == [text, tag]

    def _block(self, tag: str) -> None:
        self.joints.end_block()
        self.out.append(tag)

    def _open_paragraph(self, tag: str) -> None:
        self.in_line = True
        self._block(tag)

    def _close_paragraph(self, tag: str) -> None:
        self.in_line = False
        self._block(tag)

    def _open_heading(self, tag: str) -> None:
        self.in_line = True
        self.joints.end_block()
        self.headings.open(int(tag[2]), is_top=not self.containers)

    def _close_heading(self, _tag: str) -> None:
        self.in_line = False
        self.joints.end_block()
        self.headings.close()

    def _break(self, _tag: str) -> None:
        self.joints.end_block()
        self.out.append("<br>")

    def _rule(self, _tag: str) -> None:
        self.out.append("<hr>")

    def _open_quote(self, tag: str) -> None:
        self.joints.end_block()
        if self._next_text_is("\n", "<p>", 2) and self._open_note():
            return
        self.containers.append(("</blockquote>", len(self.out)))
        self.out.append(tag)

    def _open_note(self) -> bool:
        """Turns a quote that begins with `[!提示]` into a note; the rest of that line is its title."""
        tokens, first = self.tokens, self.at + 4
        marker = notes.MARKER.match(tokens[first])
        if not marker:
            return False
        title, line_break, rest = tokens[first][marker.end() :].partition("\n")
        ends_here = tokens[first + 1] == "</p>"
        if not line_break and not ends_here:  # marks in the title: leave them to the note's first paragraph
            title, rest = "", title
        shown = running_html(title, self.options, inside_link=True)
        opening = notes.note_opening(marker[1], shown, self.options.words)
        if opening is None:
            return False
        self.containers.append((notes.CLOSE, len(self.out)))
        self.out.append(opening)
        tokens[first] = rest
        if ends_here and not rest:
            self.at = first
        return True

    def _close_container(self, _tag: str) -> None:
        self._block(self.containers.pop()[0])

    def _open_list(self, tag: str) -> None:
        start = attributes(tag).get("start", "")
        self._block(f'<ol start="{start}">' if start.isdigit() else f"<{tag[1:3]}>")

    def _open_item(self, tag: str) -> None:
        self.joints.end_block()
        note = attributes(tag).get("id")
        if note is not None:
            self._open_notes()
            self.containers.append(("</li>", len(self.out)))
            self.footnotes.open_note(note.removeprefix("fn-"))
            return
        self.containers.append(("</li>", len(self.out)))
        self.out.append("<li>")

    def _task_box(self, tag: str) -> None:
        is_done = ' checked=""' in tag
        label = escape(self.options.words["task_done" if is_done else "task_open"])
        if self.containers and self.out[self.containers[-1][1]] == "<li>":
            self.out[self.containers[-1][1]] = '<li class="task-list-item">'
        self.out.append(f'<input type="checkbox" disabled{" checked" if is_done else ""} aria-label="{label}">')

    def _open_code(self, tag: str) -> None:
        self.in_code = True
        language = _LANGUAGE.fullmatch(attributes(tag).get("class", ""))
        self.out.append(f'<code class="{language[0]}">' if language else "<code>")

    def _close_code(self, tag: str) -> None:
        self.in_code = False
        self.out.append(tag)

    def _open_pre(self, tag: str) -> None:
        self.in_pre = True
        self._block(tag)

    def _close_pre(self, tag: str) -> None:
        self.in_pre = False
        self._block(tag)

    def _open_table(self, _tag: str) -> None:
        self.joints.end_block()
        self.tables += 1
        self.table = Table(self.out, self.options.words["table"].format(number=self.tables))

    def _open_row(self, tag: str) -> None:
        self._block(tag)
        if self.table:
            self.table.open_row()

    def _open_cell(self, tag: str) -> None:
        self.in_line = True
        self.joints.end_block()
        if self.table:
            self.table.open_cell(tag[1:3], attributes(tag).get("align", ""))

    def _close_cell(self, tag: str) -> None:
        self._close_paragraph(tag)
        if self.table:
            self.table.close_cell()

    def _close_table(self, _tag: str) -> None:
        if self.table:
            self.table.close()
        self.table = None

    def _begin_notes(self, _tag: str) -> None:
        """The frame of the notes is written with the first note: see `_leave_notes`."""
        self._skip_to("<ol>")
        self.tokens[self.at + 2] = ""

    def _open_notes(self) -> None:
        if not self.notes_open:
            self.notes_open = True
            self.notes_at = len(self.out)
            self.footnotes.open_list()

    def _leave_notes(self) -> None:
        """Ends the notes early: where a label is defined twice, comrak sweeps the text between into the list."""
        if self.notes_open and not self.containers:
            self.notes_open = False
            self.notes_at = None
            self.footnotes.close_list()

    def _close_list(self, tag: str) -> None:
        self.joints.end_block()
        if self.containers or not self._next_text_is("\n", "</section>", 2):
            self.out.append(tag)
            return
        if self.notes_open:
            self.footnotes.close_list()
        self._skip_to("</section>")

    def _reference(self, _tag: str) -> None:
        """`<sup><a href="#fn-label">1</a></sup>`, seven tokens, taken as one."""
        label = attributes(self.tokens[self.at + 3]).get("href", "").removeprefix("#fn-")
        self.footnotes.refer(label, inside_link=self.anchors.is_inside)
        self._skip_to("</sup>")

    def _skip_to(self, tag: str) -> None:
        self.at = self.tokens.index(tag, self.at + 1) - 1

    def _open_link(self, tag: str) -> None:
        found = attributes(tag)
        if found.get("class") == "footnote-backref":
            self.footnotes.lead_back()
            self._skip_to("</a>")
        else:
            self.anchors.open(found.get("href", ""), found.get("title"))

    def _close_link(self, _tag: str) -> None:
        self.anchors.close()

    def _image(self, tag: str) -> None:
        self.joints.end_block()
        found = attributes(tag)
        self.anchors.image(found.get("src", ""), found.get("alt", ""), found.get("title"))

    _HANDLERS: ClassVar[dict[str, Callable[["Rewriter", str], None]]] = {
        "p": _open_paragraph,
        "/p": _close_paragraph,
        "br": _break,
        "hr": _rule,
        "blockquote": _open_quote,
        "/blockquote": _close_container,
        "ul": _open_list,
        "ol": _open_list,
        "/ul": _block,
        "/ol": _close_list,
        "li": _open_item,
        "/li": _close_container,
        "input": _task_box,
        "code": _open_code,
        "/code": _close_code,
        "pre": _open_pre,
        "/pre": _close_pre,
        "table": _open_table,
        "/table": _close_table,
        "thead": _block,
        "/thead": _block,
        "tbody": _block,
        "/tbody": _block,
        "tr": _open_row,
        "/tr": _block,
        "th": _open_cell,
        "td": _open_cell,
        "/th": _close_cell,
        "/td": _close_cell,
        "section": _begin_notes,
        "sup": _reference,
        "a": _open_link,
        "/a": _close_link,
        "img": _image,
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
        **dict.fromkeys(("/h1", "/h2", "/h3", "/h4", "/h5", "/h6"), _close_heading),
    }
