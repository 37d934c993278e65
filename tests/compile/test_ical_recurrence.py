"""The rule of a series: our dates against those of two other readings, dateutil's and a calendar's."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from huiguan.compile.ical.times import recurrence
from huiguan.model.event import Event
from huiguan.model.recurrence import rule_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def an_event(start: str, **repeat: object) -> Event:
    """A series by its start and rule."""
    fields = {"id": "x", "title": "夜谈", "kind": "online_talk", "summary": "一句话", "start": start, "repeat": repeat}
    return Event.model_validate(fields)


def dates(event: Event, most: int = 8) -> list[str]:
    """The first dates of a series."""
    rule = rule_of(event)
    return [day.isoformat() for day in islice(rule.dates(), most)] if rule else []


def written(event: Event) -> str:
    """The RRULE of a series."""
    rule = rule_of(event)
    assert rule
    start = datetime.combine(event.start_day, datetime.min.time().replace(hour=20), tzinfo=SHANGHAI)
    return str(recurrence(rule, start, all_day=event.is_all_day).to_ical().decode())


@pytest.mark.parametrize(
    ("start", "repeat", "rule", "first"),
    [
        (
            "2026-10-29 20:00",
            {"freq": "weekly"},
            "FREQ=WEEKLY;BYDAY=TH",
            ["2026-10-29", "2026-11-05", "2026-11-12", "2026-11-19"],
        ),
        (
            "2026-11-24 20:00",
            {"freq": "weekly", "on": ["周二", "thu"], "interval": 2},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO",
            ["2026-11-24", "2026-11-26", "2026-12-08", "2026-12-10"],
        ),
        (
            "2026-11-27 20:00",
            {"freq": "monthly", "on": "fri", "nth": "last"},
            "FREQ=MONTHLY;BYDAY=-1FR",
            ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"],
        ),
        (
            "2026-12-31 20:00",
            {"freq": "monthly"},
            "FREQ=MONTHLY;BYMONTHDAY=31",
            ["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"],
        ),
        (
            "2024-02-29 20:00",
            {"freq": "yearly"},
            "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2",
            ["2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29"],
        ),
        (
            "2026-11-26 20:00",
            {"freq": "yearly", "on": "thu", "nth": "4"},
            "FREQ=YEARLY;BYDAY=4TH;BYMONTH=11",
            ["2026-11-26", "2027-11-25", "2028-11-23", "2029-11-22"],
        ),
        (
            "2026-11-26 20:00",
            {"freq": "daily", "on": ["thu", "fri"], "until": "2026-12-03"},
            "FREQ=DAILY;UNTIL=20261203T120000Z;BYDAY=TH,FR",
            ["2026-11-26", "2026-11-27", "2026-12-03"],
        ),
        (
            "2026-11-26",
            {"freq": "weekly", "until": "2026-12-03"},
            "FREQ=WEEKLY;UNTIL=20261203;BYDAY=TH",
            ["2026-11-26", "2026-12-03"],
        ),
        (
            "2026-11-26 20:00",
            {"freq": "weekly", "count": "2"},
            "FREQ=WEEKLY;COUNT=2;BYDAY=TH",
            ["2026-11-26", "2026-12-03"],
        ),
    ],
)
def test_rules_say_what_the_start_implies(start: str, repeat: dict[str, Any], rule: str, first: list[str]) -> None:
    """The RRULE has the BY parts spelt out, and the dates are those that an organiser means."""
    event = an_event(start, **repeat)
    assert written(event) == rule
    assert dates(event, 4) == first


def test_a_day_that_never_comes_gives_no_date() -> None:
    """The 31st of every twelfth month from February on ends with the calendar instead of running for ever."""
    assert dates(an_event("2027-02-28 20:00", freq="monthly", interval="12", by_month_day="31")) == []


_ENDS = {"count": st.integers(1, 12).map(str)}
_EVERY = {"interval": st.integers(1, 5).map(str)}
_ON = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)
_BY_MONTH = {"freq": st.sampled_from(["monthly", "yearly"]), **_EVERY}
_NTH = st.sampled_from(["1", "2", "4", "5", "last"])
_REPEATS = st.one_of(
    st.fixed_dictionaries({"freq": st.sampled_from(["daily", "weekly"]), **_EVERY}, optional={"on": _ON, **_ENDS}),
    st.fixed_dictionaries(_BY_MONTH, optional={"by_month_day": st.integers(1, 31).map(str), **_ENDS}),
    st.fixed_dictionaries({**_BY_MONTH, "on": _ON, "nth": _NTH}, optional=_ENDS),
)


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)), _REPEATS)
def test_dateutil_reads_the_same_dates(start: date, repeat: dict[str, Any]) -> None:
    """The RRULE that we write gives, in dateutil's reading, the dates that our pages count with."""
    event = an_event(f"{start} 20:00", **repeat)
    begins = datetime.combine(start, datetime.min.time())
    theirs = [day.date().isoformat() for day in islice(rrulestr(written(event), dtstart=begins), 8)]
    assert dates(event, 8) == theirs


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai", "Europe/London"])
def test_the_last_day_counts_in_every_zone(zone: str) -> None:
    """UNTIL is an instant that the last start still meets, on a night with two o'clock twice as well."""
    event = an_event("2026-10-25 01:30", freq="weekly", until="2026-11-01")
    rule = rule_of(event)
    assert rule
    start = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo(zone))
    until = recurrence(rule, start, all_day=False)["UNTIL"]
    last = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(zone))
    assert until.tzinfo == UTC
    assert timedelta(0) <= until - last.astimezone(UTC) <= timedelta(hours=1)
