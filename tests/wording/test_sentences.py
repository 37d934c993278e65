"""How a problem becomes sentences: labels, choices and nearest things, and forms for what is not known."""

import pytest

from huiguan.problem import Place, Problem
from huiguan.wording import words_of

HERE = Place(file="content/cases/tea.md", line=6, column=1)


def said(language: str = "zh-Hans", **values: object) -> list[str]:
    """The sentence and the remedy of a problem."""
    message = words_of(language).message(Problem(place=HERE, **values))
    return [message.says, message.remedy]


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        (
            {"code": "FIELD-UNKNOWN", "field": "tilte", "found": "tilte", "wanted": ("title",)},
            ["没有「tilte」这一栏。是不是「title」（标题）？", "改成 title；用不着就删掉这一行。"],
        ),
        (
            {"code": "FIELD-UNKNOWN", "field": "venue.adress", "found": "adress", "wanted": ("address",)},
            ["没有「adress」这一栏。是不是「address」（地址）？", "改成 address；用不着就删掉这一行。"],
        ),
        (
            {"code": "FIELD-UNKNOWN", "field": "xyzzy", "found": "xyzzy"},
            ["没有「xyzzy」这一栏。", "用不着就删掉；只写给自己看的话，放在 # 后面。"],
        ),
        (
            {"code": "FIELD-MISSING", "field": "kind", "found": "kind", "details": (("record", "event"),)},
            ["没有写「kind」（活动类型）。", "补上一行，例如：kind: 线上分享"],
        ),
        (
            {"code": "FIELD-MISSING", "field": "metrics[1].after", "found": "after", "details": (("record", "case"),)},
            ["没有写「after」（之后）。", "补上一行，例如：after: 17.4"],
        ),
        (
            {"code": "CHOICE-UNKNOWN", "field": "privacy.contact", "found": "nobody", "wanted": ("never", "public")},
            ["「contact」（联系方式）没有「nobody」这个选项。", "可以写：never（谁都不给看）、public（公开）。"],
        ),
        (
            {"code": "YES-NO", "field": "links.taobao", "found": "x"},
            ["「taobao」（个人链接）只能写是或否，「x」看不懂。", "写 true（是）或 false（否）。"],
        ),
        (
            {
                "code": "REFERENCE-UNKNOWN",
                "field": "verification.by",
                "found": "nobody",
                "details": (("kind", "member,group"), ("folder", "members/people, members/groups")),
            },
            ["没有编号是「nobody」的会员或小组。", "到 members/people, members/groups 里核对编号。"],
        ),
        (
            {"code": "NUMBER-FORMAT", "field": "cost.amount"},
            ["「amount」（金额）要的是数字。", "只写半角数字，例如 31.2；单位和说明写在别的栏里。"],
        ),
        (
            {"code": "YES-NO", "field": "unheard_of", "found": "{found}"},
            ["「unheard_of」只能写是或否，「{found}」看不懂。", "写 true（是）或 false（否）。"],
        ),
    ],
)
def test_a_problem_in_words(values: dict[str, object], sentences: list[str]) -> None:
    """Keys come with their label, choices with their meaning; what is not known leaves no hole in the sentence."""
    assert said(**values) == sentences


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"code": "TERM-UNKNOWN", "found": "抖因", "wanted": ("抖音",), "details": (("vocabulary", "platforms"),)},
            "There is no platform “抖因”. The nearest is “抖音”.",
        ),
        ({"code": "FIELD-MISSING", "field": "city", "found": "city"}, "“city” is missing."),
        ({"code": "FIELD-MISSING", "field": "can_offer", "found": "can_offer"}, "“can_offer” (offers) is missing."),
    ],
)
def test_a_problem_in_english(values: dict[str, object], sentence: str) -> None:
    """The same in English, where a label that only repeats the key is left out."""
    assert said("en", **values)[0] == sentence


def test_a_code_without_words_shows_itself() -> None:
    """A problem that nobody put into words yet is told by its code, not by silence."""
    assert said(code="NOT-A-CODE") == ["NOT-A-CODE", ""]
