"""The rule of a series."""

from collections.abc import Iterable

from huiguan.compile.ical import Occurrence, OccurrenceStatus
from huiguan.compile.json_ld.write import CONTEXT, NOTHING, Node
from huiguan.compile.span import duration
from huiguan.model.event import Event
from huiguan.model.recurrence import Rule, rule_of
from huiguan.model.repeat import Frequency

_UNITS = {Frequency.DAILY: "D", Frequency.WEEKLY: "W", Frequency.MONTHLY: "M", Frequency.YEARLY: "Y"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def schedule(event: Event, announced: Occurrence, dates: Iterable[Occurrence]) -> Node:
    """The rule with the days that it would give and that are off: skipped, cancelled, moved elsewhere.

    `announced` is the series on its first date, `dates` are those that the page lists. Nothing where there is no rule.
    """
    rule = rule_of(event)
    if rule is None or event.repeat is None:
        return NOTHING
    gone = {OccurrenceStatus.CANCELLED, OccurrenceStatus.MOVED}
    off = {date.original for date in dates if date.status in gone and not date.extra and date.original in event.occurrences}
    off |= {day for day in event.repeat.skip_dates if day not in event.occurrences}
    times = NOTHING if announced.all_day else _times(announced)
    return {
        "@type": "Schedule",
        "startDate": rule.start.isoformat(),
        "endDate": rule.until.isoformat() if rule.until else None,
        "repeatFrequency": f"P{rule.interval}{_UNITS[rule.freq]}",
        "repeatCount": rule.count,
        "byDay": [_day(weekday, rule) for weekday in rule.weekdays],
        "byMonthDay": rule.month_day,
        "byMonth": rule.month,
        **times,
        "duration": duration(announced.end.replace(tzinfo=None) - announced.start.replace(tzinfo=None)),
        "exceptDate": [day.isoformat() for day in sorted(off)],
    }


def _times(announced: Occurrence) -> Node:
    """The wall times, and the zone in which they hold."""
    return {
        "startTime": announced.start.time().isoformat(),
        "endTime": announced.end.time().isoformat(),
        "scheduleTimezone": str(announced.start.tzinfo),
    }


def _day(weekday: int, rule: Rule) -> str:
    """A weekday as schema.org calls it; as in iCalendar where the rule means only one of a month's."""
    if rule.nth is None:
        return f"{CONTEXT}/{_DAYS[weekday]}"
    return f"{rule.nth}{_DAYS[weekday][:2].upper()}"
