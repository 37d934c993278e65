"""Rules of an event: times in order, a rule that gives the dates written for it, a place to go to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from huiguan.check.agenda import check_agenda
from huiguan.check.moment import shown, typed_path
from huiguan.check.registration import check_registration
from huiguan.check.series import check_series
from huiguan.model.event import DatePrecision, Event, EventStatus, Mode
from huiguan.model.field import zone as zone_called
from huiguan.model.recurrence import days_of_extras, rule_of
from huiguan.problem import FieldPath, Problem, Severity

_DAY = timedelta(days=1)
_DST_WATCHED = timedelta(days=366 * 3)
_TITLE = 40
_YEARS = range(1970, 2200)  # outside, a typing error is likely and the arithmetic of zones breaks


def check_event(event: Event, *, zone: str) -> list[Problem]:
    """All problems of one event, in the order of the rules below; `zone` is the club's. A draft has none."""
    if not event.status.is_built:
        return []
    return list(_check_years(event)) or [
        *_check_times(event),
        *check_series(event),
        *check_registration(event),
        *check_agenda(event),
        *_check_postponed(event),
        *_check_place(event),
        *_check_clock_changes(event, event.timezone or zone),
        *_check_titles(event),
    ]


def check_updated(event: Event, today: date) -> Iterator[Problem]:
    """A hint where `updated` is still to come: the version of its entries would stand still until that day."""
    if event.status.is_built and event.updated and event.updated > today:
        found = shown(event.updated)
        yield event.origin.places.problem("EVENT-UPDATED-FUTURE", ("updated",), found=found, severity=Severity.WARNING)


def _check_years(event: Event) -> Iterator[Problem]:
    for path, moment in _moments(event):
        if moment is not None and moment.year not in _YEARS:
            details = (("earliest", str(_YEARS[0])), ("latest", str(_YEARS[-1])))
            yield event.origin.places.problem("EVENT-YEAR-UNLIKELY", path, found=shown(moment), details=details)


def _moments(event: Event) -> Iterator[tuple[FieldPath, datetime | date | None]]:
    yield ("start",), event.start
    yield ("end",), event.end
    yield ("postponed_from",), event.postponed_from
    yield ("registration", "opens"), event.registration.opens
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
            "EVENT-END-AND-DURATION", ("duration",), found=_span(event.duration), wanted=(shown(event.end),)
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
            yield event.origin.places.problem("EVENT-END-BEFORE-START", ("end",), found=shown(end), wanted=(shown(meant),))
    elif isinstance(start, datetime):
        wanted = (shown(max(datetime.combine(end, start.time()), start) + _DAY / 24),)
        yield event.origin.places.problem("EVENT-ALL-DAY-MIX", ("end",), found=shown(end), wanted=wanted)
    elif isinstance(end, datetime):
        yield event.origin.places.problem("EVENT-ALL-DAY-MIX", ("end",), found=shown(end), wanted=(end.date().isoformat(),))
    elif end < start:
        yield event.origin.places.problem("EVENT-END-BEFORE-START", ("end",), found=shown(end), wanted=(shown(start),))


def _check_postponed(event: Event) -> Iterator[Problem]:
    """A warning where the former start is written down and nobody hears of it; what is cancelled may have been put off before."""
    if event.postponed_from and event.status not in {EventStatus.POSTPONED, EventStatus.CANCELLED}:
        found, details = shown(event.postponed_from), (("status", str(event.status)),)
        yield event.origin.places.problem(
            "EVENT-POSTPONED-UNSAID", ("postponed_from",), found=found, details=details, severity=Severity.WARNING
        )


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
                code, path, found=shown(start), details=(("zone", zone),), severity=Severity.WARNING
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
    changeable = days_of_extras(event)
    for index, extra in enumerate(event.extra):
        change = event.occurrences.get(extra.day) if extra.day in changeable else None
        span = (change.duration if change else None) or extra.duration or event.span
        moved = change.move_to if change else None
        if isinstance(moved, datetime):
            yield (*typed_path(event, extra.day), "move_to"), moved, span
        elif isinstance(extra.start, datetime) and not (change and change.cancel):
            yield ("extra", index, "start"), extra.start, span


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


def _span(span: timedelta) -> str:
    days, minutes = span.days, span.seconds // 60
    hours, minutes = (minutes // 60, minutes % 60) if minutes % 60 == 0 else (0, minutes)
    return "".join(f"{count}{unit}" for count, unit in ((days, "d"), (hours, "h"), (minutes, "m")) if count)
