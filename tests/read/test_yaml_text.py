"""Tests of the YAML reader: what it takes, what it refuses, and that every mistake is named with its true place."""

import re
import subprocess
import sys
import tomllib
from importlib.resources import files

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from huiguan.problem import FieldPath, Problem, Severity
from huiguan.read.record import Value
from huiguan.read.yaml_text import parse_yaml
from huiguan.wording import words_of

RECORD = """\
# 每周主题分享
title: 周四夜谈：双11 复盘
summary: >-
  每周四晚一个主题：40 分钟分享，
  注意：20 分钟问答。
start: 2026-10-29 20:00
site: https://example.com/a
capacity: 0123
platforms: [抖音, 视频号]
online:
  platform: 腾讯会议
  visibility: members
speakers:
  - lu-zhifan
  - he-zhiyuan
agenda:
  - at: 20:00
    title: 主题分享
  - at: 20:40
    title: 问答
quantity: {min: 500, max: 2000}
organizer: event-group
"""


def the_problem(text: str) -> Problem:
    """The only problem of a text."""
    problems = parse_yaml(text, file="events/talk.yml").problems
    assert len(problems) == 1, problems
    return problems[0]


def spot(problem: Problem) -> tuple[str, int, int]:
    """The code of a problem and its place."""
    return (problem.code, problem.place.line, problem.place.column)


# What is read


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("20:00", "20:00"),
        ("2026-10-29 20:00", "2026-10-29 20:00"),
        ("0123", "0123"),
        ("1.10", "1.10"),
        ("NO", "NO"),
        ("true", "true"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("双11：复盘", "双11：复盘"),
        ("https://example.com/#618", "https://example.com/#618"),
        ("C#", "C#"),
        ("-5 到 -3 度\n  之间", "-5 到 -3 度之间"),
        (">-\n  改脚本、改样茶、\n  改发货前确认，\n  GMV 基本\n  持平。", "改脚本、改样茶、改发货前确认，GMV 基本持平。"),
        ("杭州 义乌", "杭州 义乌"),
        ("抖音  # 说明", "抖音"),
        ("'#618 复盘'", "#618 复盘"),
        ('"a: b"', "a: b"),
        ("''", ""),
        ('"null"', "null"),
        ("'~'", "~"),
        ("|\n  一\n  二\n", "一\n二\n"),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("# 说明", None),
        ("nULL", "nULL"),
        ("[]", []),
        ("[抖音, null, '']", ["抖音", None, ""]),
        ("{min: 500, max: ~}", {"min": "500", "max": None}),
    ],
)
def test_a_value_stays_the_text_that_was_typed(typed: str, value: Value) -> None:
    """No number, date or truth is made of a text; only an empty value and null are None."""
    parsed = parse_yaml(f"key: {typed}\n", file="f.yml")
    assert parsed.problems == ()
    assert parsed.value == {"key": value}


def test_places_are_those_of_the_file() -> None:
    """Lines count from the first line that is given, columns in characters, keys and values each have their own."""
    parsed = parse_yaml("标题: 双11\nmetrics:\n  - kpi: 退货率\n    before: 31\n", file="a.md", first_line=2)
    places = parsed.places
    assert places.file == "a.md"
    assert places.find().keys == {
        ("标题",): (2, 1),
        ("metrics",): (3, 1),
        ("metrics", 0, "kpi"): (4, 5),
        ("metrics", 0, "before"): (5, 5),
    }
    assert places.find().values == {
        ("标题",): (2, 5),
        ("metrics",): (4, 3),
        ("metrics", 0): (4, 5),
        ("metrics", 0, "kpi"): (4, 10),
        ("metrics", 0, "before"): (5, 13),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str, mark: str) -> None:
    """A file from Windows or an old Mac gives the same values at the same places."""
    text = RECORD + "seats: 30 #约\n"
    assert parse_yaml(mark + text.replace("\n", end), file="f.yml") == parse_yaml(text, file="f.yml")


