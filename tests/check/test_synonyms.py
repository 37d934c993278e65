"""What is said of a club's synonyms, and what the package ships."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import TODAY, check_club_of, codes_told, lines_told
from huiguan.check import Checked
from huiguan.check.synonyms import joined, shipped_synonyms
from huiguan.check.vocabularies import overlaid
from huiguan.gate import gate
from huiguan.model.context import BuildContext
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import folded
from huiguan.problem import Severity
from huiguan.read.shipped import read_shipped_synonyms
from huiguan.wording import words_of

FILE = "vocabulary/synonyms.yml"
CODES = ["LIST", "TEXT", "EMPTY", "LONG", "COMMA", "ALONE", "TWICE", "NONE"]


def checked(root: Path, text: str) -> Checked:
    """What the rules say of a club with these synonyms."""
    return check_club_of(root, {FILE: text})


def test_own_synonyms_join_the_shipped_ones(tmp_path: Path) -> None:
    """The club knows both, an entry extends its group, and an empty one takes a group away."""
    club = checked(tmp_path, "样茶: [试喝装, live commerce]\n退货: [不要了]\n投产比: []\n").club
    assert club is not None
    assert club.synonyms.find("样茶") == ("样茶", "试喝装", "live commerce")
    shipped = shipped_synonyms().find("退货")
    assert shipped is not None
    assert club.synonyms.find("退货") == (*shipped, "不要了")
    assert club.synonyms.find("投产比") is None
    assert len(club.synonyms.groups) == len(shipped_synonyms().groups)


def test_a_club_without_own_synonyms_has_the_shipped_ones(tmp_path: Path) -> None:
    """Nobody has to write a file for a search that finds 退货 by returns."""
    club = check_club_of(tmp_path, {}).club
    assert club is not None
    assert club.synonyms == shipped_synonyms() == joined(None)[0]


def test_every_edition_has_the_same_synonyms(tmp_path: Path) -> None:
    """They tell nothing of a record."""
    club = checked(tmp_path, "样茶: [试喝装]\n").club
    assert club is not None
    context = BuildContext(today=TODAY, edition=Visibility.PUBLIC, language="zh-Hans", epoch=datetime(2026, 11, 21, tzinfo=UTC))
    assert gate(club, context).synonyms == club.synonyms


NOT_A_LIST = "放进方括号，用英文逗号隔开，例如 [退件, returns]；想去掉随软件发放的那一组，写 []。"


@pytest.mark.parametrize(
    ("text", "where", "says", "remedy"),
    [
        (
            "样茶: 试喝装、小包样\n",
            f"要改 {FILE}:1:5 样茶 [SYNONYM-LIST]",
            "「样茶」的同义词要写成列表，现在是「试喝装、小包样」。",
            "放进方括号，用英文逗号隔开：[试喝装, 小包样]",
        ),
        ("样茶:\n", f"要改 {FILE}:1:4 样茶 [SYNONYM-LIST]", "「样茶」的同义词要写成列表。", NOT_A_LIST),
        ("样茶: {试喝装: x}\n", f"要改 {FILE}:1:5 样茶 [SYNONYM-LIST]", "「样茶」的同义词要写成列表。", NOT_A_LIST),
        (
            "样茶:\n  - 试喝装\n  - [小包样]\n",
            f"要改 {FILE}:3:5 样茶[1] [SYNONYM-TEXT]",
            "「样茶」的同义词里有一项不是词，是一个列表，或者一组键和值。",
            "一项只写一个词；列表里不要再套方括号、大括号。",
        ),
        (
            '样茶: [试喝装, "  "]\n',
            f"要改 {FILE}:1:11 样茶[1] [SYNONYM-EMPTY]",
            "「样茶」的同义词里有一项是空的。",
            "补上词，或者删掉这一项。",
        ),
        (
            "样茶: [试喝装, ~]\n",
            f"要改 {FILE}:1:11 样茶[1] [SYNONYM-EMPTY]",
            "「样茶」的同义词里有一项是空的。",
            "补上词，或者删掉这一项。",
        ),
        ('"": [试喝装]\n', f"要改 {FILE}:1:1 [SYNONYM-EMPTY]", "有一组最前面的词是空的。", "补上词，或者删掉这一项。"),
        (
            f"样茶: [{'茶' * 61}]\n",
            f"要改 {FILE}:1:6 样茶[0] [SYNONYM-LONG]",
            f"「{'茶' * 59}…」太长：一个词最多 60 个字。",
            "写大家搜索时会打的那几个字，不写句子。",
        ),
        (
            "样茶: [试喝装，小包样]\n",
            f"要改 {FILE}:1:6 样茶[0] [SYNONYM-COMMA]",
            "「试喝装，小包样」里有中文标点，整个被当成了一个词。",
            "词和词之间用英文逗号：[试喝装, 小包样]",
        ),
        (
            "样茶: [样 茶]\n",
            f"建议 {FILE}:1:1 样茶 [SYNONYM-ALONE]",
            "「样茶」这一组只有它自己，搜索时不起作用。",
            "补上别的叫法；想去掉随软件发放的那一组，写 []。",
        ),
        (
            "# 茶\n样茶: [试喝装]\n赠茶:\n  - 随单茶\n  - 试喝装\n",
            f"建议 {FILE}:5:5 赠茶[1] [SYNONYM-TWICE]",
            "「试喝装」写在两组里，第 2 行「样茶」那一组已经有了。",
            "两组说的是一件事，就合成一组；不是一件事，只留在一组里。",
        ),
        (
            "退件: []\n",
            f"建议 {FILE}:1:1 退件 [SYNONYM-NONE]",
            "「退件: []」是要去掉一组，可是随软件发放的同义词里没有用「退件」开头的组。",
            "也许是这一组：退货。不想去掉什么，就删掉这一行。",
        ),
        (
            "魑魅: []\n",
            f"建议 {FILE}:1:1 魑魅 [SYNONYM-NONE]",
            "「魑魅: []」是要去掉一组，可是随软件发放的同义词里没有用「魑魅」开头的组。",
            "删掉这一行；要加同义词，把词写进方括号。",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: str, where: str, says: str, remedy: str) -> None:
    """In the words of whoever keeps the club's folder, with what would be right."""
    lines = "\n".join(lines_told(checked(tmp_path, text))).split("\n")
    assert [line.strip() for line in lines if line.strip()] == [where, says, remedy]


