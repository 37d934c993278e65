"""The index is the same, whoever counts."""

import pytest

from huiguan.compile.search.document import Document, Section
from huiguan.compile.search.index import LEVELS, Index, index_of
from huiguan.workers import ALONE, Workers

WORDS = ("退货率", "先讲缺点", "样茶先尝", "SKU 设计", "returns", "直播间", "客服话术")


def some_documents(count: int) -> list[Document]:
    """Documents whose words come again at different distances, the last with one of its own."""
    texts = ["，".join(WORDS[place] for place in range(len(WORDS)) if number % (place + 2) == 0) for number in range(count)]
    return [
        Document(path=f"cases/{number}/index.md", kind="case", title=f"案例 {number}", sections=(Section(text=text),))
        for number, text in enumerate([*texts[:-1], "独一份"])
    ]


def told(index: Index) -> tuple[dict[str, list[int]], frozenset[str]]:
    return {term: list(some) for term, some in index.postings.items()}, index.telling


@pytest.mark.parametrize("count", [2, 3, 99])
@pytest.mark.parametrize("documents", [200, 301])
def test_parts_that_are_indexed_apart_are_the_whole_index(documents: int, count: int) -> None:
    """Each term has the documents that hold it, in their order, though several processes looked through a part each."""
    found = some_documents(documents)
    whole = told(index_of(found, workers=ALONE))
    assert told(index_of(found, workers=Workers(count=count))) == whole
    assert [posting // LEVELS for posting in whole[0]["独一"]] == [documents - 1]
