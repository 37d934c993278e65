"""What Python folds and cuts for the index, JavaScript folds and cuts for the query: one table and one law for both."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from huiguan.compile.search.fold import fold, simplified
from huiguan.compile.search.terms import characters, pairs, stem, terms_of, tokens, words
from search.asking import needs_node, twins

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("folded.yml").read_text(encoding="utf-8"))
CHARACTERS = ["".join(map(chr, simplified())), "".join(simplified().values())]
BATCH = 600
# Letters of each kind that a fold treats in a way of its own, and what stands around them.
TELLING = "退貨數数字率樂𠮷𪚥々〇ＧＭＶsSßẞİıΣσςéÉŁǅﬁ①½㍿㎏⼀豈ﾃﾞﾊﾟがカ\u3099"
TELLING += "한ㅎㅏㄴ\u1112\u1161\u11ab\uffa1ا\u0653\ufefbน\u0e33क\u093c()（）shùtuìǜ"
UNSEEN = "\u200b\u200d\u00ad\u202e\u2066\ufe0f\ufeff\u0301\u0308\u0323\u0307\u034f\U000e0100"
BETWEEN = " \u3000，。_-/\n\t\0'’‘·…%🎉👩❤"
SIMPLE = st.sampled_from(TELLING + UNSEEN + BETWEEN)
# Scripts that the browsers of one year know and Python's tables of another do not are left out, with what is no text.
ANY = st.characters(exclude_categories=("Cs", "Cn", "Co"))
TEXT = st.text(st.one_of(SIMPLE, SIMPLE, ANY), max_size=24)


@cache
def in_javascript() -> dict[str, list[Any]]:
    """What the module makes of the table."""
    texts = [typed for typed, _ in TABLE["folded"]] + [cut["text"] for cut in TABLE["cuts"]] + list(TABLE["questions"])
    return twins(characters=CHARACTERS, texts=texts, words=list(map(str, TABLE["stems"])))


@cache
def any_texts() -> list[str]:
    """Many texts, gathered first since one start of Node.js for all of them is quicker than one for each."""
    found: dict[str, None] = {}

    @settings(max_examples=BATCH, database=None)
    @given(TEXT)
    def gather(text: str) -> None:
        found[text] = None

    gather()
    return list(found)


def in_python(text: str) -> dict[str, Any]:
    """What the index makes of a text."""
    folded = fold(text)
    return {"fold": folded, "tokens": list(tokens(folded))}


@pytest.mark.parametrize(("typed", "folded"), TABLE["folded"])
def test_python_folds(typed: str, folded: str) -> None:
    """As the table says; what is folded folds to itself."""
    assert fold(typed) == folded
    assert fold(folded) == folded


@needs_node
@pytest.mark.parametrize(("place", "typed", "folded"), [(place, *row) for place, row in enumerate(TABLE["folded"])])
def test_javascript_folds(place: int, typed: str, folded: str) -> None:
    """As the table says."""
    assert (typed, in_javascript()["texts"][place]["fold"]) == (typed, folded)


def test_the_table_is_large_enough_and_none_stands_twice() -> None:
    """A row each."""
    typed = [row[0] for row in TABLE["folded"]]
    assert len(typed) >= 80
    assert len(set(typed)) == len(typed)


@needs_node
@pytest.mark.parametrize(("place", "cut"), list(enumerate(TABLE["cuts"])), ids=lambda value: str(value)[:30])
def test_both_cut_alike(place: int, cut: dict[str, Any]) -> None:
    """The same tokens in both; the query looks up what the table says."""
    found = in_javascript()["texts"][len(TABLE["folded"]) + place]
    assert list(tokens(fold(cut["text"]))) == cut["tokens"] == found["tokens"]
    assert found["terms"] == cut["terms"]


@pytest.mark.parametrize(("typed", "expected"), TABLE["stems"].items())
def test_python_stems(typed: str, expected: str) -> None:
    """As the table says."""
    assert stem(str(typed)) == str(expected)


@needs_node
def test_javascript_stems() -> None:
    """As the table says."""
    assert in_javascript()["words"] == list(map(str, TABLE["stems"].values()))


@needs_node
def test_both_fold_and_cut_any_text_alike() -> None:
    """Fold and tokens are the same in both."""
    found = twins(characters=CHARACTERS, texts=any_texts())["texts"]
    theirs = [{name: entry[name] for name in ("fold", "tokens")} for entry in found]
    mine = [in_python(text) for text in any_texts()]
    assert [(text, one, other) for text, one, other in zip(any_texts(), mine, theirs, strict=True) if one != other] == []


@needs_node
def test_what_the_query_looks_up_is_what_the_index_holds() -> None:
    """A text that is asked for as it stands is found: each term that the query makes of it is one that the index makes of it."""
    whole = ["".join(text.split()) for text in any_texts()]
    for text, found in zip(whole, twins(characters=CHARACTERS, texts=whole)["texts"], strict=True):
        folded = fold(text)
        assert {*found["terms"]} <= {*pairs(folded), *words(folded), *characters(folded)}, text


@needs_node
def test_both_look_up_the_same_for_a_run_of_characters() -> None:
    """A synonym, which Python lays down under its first term, is asked for under that term."""
    runs = ["".join(char for char in text if char.isalnum()) for text in any_texts()]
    for text, found in zip(runs, twins(characters=CHARACTERS, texts=runs)["texts"], strict=True):
        assert _telling(found["terms"]) == _telling(terms_of(tokens(fold(text)))), text


def _telling(terms: Iterable[str]) -> list[str]:
    """Each term once; no short English words, which a query passes over."""
    return [term for term in dict.fromkeys(terms) if not re.fullmatch("[a-z]{1,5}", term)]


@needs_node
@pytest.mark.parametrize(("place", "asked", "rest"), [(place, *row) for place, row in enumerate(TABLE["questions"].items())])
def test_a_question_is_asked_without_its_question_words(place: int, asked: str, rest: str) -> None:
    """A particle at the end goes, but 贴吧 and 粗花呢 end on no particle."""
    start = len(TABLE["folded"]) + len(TABLE["cuts"])
    assert (asked, " ".join(in_javascript()["texts"][start + place]["rest"].split())) == (asked, rest)


@needs_node
def test_half_a_character_breaks_nothing() -> None:
    """A lone surrogate, as a careless cut of an emoji leaves it: it stays, and is no word."""
    texts = ["\ud83c", "退\udc00貨", "a\ud800b"]
    found = twins(characters=CHARACTERS, texts=texts)["texts"]
    assert [entry["fold"] for entry in found] == ["\ud83c", "退\udc00货", "a\ud800b"]
    assert [entry["terms"] for entry in found] == [[], ["退", "货"], ["b"]]
