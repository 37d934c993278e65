"""An event; a series is one event with `repeat`."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from huiguan.model import kind
from huiguan.model.case import Money
from huiguan.model.field import Count, Date, Email, Line, Lines, Listed, Moment, Prose, Span, Zone, day_of
from huiguan.model.occurrence import AgendaItem, Extra, Occurrence, Registration
from huiguan.model.record import GroupRef, OrganizationRef, Part, PersonRef, Record, Related
from huiguan.model.repeat import Repeat
from huiguan.model.term import EventKind, LanguageTag, Topics
from huiguan.model.venue import Online, Venue


class EventStatus(StrEnum):
    """What the organiser says of the event; whether it is over is computed."""

    DRAFT = "draft"
    TENTATIVE = "tentative"
    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"

    @property
    def is_built(self) -> bool:
        """Whether events in this state have a page."""
        return self is not EventStatus.DRAFT

    @classmethod
    def _missing_(cls, value: object) -> "EventStatus | None":
        return cls.SCHEDULED if value == "published" else None


class Mode(StrEnum):
    """Where it happens."""

    ONLINE = "online"
    ONSITE = "onsite"
    HYBRID = "hybrid"


class Access(StrEnum):
    """Who may take part."""

    PUBLIC = "public"
    MEMBERS = "members"
    CORE = "core"
    INVITE = "invite"


class DatePrecision(StrEnum):
    """How exactly the date is known; anything but a day has a page and no calendar entry."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Organizer(Part):
    """Who answers for the event."""

    group: GroupRef | None = None
    person: PersonRef | None = None


class Event(Record):
    """An event or a series."""

    kind_of_record: ClassVar[kind.Kind] = kind.EVENT

    status: EventStatus = EventStatus.SCHEDULED  # type: ignore[assignment]  # an event has states of its own
    """draft, tentative, scheduled, postponed or cancelled."""
    title: Line
    title_en: Line | None = None
    kind: EventKind
    summary: Prose
    start: Moment
    """Wall time in the event's zone (`2026-11-26 20:00`), or a date for a whole day."""
    end: Moment | None = None
    """Wall time; for whole days the last day, included."""
    duration: Span | None = None
    timezone: Zone | None = None
    """IANA name; without it the club's."""
    date_precision: DatePrecision = DatePrecision.DAY
    repeat: Repeat | None = None
    occurrences: dict[Date, Occurrence] = {}
    """By the date that the rule gives, before any change; an extra date by its own."""
    extra: tuple[Extra, ...] = ()
    access: Access = Access.PUBLIC
    organizer: Organizer = Organizer()
    groups: Annotated[tuple[GroupRef, ...], Listed] = ()
    """Whom it is for; empty for all."""
    topics: Topics = ()
    mode: Mode | None = None
    venue: Venue | None = None
    online: Online | None = None
    speakers: Annotated[tuple[PersonRef, ...], Listed] = ()
    moderator: PersonRef | None = None
    agenda: tuple[AgendaItem, ...] = ()
    prepare: Lines = ()
    """What to read or bring."""
    capacity: Annotated[Count, Field(ge=1)] | None = None
    price: Money | None = None
    registration: Registration = Registration()
    contact: Email | None = None
    sponsors: Annotated[tuple[OrganizationRef, ...], Listed] = ()
    replay_policy: Access | None = None
    reminders: Annotated[tuple[Span, ...], Listed] = ()
    """How long before the start a calendar rings that somebody adds the event to; a feed that they subscribe to never does."""
    language: LanguageTag | None = None
    related: Related = Related()
    outputs: dict[Line, Related] = {}
    """What it left behind, by date (or `all`)."""
    postponed_from: Moment | None = None
    cancelled_on: Date | None = None
    reason: Line | None = None
    """Why it was cancelled or postponed."""
    sequence: Annotated[Count, Field(lt=2**31)] | None = None
    uid: Line | None = None
    """The id that it had when calendars first showed it; without it its present id."""
    created: Date | None = None
    updated: Date | None = None

    @property
    def calendar_id(self) -> str:
        """What every calendar knows it by, whatever its file is called by now."""
        return self.uid or self.id

    @property
    def is_all_day(self) -> bool:
        """Whether it takes whole days."""
        return not isinstance(self.start, datetime)

    @property
    def start_day(self) -> date:
        """The first day, in the event's zone."""
        return day_of(self.start)

    @property
    def has_new_day(self) -> bool:
        """Whether what is put off has its new start: who writes the old one down and leaves `start` as it was has none yet."""
        before = self.postponed_from
        if before is None or not isinstance(before, datetime):
            return before is not None and before != self.start_day
        return before != self.start if isinstance(self.start, datetime) else before.date() != self.start

    @property
    def span(self) -> timedelta:
        """From start to (exclusive) end, in wall time: what is given, else one day for whole days, else one hour."""
        if self.is_all_day:
            return self._days
        if isinstance(self.end, datetime) and isinstance(self.start, datetime):
            return self.end - self.start
        return self.duration or timedelta(hours=1)

    @property
    def _days(self) -> timedelta:
        day = timedelta(days=1)
        if self.end is not None:
            return day_of(self.end) - self.start_day + day
        return max(day, -(-(self.duration or day) // day) * day)
