"""Rules of an event: every wrong input with its whole message, and the right ones that stay silent."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from builders import an_event as event_file
from builders import check_club_of, lines_told
from huiguan.check.event import check_event, check_updated
from huiguan.model.event import Event
from huiguan.model.record import Origin
from huiguan.model.venue import Geo
from huiguan.problem import Places, Problem, Severity, Spots
from huiguan.wording import words_of


def an_event(**fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """A valid evening event that takes the difference."""
    given = {"id": "talk", "title": "夜谈", "kind": "online_talk", "summary": "一句话", "start": "2026-11-26 20:00"}
    return Event.model_validate({**given, **fields})


def problems(**fields: Any) -> list[Problem]:  # noqa: ANN401
    """The problems of an event in a club of Shanghai."""
    return check_event(an_event(**fields), zone="Asia/Shanghai")


def weekly(**fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields of ten Thursdays from 2026-11-26 on."""
    return {"repeat": {"freq": "weekly", "count": "10"}, **fields}


def rule(**fields: str | list[str]) -> dict[str, Any]:
    """The fields of a rule."""
    return {"repeat": fields}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"end": "2026-11-27 01:00"},
        {"duration": "90m"},
        {"start": "2027-03-12", "end": "2027-03-14"},
        {"start": "2027-03-12", "end": "2027-03-12"},
        {"start": "2027-03-12", "duration": "2d"},
        {"start": "2026-11-27 20:00", **rule(freq="monthly", on="fri", nth="last")},
        {"start": "2024-02-29", **rule(freq="yearly")},
        rule(freq="weekly", on=["thu", "fri"], until="2026-12-03"),
        rule(freq="daily", on=["mon", "thu"]),
        weekly(occurrences={"2026-12-03": {"cancel": "true"}, "2026-12-10": {"move_to": "2026-12-11"}}),
        {**rule(freq="weekly", skip=["2026-12-03"]), "occurrences": {"2026-12-03": {"cancel": "true"}}},
        weekly(extra=[{"start": "2026-11-28 14:00"}, {"start": "2026-11-29 14:00"}]),
        weekly(extra=[{"start": "2026-11-28 14:00"}], occurrences={"2026-11-28": {"cancel": "true"}}),
        weekly(extra=[{"start": "2026-11-28 14:00"}], occurrences={"2026-11-28": {"move_to": "2026-11-29 14:00"}}),
        weekly(extra=[{"start": "2028-01-08 14:00"}], occurrences={"2028-01-08": {"title": "夜谈"}}),
        {"extra": [{"start": "2026-11-28 14:00"}], "occurrences": {"2026-11-28": {"cancel": "true"}}},
        weekly(
            extra=[{"start": "2026-11-28 21:00"}],
            occurrences={"2026-11-28": {"registration": {"deadline": "2026-11-28 20:30"}}},
        ),
        {
            "timezone": "America/New_York",
            "extra": [{"start": "2027-03-14 02:30"}],
            "occurrences": {"2027-03-14": {"cancel": "true"}},
        },
        weekly(registration={"deadline": "2026-12-24 18:00"}),
        {"registration": {"deadline": "2026-11-26"}},
        {"registration": {"opens": "2026-11-26", "deadline": "2026-11-26"}},
        {"registration": {"opens": "2026-11-26 10:00"}},
        weekly(registration={"opens": "2026-12-20 10:00", "deadline": "2026-12-24 18:00"}),
        {"duration": "2h", "agenda": [{"at": hour, "title": "一"} for hour in ("18:00", "19:45", "22:00")]},
        {"end": "2026-11-27 01:00", "agenda": [{"at": "20:00", "title": "一"}, {"at": "00:30", "title": "二"}]},
        {"start": "2027-03-12", "end": "2027-03-14", "agenda": [{"at": "08:00", "title": "集合"}]},
        {"duration": "30h", "agenda": [{"at": "08:00", "title": "集合"}]},
        {"status": "cancelled", "agenda": [{"at": "08:00", "title": "集合"}]},
        weekly(occurrences={"2026-12-03": {"move_to": "2026-12-04 19:00", "agenda": [{"at": "19:00", "title": "一"}]}}),
        weekly(occurrences={"2026-12-03": {"cancel": "true", "agenda": [{"at": "08:00", "title": "一"}]}}),
        weekly(
            extra=[{"start": "2026-11-28 14:00", "duration": "3h"}],
            occurrences={"2026-11-28": {"agenda": [{"at": "17:00", "title": "散场"}]}},
        ),
        {"status": "postponed", "postponed_from": "2026-11-25 20:00"},
        {"status": "postponed", "postponed_from": "2026-11-26 20:00"},
        {"status": "cancelled", "postponed_from": "2026-11-25 20:00"},
        {"mode": "onsite", "venue": {"name": "茶空间"}},
        {"mode": "onsite", "status": "cancelled"},
        {"mode": "online", "online": {"platform": "腾讯会议"}},
        {"timezone": "America/New_York", **weekly()},
        {"occurrences": {"2026-11-26": {"title": "夜谈"}}},
        {"status": "draft", "end": "2020-01-01 20:00", "repeat": {"freq": "weekly", "count": "2", "until": "2027-01-01"}},
    ],
)
def test_right_events_raise_nothing(fields: dict[str, Any]) -> None:
    """What an organiser may well mean passes, a draft whatever it says."""
    assert problems(**fields) == []


