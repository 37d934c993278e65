"""When an entry is: its start and end, its rule and what is left out of it.

One value, written in two ways: as lines for the feeds, and as the component in which recurring-ical-events finds the dates that
pages list.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import icalendar
from icalendar.prop import vRecur

from huiguan.compile.ical.text import moment, raw
from huiguan.model.recurrence import Rule

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The times of one component as calendars write them: days for whole days, else wall time in a zone, or UTC.

    `instead_of` is the start that the rule gave for a changed date, `skipped` are the starts that do not come.
    """

    start: datetime | date
    end: datetime | date
    instead_of: datetime | date | None = None
    rule: vRecur | None = None
    skipped: tuple[datetime | date, ...] = ()


def times_lines(times: Times) -> bytes:
    """RECURRENCE-ID, DTSTART, DTEND, RRULE and EXDATE, those that there are."""
    return b"".join(
        (
            moment("RECURRENCE-ID", times.instead_of) if times.instead_of else b"",
            moment("DTSTART", times.start),
            moment("DTEND", times.end),
            raw("RRULE", _rule(times.rule)) if times.rule else b"",
            *(moment("EXDATE", skipped) for skipped in times.skipped),
        )
    )


def _rule(rule: vRecur) -> str:
    written: bytes = rule.to_ical()  # type: ignore[no-untyped-call]  # the library has none here
    return written.decode()


def times_component(times: Times) -> icalendar.Event:
    """The same as the library holds it; all components of a series count as one event."""
    component = icalendar.Event()
    component.add("UID", "one")
    if times.instead_of:
        component.add("RECURRENCE-ID", times.instead_of)
    component.add("DTSTART", times.start)
    component.add("DTEND", times.end)
    if times.rule:
        component.add("RRULE", times.rule)
    for skipped in times.skipped:
        component.add("EXDATE", [skipped])
    return component


def recurrence(rule: Rule, start: datetime, *, all_day: bool) -> vRecur:
    """The RRULE, with the parts that the start implies: without them 29 February is read in three ways."""
    parts: dict[str, object] = {"FREQ": rule.freq.upper()}
    if rule.until:
        parts["UNTIL"] = rule.until if all_day else _last_start(rule.until, start)
    if rule.count:
        parts["COUNT"] = rule.count
    if rule.interval > 1:
        parts["INTERVAL"] = rule.interval
    if rule.weekdays:
        parts["BYDAY"] = [f"{rule.nth or ''}{_WEEKDAYS[weekday]}" for weekday in rule.weekdays]
    if rule.month_day:
        parts["BYMONTHDAY"] = rule.month_day
    if rule.month:
        parts["BYMONTH"] = rule.month
    if rule.interval > 1 and rule.weekdays:
        parts["WKST"] = "MO"  # said, since some clients begin the week on Sunday
    return vRecur(parts)


def _last_start(day: date, start: datetime) -> datetime:
    """The start on that day in UTC; of the two that a turned-back clock gives, the later."""
    local = datetime.combine(day, start.time(), tzinfo=start.tzinfo)
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
