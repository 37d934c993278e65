"""Synonyms for servers: who stands for whom, in which direction."""

import pytest

from compile.search.exported import GROUPS
from huiguan.compile.search.export_meilisearch import MOST_SYNONYMS, synonyms_of
from huiguan.compile.search.export_opensearch import rules_of
from huiguan.compile.search.export_synonyms import Alike, alike_words
from huiguan.compile.search.fold import fold


def test_words_that_are_one_to_a_server_are_told_once() -> None:
    """Folded, the traditional form falls away; a single character and a word alone have no synonyms."""
    assert alike_words(GROUPS, fold) == (
        Alike(words=("退货", "退件", "return")),
        Alike(words=("服饰鞋包", "apparel and shoes"), leading=("apparel", "shoes")),
        Alike(words=("工作组",), leading=("内容组",)),
    )


def test_opensearch_has_a_rule_for_both_directions() -> None:
    """Words that stand for each other are one rule; a narrower word leads to the wider ones and stays itself."""
    assert rules_of(GROUPS) == [
        "退货, 退件, return",
        "服饰鞋包, apparel and shoes",
        "apparel => apparel, 服饰鞋包, apparel and shoes",
        "shoes => shoes, 服饰鞋包, apparel and shoes",
        "内容组 => 内容组, 工作组",
    ]


@pytest.mark.parametrize("typed", ["a, b", "a => b", "a\\b", "# a b", "A=B"])
def test_no_sign_in_a_word_breaks_a_rule(typed: str) -> None:
    """What marks off words in a rule is a blank within a word."""
    assert rules_of([((typed, "退货"), (typed, "退货"))]) == ["a b, 退货"]


def test_meilisearch_has_each_word_with_those_that_it_stands_for() -> None:
    """There one way is a word's own entry; traditional forms stay, since they are cut otherwise."""
    assert synonyms_of(GROUPS) == {
        "apparel": ["服饰鞋包", "apparel and shoes"],
        "apparel and shoes": ["服饰鞋包"],
        "shoes": ["服饰鞋包", "apparel and shoes"],
        "return": ["退货", "退貨", "退件"],
        "内容组": ["工作组"],
        "服饰鞋包": ["apparel and shoes"],
        "退件": ["退货", "退貨", "return"],
        "退货": ["退貨", "退件", "return"],
        "退貨": ["退货", "退件", "return"],
    }


def test_meilisearch_gets_no_more_than_it_takes() -> None:
    """It passes over what comes after the fiftieth synonym of a word."""
    words = tuple(f"word{number}" for number in range(80))
    assert {len(others) for others in synonyms_of([(words, words)]).values()} == {MOST_SYNONYMS}
