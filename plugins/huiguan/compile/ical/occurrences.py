"""The dates of an event: what is announced for each, and the list of them that pages show.

A series is listed by recurring-ical-events from the very components that its calendar holds, so that a page and a feed cannot
disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any, Protocol

import icalendar
import recurring_ical_events

from huiguan.model.case import Money
from huiguan.model.event import AgendaItem, DatePrecision, Event, EventStatus, Extra, Mode, Online, Registration, Venue
from huiguan.model.event import Occurrence as Change
from huiguan.model.field import zone
from huiguan.model.record import PersonRef, Related

_DAY = timedelta(days=1)


class Query(Protocol):
    """The dates of one calendar, as recurring-ical-events finds them."""

    def between(self, start: datetime, stop: datetime, /) -> Sequence[icalendar.Event]:
        """A component for each date that touches [start, stop], with its `RECURRENCE-ID`."""


class OccurrenceStatus(StrEnum):
    """What became of one date."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date of an event with all that is said of it: the event's own fields, changed by those given for the date.

    `original` is the date that the rule gives, before any move: the key under `occurrences`; an extra has its own date there.
    `start` and `end` are aware, in the event's zone, half-open; whole days go from midnight to midnight. `moved_from` is the
    start that was announced first.
    """

    event_id: str
    original: date
    start: datetime
    end: datetime
    all_day: bool
    status: OccurrenceStatus
    moved_from: datetime | None
    extra: bool
    title: str
    summary: str
    kind: str
    reason: str | None
    speakers: tuple[PersonRef, ...]
    moderator: PersonRef | None
    agenda: tuple[AgendaItem, ...]
    venue: Venue | None
    online: Online | None
    price: Money | None
    capacity: int | None
    registration: Registration
    related: Related

    @property
    def happens(self) -> bool:
        """Whether anybody should come."""
        return self.status not in {OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED}

    @property
    def last_day(self) -> date:
        """The last day on which it goes on."""
        return (self.end - timedelta(microseconds=1)).date()

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether any of it lies in [start, end)."""
        return self.start < end and self.end > start


def has_dates(event: Event) -> bool:
    """Whether the date is known to the day: only then it stands in calendars."""
    return event.status.is_built and event.date_precision is DatePrecision.DAY


def occurrences_of(
    event: Event, components: Sequence[icalendar.Event], start: datetime, end: datetime, *, club_zone: str
) -> tuple[Occurrence, ...]:
    """The dates of `event` that overlap [start, end), aware times, sorted by start.

    `components` are the event's own and its changed dates, as they stand in its calendar (no extras). Cancelled dates are
    listed, skipped ones are not. An event whose date is not known to the day has none.
    """
    return listed(event, query_of(event, components), start, end, club_zone=club_zone)


def query_of(event: Event, components: Sequence[icalendar.Event]) -> Query | None:
    """What `listed` asks for the dates of a series, to be kept between windows; None for a single event."""
    if event.repeat is None or not has_dates(event):
        return None
    calendar = icalendar.Calendar()
    for component in components:
        calendar.add_component(component)
    query: Query = recurring_ical_events.of(calendar)
    return query


def listed(event: Event, query: Query | None, start: datetime, end: datetime, *, club_zone: str) -> tuple[Occurrence, ...]:
    """The same as `occurrences_of`, from a query that is made once."""
    if not has_dates(event):
        return ()
    if query is None:
        found = [on_date(event, event.start_day, club_zone=club_zone)]
    else:
        found = [_read(event, component, club_zone) for component in query.between(start - _DAY, end + _DAY)]
    found += [of_extra(event, extra, club_zone=club_zone) for extra in event.extra]
    inside = [occurrence for occurrence in found if occurrence.overlaps(start, end)]
    return tuple(sorted(inside, key=lambda occurrence: (occurrence.start, occurrence.extra, occurrence.original)))


def as_announced(event: Event, *, club_zone: str) -> Occurrence:
    """The event itself on its first date: what a series says wherever a date says nothing else."""
    there = zone_of(event, club_zone)
    start = _aware(event.start, event, there)
    status, moved_from = _status(event, there)
    return Occurrence(
        event_id=event.id,
        original=event.start_day,
        start=start,
        end=start + event.span,
        all_day=event.is_all_day,
        status=status,
        moved_from=moved_from,
        extra=False,
        title=event.title,
        summary=event.summary,
        kind=event.kind,
        reason=event.reason,
        speakers=event.speakers,
        moderator=event.moderator,
        agenda=event.agenda,
        venue=None if event.mode is Mode.ONLINE else event.venue,
        online=None if event.mode is Mode.ONSITE else event.online,
        price=event.price,
        capacity=event.capacity,
        registration=event.registration,
        related=event.related,
    )


