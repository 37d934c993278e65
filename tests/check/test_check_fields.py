"""Every type of field: what it takes and what it makes of it, what it refuses and in which words."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from builders import (
    a_case,
    a_member,
    an_event,
    an_organization,
    check_club_of,
    club_settings,
    lines_told,
)
from huiguan.model import field

# What is taken


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (field.Line, " 周四夜谈 ", "周四夜谈"),
        (field.Line, "e\u0301", "é"),
        (field.Line, "一家 👨\u200d👩\u200d👧", "一家 👨\u200d👩\u200d👧"),
        (field.Prose, "第一段\n\n第二段\n", "第一段\n\n第二段"),
        (field.Date, "2026-11-21", date(2026, 11, 21)),
        (field.Date, "2026-1-2", date(2026, 1, 2)),
        (field.Date, "2028-02-29", date(2028, 2, 29)),
        (field.Month, "2026-11", "2026-11"),
        (field.Month, "2026-1", "2026-01"),
        (field.Month, "2026-11-21", "2026-11"),
        (field.Moment, "2026-11-26 20:00", datetime(2026, 11, 26, 20, 0)),  # noqa: DTZ001 - wall time
        (field.Moment, "2026-11-26T20:00:30", datetime(2026, 11, 26, 20, 0, 30)),  # noqa: DTZ001
        (field.Moment, "2026-11-26", date(2026, 11, 26)),
        (field.Clock, "20:00", "20:00"),
        (field.Clock, "8:05", "08:05"),
        (field.Span, "90m", timedelta(minutes=90)),
        (field.Span, "1h30m", timedelta(minutes=90)),
        (field.Span, "3d", timedelta(days=3)),
        (field.Span, "PT2H", timedelta(hours=2)),
        (field.Span, "45min", timedelta(minutes=45)),
        (field.ReviewSpan, "6M", "6m"),
        (field.YesNo, "true", True),
        (field.YesNo, "是", True),
        (field.YesNo, "No", False),
        (field.YesNo, "无", False),
        (field.Number, "31.2", 31.2),
        (field.Number, "18,600", 18600.0),
        (field.Number, "31.2%", 31.2),
        (field.Number, "３１．２", 31.2),
        (field.Number, "-4", -4.0),
        (field.Count, "300", 300),
        (field.Count, "1,200", 1200),
        (field.Count, "３０", 30),
        (field.Url, "https://example.com/活动?a=1#b", "https://example.com/活动?a=1#b"),
        (field.Url, "HTTP://example.com", "HTTP://example.com"),
        (field.Email, "talk@example.com", "talk@example.com"),
        (field.Zone, "Asia/Taipei", "Asia/Taipei"),
        (field.Lines, "抖音", ("抖音",)),
        (field.Lines, ["抖音", "快手"], ("抖音", "快手")),
    ],
)
def test_a_type_takes_what_people_type(kind: Any, typed: object, value: object) -> None:  # noqa: ANN401 - any type
    """What is typed becomes the value that it means."""
    assert TypeAdapter(kind).validate_python(typed) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("20:60", "CLOCK-FORMAT"),
        ("24:00", "CLOCK-FORMAT"),
        ("8点", "CLOCK-FORMAT"),
        ("20：00", "CLOCK-FORMAT"),
        ("", "CLOCK-FORMAT"),
        ([], "CLOCK-FORMAT"),
    ],
)
def test_a_clock_refuses_what_is_no_time(typed: object, code: str) -> None:
    """Times that no clock shows are refused, and so is what is no text."""
    assert refusal(field.Clock, typed) == code


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "//example.com", "ftp://example.com/a", "https://", "https://a b", "www.example.com"]
)
def test_an_address_is_one_of_the_web(typed: str) -> None:
    """Only http and https with a host pass; a scheme that could run never does."""
    assert refusal(field.Url, typed) == "URL-FORMAT"


@pytest.mark.parametrize("typed", ["nan", "inf", "-inf", "1e999", "三十", "31.2.1", ""])
def test_a_number_is_a_finite_one(typed: str) -> None:
    """What cannot be drawn on a gauge is no number."""
    assert refusal(field.Number, typed) == "NUMBER-FORMAT"


@pytest.mark.parametrize("typed", ["0m", "367d", "-1h", "1h 30m", "90", "m", "999999999999d"])
def test_a_span_is_longer_than_nothing_and_at_most_a_year(typed: str) -> None:
    """A meeting without length or of years is a slip."""
    assert refusal(field.Span, typed) == "SPAN-FORMAT"


@pytest.mark.parametrize("typed", ["0m", "1000y", "99999999d", "m", "6个月"])
def test_a_time_until_the_next_review_stays_within_the_calendar(typed: str) -> None:
    """Such a review would be due at once, or in a year that no calendar has."""
    assert refusal(field.ReviewSpan, typed) == "REVIEW-SPAN-FORMAT"


@given(st.dates())
def test_every_date_is_read_back(day: date) -> None:
    """A date as the page writes it is a date again."""
    assert TypeAdapter(field.Date).validate_python(day.isoformat()) == day


@given(st.text(max_size=40))
def test_no_text_breaks_a_type(typed: str) -> None:
    """Whatever is typed, each type takes it or refuses it with one of its codes."""
    for kind in (field.Line, field.Prose, field.Date, field.Month, field.Moment, field.Clock, field.Span, field.ReviewSpan):
        assert re.fullmatch(r"[A-Z]+(-[A-Z]+)+|", refusal(kind, typed))
    for kind in (field.YesNo, field.Number, field.Count, field.Url, field.Email, field.Zone):
        assert re.fullmatch(r"[A-Z]+(-[A-Z]+)+|", refusal(kind, typed))


def refusal(kind: Any, typed: object) -> str:  # noqa: ANN401 - any type
    """The code with which a type refuses; empty where it takes it."""
    try:
        TypeAdapter(kind).validate_python(typed)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


# What is refused, in words

Refused = tuple[str, dict[str, str], list[str]]
FILES: dict[str, tuple[str, Callable[..., str]]] = {
    "case": ("content/cases/tea.md", a_case),
    "event": ("events/talk.yml", an_event),
    "member": ("members/people/lu-zhifan.yml", a_member),
    "organization": ("members/organizations/hexi-tea.yml", an_organization),
    "club": ("club.yml", club_settings),
}


@pytest.mark.parametrize(
    ("kind", "typed", "lines"),
    [
        (
            "case",
            {"title": '""'},
            ["2:8 title [TEXT-EMPTY]", "「title」（标题）是空的。", "写上文字；用不着就删掉这一行。"],
        ),
        (
            "case",
            {"title": "|"},
            ["2:8 title [TEXT-EMPTY]", "「title」（标题）是空的。", "写上文字；用不着就删掉这一行。"],
        ),
        (
            "case",
            {"featured": "真"},
            ["6:11 featured [YES-NO]", "「featured」（置顶）只能写是或否，「真」看不懂。", "写 true（是）或 false（否）。"],
        ),
        (
            "case",
            {"created": "2026-13-01"},
            [
                "6:10 created [MONTH-NOT-REAL]",
                "「created」（写于）写的 2026-13-01 不存在：没有 13 月。",
                "月份写 1 到 12；也许是 2026-01-13。",
            ],
        ),
        (
            "event",
            {"start": "2026-00-04 20:00"},
            ["4:8 start [MONTH-NOT-REAL]", "「start」（开始）写的 2026-00-04 20:00 不存在：没有 0 月。", "月份写 1 到 12。"],
        ),
        (
            "member",
            {"joined": "2024-13"},
            ["5:9 joined [MONTH-NOT-REAL]", "「joined」（入会月份）写的 2024-13 不存在：没有 13 月。", "月份写 1 到 12。"],
        ),
        (
            "case",
            {"created": "[2026-11-21]"},
            [
                "6:10 created [DATE-FORMAT]",
                "「created」（写于）要的是日期，「[…]」不是。",
                "写成年-月-日，例如 2026-11-21。",
            ],
        ),
        (
            "event",
            {"start": "{day: 2026-11-21}"},
            [
                "4:8 start [MOMENT-FORMAT]",
                "「start」（开始）要的是日期和钟点，「{…}」不是。",
                "先写日期，空一格再写钟点，例如 2026-11-26 20:00；全天的活动只写日期。",
            ],
        ),
        (
            "case",
            {"team_size": "[9]"},
            [
                "6:12 team_size [COUNT-FORMAT]",
                "「team_size」（团队人数）要的是整数，「[…]」不是。",
                "只写半角数字，例如 300；不带单位，没有小数。",
            ],
        ),
        (
            "member",
            {"joined": "2024年3月"},
            ["5:9 joined [MONTH-FORMAT]", "「joined」（入会月份）要的是年和月，「2024年3月」不是。", "写成年-月，例如 2024-03。"],
        ),
        (
            "case",
            {"title": "|\n  第一行\n  第二行"},
            [
                "2:8 title [TEXT-ONE-LINE]",
                "「title」（标题）只能写一段，这里分了行。",
                "写成一行；太长就用 >- 开头，每行缩进两个空格，中间不留空行。",
            ],
        ),
        (
            "case",
            {"title": "退货\u200b率"},
            [
                "2:8 title [TEXT-UNSEEN-CHARACTER]",
                "「title」（标题）的第 3 个字看不见（U+200B），它会让文字错位或搜不到。",
                "把这一行删掉重新打一遍，不要粘贴。",
            ],
        ),
        (
            "case",
            {"authors": "[]"},
            ["4:10 authors [LIST-EMPTY]", "「authors」（作者）至少要有一项。", "例如：authors: [lu-zhifan]"],
        ),
        (
            "case",
            {"authors": "\n  -"},
            ["5:4 authors[0] [TEXT-EXPECTED]", "「authors」（作者）里有一项是空的。", "补上文字，或者删掉这一项。"],
        ),
        (
            "case",
            {"created": "2026/11/21"},
            [
                "6:10 created [DATE-FORMAT]",
                "「created」（写于）要的是日期，「2026/11/21」不是。",
                "写成年-月-日，例如 2026-11-21。",
            ],
        ),
        (
            "case",
            {"created": "20261121"},
            [
                "6:10 created [DATE-FORMAT]",
                "「created」（写于）要的是日期，「20261121」不是。",
                "写成年-月-日，例如 2026-11-21。",
            ],
        ),
        (
            "case",
            {"review": "{review_in: 半年}"},
            [
                "6:21 review.review_in [REVIEW-SPAN-FORMAT]",
                "「review_in」（多久后再复核）写的「半年」看不懂。",
                "写成 30d（天）、6w（周）、6m（个月）或 1y（年）。",
            ],
        ),
        (
            "case",
            {"team_size": "9 人"},
            [
                "6:12 team_size [COUNT-FORMAT]",
                "「team_size」（团队人数）要的是整数，「9 人」不是。",
                "只写半角数字，例如 300；不带单位，没有小数。",
            ],
        ),
        (
            "case",
            {"cost": "{amount: 两万}"},
            [
                "6:16 cost.amount [NUMBER-FORMAT]",
                "「amount」（金额）要的是数字，「两万」不是。",
                "只写半角数字，例如 31.2；单位和说明写在别的栏里。",
            ],
        ),
        (
            "case",
            {"attachments": "表.xlsx"},
            [
                "6:14 attachments [LIST-EXPECTED]",
                "「attachments」（附件）要写成列表。",
                "一项一行，前面加「- 」；只有一项也要加。",
            ],
        ),
        (
            "case",
            {"period": "2026 年夏天"},
            [
                "6:9 period [MAPPING-EXPECTED]",
                "「period」（起止）要分成几个键来写，现在只有「2026 年夏天」。",
                "下面另起一行，缩进两个空格，一行一个「键: 值」，键是 start、end。",
            ],
        ),
        (
            "member",
            {"links": "https://example.com/"},
            [
                "5:8 links [MAPPING-EXPECTED]",
                "「links」（个人链接）要分成几个键来写，现在只有「https://example.com/」。",
                "下面另起一行，缩进两个空格，一行一个「键: 值」。",
            ],
        ),
        (
            "case",
            {"stage": "成长期、成熟期"},
            [
                "6:8 stage [SEVERAL-IN-ONE]",
                "「成长期、成熟期」是好几项，却写成了一项。",
                "能写几项的栏，写成 [成长期, 成熟期]；只能写一项的，留下一个。",
            ],
        ),
        (
            "case",
            {"topics": ""},
            ["5:1 topics [FIELD-MISSING]", "没有写「topics」（主题）。", "补上一行，例如：topics: [退货治理]"],
        ),
        (
            "case",
            {"platforms": "[货架平台]"},
            [
                "6:13 platforms[0] [TERM-GROUP]",
                "「货架平台」是一大类，不能当平台用。",
                "写细一点：淘宝、天猫、1688、京东、拼多多。",
            ],
        ),
        (
            "event",
            {"start": "11月26日晚8点"},
            [
                "4:8 start [MOMENT-FORMAT]",
                "「start」（开始）要的是日期和钟点，「11月26日晚8点」不是。",
                "先写日期，空一格再写钟点，例如 2026-11-26 20:00；全天的活动只写日期。",
            ],
        ),
        (
            "event",
            {"start": "2026-11-26 8pm"},
            [
                "4:8 start [MOMENT-FORMAT]",
                "「start」（开始）要的是日期和钟点，「2026-11-26 8pm」不是。",
                "先写日期，空一格再写钟点，例如 2026-11-26 20:00；全天的活动只写日期。",
            ],
        ),
        (
            "event",
            {"agenda": "[{at: 晚8点, title: 分享}]"},
            [
                "5:15 agenda[0].at [CLOCK-FORMAT]",
                "「at」（钟点）要的是钟点，「晚8点」不是。",
                "用 24 小时写，冒号用半角，例如 20:00。",
            ],
        ),
        (
            "event",
            {"duration": "一个半小时"},
            [
                "5:11 duration [SPAN-FORMAT]",
                "「duration」（时长）要的是时长，「一个半小时」不是，或者超过一年。",
                "写成 90m（分钟）、2h（小时）、1h30m 或 3d（天）。",
            ],
        ),
        (
            "event",
            {"timezone": "北京时间"},
            [
                "5:11 timezone [ZONE-UNKNOWN]",
                "没有「北京时间」这个时区。",
                "写 Asia/Shanghai。时区用「洲/城市」的英文名，北京时间是 Asia/Shanghai。",
            ],
        ),
        (
            "event",
            {"registration": "{url: www.example.com}"},
            [
                "5:21 registration.url [URL-FORMAT]",
                "「url」（网址）要的是网址，「www.example.com」不是。",
                "写完整的网址，以 https:// 开头，中间没有空格，例如 https://example.com/。",
            ],
        ),
        (
            "event",
            {"contact": "找小帆"},
            ["5:10 contact [EMAIL-FORMAT]", "「contact」（联系方式）要的是邮箱，「找小帆」不是。", "例如 name@example.com。"],
        ),
        (
            "event",
            {"repeat": "{freq: monthly, on: [thu], nth: 7}"},
            ["5:41 repeat.nth [NUMBER-RANGE]", "「nth」（第几个）写的是 7，超出了范围。", "要 ≤ 5。"],
        ),
        (
            "event",
            {"venue": "{name: 茶空间, geo: {latitude: -91, longitude: 120}}"},
            ["5:36 venue.geo.latitude [NUMBER-RANGE]", "「latitude」（纬度）写的是 -91，超出了范围。", "要 ≥ -90。"],
        ),
        (
            "member",
            {"mentor": "可能"},
            ["5:9 mentor [YES-NO]", "「mentor」（愿意带新人）只能写是或否，「可能」看不懂。", "写 true（是）或 false（否）。"],
        ),
        (
            "member",
            {"joined": "2026年11月"},
            [
                "5:9 joined [MONTH-FORMAT]",
                "「joined」（入会月份）要的是年和月，「2026年11月」不是。",
                "写成年-月，例如 2026-11。",
            ],
        ),
        (
            "member",
            {"verification": "{level: 见过}"},
            [
                "5:23 verification.level [CHOICE-UNKNOWN]",
                "「level」（核实程度）没有「见过」这个选项。",
                "可以写：self（自述）、referred（会员推荐）、met_in_person（见过本人）、license_checked（核过执照）。",
            ],
        ),
        (
            "club",
            {"uid_domain": "https://tide.example.com/"},
            [
                "4:13 uid_domain [DOMAIN-FORMAT]",
                "「uid_domain」（日历编号的域名）要的是域名，「https://tide.example.com/」不是。",
                "只写域名，不带 https:// 和斜杠，例如 club.example.com。上线之后不要再改。",
            ],
        ),
        (
            "club",
            {"theme": "{seal: 潮汐会}"},
            ["5:15 theme.seal [TEXT-LONG]", "「seal」（印章用字）最多 2 个字，「潮汐会」太长。", "减到 2 个字以内。"],
        ),
        (
            "club",
            {"theme": "{color: teal}"},
            [
                "5:16 theme.color [TEXT-PATTERN]",
                "「color」（主色）不能写成「teal」。",
                '颜色写 # 加六位数字或 a–f 的字母，例如 "#0b5d66"；第几个写 1 到 5 或 last。',
            ],
        ),
    ],
)
def test_a_wrong_value_is_told_whole(tmp_path: Path, kind: str, typed: dict[str, str], lines: list[str]) -> None:
    """The key with its label, what was typed, what would do, at the place of the value."""
    file, builder = FILES[kind]
    place, says, remedy = lines
    assert lines_told(check_club_of(tmp_path, {file: builder(**typed)})) == [f"要改 {file}:{place}", f"  {says}", f"  {remedy}"]


@pytest.mark.parametrize("typed", ["[lu-zhifan, {name: 一位老板}]", "{name: 一位老板, url: https://example.com/}", "lu-zhifan"])
def test_authors_are_members_or_names(tmp_path: Path, typed: str) -> None:
    """A member by id, somebody else by name, and one alone without a list."""
    listed = f"[{typed}]" if typed.startswith("{") else typed
    assert lines_told(check_club_of(tmp_path, {"content/cases/tea.md": a_case(authors=listed)})) == []


def test_a_wrong_key_of_a_credit_is_told_there(tmp_path: Path) -> None:
    """In a field that may hold two kinds of values, the complaint is about the kind that was begun."""
    checked = check_club_of(tmp_path, {"content/cases/tea.md": a_case(authors="[{nmae: 一位老板}]")})
    assert lines_told(checked) == [
        "要改 content/cases/tea.md:4:12 authors[0].nmae [FIELD-UNKNOWN]",
        "  没有「nmae」这一栏。是不是「name」（名称）？",
        "  改成 name；用不着就删掉这一行。",
    ]


def test_yes_may_be_said_in_chinese(tmp_path: Path) -> None:
    """Every field that asks for yes or no takes the word that its message names."""
    assert lines_told(check_club_of(tmp_path, {"content/cases/tea.md": a_case(featured="是")})) == []


def test_a_key_that_holds_nothing_counts_as_not_written(tmp_path: Path) -> None:
    """`organization:` alone is what a form leaves behind."""
    assert lines_told(check_club_of(tmp_path, {"content/cases/tea.md": a_case(organization="", metrics="~")})) == []


@pytest.mark.parametrize("typed", ["抖音", "dy", "Douyin", "DOUYIN", "douyin", "抖 音"])
def test_a_term_may_be_typed_by_any_of_its_names(tmp_path: Path, typed: str) -> None:
    """All spellings of a platform are stored as one id."""
    club = check_club_of(tmp_path, {"content/cases/tea.md": a_case(platforms=f"[{typed}]")}).club
    assert club is not None
    assert club.cases[0].platforms == ("douyin",)


def test_a_club_has_words_of_its_own(tmp_path: Path) -> None:
    """A term of the club's vocabulary counts like a shipped one, and is what a near miss is led to."""
    own = {"vocabulary/topics.yml": "tea-festival:\n  label: {zh-Hans: 春茶季}\n"}
    right = check_club_of(tmp_path / "right", {**own, "content/cases/tea.md": a_case(topics="[春茶季]")})
    assert lines_told(right) == []
    near = check_club_of(tmp_path / "near", {**own, "content/cases/tea.md": a_case(topics="[春茶]")})
    assert lines_told(near)[1] == "  没有「春茶」这个主题。最接近的是「春茶季」。"


def test_a_wrong_term_of_a_club_is_told_at_its_place(tmp_path: Path) -> None:
    """A club's vocabulary is checked like a record."""
    checked = check_club_of(tmp_path, {"vocabulary/topics.yml": "tea-festival:\n  lable: {zh-Hans: 春茶季}\n"})
    assert lines_told(checked) == [
        "要改 vocabulary/topics.yml:2:3 lable [FIELD-UNKNOWN]",
        "  没有「lable」这一栏。是不是「label」（各语言的叫法）？",
        "  改成 label；用不着就删掉这一行。",
    ]
