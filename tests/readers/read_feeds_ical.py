"""Lists the dates in calendars as Home Assistant's `ical` reads them; run it with the Python of .venv-readers.

Asks and answers as read_feeds.mjs does.
"""

import json
import sys
from datetime import UTC, date, datetime

from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus
from ical.exceptions import CalendarParseError


def dates_of(text: str, start: datetime, end: datetime) -> list[list[object]] | dict[str, str]:
    """The dates that overlap the window, or the error for which the reader refuses the calendar."""
    try:
        timeline = IcsCalendarStream.calendar_from_ics(text).timeline_tz(UTC)
        return [date_of(event) for event in timeline.overlapping(start, end)]
    except CalendarParseError as error:
        return {"error": str(error)}


def date_of(event: Event) -> list[object]:
    """One date as [uid, start, end, title, cancelled]."""
    return [event.uid, shown(event.dtstart), shown(event.end), event.summary, event.status is EventStatus.CANCELLED]


def shown(moment: datetime | date) -> str:
    """A day as it is, else the instant in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else moment.isoformat()


def main() -> None:
    """Reads all that is asked."""
    asked = json.load(sys.stdin)
    start, end = (datetime.fromisoformat(asked[name]).replace(tzinfo=UTC) for name in ("from", "to"))
    read = {name: dates_of(text, start, end) for name, text in asked["feeds"].items()}
    json.dump({"ical": read}, sys.stdout)


if __name__ == "__main__":
    main()
