"""Entries as bytes, and bytes joined into calendars: an entry is serialised once, however many feeds show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from huiguan.compile.ical.description import Publisher
from huiguan.compile.ical.event import Component, Entry, Version
from huiguan.compile.ical.header import CALENDAR_END
from huiguan.compile.ical.occurrences import Occurrence, zone_of
from huiguan.compile.ical.timezone import UTC_NAMES, timezone_bytes
from huiguan.model.event import Event
from huiguan.model.recurrence import rule_of

_FORESEEN = 10  # years for which an endless series gets the changes of a zone that follows no rule
_LONG = timedelta(days=366 * 50)  # what goes on for longer counts as endless


@dataclass(frozen=True, slots=True, kw_only=True)
class SerializedEvent:
    """One entry as bytes, with what a feed must know of it.

    `dates` and `components` are those of the entry. `first` and `last` are days in the event's zone, `last` None for a series
    without an end. `zones` are the names that its times use.
    """

    uid: str
    event: Event
    dates: tuple[Occurrence, ...]
    components: tuple[Component, ...]
    content: bytes
    zones: tuple[str, ...]
    version: Version
    first: date
    last: date | None

    @property
    def last_modified(self) -> datetime:
        """When the event's content last changed, in UTC."""
        return self.version.changed

    @property
    def is_series(self) -> bool:
        """Whether a rule gives its dates."""
        return self.event.repeat is not None and not self.dates[0].extra


def serialized(event: Event, entry: Entry, publisher: Publisher) -> SerializedEvent:
    """The entry as bytes."""
    zone_name = str(zone_of(event, publisher.zone))
    timed = not event.is_all_day and zone_name not in UTC_NAMES
    return SerializedEvent(
        uid=entry.uid,
        event=event,
        dates=entry.dates,
        components=entry.components,
        content=b"".join([component.content for component in entry.components]),
        zones=(zone_name,) if timed else (),
        version=entry.version,
        first=min(min(date.start.date(), date.original) for date in entry.dates),
        last=_last_day(event, entry),
    )


def last_change(entries: Iterable[SerializedEvent]) -> datetime | None:
    """When the newest of the entries last changed, in UTC; None where there are none."""
    return max((entry.last_modified for entry in entries), default=None)


def calendar_bytes(header: bytes, entries: Sequence[SerializedEvent], *, year: int) -> bytes:
    """A whole calendar: `header` (see `header`), the zones in use sorted by name, the entries in their order.

    `year` is the current one: from it on, endless series are foreseen.
    """
    zones = (timezone_bytes(name, *years) for name, years in sorted(_zones(entries, year).items()))
    return b"".join([header, *zones, *(entry.content for entry in entries), CALENDAR_END])


def _zones(entries: Sequence[SerializedEvent], year: int) -> Mapping[str, tuple[int, int]]:
    """The zones in use, each with the first and last year for which it must be right."""
    years: dict[str, tuple[int, int]] = {}
    for entry in entries:
        first, last = entry.first.year, entry.last.year if entry.last else max(year, entry.first.year) + _FORESEEN
        for name in entry.zones:
            known = years.get(name, (first, last))
            years[name] = (min(known[0], first), max(known[1], last))
    return years


def _last_day(event: Event, entry: Entry) -> date | None:
    last = max(occurrence.last_day for occurrence in entry.dates)
    rule = rule_of(event) if entry.components[0].times.rule else None
    if rule is None:
        return last
    if rule.is_endless or (rule.until and rule.until - rule.start > _LONG):
        return None
    final = rule.until or max(rule.dates(), default=rule.start)
    end = datetime.combine(final, entry.dates[0].start.time()) + event.span
    return max(last, (end - timedelta(microseconds=1)).date())
