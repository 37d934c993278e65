"""An event as calendar entries: the event or series, its changed dates, its extra dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from huiguan.compile.ical.description import Publisher
from huiguan.compile.ical.occurrences import Occurrence, OccurrenceStatus, as_announced, of_extra, on_date
from huiguan.compile.ical.said import Said, said_of
from huiguan.compile.ical.text import component, line, moment, raw
from huiguan.compile.ical.times import Times, recurrence, times_lines
from huiguan.compile.ical.timezone import UTC_NAMES
from huiguan.model.event import Event
from huiguan.model.field import zone
from huiguan.model.overlay import Overlay
from huiguan.model.recurrence import Rule, days_of_extras, rule_of

_EMPTY = component("VEVENT")
# SEQUENCE counts minutes from here: it only ever grows, which a count of commits (squashed) or a hash does not.
_SEQUENCE_BEGINS = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One VEVENT: its identity, version and times (`head`, as lines), and what it says."""

    head: bytes
    times: Times
    said: Said

    @property
    def content(self) -> bytes:
        """The whole as folded lines."""
        return self.content_with(b"")

    def content_with(self, parts: bytes) -> bytes:
        """The same with components inside, such as reminders."""
        return component("VEVENT", self.head, self.said.lines, parts)

    @property
    def length(self) -> int:
        """How many bytes that is."""
        return len(_EMPTY) + len(self.head) + self.said.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """When an event's content last changed, in UTC, and the lines that say so."""

    changed: datetime
    lines: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One identity in calendars: an event, a series with its changed dates right behind it, or one extra date.

    `dates` are the occurrences behind `components`, in the same order.
    """

    uid: str
    version: Version
    dates: tuple[Occurrence, ...]
    components: tuple[Component, ...]


def entries_of(event: Event, publisher: Publisher) -> tuple[Entry, ...]:
    """The entry of the event or series, then those of its extra dates, sorted by the day under which they were announced."""
    extras = (of_extra(event, extra, club_zone=publisher.zone) for extra in event.extra)
    ordered = sorted(extras, key=lambda extra: (extra.original, extra.start))
    return (_main(event, publisher), *(single_entry(event, extra, publisher) for extra in ordered))


def single_entry(event: Event, occurrence: Occurrence, publisher: Publisher, *, main: Entry | None = None) -> Entry:
    """One date as an entry of its own, without a rule: an extra date, or any date for the flat calendar.

    `main` is the entry of the series, where it is at hand: what it says of all dates need not be put in words again.
    """
    uid = uid_of(event, publisher.domain)
    if occurrence.extra:
        uid = f"{event.calendar_id}+{occurrence.original:%Y%m%d}@{publisher.domain}"
    elif event.repeat:
        # Not "+": a club may add a date on a day of the rule.
        uid = f"{event.calendar_id}.{occurrence.original:%Y%m%d}@{publisher.domain}"
    version = main.version if main else version_of(event, publisher)
    is_said = main and _is_plain(event, occurrence, main.dates[0])
    said = main.components[0].said if main and is_said else said_of(event, occurrence, publisher)
    times = Times(start=_value(occurrence.start, occurrence), end=_value(occurrence.end, occurrence))
    return Entry(uid=uid, version=version, dates=(occurrence,), components=(_component(uid, times, said, version),))


def _is_plain(event: Event, occurrence: Occurrence, announced: Occurrence) -> bool:
    """Whether a date of a series says what the series says."""
    is_changed = occurrence.extra or occurrence.original in event.occurrences
    is_same = occurrence.status is announced.status is OccurrenceStatus.SCHEDULED
    return event.repeat is not None and not is_changed and is_same


def skipping(uid: str, series: Component, starts: Sequence[datetime | date], version: Version) -> Component:
    """The component of a series that does not come at `starts` either."""
    times = replace(series.times, skipped=tuple(sorted({*series.times.skipped, *starts})))
    return _component(uid, times, series.said, version) if starts else series


def uid_of(event: Event, domain: str) -> str:
    """The identity of the event in every calendar, which neither a new title nor a moved file changes."""
    return f"{event.calendar_id}@{domain}"


def last_modified(record: Event | Overlay, publisher: Publisher) -> datetime:
    """When the record's content last changed, in UTC: the later of `updated` and its file's last change."""
    known = []
    if record.updated:
        known.append(datetime.combine(record.updated, time(), tzinfo=zone(publisher.zone)).astimezone(UTC))
    if record.origin.file in publisher.changed:
        known.append(publisher.changed[record.origin.file].astimezone(UTC))
    return max(known, default=publisher.epoch.astimezone(UTC)).replace(microsecond=0)


def sequence_of(event: Event, changed: datetime) -> int:
    """The number of the event's version: as written, else the minutes until its last change."""
    return event.sequence if event.sequence is not None else minutes_until(changed)


