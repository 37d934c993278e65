"""The files for OpenSearch fit together: what one names, another has."""

import json
from typing import Any

import pytest

from compile.search.exported import GROUPS, a_record, by_name, read_lines
from huiguan.compile.search.export_opensearch import opensearch_files
from huiguan.compile.search.fold import simplified

FILES = by_name(opensearch_files([a_record()], GROUPS))
INDEX: dict[str, Any] = json.loads(FILES["index.json"])
QUERY: dict[str, Any] = json.loads(FILES["query.json"])
ANALYSIS = INDEX["settings"]["analysis"]
FIELDS = INDEX["mappings"]["properties"]
# What comes with every OpenSearch and Elasticsearch, without a plugin.
SHIPPED = {"cjk_width", "lowercase", "asciifolding"}


def test_a_bulk_file_has_an_action_before_each_record() -> None:
    """The index is named by the address that it is sent to, so that it can be filled beside the old one."""
    action, record = read_lines(FILES["bulk-001.ndjson"])
    assert action == {"index": {"_id": a_record()["id"]}}
    assert record == a_record()
    assert FILES["bulk-001.ndjson"].endswith(b"\n")


@pytest.mark.parametrize("name", ["huiguan_text", "huiguan_query"])
def test_an_analyzer_uses_what_is_there(name: str) -> None:
    """Each filter is one of the index or one that every server has; none comes from a plugin."""
    analyzer = ANALYSIS["analyzer"][name]
    assert set(analyzer["filter"]) <= SHIPPED | set(ANALYSIS["filter"])
    assert set(analyzer["char_filter"]) <= set(ANALYSIS["char_filter"])
    kinds = {entry["type"] for part in ("filter", "char_filter") for entry in ANALYSIS[part].values()}
    assert kinds == {"stemmer", "cjk_bigram", "synonym_graph", "mapping"}


def test_texts_and_queries_are_cut_alike() -> None:
    """They differ only in that texts keep single characters and queries have synonyms, last of all."""
    text, query = (ANALYSIS["analyzer"][name]["filter"] for name in ("huiguan_text", "huiguan_query"))
    assert text[:-1] == query[:-2]
    pairs, synonyms = query[-2:]
    assert ANALYSIS["filter"][text[-1]] == {"type": "cjk_bigram", "output_unigrams": True}
    assert ANALYSIS["filter"][pairs] == {"type": "cjk_bigram"}
    assert ANALYSIS["filter"][synonyms]["type"] == "synonym_graph"


def test_every_traditional_character_becomes_a_simplified_one() -> None:
    """The table is that of our own index."""
    rules = [rule.split(" => ") for rule in ANALYSIS["char_filter"]["huiguan_simplified"]["mappings"]]
    assert {ord(traditional): plain for traditional, plain in rules} == simplified()


def test_every_field_of_a_record_is_declared() -> None:
    """`dynamic: false` leaves out what is not, in silence."""
    assert set(a_record()) == set(FIELDS)
    assert INDEX["mappings"]["dynamic"] is False


def test_the_example_asks_for_fields_that_there_are() -> None:
    """Searched, counted and highlighted are texts and names of the index; the weights are those of our own index."""
    match = QUERY["query"]["function_score"]["query"]["multi_match"]
    asked = match["fields"]
    assert asked == ["title^10", "names^10", "words^5", "headings^4", "summary^3", "where^3", "tag^3", "sounds^3", "body^1"]
    assert match["type"] == "best_fields"  # the others take no slips of the finger, or want a word in every field
    assert {FIELDS[field.partition("^")[0]]["search_analyzer"] for field in asked} == {"huiguan_query"}
    assert {FIELDS[count["terms"]["field"]]["type"] for count in QUERY["aggs"].values()} == {"keyword"}
    assert set(QUERY["highlight"]["fields"]) <= set(FIELDS)
