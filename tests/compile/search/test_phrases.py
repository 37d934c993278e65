"""Words that mean the same, as the index lays them down."""

import pytest

from builders import check_club_of
from huiguan.compile.search.phrases import Group, groups_of, phrases_of
from huiguan.compile.search.terms import is_han, terms_of, tokens
from huiguan.model.club import Club


class _Everything:
    """An index that holds every term."""

    def __contains__(self, _term: object) -> bool:
        return True


def phrases(*groups: tuple[str, ...], known: object = None) -> dict[str, list[str]]:
    """The phrases of groups whose words all stand in for each other."""
    held = _Everything() if known is None else known
    assert hasattr(held, "__contains__")
    some: list[Group] = [(group, group) for group in groups]
    return phrases_of(some, held)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Club:
    """A club that has the shipped words alone."""
    found = check_club_of(tmp_path_factory.mktemp("club"), {}).club
    assert found is not None
    return found


def test_each_word_leads_to_the_others() -> None:
    """Under its first term, folded and parted; the others as typed."""
    found = phrases(("退貨", "寄回", "Return Goods"))
    assert found == {
        "退货": ["退 货\n寄回\nReturn Goods"],
        "寄回": ["寄 回\n退貨\nReturn Goods"],
        "return": ["return good\n退貨\n寄回"],
        "returngood": ["returngood\n退貨\n寄回\nReturn Goods"],
    }


def test_only_words_that_a_document_holds_are_offered() -> None:
    """Whole: a word of which one term is unknown finds nothing. What is typed may be held by none."""
    known = {"寄回", "回来"}
    assert phrases(("退货", "寄回来", "送还", "寄出"), known=known) == {
        "退货": ["退 货\n寄回来"],
        "送还": ["送 还\n寄回来"],
        "寄出": ["寄 出\n寄回来"],
    }


def test_one_han_character_is_no_phrase() -> None:
    """It stands in too many words; a letter or a number may be one."""
    found = phrases(("会", "协会"), ("x", "叉号"))
    assert "会" not in found
    assert found["x"] == ["x\n叉号"]


def test_a_word_that_holds_the_other_is_not_offered_for_it() -> None:
    """Who looks for the shorter one finds the longer one anyway; who looks for the longer one wants no more."""
    found = phrases(("退货", "退货率", "无理由退货", "寄回"))
    assert "退 货\n寄回" in found["退货"]
    assert not any(line.split("\n")[0] == "退 货" and "退货率" in line for line in found["退货"])


@pytest.mark.parametrize(("typed", "joined"), [("white paper", "whitepaper"), ("e-commerce", "ecommerce")])
def test_english_words_may_be_typed_as_one(typed: str, joined: str) -> None:
    """People do."""
    assert phrases((typed, "别名"))[joined] == [f"{joined}\n{typed}\n别名"]


def test_numbers_are_not_typed_as_one() -> None:
    """1-10 is a stage of a shop, 110 is not."""
    assert "110" not in phrases(("1-10", "起步"))


def test_no_shipped_word_is_one_han_character(club: Club) -> None:
    """Such a word would stand in for others on nearly every page."""
    words = [word for _, offered in groups_of(club.vocabularies, club.synonyms) for word in offered]
    assert len(words) > 3000
    assert [word for word in words if is_han(word) and len(tokens(word)) == 1] == []


def test_every_shipped_phrase_lies_where_the_browser_looks(club: Club) -> None:
    """Under the first of its terms, and each has others to offer."""
    groups = groups_of(club.vocabularies, club.synonyms)
    for first, lines in phrases_of(groups, _Everything()).items():
        for line in lines:
            phrase, *others = line.split("\n")
            assert terms_of(tuple(phrase.split(" ")))[0] == first
            assert others
            assert len(set(others)) == len(others)


def test_where_no_document_holds_anything_there_is_none(club: Club) -> None:
    """No word that no document holds stands in for anything."""
    assert phrases_of(groups_of(club.vocabularies, club.synonyms), set()) == {}
