"""What every reader must list: computed from events as they were typed, with dateutil and zoneinfo, by none of our own code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

Typed = Mapping[str, Any]
Listed = tuple[str, str, str, str, bool]
"""A date as a reader lists it: uid, start, end, title, cancelled; whole days as `2026-06-01`, others as an instant in UTC."""

FROM, TO = date(2026, 1, 1), date(2028, 6, 1)  # more than two years, [from, to)
_KEPT = timedelta(days=180)
_FREQUENCIES = {"daily": DAILY, "weekly": WEEKLY, "monthly": MONTHLY, "yearly": YEARLY}
_DAYS = {name: weekday(index) for index, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Whose calendars they are, on which day; `off` are the days that the name of a calendar stands for in `skip`."""

    today: date
    zone: str
    domain: str
    off: Mapping[str, frozenset[date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """One date of an event: wall times in `zone`, [start, end); `people` are those named for this date alone."""

    event_id: str
    original: date
    start: datetime
    end: datetime
    zone: str
    whole_days: bool
    title: str
    cancelled: bool
    is_extra: bool
    in_series: bool
    kind: str
    people: frozenset[str]

    def listed(self, domain: str, *, alone: bool) -> Listed:
        """The date as a reader lists it; `alone` where it is an entry without a rule."""
        mark = f"+{self.original:%Y%m%d}" if self.is_extra else f".{self.original:%Y%m%d}" if alone and self.in_series else ""
        return (f"{self.event_id}{mark}@{domain}", self._shown(self.start), self._shown(self.end), self.title, self.cancelled)

    def touches(self, first: date, end: date, zone: str) -> bool:
        """Whether any of it lies in the days [first, end), as they are in `zone`."""
        there = ZoneInfo(zone)
        edges = [datetime.combine(day, time(), tzinfo=there) for day in (first, end)]
        here = ZoneInfo(self.zone)
        return self.start.replace(tzinfo=here) < edges[1] and self.end.replace(tzinfo=here) > edges[0]

    def _shown(self, moment: datetime) -> str:
        if self.whole_days:
            return moment.date().isoformat()
        return f"{moment.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def expected_feeds(events: Sequence[Typed], around: Circumstances) -> dict[str, list[Listed]]:
    """What each calendar of events lists in the window, by its path below `calendar/`, sorted."""
    feeds: dict[str, list[Listed]] = {"all.ics": [], "flat.ics": []}
    for event in events:
        if event.get("status") == "draft" or event.get("date_precision", "day") != "day":
            continue
        for name, listed in _shown_in(event, around):
            feeds.setdefault(name, []).append(listed)
    return {name: in_window(dates) for name, dates in feeds.items()}


def in_window(dates: Sequence[Listed]) -> list[Listed]:
    """Those that start in the window, sorted."""
    return sorted(date for date in dates if FROM.isoformat() <= date[1] < TO.isoformat())


def _shown_in(event: Typed, around: Circumstances) -> Iterator[tuple[str, Listed]]:
    dates = list(dates_of(event, around))
    main = [found for found in dates if not found.is_extra]
    year_ahead = around.today + relativedelta(months=12)
    for found in dates:
        listed = found.listed(around.domain, alone=False)
        ended = _is_over([found] if found.is_extra else main, event, around, is_extra=found.is_extra)
        yield ("archive.ics" if ended else "all.ics"), listed
        yield f"event/{event['id']}.ics", listed
        if "repeat" in event:
            yield f"event/{event['id']}/{found.original}.ics", found.listed(around.domain, alone=True)
        yield from ((name, listed) for name in _slices(event, found))
        if found.touches(around.today, year_ahead, around.zone):
            yield "flat.ics", found.listed(around.domain, alone=True)
        for person in found.people - _carriers(event):
            yield f"person/{person}.ics", found.listed(around.domain, alone=True)


def _slices(event: Typed, found: Date) -> Iterator[str]:
    yield f"kind/{found.kind}.ics"
    yield from (f"topic/{topic}.ics" for topic in event.get("topics", ()))
    groups = {*event.get("groups", ()), event.get("organizer", {}).get("group")} - {None}
    yield from (f"group/{group}.ics" for group in groups)
    yield from (f"person/{person}.ics" for person in _carriers(event))
    if "repeat" in event:
        yield f"series/{event['id']}.ics"


def _carriers(event: Typed) -> frozenset[str]:
    return _people(event) | ({event.get("organizer", {}).get("person")} - {None})


def _people(part: Typed) -> frozenset[str]:
    on_agenda = [person for item in part.get("agenda", ()) for person in item.get("speakers", ())]
    return frozenset({*part.get("speakers", ()), *on_agenda, part.get("moderator")} - {None})


def _is_over(dates: Sequence[Date], event: Typed, around: Circumstances, *, is_extra: bool) -> bool:
    repeat = event.get("repeat", {})
    if repeat and not is_extra and not {"until", "count"} & set(repeat):
        return False
    return max((found.end - timedelta(microseconds=1)).date() for found in dates) < around.today - _KEPT


def dates_of(event: Typed, around: Circumstances) -> Iterator[Date]:
    """Every date of an event up to the end of the window, skipped ones left out, extra ones last."""
    start, whole_days = _moment(event["start"])
    days = _days(event, start, around)
    for day in days:
        yield _date(event, datetime.combine(day, start.time()), event.get("occurrences", {}).get(str(day), {}), around)
    for extra in event.get("extra", ()):
        moment, _ = _moment(extra["start"], start.time() if not whole_days else None)
        changed = {} if moment.date() in days else event.get("occurrences", {}).get(str(moment.date()), {})
        yield _date(event, moment, {**extra, **changed}, around, is_extra=True)


def _days(event: Typed, start: datetime, around: Circumstances) -> list[date]:
    if "repeat" not in event:
        return [start.date()]
    repeat = event["repeat"]
    skipped: set[date] = set()
    for name in repeat.get("skip", ()):
        skipped |= around.off[name] if name in around.off else {date.fromisoformat(name)}
    skipped -= {date.fromisoformat(day) for day in event.get("occurrences", {})}
    last = datetime.combine(TO, time()) + timedelta(days=366)
    return [found.date() for found in _rule(repeat, start).between(start, last, inc=True) if found.date() not in skipped]


def _rule(repeat: Typed, start: datetime) -> rrule:
    days = [_DAYS[name] for name in repeat.get("on", ())]
    if "nth" in repeat:
        days = [day(-1 if repeat["nth"] == "last" else int(repeat["nth"])) for day in days]
    freq = repeat["freq"]
    by_month_day = freq in {"monthly", "yearly"} and not days
    return rrule(
        _FREQUENCIES[freq],
        dtstart=start,
        interval=int(repeat.get("interval", 1)),
        byweekday=days or None,
        bymonthday=int(repeat.get("by_month_day", start.day)) if by_month_day else None,
        bymonth=start.month if freq == "yearly" else None,
        count=int(repeat["count"]) if "count" in repeat else None,
        until=datetime.combine(date.fromisoformat(repeat["until"]), time.max) if "until" in repeat else None,
        wkst=0,
    )


def _date(event: Typed, start: datetime, change: Typed, around: Circumstances, *, is_extra: bool = False) -> Date:
    _, whole_days = _moment(event["start"])
    moved, _ = _moment(change["move_to"], start.time()) if "move_to" in change else (start, whole_days)
    cancelled = event.get("status") == "cancelled" or "cancel" in change
    postponed = event.get("status") == "postponed" and "postponed_from" not in event and moved == start
    title = change.get("title", event["title"])
    return Date(
        event_id=event["id"],
        original=start.date(),
        start=moved,
        end=moved + (_span(change["duration"]) if "duration" in change else _length(event)),
        zone=event.get("timezone", around.zone),
        whole_days=whole_days,
        title=f"【已取消】{title}" if cancelled else f"【已延期】{title}" if postponed else title,
        cancelled=cancelled,
        is_extra=is_extra,
        in_series="repeat" in event,
        kind=change.get("kind", event["kind"]),
        people=_people(change),
    )


def _length(event: Typed) -> timedelta:
    start, whole_days = _moment(event["start"])
    if "end" in event:
        return _moment(event["end"])[0] - start + (_DAY if whole_days else timedelta(0))
    if "duration" in event:
        return _span(event["duration"])
    return _DAY if whole_days else timedelta(hours=1)


def _span(typed: str) -> timedelta:
    unit = {"d": "days", "h": "hours", "m": "minutes"}[typed[-1]]
    return timedelta(**{unit: int(typed[:-1])})


def _moment(typed: str, clock: time | None = None) -> tuple[datetime, bool]:
    """The wall time that was typed, and whether it is a day; a day takes `clock` where there is one."""
    whole_day = len(typed) == len("2026-06-01")
    moment = datetime.fromisoformat(typed)
    return (datetime.combine(moment, clock) if whole_day and clock else moment), whole_day
