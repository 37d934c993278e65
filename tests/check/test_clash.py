"""Hints for whoever plans: what they say, where they stand, and when they keep silent."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiguan.check.clash import check_clashes
from huiguan.model.club import Club, ClubSettings
from huiguan.model.event import Event
from huiguan.model.overlay import Overlay
from huiguan.model.recurrence import with_skips
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import Place, Problem, Severity
from huiguan.wording import words_of

TODAY = date(2026, 11, 21)
HOLIDAYS = {
    "kind": "statutory",
    "valid_years": ["2026", "2027"],
    "days": [
        {"start": "2026-12-31", "end": "2027-01-02", "name": "元旦"},
        {"date": "2027-01-03", "name": "元旦", "off": "false"},
        {"date": "2027-01-08", "name": "元旦", "off": "false"},
    ],
}
SALES = {
    "kind": "promotion",
    "days": [
        {"date": "2026-12-12", "name": "双12"},
        {"start": "2027-01-18", "end": "2027-01-29", "name": "年货节"},
        {"start": "2027-02-08", "end": "2027-03-09", "name": "斋月"},
    ],
}
WEEKLY = {"freq": "weekly"}

Typed = Mapping[str, Any]


def an_event(event_id: str, start: str, **fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """An event of an hour for all members, called by its id."""
    fixed = {"id": event_id, "title": event_id, "kind": "online_talk", "summary": "一句话", "access": "members", "start": start}
    return Event.model_validate({**fixed, **fields})


def hints(*events: Event, today: date = TODAY, **overlays: Typed) -> list[Problem]:
    """The hints about these events in a club of Shanghai; the overlays are called by their names."""
    laid = [Overlay.model_validate({"id": name, **fields}) for name, fields in overlays.items()]
    settings = ClubSettings.model_validate(
        {"huiguan": "1", "name": "潮汐", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
    )
    skipping = [with_skips(event, laid) for event in events]
    return list(check_clashes(Club.of(settings, Vocabularies(of={}), [*skipping, *laid]), today))


def told(problems: list[Problem]) -> list[tuple[str, str, str, dict[str, str]]]:
    """Code, field, what was found, and the details."""
    return [(problem.code, problem.field, problem.found, dict(problem.details)) for problem in problems]


# Two events at a time


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"start": "2026-11-26 20:59"}, {}),
        ({"start": "2026-11-26 18:00", "duration": "4h"}, {}),
        ({"start": "2026-11-26", "end": "2026-11-28"}, {}),
        ({"start": "2026-11-26 13:00", "timezone": "Europe/London"}, {"start": "2026-11-26 21:00"}),
        ({"groups": "tea"}, {"groups": ["sea", "tea"]}),
        ({"access": "public"}, {"access": "public"}),
        ({"access": "core"}, {"kind": "private_board"}),
        ({"visibility": "core"}, {"access": "core", "groups": "tea"}),
        ({"access": "invite", "groups": "tea"}, {"groups": "tea"}),
        ({"status": "tentative"}, {}),
        ({"status": "postponed", "postponed_from": "2026-11-25 20:00"}, {}),
    ],
)
def test_two_events_for_the_same_people_are_named_together(one: Typed, other: Typed) -> None:
    """Whatever hour of each they share."""
    start = "2026-11-26 20:00"
    problems = hints(an_event("a", **{"start": start, **one}), an_event("b", **{"start": start, **other}))
    assert [problem.code for problem in problems] == ["EVENT-CLASH"]
    assert {problems[0].severity} == {Severity.WARNING}


THURSDAYS: Typed = {"start": "2026-11-19 20:00", "repeat": {"freq": "weekly", "count": "6"}}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"extra": [{"start": "2026-11-26 20:00"}]}, "extra[0].start"),
        ({"occurrences": {"2026-11-26": {"move_to": "2026-12-03 20:00"}}}, "occurrences.2026-11-26.move_to"),
        ({"occurrences": {"2026-12-03": {"move_to": "2026-11-26"}}}, "occurrences.2026-12-03.move_to"),
        (
            {"extra": [{"start": "2026-11-28 14:00"}], "occurrences": {"2026-12-03": {"move_to": "2026-11-28 14:00"}}},
            "occurrences.2026-12-03.move_to",
        ),
        ({"start": "2026-11-19", "occurrences": {"2026-11-26": {"move_to": "2026-12-03"}}}, "occurrences.2026-11-26.move_to"),
    ],
)
def test_two_dates_of_a_series_at_one_time_are_told_where_one_of_them_is_written(fields: Typed, field: str) -> None:
    """An extra date on the rule's own start, or a date that is moved onto another."""
    (problem,) = hints(an_event("a", **{**THURSDAYS, **fields}))
    assert (problem.code, problem.field, problem.severity) == ("EVENT-DATE-TWICE", field, Severity.WARNING)


