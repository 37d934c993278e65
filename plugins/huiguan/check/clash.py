"""Hints for whoever plans: two events for the same people, a holiday, a make-up working day, a promotion, a year unknown."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time

from huiguan.check.dates_ahead import DateAhead, dates_ahead
from huiguan.model.club import Club
from huiguan.model.event import Access, Event
from huiguan.model.kind import OVERLAY
from huiguan.model.overlay import MarkedDay, Overlay
from huiguan.model.visibility import Visibility
from huiguan.problem import Place, Problem, Severity, field_name

_OFFICE = (time(9), time(18))
_SATURDAY = 5
_YEAR_AT_END = re.compile(r"\d{4}$")

Almanac = Mapping[date, tuple[MarkedDay, ...]]


def check_clashes(club: Club, today: date, *, has_all_overlays: bool = True) -> Iterator[Problem]:
    """Hints about the dates from `today` on, one for each cause, however many dates of a series share it.

    Without `has_all_overlays` one that is refused may speak of the years that no other does.
    The cost grows with the number of dates: they are sorted once and looked at in one sweep.
    """
    zone = club.settings.timezone
    dates = [found for event in club.events for found in dates_ahead(event, today, zone)]
    dates.sort(key=lambda found: (found.begins, found.event.id, found.original is None))
    yield from _check_twice(dates)
    yield from _check_overlaps(dates)
    yield from _check_days(dates, club.almanac)
    if has_all_overlays:
        yield from _check_years(dates, club.overlays)


# Two dates of one event, or two events, at a time


def _check_twice(dates: Iterable[DateAhead]) -> Iterator[Problem]:
    """A hint on each date that begins when another of the same series does, on what brought it there."""
    known: dict[tuple[str, float], DateAhead] = {}
    for now in dates:
        other = known.setdefault((now.event.id, now.begins), now)
        is_told = {now.written[0], other.written[0]} == {"extra"}  # two extra dates a day are an error of their own
        if other is not now and not is_told:
            yield _hint("EVENT-DATE-TWICE", max(now, other, key=_was_put_there), 1)


def _was_put_there(found: DateAhead) -> int:
    """Puts a date that was moved before an extra one, and that before those of the rule."""
    return 2 if found.written[-1] == "move_to" else int(found.written[0] == "extra")


def _check_overlaps(dates: list[DateAhead]) -> Iterator[Problem]:
    """One hint for each two events, on the one that is easier to move, at the first date of several."""
    found: dict[tuple[str, str], list[tuple[DateAhead, DateAhead]]] = {}
    for one, other in _overlaps(dates):
        there, here = sorted((one, other), key=_easy_to_move)
        found.setdefault((here.event.id, there.event.id), []).append((here, there))
    for pairs in found.values():
        here, there = pairs[0]
        yield _hint("EVENT-CLASH", here, len({one.begins for one, _ in pairs}), other=there.event.title, at=there.shown)


def _overlaps(dates: list[DateAhead]) -> Iterator[tuple[DateAhead, DateAhead]]:
    """Each date that begins while another for the same people goes on, with that other.

    Of those that go on, the two that end last, of different events, are enough to know for each audience: so every date that
    overlaps an earlier one is found, and a crowd at one hour does not cost its square.
    """
    going: dict[str, tuple[DateAhead, ...]] = {}
    for now in dates:
        for audience in _audiences(now.event):
            on = going.get(audience, ())
            other = next((entry for entry in on if entry.event.id != now.event.id and entry.ends > now.begins), None)
            if other is not None:
                yield now, other
            latest: dict[str, DateAhead] = {}
            for entry in sorted((*on, now), key=lambda entry: -entry.ends):
                latest.setdefault(entry.event.id, entry)
            going[audience] = tuple(latest.values())[:2]


def _audiences(event: Event) -> tuple[str, ...]:
    """Who is meant to come: its groups, else all of one level; the core meets under itself, a guest list is nobody else's."""
    if event.access is Access.CORE or event.visibility is Visibility.CORE or event.kind == "private_board":
        return ("core",)
    if event.groups:
        return tuple(f"group {group}" for group in event.groups)
    return () if event.access is Access.INVITE else (event.access,)