@pytest.mark.parametrize("text", ["", "\n\n", "# 说明\n", "---\n", "null\n"])
def test_a_text_without_content_is_none(text: str) -> None:
    """Nothing typed is no value and no problem."""
    parsed = parse_yaml(text, file="f.yml")
    assert (parsed.value, parsed.problems) == (None, ())


def test_an_ordinary_record_has_no_problem() -> None:
    """Colons in times, addresses, lists and long texts are left alone."""
    parsed = parse_yaml(RECORD, file="f.yml")
    assert parsed.problems == ()
    assert isinstance(parsed.value, dict)
    assert parsed.value["agenda"] == [{"at": "20:00", "title": "主题分享"}, {"at": "20:40", "title": "问答"}]


# Mistakes, each with its whole message

MESSAGES = [
    ("title：抖音\n", (1, 6), "键后面是全角冒号：「title：抖音」。"),
    ("标题：抖音\ncity: 杭州\n", (1, 3), "键后面是全角冒号：「标题：抖音」。"),
    ("a: 1\ntitle：抖音\nb: 2\n", (2, 6), "键后面是全角冒号：「title：抖音」。"),
    ("platforms：\n  - 抖音\n", (1, 10), "键后面是全角冒号：「platforms：」。"),
    ("title: 一\n  summary：二\n", (2, 10), "键后面是全角冒号：「summary：二」。"),
    ("links: {官网：x}\n", (1, 11), "键后面是全角冒号：「官网：x」。"),
    ("title：抖音: 复盘\n", (1, 6), "键后面是全角冒号：「title：抖音」。"),
    ("agenda:\n  - at：20:00\n    title: 分享\n", (2, 7), "键后面是全角冒号：「at：20:00」。"),
    ("contact:\n  email:　x\n", (2, 9), "这里有一个不是普通空格的空白（U+3000），例如全角空格；YAML 把它当成了字。"),
    ("contact:\n  email：x\n", (2, 8), "键后面是全角冒号：「email：x」。"),
    ("c: d\n　a: b\n", (2, 1), "这里有一个不是普通空格的空白（U+3000），例如全角空格；YAML 把它当成了字。"),
    ("c: d\n\u00a0a: b\n", (2, 1), "这里有一个不是普通空格的空白（U+00A0），例如全角空格；YAML 把它当成了字。"),
    ("a:　b\nc: d\n", (1, 3), "这里有一个不是普通空格的空白（U+3000），例如全角空格；YAML 把它当成了字。"),
    ("c: d\na\u200b: b\n", (2, 2), "这里有一个不是普通空格的空白（U+200B），例如全角空格；YAML 把它当成了字。"),
    ("a:\n\tb: c\n", (2, 1), "这里用了 Tab，YAML 的缩进只认空格。"),
    ("a: x\n\tb: c\n", (2, 1), "这里用了 Tab，YAML 的缩进只认空格。"),
    ("a:\t- b\n", (1, 4), "「- 」不能放在这里：「- b」。"),
    ("title:抖音\nc: d\n", (1, 6), "冒号后面少一个空格：「title:抖音」。"),
    ("title:抖音\n", (1, 6), "冒号后面少一个空格：「title:抖音」。"),
    ("q: {min:500, max: 1}\n", (1, 8), "冒号后面少一个空格：「min:500」。"),
    ("a: 1\nb: @x\n", (2, 4), "值以「@」开头，这个符号在 YAML 里另有用处：「@x」。"),
    ("a: `x`\n", (1, 4), "值以「`」开头，这个符号在 YAML 里另有用处：「`x`」。"),
    ("a: %5\n", (1, 4), "值以「%」开头，这个符号在 YAML 里另有用处：「%5」。"),
    ("a: *重要* 通知\n", (1, 4), "值以「*」开头，这个符号在 YAML 里另有用处：「*重要* 通知」。"),
    ("a: &重要\n", (1, 4), "值以「&」开头，这个符号在 YAML 里另有用处：「&重要」。"),
    ("a: !重要，x\n", (1, 4), "值以「!」开头，这个符号在 YAML 里另有用处：「!重要，x」。"),
    ("a: , b\n", (1, 4), "值以「,」开头，这个符号在 YAML 里另有用处：「, b」。"),
    ("- x\n- @y\n", (2, 3), "值以「@」开头，这个符号在 YAML 里另有用处：「@y」。"),
    ("a: >30%\n", (1, 4), "值以「>」开头，YAML 以为后面另起一行写长文：「>30%」。"),
    ("a: | 竖线\n", (1, 4), "值以「|」开头，YAML 以为后面另起一行写长文：「| 竖线」。"),
    ('a: "抖音\nb: 1\n', (1, 4), '引号「"」没有配对：「"抖音」。'),
    ('a: "抖音\nb: "1"\nc: 2\n', (1, 4), '引号「"」没有配对：「"抖音」。'),
    ('a: "双11"复盘\n', (1, 4), '引号已经结束，后面还有字：「"双11"复盘」。'),
    ("a: 'it's'\n", (1, 4), "引号已经结束，后面还有字：「'it's'」。"),
    ('a: [x, "y" z]\n', (1, 12), '引号已经结束，后面还有字：「"y" z」。'),
    ("a: [抖音, 快手\nb: c\n", (1, 4), "括号「[」没有正确结束：「[抖音, 快手」。"),
    ("a: [抖音】\nb: c\n", (1, 4), "括号「[」没有正确结束：「[抖音】」。"),
    ("x: y\na: [\n  抖音,\n  快手,\n", (2, 4), "括号「[」没有正确结束：「[」。"),
    ("a: [1, 2}\n", (1, 4), "括号「[」没有正确结束：「[1, 2}」。"),
    ("a: {x: 1\nb: c\n", (1, 4), "括号「{」没有正确结束：「{x: 1」。"),
    ("a: [置顶] 双11\n", (1, 4), "值以「[」开头，YAML 以为是一组值，可是括号结束后还有字：「[置顶] 双11」。"),
    ("a: {min: 500，max: 2000}\n", (1, 13), "大括号里用了全角逗号：「，max:」。"),
    ("title: 加场: TikTok\n", (1, 10), "值里面又有一个「冒号加空格」：「加场: TikTok」，YAML 分不清哪个才是键。"),
    ("a: [甲: 乙: 丙]\n", (1, 9), "值里面又有一个「冒号加空格」：「甲: 乙: 丙」，YAML 分不清哪个才是键。"),
    ("a: b\n  c: d\n", (2, 3), "这一行前面有 2 个空格，和其他行对不齐。"),
    (" a: b\nc: d\n", (1, 2), "这一行前面有 1 个空格，和其他行对不齐。"),
    ("a:\n  b: 1\n c: 2\n", (3, 2), "这一行前面有 1 个空格，和其他行对不齐。"),
    ("a:\n  - b: 1\n   c: 2\n", (3, 4), "这一行前面有 3 个空格，和其他行对不齐。"),
    ("a: 1\n抖音\nb: 2\n", (2, 1), "这一行没有冒号：「抖音」，不知道是哪个键的内容。"),
    ("抖音\nb: 2\n", (1, 1), "这一行没有冒号：「抖音」，不知道是哪个键的内容。"),
    ("a: - b\n", (1, 4), "「- 」不能放在这里：「- b」。"),
    ("a: x\n- b\n", (2, 1), "「- 」不能放在这里：「- b」。"),
    ("a:\n- x\n-y\nb: 1\n", (3, 1), "列表的短横线后面少一个空格：「-y」。"),
    ("a:\n  -x\n  -y\n", (2, 3), "列表的短横线后面少一个空格：「-x」。"),
    ("a:\n  - x\n  y: 1\n", (3, 3), "上面是一个列表，这一行却不是以「- 」开头：「y: 1」。"),
    ('a: "D:\\新"\n', (1, 7), "双引号里的「\\新」不是 YAML 认识的写法。"),
    ('a: "C:\\Users\\x"\n', (1, 7), "双引号里的「\\U」不是 YAML 认识的写法。"),
    ("a:\n  * x\n  * y\n", (2, 3), "列表的每一项要以「- 」开头，这里是「* x」。"),
    ("a:\n  • x\n  • y\nb: 1\n", (2, 3), "列表的每一项要以「- 」开头，这里是「• x」。"),
    ("a: {b: 1,200, c: 2}\n", (1, 5), "大括号里的逗号把一个值切成了两段：「b: 1,200」。"),
    ("a: {b: 省, 省, 再省, c: 2}\n", (1, 5), "大括号里的逗号把一个值切成了两段：「b: 省, 省, 再省」。"),
    ("a: b\0c\n", (1, 5), "这里有一个看不见的控制字符（U+0000），多半是从别的软件粘贴进来的。"),
    ("a: 1\nb: \x0bc\n", (2, 4), "这里有一个看不见的控制字符（U+000B），多半是从别的软件粘贴进来的。"),
    ("a: x\u2028y\n", (1, 5), "这里有一个看不见的控制字符（U+2028），多半是从别的软件粘贴进来的。"),
    ("--- a: b\n", (1, 6), "从这里起读不懂：「--- a: b」。"),
    ("a: 1\na: 2\n", (2, 1), "「a」写了两次，第 1 行已经有了。"),
    ("<<: {a: b}\n", (1, 1), "这里不支持合并写法「<<」。"),
    ("a: *x\n", (1, 4), "「*x」以 * 开头，在 YAML 里是「引用别处」，这里不支持。"),
    ("a: &x y\n", (1, 4), "「&x」以 & 开头，在 YAML 里是「给内容起名」，这里不支持。"),
    ("a: &x [y]\n", (1, 4), "「&x」以 & 开头，在 YAML 里是「给内容起名」，这里不支持。"),
    ("a: !!str y\n", (1, 4), "「!!str」以 ! 开头，在 YAML 里是「指定类型」，这里不支持。"),
    (
        "a: !!python/object/apply:os.system [x]\n",
        (1, 4),
        "「!!python/object/apply:os.system」以 ! 开头，在 YAML 里是「指定类型」，这里不支持。",
    ),
    ("a: {{会员昵称}}，你好\n", (1, 5), "括号出现在键的位置：「{{会员昵称}}，你好」。"),
    ("? [a]\n: b\n", (1, 3), "括号出现在键的位置：「[a]」。"),
    ("a: b\n---\nc: d\n", (2, 1), "从这里开始是第二份内容；一个文件只写一条记录。"),
    ("a: b\n...\nc: d\n", (2, 1), "从这里开始是第二份内容；一个文件只写一条记录。"),
]


