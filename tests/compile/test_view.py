"""What templates ask for: titles that break between clauses, words in a row, paragraphs, amounts, icons."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_case
from huiguan.compile.phrase import phrase
from huiguan.compile.view import View, clauses
from huiguan.wording import words_of
from sites import a_site, elements


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return a_site(tmp_path_factory.mktemp("club"), {}).compilation.press.view("cases/x.md")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("退货率降了一半", []),
        ("抖音店播退货率从 31% 降到 17%：一家茶商的 90 天", ["抖音店播退货率从 31% 降到 17%：", "一家茶商的 90 天"]),
        ("先归类，再动手；别急", ["先归类，", "再动手；", "别急"]),
        ("杭州沙龙：退货怎么治（第三期）", ["杭州沙龙：", "退货怎么治", "（第三期）"]),
        ("为什么？！因为", ["为什么？！", "因为"]),
        ("（试行）规则", []),
        ("结尾有号：", []),
        ("甲 & 乙：<b>", ["甲 & 乙：", "<b>"]),
        ("", []),
    ],
)
def test_titles_break_between_clauses(title: str, parts: list[str]) -> None:
    """Each clause is one span; a title of one clause stays as it is."""
    assert [entry.text for entry in elements(str(clauses(title)), "span", "hg-c")] == parts


@given(title=st.text(st.sampled_from("甲乙ab ，：？！；（）()<>&,;:\"'\n"), max_size=20))
def test_the_clauses_joined_are_the_title(title: str) -> None:
    """No character is lost, doubled or left to be read as HTML."""
    html = str(clauses(title))
    spans = re.findall(r'<span class="hg-c">(.*?)</span>', html, re.DOTALL)
    assert "".join(unescape(span) for span in spans) == title if spans else unescape(html) == title
    assert "<" not in re.sub(r'<span class="hg-c">|</span>', "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一段。", "<p>一段。</p>"),
        ("一段。\n接着。\n\n  二段 <b>。\n \n\n", "<p>一段。\n接着。</p><p>二段 &lt;b&gt;。</p>"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_plain_text_in_paragraphs(view: View, text: str, html: str) -> None:
    """Blank lines part paragraphs, and what looks like HTML is text."""
    assert view.lines(text) == html


@pytest.mark.parametrize(
    ("language", "parts", "joined"),
    [
        ("zh-Hans", ("18,600 元", "不含人力"), "18,600 元，不含人力"),
        ("en", ("18,600 yuan", "without labour"), "18,600 yuan, without labour"),
        ("zh-Hans", ("", None, "只有我"), "只有我"),
        ("zh-Hans", (), ""),
        ("zh-Hans", ("甲、乙", "丙"), "甲、乙，丙"),
    ],
)
def test_parts_of_a_sentence(language: str, parts: tuple[str | None, ...], joined: str) -> None:
    """The comma of the page's language between what is there; the parts stay as they are."""
    assert phrase(words_of(language), *parts) == joined


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(18600, "CNY", "18,600 元"), (0.5, "USD", "0.5 美元"), (-3, "HKD", "−3 港元"), (7, "XAF", "7 XAF")],
)
def test_amounts_of_money(view: View, amount: float, currency: str, text: str) -> None:
    """In words where we have one, else with the currency's code."""
    assert view.money(amount, currency) == text


def test_parts_with_dots_between(view: View) -> None:
    """What is empty leaves no dot."""
    assert view.tags("杭州", None, "", "西湖区") == "杭州 · 西湖区"
    assert view.tags(None, "") == ""


def test_days_in_words(view: View) -> None:
    """Weekday, month of a ticket, month in a text."""
    assert (view.weekday(date(2026, 11, 26)), view.month(date(2026, 11, 26)), view.year_month("2026-11")) == (
        "周四",
        "11 月",
        "2026 年 11 月",
    )


def test_an_icon_is_hidden_from_screen_readers(view: View) -> None:
    """It never says anything that the word beside it does not; an unknown one is a mistake of ours."""
    (svg, path) = elements(str(view.icon("download")))
    assert (svg.attributes["aria-hidden"], path.tag) == ("true", "path")
    with pytest.raises(FileNotFoundError):
        view.icon("no-such-icon")


def test_an_unknown_word_is_a_mistake_of_ours(view: View) -> None:
    """It fails the build instead of leaving a hole in the page."""
    with pytest.raises(KeyError, match=r"no word 'site\.nonsense' in zh-Hans"):
        view.t("nonsense")


def test_ways_as_seen_from_a_page(tmp_path: Path) -> None:
    """Records, pages, files and teasers by the way from the page that is drawn."""
    hidden = {"content/cases/b.md": a_case(visibility="members")}
    site = a_site(tmp_path, {"content/cases/a.md": a_case(), **hidden})
    at = site.compilation.press.view("people/lu-zhifan.md")
    case = at.find("case", "a")
    assert case is not None
    assert at.way(case) == "../../cases/a/"
    assert at.absolute(case) == "https://tide.example.com/cases/a/"
    assert at.file(case, "图 1.png") == "../../cases/a/%E5%9B%BE%201.png"
    assert at.file(case, "说明.md") == "../../cases/a/%E8%AF%B4%E6%98%8E.md.txt"
    assert at.find("case", "b") is None
    teaser = at.teaser("case", "b")
    assert teaser is not None
    assert at.teaser_way(teaser) == "../../cases/b/"
