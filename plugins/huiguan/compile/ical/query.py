"""The dates of a series as recurring-ical-events finds them in what its calendar says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import icalendar
import recurring_ical_events


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """One date: its start and end, and the start that the rule gave, before any move."""

    original: datetime | date
    start: datetime | date
    end: datetime | date


class Query(Protocol):
    """The dates of one series."""

    def between(self, start: datetime, stop: datetime, /) -> Sequence[FoundDate]:
        """Each date that touches [start, stop], in no order."""


class _Times(recurring_ical_events.Occurrence):  # type: ignore[misc]  # the library has no types
    """A date that is handed out as its times: a copy of the component for each took most of the time."""

    def as_component(self, keep_recurrence_attributes: bool) -> FoundDate:  # noqa: FBT001 - the library's own signature
        original = self.start
        if self._adapter.recurrence_ids:  # a changed date: its component knows what it stands for
            original = super().as_component(keep_recurrence_attributes).decoded("RECURRENCE-ID")
        return FoundDate(original=original, start=self.start, end=self.end)


def query_of(components: Iterable[icalendar.Event]) -> Query:
    """What is asked for the dates of the series with these components: its own, and those of its changed dates."""
    calendar = icalendar.Calendar()
    for component in components:
        calendar.add_component(component)
    dates = recurring_ical_events.ComponentsWithName("VEVENT", occurrence=_Times)
    query: Query = recurring_ical_events.of(calendar, components=[dates])
    return query
