"""What is said of a whole club: no club, an empty one, drafts, several broken files at once."""

from pathlib import Path

import pytest

from builders import (
    TIERS,
    Files,
    a_case,
    a_member,
    a_whitepaper,
    an_event,
    check_club_of,
    check_files,
    club_settings,
    codes_told,
    heads_told,
    lines_told,
)

CASE = "content/cases/tea.md"
EVENT = "events/talk.yml"


def test_a_folder_without_a_club(tmp_path: Path) -> None:
    """Without club.yml nobody knows whose records these are."""
    checked = check_files(tmp_path, {EVENT: an_event()})
    assert checked.club is None
    assert lines_told(checked) == [
        "要改 club.yml:1:1 [CLUB-MISSING]",
        "  这个文件夹里没有 club.yml，不知道这是哪家俱乐部。",
        "  在放 club.yml 的文件夹里运行；新俱乐部先运行 huiguan init。",
    ]


def test_an_empty_club_is_a_club(tmp_path: Path) -> None:
    """club.yml alone is enough to begin with."""
    checked = check_files(tmp_path, {"club.yml": club_settings()})
    assert lines_told(checked) == []
    assert checked.club is not None


def test_a_club_of_drafts_is_let_be(tmp_path: Path) -> None:
    """A draft of any kind may lack everything that it will need, and says nothing of it."""
    drafts = {
        CASE: "---\nstatus: draft\n---\n",
        "content/whitepapers/returns.md": '---\nstatus: review\nedition: "2026"\n---\n',
        "content/templates/sheet.md": "---\nstatus: draft\nauthors: []\n---\n",
        EVENT: "status: draft\n",
        "members/people/xu-banshan.yml": "status: draft\nname: 许半山\n",
        "members/organizations/hexi-tea.yml": "status: draft\n",
        "members/groups/content-group.yml": "status: draft\n",
        "members/tiers.yml": "full: {status: draft}\n",
    }
    checked = check_files(tmp_path, {"club.yml": club_settings(), **drafts})
    assert lines_told(checked) == []
    assert checked.club is not None
    assert sum(checked.read.values()) == len(drafts)


def test_wrong_values_of_a_draft_are_hints(tmp_path: Path) -> None:
    """What is written in a draft and cannot stand is told early, and stops nothing."""
    text = a_case("", status="draft", title=None, authors=None, created="2026-02-30", visibility="membres")
    checked = check_club_of(tmp_path, {CASE: text})
    assert checked.club is not None
    assert lines_told(checked) == [
        "建议 content/cases/tea.md:5:10 created [DATE-NOT-REAL]",
        "  「created」（写于）写的 2026-02-30 不存在：这一年的 2 月只有 28 天。",
        "  查一下日历；也许是 2026-02-28。",
        "建议 content/cases/tea.md:6:13 visibility [CHOICE-UNKNOWN]",
        "  「visibility」（谁能看）没有「membres」这个选项。",
        "  可以写：members（会员可见）、public（公开）、core（核心会员可见）。",
    ]


