"""Rules of a calendar that is laid over the events: no day twice, none outside the years for which it stands."""

from collections.abc import Iterator
from dataclasses import replace

from huiguan.model.overlay import Overlay
from huiguan.problem import FieldPath, Problem, Severity, field_name


def check_overlay(overlay: Overlay) -> Iterator[Problem]:
    """All problems of one calendar; a draft has none."""
    if overlay.status.is_built:
        yield from _check_twice(overlay)
        yield from _check_outside(overlay)


def _check_twice(overlay: Overlay) -> Iterator[Problem]:
    """Two entries that begin on one day: in the feed they would be one and the same."""
    seen: dict[str, str] = {}
    for index, entry in enumerate(overlay.days):
        day = entry.first.isoformat()
        if day in seen:
            yield _problem(overlay, "OVERLAY-DAY-TWICE", index, details=(("name", entry.name), ("first", seen[day])))
        seen.setdefault(day, entry.name)


def _check_outside(overlay: Overlay) -> Iterator[Problem]:
    """One hint for all days outside the years, at the first of them."""
    outside = [index for index, entry in enumerate(overlay.days) if not {entry.first.year, entry.last.year} & overlay.years]
    if outside:
        details = (("name", overlay.days[outside[0]].name), ("count", str(len(outside))))
        problem = _problem(overlay, "OVERLAY-DAY-OUTSIDE", outside[0], details=details)
        yield replace(problem, severity=Severity.WARNING, wanted=tuple(map(str, sorted(overlay.years))))


def _problem(overlay: Overlay, code: str, index: int, *, details: tuple[tuple[str, str], ...]) -> Problem:
    """A problem of one entry, at its first day."""
    entry = overlay.days[index]
    path: FieldPath = ("days", index, "date" if entry.date else "start")
    place = overlay.origin.places.of_value(path)
    return Problem(code=code, place=place, field=field_name(path), found=entry.first.isoformat(), details=details)
