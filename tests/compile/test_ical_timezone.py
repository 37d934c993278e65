"""VTIMEZONE: what a reader that knows nothing but the file makes of a zone's wall times."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from huiguan.compile.ical.timezone import timezone_bytes, timezone_component

ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "Europe/London",
    "Europe/Dublin",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/Santiago",
    "Asia/Jerusalem",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Etc/UTC",
)


def _as_read(name: str, first: int, last: int) -> object:
    """The zone as dateutil understands our lines."""
    calendar = b"BEGIN:VCALENDAR\r\n" + timezone_bytes(name, first, last) + b"END:VCALENDAR\r\n"
    return tzical(io.StringIO(calendar.decode().replace("\r\n", "\n"))).get()


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(("first", "last"), [(2026, 2029), (1995, 1996), (2006, 2008)])
def test_wall_times_mean_what_the_zone_says(name: str, first: int, last: int) -> None:
    """Every sixth hour of the years asked for has the offset that zoneinfo knows."""
    read, known = _as_read(name, first, last), ZoneInfo(name)
    wall = datetime(first, 1, 1, 5)  # noqa: DTZ001 - wall time
    while wall.year <= last:
        assert wall.replace(tzinfo=read).utcoffset() == wall.replace(tzinfo=known).utcoffset(), wall  # type: ignore[arg-type]
        wall += timedelta(hours=6)


@pytest.mark.parametrize("name", ["America/New_York", "Europe/London", "Pacific/Auckland", "Asia/Shanghai"])
def test_a_rule_goes_on_for_ever(name: str) -> None:
    """A zone with a rule of today is right decades after the last event that is known."""
    read, known = _as_read(name, 2026, 2026), ZoneInfo(name)
    for days in range(0, 366 * 30, 5):
        wall = datetime(2026, 1, 1, 12) + timedelta(days=days)  # noqa: DTZ001 - wall time
        assert wall.replace(tzinfo=read).utcoffset() == wall.replace(tzinfo=known).utcoffset(), wall  # type: ignore[arg-type]


def test_china_is_one_block() -> None:
    """No daylight time of 1986 in the calendar of a club of today."""
    assert timezone_bytes("Asia/Shanghai", 2026, 2027).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19910915T020000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0800",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_new_york_is_two_rules() -> None:
    """Daylight time in the form that Outlook reads: two rules, no lists of dates."""
    lines = timezone_bytes("America/New_York", 2026, 2027).decode().split("\r\n")
    assert [line for line in lines if line.startswith(("RRULE", "RDATE", "DTSTART"))] == [
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
    ]


def test_morocco_lists_its_changes() -> None:
    """Ramadan follows no rule of our calendar: one block for each change, none with a rule, as far as is asked for."""
    blocks = timezone_component("Africa/Casablanca", 2026, 2026).subcomponents
    assert all("RRULE" not in block for block in blocks)
    assert 4 <= len(blocks) <= 6


@pytest.mark.parametrize("year", [1900, 1969, 2199])
def test_years_at_the_edge_do_not_break_the_build(year: int) -> None:
    """A zone is written for any year in which an event may stand."""
    assert timezone_bytes("Africa/Casablanca", year, year).startswith(b"BEGIN:VTIMEZONE\r\nTZID:Africa/Casablanca\r\n")
