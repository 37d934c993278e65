"""Rules of an event: times in order, a rule that gives the dates written for it, a place to go to."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from huiguan.model.event import DatePrecision, Event, EventStatus, Frequency, Mode, Registration, Repeat
from huiguan.model.field import zone as zone_called
from huiguan.model.overlay import stem_of
from huiguan.model.recurrence import Rule, rule_of
from huiguan.problem import FieldPath, Problem, Severity

_DAY = timedelta(days=1)
_FAR = timedelta(days=366 * 50)  # a date beyond is taken as off the rule without a walk to it
_DST_WATCHED = timedelta(days=366 * 3)
_TITLE = 40
_YEARS = range(1970, 2200)  # outside, a typing error is likely and the arithmetic of zones breaks

Found = tuple[str, FieldPath]


def check_event(event: Event, *, zone: str) -> list[Problem]:
    """All problems of one event, in the order of the rules below; `zone` is the club's. A draft has none."""
    if not event.status.is_built:
        return []
    return list(_check_years(event)) or [
        *_check_times(event),
        *_check_series(event),
        *_check_changes(event),
        *_check_extras(event),
        *_check_deadlines(event),
        *_check_place(event),
        *_check_clock_changes(event, event.timezone or zone),
        *_check_titles(event),
    ]


def check_skips(event: Event, overlays: Collection[str]) -> Iterator[Problem]:
    """A problem for each name in `skip` that no calendar has; `overlays` are the ids of all, drafts included."""
    if event.repeat is None or not event.status.is_built:
        return
    known = sorted({name for overlay in overlays for name in (stem_of(overlay), overlay)})
    for index, name in enumerate(event.repeat.skip):
        if isinstance(name, str) and name not in known:
            wanted = tuple(get_close_matches(name, known, n=2, cutoff=0.4)) or tuple(known[:2])
            yield event.origin.places.problem("EVENT-SKIP-UNKNOWN", ("repeat", "skip", index), found=name, wanted=wanted)


def _check_years(event: Event) -> Iterator[Problem]:
    for path, moment in _moments(event):
        if moment is not None and moment.year not in _YEARS:
            details = (("earliest", str(_YEARS[0])), ("latest", str(_YEARS[-1])))
            yield event.origin.places.problem("EVENT-YEAR-UNLIKELY", path, found=_shown(moment), details=details)


def _moments(event: Event) -> Iterator[tuple[FieldPath, datetime | date | None]]:
    yield ("start",), event.start
    yield ("end",), event.end
    yield ("postponed_from",), event.postponed_from
    yield ("registration", "deadline"), event.registration.deadline
    if event.repeat:
        yield ("repeat", "until"), event.repeat.until
        yield from ((("repeat", "skip", index), day) for index, day in enumerate(event.repeat.skip) if isinstance(day, date))
    for day, change in sorted(event.occurrences.items()):
        yield typed_path(event, day), day
        yield (*typed_path(event, day), "move_to"), change.move_to
    yield from ((("extra", index, "start"), extra.start) for index, extra in enumerate(event.extra))


def _check_times(event: Event) -> Iterator[Problem]:
    if event.end is not None and event.duration is not None:
        yield event.origin.places.problem(
            "EVENT-END-AND-DURATION", ("duration",), found=_span(event.duration), wanted=(_shown(event.end),)
        )
    if event.end is not None:
        yield from _check_end(event, event.start, event.end)
    elif event.is_all_day and event.duration and event.duration % _DAY:
        wanted = (f"start: {event.start_day} 20:00",)
        yield event.origin.places.problem("EVENT-ALL-DAY-MIX", ("duration",), found=_span(event.duration), wanted=wanted)


def _check_end(event: Event, start: datetime | date, end: datetime | date) -> Iterator[Problem]:
    if isinstance(start, datetime) and isinstance(end, datetime):
        if end <= start:
            after_midnight = end + _DAY
            meant = after_midnight if start.date() == end.date() and after_midnight - start <= _DAY / 2 else start + _DAY / 24
            yield event.origin.places.problem("EVENT-END-BEFORE-START", ("end",), found=_shown(end), wanted=(_shown(meant),))
    elif isinstance(start, datetime):
        wanted = (_shown(max(datetime.combine(end, start.time()), start) + _DAY / 24),)
        yield event.origin.places.problem("EVENT-ALL-DAY-MIX", ("end",), found=_shown(end), wanted=wanted)
    elif isinstance(end, datetime):
        yield event.origin.places.problem("EVENT-ALL-DAY-MIX", ("end",), found=_shown(end), wanted=(end.date().isoformat(),))
    elif end < start:
        yield event.origin.places.problem("EVENT-END-BEFORE-START", ("end",), found=_shown(end), wanted=(_shown(start),))