@pytest.mark.parametrize(
    ("fields", "code", "field", "found", "wanted"),
    [
        ({"end": "2026-11-26 19:00"}, "EVENT-END-BEFORE-START", "end", "2026-11-26 19:00", ("2026-11-26 21:00",)),
        ({"end": "2026-11-26 01:00"}, "EVENT-END-BEFORE-START", "end", "2026-11-26 01:00", ("2026-11-27 01:00",)),
        ({"end": "2026-11-26 20:00"}, "EVENT-END-BEFORE-START", "end", "2026-11-26 20:00", ("2026-11-26 21:00",)),
        ({"start": "2027-03-12", "end": "2027-03-11"}, "EVENT-END-BEFORE-START", "end", "2027-03-11", ("2027-03-12",)),
        (
            {"end": "2026-11-26 21:00", "duration": "1d2h"},
            "EVENT-END-AND-DURATION",
            "duration",
            "1d2h",
            ("2026-11-26 21:00",),
        ),
        ({"end": "2026-11-27"}, "EVENT-ALL-DAY-MIX", "end", "2026-11-27", ("2026-11-27 21:00",)),
        ({"start": "2027-03-12", "end": "2027-03-14 18:00"}, "EVENT-ALL-DAY-MIX", "end", "2027-03-14 18:00", ("2027-03-14",)),
        ({"start": "2027-03-12", "duration": "90m"}, "EVENT-ALL-DAY-MIX", "duration", "90m", ("start: 2027-03-12 20:00",)),
        (weekly(extra=[{"start": "2026-11-28"}]), "EVENT-ALL-DAY-MIX", "extra[0].start", "2026-11-28", ("2026-11-28 20:00",)),
        (
            {"start": "2026-11-26", **weekly(occurrences={"2026-12-03": {"move_to": "2026-12-04 19:30"}})},
            "EVENT-ALL-DAY-MIX",
            "occurrences.2026-12-03.move_to",
            "2026-12-04 19:30",
            ("2026-12-04",),
        ),
        (
            weekly(extra=[{"start": "2026-12-05 14:00"}], occurrences={"2026-12-06": {"cancel": "true"}}),
            "EVENT-OVERRIDE-OFF-RULE",
            "occurrences.2026-12-06",
            "2026-12-06",
            ("2026-12-05", "2026-12-10"),
        ),
        (
            {"extra": [{"start": "2026-12-05 14:00"}], "occurrences": {"2026-12-06": {"cancel": "true"}}},
            "EVENT-OVERRIDE-OFF-RULE",
            "occurrences.2026-12-06",
            "2026-12-06",
            ("2026-12-05",),
        ),
        (
            weekly(
                extra=[{"start": "2026-11-28 14:00"}],
                occurrences={"2026-11-28": {"registration": {"deadline": "2026-11-28 15:00"}}},
            ),
            "EVENT-DEADLINE-AFTER-START",
            "occurrences.2026-11-28.registration.deadline",
            "2026-11-28 15:00",
            ("2026-11-28 14:00",),
        ),
        (
            {"registration": {"opens": "2026-11-26 20:00"}},
            "EVENT-OPENS-TOO-LATE",
            "registration.opens",
            "2026-11-26 20:00",
            ("2026-11-26 20:00",),
        ),
        (
            weekly(registration={"opens": "2026-12-25", "deadline": "2026-12-24 18:00"}),
            "EVENT-OPENS-TOO-LATE",
            "registration.opens",
            "2026-12-25",
            ("2026-12-24 18:00",),
        ),
        (
            weekly(occurrences={"2026-12-03": {"registration": {"opens": "2026-12-04"}}}),
            "EVENT-OPENS-TOO-LATE",
            "occurrences.2026-12-03.registration.opens",
            "2026-12-04",
            ("2026-12-03 20:00",),
        ),
        (
            {"registration": {"opens": "0206-11-26 20:00"}},
            "EVENT-YEAR-UNLIKELY",
            "registration.opens",
            "0206-11-26 20:00",
            (),
        ),
        (
            rule(freq="weekly", count="20", until="2027-03-25"),
            "EVENT-COUNT-AND-UNTIL",
            "repeat.count",
            "20",
            ("2027-03-25",),
        ),
        ({"start": "2026-11-27 20:00", **rule(freq="monthly", on="fri")}, "EVENT-RULE-UNCLEAR", "repeat.on", "fri", ()),
        (rule(freq="weekly", nth="2"), "EVENT-RULE-UNCLEAR", "repeat.nth", "2", ()),
        (rule(freq="weekly", by_month_day="26"), "EVENT-RULE-UNCLEAR", "repeat.by_month_day", "26", ()),
        (rule(freq="weekly", until="2026-03-25"), "EVENT-RULE-NEVER", "repeat", "weekly", ()),
        (
            rule(freq="weekly", count="2", skip=["2026-11-26", "2026-12-03"]),
            "EVENT-RULE-NEVER",
            "repeat.skip",
            "weekly",
            (),
        ),
        (
            {"start": "2026-02-28 20:00", **rule(freq="yearly", by_month_day="30")},
            "EVENT-RULE-NEVER",
            "repeat",
            "yearly",
            (),
        ),
        (
            {"start": "2026-11-25 20:00", **rule(freq="weekly", on="周四")},
            "EVENT-START-OFF-RULE",
            "start",
            "2026-11-25 20:00",
            ("2026-11-26 20:00",),
        ),
        (
            {"start": "2026-11-25", **rule(freq="monthly", on="fri", nth="last")},
            "EVENT-START-OFF-RULE",
            "start",
            "2026-11-25",
            ("2026-11-27",),
        ),
        (
            weekly(occurrences={"2026-12-18": {"title": "会诊"}}),
            "EVENT-OVERRIDE-OFF-RULE",
            "occurrences.2026-12-18",
            "2026-12-18",
            ("2026-12-17", "2026-12-24"),
        ),
        (
            weekly(occurrences={"2199-01-01": {"cancel": "true"}}),
            "EVENT-OVERRIDE-OFF-RULE",
            "occurrences.2199-01-01",
            "2199-01-01",
            ("2027-01-28",),
        ),
        (
            {"occurrences": {"2026-11-27": {"title": "夜谈"}}},
            "EVENT-OVERRIDE-OFF-RULE",
            "occurrences.2026-11-27",
            "2026-11-27",
            ("2026-11-26",),
        ),
        (
            rule(freq="weekly", skip=["2026-12-03", "2026-12-08"]),
            "EVENT-SKIP-OFF-RULE",
            "repeat.skip[1]",
            "2026-12-08",
            ("2026-12-10", "2026-12-03"),
        ),
        (
            weekly(occurrences={"2026-12-03": {"cancel": "true", "move_to": "2026-12-04 20:00"}}),
            "EVENT-CANCEL-AND-MOVE",
            "occurrences.2026-12-03.move_to",
            "2026-12-04 20:00",
            (),
        ),
        (
            weekly(extra=[{"start": "2026-11-28 10:00"}, {"start": "2026-11-28 14:00"}]),
            "EVENT-EXTRA-TWICE",
            "extra[1].start",
            "2026-11-28",
            (),
        ),
        (
            {"registration": {"deadline": "2026-11-27"}},
            "EVENT-DEADLINE-AFTER-START",
            "registration.deadline",
            "2026-11-27",
            ("2026-11-26 20:00",),
        ),
        (
            {"registration": {"deadline": "2026-11-26 20:01"}},
            "EVENT-DEADLINE-AFTER-START",
            "registration.deadline",
            "2026-11-26 20:01",
            ("2026-11-26 20:00",),
        ),
        (
            weekly(occurrences={"2026-12-03": {"registration": {"deadline": "2026-12-04"}}}),
            "EVENT-DEADLINE-AFTER-START",
            "occurrences.2026-12-03.registration.deadline",
            "2026-12-04",
            ("2026-12-03 20:00",),
        ),
        ({"mode": "onsite"}, "EVENT-PLACE-MISSING", "mode", "onsite", ()),
        ({"mode": "hybrid", "online": {"platform": "x"}}, "EVENT-PLACE-MISSING", "mode", "hybrid", ()),
        ({"start": "0001-01-01 00:00"}, "EVENT-YEAR-UNLIKELY", "start", "0001-01-01 00:00", ()),
        (rule(freq="daily", until="9999-12-31"), "EVENT-YEAR-UNLIKELY", "repeat.until", "9999-12-31", ()),
        (weekly(extra=[{"start": "9999-12-31 23:00"}]), "EVENT-YEAR-UNLIKELY", "extra[0].start", "9999-12-31 23:00", ()),
    ],
)
def test_wrong_events_are_reported(fields: dict[str, Any], code: str, field: str, found: str, wanted: tuple[str, ...]) -> None:
    """One problem, an error, at the field that is to be mended, with what would be right."""
    (problem,) = problems(**fields)
    assert (problem.code, problem.field, problem.found, problem.wanted) == (code, field, found, wanted)
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("fields", "code", "field", "found"),
    [
        ({"mode": "online"}, "EVENT-ONLINE-MISSING", "mode", "online"),
        ({"mode": "onsite", "status": "tentative"}, "EVENT-PLACE-MISSING", "mode", "onsite"),
        (
            {"start": "2027-03-14 02:30", "timezone": "America/New_York"},
            "EVENT-DST-GAP",
            "start",
            "2027-03-14 02:30",
        ),
        (
            {"start": "2026-11-01 01:30", "timezone": "America/New_York"},
            "EVENT-DST-FOLD",
            "start",
            "2026-11-01 01:30",
        ),
        (
            {"start": "2026-09-06 01:30", "timezone": "Europe/London", **rule(freq="weekly", count="12")},
            "EVENT-DST-FOLD",
            "start",
            "2026-10-25 01:30",
        ),
        (
            {"start": "2026-10-31 23:00", "duration": "5h", "timezone": "America/New_York"},
            "EVENT-DST-OVERNIGHT",
            "start",
            "2026-10-31 23:00",
        ),
        (
            {
                "timezone": "America/New_York",
                "start": "2026-10-30 20:00",
                "repeat": {"freq": "weekly", "count": "2"},
                "occurrences": {"2026-10-30": {"move_to": "2026-11-01 01:15"}},
            },
            "EVENT-DST-FOLD",
            "occurrences.2026-10-30.move_to",
            "2026-11-01 01:15",
        ),
        ({"title": "长" * 41}, "EVENT-TITLE-LONG", "title", "长" * 40 + "…"),
        (
            weekly(occurrences={"2026-12-03": {"title": "长" * 50}}),
            "EVENT-TITLE-LONG",
            "occurrences.2026-12-03.title",
            "长" * 40 + "…",
        ),
    ],
)
def test_doubtful_events_are_warned_of(fields: dict[str, Any], code: str, field: str, found: str) -> None:
    """What may be meant, but will disappoint somebody, is a warning."""
    (problem,) = problems(**fields)
    assert (problem.code, problem.field, problem.found) == (code, field, found)
    assert problem.severity is Severity.WARNING


