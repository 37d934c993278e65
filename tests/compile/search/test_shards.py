"""Shards: what Python writes, the browser's module reads, and each term lies where it is looked for."""

import base64
from array import array
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from huiguan.compile.search.document import Document, Section
from huiguan.compile.search.index import LEVELS, MOST_POSTINGS, Postings, index_of
from huiguan.compile.search.shards import number, shard_of, shards_of
from search.asking import needs_node, twins

MOST_DOCUMENTS = 2**27 - 1  # a posting has 32 bits, five of them for the impact
TERM = st.text(min_size=1, max_size=12)
IMPACT = st.integers(1, LEVELS - 1)
NUMBERS = st.sets(st.one_of(st.integers(0, 200), st.integers(0, MOST_DOCUMENTS)), min_size=1, max_size=30)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@st.composite
def some_postings(draw: st.DrawFn) -> Postings:
    """Postings in the order of the documents."""
    return array("I", [document * LEVELS + draw(IMPACT) for document in sorted(draw(NUMBERS))])


INDEXES = st.tuples(
    st.dictionaries(TERM, some_postings(), max_size=8),
    st.dictionaries(TERM, st.lists(st.lists(WORDS, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=3), max_size=3),
)


def read_back(*shards: bytes) -> list[dict[str, Any]]:
    """What the browser's module reads in them."""
    return twins(shards=[base64.b64encode(shard).decode() for shard in shards])["shards"]


def split(postings: Postings) -> list[list[int]]:
    """Document and impact of each posting."""
    return [[posting // LEVELS, posting % LEVELS] for posting in postings]


@needs_node
def test_the_module_reads_what_was_written() -> None:
    """Every term with its postings, every phrase with its words; nothing else."""
    many: list[tuple[dict[str, Postings], dict[str, list[str]]]] = []
    settings(max_examples=150, database=None)(given(INDEXES)(lambda made: many.append(made)))()  # noqa: PLW0108 - Hypothesis takes no built-in
    written = [shards_of(postings, phrases) for postings, phrases in many]
    read = iter(read_back(*(shard for shards in written for shard in shards)))
    for (postings, phrases), shards in zip(many, written, strict=True):
        found = [next(read) for _ in shards]
        terms = {term: entry for shard in found for term, entry in shard["terms"]}
        assert terms == {term: {"documents": len(own), "postings": split(own)} for term, own in postings.items()}
        lines = sorted(phrase for shard in found for phrase in shard["phrases"])
        assert lines == sorted(text.split("\n") for texts in phrases.values() for text in texts)


@needs_node
def test_each_term_lies_where_the_module_looks_for_it() -> None:
    """Many terms in many shards: the file that the browser names holds the term, and the phrases that begin with it."""
    terms = [f"{first}{second}" for first in "退货率转化客单价" for second in "直播脚本选品会员"] + [
        f"sku{n}" for n in range(900)
    ]
    terms += ["__proto__", "constructor", "𠮷野", "한국", "x" * 40]
    postings = {term: array("I", [n * LEVELS + 7 for n in range(12)]) for term in terms}
    shards = shards_of(postings, {term: [f"{term}\n别名"] for term in terms})
    assert len(shards) > 3
    places = twins(names=terms, count=len(shards))["names"]
    assert places == [shard_of(term, len(shards)) for term in terms]
    held = read_back(*shards)
    for term, place in zip(terms, places, strict=True):
        assert term in dict(held[place]["terms"]), term
        assert [term, "别名"] in held[place]["phrases"]
    assert [[term for term, _ in shard["terms"]] for shard in held] == [
        sorted(term for term, _ in shard["terms"]) for shard in held
    ]


@needs_node
def test_a_club_without_words_has_one_empty_shard() -> None:
    """A file that is not there is then an error always."""
    assert read_back(*shards_of({}, {})) == [{"terms": [], "phrases": []}]


@needs_node
def test_of_a_very_common_term_the_most_telling_postings_are_kept() -> None:
    """3,000 of them, of equals the first, in the order of the documents; how many there are is said."""
    count = MOST_POSTINGS + 500
    strong = {n for n in range(count) if n % 2}
    found = array("I", [n * LEVELS + (20 if n in strong else 3) for n in range(count)])
    ((term, entry),) = [held for shard in read_back(*shards_of({"退货": found}, {})) for held in shard["terms"]]
    weak = sorted(set(range(count)) - strong)[: MOST_POSTINGS - len(strong)]
    assert (term, entry["documents"]) == ("退货", count)
    assert [document for document, _ in entry["postings"]] == sorted([*strong, *weak])


@given(st.integers(0, 2**32))
def test_a_number_is_seven_bits_a_byte(value: int) -> None:
    """The lowest first; only the last byte has no eighth bit."""
    written = number(value)
    assert sum((byte & 127) << (7 * place) for place, byte in enumerate(written)) == value
    assert [byte > 127 for byte in written] == [*([True] * (len(written) - 1)), False]


def document(title: str, text: str = "", **changes: Any) -> Document:  # noqa: ANN401 - fields of a document
    """A document of a case."""
    return Document(path=f"cases/{title}/index.md", kind="case", title=title, sections=(Section(text=text),), **changes)


def test_the_same_documents_make_the_same_bytes() -> None:
    """In their order; another order is another index."""
    documents = [document("退货率", "先讲缺点"), document("转化率", "样茶先尝"), document("SKU 设计", "returns")]
    once, again = (shards_of(index_of(documents).postings, {}) for _ in range(2))
    assert once == again
    assert shards_of(index_of(documents[::-1]).postings, {}) != once


def test_a_title_weighs_more_than_a_word_more_than_a_text() -> None:
    """The impact of one occurrence, by where it stands."""
    places = [
        document("退货"),
        document("甲", words=("退货",)),
        document("乙", summary="退货"),
        document("丙", "退货"),
    ]
    impacts = [posting % LEVELS for posting in index_of(places).postings["退货"]]
    assert impacts == sorted(set(impacts), reverse=True)


def test_the_postings_of_one_document_do_not_depend_on_the_others() -> None:
    """So that an edit changes the postings of one document alone."""
    kept = document("退货率", "先讲缺点，退货少了")
    alone = index_of([kept]).postings
    beside = index_of([kept, document("退货率治理", "退货退货退货")]).postings
    assert {term: found[0] for term, found in alone.items()} == {term: beside[term][0] for term in alone}
