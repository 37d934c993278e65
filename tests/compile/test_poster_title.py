"""Lines of a poster: no line over its width, nothing lost, breaks where a reader would make them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiguan.compile.poster import TITLE
from huiguan.compile.title_wrap import cut, fitted, width_of, wrapped

CLOSING = "，。、：；？！）】》」』”’％…—,.:;?!)]}%"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
PIECES = (*"春茶退货率直播间", *"，：？、（）「」！“”…—", " ", "GMV", "31%", "TikTok", "W" * 30, FAMILY, "🇨🇳", "👍🏽", "❤️", "é")
TITLES = [
    ("黑五当周该不该开播", 66, ("黑五当周该不该开播",)),
    ("退货率从 31% 到 17%，我们改了哪三件事", 66, ("退货率从 31% ", "到 17%，", "我们改了哪三件事")),
    ("杭州沙龙：双11 复盘夜，三张表对一遍", 66, ("杭州沙龙：", "双11 复盘夜，", "三张表对一遍")),
    ("双11 的数对不上？三种 GMV 口径", 66, ("双11 的数对不上？", "三种 GMV 口径")),
    ("加场：TikTok Shop 跨境合规问答", 66, ("加场：", "TikTok Shop ", "跨境合规问答")),
    ("广州岁末酒会（带一款货来）", 66, ("广州岁末酒会", "（带一款货来）")),
    (f"家庭店怎么分工{FAMILY}，试过的人说", 66, (f"家庭店怎么分工{FAMILY}，"[:7], f"{FAMILY}，试过的人说")),
    ("Thursday talk: what we changed when returns fell", 66, ("Thursday talk: ", "what we changed ", "when returns fell")),
]


@pytest.mark.parametrize(("title", "size", "lines"), TITLES)
def test_titles_break_between_clauses_and_never_inside_words(title: str, size: int, lines: tuple[str, ...]) -> None:
    """After a comma or colon, before a bracket, at a blank; a Latin word and a family of emoji stay whole."""
    found = fitted(title, TITLE)
    assert (found.setting.size, found.lines) == (size, lines)


@pytest.mark.parametrize(("count", "size"), [(27, 66), (28, 54), (46, 44), (70, 44), (71, 36), (102, 36)])
def test_a_longer_title_is_set_smaller(count: int, size: int) -> None:
    """The same character over and over: the sizes go down as the lines fill up, and nothing is cut."""
    found = fitted("茶" * count, TITLE)
    assert (found.setting.size, "".join(found.lines)) == (size, "茶" * count)


def test_a_title_of_three_hundred_characters_ends_in_an_ellipsis() -> None:
    """The last size is filled and the rest given up."""
    found = fitted("一二三四五六七八九十" * 30, TITLE)
    assert found.setting == TITLE[-1]
    assert [len(line) for line in found.lines] == [17] * 6
    assert found.lines[-1].endswith("…")


def test_a_word_longer_than_a_line_is_torn_rather_than_let_out() -> None:
    """An address without a blank."""
    lines = cut("https://example.com/" + "a" * 60, 9, 3)
    assert max(width_of(line) for line in lines) <= 9
    assert "".join(lines)[:-1] == ("https://example.com/" + "a" * 60)[: len("".join(lines)) - 1]


def test_no_text_gives_no_line() -> None:
    """An empty motto is no line, not an ellipsis."""
    assert cut("", 9, 2) == ()


@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=60), setting=st.sampled_from(TITLE))
def test_no_line_is_too_wide_and_nothing_is_lost(pieces: list[str], setting: object) -> None:
    """The lines joined are the title, or its beginning and an ellipsis."""
    assert setting in TITLE
    title = " ".join("".join(pieces).split())
    if not title:
        return
    found = fitted(title, TITLE)
    assert all(width_of(line) <= found.setting.width + 1e-9 for line in found.lines)
    assert len(found.lines) <= found.setting.lines
    joined = "".join(found.lines)
    assert joined == title or (joined.endswith("…") and title.startswith(joined[:-1]))


@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), width=st.integers(7, 20))
def test_no_line_begins_with_what_closes(pieces: list[str], width: int) -> None:
    """Only in a row of such marks that no line may hold."""
    lines = wrapped(" ".join("".join(pieces).split()), width, 12) or ()
    for before, after in pairwise(lines):
        assert after[0] not in CLOSING or before[-1] in CLOSING
        assert not after.startswith((" ", "\u200d", "\ufe0f", "🏽"))
