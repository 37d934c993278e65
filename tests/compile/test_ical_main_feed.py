"""The main feed of a club with very many events: below a million bytes, nothing of the future left out, and it says so."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from huiguan.compile.address import Addresses
from huiguan.compile.dates import Dates
from huiguan.compile.feeds_page import compile_feeds
from huiguan.compile.ical import Calendars
from huiguan.compile.ical.extent import Extent
from huiguan.compile.output import Page
from huiguan.compile.press import Press
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.vocabulary import Vocabularies

TODAY = date(2026, 11, 21)
LIMIT = 1_000_000
SETTINGS = ClubSettings.model_validate(
    {"huiguan": "1", "name": "潮汐", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
)
AGENDA = [{"at": f"{hour}:00", "title": "把一件做过的事讲清楚" * 80} for hour in range(10, 14)]
SUMMARY = "一件做过的事，四十分钟讲，二十分钟问。" * 20


def an_event(event_id: str, days: int, **fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """An event of about 14 kB, so many days from today: a few fill a feed."""
    start = f"{TODAY + timedelta(days=days)} 20:00"
    given = {"id": event_id, "title": "夜谈", "kind": "talk", "summary": SUMMARY, "start": start, "agenda": AGENDA}
    return Event.model_validate({**given, **fields})


def spread(name: str, count: int, first: int, last: int) -> list[Event]:
    """So many events, evenly between two days."""
    return [an_event(f"{name}-{index:04}", first + (last - first) * index // count) for index in range(count)]


def house(events: Iterable[Event]) -> Calendars:
    """The calendars of these events today."""
    context = BuildContext(today=TODAY, epoch=datetime(2026, 1, 1, tzinfo=UTC))
    return Calendars(Club.of(SETTINGS, Vocabularies(of={}), list(events)), context, address=Addresses(SETTINGS.url))


def entries(content: bytes) -> dict[str, icalendar.Event]:
    """The entries of a feed by the id of their event, without changed dates."""
    found = [entry for entry in icalendar.Calendar.from_ical(content).walk("VEVENT") if "RECURRENCE-ID" not in entry]
    return {str(entry["UID"]).split("@")[0]: entry for entry in found}


def size_of(count: int) -> int:
    """The bytes of a main feed that holds so many events of the next weeks in full."""
    return len(dict(house(spread("next", count, 1, 90)).files())["calendar/all.ics"])


def test_up_to_the_limit_nothing_is_shortened() -> None:
    """As many as fit keep their whole text; with one more, what is over has its summary and address alone."""
    each = (size_of(20) - size_of(10)) // 10
    fitting = 10 + (LIMIT - 1 - size_of(10)) // each
    ahead = spread("next", 25, 1, 90)
    full, shortened = (house([*ahead, *spread("past", count - 25, -90, -1)]) for count in (fitting, fitting + 1))
    before, after = (dict(calendars.files())["calendar/all.ics"] for calendars in (full, shortened))
    assert LIMIT - each <= len(before) < LIMIT
    assert "流程" in entries(before)["past-0000"]["DESCRIPTION"]
    assert full.main.extent == Extent(since=date(2026, 5, 25))
    assert len(after) < LIMIT
    assert entries(after)["past-0000"]["DESCRIPTION"] == f"{SUMMARY}\n\nhttps://tide.example.com/events/past-0000/"
    assert "流程" in entries(after)["next-0000"]["DESCRIPTION"]
    assert len(entries(after)) == fitting + 1
    assert shortened.main.extent == Extent(since=date(2026, 5, 25), brief_past=True)
    assert "已经结束的场次只写概要和网址" in after.decode().replace("\r\n ", "")


def test_then_the_window_of_the_past_gets_shorter() -> None:
    """What the feed leaves out is in the archive, in full; the feed, and the archive too, say from which day on."""
    calendars = house([*spread("next", 50, 1, 90), *spread("past", 400, -170, -1)])
    files = dict(calendars.files())
    main, archive = (entries(files[f"calendar/{name}.ics"]) for name in ("all", "archive"))
    assert LIMIT - 15_000 < len(files["calendar/all.ics"]) < LIMIT
    assert not main.keys() & archive.keys()
    assert len(main) + len(archive) == 450
    since = calendars.main.extent.since
    assert date(2026, 5, 25) < since < TODAY
    assert min(entry.start.date() for entry in main.values()) == since
    assert max(entry.start.date() for entry in archive.values()) == since - timedelta(days=1)
    assert "流程" in archive["past-0000"]["DESCRIPTION"]
    assert f"{since} 以来" in calendars.says("all", "")[0]
    assert f"{since} 以前" in calendars.says("archive", "")[0]


def test_the_page_of_all_feeds_says_how_far_it_goes() -> None:
    """In the words that the feed itself carries, and for the archive too; a whole feed says nothing of the kind."""
    past = spread("past", 400, -170, -1)
    context = BuildContext(today=TODAY, epoch=datetime(2026, 1, 1, tzinfo=UTC))
    shown = {}
    for name, events in {"short": [*spread("next", 50, 1, 90), *past], "whole": past[:12]}.items():
        club = Club.of(SETTINGS, Vocabularies(of={}), events)
        addresses = Addresses(SETTINGS.url)
        calendars = Calendars(club, context, address=addresses)
        dates = Dates(Press(club, context, addresses), calendars)
        page = next(iter(compile_feeds(dates.press, dates, ["calendar/all.ics", "calendar/archive.ics"])))
        shown[name] = page.as_markdown() if isinstance(page, Page) else ""
        said = [*calendars.says("all", ""), *calendars.says("archive", "")]
        assert [sentence for sentence in said if f"<p>{sentence}</p>" not in shown[name]] == []
    assert "已经结束的场次只写概要和网址" in shown["short"]
    assert "接下来的和最近半年的" in shown["whole"]
    assert "只写概要" not in shown["whole"]


def test_at_last_what_is_furthest_ahead_is_told_in_brief() -> None:
    """None of it is left out, and the next events keep their whole text."""
    calendars = house([*spread("next", 100, 0, 300), *spread("past", 12, -170, -1)])
    content = dict(calendars.files())["calendar/all.ics"]
    found = entries(content)
    begins = calendars.main.extent.brief_from
    assert begins
    assert LIMIT - 15_000 < len(content) < LIMIT
    assert sum(name.startswith("next") for name in found) == len(found) == 100
    assert {("流程" in entry["DESCRIPTION"]) == (entry.start.date() < begins) for entry in found.values()} == {True}
    assert f"{begins} 起的场次也先写概要和网址" in calendars.says("all", "")[-1]


def test_the_future_is_never_left_out() -> None:
    """Where even the least is too much, the feed is too large rather than wrong."""
    files = dict(house(spread("next", 800, 0, 300)).files())
    assert len(entries(files["calendar/all.ics"])) == 800
    assert len(files["calendar/all.ics"]) > LIMIT
    assert "calendar/archive.ics" not in files


def test_what_was_called_off_lately_stays() -> None:
    """Thirty days long, so that it does not just vanish from phones, however short the window."""
    off = {"status": "cancelled", "reason": "停电"}
    events = [an_event("off-29", -29, **off), an_event("off-40", -40, **off)]
    found = entries(dict(house([*spread("next", 105, 0, 300), *events]).files())["calendar/all.ics"])
    assert [name for name in found if name.startswith("off")] == ["off-29"]
    assert found["off-29"]["STATUS"] == "CANCELLED"


@pytest.fixture(scope="module")
def crowded() -> dict[str, bytes]:
    """By name, the feeds of a club with a series: one date moved in spring, one cancelled lately, one changed ahead."""
    changes = {
        "2026-03-05": {"move_to": "2026-03-06 19:00", "title": "挪过的"},
        "2026-11-05": {"cancel": "true", "reason": "停电"},
        "2026-12-03": {"title": "还没到的"},
    }
    series = an_event("series", 0, start="2026-01-08 20:00", repeat={"freq": "weekly"}, occurrences=changes)
    files = house([*spread("next", 105, 0, 300), series]).files()
    return {path.removeprefix("calendar/").removesuffix(".ics"): content for path, content in files}


def test_a_series_that_goes_on_drops_its_changes_of_long_ago(crowded: dict[str, bytes]) -> None:
    """The date is skipped in the main feed, not shown where it was first announced; the series' own feed keeps it."""
    own = ["夜谈", "挪过的", "【已取消】夜谈", "还没到的"]
    assert titles_of(crowded["series/series"]) == own
    assert titles_of(crowded["all"]) == [own[0], *own[2:]]


def test_from_today_on_the_short_feed_has_the_same_dates(crowded: dict[str, bytes]) -> None:
    """An independent reader lists the same from both feeds, and no date in March where there was none."""
    main, own = (dates_of(crowded[name]) for name in ("all", "series/series"))
    assert [day for day in own if day >= TODAY] == [day for day in main if day >= TODAY]
    assert set(own) - set(main) == {date(2026, 3, 6)}
    assert date(2026, 3, 5) not in main


def titles_of(content: bytes) -> list[str]:
    """The titles of the series and of its changed dates."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [str(entry["SUMMARY"]) for entry in found if entry["UID"] == "series@tide.example.com"]


def dates_of(content: bytes) -> list[date]:
    """The days of the series in 2026 and 2027."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between((2026, 1, 1), (2027, 12, 31))
    return sorted(entry.start.date() for entry in found if entry["UID"] == "series@tide.example.com")
