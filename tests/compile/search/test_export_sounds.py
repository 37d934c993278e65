"""Who types by sounds finds the words of titles, names and labels."""

import pytest

from huiguan.compile.search.export_sounds import sounds_of


@pytest.mark.parametrize(
    ("texts", "sounds"),
    [
        (["退货"], ["tuihuo"]),
        (["沈秋辞"], ["shenqiuci", "shenqiu", "qiuci"]),
        (["退貨", "退货"], ["tuihuo"]),
        (["直播间退货率"], ["zhibo", "bojian", "jiantui", "tuihuo", "huolv"]),
        (["SKU 设计", "Returns"], ["sheji"]),
        (["茶"], []),
        ([], []),
    ],
    ids=["pair", "name", "once", "long", "mixed", "single", "nothing"],
)
def test_words_are_told_by_their_sounds(texts: list[str], sounds: list[str]) -> None:
    """Pairs of neighbours, and short runs whole; a single character sounds like too many others."""
    assert sounds_of(texts) == sounds
