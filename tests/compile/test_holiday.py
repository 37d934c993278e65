"""What stands beside a date, and where a calendar of days shows in the compiled tree."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import TODAY, an_event, check_club_of
from huiguan.compile.address import Addresses
from huiguan.compile.dates import Dates
from huiguan.compile.holiday import day_note
from huiguan.compile.ical import Calendars
from huiguan.compile.press import Press
from huiguan.compile.site import compile_club
from huiguan.gate import gate
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.visibility import Visibility
from huiguan.pipeline import outputs_of
from huiguan.wording import words_of

SITE = "https://tide.example.com/"
CALENDARS = {
    "calendars/cn-2027.yml": "kind: statutory\ndays:\n"
    "  - {date: 2027-10-01, name: 国庆节}\n  - {date: 2027-10-09, name: 国庆节, off: false}\n",
    "calendars/sales.yml": "kind: promotion\nlabel: 大促\nupdated: 2026-11-15\ndays:\n"
    "  - {date: 2027-08-08, name: 七夕大促}\n  - {date: 2027-10-01, name: 国庆大促}\n"
    "  - {start: 2027-02-08, end: 2027-03-09, name: 斋月}\n",
    "calendars/lunar.yml": "kind: lunar\ndays:\n  - {date: 2027-08-08, name: 七夕}\n  - {date: 2027-02-20, name: 元宵节}\n",
    "calendars/secret.yml": "kind: promotion\nvisibility: core\ndays: [{date: 2027-06-01, name: 闭门会}]\n",
    "calendars/draft.yml": "kind: promotion\nstatus: draft\ndays: [{date: 2027-06-02, name: 草稿}]\n",
}


def context(edition: Visibility = Visibility.PUBLIC) -> BuildContext:
    """A build on a fixed day."""
    return BuildContext(today=TODAY, edition=edition, epoch=datetime(2020, 1, 1, tzinfo=UTC))


def club_of(root: Path, edition: Visibility = Visibility.PUBLIC, **event: str) -> Club:
    """What an edition may know of a club with these calendars and one event."""
    club = check_club_of(root, {**CALENDARS, "events/talk.yml": an_event(**event)}).club
    assert club is not None
    return gate(club, context(edition))


@pytest.mark.parametrize(
    ("day", "note"),
    [
        (date(2027, 10, 1), "国庆节"),
        (date(2027, 10, 9), "国庆节调休上班"),
        (date(2027, 8, 8), "七夕大促"),
        (date(2027, 2, 20), "元宵节"),
        (date(2027, 2, 21), None),
        (date(2027, 6, 1), None),
        (date(2027, 6, 2), None),
        (date(2027, 1, 1), None),
    ],
)
def test_a_day_is_called_by_its_holiday_first(tmp_path: Path, day: date, note: str | None) -> None:
    """Then by its promotion, then by its place in the lunar year; a season, a draft and what is hidden name nothing."""
    assert day_note(day, club_of(tmp_path)) == note


def test_the_note_speaks_the_language_of_the_page_and_of_the_edition(tmp_path: Path) -> None:
    """A make-up day is a working day in English too; the core knows the days of the core."""
    club = club_of(tmp_path, Visibility.CORE)
    assert day_note(date(2027, 10, 9), club, words_of("en")) == "working day, in exchange for 国庆节"
    assert day_note(date(2027, 6, 1), club) == "闭门会"


def test_a_ticket_carries_the_note_of_its_first_day(tmp_path: Path) -> None:
    """Nothing on an ordinary day."""
    club, addresses = club_of(tmp_path, start="2027-10-01 20:00", repeat="{freq: daily, count: 2}"), Addresses(SITE)
    tickets = Dates(Press(club, context(), addresses), Calendars(club, context(), address=addresses)).all
    assert [(ticket.day, ticket.note) for ticket in tickets] == [("1", "国庆节"), ("2", "")]


@pytest.mark.parametrize(
    ("edition", "feeds"),
    [(Visibility.PUBLIC, ["sales"]), (Visibility.MEMBERS, ["sales"]), (Visibility.CORE, ["sales", "secret"])],
)
def test_promotions_have_a_feed_and_no_calendar_has_a_page(tmp_path: Path, edition: Visibility, feeds: list[str]) -> None:
    """Each edition those that it may know; holidays are on every phone already."""
    club = club_of(tmp_path, edition)
    compilation = compile_club(club, context(edition), Addresses(SITE))
    paths = [path for path, _ in outputs_of(compilation)]
    assert sorted(path for path in paths if path.startswith("calendar/overlay/")) == [
        f"calendar/overlay/{name}.ics" for name in feeds
    ]
    assert [path for path in paths if path.startswith("calendars/")] == []


def test_a_link_to_the_file_of_a_calendar_leads_nowhere(tmp_path: Path) -> None:
    """It has no page: the words stay, the link goes."""
    club = club_of(tmp_path)
    assert club.at_file("calendars/sales.yml") is None
    assert club.at_file("events/talk.yml") is not None