def on_date(event: Event, day: date, *, club_zone: str) -> Occurrence:
    """The event on the date that its rule gives, with what is different then."""
    there = zone_of(event, club_zone)
    announced = as_announced(event, club_zone=club_zone)
    start = _on(announced.start, day)
    here = replace(announced, original=day, start=start, end=start + event.span)
    change = event.occurrences.get(day)
    return here if change is None else _changed(event, here, change, there)


def of_extra(event: Event, extra: Extra, *, club_zone: str) -> Occurrence:
    """A date outside the rule; what it does not say is as in the series."""
    there = zone_of(event, club_zone)
    announced = as_announced(event, club_zone=club_zone)
    start = _aware(extra.start, event, there)
    changes = _given(extra, ("title", "summary", "kind", "speakers", "moderator", "venue"))
    moved = announced.status is OccurrenceStatus.MOVED
    return replace(
        announced,
        original=start.date(),
        start=start,
        end=start + (_span(event, extra.duration) or event.span),
        status=OccurrenceStatus.SCHEDULED if moved else announced.status,
        moved_from=None,
        extra=True,
        agenda=(),
        **changes,
    )


def zone_of(event: Event, club_zone: str) -> tzinfo:
    """The zone of the event's wall times."""
    return zone(event.timezone or club_zone)


def _read(event: Event, component: icalendar.Event, club_zone: str) -> Occurrence:
    """The date that the library found, with its times; `RECURRENCE-ID` is the start before any move."""
    there = zone_of(event, club_zone)
    original = _day(component.decoded("RECURRENCE-ID"), there)
    start, end = (_at(component.decoded(name), there) for name in ("DTSTART", "DTEND"))
    return replace(on_date(event, original, club_zone=club_zone), start=start, end=end)


def _changed(event: Event, here: Occurrence, change: Change, there: tzinfo) -> Occurrence:
    start = _aware(change.move_to, event, there, clock=here.start.time()) if change.move_to else here.start
    status, moved_from = here.status, here.moved_from
    if change.cancel:
        status = OccurrenceStatus.CANCELLED
    elif change.move_to and event.status is not EventStatus.CANCELLED:
        status, moved_from = OccurrenceStatus.MOVED, here.start
    names = ("reason", "title", "summary", "speakers", "moderator", "agenda", "venue", "online", "price", "capacity")
    changes = _given(change, (*names, "registration", "related"))
    span = _span(event, change.duration) or event.span
    return replace(here, start=start, end=start + span, status=status, moved_from=moved_from, **changes)


def _given(part: Change | Extra, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(part, name)) is not None}


def _status(event: Event, there: tzinfo) -> tuple[OccurrenceStatus, datetime | None]:
    match event.status:
        case EventStatus.CANCELLED:
            return OccurrenceStatus.CANCELLED, None
        case EventStatus.POSTPONED if event.postponed_from:
            return OccurrenceStatus.MOVED, _aware(event.postponed_from, event, there)
        case EventStatus.POSTPONED:
            return OccurrenceStatus.POSTPONED, None
        case EventStatus.TENTATIVE:
            return OccurrenceStatus.TENTATIVE, None
        case _:
            return OccurrenceStatus.SCHEDULED, None


def _span(event: Event, given: timedelta | None) -> timedelta | None:
    if given is None or not event.is_all_day:
        return given
    return max(_DAY, timedelta(days=-(-given // _DAY)))


def _aware(moment: datetime | date, event: Event, there: tzinfo, *, clock: time | None = None) -> datetime:
    """A moment as typed in the event's zone; without a clock at the event's own, or at midnight for whole days."""
    day = moment.date() if isinstance(moment, datetime) else moment
    if event.is_all_day:
        return datetime.combine(day, time(), tzinfo=there)
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=there)
    start = event.start
    return datetime.combine(day, clock or (start.time() if isinstance(start, datetime) else time()), tzinfo=there)


def _on(start: datetime, day: date) -> datetime:
    return datetime.combine(day, start.time(), tzinfo=start.tzinfo)


def _at(moment: datetime | date, there: tzinfo) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(there)
    return datetime.combine(moment, time(), tzinfo=there)


def _day(moment: datetime | date, there: tzinfo) -> date:
    return moment.astimezone(there).date() if isinstance(moment, datetime) else moment
