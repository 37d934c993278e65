"""Pages that show the dates of one month in its weeks, Monday first."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from huiguan.compile.dates import Dates, TicketDate
from huiguan.compile.feeds_page import feed_links
from huiguan.compile.holiday import day_note
from huiguan.compile.ical import OccurrenceStatus
from huiguan.compile.json_ld import section_json_ld
from huiguan.compile.output import File, Page
from huiguan.compile.press import Press
from huiguan.compile.view import View

INDEX = "events/month/index.md"
MOST_MONTHS = 12
_DAY = timedelta(days=1)
_TONES = {
    OccurrenceStatus.CANCELLED: "c",
    OccurrenceStatus.POSTPONED: "c",
    OccurrenceStatus.MOVED: "m",
    OccurrenceStatus.TENTATIVE: "t",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One date in one cell; `tone` is c (does not happen), m (moved), t (tentative) or empty."""

    ticket: TicketDate
    tone: str
    clock: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What falls on a day; `is_feast` for holidays and promotions."""

    name: str
    is_feast: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One cell. A day of another month shows its number alone; `anchor` is the place of its first date in the list below."""

    date: date
    is_out: bool
    is_weekend: bool
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month: its weeks, and its dates in their order, each with the id that it has in the list (or none)."""

    first: date
    name: str
    path: str
    weeks: tuple[tuple[Day, ...], ...]
    entries: tuple[tuple[str, TicketDate], ...]
    count: int


def compile_months(press: Press, dates: Dates) -> Iterator[Page | File]:
    """A page for each month from the current one to the last with dates, and an entrance that shows the current one."""
    by_day: dict[date, list[TicketDate]] = {}
    for ticket in dates.all:
        for day in days_of(ticket):
            by_day.setdefault(day, []).append(ticket)
    months = [_month(first, press, by_day) for first in months_ahead(dates)]
    pages = [_page(month, press, dates, months, place) for place, month in enumerate(months)]
    yield from pages
    if pages:
        entrance = _page(replace(months[0], path=INDEX), press, dates, months, 0)
        # The month's own page is the one to be found: this one shows another month every month.
        said = {name: value for name, value in pages[0].meta.items() if name in {"canonical", "json_ld"}}
        yield replace(entrance, indexed=False, meta={**entrance.meta, **said})


def months_ahead(dates: Dates) -> list[date]:
    """The first days of the months from the current one to the last with a date, at most a year; none where nothing is ahead."""
    first = dates.press.context.today.replace(day=1)
    all_months = [(first + 31 * index * _DAY).replace(day=1) for index in range(MOST_MONTHS)]
    days = {day.replace(day=1) for ticket in dates.all for day in days_of(ticket)}
    last = max(days.intersection(all_months), default=date.min)
    return [month for month in all_months if month <= last]


def month_path(first: date) -> str:
    """The source path of a month's page."""
    return f"events/month/{first:%Y-%m}.md"


def days_of(ticket: TicketDate) -> list[date]:
    """The days on which a date stands: each that it touches; what ends within a day of its start stands on its first alone.

    A talk from ten at night until one in the morning belongs to its evening.
    """
    occurrence = ticket.occurrence
    first, last = occurrence.start.date(), occurrence.last_day
    if not occurrence.all_day and occurrence.end - occurrence.start < _DAY:
        return [first]
    return [first + index * _DAY for index in range((last - first).days + 1)]


def weeks_of(first: date) -> list[list[date]]:
    """The weeks of a month, Monday first, filled up with days of its neighbours."""
    return calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)


def _month(first: date, press: Press, by_day: Mapping[date, Sequence[TicketDate]]) -> Month:
    path = month_path(first)
    v = press.view(path)
    standing = {day: tickets for day, tickets in by_day.items() if (day.year, day.month) == (first.year, first.month)}
    anchors, entries = _list(standing)
    weeks = tuple(tuple(_day(day, first, standing.get(day, []), anchors, v) for day in week) for week in weeks_of(first))
    happening = sum(ticket.occurrence.happens for _, ticket in entries)
    name = v.year_month(f"{first:%Y-%m}")
    return Month(first=first, name=name, path=path, weeks=weeks, entries=tuple(entries), count=happening)


