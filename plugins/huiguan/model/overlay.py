"""Calendars to lay over the events: holidays, make-up working days, promotions, lunar days, days on which rules take effect."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from huiguan.model import kind
from huiguan.model.field import Count, Date, Line, Listed, YesNo, refuse
from huiguan.model.record import Part, Record

YEARS = range(1970, 2200)  # outside, a typing error is likely
MOST_DAYS = 100  # of one entry; a longer one is a slip in the year
SEASON = 15  # days from which on an entry is a season: nobody plans around it, and it says little of one date
_DAY = dt.timedelta(days=1)
_YEARS_AT_END = re.compile(r"(?:-\d{4})+$")

Year = Annotated[Count, Field(ge=YEARS[0], le=YEARS[-1])]


class OverlayKind(StrEnum):
    """What the days are, in the order in which a page names them beside a date."""

    STATUTORY = "statutory"
    WORKDAY_SWAP = "workday_swap"
    PROMOTION = "promotion"
    LUNAR = "lunar"
    RULE = "rule"

    @property
    def is_official(self) -> bool:
        """Whether the days say who works and who does not."""
        return self in {OverlayKind.STATUTORY, OverlayKind.WORKDAY_SWAP}


class OverlayDay(Part):
    """One day, or several in a row, with the name of what falls on them."""

    date: Date | None = None
    start: Date | None = None
    end: Date | None = None
    """The last day, included."""
    name: Line
    off: YesNo | None = None
    """Whether it is a day off; no for a make-up working day. Unset: as the calendar's kind has it."""
    note: Line | None = None
    source: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_form(cls, value: Any) -> Any:
        """Sees to it that the entry says either one day or the first and the last."""
        if not isinstance(value, dict):
            return value
        given = {name for name in ("date", "start", "end") if value.get(name) is not None}
        if given not in ({"date"}, {"start", "end"}):
            known = next((str(value[name]) for name in ("date", "start", "end") if name in given), "2026-10-01")
            raise refuse("OVERLAY-DAY-WHEN", wanted=f"date: {known}", given="、".join(sorted(given)))
        return value

    @model_validator(mode="after")
    def _in_bounds(self) -> "OverlayDay":
        """Sees to it that the days are in order, few, and in a year that a club may mean."""
        first, last = self.first, self.last
        if last < first:
            raise refuse("OVERLAY-DAY-ORDER", wanted=f"start: {last}, end: {first}", first=str(first), last=str(last))
        if first.year not in YEARS or last.year not in YEARS:
            raise refuse("OVERLAY-DAY-YEAR", first=str(first), earliest=str(YEARS[0]), latest=str(YEARS[-1]))
        if last - first >= MOST_DAYS * _DAY:
            raise refuse("OVERLAY-DAY-LONG", first=str(first), last=str(last), most=str(MOST_DAYS))
        return self

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.date or self.start or dt.date.min

    @property
    def last(self) -> dt.date:
        """The last day, included."""
        return self.date or self.end or dt.date.min

    @property
    def length(self) -> int:
        """How many days it takes."""
        return (self.last - self.first).days + 1

    @property
    def is_season(self) -> bool:
        """Whether it lasts too long to say something of one date."""
        return self.length >= SEASON

    def days(self) -> Iterator[dt.date]:
        """Each of its days."""
        return (self.first + index * _DAY for index in range(self.length))


def stem_of(overlay_id: str) -> str:
    """The id without the years at its end, which is what all years of one calendar have in common."""
    return _YEARS_AT_END.sub("", overlay_id)


def _names(value: Any) -> Any:
    return {"zh-Hans": value} if isinstance(value, str) else value


class Overlay(Record):
    """A calendar of days that matter to whoever plans an event; it has no pages of its own."""

    kind_of_record: ClassVar[kind.Kind] = kind.OVERLAY
    not_in_file: ClassVar[frozenset[str]] = Record.not_in_file | {"aliases"}

    label: Annotated[dict[Line, Line], BeforeValidator(_names)] = {}
    """What it is called, by language or as a text."""
    kind: OverlayKind
    """promotion, statutory, workday_swap, lunar or rule."""
    valid_years: Annotated[tuple[Year, ...], Listed] = ()
    """The years for which it is complete; without it those of its days."""
    source: Line | None = None
    """Where the days are published."""
    updated: Date | None = None
    days: tuple[OverlayDay, ...] = ()

    @property
    def name_of_record(self) -> str:
        """The calendar's name, or its id."""
        return self.called("zh-Hans")

    @property
    def years(self) -> frozenset[int]:
        """The years of which it speaks."""
        return frozenset(self.valid_years or (day.first.year for day in self.days))

    def called(self, language: str) -> str:
        """The calendar's name in `language`, else the first that is given, else the id."""
        return self.label.get(language) or next(iter(self.label.values()), self.id)

    def is_called(self, name: str) -> bool:
        """Whether `name` means it: its id, or its id without the years."""
        return name in {self.id, stem_of(self.id)}

    def covers(self, year: int) -> bool:
        """Whether it says who works in that year; a file that still waits for its days says nothing."""
        return self.kind.is_official and bool(self.days) and year in self.years

    def is_free(self, day: OverlayDay) -> bool:
        """Whether an entry is no make-up working day."""
        return bool(day.off) if self.kind is OverlayKind.WORKDAY_SWAP else day.off is not False

    def free_days(self) -> Iterator[dt.date]:
        """The days that a series skips which names this calendar; none while it is a draft."""
        if self.status.is_built:
            yield from (day for entry in self.days if self.is_free(entry) for day in entry.days())


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDay:
    """What one calendar says of one day."""

    overlay: Overlay
    entry: OverlayDay

    @property
    def name(self) -> str:
        """The name of what falls on the day."""
        return self.entry.name

    @property
    def is_holiday(self) -> bool:
        """Whether it is a statutory day off."""
        return self.overlay.kind.is_official and self.overlay.is_free(self.entry)

    @property
    def is_workday(self) -> bool:
        """Whether it makes up for a holiday."""
        return self.overlay.kind.is_official and not self.overlay.is_free(self.entry)

    @property
    def is_promotion(self) -> bool:
        """Whether the platforms sell at a discount."""
        return self.overlay.kind is OverlayKind.PROMOTION


def almanac(overlays: Iterable[Overlay]) -> Mapping[dt.date, tuple[MarkedDay, ...]]:
    """What the calendars say of each day, drafts left out: by kind, then by the id of the calendar, then as written."""
    ranks = list(OverlayKind)
    marked: dict[dt.date, list[MarkedDay]] = {}
    for overlay in sorted(overlays, key=lambda overlay: (ranks.index(overlay.kind), overlay.id)):
        for entry in overlay.days if overlay.status.is_built else ():
            for day in entry.days():
                marked.setdefault(day, []).append(MarkedDay(overlay=overlay, entry=entry))
    return {day: tuple(entries) for day, entries in marked.items()}