def test_problems_point_at_what_was_typed() -> None:
    """A key without leading zeros is found in its file, and the place of a list's item is the item's."""
    spots = Spots(
        keys={("occurrences",): (9, 1), ("occurrences", "2026-12-9"): (10, 3)},
        values={("repeat", "skip", 0): (7, 10)},
    )
    places = Places("events/talk.yml", lambda: spots)
    event = an_event(
        origin=Origin(file="events/talk.yml", places=places),
        repeat={"freq": "weekly", "skip": ["2026-12-02"]},
        occurrences={"2026-12-9": {"cancel": "true"}},
    )
    skipped, changed = check_event(event, zone="Asia/Shanghai")
    assert (skipped.place.line, skipped.place.column) == (7, 10)
    assert (changed.place.line, changed.place.column, changed.field) == (10, 3, "occurrences.2026-12-9")


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        ("120.15", "30.28", "EVENT-GEO-SWAPPED"),
        ("-122.4", "37.77", "EVENT-GEO-SWAPPED"),
        ("120.15", "130.28", "less_than_equal"),
        ("北纬 30", "120.15", "NUMBER-FORMAT"),
    ],
)
def test_swapped_coordinates_are_named(latitude: str, longitude: str, code: str) -> None:
    """Maps of China give the longitude first: what would be right the other way round is said so."""
    with pytest.raises(ValidationError) as refused:
        Geo.model_validate({"latitude": latitude, "longitude": longitude})
    (error,) = refused.value.errors()
    assert error["type"] == code
    if code == "EVENT-GEO-SWAPPED":
        assert error["ctx"]["wanted"] == f"{{latitude: {longitude}, longitude: {latitude}}}"