@pytest.mark.parametrize(
    "text", ["样茶: [618, 2026-11-11, no]\n", f"样茶: [{'茶' * 60}]\n", "样茶: [试喝装, 试喝装, 样茶]\n", "{}\n"]
)
def test_what_is_fine_is_not_told(tmp_path: Path, text: str) -> None:
    """A number is text, sixty characters are a word, and a word again in its own group does no harm."""
    assert codes_told(checked(tmp_path, text)) == []


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_examples_are_true(tmp_path: Path, name: str, language: str) -> None:
    """The wrong one is told for that very reason, the right one is not."""
    entry = words_of(language).group(f"problem.SYNONYM-{name}")
    assert codes_told(checked(tmp_path / "bad", entry["bad"])) == [f"SYNONYM-{name}"]
    assert codes_told(checked(tmp_path / "good", entry["good"])) == []


def test_only_hints_leave_the_club_standing(tmp_path: Path) -> None:
    """A group that says nothing stops nobody; a list that is none does."""
    hints = checked(tmp_path / "hints", "样茶: [样茶]\n退件: []\n")
    assert {problem.severity for problem in hints.problems} == {Severity.WARNING}
    assert hints.club is not None
    assert checked(tmp_path / "error", "样茶: 试喝装\n").club is None


def test_the_example_of_the_handbook_is_fine(tmp_path: Path) -> None:
    """Whoever copies it reads no complaint."""
    page = (Path(__file__).parents[2] / "docs/handbook/content.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(# vocabulary/synonyms\.yml\n.*?)```", page, re.DOTALL)
    assert codes_told(checked(tmp_path, example)) == []


# What the package ships


def test_the_shipped_synonyms_have_no_problems() -> None:
    """Each group has a word beside its main word, and no word stands in two groups."""
    assert joined(read_shipped_synonyms())[1] == []
    owner: dict[str, str] = {}
    for group in shipped_synonyms().groups:
        assert {owner.setdefault(folded(word), group[0]) for word in group} == {group[0]}


def test_each_shipped_group_stands_in_the_site_as_typed() -> None:
    """No entry of the file is lost on the way, and the file holds what a club of sellers talks about."""
    entries = read_shipped_synonyms().value
    assert {group[0] for group in shipped_synonyms().groups} == set(entries)
    assert 350 <= len(entries) <= 500


def test_each_shipped_group_says_more_than_the_vocabularies() -> None:
    """A group of names that one term has already would be written for nothing."""
    vocabularies, _ = overlaid([])
    terms = [
        {folded(name) for name in (*term.label.values(), *term.aliases)}
        for vocabulary in vocabularies.of.values()
        for term in vocabulary.terms.values()
    ]
    known = [group for group in shipped_synonyms().groups if any({folded(word) for word in group} <= names for names in terms)]
    assert known == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GMV", "成交总额"),
        ("AOV", "客单价"),
        ("refund", "退款"),
        ("returns", None),
        ("retention", "留存"),
        ("trademark", "商标"),
        ("invoice", "发票"),
        ("salary", "工资"),
        ("speaker", "讲师"),
        ("calendar", "日历"),
        ("white paper", "白皮书"),
        ("singles day", "双11"),
        ("資料庫", "数据库"),
        ("宅配", "快递"),
        ("行動支付", "移动支付"),
        ("卖不动", "滞销"),
        ("亏钱", "亏损"),
        ("没流量", "没流量"),
        ("MOQ", "起订量"),
        ("code of conduct", "公约"),
    ],
)
def test_what_people_type_leads_to_what_clubs_write(typed: str, meant: str | None) -> None:
    """Abbreviations, English, and the words of Taiwan and of every day; what a vocabulary knows is not repeated."""
    found = [group[0] for group in shipped_synonyms().groups if folded(typed) in map(folded, group)]
    assert found == ([meant] if meant else [])