@pytest.mark.parametrize(("text", "place", "says"), MESSAGES, ids=[text for text, _, _ in MESSAGES])
def test_a_mistake_is_named_at_its_true_place(text: str, place: tuple[int, int], says: str) -> None:
    """One problem for one mistake, with the line and column where it is to be mended, and a sentence that names it."""
    problem = the_problem(text)
    assert words_of("zh-Hans").message(problem).says == says
    assert (problem.place.line, problem.place.column) == place
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("title：抖音\n", "改成半角冒号加一个空格：title: 抖音"),
        ("title:抖音\nc: d\n", "写成：title: 抖音"),
        ("title: 加场: TikTok # 注\n", '给值加上引号：title: "加场: TikTok"'),
        ("a: @阿帆\n", '给整个值加上引号："@阿帆"'),
        ('a: *他说"好"\n', "给整个值加上引号：'*他说\"好\"'"),
        ("a:\n  b: 1\n c: 2\n", "同一层的行要左对齐；这里应该是 2 个空格。"),
        ("a:\n  - x\n y: 1\n", "同一层的行要左对齐；这里应该是 0 个空格。"),
        ("  a: b\nc: d\n", "同一层的行要左对齐；这里应该是 0 个空格。"),
        ("a:\n  * x\n", "写成：- x"),
        ("a: {b: 1,200, c: 2}\n", '给整个值加上引号：b: "1,200"'),
        (
            "a: [x】\nb: 1\n",
            "在末尾补上半角的「]」，各项之间用半角逗号；如果括号就是文字，给整个值加引号。",
        ),
    ],
)
def test_a_remedy_shows_what_to_type(text: str, remedy: str) -> None:
    """The remedy holds the corrected text wherever it follows from what stands there."""
    assert words_of("zh-Hans").message(the_problem(text)).remedy == remedy


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_examples_of_the_messages_are_true(language: str) -> None:
    """The wrong example of each YAML message gives that very problem, the right one none."""
    text = files("huiguan.wording").joinpath(language, "read.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["problem"]
    for code, entry in table.items():
        assert set(entry) == {"says", "remedy", "bad", "good"}, code
        if code.startswith("YAML-") and code != "YAML-NOT-MAPPING":  # that one is for the caller to say
            codes = [problem.code for problem in parse_yaml(entry["bad"].strip() + "\n", file="f").problems]
            assert code in codes
            assert parse_yaml(entry["good"].strip() + "\n", file="f").problems == ()


def test_both_languages_know_the_same_problems() -> None:
    """A message that is missing in English would come in Chinese."""
    zh, en = (
        tomllib.loads(files("huiguan.wording").joinpath(language, "read.toml").read_text(encoding="utf-8"))
        for language in ("zh-Hans", "en")
    )
    assert sorted(zh["problem"]) == sorted(en["problem"])


# Comments that were meant as text


@pytest.mark.parametrize(
    ("text", "value", "code", "severity", "column"),
    [
        ("title: #618 复盘\n", {"title": "#618 复盘"}, "YAML-HASH-COMMENT", Severity.ERROR, 8),
        ("- #618\n", ["#618"], "YAML-HASH-COMMENT", Severity.ERROR, 3),
        ("title: 双11 #复盘\n", {"title": "双11"}, "YAML-HASH-CUT", Severity.WARNING, 12),
    ],
)
def test_a_text_lost_as_a_comment_is_reported(text: str, value: Value, code: str, severity: Severity, column: int) -> None:
    """`#618` right behind a space was hardly meant as a comment; the value that was meant is checked on."""
    parsed = parse_yaml(text, file="f.yml")
    assert parsed.value == value
    assert [(problem.severity, *spot(problem)) for problem in parsed.problems] == [(severity, code, 1, column)]


@pytest.mark.parametrize("text", ["[ #618 复盘]\n", "[抖音, #618]\nb: c\n", "[#618 复盘]\n"])
def test_a_bracket_lost_in_a_comment_is_reported_at_the_hash(text: str) -> None:
    """The bracket is there for the eye, so that the hash is the cause to name."""
    problem = the_problem(f"a: {text}")
    assert spot(problem) == ("YAML-HASH-COMMENT", 1, text.index("#") + 4)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # 说明\n",
        "a: b #\n",
        "a: # 说明\n  - b\n",
        "a: #说明\n  - b\n",
        "a: 'b' #说明\n",
        "#说明\na: b\n",
        "a: |\n  #618 复盘\n  x #y\n",
        "a: C#语言\n",
        "## 说明 ##\na: b ## 说明\n",
    ],
)
def test_an_ordinary_comment_is_fine(text: str) -> None:
    """Comments with a space, on their own line, or behind a value in quotes are no problem."""
    assert parse_yaml(text, file="f.yml").problems == ()


