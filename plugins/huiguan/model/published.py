"""What a build has published of the events to come: enough to see, at the next build, that one vanished or moved unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from huiguan.model.visibility import Visibility

FILE = "published.json"  # beside the calendars
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDate:
    """One date of an entry.

    `original` is the day that the rule of a series gives, before any move; empty for an entry with one date. `start` is ISO 8601
    with its offset, or a day alone; `status` as in `OccurrenceStatus`.
    """

    original: str
    start: str
    status: str

    @property
    def day(self) -> date:
        """The day on which it begins, where it takes place."""
        return date.fromisoformat(self.start[:10])


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """One identity in the calendars (a UID), with the number of its version and the dates to come, sorted by original and start.

    `file` is the event's, relative to the root; it is known of what this build publishes alone.
    """

    uid: str
    sequence: int
    dates: tuple[PublishedDate, ...]
    file: str = field(default="", compare=False)

    @property
    def event_id(self) -> str:
        """The id of the event; that of an extra date has its day behind a plus."""
        return self.uid.partition("@")[0].partition("+")[0]

    @property
    def domain(self) -> str:
        """The domain that the club gave all of its identities."""
        return self.uid.partition("@")[2]

    @property
    def is_extra(self) -> bool:
        """Whether it is a date that was added to an event."""
        return "+" in self.uid.partition("@")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The entries to come of one edition, by UID, sorted by it."""

    edition: Visibility
    entries: Mapping[str, PublishedEntry]