def test_two_dates_at_one_time_are_told_plainly() -> None:
    """What is there twice, and each way out."""
    (problem,) = hints(an_event("a", title="夜谈", **THURSDAYS, extra=[{"start": "2026-11-26 20:00"}]))
    message = words_of("zh-Hans").message(problem)
    assert message.says == "「夜谈」在 2026-11-26 20:00 有两场，页面和日历里会各列两条。"
    assert message.remedy == (
        "加场和改期写到没有场次的时间；原来那场不办了，在 occurrences 里给它写 cancel: true；"
        "真要同时办两场，在 club.yml 的 waivers 里记一笔。"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"extra": [{"start": "2026-11-26 14:00"}]},
        {"extra": [{"start": "2026-11-26 20:00"}], "occurrences": {"2026-11-26": {"move_to": "2026-11-27 20:00"}}},
        {"extra": [{"start": "2026-11-26 20:00"}], "occurrences": {"2026-11-26": {"cancel": "true"}}},
        {
            "repeat": {"freq": "weekly", "count": "6", "skip": ["2026-11-26"]},
            "occurrences": {"2026-12-03": {"move_to": "2026-11-26 20:00"}},
        },
        {"occurrences": {"2026-11-26": {"move_to": "2026-12-03"}, "2026-12-03": {"move_to": "2026-12-04"}}},
    ],
)
def test_a_date_in_the_place_of_one_that_does_not_happen_is_no_second_one(fields: Typed) -> None:
    """What is moved away, cancelled or skipped leaves its time free."""
    assert hints(an_event("a", **{**THURSDAYS, **fields})) == []


def test_two_extra_dates_at_one_time_are_told_once() -> None:
    """EVENT-EXTRA-TWICE refuses them; a hint about the same two would say less."""
    assert hints(an_event("a", **THURSDAYS, extra=[{"start": "2026-11-28 14:00"}, {"start": "2026-11-28 14:00"}])) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"start": "2026-11-26 21:00"}, {}),
        ({"access": "public"}, {"access": "members"}),
        ({"access": "core"}, {}),
        ({"kind": "private_board"}, {}),
        ({"groups": "tea"}, {"groups": "sea"}),
        ({"groups": "tea"}, {}),
        ({"access": "invite"}, {"access": "invite"}),
        ({"status": "cancelled"}, {}),
        ({"status": "draft"}, {}),
        ({"status": "postponed"}, {}),
        ({"date_precision": "month"}, {}),
        ({"start": "2026-11-26 20:00", "timezone": "Europe/London"}, {}),
        ({"start": "2026-11-19 20:00", "repeat": {**WEEKLY, "skip": ["2026-11-26"], "count": "3"}}, {}),
        ({"start": "2026-11-19 20:00", "repeat": WEEKLY, "occurrences": {"2026-11-26": {"cancel": "true"}}}, {}),
        ({"start": "2026-11-19 20:00", "repeat": WEEKLY, "occurrences": {"2026-11-26": {"move_to": "2026-11-27"}}}, {}),
    ],
)
def test_two_events_that_nobody_misses_are_not(one: Typed, other: Typed) -> None:
    """Side by side, for others, or not held at all."""
    start = "2026-11-26 20:00"
    assert hints(an_event("a", **{"start": start, **one}), an_event("b", **{"start": start, **other})) == []


