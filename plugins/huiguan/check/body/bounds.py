"""Bounds that no honest text comes near: beyond them a build or a browser would labour."""

import re
from collections.abc import Iterator

from huiguan.check.body.finding import Finding
from huiguan.model.markdown_text import Scan

MAX_LINE = 10_000
MAX_DEPTH = 16
MAX_BRACKETS = 400
MAX_MARKS = 1000
MAX_COLUMNS = 40
MAX_CELLS = 6000
MAX_NOTES = 300
_MARKS = re.compile(r"\*+|_+|~+")


def find_excesses(found: Scan) -> Iterator[Finding]:
    """What takes a browser or the build far longer than any honest text, each kind once, where it first shows."""
    for number, line in enumerate(found.text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            yield Finding(code="BODY-LINE-TOO-LONG", line=number, column=1, found=str(len(line)), wanted=(str(MAX_LINE),))
            break
    depth, number = found.depth
    if depth > MAX_DEPTH:
        if found.is_deep_in_lists:
            yield Finding(code="BODY-LIST-DEEP", line=number, column=1, found=str(depth), wanted=(str(MAX_DEPTH),))
        else:
            yield _excess(number, ">", depth, MAX_DEPTH)
    seen: set[str] = set()
    for start, sign, amount, most in _amounts(found):
        if amount > most and sign not in seen:
            seen.add(sign)
            yield _excess(found.place(start)[0], sign, amount, most)


def _amounts(found: Scan) -> Iterator[tuple[int, str, int, int]]:
    """What there is of each sign in each run, as (where the run starts, sign, amount, most)."""
    cells = footnotes = 0
    for index, (start, end) in enumerate(found.runs):
        run = found.prose[start:end]
        yield start, "[", run.count("["), MAX_BRACKETS
        if end - start > MAX_MARKS:
            yield start, "*", sum(1 for _ in _MARKS.finditer(run)), MAX_MARKS
        footnotes += run.count("[^")
        yield start, "[^1]", footnotes, MAX_NOTES
        cells = cells + run.count("|") if index in found.table_rows else 0
        if cells:
            yield start, "|", run.count("|"), MAX_COLUMNS
            yield start, "| … |", cells, MAX_CELLS


def _excess(line: int, sign: str, amount: int, most: int) -> Finding:
    return Finding(code="BODY-TOO-COMPLEX", line=line, column=1, found=f"{sign} × {amount}", wanted=(str(most),))
