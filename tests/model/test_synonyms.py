"""Groups of words that mean the same: how the club's own join the shipped ones."""

import pytest

from huiguan.model.synonyms import Entries, Synonyms

SHIPPED: Entries = {"退货": ("退件", "return"), "客单价": ("AOV",)}


def test_groups_are_sorted_and_begin_with_their_main_word() -> None:
    """The order of the file does not matter, that of a group does."""
    groups = Synonyms.of({"退货": ("退件", "return"), "客单价": ("AOV", "均单价")}).groups
    assert groups == (("客单价", "AOV", "均单价"), ("退货", "退件", "return"))


@pytest.mark.parametrize("again", ["退 件", "退件", "退-件", "退货"])
def test_a_word_stands_once_in_a_group(again: str) -> None:
    """Another spelling of a word, or the main word again, adds nothing; the first spelling stays."""
    assert Synonyms.of({"退货": ("退件", again)}).groups == (("退货", "退件"),)


def test_words_stay_as_they_were_typed() -> None:
    """Case and blanks are the reader's; folding is for comparing alone."""
    assert Synonyms.of({"GMV": ("Live Commerce", "ｌｉｖｅｃｏｍｍｅｒｃｅ")}).groups == (("GMV", "Live Commerce"),)


@pytest.mark.parametrize("further", [(), ("退货",), ("退 货",)])
def test_a_word_alone_is_no_group(further: tuple[str, ...]) -> None:
    """There is nothing that it could mean as well."""
    assert Synonyms.of({"退货": further}).groups == ()


@pytest.mark.parametrize(
    ("own", "groups"),
    [
        ({}, (("客单价", "AOV"), ("退货", "退件", "return"))),
        ({"样茶": ("试喝装",)}, (("客单价", "AOV"), ("样茶", "试喝装"), ("退货", "退件", "return"))),
        ({"退货": ("退回", "退件")}, (("客单价", "AOV"), ("退货", "退件", "return", "退回"))),
        ({"退 货": ("退回",)}, (("客单价", "AOV"), ("退货", "退件", "return", "退回"))),
        ({"退货": ()}, (("客单价", "AOV"),)),
        ({"退货": ("退货",)}, (("客单价", "AOV"), ("退货", "退件", "return"))),
        ({"退件": ()}, (("客单价", "AOV"), ("退货", "退件", "return"))),
        ({"AOV": ("客单",)}, (("AOV", "客单"), ("客单价", "AOV"), ("退货", "退件", "return"))),
        ({"客单价": (), "退货": ()}, ()),
    ],
)
def test_own_groups_join_the_shipped_ones_by_their_main_word(own: Entries, groups: tuple[tuple[str, ...], ...]) -> None:
    """An entry adds words to the group of its main word; an empty one takes that group away; no other group changes."""
    assert Synonyms.of(SHIPPED).with_own(own).groups == groups


@pytest.mark.parametrize(("word", "found"), [("退 货", ("退货", "退件", "return")), ("退件", None), ("库存", None)])
def test_a_group_is_found_by_its_main_word(word: str, found: tuple[str, ...] | None) -> None:
    """In any spelling of it, and by no other word."""
    assert Synonyms.of(SHIPPED).find(word) == found
