"""Dates and moments of an event as a contributor types them: the keys of its changes, and what a problem shows."""

from datetime import date, datetime

from huiguan.model.event import Event
from huiguan.model.recurrence import days_of_extras
from huiguan.problem import FieldPath


def typed_path(event: Event, day: date) -> FieldPath:
    """The path of the date's key as it was typed: `2026-1-2` is taken for 2026-01-02."""
    for path in event.origin.places.find().keys:
        if len(path) == 2 and path[0] == "occurrences" and _same_day(str(path[1]), day):
            return path
    return ("occurrences", day.isoformat())


def _same_day(typed: str, day: date) -> bool:
    return [part.lstrip("0") for part in typed.strip().split("-")] == [str(day.year), str(day.month), str(day.day)]


def shown(moment: datetime | date) -> str:
    """The moment as it is typed."""
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


def start_on(event: Event, day: date) -> datetime | date:
    """The start that was announced for a day: an extra date's own, or that of the rule."""
    if day in days_of_extras(event):
        return next(extra.start for extra in event.extra if extra.day == day)
    return datetime.combine(day, event.start.time()) if isinstance(event.start, datetime) else day
