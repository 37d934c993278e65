"""The list of an event's dates that pages show.

A series is listed by recurring-ical-events from the very times that its calendar holds, so that a page and a feed cannot
disagree.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo

import icalendar

from huiguan.compile.ical.occurrences import Occurrence, as_announced, has_dates, of_extra, on_day
from huiguan.compile.ical.query import FoundDate, Query, query_of
from huiguan.model.event import Event

_DAY = timedelta(days=1)


def occurrences_of(
    event: Event, components: Sequence[icalendar.Event], start: datetime, end: datetime, *, club_zone: str
) -> tuple[Occurrence, ...]:
    """The dates of `event` that overlap [start, end), aware times, sorted by start.

    `components` are the event's own and its changed dates, as they stand in its calendar (no extras). Cancelled dates are
    listed, skipped ones are not. An event whose date is not known to the day has none.
    """
    query = query_of(components) if event.repeat and has_dates(event) else None
    return listed(event, query, start, end, club_zone=club_zone)


def listed(event: Event, query: Query | None, start: datetime, end: datetime, *, club_zone: str) -> tuple[Occurrence, ...]:
    """The same as `occurrences_of`, from a query that is made once; a single event has none."""
    if not has_dates(event):
        return ()
    announced = as_announced(event, club_zone=club_zone)
    if query is None:
        found = [on_day(event, announced, event.start_day)]
    else:
        found = [_read(event, date, announced) for date in query.between(start - _DAY, end + _DAY)]
    found += [of_extra(event, extra, club_zone=club_zone) for extra in event.extra]
    inside = [occurrence for occurrence in found if occurrence.overlaps(start, end)]
    return tuple(sorted(inside, key=lambda occurrence: (occurrence.start, occurrence.extra, occurrence.original)))


def _read(event: Event, found: FoundDate, announced: Occurrence) -> Occurrence:
    """The date that the library found, with its times."""
    there = announced.start.tzinfo
    original = _day(found.original, there)
    is_plain = original not in event.occurrences and not announced.moved_from
    here = announced if is_plain else on_day(event, announced, original)
    return replace(here, original=original, start=_at(found.start, there), end=_at(found.end, there))


def _at(moment: datetime | date, there: tzinfo | None) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(there)
    return datetime.combine(moment, time(), tzinfo=there)


def _day(moment: datetime | date, there: tzinfo | None) -> date:
    return moment.astimezone(there).date() if isinstance(moment, datetime) else moment