def _easy_to_move(found: DateAhead) -> tuple[bool, int, str]:
    """Puts a series before a single event, then what was planned first before what came later."""
    event = found.event
    return (event.repeat is None, event.created.toordinal() if event.created else 0, event.id)


# What falls on the day


def _check_days(dates: Iterable[DateAhead], almanac: Almanac) -> Iterator[Problem]:
    """One hint for each event and kind of day, at the first date of several."""
    found: dict[tuple[str, str], list[tuple[DateAhead, MarkedDay]]] = {}
    for one in dates:
        if not _is_said(one):
            for code, marked in _marks(one, almanac).items():
                found.setdefault((one.event.id, code), []).append((one, marked))
    for (_, code), hits in found.items():
        one, marked = hits[0]
        yield _hint(code, one, len(hits), name=marked.name)


def _is_said(one: DateAhead) -> bool:
    """Whether the series skips such days and holds this one all the same: the organiser knows."""
    return one.event.repeat is not None and one.day == one.original and one.original in one.event.repeat.skip_dates


def _marks(one: DateAhead, almanac: Almanac) -> Mapping[str, MarkedDay]:
    """The first day of each kind that the date meets, by the code of the hint."""
    marks: dict[str, MarkedDay] = {}
    for day in one.days():
        for marked in almanac.get(day, ()):
            for code, applies in _RULES.items():
                if applies(one, day, marked):
                    marks.setdefault(code, marked)
    return marks


def _on_workday(one: DateAhead, day: date, marked: MarkedDay) -> bool:
    return marked.is_workday and day.weekday() >= _SATURDAY and _is_by_day(one)


def _is_by_day(one: DateAhead) -> bool:
    """Whether it takes time of the office; the evening is free on a working day too."""
    opens, closes = _OFFICE
    long = one.end.date() > one.day
    return one.event.is_all_day or (one.start.time() < closes and (long or one.end.time() > opens))


_RULES: Mapping[str, Callable[[DateAhead, date, MarkedDay], bool]] = {
    "EVENT-ON-HOLIDAY": lambda one, day, marked: marked.is_holiday,  # noqa: ARG005 - one shape for all three
    "EVENT-ON-WORKDAY": _on_workday,
    "EVENT-ON-PROMOTION": lambda one, day, marked: marked.is_promotion and not marked.entry.is_season,  # noqa: ARG005
}


# Years of which no calendar speaks


def _check_years(dates: Iterable[DateAhead], overlays: Iterable[Overlay]) -> Iterator[Problem]:
    """One hint for all years ahead of which no official calendar speaks; none for a club that keeps no such calendar."""
    official = [overlay for overlay in overlays if overlay.kind.is_official and overlay.status.is_built]
    if not official:
        return
    missing: dict[int, list[DateAhead]] = {}
    for one in dates:
        if not any(overlay.covers(one.day.year) for overlay in official):
            missing.setdefault(one.day.year, []).append(one)
    if missing:
        first = missing[min(missing)][0]
        yield Problem(
            code="OVERLAY-YEAR-MISSING",
            place=Place(file=OVERLAY.folder),
            severity=Severity.WARNING,
            found=str(min(missing)),
            wanted=tuple(_calendar_of(year, official[-1]) for year in sorted(missing)),
            details=(("event", first.event.title), ("at", first.shown), ("count", str(sum(map(len, missing.values()))))),
        )


def _calendar_of(year: int, known: Overlay) -> str:
    """The file that would hold that year, called like the one that is there."""
    return f"{OVERLAY.folder}/{_YEAR_AT_END.sub(str(year), known.id)}.yml"


def _hint(code: str, one: DateAhead, count: int, **details: str) -> Problem:
    path, places = one.path, one.event.origin.places
    return Problem(
        code=code,
        place=places.of_key(path) if len(path) == 2 else places.of_value(path),  # an override is known by its date
        severity=Severity.WARNING,
        field=field_name(path),
        found=one.shown,
        details=(("event", one.event.title), ("count", str(count)), *details.items()),
    )
