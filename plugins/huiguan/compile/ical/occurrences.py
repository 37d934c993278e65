"""The dates of an event: what is announced for each."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from huiguan.model.case import Money
from huiguan.model.event import DatePrecision, Event, EventStatus, Mode
from huiguan.model.field import day_of, zone
from huiguan.model.occurrence import AgendaItem, Extra, Registration
from huiguan.model.occurrence import Occurrence as Change
from huiguan.model.record import PersonRef, Related
from huiguan.model.recurrence import days_of_extras
from huiguan.model.venue import Online, Venue

_DAY = timedelta(days=1)


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
    def people(self) -> tuple[PersonRef, ...]:
        """Who speaks or hosts: the speakers, those who have a part of the agenda, the moderator; some perhaps twice."""
        on_agenda = (person for item in self.agenda for person in item.speakers)
        return (*self.speakers, *on_agenda, *([self.moderator] if self.moderator else []))

    @property
    def last_day(self) -> date:
        """The last day on which it goes on."""
        return (self.end - timedelta(microseconds=1)).date()

    def is_elsewhere(self, club_zone: str) -> bool:
        """Whether the club's clocks show another time than those where it takes place; whole days have no clock."""
        return not self.all_day and self.start.utcoffset() != self.start.astimezone(zone(club_zone)).utcoffset()

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether any of it lies in [start, end)."""
        return self.start < end and self.end > start


def has_dates(event: Event) -> bool:
    """Whether the date is known to the day: only then it stands in calendars."""
    return event.status.is_built and event.date_precision is DatePrecision.DAY


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
    return on_day(event, as_announced(event, club_zone=club_zone), day)


def on_day(event: Event, announced: Occurrence, day: date) -> Occurrence:
    """The same, where the event as it is announced is at hand."""
    start = _on(announced.start, day)
    here = replace(_on_any_day(announced, day), original=day, start=start, end=start + event.span)
    change = event.occurrences.get(day)
    return here if change is None else _changed(event, here, change)


def _on_any_day(announced: Occurrence, day: date) -> Occurrence:
    """What is true of a day: that the start of a series was put off is true of its first date alone."""
    if announced.status is not OccurrenceStatus.MOVED or day == announced.original:
        return announced
    return replace(announced, status=OccurrenceStatus.SCHEDULED, moved_from=None, reason=None)


def of_extra(event: Event, extra: Extra, *, club_zone: str) -> Occurrence:
    """A date outside the rule, with what is different on it since; what it does not say is as in the series."""
    there = zone_of(event, club_zone)
    announced = as_announced(event, club_zone=club_zone)
    start = _aware(extra.start, event, there)
    changes = _given(extra, ("title", "summary", "kind", "speakers", "moderator", "venue"))
    here = replace(
        _on_any_day(announced, date.min),
        original=extra.day,
        start=start,
        end=start + (_span(event, extra.duration) or event.span),
        extra=True,
        agenda=(),
        **changes,
    )
    return _changed(event, here, event.occurrences[extra.day]) if extra.day in days_of_extras(event) else here


def zone_of(event: Event, club_zone: str) -> tzinfo:
    """The zone of the event's wall times."""
    return zone(event.timezone or club_zone)


def _changed(event: Event, here: Occurrence, change: Change) -> Occurrence:
    there = here.start.tzinfo
    start = _aware(change.move_to, event, there, clock=here.start.time()) if change.move_to else here.start
    status, moved_from = here.status, here.moved_from
    if change.cancel:
        status = OccurrenceStatus.CANCELLED
    elif start != here.start and event.status is not EventStatus.CANCELLED:
        status, moved_from = OccurrenceStatus.MOVED, here.start
    names = ("reason", "title", "summary", "speakers", "moderator", "agenda", "venue", "online", "price", "capacity")
    changes = _given(change, (*names, "registration", "related"))
    span = _span(event, change.duration) or here.end - here.start
    return replace(here, start=start, end=start + span, status=status, moved_from=moved_from, **changes)


def _given(part: Change | Extra, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(part, name)) is not None}


def _status(event: Event, there: tzinfo) -> tuple[OccurrenceStatus, datetime | None]:
    match event.status:
        case EventStatus.CANCELLED:
            return OccurrenceStatus.CANCELLED, None
        case EventStatus.POSTPONED if event.postponed_from and event.has_new_day:
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


def _aware(moment: datetime | date, event: Event, there: tzinfo | None, *, clock: time | None = None) -> datetime:
    """A moment as typed in the event's zone; without a clock at the event's own, or at midnight for whole days."""
    day = day_of(moment)
    if event.is_all_day:
        return datetime.combine(day, time(), tzinfo=there)
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=there)
    start = event.start
    return datetime.combine(day, clock or (start.time() if isinstance(start, datetime) else time()), tzinfo=there)


def _on(start: datetime, day: date) -> datetime:
    return datetime.combine(day, start.time(), tzinfo=start.tzinfo)
