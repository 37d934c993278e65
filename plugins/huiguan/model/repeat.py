"""The rule of a series as it is written: how often, on which days, until when, and what is left out."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from huiguan.model.field import Count, Date, Line, Listed
from huiguan.model.record import Part


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