def test_right_coordinates_pass() -> None:
    """A point in Hangzhou, one south and one west."""
    for latitude, longitude in (("30.28", "120.15"), ("-33.9", "18.4"), ("40.7", "-74")):
        assert Geo.model_validate({"latitude": latitude, "longitude": longitude}).latitude == float(latitude)


@pytest.mark.parametrize(
    ("fields", "says", "remedy"),
    [
        (
            {"start": "2026-11-25 20:00", **rule(freq="weekly", on="thu")},
            "开始时间 2026-11-25 20:00 不在重复规则给出的日子里。",
            "第一场应当是 2026-11-26 20:00；要么改开始时间，要么改规则。",
        ),
        (
            weekly(occurrences={"2026-12-18": {"title": "会诊"}}),
            "2026-12-18 这天本来就没有场次，改写落空了。",
            (
                "这里写原定的日期，也就是改动之前的那一天。最近的是 2026-12-17、2026-12-24。"
                "规则之外的加场先写进 extra，再在这里用它的日期改。"
            ),
        ),
        (
            {"start": "2027-03-14 02:30", "timezone": "America/New_York"},
            "2027-03-14 02:30 在 America/New_York 不存在：那一夜夏令时开始，钟会跳过这个时间。",
            "各家日历会各猜一个时间，请换一个钟点。",
        ),
        (
            {"registration": {"opens": "2026-11-25 10:00", "deadline": "2026-11-24 18:00"}},
            "报名 2026-11-25 10:00 才开始，可是 2026-11-24 18:00 已经截止或开场了。",
            "开始报名（opens）写在报名截止（deadline）和开场之前。",
        ),
        (
            {"end": "2026-11-26 21:30", "agenda": [{"at": "20:00", "title": "签到"}, {"at": "21:45", "title": "合影"}]},
            "流程里的 21:45 不在 20:00 到 21:30 之间，日历上的活动就是这段时间。",
            ("改这一条的钟点，或者改开始、结束；没写结束也没写时长的，日历按一小时算。开始之前的签到、入场，最多早两小时。"),
        ),
        (
            {"postponed_from": "2026-11-25 20:00"},
            "写了原定时间 2026-11-25 20:00，可是 status 是 scheduled，页面和日历都不会说改期。",
            "改期了就写 status: postponed，start 写新的时间；没有改期，删掉 postponed_from。",
        ),
        (
            rule(freq="daily", until="9999-12-31"),
            "repeat.until 的「9999-12-31」年份不对。",
            "年份写 1970 到 2199 之间的四位数；没有尽头的系列不写 until。",
        ),
    ],
)
def test_messages_say_it_plainly(fields: dict[str, Any], says: str, remedy: str) -> None:
    """A message names what stands there and what to write instead."""
    message = words_of("zh-Hans").message(problems(**fields)[0])
    assert (message.says, message.remedy) == (says, remedy)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_problem_has_words(language: str) -> None:
    """Each code of this rule set has a sentence, a remedy, and an example before and after."""
    table = words_of(language).group("problem")
    codes = sorted(code for code in table if code.startswith("EVENT-"))
    assert len(codes) >= 20
    for code in codes:
        assert set(table[code]) - {"remedy_none", "says_none"} == {"says", "remedy", "bad", "good"}, code