def _check_series(event: Event) -> Iterator[Problem]:
    repeat, rule = event.repeat, rule_of(event)
    if repeat is None or rule is None:
        return
    if repeat.count is not None and repeat.until is not None:
        yield event.origin.places.problem(
            "EVENT-COUNT-AND-UNTIL", ("repeat", "count"), found=str(repeat.count), wanted=(_shown(repeat.until),)
        )
    yield from (event.origin.places.problem("EVENT-RULE-UNCLEAR", path, found=found) for found, path in _unclear(repeat))
    first = next(rule.dates(), None)
    if first is None:
        yield event.origin.places.problem("EVENT-RULE-NEVER", ("repeat",), found=repeat.freq)
        return
    if first != event.start_day:
        wanted = datetime.combine(first, event.start.time()) if isinstance(event.start, datetime) else first
        yield event.origin.places.problem("EVENT-START-OFF-RULE", ("start",), found=_shown(event.start), wanted=(_shown(wanted),))
    dates = _dates_near(event, rule)
    for index, day in enumerate(repeat.skip):
        if isinstance(day, date) and day not in dates:
            path = ("repeat", "skip", index)
            yield event.origin.places.problem("EVENT-SKIP-OFF-RULE", path, found=_shown(day), wanted=_nearest(day, dates))


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
    for day, change in sorted(event.occurrences.items()):
        path = typed_path(event, day)
        if dates and day not in dates:
            yield event.origin.places.problem(
                "EVENT-OVERRIDE-OFF-RULE", path, found=_shown(day), wanted=_nearest(day, dates), at_key=True
            )
        if change.cancel and change.move_to:
            yield event.origin.places.problem("EVENT-CANCEL-AND-MOVE", (*path, "move_to"), found=_shown(change.move_to))
        if event.is_all_day and isinstance(change.move_to, datetime):
            wanted = (change.move_to.date().isoformat(),)
            yield event.origin.places.problem(
                "EVENT-ALL-DAY-MIX", (*path, "move_to"), found=_shown(change.move_to), wanted=wanted
            )


def _check_extras(event: Event) -> Iterator[Problem]:
    seen: set[date] = set()
    for index, extra in enumerate(event.extra):
        path = ("extra", index, "start")
        day = extra.start.date() if isinstance(extra.start, datetime) else extra.start
        if day in seen:
            yield event.origin.places.problem("EVENT-EXTRA-TWICE", path, found=_shown(day))
        seen.add(day)
        if isinstance(extra.start, datetime) == event.is_all_day:
            start = event.start
            wanted = datetime.combine(day, start.time()) if isinstance(start, datetime) else day
            yield event.origin.places.problem("EVENT-ALL-DAY-MIX", path, found=_shown(extra.start), wanted=(_shown(wanted),))


def _check_deadlines(event: Event) -> Iterator[Problem]:
    if event.repeat is None:
        yield from _check_deadline(event, event.registration, event.start, ("registration",))
    for day, change in sorted(event.occurrences.items()):
        if change.registration:
            start = datetime.combine(day, event.start.time()) if isinstance(event.start, datetime) else day
            path = (*typed_path(event, day), "registration")
            yield from _check_deadline(event, change.registration, change.move_to or start, path)


def _check_deadline(event: Event, registration: Registration, start: datetime | date, path: FieldPath) -> Iterator[Problem]:
    deadline = registration.deadline
    if deadline is None:
        return
    both_timed = isinstance(deadline, datetime) and isinstance(start, datetime)
    if (deadline > start) if both_timed else (_day(deadline) > _day(start)):
        found = _shown(deadline)
        yield event.origin.places.problem("EVENT-DEADLINE-AFTER-START", (*path, "deadline"), found=found, wanted=(_shown(start),))