def test_what_is_over_is_not_warned_of() -> None:
    """A clash of yesterday helps nobody; one of today still does."""
    events = (an_event("a", "2026-11-26 20:00"), an_event("b", "2026-11-26 20:00"))
    assert hints(*events, today=date(2026, 11, 27)) == []
    assert len(hints(*events, today=date(2026, 11, 26))) == 1


def test_two_series_give_one_hint_with_the_first_date_and_the_count() -> None:
    """On the single event rather than the series, and of two alike on the one that was planned later."""
    talk = an_event("talk", "2026-11-26 20:00", repeat={**WEEKLY, "count": "20"}, created="2026-10-01")
    clinic = an_event("clinic", "2026-12-03 20:30", repeat={**WEEKLY, "count": "3"}, created="2026-11-01")
    salon = an_event("salon", "2027-03-04 19:30", duration="2h")
    assert told(hints(talk, clinic, salon)) == [
        (
            "EVENT-CLASH",
            "start",
            "2026-12-03 20:30",
            {"event": "clinic", "count": "3", "other": "talk", "at": "2026-12-03 20:00"},
        ),
        ("EVENT-CLASH", "start", "2027-03-04 19:30", {"event": "salon", "count": "1", "other": "talk", "at": "2027-03-04 20:00"}),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"occurrences": {"2026-11-26": {"move_to": "2026-12-01 20:30"}}}, "occurrences.2026-11-26.move_to"),
        ({"occurrences": {"2026-11-26": {"move_to": "2026-12-01"}}}, "occurrences.2026-11-26.move_to"),
        ({"occurrences": {"2026-12-03": {"duration": "2d"}}}, "occurrences.2026-12-03"),
        ({"extra": [{"start": "2026-11-30 20:00"}, {"start": "2026-12-01 19:00", "duration": "90m"}]}, "extra[1].start"),
    ],
)
def test_the_hint_stands_where_the_date_is_set(fields: Typed, field: str) -> None:
    """At a move, an override or an extra date, not at the start of the series."""
    series = an_event("a", "2026-11-26 20:00", repeat={**WEEKLY, "count": "2"}, created="2026-11-20", **fields)
    other = an_event("b", "2026-12-01 20:00", repeat={"freq": "daily", "interval": "3", "count": "2"}, created="2026-11-01")
    assert [(problem.code, problem.field) for problem in hints(series, other)] == [("EVENT-CLASH", field)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, [("extra[0].start", "2026-12-05 20:00")]),
        ({"cancel": "true"}, []),
        ({"move_to": "2026-12-06 20:00"}, []),
        ({"title": "改了名"}, [("occurrences.2026-12-05", "2026-12-05 20:00")]),
        ({"move_to": "2026-12-05 20:30", "duration": "2h"}, [("occurrences.2026-12-05.move_to", "2026-12-05 20:30")]),
    ],
)
def test_an_extra_date_counts_as_it_is_now(change: Typed, found: list[tuple[str, str]]) -> None:
    """Cancelled it is in nobody's way, moved it is where it went; the hint stands where that is written."""
    extra = {"start": "2026-12-05 20:00"}
    occurrences = {"2026-12-05": change} if change else {}
    fields = {"extra": [extra], "occurrences": occurrences, "created": "2026-11-20"}
    series = an_event("series", "2026-11-26 09:00", repeat=WEEKLY, **fields)
    other = an_event("other", "2026-12-05 20:00", repeat={**WEEKLY, "count": "2"}, created="2026-11-01")
    assert [(problem.field, problem.found) for problem in hints(series, other)] == found