# Where a mistake is found in a whole record

SIMPLE_LINES = [
    number
    for number, line in enumerate(RECORD.split("\n"))
    if re.match(r"(?:  )*(?:- )?[a-z]+: \S", line) and not line.endswith(">-")
]


@pytest.mark.parametrize("number", SIMPLE_LINES)
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (": ", "：", "YAML-FULLWIDTH-COLON"),
        (": ", "：　", "YAML-FULLWIDTH-COLON"),
        (": ", ":　", "YAML-ODD-BLANK"),
        (": ", ": @", "YAML-SPECIAL-START"),
        (": ", ": > ", "YAML-BLOCK-MARK"),
        (": ", ": 'x' ", "YAML-QUOTE-TEXT"),
        (": ", ": [x] ", "YAML-BRACKET-TEXT"),
        (": ", ": x: ", "YAML-COLON-IN-VALUE"),
        (": ", ": 'x", "YAML-QUOTE-OPEN"),
        (": ", ": [x, ", "YAML-BRACKET-OPEN"),
    ],
)
def test_one_mistake_in_a_record_is_found_on_its_line(number: int, old: str, new: str, code: str) -> None:
    """Whichever line carries the mistake, the first problem names that mistake and that line."""
    lines = RECORD.split("\n")
    lines[number] = lines[number].replace(old, new, 1)
    first = parse_yaml("\n".join(lines), file="f.yml").problems[0]
    assert (first.code, first.place.line) == (code, number + 1)


