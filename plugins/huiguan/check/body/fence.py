"""A code fence that is never closed: all that follows it becomes code."""

import re
from collections.abc import Iterator

from huiguan.check.body.finding import Finding, shortened
from huiguan.model.markdown_text import Scan
from huiguan.problem import Severity

_MARKS = re.compile(r"`{3,}|~{3,}")


def find_open_fence(found: Scan) -> Iterator[Finding]:
    """The fence that opens and never closes, if there is one; `wanted` is the line that would close it."""
    if found.open_fence is None:
        return
    typed = found.text.split("\n")[found.open_fence - 1]
    marks = _MARKS.search(typed)  # before them stand those of quotes and lists
    if marks is None:
        return
    yield Finding(
        code="BODY-FENCE-OPEN",
        line=found.open_fence,
        column=1,
        found=shortened(typed[marks.start() :]),
        severity=Severity.WARNING,
        wanted=(shortened(marks[0]),),
    )