def test_a_crowd_at_one_hour_gives_each_event_a_hint_and_no_pair_twice() -> None:
    """So that a hundred events at one time are a hundred lines, not five thousand."""
    problems = hints(*(an_event(f"e{number:03d}", "2026-11-26 20:00") for number in range(100)))
    assert len(problems) == 99
    assert len({dict(problem.details)["event"] for problem in problems}) == 99


spans = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40), st.sampled_from(["public", "members", "core"])), max_size=12)


@given(spans)
def test_every_event_that_overlaps_an_earlier_one_for_its_people_is_told_of(typed: list[tuple[int, int, str]]) -> None:
    """As a comparison of all with all finds them; and no two are named that do not overlap."""
    midnight = datetime(2026, 11, 23)  # noqa: DTZ001 - wall time
    events = [
        an_event(f"e{index:02d}", str(midnight + timedelta(hours=at)), duration=f"{hours}h", access=access)
        for index, (at, hours, access) in enumerate(sorted(typed))
    ]
    ends = [at + hours for at, hours, _ in sorted(typed)]
    pairs = {
        (f"e{late:02d}", f"e{early:02d}")
        for late, (at, _, access) in enumerate(sorted(typed))
        for early in range(late)
        if sorted(typed)[early][2] == access and ends[early] > at
    }
    found = {tuple(sorted((details["event"], details["other"]), reverse=True)) for *_, details in told(hints(*events))}
    assert found <= pairs
    assert {late for late, _ in found} == {late for late, _ in pairs}


# What falls on the day


@pytest.mark.parametrize(
    ("start", "fields", "code", "name"),
    [
        ("2027-01-01 20:00", {}, "EVENT-ON-HOLIDAY", "元旦"),
        ("2026-12-31", {}, "EVENT-ON-HOLIDAY", "元旦"),
        ("2026-12-29", {"end": "2026-12-31"}, "EVENT-ON-HOLIDAY", "元旦"),
        ("2026-12-30 20:00", {"duration": "25h"}, "EVENT-ON-HOLIDAY", "元旦"),
        ("2027-01-03 14:00", {}, "EVENT-ON-WORKDAY", "元旦"),
        ("2027-01-03 08:30", {}, "EVENT-ON-WORKDAY", "元旦"),
        ("2027-01-03 17:59", {}, "EVENT-ON-WORKDAY", "元旦"),
        ("2027-01-03", {}, "EVENT-ON-WORKDAY", "元旦"),
        ("2026-12-12 20:00", {}, "EVENT-ON-PROMOTION", "双12"),
        ("2027-01-29", {}, "EVENT-ON-PROMOTION", "年货节"),
    ],
)
def test_a_day_that_is_not_like_others_is_named(start: str, fields: Typed, code: str, name: str) -> None:
    """Whether it is the first day of the event or a later one."""
    problems = hints(an_event("a", start, **fields), cn=HOLIDAYS, sales=SALES)
    assert told(problems) == [(code, "start", start, {"event": "a", "count": "1", "name": name})]


@pytest.mark.parametrize(
    ("start", "fields"),
    [
        ("2026-12-30 20:00", {}),
        ("2026-12-30 22:00", {"duration": "3h"}),
        ("2027-01-03 19:00", {}),
        ("2027-01-03 07:00", {}),
        ("2027-01-08 14:00", {}),
        ("2027-02-18 20:00", {}),
        ("2026-11-20 20:00", {}),
        ("2027-01-01 20:00", {"status": "cancelled"}),
    ],
)
def test_a_day_like_others_is_not(start: str, fields: Typed) -> None:
    """Nor an evening on a working day, nor a sale that goes on for weeks."""
    assert hints(an_event("a", start, **fields), cn=HOLIDAYS, sales=SALES) == []


