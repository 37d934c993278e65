"""The dates on which events are still to happen, as plain times: what the rules about clashes look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiguan.check.moment import typed_path
from huiguan.model.event import DatePrecision, Event, EventStatus
from huiguan.model.field import zone
from huiguan.model.occurrence import Occurrence
from huiguan.model.overlay import YEARS
from huiguan.model.recurrence import days_of_extras, rule_of
from huiguan.problem import FieldPath

# As far as a rule is followed. A series without an end is known to go on; to warn of it years ahead helps nobody.
AHEAD = timedelta(days=366)
AHEAD_WITHOUT_END = timedelta(days=183)
_DAY = timedelta(days=1)
_MOST_DAYS = 31  # of one date that are looked at

Written = tuple[str | int | date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateAhead:
    """One date on which an event happens.

    `start` and `end` are wall time in the event's zone, half-open; `begins` and `ends` the same in seconds since 1970 UTC.
    `original` is the date that the rule gives, None for an extra one. `written` is the path to what sets the date.
    """

    event: Event
    original: date | None
    start: datetime
    end: datetime
    begins: float
    ends: float
    written: Written

    @property
    def path(self) -> FieldPath:
        """The path of the field that sets the date, its keys as they were typed."""
        first, *rest = self.written
        if first == "occurrences" and isinstance(rest[0], date):
            return (*typed_path(self.event, rest[0]), *map(str, rest[1:]))
        return tuple(part if isinstance(part, int) else str(part) for part in self.written)

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.start.date()

    @property
    def shown(self) -> str:
        """The start as it is typed."""
        return self.day.isoformat() if self.event.is_all_day else self.start.isoformat(" ", "minutes")

    def days(self) -> Iterator[date]:
        """The days that it takes; a night that ends on the next one takes only the first."""
        count = -(-(self.end - self.start) // _DAY)
        return (self.day + index * _DAY for index in range(min(max(1, count), _MOST_DAYS)))


def dates_ahead(event: Event, today: date, club_zone: str) -> Iterator[DateAhead]:
    """The dates from `today` on, those of a rule as far as it is followed; none of what is a draft, cancelled or undated.

    `skip` must hold dates alone (see `with_skips`).
    """
    waits = event.status is EventStatus.POSTPONED and not event.has_new_day
    if waits or event.status is EventStatus.CANCELLED or not event.status.is_built:
        return
    if event.date_precision is not DatePrecision.DAY:
        return
    there = zone(event.timezone or club_zone)
    for original, start, span, written in (*_of_rule(event, today), *_of_extras(event)):
        if start.date() >= today and start.year in YEARS and span > timedelta(0):
            end = start + span
            begins, ends = start.replace(tzinfo=there).timestamp(), end.replace(tzinfo=there).timestamp()
            yield DateAhead(event=event, original=original, start=start, end=end, begins=begins, ends=ends, written=written)


_Found = tuple[date | None, datetime, timedelta, Written]


def _of_rule(event: Event, today: date) -> Iterator[_Found]:
    """The dates of the rule, or the one of a single event, with what is different on them."""
    skipped = set(event.repeat.skip_dates if event.repeat else ()) - set(event.occurrences)
    clock = event.start.time() if isinstance(event.start, datetime) else time()
    for day in _days(event, today):
        change = event.occurrences.get(day)
        if day in skipped or (change and change.cancel):
            continue
        start = datetime.combine(day, clock)
        if change is None:
            yield day, start, event.span, ("start",)
        else:
            yield day, _moved(change, start), _span(event, change.duration), _place(day, change)


def _days(event: Event, today: date) -> Iterator[date]:
    rule = rule_of(event)
    if rule is None:
        return iter([event.start_day])
    return rule.dates_to(today + (AHEAD_WITHOUT_END if rule.is_endless else AHEAD))


def _moved(change: Occurrence, start: datetime) -> datetime:
    if change.move_to is None:
        return start
    return change.move_to if isinstance(change.move_to, datetime) else datetime.combine(change.move_to, start.time())


def _place(day: date, change: Occurrence) -> Written:
    return ("occurrences", day, "move_to") if change.move_to else ("occurrences", day)


def _of_extras(event: Event) -> Iterator[_Found]:
    """The extra dates, with what is different on them since."""
    changeable = days_of_extras(event)
    for index, extra in enumerate(event.extra):
        start = extra.start if isinstance(extra.start, datetime) else datetime.combine(extra.start, time())
        change = event.occurrences.get(extra.day) if extra.day in changeable else None
        span = _span(event, extra.duration)
        if change is None:
            yield None, start, span, ("extra", index, "start")
        elif not change.cancel:
            changed = _span(event, change.duration) if change.duration else span
            yield None, _moved(change, start), changed, _place(extra.day, change)


def _span(event: Event, given: timedelta | None) -> timedelta:
    if given is None:
        return event.span
    return max(_DAY, -(-given // _DAY) * _DAY) if event.is_all_day else given
