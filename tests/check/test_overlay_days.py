"""Calendars and hints in whole clubs: the line of each problem, and what a contributor reads."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders import an_event, check_club_of, club_settings, codes_told
from huiguan.problem import Place, Problem, Severity
from huiguan.wording import words_of

HOLIDAYS = "kind: statutory\nvalid_years: [2026, 2027]\ndays: [{date: 2026-12-31, name: 元旦}]\n"
SALES = "kind: promotion\ndays: [{date: 2026-12-12, name: 双12}]\n"


def test_the_line_of_a_hint_is_that_of_the_date(tmp_path: Path) -> None:
    """An override stands at its date, an extra one at its start."""
    talk = an_event(
        repeat="{freq: weekly, until: 2027-01-31}",
        occurrences="\n  2026-12-31:\n    title: 跨年夜谈",
        extra="\n  - duration: 90m\n    start: 2026-12-12 20:00",
    )
    files = {
        "events/talk.yml": talk,
        "calendars/cn-2027.yml": HOLIDAYS,
        "calendars/sales.yml": SALES,
    }
    found = [(problem.code, problem.place.line) for problem in check_club_of(tmp_path, files).problems]
    lines = talk.split("\n")
    assert found == [
        ("EVENT-ON-HOLIDAY", lines.index("  2026-12-31:") + 1),
        ("EVENT-ON-PROMOTION", lines.index("    start: 2026-12-12 20:00") + 1),
    ]


def test_a_hint_can_be_waived(tmp_path: Path) -> None:
    """As any other finding that a person looked at and let stand."""
    waiver = "[{code: EVENT-ON-PROMOTION, file: events/talk.yml, found: 2026-12-12 20:00, why: 就是为双12 办的}]"
    files = {
        "club.yml": club_settings(waivers=waiver),
        "events/talk.yml": an_event(start="2026-12-12 20:00"),
        "calendars/sales.yml": SALES,
    }
    assert codes_told(check_club_of(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("skip", "wanted"),
    [
        ("cn-holidays", ("cn-public-holidays", "cn-public-holidays-2027")),
        ("假日", ("cn-public-holidays", "cn-public-holidays-2027")),
    ],
)
def test_a_name_that_no_calendar_has_stops_the_build(tmp_path: Path, skip: str, wanted: tuple[str, ...]) -> None:
    """At the entry of the list, with the nearest names, with and without the year."""
    files = {
        "events/talk.yml": an_event(repeat=f"{{freq: weekly, count: 3, skip: [2026-12-03, {skip}]}}"),
        "calendars/cn-public-holidays-2027.yml": HOLIDAYS,
    }
    (problem,) = check_club_of(tmp_path, files).problems
    assert (problem.code, problem.severity, problem.field) == ("EVENT-SKIP-UNKNOWN", Severity.ERROR, "repeat.skip[1]")
    assert (problem.found, problem.wanted) == (skip, wanted)


def test_a_calendar_whose_file_is_broken_is_not_unknown_on_top(tmp_path: Path) -> None:
    """One mistake is one problem."""
    files = {
        "events/talk.yml": an_event(repeat="{freq: weekly, skip: [cn]}"),
        "calendars/cn-2027.yml": "kind: [\n",
    }
    assert {problem.place.file for problem in check_club_of(tmp_path, files).problems} == {"calendars/cn-2027.yml"}


@pytest.mark.parametrize(
    ("text", "code", "line", "found", "wanted"),
    [
        (
            "kind: rule\ndays:\n  - {date: 2026-11-11, name: 甲}\n  - {start: 2026-11-11, end: 2026-11-12, name: 乙}\n",
            "OVERLAY-DAY-TWICE",
            4,
            "2026-11-11",
            (),
        ),
        (
            "kind: rule\nvalid_years: [2026]\ndays:\n  - {date: 2027-11-11, name: 甲}\n  - {date: 2027-12-12, name: 乙}\n",
            "OVERLAY-DAY-OUTSIDE",
            4,
            "2027-11-11",
            ("2026",),
        ),
        ("kind: promotion\ndays:\n  - {name: 双11}\n", "OVERLAY-DAY-WHEN", 3, "{…}", ("date: 2026-10-01",)),
        ("kind: sale\ndays: []\n", "CHOICE-UNKNOWN", 1, "sale", None),
        ("kind: rule\naliases: [old]\n", "FIELD-UNKNOWN", 2, "aliases", ()),
        ("kind: rule\nday: []\n", "FIELD-UNKNOWN", 2, "day", ("days",)),
        ("kind: rule\nvalid_years: [206]\n", "NUMBER-RANGE", 2, "206", ("≥ 1970",)),
    ],
)
def test_a_wrong_calendar_is_told_of_at_its_line(  # noqa: PLR0917 - the columns of the table
    tmp_path: Path, text: str, code: str, line: int, found: str, wanted: tuple[str, ...] | None
) -> None:
    """Once for each mistake, with what would be right."""
    (problem,) = check_club_of(tmp_path, {"calendars/sales.yml": text}).problems
    assert (problem.code, problem.place.line, problem.found) == (code, line, found)
    assert wanted is None or problem.wanted == wanted


def test_a_calendar_of_two_years_may_reach_over_its_edge(tmp_path: Path) -> None:
    """A row of days that begins in one of its years is inside."""
    text = "kind: statutory\nvalid_years: [2026]\ndays: [{start: 2026-12-31, end: 2027-01-02, name: 元旦}]\n"
    assert codes_told(check_club_of(tmp_path, {"calendars/cn-2026.yml": text})) == []


SAID = {
    "EVENT-CLASH": "「甲」2026-11-26 20:00 这场和「乙」2026-11-26 20:30 那场撞了时间，来的是同一批人（共 2 场）。",
    "EVENT-ON-HOLIDAY": "「甲」2026-11-26 20:00 这场赶上元旦放假（共 2 场）。",
    "EVENT-ON-WORKDAY": "「甲」2026-11-26 20:00 这场在周末白天，可是这天元旦调休，要上班（共 2 场）。",
    "EVENT-ON-PROMOTION": "「甲」2026-11-26 20:00 这场赶上元旦，大家都在自己店里（共 2 场）。",
}


@pytest.mark.parametrize("code", SAID)
def test_a_hint_is_one_whole_sentence(code: str) -> None:
    """It names the event, the date and what it meets."""
    details = {"event": "甲", "other": "乙", "at": "2026-11-26 20:30", "name": "元旦", "count": "2"}
    problem = Problem(code=code, place=Place(file="events/a.yml"), found="2026-11-26 20:00", details=tuple(details.items()))
    assert words_of("zh-Hans").message(problem).says == SAID[code]


@pytest.mark.parametrize("code", [*SAID, "OVERLAY-YEAR-MISSING"])
def test_a_single_date_is_not_counted(code: str) -> None:
    """That it is one alone goes without saying, in either language."""
    details = {"event": "甲", "other": "乙", "at": "2026-11-26 20:30", "name": "元旦"}
    one, many = (
        Problem(code=code, place=Place(file="a.yml"), found="2027", details=(*details.items(), ("count", count)))
        for count in "13"
    )
    assert "共" not in words_of("zh-Hans").message(one).says
    assert "in all" not in words_of("en").message(one).says
    assert "（共 3 场）" in words_of("zh-Hans").message(many).says
    assert "(3 in all)" in words_of("en").message(many).says


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_problem_of_a_calendar_has_words(language: str) -> None:
    """With a remedy and an example of wrong and right, and no name left in braces."""
    table = words_of(language).group("problem")
    codes = [code for code in table if code.startswith("OVERLAY-")] + [*SAID, "EVENT-SKIP-UNKNOWN"]
    assert len(codes) == 12
    problem = Problem(code="", place=Place(file="a.yml"), found="x", wanted=("y",))
    for code in codes:
        message = words_of(language).message(replace(problem, code=code))
        assert all([message.says, message.remedy, message.bad, message.good])
        assert "{" not in message.says + message.remedy
