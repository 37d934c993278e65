"""An event; a series is one event with `repeat`."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from huiguan.model import kind
from huiguan.model.case import Money
from huiguan.model.field import (
    Clock,
    Count,
    Date,
    Email,
    Line,
    Lines,
    Listed,
    Moment,
    Number,
    Prose,
    Span,
    Url,
    YesNo,
    Zone,
    refuse,
)
from huiguan.model.record import GroupRef, OrganizationRef, Part, PersonRef, Record, Related
from huiguan.model.term import EventKind, LanguageTag, Topics
from huiguan.model.visibility import Visibility


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


class Frequency(StrEnum):
    """How often a series comes."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class Weekday(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def _missing_(cls, value: object) -> "Weekday | None":
        typed = str(value).strip().lower()
        chinese = dict(zip("一二三四五六日", cls, strict=True)) | {"天": cls.SUN}
        return chinese.get(typed.removeprefix("周").removeprefix("星期")) or next(
            (day for day in cls if typed.startswith(day) and len(typed) > 2), None
        )


class Geo(Part):
    """A point on earth, WGS-84 degrees."""

    latitude: Annotated[Number, Field(ge=-90, le=90)]
    longitude: Annotated[Number, Field(ge=-180, le=180)]

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, value: Any) -> Any:
        """Names the two as swapped where the other way round they would be a point; maps of China give longitude first."""
        if isinstance(value, dict) and {"latitude", "longitude"} <= set(value):
            latitude, longitude = str(value["latitude"]), str(value["longitude"])
            if 90 < _degrees(latitude) <= 180 and _degrees(longitude) <= 90:
                raise refuse("EVENT-GEO-SWAPPED", wanted=f"{{latitude: {longitude}, longitude: {latitude}}}", latitude=latitude)
        return value


def _degrees(typed: str) -> float:
    """The size of an angle as typed, 0 where it is no number: that is reported at the field itself."""
    try:
        return abs(float(typed))
    except ValueError:
        return 0


class Venue(Part):
    """The place of an event on site."""

    name: Line
    address: Line | None = None
    city: Line | None = None
    district: Line | None = None
    geo: Geo | None = None
    map_url: Url | None = None
    transport: Line | None = None
    accessibility: Line | None = None


class Online(Part):
    """Where to meet online; the address itself is for members unless said otherwise."""

    platform: Line | None = None
    url: Url | None = None
    visibility: Visibility = Visibility.MEMBERS


class Organizer(Part):
    """Who answers for the event."""

    group: GroupRef | None = None
    person: PersonRef | None = None


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


def _form_of_skip(value: Any) -> str:
    """Whether a date was typed or the name of an overlay, which may begin with a year but has a letter."""
    typed = value.strip() if isinstance(value, str) else ""
    is_id = typed.isascii() and typed.replace("-", "").isalnum() and not typed.replace("-", "").isdigit()
    return "name" if typed[:1].isalpha() or is_id else "date"


Skip = Annotated[Annotated[Date, Tag("date")] | Annotated[Line, Tag("name")], Discriminator(_form_of_skip)]


class Repeat(Part):
    """The rule of a series, in words that an organiser can read."""

    freq: Frequency
    interval: Annotated[Count, Field(ge=1, le=366)] = 1
    on: Annotated[tuple[Weekday, ...], Listed] = ()
    """Weekdays."""
    nth: Annotated[Count, Field(ge=1, le=5)] | Annotated[Line, Field(pattern="^last$")] | None = None
    """For monthly and yearly: which one of the weekday, 1 to 5 or `last`."""
    by_month_day: Annotated[Count, Field(ge=1, le=31)] | None = None
    until: Date | None = None
    """The last day on which it may happen."""
    count: Annotated[Count, Field(ge=1, le=1000)] | None = None
    skip: Annotated[tuple[Skip, ...], Listed] = ()
    """Dates on which it does not happen and is not announced; the name of a calendar in `calendars/` means its days off."""

    @property
    def skip_dates(self) -> tuple[date, ...]:
        """The dates among what is skipped; once `with_skips` has done its work, all of it."""
        return tuple(entry for entry in self.skip if isinstance(entry, date))

    @property
    def skip_names(self) -> tuple[str, ...]:
        """The names of calendars among what is skipped."""
        return tuple(entry for entry in self.skip if isinstance(entry, str))


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
    capacity: Count | None = None
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
    """By the date that the rule gives, before any change."""
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
    capacity: Count | None = None
    price: Money | None = None
    registration: Registration = Registration()
    contact: Email | None = None
    sponsors: Annotated[tuple[OrganizationRef, ...], Listed] = ()
    replay_policy: Access | None = None
    reminders: Lines = ()
    language: LanguageTag | None = None
    related: Related = Related()
    outputs: dict[Line, Related] = {}
    """What it left behind, by date (or `all`)."""
    postponed_from: Moment | None = None
    cancelled_on: Date | None = None
    reason: Line | None = None
    """Why it was cancelled or postponed."""
    sequence: Annotated[Count, Field(lt=2**31)] | None = None
    created: Date | None = None
    updated: Date | None = None

    @property
    def is_all_day(self) -> bool:
        """Whether it takes whole days."""
        return not isinstance(self.start, datetime)

    @property
    def start_day(self) -> date:
        """The first day, in the event's zone."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

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
            last = self.end.date() if isinstance(self.end, datetime) else self.end
            return last - self.start_day + day
        return max(day, -(-(self.duration or day) // day) * day)
