"""The record of what is published: UID, version, start and status of what is ahead, and nothing that the feeds do not hold."""

import json
from collections.abc import Iterator
from datetime import datetime, time

from huiguan.compile.ical.calendars import Calendars
from huiguan.compile.ical.event import sequence_of
from huiguan.compile.ical.feed import SerializedEvent
from huiguan.compile.ical.occurrences import Occurrence
from huiguan.model.context import BuildContext
from huiguan.model.field import zone
from huiguan.model.published import FORMAT, Published, PublishedDate, PublishedEntry


def published_by(calendars: Calendars, context: BuildContext) -> Published:
    """What the calendars say of the future: every single date that is not over, and twelve months of each series."""
    midnight = datetime.combine(context.today, time(), tzinfo=zone(calendars.publisher.zone))
    entries = [_entry(entry, dates) for entry in calendars.entries() if (dates := _dates(entry, calendars, midnight))]
    return Published(edition=context.edition, entries={entry.uid: entry for entry in sorted(entries, key=lambda one: one.uid)})


def published_bytes(published: Published) -> bytes:
    """The record as JSON, one entry a line, so that two of them can be compared by eye."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in _rows(published))
    head = json.dumps({"format": FORMAT, "edition": published.edition.value})[:-1]
    return f'{head}, "entries": [\n{rows}\n]}}\n'.encode()


def _rows(published: Published) -> Iterator[dict[str, object]]:
    for entry in published.entries.values():
        dates = [[date.original, date.start, date.status] for date in entry.dates]
        yield {"uid": entry.uid, "sequence": entry.sequence, "dates": dates}


def _entry(entry: SerializedEvent, dates: list[Occurrence]) -> PublishedEntry:
    found = [
        PublishedDate(
            original=date.original.isoformat() if entry.is_series else "",
            start=date.start.date().isoformat() if date.all_day else date.start.isoformat(timespec="minutes"),
            status=date.status.value,
        )
        for date in dates
    ]
    return PublishedEntry(
        uid=entry.uid,
        sequence=sequence_of(entry.event, entry.last_modified),
        dates=tuple(sorted(found, key=lambda date: (date.original, date.start))),
        file=entry.event.origin.file,
    )


def _dates(entry: SerializedEvent, calendars: Calendars, midnight: datetime) -> list[Occurrence]:
    if entry.is_series:
        return [date for date in calendars.ahead[entry.event.id] if not date.extra]
    return [date for date in entry.dates if date.end > midnight]
