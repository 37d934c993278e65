"""A problem of a body before its place in the file is known."""

from dataclasses import dataclass

from huiguan.problem import Severity

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem before its place is absolute: `line` counts from 1 in the text."""

    code: str
    line: int
    column: int
    found: str
    severity: Severity = Severity.ERROR
    wanted: tuple[str, ...] = ()


def shortened(typed: str) -> str:
    """What was typed, on one line, cut where a message would become unreadable."""
    one_line = " ".join(typed.split())
    return one_line if len(one_line) <= _SHOWN else one_line[: _SHOWN - 1] + "…"
