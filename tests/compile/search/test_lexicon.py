"""The lexicon: what is written by sound, and what may be meant by a slip."""

import pytest

from huiguan.compile.search.document import Document, Section
from huiguan.compile.search.index import Index, index_of
from huiguan.compile.search.lexicon import (
    MOST_OF_A_SOUND,
    files_of_characters,
    files_of_sounds,
    pairs_by_sound,
    syllables,
    words_by_letter,
)
from search.asking import needs_node, twins


def index(*titles: str, text: str = "") -> Index:
    """The index of documents with these titles, all of which say the text."""
    return index_of([Document(path="x", kind="case", title=title, sections=(Section(text=text),)) for title in titles])


def test_a_pair_of_a_title_is_found_by_its_sounds() -> None:
    """By each reading of its characters; the first syllable leads to the second."""
    table = pairs_by_sound(index("退货率"))
    assert table["tui"]["huo"] == "退货"
    assert table["huo"]["lv"] == table["huo"]["shuai"] == "货率"


def test_a_pair_that_one_text_says_on_the_way_is_not() -> None:
    """There are too many of them; said by two it is."""
    assert "huai" not in pairs_by_sound(index("甲", text="坏果"))
    assert pairs_by_sound(index("甲", "乙", text="坏果"))["huai"]["guo"] == "坏果"


def test_of_pairs_that_sound_alike_the_usual_reading_and_the_frequent_stand_first() -> None:
    """Eight at most."""
    many = [f"{first}{second}" for first in "试市事是十" for second in "长场常"]
    table = pairs_by_sound(index(*many, "试场", "试场"))
    assert table["shi"]["chang"].startswith("试场")
    assert len(table["shi"]["chang"]) == 2 * MOST_OF_A_SOUND


def test_nobody_means_two_unusual_readings_where_there_is_a_usual_one() -> None:
    """会 may be read kuai and 的 di, but kuaidi is 快递; 会的 alone is found so all the same."""
    assert pairs_by_sound(index("快递会的"))["kuai"]["di"] == "快递"
    assert pairs_by_sound(index("会的"))["kuai"]["di"] == "会的"


@needs_node
def test_each_syllable_is_in_the_file_where_the_browser_looks() -> None:
    """However many files there are."""
    names = [f"{first}{second}{end}" for first in "bpmfdtnlgkhjqxzcsryw" for second in "aoeiu" for end in ("", "ng")]
    table = {syllable: {f"s{number}": "退货" for number in range(10)} for syllable in names}
    files = files_of_sounds(table)
    assert sum(map(len, files)) == len(table)
    for syllable, place in zip(table, twins(names=list(table), count=len(files))["names"], strict=True):
        assert syllable in files[place]


@needs_node
def test_the_sounds_of_a_character_are_told_of_those_in_the_index_and_of_common_ones() -> None:
    """A slip of the input method may be a character that no page has; each is in the file where the browser looks."""
    files = files_of_characters(index("鼋鼍"))
    asked = ["鼋", "元", "会"]
    places = twins(names=asked, count=len(files))["names"]
    assert [files[place][char] for char, place in zip(asked, places, strict=True)] == [("yuan",), ("yuan",), ("hui", "kuai")]
    assert not any("黿" in part for part in files)


def test_letters_are_parted_by_all_syllables() -> None:
    """Those without a vowel would part every word."""
    assert {"tui", "huo", "lv", "a"} < set(syllables())
    assert {"n", "ng", "hm"} & set(syllables()) == set()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sku", "gmv", "sku", "sop"], {"g": ["gmv"], "s": ["sku", "sop"]}),
        (["ab", "a1", "123", "1ab", "数据", "héllo"], {}),
        (["constructor", "proto", "a1b2"], {"a": ["a1b2"], "c": ["constructor"], "p": ["proto"]}),
    ],
)
def test_words_of_letters_stand_by_their_first(words: list[str], expected: dict[str, list[str]]) -> None:
    """Sorted, each once; three letters at least."""
    assert words_by_letter(words) == expected