@pytest.mark.parametrize(
    ("fields", "field", "found"),
    [
        ({"agenda": [{"at": "17:59", "title": "签到"}]}, "agenda[0].at", "17:59"),
        ({"agenda": [{"at": "21:01", "title": "散场"}, {"at": "22:00", "title": "夜宵"}]}, "agenda[0].at", "21:01"),
        (
            weekly(occurrences={"2026-12-03": {"move_to": "2026-12-04 14:00", "agenda": [{"at": "20:00", "title": "一"}]}}),
            "occurrences.2026-12-03.agenda[0].at",
            "20:00",
        ),
        (
            weekly(occurrences={"2026-12-03": {"duration": "30m", "agenda": [{"at": "20:45", "title": "一"}]}}),
            "occurrences.2026-12-03.agenda[0].at",
            "20:45",
        ),
        (
            weekly(
                extra=[{"start": "2026-11-28 14:00", "duration": "3h"}],
                occurrences={"2026-11-28": {"agenda": [{"at": "18:00", "title": "散场"}]}},
            ),
            "occurrences.2026-11-28.agenda[0].at",
            "18:00",
        ),
    ],
)
def test_an_agenda_outside_its_event_is_asked_about(fields: dict[str, Any], field: str, found: str) -> None:
    """Once for each agenda, at its first item before the start or after the end that calendars show."""
    (problem,) = problems(**fields)
    assert (problem.code, problem.field, problem.found) == ("EVENT-AGENDA-OUTSIDE", field, found)
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(("seats", "code"), [("0", "greater_than_equal"), ("-5", "COUNT-FORMAT"), ("不限", "COUNT-FORMAT")])
def test_no_event_has_less_than_one_seat(seats: str, code: str) -> None:
    """Nor has a single date; who sets no limit leaves the field out."""
    for fields in ({"capacity": seats}, {"occurrences": {"2026-11-26": {"capacity": seats}}}):
        with pytest.raises(ValidationError) as refused:
            an_event(**fields)
        assert [error["type"] for error in refused.value.errors()] == [code]


def test_no_seat_at_all_is_told_plainly(tmp_path: Path) -> None:
    """A contributor reads what stands there and what is the least."""
    assert lines_told(check_club_of(tmp_path, {"events/e.yml": event_file(capacity="0")})) == [
        "要改 events/e.yml:5:11 capacity [NUMBER-RANGE]",
        "  「capacity」（名额）写的是 0，超出了范围。",
        "  要 ≥ 1。",
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"updated": "2062-11-21"}, [("EVENT-UPDATED-FUTURE", "updated", "2062-11-21", Severity.WARNING)]),
        ({"updated": "2026-11-22"}, [("EVENT-UPDATED-FUTURE", "updated", "2026-11-22", Severity.WARNING)]),
        ({"updated": "2026-11-21"}, []),
        ({"updated": "2062-11-21", "status": "draft"}, []),
        ({}, []),
    ],
)
def test_an_update_to_come_is_a_slip(fields: dict[str, str], found: list[tuple[str, str, str, Severity]]) -> None:
    """The version of its entries would stand still until then, and phones take over no change."""
    problems = check_updated(an_event(**fields), date(2026, 11, 21))
    assert [(one.code, one.field, one.found, one.severity) for one in problems] == found
