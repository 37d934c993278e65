"""The words of a text without its marks: for descriptions, counts and the names of headings."""

import html
import re

from huiguan.model.markdown_text.blocks import scan
from huiguan.model.markdown_text.findings import Heading, Scan
from huiguan.model.markdown_text.han import join_lines
from huiguan.model.markdown_text.spans import code_and_comments

_KEPT = "\ue000"  # stands for a code span while the marks around it are taken off
_IMAGE = re.compile(r"!\[([^\[\]]*+)\]\((?:<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)?)[^()\n]*+\)")
_LINK = re.compile(_IMAGE.pattern[1:])
_REFERENCE = re.compile(r"!?\[([^\[\]]*+)\]\[[^\[\]]*+\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]++\]")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>]++)>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STARS = re.compile(r"(?<!\\)(?:\*++(?=\S)|(?<=\S)\*++|~~++)")
_LOW_LINES = re.compile(r"(?<![^\W_])(?<!\\)_++(?=[^\W_])|(?<=[^\W_])_++(?![^\W_])")
_TASK = re.compile(r"\[[ xX]\][ \t]")
_ALERT = re.compile(r"\[![^\[\]\n]{1,20}\][ \t]*")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
_BLANKS = re.compile(r"[ \t\r]+")


def headings(text: str) -> tuple[Heading, ...]:
    """The headings at the top level of a text (not those inside quotes and lists); empty ones are left out."""
    found = scan(text)
    named = []
    for run, level, is_top in found.titles:
        start, end = found.runs[run]
        words = plain_inline(_CLOSING_HASHES.sub("", found.shown[start:end].strip())).strip()
        if is_top and words:
            named.append(Heading(level=level, text=words, line=found.place(start)[0]))
    return tuple(named)


def plain_text(text: str, *, with_headings: bool = True) -> str:
    """The words of a text, one line a paragraph, heading or row; code blocks, comments and images' marks are gone."""
    found = scan(text)
    titles = frozenset() if with_headings else frozenset(run for run, _, _ in found.titles)
    rows = (_plain_run(found, index) for index in range(len(found.runs)) if index not in titles)
    return "\n".join(row for row in rows if row)


def plain_inline(run: str) -> str:
    """The words of one paragraph, lines between Han characters joined, other breaks turned into blanks."""
    kept: list[str] = []
    parts = []
    done = 0
    run = run.replace(_KEPT, "")
    for start, end, ticks in code_and_comments(run):
        parts.append(run[done:start])
        if ticks:
            parts.append(_KEPT)
            kept.append(" ".join(run[start + ticks : end - ticks].split()))
        done = end
    parts.append(run[done:])
    words = _without_marks("".join(parts))
    spans = iter(kept)
    return re.sub(_KEPT, lambda _: next(spans, ""), words) if kept else words


def _plain_run(found: Scan, index: int) -> str:
    start, end = found.runs[index]
    run = found.shown[start:end]
    if index in found.table_rows:
        if not run.strip(" \t\r|:-"):
            return ""
        run = run.replace("|", " ")
    run = _ALERT.sub("", _TASK.sub("", run.lstrip(), count=1), count=1) if run.lstrip()[:1] == "[" else run
    return plain_inline(_CLOSING_HASHES.sub("", run.strip())).strip()


def _without_marks(words: str) -> str:
    for pattern in (_IMAGE, _LINK, _REFERENCE, _ADDRESS):
        words = pattern.sub(r"\1", words)
    words = _FOOTNOTE.sub("", words)
    words = _LOW_LINES.sub("", _STARS.sub("", words))
    words = html.unescape(_ESCAPED.sub(r"\1", words))
    lines = (_BLANKS.sub(" ", line).strip() for line in words.split("\n"))
    return join_lines("\n".join(lines)).replace("\n", " ")
