"""Calendars of days: how an entry is written, what a name means, and which dates of a series it takes away."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from huiguan.model.event import Event
from huiguan.model.overlay import Overlay, OverlayDay, almanac, stem_of
from huiguan.model.recurrence import rule_of, with_skips

HOLIDAYS = [
    {"start": "2026-12-31", "end": "2027-01-02", "name": "元旦", "off": "true"},
    {"date": "2027-01-03", "name": "元旦", "off": "false"},
]


def an_overlay(overlay_id: str = "cn-public-holidays-2027", **fields: Any) -> Overlay:  # noqa: ANN401 - fields as typed
    """A calendar of holidays that takes the difference."""
    return Overlay.model_validate({"id": overlay_id, "kind": "statutory", "days": HOLIDAYS, **fields})


def a_series(*skip: str, **fields: Any) -> Event:  # noqa: ANN401
    """A talk on every Thursday from 2026-12-24 on that skips this."""
    fixed = {"id": "talk", "title": "夜谈", "kind": "online_talk", "summary": "一句话", "start": "2026-12-24 20:00"}
    return Event.model_validate({**fixed, "repeat": {"freq": "weekly", "skip": list(skip)}, **fields})


@pytest.mark.parametrize(
    ("typed", "first", "last", "length"),
    [
        ({"date": "2026-10-01"}, date(2026, 10, 1), date(2026, 10, 1), 1),
        ({"start": "2026-10-01", "end": "2026-10-07"}, date(2026, 10, 1), date(2026, 10, 7), 7),
        ({"start": "2026-12-31", "end": "2026-12-31"}, date(2026, 12, 31), date(2026, 12, 31), 1),
        ({"start": "2026-01-01", "end": "2026-04-10"}, date(2026, 1, 1), date(2026, 4, 10), 100),
    ],
)
def test_an_entry_is_one_day_or_several(typed: dict[str, str], first: date, last: date, length: int) -> None:
    """The last day is included."""
    entry = OverlayDay.model_validate({**typed, "name": "国庆节"})
    assert (entry.first, entry.last, entry.length) == (first, last, length)
    days = list(entry.days())
    assert (days[0], days[-1], len(days)) == (first, last, length)


@pytest.mark.parametrize(
    ("typed", "code", "wanted"),
    [
        ({}, "OVERLAY-DAY-WHEN", "date: 2026-10-01"),
        ({"start": "2026-10-03"}, "OVERLAY-DAY-WHEN", "date: 2026-10-03"),
        ({"end": "2026-10-03"}, "OVERLAY-DAY-WHEN", "date: 2026-10-03"),
        ({"date": "2026-10-03", "end": "2026-10-04"}, "OVERLAY-DAY-WHEN", "date: 2026-10-03"),
        ({"start": "2026-10-07", "end": "2026-10-01"}, "OVERLAY-DAY-ORDER", "start: 2026-10-01, end: 2026-10-07"),
        ({"start": "2026-01-01", "end": "2026-04-11"}, "OVERLAY-DAY-LONG", ""),
        ({"date": "0206-10-01"}, "OVERLAY-DAY-YEAR", ""),
        ({"date": "2026-02-30"}, "DATE-NOT-REAL", "2026-02-28"),
    ],
)
def test_an_entry_that_says_no_day_is_refused(typed: dict[str, str], code: str, wanted: str) -> None:
    """With what would be right, where that can be guessed."""
    with pytest.raises(ValidationError) as refused:
        OverlayDay.model_validate({**typed, "name": "国庆节"})
    (error,) = refused.value.errors()
    assert (error["type"], error["msg"]) == (code, wanted)


@pytest.mark.parametrize(
    ("label", "language", "called"),
    [
        ("大促", "en", "大促"),
        ({"zh-Hans": "大促", "en": "Sales"}, "en", "Sales"),
        ({"en": "Sales"}, "zh-Hans", "Sales"),
        ({}, "en", "promotions"),
    ],
)
def test_a_calendar_is_called_by_its_label_or_else_its_id(label: Any, language: str, called: str) -> None:  # noqa: ANN401
    """In the language asked for, else in any that is given."""
    assert an_overlay("promotions", label=label).called(language) == called


@pytest.mark.parametrize(
    ("overlay_id", "stem"),
    [
        ("cn-public-holidays-2026", "cn-public-holidays"),
        ("lunar-2026-2027", "lunar"),
        ("promotions", "promotions"),
        ("2026", "2026"),
        ("top-100", "top-100"),
        ("2026-sales", "2026-sales"),
    ],
)
def test_the_years_at_the_end_of_an_id_are_no_part_of_the_name(overlay_id: str, stem: str) -> None:
    """So one name means the calendar of every year; the id itself always means it too."""
    assert stem_of(overlay_id) == stem
    assert an_overlay(overlay_id).is_called(stem)
    assert an_overlay(overlay_id).is_called(overlay_id)
    assert not an_overlay(overlay_id).is_called("holidays")


@pytest.mark.parametrize(
    ("fields", "year", "covered"),
    [
        ({}, 2026, True),
        ({}, 2028, False),
        ({"valid_years": ["2027"]}, 2026, False),
        ({"valid_years": "2028"}, 2028, True),
        ({"valid_years": ["2028"], "days": []}, 2028, False),
        ({"kind": "promotion"}, 2026, False),
        ({"kind": "workday_swap"}, 2026, True),
    ],
)
def test_only_an_official_calendar_with_days_covers_a_year(fields: dict[str, Any], year: int, covered: bool) -> None:  # noqa: FBT001
    """The years are those that it names, else those of its days."""
    assert an_overlay(**fields).covers(year) is covered


@pytest.mark.parametrize(
    ("typed", "dates", "names"),
    [
        ("2027-01-01", (date(2027, 1, 1),), ()),
        (["2027-1-1", "cn-public-holidays"], (date(2027, 1, 1),), ("cn-public-holidays",)),
        (["2026-sales", "假日"], (), ("2026-sales", "假日")),
    ],
)
def test_a_skip_is_a_date_or_a_name(typed: Any, dates: tuple[date, ...], names: tuple[str, ...]) -> None:  # noqa: ANN401
    """What has a letter is a name."""
    repeat = a_series(repeat={"freq": "weekly", "skip": typed}).repeat
    assert repeat is not None
    assert (repeat.skip_dates, repeat.skip_names) == (dates, names)


@pytest.mark.parametrize(
    ("skip", "code"),
    [("2027-02-30", "DATE-NOT-REAL"), ("20270101", "DATE-FORMAT"), ("2027/1/1", "DATE-FORMAT"), ("", "DATE-FORMAT")],
)
def test_a_skip_that_is_neither_is_refused_as_a_date(skip: str, code: str) -> None:
    """A slip in a date is never taken for a name."""
    with pytest.raises(ValidationError) as refused:
        a_series(skip)
    assert [error["type"] for error in refused.value.errors()] == [code]


@pytest.mark.parametrize(
    ("skip", "overlay", "dates"),
    [
        (["cn-public-holidays"], {}, ["2026-12-31"]),
        (["cn-public-holidays-2027"], {}, ["2026-12-31"]),
        (["cn-public-holidays-2026"], {}, []),
        (["2027-01-14", "cn-public-holidays"], {}, ["2027-01-14", "2026-12-31"]),
        (["2026-12-31", "cn-public-holidays"], {}, ["2026-12-31"]),
        (["cn-public-holidays"], {"status": "draft"}, []),
        (["cn-public-holidays"], {"days": []}, []),
        (["cn-public-holidays"], {"days": [{"date": "2027-01-07", "name": "调休", "off": "false"}]}, []),
        (["cn-public-holidays"], {"days": [{"date": "2027-01-07", "name": "元旦"}]}, ["2027-01-07"]),
        (["cn-public-holidays"], {"kind": "workday_swap", "days": [{"date": "2027-01-07", "name": "元旦"}]}, []),
        (["cn-public-holidays"], {"kind": "promotion", "days": [{"date": "2027-01-07", "name": "年货节"}]}, ["2027-01-07"]),
    ],
)
def test_a_name_gives_way_to_the_days_off_that_the_rule_meets(skip: list[str], overlay: dict[str, Any], dates: list[str]) -> None:
    """Make-up working days are no days off, and a draft takes nothing away."""
    repeat = with_skips(a_series(*skip), [an_overlay(**overlay)]).repeat
    assert repeat is not None
    assert [str(day) for day in repeat.skip] == dates


def test_what_names_no_calendar_stays_as_it_is() -> None:
    """A single event, and a series with dates alone, are the same objects."""
    single = a_series(repeat=None)
    dated = a_series("2026-12-31")
    assert with_skips(single, [an_overlay()]) is single
    assert with_skips(dated, [an_overlay()]) is dated


@given(st.lists(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=30, unique=True))
def test_every_date_that_a_name_takes_is_one_of_the_rule_and_of_the_calendar(days: list[date]) -> None:
    """And none that is both is left."""
    overlay = an_overlay(days=[{"date": str(day), "name": "假日"} for day in days])
    series = a_series("cn-public-holidays")
    rule, repeat = rule_of(series), with_skips(series, [overlay]).repeat
    assert rule is not None
    assert repeat is not None
    assert set(repeat.skip) == set(days) & set(rule.dates_to(date(2029, 1, 1)))


def test_the_almanac_names_holidays_first() -> None:
    """By kind, then by id; drafts say nothing."""
    days = [{"date": "2027-08-08", "name": "七夕"}]
    overlays = [
        an_overlay("lunar", kind="lunar", days=[{"date": "2027-08-08", "name": "农历七夕"}]),
        an_overlay("sales", kind="promotion", days=days),
        an_overlay("swap", kind="workday_swap", days=[{"date": "2027-08-08", "name": "补班"}]),
        an_overlay("another", kind="promotion", days=[{"date": "2027-08-08", "name": "周年庆"}]),
        an_overlay("draft", status="draft", days=days),
    ]
    marked = almanac(overlays)[date(2027, 8, 8)]
    assert [entry.name for entry in marked] == ["补班", "周年庆", "七夕", "农历七夕"]
    assert [(entry.is_holiday, entry.is_workday, entry.is_promotion) for entry in marked] == [
        (False, True, False),
        (False, False, True),
        (False, False, True),
        (False, False, False),
    ]
