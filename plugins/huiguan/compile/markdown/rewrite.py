"""One pass over comrak's HTML: every tag is known and written anew, everything else is text."""

import re
from collections.abc import Callable
from html import escape
from typing import ClassVar

from huiguan.compile.markdown.anchors import Anchors
from huiguan.compile.markdown.article import Article, RenderOptions
from huiguan.compile.markdown.containers import ITEM_END, Containers
from huiguan.compile.markdown.footnotes import Footnotes
from huiguan.compile.markdown.headings import Headings
from huiguan.compile.markdown.line_joints import LineJoints
from huiguan.compile.markdown.running_text import running_html
from huiguan.compile.markdown.tables import Table
from huiguan.compile.markdown.tokens import Tokens, attributes

_TAG = re.compile(r"(<[^<>]*>)")
_INLINE = frozenset({"<strong>", "</strong>", "<em>", "</em>", "<del>", "</del>"})
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}", re.ASCII)


class Rewriter:
    """The state of the pass: `out` grows by one piece a token; places in it are patched once the whole is known."""

    def __init__(self, html: str, options: RenderOptions) -> None:
        self.options = options
        self.tokens = Tokens(html)
        self.out: list[str] = []
        self.joints = LineJoints(self.out)
        self.headings = Headings(self.out, options)
        self.footnotes = Footnotes(self.out, options.words, options.id_prefix)
        self.anchors = Anchors(self.out, options)
        self.containers = Containers(self.out, self.tokens, options)
        self.table: Table | None = None
        self.tables = 0
        self.in_line = self.in_code = self.in_pre = False

    def article(self) -> Article:
        """Runs the pass and hands out the finished article."""
        tokens, pieces = self.tokens, self.tokens.all
        last = len(pieces) - 1
        while tokens.at <= last:
            if pieces[tokens.at]:
                self._text(pieces[tokens.at])
            if tokens.at < last:
                self._tag(pieces[tokens.at + 1])
            tokens.at += 2
        return self._settled()

    def _settled(self) -> Article:
        self.footnotes.settle()
        self.anchors.settle(self.headings.settle())
        end = len(self.out) if self.footnotes.starts_at is None else self.footnotes.starts_at
        return Article(
            html="".join(self.out).strip(),
            headings=self.headings.listed(),
            sections=self.headings.sections(end),
            footnotes="".join(self.out[end:]).strip(),
        )

    def _text(self, text: str) -> None:
        containers = self.containers.stack
        if self.in_pre:
            self.out.append(text)
        elif self.in_code:
            self.joints.append_code(text)
        elif self.in_line or (containers and containers[-1][0] == ITEM_END):
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
        if self.footnotes.is_open and not tag.startswith(("<li id=", "</")):
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
            self.headings.add(int(opening[2]), words, is_top=not self.containers.stack)
        elif self.table:
            self.table.add_cell(opening[1:3], attributes(opening).get("align", ""), words)

    def _running(self, html: str) -> str:
        """The text between the tags finished; a comment ends with its text."""
        if "&lt;!--" not in html:
            return running_html(html, self.options, inside_link=False)
        parts = _TAG.split(html)
        return "".join(part if part[:1] == "<" else running_html(part, self.options, inside_link=False) for part in parts)

    def _block(self, tag: str) -> None:
        self.joints.end_block()
        self.out.append(tag)

    def _paragraph(self, tag: str) -> None:
        self.in_line = tag[1] != "/"
        self._block(tag)

    def _open_heading(self, tag: str) -> None:
        self.in_line = True
        self.joints.end_block()
        self.headings.open(int(tag[2]), is_top=not self.containers.stack)

    def _close_heading(self, _tag: str) -> None:
        self.in_line = False
        self.joints.end_block()
        self.headings.close()

    def _break(self, _tag: str) -> None:
        self._block("<br>")

    def _rule(self, _tag: str) -> None:
        self.out.append("<hr>")

    def _open_code(self, tag: str) -> None:
        self.in_code = True
        language = _LANGUAGE.fullmatch(attributes(tag).get("class", ""))
        self.out.append(f'<code class="{language[0]}">' if language else "<code>")

    def _close_code(self, tag: str) -> None:
        self.in_code = False
        self.out.append(tag)

    def _pre(self, tag: str) -> None:
        self.in_pre = tag[1] != "/"
        self._block(tag)

    def _open_quote(self, tag: str) -> None:
        self.joints.end_block()
        self.containers.open_quote(tag)

    def _close_container(self, _tag: str) -> None:
        self.joints.end_block()
        self.containers.close()

    def _open_list(self, tag: str) -> None:
        start = attributes(tag).get("start", "")
        self._block(f'<ol start="{start}">' if start.isdigit() else f"<{tag[1:3]}>")

    def _close_list(self, tag: str) -> None:
        self.joints.end_block()
        if self.containers.stack or not self.tokens.are_next("\n", "</section>"):
            self.out.append(tag)
            return
        self.footnotes.close_list()
        self.tokens.skip_to("</section>")

    def _open_item(self, tag: str) -> None:
        self.joints.end_block()
        note = attributes(tag).get("id")
        if note is None:
            self.containers.open_item()
            return
        self.footnotes.open_list()
        self.containers.enter(ITEM_END)
        self.footnotes.open_note(note.removeprefix("fn-"))

    def _task_box(self, tag: str) -> None:
        self.containers.task_box(is_done=' checked=""' in tag)

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
        self._paragraph(tag)
        if self.table:
            self.table.close_cell()

    def _close_table(self, _tag: str) -> None:
        if self.table:
            self.table.close()
        self.table = None

    def _begin_notes(self, _tag: str) -> None:
        """The frame of the notes is written with the first note."""
        self.tokens.skip_to("<ol>")
        self.tokens.blank_next_text()

    def _leave_notes(self) -> None:
        """Ends the notes early: where a label is defined twice, comrak sweeps the text between into the list."""
        if not self.containers.stack:
            self.footnotes.leave_list()

    def _reference(self, _tag: str) -> None:
        """`<sup><a href="#fn-label">1</a></sup>`, seven tokens, taken as one."""
        label = attributes(self.tokens.next_tag).get("href", "").removeprefix("#fn-")
        self.footnotes.refer(label, inside_link=self.anchors.is_inside)
        self.tokens.skip_to("</sup>")

    def _open_link(self, tag: str) -> None:
        found = attributes(tag)
        if found.get("class") == "footnote-backref":
            self.footnotes.lead_back()
            self.tokens.skip_to("</a>")
        else:
            self.anchors.open(found.get("href", ""), found.get("title"))

    def _close_link(self, _tag: str) -> None:
        self.anchors.close()

    def _image(self, tag: str) -> None:
        self.joints.end_block()
        found = attributes(tag)
        self.anchors.image(found.get("src", ""), found.get("alt", ""), found.get("title"))

    _HANDLERS: ClassVar[dict[str, Callable[["Rewriter", str], None]]] = {
        **dict.fromkeys(("p", "/p"), _paragraph),
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
        **dict.fromkeys(("/h1", "/h2", "/h3", "/h4", "/h5", "/h6"), _close_heading),
        "br": _break,
        "hr": _rule,
        "code": _open_code,
        "/code": _close_code,
        **dict.fromkeys(("pre", "/pre"), _pre),
        "blockquote": _open_quote,
        **dict.fromkeys(("/blockquote", "/li"), _close_container),
        **dict.fromkeys(("ul", "ol"), _open_list),
        "/ul": _block,
        "/ol": _close_list,
        "li": _open_item,
        "input": _task_box,
        "table": _open_table,
        "/table": _close_table,
        **dict.fromkeys(("thead", "/thead", "tbody", "/tbody", "/tr"), _block),
        "tr": _open_row,
        **dict.fromkeys(("th", "td"), _open_cell),
        **dict.fromkeys(("/th", "/td"), _close_cell),
        "section": _begin_notes,
        "sup": _reference,
        "a": _open_link,
        "/a": _close_link,
        "img": _image,
    }
