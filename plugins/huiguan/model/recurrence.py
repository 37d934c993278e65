"""The dates that the rule of a series gives: one reading of `repeat`, for checks, calendars and pages alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from huiguan.model.event import Event
from huiguan.model.overlay import Overlay
from huiguan.model.repeat import Frequency, Repeat, Weekday

_WEEKDAYS = tuple(Weekday)
_LAST_YEAR = 9998  # the calendar of Python ends after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with nothing left to guess: what the start implies (its weekday, its day of the month) is spelt out.

    `weekdays` count from 0 for Monday. With `nth` (1 to 5, or -1 for the last) they are meant once a month. `month_day` and
    `month` are None where the rule does not ask for them. `until` is the last day, included.
    """

    start: date
    freq: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None
    month: int | None = None
    count: int | None = None
    until: date | None = None

    def dates(self) -> Iterator[date]:
        """The dates in their order, the first not before the start; without an end unless `count` or `until` sets one."""
        found: Iterator[date] = (day for day in self._all_days() if day >= self.start)
        if self.until is not None:
            last = self.until
            found = takewhile(lambda day: day <= last, found)
        for index, day in enumerate(found):
            if self.count is not None and index >= self.count:
                return
            yield day

    def dates_to(self, last: date) -> Iterator[date]:
        """The dates up to `last`, included."""
        return takewhile(lambda day: day <= last, self.dates())

    @property
    def is_endless(self) -> bool:
        """Whether neither a count nor a last day ends it."""
        return self.count is None and self.until is None

    def _all_days(self) -> Iterator[date]:
        match self.freq:
            case Frequency.DAILY:
                return self._daily()
            case Frequency.WEEKLY:
                return self._weekly()
            case _:
                return self._by_month()

    def _daily(self) -> Iterator[date]:
        day = self.start
        while day.year <= _LAST_YEAR:
            if not self.weekdays or day.weekday() in self.weekdays:
                yield day
            day += timedelta(days=self.interval)

    def _weekly(self) -> Iterator[date]:
        monday = self.start.toordinal() - self.start.weekday()
        while monday < date(_LAST_YEAR, 12, 1).toordinal():
            yield from (date.fromordinal(monday + weekday) for weekday in self.weekdays)
            monday += 7 * self.interval

    def _by_month(self) -> Iterator[date]:
        step = self.interval * (12 if self.freq is Frequency.YEARLY else 1)
        month = self.start.year * 12 + (self.month or self.start.month) - 1
        while month < _LAST_YEAR * 12:
            yield from self._in_month(date(month // 12, month % 12 + 1, 1))
            month += step

    def _in_month(self, first: date) -> list[date]:
        length = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
        if self.month_day is not None:
            return [first.replace(day=self.month_day)] if self.month_day <= length else []
        return sorted(day for weekday in self.weekdays for day in _nth_of(first, length, weekday, self.nth))


def rule_of(event: Event) -> Rule | None:
    """The rule of a series, or None for a single event."""
    return None if event.repeat is None else _spelt_out(event.repeat, event.start_day)


def days_of_extras(event: Event) -> frozenset[date]:
    """The keys of `occurrences` that mean an extra date: days of `extra` on which the rule does not fall."""
    days = {extra.day for extra in event.extra} & set(event.occurrences)
    if not days:
        return frozenset()
    rule = rule_of(event)
    return frozenset(days - ({event.start_day} if rule is None else set(rule.dates_to(max(days)))))


def with_skips(event: Event, overlays: Iterable[Overlay]) -> Event:
    """The event with dates alone in `skip`: the name of a calendar gives way to those of its days on which the rule falls.

    Dates with an override are among them too: that they happen all the same is for whoever reads `occurrences`.
    """
    repeat, rule = event.repeat, rule_of(event)
    if repeat is None or rule is None or not repeat.skip_names:
        return event
    named = [overlay for overlay in overlays if any(overlay.is_called(name) for name in repeat.skip_names)]
    free = {day for overlay in named for day in overlay.free_days()}
    hit = free.intersection(rule.dates_to(max(free))) if free else ()
    skip = tuple(dict.fromkeys([*repeat.skip_dates, *sorted(hit)]))
    return event.model_copy(update={"repeat": repeat.model_copy(update={"skip": skip})})


def _spelt_out(repeat: Repeat, start: date) -> Rule:
    weekdays = tuple(sorted({_WEEKDAYS.index(day) for day in repeat.on}))
    by_month = repeat.freq in {Frequency.MONTHLY, Frequency.YEARLY}
    month_day = None
    if repeat.freq is Frequency.WEEKLY and not weekdays:
        weekdays = (start.weekday(),)
    if by_month and not weekdays:
        month_day = repeat.by_month_day or start.day
    return Rule(
        start=start,
        freq=repeat.freq,
        interval=repeat.interval,
        weekdays=weekdays,
        nth=_position(repeat) if by_month and weekdays else None,
        month_day=month_day,
        month=start.month if repeat.freq is Frequency.YEARLY else None,
        count=repeat.count if repeat.until is None else None,  # both together are a problem that `check` reports
        until=repeat.until,
    )


def _position(repeat: Repeat) -> int | None:
    return -1 if isinstance(repeat.nth, str) else repeat.nth


def _nth_of(first: date, length: int, weekday: int, nth: int | None) -> list[date]:
    days = list(range((weekday - first.weekday()) % 7 + 1, length + 1, 7))
    if nth is None:
        return [first.replace(day=day) for day in days]
    index = nth if nth < 0 else nth - 1
    return [first.replace(day=days[index])] if index < len(days) else []
