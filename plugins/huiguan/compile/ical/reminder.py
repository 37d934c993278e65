"""Reminders in the files that somebody adds to their own calendar.

Feeds have none: whoever subscribes chooses their own, and some clients would ring twice. Google's and Outlook's calendars are
reported to leave out the reminders of a file too, so no page promises one.
"""

from dataclasses import replace
from datetime import timedelta

from huiguan.compile.ical.description import Publisher, title_of
from huiguan.compile.ical.feed import SerializedEvent
from huiguan.compile.ical.occurrences import Occurrence
from huiguan.compile.ical.text import component, line, raw
from huiguan.compile.span import duration

_DAY = timedelta(days=1)
_MORNING = timedelta(hours=9)


def reminding(entry: SerializedEvent, publisher: Publisher) -> SerializedEvent:
    """The entry with the reminders of its event on each date on which it happens."""
    spans = sorted(set(entry.event.reminders), reverse=True)
    if not spans:
        return entry
    parts = zip(entry.components, entry.dates, strict=True)
    content = b"".join(part.content_with(_alarms(spans, date, publisher)) for part, date in parts)
    return replace(entry, content=content)


def _alarms(spans: list[timedelta], occurrence: Occurrence, publisher: Publisher) -> bytes:
    if not occurrence.happens:
        return b""
    title = line("DESCRIPTION", title_of(occurrence, publisher))
    triggers = dict.fromkeys(_before(span, occurrence) for span in spans)
    return b"".join(
        component("VALARM", raw("ACTION", "DISPLAY"), title, raw("TRIGGER", f"-{duration(trigger)}")) for trigger in triggers
    )


def _before(span: timedelta, occurrence: Occurrence) -> timedelta:
    """How long before the start; for whole days, which start at midnight, in the morning of a day before."""
    return max(_DAY, -(-span // _DAY) * _DAY) - _MORNING if occurrence.all_day else span