def test_everything_is_told_in_one_run(tmp_path: Path) -> None:
    """All problems of all files come at once, by file and then by line."""
    files = {
        CASE: a_case(title=None, created="2026-02-30", visibility="membres"),
        EVENT: an_event(start="明天"),
        "events/broken.yml": "title：周四夜谈\n",
        "members/people/xu-banshan.yml": a_member(name="许半山", persona="老扳"),
    }
    told = heads_told(check_club_of(tmp_path, files))
    assert told == [
        "要改 content/cases/tea.md:1:1 title [FIELD-MISSING]",
        "要改 content/cases/tea.md:5:10 created [DATE-NOT-REAL]",
        "要改 content/cases/tea.md:6:13 visibility [CHOICE-UNKNOWN]",
        "要改 events/broken.yml:1:6 [YAML-FULLWIDTH-COLON]",
        "要改 events/talk.yml:4:8 start [MOMENT-FORMAT]",
        "要改 members/people/xu-banshan.yml:2:10 persona [TERM-UNKNOWN]",
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param(
            {
                CASE: a_case(
                    "\n许半山，13812345678，[看](nowhere.md)\n",
                    title=None,
                    created="x",
                    authors="[lu-zifan]",
                    attachments="[{file: 表.xlsx}]",
                    metrics="[{kpi: 订单数, before: 很高, after: 3}]",
                    period="{start: 2026-02-01, end: 2026-01-01}",
                ),
                "members/people/xu-banshan.yml": a_member(name="许半山", consent=None, joined="去年"),
            },
            [
                "要改 content/cases/tea.md:1:1 title [FIELD-MISSING]",
                "要改 content/cases/tea.md:3:11 authors[0] [REFERENCE-UNKNOWN]",
                "要改 content/cases/tea.md:5:10 created [DATE-FORMAT]",
                "要改 content/cases/tea.md:6:22 attachments[0].file [ATTACHMENT-NO-FOLDER]",
                "要改 content/cases/tea.md:7:30 metrics[0].before [METRIC-NUMBER]",
                "要改 content/cases/tea.md:8:34 period.end [DATE-ORDER]",
                "建议 content/cases/tea.md:10:1 [CASE-SECTIONS]",
                "要改 content/cases/tea.md:11:1 [CONSENT-MENTION]",
                "要改 content/cases/tea.md:11:5 [PERSONAL-MOBILE]",
                "要改 content/cases/tea.md:11:17 [LINK-BROKEN]",
                "建议 members/people/xu-banshan.yml:1:1 consent [CONSENT-MISSING]",
                "要改 members/people/xu-banshan.yml:4:9 joined [MONTH-FORMAT]",
            ],
            id="a record with wrong fields is checked in all others",
        ),
        pytest.param(
            {CASE: a_case(cost="{amount: 打给 13812345678}")},
            [
                "要改 content/cases/tea.md:6:16 cost.amount [NUMBER-FORMAT]",
                "要改 content/cases/tea.md:6:16 cost.amount [PERSONAL-MOBILE]",
            ],
            id="what nobody may read is told of a wrong field too",
        ),
        pytest.param(
            {
                CASE: a_case(kind="client", client_consent="好"),
                "content/cases/misspelt.md": a_case(kind="client", clint_consent="{given: true, on: 2026-09-20}"),
                "content/cases/kind.md": a_case(kind="cleint", client_consent="{given: false, on: 2026-09-20}"),
                "content/whitepapers/returns/index.md": a_whitepaper(chapters="一"),
                "content/whitepapers/returns/one.md": "# 第一章\n",
                EVENT: an_event(start="明天", end="2020-01-01 20:00"),
                "members/people/xu-banshan.yml": a_member(name="许半山", consent="有"),
            },
            [
                "要改 content/cases/kind.md:6:7 kind [CHOICE-UNKNOWN]",
                "要改 content/cases/misspelt.md:7:1 clint_consent [FIELD-UNKNOWN]",
                "要改 content/cases/tea.md:7:17 client_consent [MAPPING-EXPECTED]",
                "要改 content/whitepapers/returns/index.md:8:11 chapters [LIST-EXPECTED]",
                "要改 events/talk.yml:4:8 start [MOMENT-FORMAT]",
                "要改 members/people/xu-banshan.yml:4:10 consent [MAPPING-EXPECTED]",
            ],
            id="no rule complains of what depends on a wrong field",
        ),
        pytest.param(
            {
                CASE: a_case("\n许半山来过。\n", visibility="coer"),
                "members/people/xu-banshan.yml": a_member(name="许半山", consent="{given: false, on: x, version: '1'}"),
            },
            [
                "要改 content/cases/tea.md:6:13 visibility [CHOICE-UNKNOWN]",
                "要改 members/people/xu-banshan.yml:4:29 consent.on [DATE-FORMAT]",
            ],
            id="nobody is told of a name while it is unknown who reads it, or who agreed",
        ),
    ],
)
def test_a_wrong_field_hides_no_other_problem(tmp_path: Path, files: Files, told: list[str]) -> None:
    """A contributor mends a file once: whatever does not hang on the wrong field is told in the same run."""
    assert heads_told(check_club_of(tmp_path, files)) == told


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param(
            {
                CASE: a_case(authors="[lu-zhifan, shen]", related="{cases: [gift], events: [talk]}"),
                "content/cases/gift.md": a_case().replace("title: ", "title："),
                "members/people/shen.yml": "name: [\n",
                EVENT: an_event(start="明天"),
            },
            [
                "要改 content/cases/gift.md:2:6 [YAML-FULLWIDTH-COLON]",
                "要改 events/talk.yml:4:8 start [MOMENT-FORMAT]",
                "要改 members/people/shen.yml:1:7 [YAML-BRACKET-OPEN]",
            ],
            id="records",
        ),
        pytest.param(
            {CASE: a_case("\n[看](gift.md)\n"), "content/cases/gift.md": a_case().replace("title: ", "title：")},
            ["要改 content/cases/gift.md:2:6 [YAML-FULLWIDTH-COLON]"],
            id="links in a body",
        ),
        pytest.param(
            {"members/tiers.yml": "full：正式会员\n"},
            ["要改 members/tiers.yml:1:5 [YAML-FULLWIDTH-COLON]"],
            id="a whole table",
        ),
        pytest.param(
            {"members/tiers.yml": TIERS.replace("full", "Full"), "members/people/lu-zhifan.yml": a_member(tier="Full")},
            ["要改 members/tiers.yml:1:1 [ID-INVALID]"],
            id="a row of a table",
        ),
        pytest.param(
            {
                "content/whitepapers/returns/index.md": a_whitepaper(chapters="[{file: one.md, title: 一}]"),
                "content/whitepapers/returns/one.md": "# 第一章：退货从哪里来\n".encode("gb18030"),
            },
            ["要改 content/whitepapers/returns/one.md:1:1 [FILE-ENCODING-GB18030]"],
            id="a chapter",
        ),
    ],
)
def test_what_leads_to_a_broken_file_is_not_told_on_top(tmp_path: Path, files: Files, told: list[str]) -> None:
    """One cause is one problem: who mends the file mends all that leads to it."""
    assert heads_told(check_club_of(tmp_path, files)) == told


