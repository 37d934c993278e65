"""Finds what is not prose inside a paragraph: code spans and comments."""

import re
from collections.abc import Iterable, Sequence

_INK = re.compile(r"[^\n]")
_TICKS = re.compile(r"`+")
_MARK = re.compile(r"\\[\\`<]|`+|<!--")


def blanked(text: str, blanks: Iterable[tuple[int, int]]) -> str:
    """The text with the given stretches replaced by blanks; lines and columns stay."""
    parts = []
    done = 0
    for start, end in blanks:
        if end > done:
            start = max(start, done)  # noqa: PLW2901 - stretches may touch
            parts += [text[done:start], _INK.sub(" ", text[start:end])]
            done = end
    parts.append(text[done:])
    return "".join(parts)


def inline_blanks(text: str, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of code spans and closed comments inside the runs, in order."""
    if "`" not in text and "<!--" not in text:
        return []
    blanks: list[tuple[int, int]] = []
    for start, end in runs:
        blanks += [(start + first, start + last) for first, last, _ in code_and_comments(text[start:end])]
    return blanks


def code_and_comments(run: str) -> list[tuple[int, int, int]]:
    """Code spans and comments of one paragraph as (start, end, number of backticks), 0 for a comment.

    A span ends at the next row of as many backticks; each row is looked at once, so the time is linear.
    """
    if "`" not in run and "<!--" not in run:
        return []
    closers: dict[int, list[int]] = {}
    for ticks in _TICKS.finditer(run):
        closers.setdefault(len(ticks[0]), []).append(ticks.start())
    for starts in closers.values():
        starts.reverse()
    found = []
    last_comment_end = run.rfind("-->")
    pos = 0
    while mark := _MARK.search(run, pos):
        pos = mark.end()
        if mark[0] == "<!--":
            if last_comment_end > mark.start() + 1:
                pos = run.index("-->", mark.start() + 2) + 3
                found.append((mark.start(), pos, 0))
        elif mark[0][0] == "`":
            starts = closers.get(len(mark[0]), [])
            while starts and starts[-1] < pos:
                starts.pop()
            if starts:
                pos = starts[-1] + len(mark[0])
                found.append((mark.start(), pos, len(mark[0])))
    return found