def test_other_problems_stand_beside_a_syntax_error() -> None:
    """What was refused above a syntax error is told in the same run."""
    parsed = parse_yaml("a: 1\na: 2\nb: @x\n", file="f.yml")
    assert [spot(problem) for problem in parsed.problems] == [
        ("YAML-DUPLICATE-KEY", 2, 1),
        ("YAML-SPECIAL-START", 3, 4),
    ]
    assert parsed.value is None


def test_the_first_of_two_equal_keys_counts() -> None:
    """A second `visibility` cannot open what the first one closed, and leaves no place."""
    parsed = parse_yaml("v: core\nv: {a: public, a: x}\nw: 1\n", file="f.yml")
    assert parsed.value == {"v": "core", "w": "1"}
    assert parsed.places.find().values == {("v",): (1, 4), ("w",): (3, 4)}
    assert [(problem.code, problem.field) for problem in parsed.problems] == [("YAML-DUPLICATE-KEY", "v")]


@pytest.mark.parametrize(
    "text", ["a: *x\n", "a: &x y\n", "a: !x y\n", "a: b\n---\nc: d\n", "<<: {a: b}\n", "a：b\n", "a: {b:1}\n"]
)
def test_a_text_of_doubtful_shape_has_no_value(text: str) -> None:
    """Nobody checks the fields of a record on, when it is not sure which fields it has."""
    assert parse_yaml(text, file="f.yml").value is None