def test_english_is_told_at_the_same_places(tmp_path: Path) -> None:
    """The other language changes the words and nothing else."""
    checked = check_club_of(tmp_path, {CASE: a_case(title=None, platforms="[抖因]")})
    assert lines_told(checked, "en") == [
        "fix content/cases/tea.md:1:1 title [FIELD-MISSING]",
        "  “title” is missing.",
        "  Add a line, for example: title: Returns down from 31% to 17%",
        "fix content/cases/tea.md:5:13 platforms[0] [TERM-UNKNOWN]",
        "  There is no platform “抖因”. The nearest is “抖音”.",
        "  Could be: 抖音. Words of the club's own go into vocabulary/platforms.yml.",
    ]


@pytest.mark.parametrize(
    "broken",
    ["kind: statutory\nvalid_years: [2027]\ndays: 元旦\n", "kind: statutory\nvalid_years：[2027]\n"],
    ids=["field", "file"],
)
def test_a_calendar_that_is_refused_is_not_missed_as_well(tmp_path: Path, broken: str) -> None:
    """The year that it speaks of is not told to have no calendar."""
    known = "kind: statutory\nvalid_years: [2026]\ndays: [{date: 2026-10-01, name: 国庆}]\n"
    files = {"calendars/cn-2026.yml": known, EVENT: an_event(start="2027-03-04 20:00")}
    assert codes_told(check_club_of(tmp_path, files)) == ["OVERLAY-YEAR-MISSING"]
    (problem,) = check_club_of(tmp_path, {**files, "calendars/cn-2027.yml": broken}).problems
    assert problem.place.file == "calendars/cn-2027.yml"
