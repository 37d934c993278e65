"""What looks like Markdown and is none: `#标题`, `1、`, full-width marks. Each with the form that works."""

import re
from collections.abc import Iterator

from huiguan.check.body.finding import Finding, shortened
from huiguan.model.markdown_text import ALERT_NAMES, Scan, alert_of
from huiguan.problem import Severity

_TITLE = re.compile(r"(#{1,6})([^\s#\d][^#]*|\d[^#]*)$")
_WIDE_TITLE = re.compile(r"([#＃]*＃[#＃]*)\s*(.*)")
_NUMBER = re.compile(r"[1１](?:[、．]\s*(?=\D)|[)）](?=[^\s\d]))(.*)")
_BULLET = re.compile(r"(?:[·•●○▪■◆◇➤]\s*|[－–]\s+)(.*)")
_WIDE_FOOTNOTE = re.compile(r"(\[\^[^\[\]\s]+\])：\s*(.*)")
_WIDE_QUOTE = re.compile(r"＞\s*(.*)")
_LETTER = re.compile(r"[^\W\d_]")
_WIDE_STARS = re.compile(r"[*＊]*＊[*＊]*([^*＊\n]{1,60}+)[*＊]{2,}")
_WIDE_LINK = re.compile(r"\[([^\[\]\n]{1,60})\]（((?:https?:|\.{0,2}/)[^（）\n]{1,200})）")
_WIDE_IMAGE = re.compile(r"！\[([^\[\]\n]{0,60})\]\(([^()\s]{1,200}\.(?:png|jpe?g|webp|gif|avif))\)", re.IGNORECASE)
_SPLIT_ADDRESS = re.compile(r"(?<![<(\w])https?://[A-Za-z0-9./-]{1,100}/_[^\s_/]{1,60}_(?=/)[A-Za-z0-9._/-]*+")
_UNKNOWN_NOTE = re.compile(r"\[!([^\[\]\n]{1,20})\]")

_INSIDE = ("＊", "**", "]（", "！[", "/_")


def find_lookalikes(found: Scan) -> Iterator[Finding]:
    """At most one finding a line: what was typed, and how it is written right."""
    typed_lines = found.text.split("\n")
    may_be_inside = any(sign in found.prose for sign in _INSIDE)
    for number, text in enumerate(found.prose.split("\n"), start=1):
        row = text.strip()
        if not row or number in found.code_lines:
            continue
        sign = typed_lines[number - 1].lstrip()[:1]
        mended = _mended_title(row) if sign in {"#", "＃"} else _mended_note(row) if sign == ">" else None
        mended = mended or (None if row[0].isalpha() else _mended_start(row)) or (_mended_inside(row) if may_be_inside else None)
        if mended:
            typed, wanted = mended
            yield Finding(
                code="BODY-NOT-MARKDOWN",
                line=number,
                column=text.index(typed) + 1,
                found=shortened(typed),
                severity=Severity.WARNING,
                wanted=tuple(shortened(way) for way in wanted),
            )


def _mended_title(row: str) -> tuple[str, tuple[str, ...]] | None:
    """`#标题` as `# 标题`; `#618` is a topic and `#话题#` closes as one, so both stay."""
    if (title := _TITLE.match(row)) and not (len(title[1]) == 1 and title[2][0].isdigit()):
        return row, (f"{title[1]} {title[2]}",)
    if title := _WIDE_TITLE.match(row):
        return row, (f"{'#' * len(title[1])} {title[2]}",)
    return None


def _mended_start(row: str) -> tuple[str, tuple[str, ...]] | None:
    """A row that begins like an item, a footnote or a quote but is none: itself, and how it is written right."""
    if number := _NUMBER.match(row):
        return row, (f"1. {number[1].strip()}",)
    if bullet := _BULLET.match(row):
        return row, (f"- {bullet[1]}",)
    if note := _WIDE_FOOTNOTE.match(row):
        return row, (f"{note[1]}: {note[2]}",)
    if quote := _WIDE_QUOTE.match(row):
        return row, (f"> {quote[1]}",)
    return None


def _mended_inside(row: str) -> tuple[str, tuple[str, ...]] | None:
    if "＊" in row and (stars := _WIDE_STARS.search(row)):
        return stars[0], (f"**{stars[1].strip()}**",)
    if "**" in row and (loose := _loose_emphasis(row)):
        return loose, (f"**{loose.strip('* ')}**",)
    if "]（" in row and (link := _WIDE_LINK.search(row)):
        return link[0], (f"[{link[1]}]({link[2]})",)
    if "！[" in row and (image := _WIDE_IMAGE.search(row)):
        return image[0], (f"![{image[1]}]({image[2]})",)
    if "/_" in row and (address := _SPLIT_ADDRESS.search(row)):
        return address[0], (f"<{address[0]}>",)
    return None


def _loose_emphasis(row: str) -> str | None:
    """The first `** 粗 **`: blanks inside the stars keep them from being marks."""
    pieces = row.split("**")
    if len(pieces) % 2 == 0:
        return None
    loose = (piece for piece in pieces[1::2] if piece != piece.strip() and _LETTER.search(piece))
    found = next(loose, None)
    return None if found is None else f"**{found}**"


def _mended_note(row: str) -> tuple[str, tuple[str, ...]] | None:
    note = _UNKNOWN_NOTE.match(row)
    if note is None or alert_of(note[1]) is not None:
        return None
    return note[0], tuple(f"[!{marker}]" for marker in ALERT_NAMES)
