"""What keeps people safe: consent that lasts, no name of whoever did not agree, no personal data in texts."""

from pathlib import Path

import pytest

from builders import (
    Files,
    a_case,
    a_member,
    a_whitepaper,
    check_club_of,
    codes_told,
    heads_told,
    lines_told,
)
from huiguan.check.personal_data import check_personal_data
from huiguan.model.case import Case
from huiguan.model.visibility import Visibility
from huiguan.problem import Problem

CASE = "content/cases/tea.md"
ABSENT = {"members/people/xu-banshan.yml": a_member(name="许半山", consent=None)}


# People


@pytest.mark.parametrize(
    ("consent", "lines"),
    [
        (
            None,
            [
                "建议 members/people/xu.yml:1:1 consent [CONSENT-MISSING]",
                "  「许半山」没有同意公开，名录里不会有这个人，文章里只称一位会员。",
                "  拿到本人签的同意书，再补上 consent（公开同意书）。",
            ],
        ),
        (
            '{given: true, on: 2025-10-01, version: "2025-09", scope: [directory_public], expires: 2026-11-20}',
            [
                "建议 members/people/xu.yml:4:1 consent [CONSENT-EXPIRED]",
                "  「许半山」的同意书 2026-11-20 已经到期，名录里不再有这个人。",
                "  请本人续签，再改 expires（有效到）；不续就不用管。",
            ],
        ),
        (
            '{given: true, on: 2025-10-01, version: "2025-09", scope: [directory_public], expires: 2026-11-21}',
            [
                "建议 members/people/xu.yml:4:1 consent [CONSENT-ENDS-SOON]",
                "  「许半山」的同意书 2026-11-21 到期，之后名录里就没有这个人了。",
                "  请本人续签，再改 expires（有效到）。",
            ],
        ),
        ('{given: true, on: 2025-10-01, version: "2025-09", scope: [directory_public], expires: 2027-01-21}', []),
        (
            '{given: true, on: 2027-11-01, version: "2026-09", scope: [directory_public]}',
            [
                "建议 members/people/xu.yml:4:1 consent [CONSENT-LATER]",
                "  「许半山」的同意书写的是 2027-11-01，还没有到，在那之前名录里没有这个人。",
                "  看看 on（日期）是不是写错了年份。",
            ],
        ),
        ('{given: true, on: 2026-11-21, version: "2026-09", scope: [directory_public]}', []),
    ],
)
def test_consent_is_watched(tmp_path: Path, consent: str | None, lines: list[str]) -> None:
    """Officers hear of consents that are missing, over, or about to end within sixty days; the last day still counts."""
    assert lines_told(check_club_of(tmp_path, {"members/people/xu.yml": a_member(name="许半山", consent=consent)})) == lines


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param(
            {CASE: a_case("\n样茶是许半山寄的。\n\n许半山说：许半山也试过。\n")},
            [f"要改 content/cases/tea.md:{place} [CONSENT-MENTION]" for place in ("8:4", "10:1", "10:6")],
            id="every place in a body",
        ),
        pytest.param(
            {CASE: a_case(summary=">-\n  样茶是许半山寄的，先尝后泡，首单发货前确认，退货率降了。")},
            ["要改 content/cases/tea.md:3:10 summary [CONSENT-MENTION]"],
            id="a summary",
        ),
        pytest.param(
            {
                "content/whitepapers/w/index.md": a_whitepaper(
                    chapters="[{file: a.md, title: 一}, {file: b.md, title: 二, visibility: core}]"
                ),
                "content/whitepapers/w/a.md": "# 一\n\n见许半山\n",
                "content/whitepapers/w/b.md": "# 二\n\n见许半山\n",
            },
            ["要改 content/whitepapers/w/a.md:3:2 [CONSENT-MENTION]"],
            id="a chapter that the edition has, not one that it has not",
        ),
        pytest.param(
            {CASE: a_case("\n许半山\n", visibility="members", summary="许半山寄来样茶，先尝后泡，首单发货前确认，退货率降了。")},
            ["要改 content/cases/tea.md:3:10 summary [CONSENT-MENTION]"],
            id="a teaser that the edition shows",
        ),
        pytest.param(
            {CASE: a_case("\n许半山\n", visibility="core", summary="许半山" * 9)}, [], id="nothing of what it may not know"
        ),
        pytest.param(
            {CASE: a_case("\n许半山\n", visibility="members", public_after="2026-11-21")},
            ["要改 content/cases/tea.md:10:1 [CONSENT-MENTION]"],
            id="a text that is released on that day",
        ),
        pytest.param({CASE: a_case("\n许半山\n", status="draft")}, [], id="no draft"),
    ],
)
def test_who_did_not_agree_is_named_nowhere(tmp_path: Path, files: Files, told: list[str]) -> None:
    """Each mention in what the edition would show stops it, with its place; nothing else does."""
    found = heads_told(check_club_of(tmp_path, {**ABSENT, **files}))
    assert [line for line in found if "CONSENT-MISSING" not in line] == told


