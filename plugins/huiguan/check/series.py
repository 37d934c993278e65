"""Rules of a series: a rule that gives its start and the dates written for it, changes and extra dates that hit something."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from huiguan.check.moment import shown, typed_path
from huiguan.model.event import Event
from huiguan.model.overlay import stem_of
from huiguan.model.recurrence import Rule, rule_of
from huiguan.model.repeat import Frequency, Repeat
from huiguan.problem import FieldPath, Problem

_DAY = timedelta(days=1)
_FAR = timedelta(days=366 * 50)  # a date beyond is taken as off the rule without a walk to it

Found = tuple[str, FieldPath]


def check_series(event: Event) -> Iterator[Problem]:
    """All problems of an event's rule, of what is changed on single dates, and of its extra dates."""
    yield from _check_rule(event)
    yield from _check_changes(event)
    yield from _check_extras(event)


def check_skips(event: Event, overlays: Collection[str]) -> Iterator[Problem]:
    """A problem for each name in `skip` that no calendar has; `overlays` are the ids of all, drafts included."""
    if event.repeat is None or not event.status.is_built:
        return
    known = sorted({name for overlay in overlays for name in (stem_of(overlay), overlay)})
    for index, name in enumerate(event.repeat.skip):
        if isinstance(name, str) and name not in known:
            wanted = tuple(get_close_matches(name, known, n=2, cutoff=0.4)) or tuple(known[:2])
            yield event.origin.places.problem("EVENT-SKIP-UNKNOWN", ("repeat", "skip", index), found=name, wanted=wanted)


def _check_rule(event: Event) -> Iterator[Problem]:
    repeat, rule = event.repeat, rule_of(event)
    if repeat is None or rule is None:
        return
    if repeat.count is not None and repeat.until is not None:
        yield event.origin.places.problem(
            "EVENT-COUNT-AND-UNTIL", ("repeat", "count"), found=str(repeat.count), wanted=(shown(repeat.until),)
        )
    yield from (event.origin.places.problem("EVENT-RULE-UNCLEAR", path, found=found) for found, path in _unclear(repeat))
    first = next(rule.dates(), None)
    if first is None:
        yield event.origin.places.problem("EVENT-RULE-NEVER", ("repeat",), found=repeat.freq)
        return
    if first != event.start_day:
        wanted = datetime.combine(first, event.start.time()) if isinstance(event.start, datetime) else first
        yield event.origin.places.problem("EVENT-START-OFF-RULE", ("start",), found=shown(event.start), wanted=(shown(wanted),))
    skipped = set(repeat.skip_dates) - set(event.occurrences)
    if not event.extra and all(day in skipped for day in rule.dates()):
        yield event.origin.places.problem("EVENT-RULE-NEVER", ("repeat", "skip"), found=repeat.freq)
    dates = _dates_near(event, rule)
    for index, day in enumerate(repeat.skip):
        if isinstance(day, date) and day not in dates:
            path = ("repeat", "skip", index)
            yield event.origin.places.problem("EVENT-SKIP-OFF-RULE", path, found=shown(day), wanted=_nearest(day, dates))


def _unclear(repeat: Repeat) -> Iterator[Found]:
    """Parts of a rule that say nothing without another, or two that say different things."""
    by_month = repeat.freq in {Frequency.MONTHLY, Frequency.YEARLY}
    if repeat.on and by_month and repeat.nth is None:
        yield ", ".join(repeat.on), ("repeat", "on")
    if repeat.nth is not None and not (repeat.on and by_month):
        yield str(repeat.nth), ("repeat", "nth")
    if repeat.by_month_day is not None and (repeat.on or not by_month):
        yield str(repeat.by_month_day), ("repeat", "by_month_day")


def _check_changes(event: Event) -> Iterator[Problem]:
    rule = rule_of(event)
    dates = [event.start_day] if rule is None else _dates_near(event, rule)
    known = sorted({*dates, *(extra.day for extra in event.extra)}) if dates else []
    for day, change in sorted(event.occurrences.items()):
        path = typed_path(event, day)
        if known and day not in known:
            yield event.origin.places.problem(
                "EVENT-OVERRIDE-OFF-RULE", path, found=shown(day), wanted=_nearest(day, known), at_key=True
            )
        if change.cancel and change.move_to:
            yield event.origin.places.problem("EVENT-CANCEL-AND-MOVE", (*path, "move_to"), found=shown(change.move_to))
        if event.is_all_day and isinstance(change.move_to, datetime):
            wanted = (change.move_to.date().isoformat(),)
            yield event.origin.places.problem("EVENT-ALL-DAY-MIX", (*path, "move_to"), found=shown(change.move_to), wanted=wanted)


def _check_extras(event: Event) -> Iterator[Problem]:
    seen: set[date] = set()
    for index, extra in enumerate(event.extra):
        path = ("extra", index, "start")
        if extra.day in seen:
            yield event.origin.places.problem("EVENT-EXTRA-TWICE", path, found=shown(extra.day))
        seen.add(extra.day)
        if isinstance(extra.start, datetime) == event.is_all_day:
            start = event.start
            wanted = datetime.combine(extra.day, start.time()) if isinstance(start, datetime) else extra.day
            yield event.origin.places.problem("EVENT-ALL-DAY-MIX", path, found=shown(extra.start), wanted=(shown(wanted),))


def _dates_near(event: Event, rule: Rule) -> list[date]:
    """The rule's dates as far as anything is written for them, and a little further."""
    written = [*event.occurrences, *(event.repeat.skip_dates if event.repeat else ())]
    last = max(written, default=event.start_day)
    return list(rule.dates_to(min(last, event.start_day + _FAR) + 400 * _DAY))


def _nearest(day: date, dates: list[date]) -> tuple[str, ...]:
    """The two dates around `day`, nearest first."""
    index = bisect_left(dates, day)
    around = sorted(dates[max(0, index - 1) : index + 1], key=lambda other: (abs(other - day), other))
    return tuple(map(shown, around))
