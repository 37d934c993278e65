"""The dates that pages list: the same as a calendar's, with what is different on each."""

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import yaml
from dateutil.rrule import WEEKLY, rrule

from huiguan.compile.address import Addresses
from huiguan.compile.ical import Calendars, Occurrence, OccurrenceStatus, occurrences_of
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.vocabulary import Vocabularies

RECORD = Path(__file__).parent / "test_ical_golden" / "weekly-talk.yml"
DEMO = Path(__file__).parents[2] / "events" / "weekly-talk.yml"
SHANGHAI = ZoneInfo("Asia/Shanghai")
ALWAYS = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))


def weekly_talk() -> dict[str, Any]:
    """The series as typed, with its two skipped dates left in."""
    typed: dict[str, Any] = yaml.load(RECORD.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - gives texts alone
    return typed


def an_event(start: str, **fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """A valid event that takes the difference."""
    given = {"id": "talk", "title": "夜谈", "kind": "online_talk", "summary": "一个主题。", "start": start}
    return Event.model_validate({**given, **fields})


def house(*events: Event) -> Calendars:
    """The calendars of these events."""
    settings = ClubSettings.model_validate(
        {"huiguan": "1", "name": "x", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
    )
    context = BuildContext(today=date(2026, 11, 21), epoch=datetime(2026, 1, 1, tzinfo=UTC))
    return Calendars(Club.of(settings, Vocabularies(of={}), list(events)), context, address=Addresses(settings.url))


def dates(event: Event, start: datetime = ALWAYS[0], end: datetime = ALWAYS[1]) -> tuple[Occurrence, ...]:
    """The dates of one event in a window."""
    return house(event).occurrences(event, start, end)


def test_the_series_has_twenty_one_evenings() -> None:
    """22 Thursdays, 2 cancelled, 1 moved to a Friday, 1 extra Saturday: 21 that happen."""
    typed = weekly_talk()
    del typed["repeat"]["skip"]
    found = dates(Event.model_validate(typed))
    assert len([occurrence for occurrence in found if not occurrence.extra]) == 22
    assert [o.original.isoformat() for o in found if o.status is OccurrenceStatus.CANCELLED] == ["2026-12-10", "2027-02-11"]
    (moved,) = [o for o in found if o.status is OccurrenceStatus.MOVED]
    assert (moved.original, moved.start) == (date(2026, 12, 17), datetime(2026, 12, 18, 19, 30, tzinfo=SHANGHAI))
    assert (moved.end - moved.start, moved.moved_from) == (timedelta(minutes=90), datetime(2026, 12, 17, 20, tzinfo=SHANGHAI))
    (extra,) = [o for o in found if o.extra]
    assert (extra.start.strftime("%a"), extra.title, extra.kind) == ("Sat", "加场：TikTok Shop 跨境合规问答", "live_qa")
    assert sum(occurrence.happens for occurrence in found) == 21


def test_the_demo_series_has_twenty_one_evenings() -> None:
    """The demo club's own series says the same."""
    typed = yaml.load(DEMO.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - gives texts alone
    assert sum(occurrence.happens for occurrence in dates(Event.model_validate({**typed, "id": "weekly-talk"}))) == 21


def test_skipped_dates_are_not_announced() -> None:
    """What is skipped is nowhere; what is also written as a date of its own stays, cancelled or not."""
    typed = weekly_talk()
    typed["repeat"]["skip"] = ["2026-12-31", "2026-12-10", "2026-11-26"]
    found = {o.original.isoformat(): o.status for o in dates(Event.model_validate(typed))}
    assert "2026-12-31" not in found
    assert found["2026-12-10"] is OccurrenceStatus.CANCELLED
    assert found["2026-11-26"] is OccurrenceStatus.SCHEDULED


def test_a_date_says_what_is_different() -> None:
    """A changed date has its own title, people and agenda, and the series' for the rest."""
    found = {o.original: o for o in dates(Event.model_validate(weekly_talk()))}
    changed, plain = found[date(2026, 11, 26)], found[date(2026, 11, 19)]
    assert (changed.title, changed.speakers, changed.moderator) == (
        "退货率从 31% 到 17%，我们改了哪三件事",
        ("lu-zhifan",),
        "ji-wan",
    )
    assert [item.title for item in changed.agenda] == ["主题分享", "问答"]
    assert (
        (changed.summary, changed.capacity)
        == (plain.summary, plain.capacity)
        == ("每周四晚一个主题：40 分钟分享，20 分钟问答。", 300)
    )
    assert (plain.title, plain.speakers, plain.agenda) == ("周四夜谈", (), ())
    assert found[date(2026, 12, 10)].reason == "成员大促值守"


def test_the_written_file_gives_the_same_list() -> None:
    """Listing from the entries that a reader finds in the file gives what the pages show."""
    event = Event.model_validate(weekly_talk())
    content = dict(house(event).files())["calendar/event/weekly-talk.ics"]
    read = [e for e in icalendar.Calendar.from_ical(content).walk("VEVENT") if e["UID"] == "weekly-talk@tide.example.com"]
    assert occurrences_of(event, read, *ALWAYS, club_zone="Asia/Shanghai") == dates(event)


def test_a_window_is_half_open() -> None:
    """A date that ends when the window begins, or begins when it ends, is outside."""
    event = an_event("2026-11-26 20:00", duration="60m")
    assert not dates(event, datetime(2026, 11, 26, 21, tzinfo=SHANGHAI), ALWAYS[1])
    assert not dates(event, ALWAYS[0], datetime(2026, 11, 26, 20, tzinfo=SHANGHAI))
    assert dates(event, datetime(2026, 11, 26, 20, 59, tzinfo=SHANGHAI), ALWAYS[1])
    weekly = an_event("2026-11-26 20:00", duration="60m", repeat={"freq": "weekly"})
    window = datetime(2026, 11, 26, 21, tzinfo=SHANGHAI), datetime(2026, 12, 10, 20, tzinfo=SHANGHAI)
    assert [o.original.isoformat() for o in dates(weekly, *window)] == ["2026-12-03"]


def test_three_whole_days() -> None:
    """A tour of three days goes from midnight to midnight, and its last day is the written one."""
    (tour,) = dates(an_event("2027-03-12", end="2027-03-14"))
    assert (tour.start, tour.end) == (datetime(2027, 3, 12, tzinfo=SHANGHAI), datetime(2027, 3, 15, tzinfo=SHANGHAI))
    assert (tour.all_day, tour.last_day) == (True, date(2027, 3, 14))


def test_whole_days_that_repeat() -> None:
    """A yearly day, moved once, stays a whole day."""
    event = an_event("2026-11-11", repeat={"freq": "yearly", "count": "3"}, occurrences={"2027-11-11": {"move_to": "2027-11-12"}})
    found = dates(event)
    assert [(o.start.date().isoformat(), o.last_day.isoformat(), o.all_day) for o in found] == [
        ("2026-11-11", "2026-11-11", True),
        ("2027-11-12", "2027-11-12", True),
        ("2028-11-11", "2028-11-11", True),
    ]


def test_moved_across_midnight() -> None:
    """A talk that moves into the next day's first hours keeps its key and its length."""
    event = an_event(
        "2026-11-26 23:00",
        duration="2h",
        repeat={"freq": "weekly", "count": "2"},
        occurrences={"2026-12-03": {"move_to": "2026-12-04 00:30"}},
    )
    first, second = dates(event)
    assert first.end == datetime(2026, 11, 27, 1, tzinfo=SHANGHAI)
    assert (second.original, second.start) == (date(2026, 12, 3), datetime(2026, 12, 4, 0, 30, tzinfo=SHANGHAI))
    assert second.end - second.start == timedelta(hours=2)


def test_moved_far_is_found_where_it_went() -> None:
    """A window around the new date finds it, one around the old date does not."""
    event = an_event(
        "2026-11-05 20:00", repeat={"freq": "weekly", "count": "4"}, occurrences={"2026-11-12": {"move_to": "2027-05-01"}}
    )
    there = dates(event, datetime(2027, 4, 30, tzinfo=SHANGHAI), datetime(2027, 5, 2, tzinfo=SHANGHAI))
    assert [(o.original.isoformat(), o.start.isoformat()) for o in there] == [("2026-11-12", "2027-05-01T20:00:00+08:00")]
    assert not dates(event, datetime(2026, 11, 12, tzinfo=SHANGHAI), datetime(2026, 11, 13, tzinfo=SHANGHAI))


@pytest.mark.parametrize(
    ("status", "fields", "became"),
    [
        ("cancelled", {}, {OccurrenceStatus.CANCELLED}),
        ("tentative", {}, {OccurrenceStatus.TENTATIVE}),
        ("postponed", {}, {OccurrenceStatus.POSTPONED}),
        ("postponed", {"postponed_from": "2026-11-26 20:00"}, {OccurrenceStatus.POSTPONED}),
        ("postponed", {"postponed_from": "2026-11-26"}, {OccurrenceStatus.POSTPONED}),
        ("scheduled", {}, {OccurrenceStatus.SCHEDULED}),
    ],
)
def test_the_whole_series_has_a_status(status: str, fields: dict[str, str], became: set[OccurrenceStatus]) -> None:
    """What is said of a series is true of all its dates; put off from the very start that still stands, it has no new day."""
    event = an_event(
        "2026-11-26 20:00",
        status=status,
        repeat={"freq": "weekly", "count": "2"},
        extra=[{"start": "2026-11-28 14:00"}],
        **fields,
    )
    assert {occurrence.status for occurrence in dates(event)} == became


def test_a_series_that_begins_later_has_moved_its_first_date_alone() -> None:
    """The others, the extra one too, are what the rule gives: nobody is told that each of them was to be on the first day."""
    event = an_event(
        "2026-12-03 20:00",
        status="postponed",
        postponed_from="2026-11-26 20:00",
        reason="台风",
        repeat={"freq": "weekly", "count": "3"},
        extra=[{"start": "2026-12-12 14:00"}],
        occurrences={"2026-12-17": {"title": "换题"}},
    )
    found = [(one.original.day, one.status.value, one.moved_from and one.moved_from.day) for one in dates(event)]
    assert found == [(3, "moved", 26), (10, "scheduled", None), (12, "scheduled", None), (17, "scheduled", None)]
    flat = dict(house(event).files())["calendar/flat.ics"].decode()
    assert flat.count("台风") == 1


def test_a_move_to_where_it_was_is_none() -> None:
    """Who names the day alone keeps the clock; where both are what the rule gives, nothing has changed."""
    event = an_event(
        "2026-12-03 20:00",
        repeat={"freq": "weekly", "count": "2"},
        occurrences={"2026-12-03": {"move_to": "2026-12-03"}, "2026-12-10": {"move_to": "2026-12-10 20:30"}},
    )
    assert [one.status.value for one in dates(event)] == ["scheduled", "moved"]


def test_a_vague_date_is_not_listed() -> None:
    """What is known to the month alone has no day to stand on."""
    assert dates(an_event("2027-08-01", date_precision="month", status="tentative")) == ()


@pytest.mark.parametrize(
    "zone",
    ["Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kolkata", "Pacific/Auckland", "Etc/UTC", "Africa/Casablanca"],
)
def test_every_reader_finds_the_same_instants(zone: str) -> None:
    """Over a year of clock changes our list, the file as icalendar reads it, and dateutil agree on each instant."""
    event = an_event(
        "2026-09-03 20:00",
        duration="90m",
        timezone=zone,
        repeat={"freq": "weekly", "interval": "2", "count": "30", "skip": ["2026-11-12"]},
    )
    ours = [(o.start.astimezone(UTC), o.end.astimezone(UTC)) for o in dates(event)]
    calendar = icalendar.Calendar.from_ical(dict(house(event).files())["calendar/event/talk.ics"])
    read = sorted(
        (e.DTSTART.astimezone(UTC), e.DTEND.astimezone(UTC)) for e in recurring_ical_events.of(calendar).between(*ALWAYS)
    )
    walls = (w for w in rrule(WEEKLY, dtstart=datetime(2026, 9, 3, 20), interval=2, count=30) if w != datetime(2026, 11, 12, 20))  # noqa: DTZ001
    known = [wall.replace(tzinfo=ZoneInfo(zone)) for wall in walls]
    expected = [(start.astimezone(UTC), (start + timedelta(minutes=90)).astimezone(UTC)) for start in known]
    assert ours == read == expected
    assert len(ours) == 29


def test_an_endless_series_is_listed_as_far_as_asked() -> None:
    """A daily series without an end costs no more than its window."""
    event = an_event("2026-01-01 08:00", repeat={"freq": "daily"})
    found = dates(event, datetime(2026, 11, 21, tzinfo=SHANGHAI), datetime(2026, 11, 24, tzinfo=SHANGHAI))
    assert [o.original.day for o in takewhile(lambda o: o.original.month == 11, found)] == [21, 22, 23]