def test_a_mention_says_what_to_write_instead(tmp_path: Path) -> None:
    """The nickname where there is one, else a member; and what to do about a namesake."""
    told = lines_told(check_club_of(tmp_path / "none", {**ABSENT, CASE: a_case("\n许半山\n")}))
    assert told[1:3] == [
        "  这里提到「许半山」，本人没有同意在这一版里出现（见 members/people/xu-banshan.yml）。",
        "  改称「一位会员」；碰巧同名，就在 club.yml 的 waivers（看过、放行的问题）里记一笔。",
    ]
    nicknamed = {"members/people/xu-banshan.yml": a_member(name="许半山", consent=None, nickname="半山")}
    told = lines_told(check_club_of(tmp_path / "nick", {**nicknamed, CASE: a_case("\n许半山\n")}))
    assert told[2] == "  改称「半山」；碰巧同名，就在 club.yml 的 waivers（看过、放行的问题）里记一笔。"


def test_a_consent_for_members_does_not_cover_the_public(tmp_path: Path) -> None:
    """The same text may stand in one edition and not in the other."""
    consent = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_members]}'
    files = {"members/people/xu.yml": a_member(name="许半山", consent=consent), CASE: a_case("\n许半山\n")}
    assert "CONSENT-MENTION" in codes_told(check_club_of(tmp_path / "public", files))
    assert "CONSENT-MENTION" not in codes_told(check_club_of(tmp_path / "members", files, Visibility.MEMBERS))


# Personal data


def an_identity(front: str) -> str:
    """An identity number of these 17 digits with the right check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return front + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(front, weights, strict=True)) % 11]


def a_card(front: str) -> str:
    """A card number that begins so, with the digit that Luhn's rule asks for."""
    doubled = [int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(reversed(front))]
    return front + str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def spaced(number: str) -> str:
    """A card number in groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


MOBILE = "138" + "1234" + "5678"
IDENTITY = an_identity("33010619900307123")
CARD = a_card("622202100112345678")
VISA = a_card("411111111111111")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"找老板：{MOBILE}", ["PERSONAL-MOBILE"]),
        (f"电话{MOBILE}。", ["PERSONAL-MOBILE"]),
        (f"Call {MOBILE}.", ["PERSONAL-MOBILE"]),
        (f"+86 {MOBILE}", ["PERSONAL-MOBILE"]),
        ("138-1234-5678", ["PERSONAL-MOBILE"]),
        (f"{MOBILE} 和 139 0000 1111", ["PERSONAL-MOBILE", "PERSONAL-MOBILE"]),
        (f"身份证 {IDENTITY}", ["PERSONAL-IDENTITY"]),
        (IDENTITY.lower(), ["PERSONAL-IDENTITY"]),
        (f"卡号 {CARD}", ["PERSONAL-CARD"]),
        (f"卡号 {spaced(CARD)}，户名略", ["PERSONAL-CARD"]),
        (VISA, ["PERSONAL-CARD"]),
        ("写信到 zhifan@tide-club.cn", ["PERSONAL-MAIL"]),
        ("talk@example.com 是例子", []),
        (IDENTITY[:-1] + ("0" if IDENTITY[-1] != "0" else "1"), []),
        (CARD[:-1] + str((int(CARD[-1]) + 1) % 10), []),
    ],
)
def test_personal_data_is_found(text: str, codes: list[str]) -> None:
    """Numbers with a right check digit and addresses are found however they are grouped; wrong ones are no such numbers."""
    assert [problem.code for problem in personal_data_in(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        f"订单号 {a_card('301234567890123456')}",
        f"订单号 {a_card('498765432109876543')}",
        "订单号 2026112120001234567",
        f"运单 SF{MOBILE}90",
        f"货号 P{MOBILE}",
        "成交 1,386,123,456.78 元，退款 13812345.678 元",
        "单价 138.12345678 元",
        "2026-11-21 20:00–2026-11-22 21:00",
        "2026-11-21 2026-11-22",
        "热线 400-800-1234，座机 0571-8765-4321",
        "条码 6901234567892",
        "12812345678",
        "图 a@2x.png",
        "@陆知帆 @lu-zhifan",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """Order numbers, prices, dates, hotlines and bar codes are no personal data."""
    assert personal_data_in(text) == []


def personal_data_in(body: str) -> list[Problem]:
    """The problems of personal data in a case with that body."""
    record = a_record(body)
    return list(check_personal_data(record, record.texts_of_fields()))


def a_record(body: str) -> Case:
    """A case with that body, as the model has it."""
    return Case(id="tea", title="标题", summary="摘要", authors=("lu-zhifan",), topics=("returns",), body=body)


def test_personal_data_is_told_masked_and_at_its_place(tmp_path: Path) -> None:
    """The log shows where it stands, and not the number itself; a field is named by its whole path."""
    files = {CASE: a_case(f"\n第一行\n找老板：{MOBILE}\n", quotes=f"[{{text: 打 {MOBILE}}}]")}
    told = lines_told(check_club_of(tmp_path, files))
    assert told[0] == "要改 content/cases/tea.md:6:17 quotes[0].text [PERSONAL-MOBILE]"
    assert told[3:5] == ["要改 content/cases/tea.md:10:5 [PERSONAL-MOBILE]", "  这里有一个手机号（138…78），谁都能看到。"]
    assert MOBILE not in "".join(told)


def test_members_may_give_their_own_address(tmp_path: Path) -> None:
    """A contact field is for addresses; a headline is not."""
    own = {"members/people/xu.yml": a_member(name="许半山", contact="{email: xu@tide-club.cn}")}
    assert heads_told(check_club_of(tmp_path / "own", own)) == []
    other = {"members/people/xu.yml": a_member(name="许半山", headline="xu@tide-club.cn")}
    assert heads_told(check_club_of(tmp_path / "other", other)) == ["要改 members/people/xu.yml:5:11 headline [PERSONAL-MAIL]"]
