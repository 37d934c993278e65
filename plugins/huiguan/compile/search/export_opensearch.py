"""The export for OpenSearch and Elasticsearch as they come, without plugins: bulk files, the index, an example of a query.

Chinese is cut into pairs of neighbouring characters, in texts and in queries alike, as in our own index. Texts also keep the
single characters, for a query of one. Traditional characters become simplified ones before that. Synonyms join queries only.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from huiguan.compile.output import File
from huiguan.compile.search.export_record import FACETS, SEARCHED, SHOWN, Record, as_line, as_page, in_parts
from huiguan.compile.search.export_synonyms import Alike, alike_words
from huiguan.compile.search.fold import fold, simplified
from huiguan.compile.search.index import HEADING, SUMMARY, TEXT, TITLE, WORDS
from huiguan.compile.search.phrases import Group

WEIGHTS = {
    "title": TITLE,
    "names": TITLE,
    "words": WORDS,
    "headings": HEADING,
    "summary": SUMMARY,
    "where": SUMMARY,
    "tag": SUMMARY,
    "sounds": SUMMARY,
    "body": TEXT,
}
_SIMPLIFIED, _PLURALS = "huiguan_simplified", "huiguan_plurals"
_PAIRS_AND_SINGLES, _PAIRS, _SYNONYMS = "huiguan_pairs_and_singles", "huiguan_pairs", "huiguan_synonyms"
_TEXT, _QUERY = "huiguan_text", "huiguan_query"
# What marks off words and sides in a rule of synonyms.
_MARKS = str.maketrans({"\\": " ", ",": " ", "#": " ", "=": " ", ">": " "})


def opensearch_files(records: Sequence[Record], groups: Sequence[Group]) -> Iterator[File]:
    """`bulk-*.ndjson`, `index.json` and `query.json`."""
    yield from in_parts((as_line({"index": {"_id": record["id"]}}) + as_line(record) for record in records), "bulk", "ndjson")
    yield File(path="index.json", content=as_page({"settings": _settings(groups), "mappings": _mappings()}))
    yield File(path="query.json", content=as_page(_query()))


def _settings(groups: Sequence[Group]) -> dict[str, Any]:
    before = ["cjk_width", "lowercase", "asciifolding", _PLURALS]
    return {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "analysis": {
            "char_filter": {_SIMPLIFIED: {"type": "mapping", "mappings": _characters()}},
            "filter": {
                _PLURALS: {"type": "stemmer", "language": "minimal_english"},
                _PAIRS_AND_SINGLES: {"type": "cjk_bigram", "output_unigrams": True},
                # A filter before the synonyms must give one token a place, so that queries have pairs alone.
                _PAIRS: {"type": "cjk_bigram"},
                _SYNONYMS: {"type": "synonym_graph", "lenient": True, "synonyms": rules_of(groups)},
            },
            "analyzer": {_TEXT: _analyzer([*before, _PAIRS_AND_SINGLES]), _QUERY: _analyzer([*before, _PAIRS, _SYNONYMS])},
        },
    }


def _analyzer(filters: list[str]) -> dict[str, Any]:
    return {"type": "custom", "char_filter": [_SIMPLIFIED], "tokenizer": "standard", "filter": filters}


def _characters() -> list[str]:
    return [f"{chr(code)} => {plain}" for code, plain in simplified().items()]


def rules_of(groups: Sequence[Group]) -> list[str]:
    """The synonyms in Solr's form: `退货, 退件` for words that stand for each other, `调研 => 调研, 访谈` for one way."""
    return list(dict.fromkeys(rule for found in alike_words(groups, _plain) for rule in _rules(found)))


def _rules(found: Alike) -> Iterator[str]:
    if len(found.words) > 1:
        yield ", ".join(found.words)
    for word in found.leading:
        yield f"{word} => {', '.join((word, *found.words))}"


def _plain(word: str) -> str:
    return " ".join(fold(word).translate(_MARKS).split())


def _mappings() -> dict[str, Any]:
    text = {"type": "text", "analyzer": _TEXT, "search_analyzer": _QUERY}
    name = {"type": "keyword"}
    shown = {"type": "keyword", "index": False, "doc_values": False}
    return {
        "dynamic": False,
        "properties": {
            **dict.fromkeys(SEARCHED, text),
            **{key: name for facet in FACETS for key in (facet, f"{facet}_label")},
            **dict.fromkeys(SHOWN, shown),
            "id": name,
            "date": {"type": "date", "format": "strict_date"},
            "time": {"type": "long"},
            "weight": {"type": "float"},
        },
    }


def _query() -> dict[str, Any]:
    asked = {
        "query": "退货",
        "fields": [f"{field}^{weight:g}" for field, weight in WEIGHTS.items()],
        "type": "best_fields",
        "tie_breaker": 0.3,
        "minimum_should_match": "2<30%",
        # One slip in words of four letters and more, two from eight on; pairs of Han characters are too short for any.
        "fuzziness": "AUTO:4,8",
        "prefix_length": 1,
    }
    by_weight = {"field": "weight", "missing": 1}
    return {
        "size": 10,
        "query": {"function_score": {"query": {"multi_match": asked}, "field_value_factor": by_weight, "boost_mode": "multiply"}},
        "aggs": {facet: {"terms": {"field": facet, "size": 50}} for facet in FACETS},
        "highlight": {"fields": {"title": {}, "summary": {}, "body": {}}},
        "_source": {"excludes": ["body", "headings", "words", "sounds"]},
    }
