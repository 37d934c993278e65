"""VTIMEZONE, written from the zone's own transitions: what the clocks of an event's place do.

The library's own lists dates back to 1986 (Outlook misreads such lists) in an order that changes with PYTHONHASHSEED. Here a
zone with a rule for daylight time is two observances with an RRULE, preceded by the single changes that older events need; a
zone without one is the single block that holds, or one block for each change (Morocco shifts with the moon).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from huiguan.compile.content_line import fold
from huiguan.model.field import zone

UTC_NAMES = frozenset(
    {"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "Etc/GMT", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0", "Etc/Greenwich"}
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TABLE_ENDS = 2038  # tables of changes end before; from then on a rule goes on for ever
_FORESEEN_TO = 2100  # no zone without a rule is announced as far as this
_RULE_YEARS = range(_TABLE_ENDS, _TABLE_ENDS + 28)  # the weekdays of all dates come round in 28 years
_STEP = timedelta(days=5)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One change of the clocks: `at` in wall time before it, offsets from UTC."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, bool, int]:
        """What the yearly changes of one rule have in common."""
        return (self.before, self.after, self.is_daylight, self.at.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Yearly:
    """A change that comes every year from `first` on."""

    first: _Change
    rule: vRecur


@lru_cache(maxsize=256)
def timezone_bytes(name: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE of the IANA zone `name`, right for all wall times of `first_year` to `last_year`, as folded lines."""
    return _folded(timezone_component(name, first_year, last_year))


