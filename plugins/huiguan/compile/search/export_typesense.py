"""The export for Typesense: documents, the schema of the collection, synonyms, an example of a query.

With the locale `zh` Typesense turns traditional characters into simplified ones by itself, in texts, queries and synonyms.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from huiguan.compile.output import File
from huiguan.compile.search.export_opensearch import WEIGHTS
from huiguan.compile.search.export_record import FACETS, SEARCHED, SEVERAL, SHOWN, Record, as_line, as_page, in_parts
from huiguan.compile.search.export_synonyms import Alike, alike_words
from huiguan.compile.search.fold import fold
from huiguan.compile.search.phrases import Group

COLLECTION = "huiguan"
LOCALE = "zh"


def typesense_files(records: Sequence[Record], groups: Sequence[Group]) -> Iterator[File]:
    """`documents-*.jsonl`, `collection.json`, `synonyms.json`, `synonyms.jsonl` and `query.json`.

    Since version 30 synonyms are a set of their own, which takes them all at once; before, each was an entry of the collection.
    """
    synonyms = [entry for alike in alike_words(groups, fold) for entry in _entries(alike)]
    yield from in_parts(map(as_line, records), "documents", "jsonl")
    yield File(path="collection.json", content=as_page(_collection()))
    yield File(path="synonyms.json", content=as_page({"items": synonyms}))
    yield File(path="synonyms.jsonl", content=b"".join(map(as_line, synonyms)))
    yield File(path="query.json", content=as_page({"searches": [_query()]}))


def _collection() -> dict[str, Any]:
    fields: list[dict[str, Any]] = [_text(name) for name in SEARCHED]
    for facet in FACETS:
        kind = "string" if facet == "kind" else "string[]"
        fields += [{"name": name, "type": kind, "facet": True} for name in (facet, f"{facet}_label")]
    # What is not indexed must be optional.
    fields += [{"name": name, "type": "string", "index": False, "optional": True} for name in SHOWN]
    fields += [{"name": "time", "type": "int64", "sort": True, "optional": True}, {"name": "weight", "type": "float"}]
    return {"name": COLLECTION, "fields": fields, "default_sorting_field": "weight"}


def _text(name: str) -> dict[str, Any]:
    return {"name": name, "type": "string[]" if name in SEVERAL else "string", "locale": LOCALE}


def _entries(found: Alike) -> Iterator[Mapping[str, Any]]:
    """Words that stand for each other, and each word that leads to them as the root of its own entry."""
    if len(found.words) > 1:
        yield {"id": _id("", found.words), "synonyms": list(found.words), "locale": LOCALE}
    for word in found.leading:
        yield {"id": _id(word, found.words), "root": word, "synonyms": list(found.words), "locale": LOCALE}


def _id(root: str, words: tuple[str, ...]) -> str:
    return blake2b("\n".join((root, *words)).encode(), digest_size=8).hexdigest()


def _query() -> dict[str, Any]:
    return {
        "collection": COLLECTION,
        "q": "退货",
        "query_by": ",".join(WEIGHTS),
        "query_by_weights": ",".join(f"{weight:g}" for weight in WEIGHTS.values()),
        "facet_by": ",".join(FACETS),
        "sort_by": "_text_match:desc,weight:desc",
        "per_page": 10,
        "include_fields": "title,summary,url,kind_label,where,tag,date",
        "highlight_fields": "title,summary,body",
    }