def test_the_dates_of_a_series_are_told_of_once() -> None:
    """With the first of them and how many they are, for each kind of day."""
    series = an_event("a", "2026-11-26 20:00", repeat={"freq": "daily", "until": "2027-02-28"})
    assert told(hints(series, cn=HOLIDAYS, sales=SALES)) == [
        ("EVENT-ON-PROMOTION", "start", "2026-12-12 20:00", {"event": "a", "count": "13", "name": "双12"}),
        ("EVENT-ON-HOLIDAY", "start", "2026-12-31 20:00", {"event": "a", "count": "3", "name": "元旦"}),
    ]


@pytest.mark.parametrize(
    ("fields", "told_of"),
    [
        ({"repeat": {**WEEKLY, "skip": ["cn"]}}, []),
        ({"repeat": {**WEEKLY, "skip": ["2026-12-31"]}}, []),
        ({"repeat": {**WEEKLY, "skip": ["cn"]}, "occurrences": {"2026-12-31": {"title": "跨年夜谈"}}}, []),
        ({"repeat": WEEKLY, "occurrences": {"2026-12-31": {"title": "跨年夜谈"}}}, ["occurrences.2026-12-31"]),
        (
            {"repeat": {**WEEKLY, "skip": ["cn"]}, "occurrences": {"2026-12-31": {"move_to": "2027-01-01 20:00"}}},
            ["occurrences.2026-12-31.move_to"],
        ),
        ({"repeat": {**WEEKLY, "skip": ["cn"]}, "extra": [{"start": "2027-01-01 20:00"}]}, ["extra[0].start"]),
    ],
)
def test_a_series_that_skips_the_calendar_knows_what_it_does(fields: Typed, told_of: list[str]) -> None:
    """Its override on such a day is meant; a move or an extra date to one may be a slip."""
    series = an_event("a", "2026-12-24 20:00", **fields)
    assert [problem.field for problem in hints(series, cn=HOLIDAYS)] == told_of


def test_a_draft_calendar_says_nothing() -> None:
    """Its days are still to be settled."""
    assert hints(an_event("a", "2027-01-01 20:00"), cn={**HOLIDAYS, "status": "draft"}) == []


# Years of which no calendar speaks


def test_a_year_without_a_calendar_is_told_of_once() -> None:
    """With the files that are missing, called like the one that is there, and the first event that waits for them."""
    calendar = {**HOLIDAYS, "valid_years": ["2026"]}
    events = [an_event(f"e{number}", f"202{number}-03-04 20:00") for number in (7, 8)]
    series = an_event("talk", "2026-12-08 20:00", repeat={**WEEKLY, "until": "2027-02-28"})
    (problem,) = hints(*events, series, **{"cn-2026": calendar})
    assert problem == Problem(
        code="OVERLAY-YEAR-MISSING",
        place=Place(file="calendars"),
        severity=Severity.WARNING,
        found="2027",
        wanted=("calendars/cn-2027.yml", "calendars/cn-2028.yml"),
        details=(("event", "talk"), ("at", "2027-01-05 20:00"), ("count", "10")),
    )


@pytest.mark.parametrize(
    ("event", "overlays"),
    [
        ({}, {}),
        ({}, {"sales": SALES}),
        ({}, {"cn": {**HOLIDAYS, "valid_years": ["2026"], "status": "draft"}}),
        ({}, {"cn": HOLIDAYS}),
        ({"start": "2026-11-26 20:00", "repeat": WEEKLY}, {"cn": HOLIDAYS}),
        ({"start": "2028-03-04 20:00", "date_precision": "month"}, {"cn": HOLIDAYS}),
    ],
)
def test_a_club_without_such_calendars_is_not_asked_for_one(event: Typed, overlays: dict[str, Typed]) -> None:
    """And a series without an end does not ask for the years that it will reach."""
    problems = hints(an_event("a", **{"start": "2027-03-04 20:00", **event}), **overlays)
    assert "OVERLAY-YEAR-MISSING" not in [problem.code for problem in problems]