def timezone_component(name: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of the IANA zone `name`, right for all wall times of `first_year` to `last_year`.

    Where the clocks follow a rule it is right for ever after.
    """
    component = Timezone()
    component.add("TZID", name)
    rules = _rules(name)
    rule_from = min((rule.first.at.year for rule in rules), default=None)
    end = datetime(rule_from or min(last_year + 2, _FORESEEN_TO), 1, 1)  # noqa: DTZ001 - wall time
    singles = _needed(name, first_year, end)
    if rule_from is None or first_year <= rule_from:
        for change in singles:
            component.add_component(_observance(change, None))
    for rule in rules:
        component.add_component(_observance(rule.first, rule.rule))
    return component


def _folded(component: Component) -> bytes:
    return b"".join(fold(line) for line in component.content_lines(sorted=False) if line)


def _needed(name: str, first_year: int, end: datetime) -> list[_Change]:
    """The changes before `end` that matter from `first_year` on: the last one before it, or what has always held, then all."""
    start = datetime(first_year, 1, 1)  # noqa: DTZ001 - wall time
    changes = _changes(name, min(first_year, _EPOCH.year), end.year)
    before = [change for change in changes if change.at < start]
    return [before[-1] if before else _always(name, start), *(change for change in changes if start <= change.at < end)]


def _always(name: str, start: datetime) -> _Change:
    """The state at `start` as a change that was made long before."""
    then = start.replace(tzinfo=zone(name))
    offset = then.utcoffset() or timedelta(0)
    long_before = min(start, _EPOCH.replace(tzinfo=None))
    return _Change(at=long_before, before=offset, after=offset, name=then.tzname() or name, is_daylight=False)


def _observance(change: _Change, rule: vRecur | None) -> TimezoneStandard | TimezoneDaylight:
    block: TimezoneStandard | TimezoneDaylight = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    block.add("DTSTART", change.at)
    block.add("TZOFFSETFROM", change.before)
    block.add("TZOFFSETTO", change.after)
    block.add("TZNAME", change.name)
    if rule is not None:
        block.add("RRULE", rule)
    return block


@lru_cache(maxsize=64)
def _rules(name: str) -> tuple[_Yearly, ...]:
    """The yearly changes that the zone follows for ever, sorted by their first date; empty where there are none."""
    by_kind: dict[tuple[timedelta, timedelta, bool, int], list[_Change]] = {}
    for change in _changes(name, _RULE_YEARS.start, _RULE_YEARS.stop):
        by_kind.setdefault(change.kind, []).append(change)
    fitted = [_fit(changes) for changes in by_kind.values()]
    if not fitted or not all(fitted):
        return ()
    first_year = _first_year(name, by_kind)
    firsts = {change.kind: change for change in _changes(name, first_year, first_year + 1)}
    rules = [_Yearly(first=firsts[kind], rule=rule) for kind, rule in zip(by_kind, fitted, strict=True) if rule]
    return tuple(sorted(rules, key=lambda rule: rule.first.at))


def _first_year(name: str, by_kind: dict[Any, list[_Change]]) -> int:
    """The first year from which on the clocks have followed the rules of today without a break."""
    # The weekdays come round in 28 years: a year's changes are those of the year with the same calendar.
    expected = {kind: {_calendar(change.at.year): change.at for change in changes} for kind, changes in by_kind.items()}
    year = _TABLE_ENDS
    while year > _EPOCH.year + 1:
        wanted = {kind: days[_calendar(year - 1)].replace(year=year - 1) for kind, days in expected.items()}
        if {change.kind: change.at for change in _changes(name, year - 1, year)} != wanted:
            break
        year -= 1
    return year


def _calendar(year: int) -> tuple[int, bool]:
    return date(year, 1, 1).weekday(), date(year, 3, 1) - date(year, 2, 28) == timedelta(days=2)


def _fit(changes: list[_Change]) -> vRecur | None:
    """The rule that gives exactly these yearly changes, or None."""
    days = {change.at.day for change in changes}
    weekdays = {change.at.weekday() for change in changes}
    clocks = {change.at.time() for change in changes}
    if len(changes) != len(_RULE_YEARS) or len(weekdays) > 1 or len(clocks) > 1 or max(days) - min(days) > 6:
        return None
    month = changes[0].at.month
    weekday = _WEEKDAYS[weekdays.pop()]
    length = (date(2001 + month // 12, month % 12 + 1, 1) - date(2001, month, 1)).days
    if min(days) % 7 == 1 and max(days) < 29:
        return vRecur({"FREQ": "YEARLY", "BYDAY": f"{min(days) // 7 + 1}{weekday}", "BYMONTH": month})
    if min(days) == length - 6 and month != 2:
        return vRecur({"FREQ": "YEARLY", "BYDAY": f"-1{weekday}", "BYMONTH": month})
    span = list(range(min(days), max(days) + 1))
    return vRecur({"FREQ": "YEARLY", "BYDAY": weekday, "BYMONTHDAY": span, "BYMONTH": month}) if len(span) == 7 else None


@lru_cache(maxsize=512)
def _changes(name: str, first_year: int, end_year: int) -> tuple[_Change, ...]:
    """The changes of the clocks in the years [first_year, end_year), in wall time before each."""
    there = zone(name)
    found = []
    at = datetime(first_year, 1, 1, tzinfo=UTC) - _STEP
    end = datetime(end_year, 1, 1, tzinfo=UTC) + _STEP
    offset = at.astimezone(there).utcoffset()
    while at < end:
        if (at + _STEP).astimezone(there).utcoffset() != offset:
            change = _change(name, *_moment(name, at))
            if first_year <= change.at.year < end_year:
                found.append(change)
            offset = (at + _STEP).astimezone(there).utcoffset()
        at += _STEP
    return tuple(found)


def _moment(name: str, at: datetime) -> tuple[datetime, datetime]:
    """The last second before the change that comes within a step after `at`, and the first one after it."""
    there = zone(name)
    offset = at.astimezone(there).utcoffset()
    low, high = 0, int(_STEP.total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (at + timedelta(seconds=middle)).astimezone(there).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return at + timedelta(seconds=low), at + timedelta(seconds=high)


def _change(name: str, last: datetime, first: datetime) -> _Change:
    there = zone(name)
    before, after = last.astimezone(there), first.astimezone(there)
    none = timedelta(0)
    offset = before.utcoffset() or none
    return _Change(
        at=(first + offset).replace(tzinfo=None),
        before=offset,
        after=after.utcoffset() or none,
        name=after.tzname() or name,
        # Ireland and Morocco call their winter the exception (a negative saving): what gains on the clock is daylight time.
        is_daylight=(after.dst() or none) > (before.dst() or none),
    )
