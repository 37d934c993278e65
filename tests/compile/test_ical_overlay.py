"""The feed of promotion days, read back by an independent reader."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from huiguan.compile.address import Addresses
from huiguan.compile.ical import Calendars
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.overlay import Overlay
from huiguan.model.record import Origin
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import Places

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
DAYS = [
    {"start": "2027-01-18", "end": "2027-01-29", "name": "年货节", "note": "以平台公告为准", "source": "惯例"},
    {"date": "2026-12-12", "name": "双12, 最后\\N一场; 黑五\u0301"},
]


def feed(today: date = date(2026, 11, 21), changed: datetime | None = None, **fields: Any) -> bytes:  # noqa: ANN401
    """The feed of a calendar of promotions."""
    origin = Origin(file="calendars/sales.yml", places=Places(file="calendars/sales.yml"))
    given = {"id": "sales", "kind": "promotion", "label": {"zh-Hans": "大促", "en": "Sales"}, "days": DAYS, "origin": origin}
    settings = ClubSettings.model_validate(
        {"huiguan": "1", "name": "潮汐", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
    )
    club = Club.of(settings, Vocabularies(of={}), [Overlay.model_validate({**given, **fields})])
    context = BuildContext(today=today, epoch=EPOCH, changed={"calendars/sales.yml": changed} if changed else {})
    calendars = Calendars(club, context, address=Addresses("https://tide.example.com/"))
    path = calendars.path("overlay", "sales")
    return dict(calendars.files())[path] if path else b""


def entries(content: bytes) -> list[icalendar.Event]:
    """The entries in their order."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_each_day_is_an_entry_for_the_whole_day_that_keeps_nobody_busy() -> None:
    """Sorted by date, its identity that of the calendar and the day, its end exclusive."""
    found = [
        (str(entry["UID"]), entry.decoded("DTSTART"), entry.decoded("DTEND"), str(entry["SUMMARY"]), str(entry["TRANSP"]))
        for entry in entries(feed())
    ]
    assert found == [
        (
            "sales-20261212@tide.example.com",
            date(2026, 12, 12),
            date(2026, 12, 13),
            "双12, 最后\\N一场; 黑五\u0301",
            "TRANSPARENT",
        ),
        ("sales-20270118@tide.example.com", date(2027, 1, 18), date(2027, 1, 30), "年货节", "TRANSPARENT"),
    ]


def test_the_text_ends_with_the_address_of_the_site() -> None:
    """Before it stand the note and where the day comes from, the calendar's own source where the day has none."""
    last = entries(feed(source="平台公告"))
    assert [str(entry["DESCRIPTION"]).split("\n\n") for entry in last] == [
        ["平台公告", "https://tide.example.com/"],
        ["以平台公告为准", "惯例", "https://tide.example.com/"],
    ]


def test_the_header_is_that_of_every_feed() -> None:
    """A name for both families of clients, its own address, and how often to look."""
    calendar = icalendar.Calendar.from_ical(feed())
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "潮汐 · 大促"
    assert str(calendar["SOURCE"]) == "https://tide.example.com/calendar/overlay/sales.ics"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in feed()
    assert "METHOD" not in calendar


@pytest.mark.parametrize(
    ("fields", "changed", "stamp"),
    [
        ({}, None, EPOCH),
        ({"updated": "2026-11-15"}, None, datetime(2026, 11, 14, 16, tzinfo=UTC)),
        ({"updated": "2026-11-15"}, datetime(2026, 11, 20, 8, 30, tzinfo=UTC), datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
    ],
)
def test_an_entry_changes_when_its_file_does(fields: dict[str, str], changed: datetime | None, stamp: datetime) -> None:
    """By the later of what is written and of the history; the sequence counts the minutes."""
    for entry in entries(feed(changed=changed, **fields)):
        assert entry.decoded("DTSTAMP") == entry.decoded("LAST-MODIFIED") == stamp
        assert entry["SEQUENCE"] == (stamp - EPOCH) // timedelta(minutes=1)


@pytest.mark.parametrize("fields", [{"kind": "statutory"}, {"kind": "lunar"}, {"days": []}])
def test_what_every_phone_knows_has_no_feed(fields: dict[str, Any]) -> None:
    """Nor has a calendar without days."""
    assert feed(**fields) == b""


def test_rules_that_take_effect_have_a_feed() -> None:
    """As promotions have."""
    assert len(entries(feed(kind="rule"))) == 2


def test_a_reader_lists_the_days_on_which_it_goes_on() -> None:
    """Each of twelve days of a sale, and not the one after."""
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(feed()))
    assert [len(query.at(date(2027, 1, day))) for day in (17, 18, 29, 30)] == [0, 1, 1, 0]


def test_the_day_of_the_build_changes_no_byte() -> None:
    """Nothing in it comes from the clock."""
    assert feed(today=date(2026, 1, 1)) == feed(today=date(2027, 12, 31))
