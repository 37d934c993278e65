"""Reminders: in the files that somebody adds to their own calendar, in no feed."""

from pathlib import Path

import icalendar
import pytest

from builders import an_event
from sites import Site, a_site

SERIES = {
    "reminders": "[15m, 1d, 90m]",
    "repeat": "{freq: weekly, count: 4}",
    "occurrences": "{2026-12-03: {cancel: true}, 2026-12-10: {title: 选品会诊}}",
    "extra": "[{start: 2026-12-05 14:00, title: 加场}]",
}


def rings(site: Site, path: str) -> list[list[tuple[str, str, str]]]:
    """What each entry of a calendar rings with: action, text and when, as they are written."""
    found = icalendar.Calendar.from_ical(site.files[f"calendar/{path}.ics"]).walk("VEVENT")
    return [
        [(part["ACTION"], part["DESCRIPTION"], part["TRIGGER"].to_ical().decode()) for part in entry.walk("VALARM")]
        for entry in found
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("club"), {"events/talk.yml": an_event(**SERIES)})


def test_an_event_that_is_added_rings_on_each_date_that_happens(site: Site) -> None:
    """The series, its changed date and its extra date each with their own title; the cancelled date stays silent."""
    spans = ("-P1D", "-PT1H30M", "-PT15M")
    spoken = [[("DISPLAY", title, span) for span in spans] for title in ("周四夜谈", "选品会诊", "加场")]
    assert rings(site, "event/talk") == [spoken[0], [], spoken[1], spoken[2]]
    assert rings(site, "event/talk/2026-11-26") == [spoken[0]]


def test_no_feed_rings(site: Site) -> None:
    """Whoever subscribes chooses their own reminders."""
    singles = {path for path in site.files if path.startswith("calendar/event/")}
    feeds = {path for path in site.files if path.endswith(".ics")} - singles
    assert {"calendar/all.ics", "calendar/flat.ics", "calendar/series/talk.ics"} <= feeds
    assert [path for path in sorted(feeds) if b"VALARM" in site.files[path]] == []


@pytest.mark.parametrize(
    ("reminders", "triggers"),
    [
        ("[1d]", ["-PT15H"]),
        ("[2d]", ["-P1DT15H"]),
        ("[1h, 1d]", ["-PT15H"]),
    ],
)
def test_whole_days_ring_in_the_morning_before(tmp_path: Path, reminders: str, triggers: list[str]) -> None:
    """At nine o'clock: a day begins at midnight, and nobody wants to hear of it then."""
    site = a_site(tmp_path, {"events/tour.yml": an_event(start="2027-03-12", reminders=reminders)})
    assert [when for _, _, when in rings(site, "event/tour")[0]] == triggers


def test_a_file_is_as_it_was_where_nothing_rings(tmp_path: Path) -> None:
    """Without reminders no byte of the file changes, nor of an event that is cancelled."""
    off = {"status": "cancelled", "reason": "雨"}
    with_reminders = a_site(tmp_path / "a", {"events/e.yml": an_event(**off, reminders="1d")})
    without = a_site(tmp_path / "b", {"events/e.yml": an_event(**off)})
    path = "calendar/event/e.ics"
    assert with_reminders.files[path] == without.files[path]
