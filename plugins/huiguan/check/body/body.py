"""Gathers what in a body would not come out as its writer meant it, or could harm a reader."""

from typing import Protocol

from huiguan.check.body.bounds import find_excesses
from huiguan.check.body.fence import find_open_fence
from huiguan.check.body.footnotes import find_footnotes
from huiguan.check.body.hypertext import find_tags, find_targets
from huiguan.check.body.lookalikes import find_lookalikes
from huiguan.check.body.unseen import find_unseen_characters
from huiguan.model.markdown_text import scan
from huiguan.problem import Place, Problem


class RunningText(Protocol):
    """A text and the line of its file on which it begins (`read.record.Text` is one)."""

    @property
    def content(self) -> str:
        """The text as typed."""

    @property
    def line(self) -> int:
        """The line of the file on which it begins, from 1."""


def check_body(text: RunningText, *, file: str) -> list[Problem]:
    """Every problem of the body itself, in the order of their places. Links between records are checked elsewhere."""
    content = text.content
    findings = [*find_unseen_characters(content)]
    too_complex = [*find_excesses(scan(content))]
    findings += too_complex
    if not too_complex:  # what is beyond all bounds is refused before it is read closely
        findings += [
            *find_tags(content),
            *find_targets(content),
            *find_lookalikes(scan(content)),
            *find_footnotes(scan(content)),
            *find_open_fence(scan(content)),
        ]
    problems = [
        Problem(
            code=found.code,
            place=Place(file=file, line=text.line + found.line - 1, column=found.column),
            severity=found.severity,
            field="body",
            found=found.found,
            wanted=found.wanted,
        )
        for found in findings
    ]
    return sorted(problems, key=lambda problem: problem.sort_key)
