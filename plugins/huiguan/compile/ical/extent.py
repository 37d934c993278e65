"""How much the main feed holds, which its label tells."""

from dataclasses import dataclass
from datetime import date, timedelta

KEPT = timedelta(days=180)  # how long the main feed keeps what is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """All that is ahead, and what was not over before `since`.

    With `brief_past`, of what is over it has the summary and the address alone; so it does of what comes on `brief_from` or
    later.
    """

    since: date
    brief_past: bool = False
    brief_from: date | None = None