# Hostile texts


def test_an_alias_bomb_stops_at_its_first_anchor() -> None:
    """Nothing is multiplied: the first anchor and each use are named, and no more than twenty of them."""
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(1000))
    parsed = parse_yaml(bomb, file="f.yml")
    assert spot(parsed.problems[0]) == ("YAML-ANCHOR", 1, 4)
    assert len(parsed.problems) == 20
    assert parsed.value is None


HOSTILE = {
    "brackets": ('"[" * 100_000', "YAML-TOO-DEEP"),
    "closed brackets": ('"[" * 50_000 + "]" * 50_000', "YAML-TOO-DEEP"),
    "braces with keys": ('"{a: " * 60_000', "YAML-TOO-DEEP"),
    "braces": ('"{" * 100_000', "YAML-KEY-NOT-TEXT"),
    "dashes": ('"- " * 100_000', "YAML-TOO-DEEP"),
    "question marks": ('"? " * 100_000', "YAML-KEY-NOT-TEXT"),
    "indentation": ('"".join(" " * n + "a:\\n" for n in range(700))', "YAML-TOO-DEEP"),
    "a bracket a line": ('"a: " + "[\\n" * 100_000', "YAML-TOO-DEEP"),
}


@pytest.mark.parametrize(("expression", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_deep_nesting_ends_in_a_problem_and_not_in_a_crash(expression: str, code: str) -> None:
    """The process lives on, and says what is wrong; PyYAML's own loader ends it."""
    script = (
        "from huiguan.read.yaml_text import parse_yaml\n"
        f"print(*(problem.code for problem in parse_yaml({expression}, file='f').problems))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{code}\n", "")


@pytest.mark.parametrize(("depth", "codes"), [(31, []), (32, ["YAML-TOO-DEEP"])], ids=["thirty-two levels", "one more"])
def test_the_limit_of_depth_is_thirty_two(depth: int, codes: list[str]) -> None:
    """A mapping with brackets down to level 32 passes, one level more does not."""
    parsed = parse_yaml("a: " + "[" * depth + "]" * depth + "\n", file="f.yml")
    assert [problem.code for problem in parsed.problems] == codes


def test_brackets_in_texts_and_side_by_side_do_not_count() -> None:
    """Depth is how far brackets stand in each other, not how many there are."""
    many = "".join(f"a{n}: {{b: [c]}}\n" for n in range(3000))
    texts = f"t: '{'[' * 500}'\nu: |\n  {'{' * 500}\n# {'[' * 500}\n"
    assert parse_yaml(many + texts, file="f.yml").problems == ()


@pytest.mark.parametrize(("size", "codes"), [(256 * 1024, []), (256 * 1024 + 1, ["FILE-TOO-LARGE"])])
def test_a_text_over_256_kilobytes_is_refused(size: int, codes: list[str]) -> None:
    """The limit counts bytes, as the size of the file does."""
    text = "a: " + "茶" * 1000
    text += "x" * (size - len(text.encode()))
    assert [problem.code for problem in parse_yaml(text, file="f.yml").problems] == codes


# Laws


@settings(max_examples=600, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.text(alphabet="ab:：-[]{}\"'#&*!|>%@`,? \t\n\r　茶", max_size=60),
        st.text(alphabet="a: -\n", max_size=60),
    )
)
def test_no_text_raises(text: str) -> None:
    """Whatever is typed, the answer is a value or problems, each in the file and with words of its own."""
    parsed = parse_yaml(text, file="f.yml", first_line=5)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 5
    for problem in parsed.problems:
        assert 1 <= problem.place.line <= last
        assert problem.place.column >= 1
        assert words_of("zh-Hans").message(problem).says != problem.code


NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
TREES = st.recursive(NAMES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=5), st.booleans())
def test_what_yaml_writes_is_read_back_with_its_places(tree: dict[str, Value], flow: bool) -> None:  # noqa: FBT001
    """Any nested texts come back equal, and each place is the line where that key or value stands."""
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=10_000)
    parsed = parse_yaml(text, file="f.yml")
    if any(problem.severity is Severity.ERROR for problem in parsed.problems):
        # A plain key such as `a:b` or one with a full-width blank is valid YAML, and refused on purpose.
        assert {problem.code for problem in parsed.problems} <= {
            "YAML-COLON-SPACE",
            "YAML-FULLWIDTH-COLON",
            "YAML-ODD-BLANK",
            "YAML-MERGE-KEY",
            "YAML-DASH-SPACE",
        }
        return
    assert parsed.value == tree
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    assert parsed.places.find().values == places_of_marks(root)


def places_of_marks(node: yaml.Node, path: FieldPath = ()) -> dict[FieldPath, tuple[int, int]]:
    """The places of all values as PyYAML's own composer has them."""
    spots: dict[FieldPath, tuple[int, int]] = {}
    if path:
        spots[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            spots |= places_of_marks(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            spots |= places_of_marks(item, (*path, index))
    return spots