def _check_place(event: Event) -> Iterator[Problem]:
    if event.status is EventStatus.CANCELLED:
        return
    settled = event.status is EventStatus.SCHEDULED and event.date_precision is DatePrecision.DAY
    if event.mode in {Mode.ONSITE, Mode.HYBRID} and event.venue is None:
        severity = Severity.ERROR if settled else Severity.WARNING
        yield event.origin.places.problem("EVENT-PLACE-MISSING", ("mode",), found=str(event.mode), severity=severity)
    if event.mode in {Mode.ONLINE, Mode.HYBRID} and event.online is None and settled:
        yield event.origin.places.problem("EVENT-ONLINE-MISSING", ("mode",), found=str(event.mode), severity=Severity.WARNING)


def _check_clock_changes(event: Event, zone: str) -> Iterator[Problem]:
    """A warning, once for each kind, where clients will not agree on the time."""
    if event.is_all_day or event.date_precision is not DatePrecision.DAY:
        return
    said: set[str] = set()
    for path, start, span in _timed(event):
        code = _clock_change(start, span, zone)
        if code and code not in said:
            said.add(code)
            yield event.origin.places.problem(
                code, path, found=_shown(start), details=(("zone", zone),), severity=Severity.WARNING
            )


def _timed(event: Event) -> Iterator[tuple[FieldPath, datetime, timedelta]]:
    """Where each start is written, the start as wall time, and how long it takes."""
    rule = rule_of(event)
    days = rule.dates_to(event.start_day + _DST_WATCHED) if rule else iter([event.start_day])
    for day in days:
        change = event.occurrences.get(day)
        moved = change.move_to if change else None
        if isinstance(moved, datetime):
            yield (*typed_path(event, day), "move_to"), moved, (change.duration if change else None) or event.span
        elif isinstance(event.start, datetime) and not (change and change.cancel):
            yield ("start",), datetime.combine(day, event.start.time()), event.span
    for index, extra in enumerate(event.extra):
        if isinstance(extra.start, datetime):
            yield ("extra", index, "start"), extra.start, extra.duration or event.span


def _clock_change(start: datetime, span: timedelta, zone: str) -> str | None:
    there = zone_called(zone)
    begins = start.replace(tzinfo=there)
    early, late = begins.utcoffset() or timedelta(0), begins.replace(fold=1).utcoffset() or timedelta(0)
    if early != late:
        return "EVENT-DST-GAP" if early < late else "EVENT-DST-FOLD"
    return "EVENT-DST-OVERNIGHT" if (begins + span).utcoffset() != begins.utcoffset() else None


def _check_titles(event: Event) -> Iterator[Problem]:
    titles: list[tuple[FieldPath, str | None]] = [(("title",), event.title)]
    titles += [((*typed_path(event, day), "title"), change.title) for day, change in sorted(event.occurrences.items())]
    titles += [(("extra", index, "title"), extra.title) for index, extra in enumerate(event.extra)]
    for path, title in titles:
        if title and len(title) > _TITLE:
            details = (("length", str(len(title))), ("most", str(_TITLE)))
            found = title[:_TITLE] + "…"
            yield event.origin.places.problem("EVENT-TITLE-LONG", path, found=found, details=details, severity=Severity.WARNING)


def _dates_near(event: Event, rule: Rule) -> list[date]:
    """The rule's dates as far as anything is written for them, and a little further."""
    written = [*event.occurrences, *(event.repeat.skip_dates if event.repeat else ())]
    last = max(written, default=event.start_day)
    return list(rule.dates_to(min(last, event.start_day + _FAR) + 400 * _DAY))


def _nearest(day: date, dates: list[date]) -> tuple[str, ...]:
    """The two dates around `day`, nearest first."""
    index = bisect_left(dates, day)
    around = sorted(dates[max(0, index - 1) : index + 1], key=lambda other: (abs(other - day), other))
    return tuple(map(_shown, around))


def typed_path(event: Event, day: date) -> FieldPath:
    """The path of the date's key as it was typed: `2026-1-2` is taken for 2026-01-02."""
    for path in event.origin.places.keys:
        if len(path) == 2 and path[0] == "occurrences" and _same_day(str(path[1]), day):
            return path
    return ("occurrences", day.isoformat())


def _same_day(typed: str, day: date) -> bool:
    return [part.lstrip("0") for part in typed.strip().split("-")] == [str(day.year), str(day.month), str(day.day)]


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _shown(moment: datetime | date) -> str:
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


def _span(span: timedelta) -> str:
    days, minutes = span.days, span.seconds // 60
    hours, minutes = (minutes // 60, minutes % 60) if minutes % 60 == 0 else (0, minutes)
    return "".join(f"{count}{unit}" for count, unit in ((days, "d"), (hours, "h"), (minutes, "m")) if count)