def _list(standing: Mapping[date, Sequence[TicketDate]]) -> tuple[dict[date, str], list[tuple[str, TicketDate]]]:
    """For each day the id of its first date in the list, and the list: every date once, at the first day on which it stands."""
    anchors: dict[date, str] = {}
    listed: dict[tuple[str, date, bool], date] = {}
    entries: list[tuple[str, TicketDate]] = []
    for day in sorted(standing):
        for ticket in standing[day]:
            if _key(ticket) not in listed:
                listed[_key(ticket)] = day
                entries.append(("" if day in anchors else f"day-{day.day}", ticket))
                anchors.setdefault(day, f"day-{day.day}")
        # Where all goes on from an earlier day, that day's place in the list is this one's too.
        anchors.setdefault(day, anchors[listed[_key(standing[day][0])]])
    return anchors, entries


def _key(ticket: TicketDate) -> tuple[str, date, bool]:
    return (ticket.event.id, ticket.occurrence.original, ticket.occurrence.extra)


def _day(day: date, first: date, tickets: Sequence[TicketDate], anchors: Mapping[date, str], v: View) -> Day:
    is_weekend = day.isoweekday() > 5
    if (day.year, day.month) != (first.year, first.month):
        return Day(date=day, is_out=True, is_weekend=is_weekend)
    return Day(
        date=day,
        is_out=False,
        is_weekend=is_weekend,
        marks=tuple(_mark(ticket, day, v) for ticket in tickets),
        notes=_notes(day, v),
        anchor=anchors.get(day, ""),
    )


def _mark(ticket: TicketDate, day: date, v: View) -> Mark:
    occurrence = ticket.occurrence
    number = (day - occurrence.start.date()).days + 1
    title = v.t("month_view.until", title=ticket.title, number=number) if number > 1 else ticket.title
    if occurrence.status in _TONES:
        title = v.t(f"month_view.{occurrence.status}", title=title)
    is_told = not occurrence.all_day and number == 1 and occurrence.happens
    clock = f"{occurrence.start:%H:%M} {ticket.zone}".rstrip() if is_told else ""
    return Mark(ticket=ticket, tone=_TONES.get(occurrence.status, ""), clock=clock, title=title)


def _notes(day: date, v: View) -> tuple[Note, ...]:
    """What falls on the day, the weightiest first and in full, the others by their names."""
    marked = v.edition.club.almanac.get(day, ())
    weightiest = day_note(day, v.edition.club, v.edition.words)
    if not marked or weightiest is None:
        return ()
    feasts = {entry.name: entry.is_holiday or entry.is_promotion for entry in reversed(marked)}
    by_letters = {"".join(entry.name.split()): entry.name for entry in reversed(marked[1:])}
    by_letters.pop("".join(marked[0].name.split()), None)  # the same in another calendar, with a blank more or less
    others = list(reversed(by_letters.values()))
    own = Note(name=weightiest, is_feast=marked[0].is_holiday or marked[0].is_promotion)
    return (own, *(Note(name=name, is_feast=feasts[name]) for name in others))


def _page(month: Month, press: Press, dates: Dates, months: Sequence[Month], place: int) -> Page:
    v = press.view(month.path)
    title = v.t("month_view.title", month=month.name)
    return press.page(
        "month.html",
        month.path,
        title=title,
        description=v.t("month_view.says", month=month.name),
        layout="plain",
        json_ld=section_json_ld(title, v, below="event"),
        month=month,
        months=months,
        previous=months[place - 1] if place else None,
        following=months[place + 1] if place + 1 < len(months) else None,
        is_entrance=month.path == INDEX,
        zone=press.club.settings.timezone,
        meta={"parts": "events", "alternates": feed_links(v, f"{dates.calendars.folder}/all.ics")},
    )
