"""The month: its weeks, which dates stand on which day, and what becomes of those that moved or do not happen."""

from datetime import date
from pathlib import Path

import pytest

from builders import an_event
from huiguan.compile.month import weeks_of
from sites import Element, Site, a_site

WEEKS = [
    (date(2027, 2, 1), 4, date(2027, 2, 1), date(2027, 2, 28)),
    (date(2026, 12, 1), 5, date(2026, 11, 30), date(2027, 1, 3)),
    (date(2027, 8, 1), 6, date(2027, 7, 26), date(2027, 9, 5)),
    (date(2028, 2, 1), 5, date(2028, 1, 31), date(2028, 3, 5)),
]
EVENTS = {
    "talk": {
        "title": "夜谈",
        "repeat": "{freq: weekly, on: [thu], until: 2026-12-31}",
        "occurrences": """
  2026-12-10: {cancel: true}
  2026-12-17: {move_to: 2026-12-18 19:30}""",
    },
    "late": {"title": "守夜", "start": "2026-12-12 22:00", "end": "2026-12-13 01:00"},
    "tour": {"title": "游学", "start": "2026-12-30", "end": "2027-01-02"},
    "camp": {"title": "集训", "start": "2026-12-05 20:00", "end": "2026-12-07 12:00"},
    "far": {"title": "春茶会", "start": "2027-03-10 20:00"},
    "plan": {"title": "计划会", "start": "2026-12-08 20:00", "status": "tentative"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A December with a bit of everything."""
    files = {f"events/{name}.yml": an_event(**fields) for name, fields in EVENTS.items()}
    overlay = "kind: promotion\ndays:\n- {date: 2026-12-12, name: 双12}\n"
    return a_site(tmp_path_factory.mktemp("month"), {**files, "calendars/promotions.yml": overlay})


def cell(site: Site, day: str, month: str = "2026-12") -> list[Element]:
    """The elements inside the cell of a day."""
    found = site.all(f"events/month/{month}.md")
    start = next(index for index, element in enumerate(found) if element.attributes.get("data-hg-day") == day)
    end = next(
        (index for index, element in enumerate(found) if index > start and element.tag in {"td", "tr", "ul", "p"}), len(found)
    )
    return found[start:end]


def named(site: Site, day: str, month: str = "2026-12") -> list[tuple[str, str]]:
    """(words, tone) of the dates that a cell names on a desk."""
    parts = [element for element in cell(site, day, month) if element.tag == "a" and "hg-month__d" not in element.classes]
    return [(" ".join(part.text.split()), " ".join(part.classes)) for part in parts]


@pytest.mark.parametrize(("first", "count", "begins", "ends"), WEEKS)
def test_weeks_begin_on_monday_and_hold_the_whole_month(first: date, count: int, begins: date, ends: date) -> None:
    """Four weeks where the month fits, else five or six, filled up with days of its neighbours."""
    weeks = weeks_of(first)
    assert (len(weeks), weeks[0][0], weeks[-1][-1]) == (count, begins, ends)
    assert {week[0].isoweekday() for week in weeks} == {1}
    days = [day for week in weeks for day in week if day.month == first.month]
    assert days == sorted(set(days))
    assert days[0] == first


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2026-12-03", [("20:00 夜谈", "")]),
        ("2026-12-10", [("夜谈（取消）", "c")]),
        ("2026-12-17", []),
        ("2026-12-18", [("19:30 夜谈（改期）", "m")]),
        ("2026-12-12", [("22:00 守夜", "")]),
        ("2026-12-13", []),
        ("2026-12-05", [("20:00 集训", "")]),
        ("2026-12-06", [("集训（第 2 天）", "")]),
        ("2026-12-07", [("集训（第 3 天）", "")]),
        ("2026-12-08", [("20:00 计划会（待定）", "t")]),
        ("2026-12-31", [("游学（第 2 天）", ""), ("20:00 夜谈", "")]),
    ],
)
def test_each_day_names_its_dates(site: Site, day: str, names: list[tuple[str, str]]) -> None:
    """What ends soon after midnight stands on its evening alone; what takes days stands on each; a moved date on its new day."""
    assert named(site, day) == names


def test_what_goes_on_over_the_turn_of_the_year_stands_in_both_months(site: Site) -> None:
    """The third and fourth day of a tour are in January's page, and so is the tour in its list."""
    assert [named(site, f"2027-01-0{day}", "2027-01") for day in (1, 2, 3)] == [
        [("游学（第 3 天）", "")],
        [("游学（第 4 天）", "")],
        [],
    ]
    assert [link.text for link in site.all("events/month/2027-01.md", "h3")] == ["游学"]


def test_a_day_on_a_phone_leads_to_its_first_date_in_the_list(site: Site) -> None:
    """By a link that says day and count in words; days that only go on lead to where the event began."""
    found = site.all("events/month/2026-12.md")
    links = [
        (element, found[index + 1 :])
        for index, element in enumerate(found)
        if {"hg-month__d", "hg-phoneonly"} <= {*element.classes}
    ]
    told = {next(part.text for part in inner if "hg-vh" in part.classes): link.attributes["href"] for link, inner in links}
    assert told["3 日，1 场"] == "#day-3"
    assert told["12 日，1 场 双12"] == "#day-12"
    assert [told[f"{day} 日，1 场"] for day in (5, 6, 7)] == ["#day-5"] * 3
    assert told["31 日，2 场"] == "#day-31"
    assert site.dead_links() == []


def test_the_table_is_one_for_readers_who_hear_it(site: Site) -> None:
    """A caption, a head for each column with the day's name, and one cell a day."""
    page = "events/month/2026-12.md"
    assert [caption.text for caption in site.all(page, "caption")] == ["2026 年 12 月的活动"]
    heads = site.all(page, "th")
    assert {head.attributes["scope"] for head in heads} == {"col"}
    assert [head.text[1:] for head in heads] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    cells = site.all(page, "td")
    assert len(cells) == 35
    assert [cell.attributes["data-hg-day"] for cell in cells if "data-hg-day" in cell.attributes] == [
        f"2026-12-{day:02}" for day in range(1, 32)
    ]


def test_months_follow_one_another_from_the_current_to_the_last_with_dates(site: Site) -> None:
    """February has nothing and has its page; the entrance shows it, is not indexed, and leads on."""
    assert sorted(path for path in site.pages if path.startswith("events/month/")) == [
        "events/month/2026-11.md",
        "events/month/2026-12.md",
        "events/month/2027-01.md",
        "events/month/2027-02.md",
        "events/month/2027-03.md",
        "events/month/index.md",
    ]
    squares = site.all("events/month/2026-12.md", "a", "hg-sq")
    turns = {square.attributes["rel"]: square.attributes["href"] for square in squares}
    assert turns == {"prev": "../2026-11/", "next": "../2027-01/"}
    entrance = site.pages["events/month/index.md"]
    assert (entrance.indexed, entrance.meta["canonical"]) == (False, "https://tide.example.com/events/month/2026-11/")
    assert "这个月还没有排好的活动。" in site.text("events/month/2027-02.md")
    assert site.links("events/index.md")["按月看"] == "month/"


def test_a_series_without_an_end_gives_a_year_of_months(tmp_path: Path) -> None:
    """No more than twelve pages."""
    site = a_site(tmp_path, {"events/talk.yml": an_event(repeat="{freq: weekly, on: [thu]}")})
    months = sorted(path for path in site.pages if path.startswith("events/month/2"))
    assert (len(months), months[0], months[-1]) == (12, "events/month/2026-11.md", "events/month/2027-10.md")


def test_a_club_without_dates_has_no_month(tmp_path: Path) -> None:
    """And no way to one."""
    site = a_site(tmp_path, {"events/plan.yml": an_event(start="2027-03-01", date_precision="quarter")})
    assert [path for path in site.pages if "month" in path] == []
    assert "按月看" not in site.text("events/index.md")


def test_a_date_years_ahead_gives_no_bare_months(tmp_path: Path) -> None:
    """The months end with the last of this year that has a date; a talk of another zone says so in its cell."""
    files = {
        "events/far.yml": an_event(start="2028-02-29 10:00"),
        "events/near.yml": an_event(title="夜谈", start="2026-12-01 20:00", timezone="America/New_York"),
    }
    site = a_site(tmp_path, files)
    assert sorted(path for path in site.pages if path.startswith("events/month/2")) == [
        "events/month/2026-11.md",
        "events/month/2026-12.md",
    ]
    assert named(site, "2026-12-01") == [("20:00 纽约时间 夜谈", "")]
