"""One date of an event: what is said of it alone, and what a date outside the rule is."""

from datetime import date
from typing import Annotated

from pydantic import Field

from huiguan.model.case import Money
from huiguan.model.field import Clock, Count, Line, Listed, Moment, Span, Url, YesNo, day_of
from huiguan.model.record import Part, PersonRef, Related
from huiguan.model.term import EventKind
from huiguan.model.venue import Online, Venue


class AgendaItem(Part):
    """One point of the agenda; `at` is the wall time in the event's zone."""

    at: Clock
    title: Line
    speakers: Annotated[tuple[PersonRef, ...], Listed] = ()


class Registration(Part):
    """How to sign up."""

    required: YesNo = False
    url: Url | None = None
    opens: Moment | None = None
    deadline: Moment | None = None


class Occurrence(Part):
    """What is different on one date of a series; what is not given stays as in the series."""

    cancel: YesNo = False
    move_to: Moment | None = None
    reason: Line | None = None
    title: Line | None = None
    summary: Line | None = None
    duration: Span | None = None
    speakers: Annotated[tuple[PersonRef, ...], Listed] | None = None
    moderator: PersonRef | None = None
    agenda: tuple[AgendaItem, ...] | None = None
    venue: Venue | None = None
    online: Online | None = None
    price: Money | None = None
    capacity: Annotated[Count, Field(ge=1)] | None = None
    registration: Registration | None = None
    related: Related | None = None


class Extra(Part):
    """A date outside the rule."""

    start: Moment
    duration: Span | None = None
    title: Line | None = None
    summary: Line | None = None
    kind: EventKind | None = None
    speakers: Annotated[tuple[PersonRef, ...], Listed] | None = None
    moderator: PersonRef | None = None
    venue: Venue | None = None

    @property
    def day(self) -> date:
        """The day on which it is first announced: its key under `occurrences`."""
        return day_of(self.start)
