"""The calendars of a folder: our YAML, and a holiday-cn file as it is."""

import json
from pathlib import Path

import pytest

from builders import check_club_of, codes_told, write_files
from huiguan.problem import Place
from huiguan.read.tree import read_club

PAPER = "https://www.example.com/notice.htm"
FILE = {
    "$schema": "https://www.example.com/schema.json",
    "$id": "https://www.example.com/2026.json",
    "year": 2026,
    "papers": [PAPER],
    "days": [
        {"name": "元旦", "date": "2025-12-31", "isOffDay": True},
        {"name": "元旦", "date": "2026-01-04", "isOffDay": False},
    ],
}


@pytest.mark.parametrize("indent", [None, 4])
def test_a_holiday_cn_file_is_a_calendar_of_holidays(tmp_path: Path, indent: int | None) -> None:
    """With the days, the notice, and the years of its days beside its own; no key is unknown."""
    name = "calendars/cn-public-holidays-2026.json"
    checked = check_club_of(tmp_path, {name: json.dumps(FILE, ensure_ascii=False, indent=indent)})
    assert codes_told(checked) == []
    assert checked.club is not None
    (overlay,) = checked.club.overlays
    assert (overlay.id, overlay.kind, overlay.source) == ("cn-public-holidays-2026", "statutory", PAPER)
    assert overlay.years == {2025, 2026}
    assert [(str(day.date), day.name, day.off) for day in overlay.days] == [
        ("2025-12-31", "元旦", True),
        ("2026-01-04", "元旦", False),
    ]


def test_a_year_without_a_notice_yet_is_no_problem(tmp_path: Path) -> None:
    """Such files lie there before the days are known."""
    empty = {**FILE, "papers": [], "days": []}
    assert codes_told(check_club_of(tmp_path, {"calendars/y-2027.json": json.dumps(empty)})) == []


def test_what_is_wrong_in_it_stands_where_it_was_typed(tmp_path: Path) -> None:
    """The keys are ours, the places those of the file."""
    text = json.dumps(FILE, ensure_ascii=False, indent=2).replace("false", "maybe").replace("2025-12-31", "2025-12-32")
    problems = check_club_of(tmp_path, {"calendars/y-2026.json": text}).problems
    file = "calendars/y-2026.json"
    assert [(problem.code, problem.place, problem.field, problem.found) for problem in problems] == [
        ("DATE-NOT-REAL", Place(file=file, line=11, column=15), "days[0].date", "2025-12-32"),
        ("YES-NO", Place(file=file, line=17, column=19), "days[1].off", "maybe"),
    ]


def test_json_in_our_own_format_is_read_too_and_nowhere_else(tmp_path: Path) -> None:
    """An event in JSON is out of place."""
    ours = '{"kind": "promotion", "days": [{"date": "2026-11-11", "name": "双11"}]}'
    write_files(tmp_path, {"club.yml": "name: 潮汐\n", "calendars/sales.json": ours, "events/talk.json": "{}"})
    folder = read_club(tmp_path)
    assert [(record.kind, record.id, record.value["kind"]) for record in folder.records] == [("overlay", "sales", "promotion")]
    assert [(problem.code, problem.place.file) for problem in folder.problems] == [("FILE-UNEXPECTED", "events/talk.json")]