def minutes_until(changed: datetime) -> int:
    """The minutes until the last change, as the number of a version."""
    return max(0, (changed - _SEQUENCE_BEGINS) // timedelta(minutes=1))


def version_of(record: Event | Overlay, publisher: Publisher) -> Version:
    """Which version of the record its entries are."""
    changed = last_modified(record, publisher)
    sequence = sequence_of(record, changed) if isinstance(record, Event) else minutes_until(changed)
    lines = (moment("DTSTAMP", changed), moment("LAST-MODIFIED", changed), raw("SEQUENCE", str(sequence)))
    return Version(changed=changed, lines=b"".join(lines))


def _main(event: Event, publisher: Publisher) -> Entry:
    rule = rule_of(event)
    if rule is None:
        # What is written for the one date of a single event is said of the event.
        return single_entry(event, on_date(event, event.start_day, club_zone=publisher.zone), publisher)
    uid, version = uid_of(event, publisher.domain), version_of(event, publisher)
    announced = as_announced(event, club_zone=publisher.zone)
    days = sorted(set(event.occurrences) - days_of_extras(event))
    dates = (announced, *(on_date(event, day, club_zone=publisher.zone) for day in days))
    times = (_times_of_series(event, rule, announced), *(_times_of_change(changed, announced) for changed in dates[1:]))
    components = (
        _component(uid, when, said_of(event, date, publisher), version) for date, when in zip(dates, times, strict=True)
    )
    return Entry(uid=uid, version=version, dates=dates, components=tuple(components))


def _component(uid: str, times: Times, said: Said, version: Version) -> Component:
    return Component(head=b"".join((line("UID", uid), version.lines, times_lines(times))), times=times, said=said)


def _times_of_series(event: Event, rule: Rule, announced: Occurrence) -> Times:
    return Times(
        start=_value(announced.start, announced),
        end=_value(announced.end, announced),
        rule=recurrence(rule, announced.start, all_day=announced.all_day),
        skipped=tuple(_value(skipped, announced) for skipped in _skipped(event, announced)),
    )


def _times_of_change(changed: Occurrence, announced: Occurrence) -> Times:
    return Times(
        start=_value(changed.start, changed),
        end=_value(changed.end, changed),
        instead_of=_value(_start_on(changed.original, announced), changed),
    )


def _value(moment: datetime, occurrence: Occurrence) -> datetime | date:
    """The moment as it is written: a date for whole days, wall time with the zone's name, or UTC."""
    if occurrence.all_day:
        return moment.date()
    return moment.astimezone(UTC) if str(moment.tzinfo) in UTC_NAMES else moment


def _skipped(event: Event, announced: Occurrence) -> Iterator[datetime]:
    """The starts that do not come and are not announced; what is written for a date overrules that it is skipped."""
    for day in sorted(set(event.repeat.skip_dates if event.repeat else ()) - set(event.occurrences)):
        yield _start_on(day, announced)


def _start_on(day: date, announced: Occurrence) -> datetime:
    return datetime.combine(day, announced.start.time(), tzinfo=announced.start.tzinfo)
