"""The export for Meilisearch: documents, the settings of the index, an example of a query.

Meilisearch cuts Chinese into words before it looks at variants of characters, and cuts traditional text otherwise than
simplified. So a text that folds to another one stands twice, the second time folded, and both are looked through.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from string import ascii_letters, digits
from typing import Any

from huiguan.compile.output import File
from huiguan.compile.search.export_record import FACETS, SEARCHED, SHOWN, Record, as_line, as_page, in_parts
from huiguan.compile.search.export_synonyms import alike_words, pairs_of
from huiguan.compile.search.fold import fold, simplified
from huiguan.compile.search.phrases import Group

FOLDED = "_folded"
# More than these of one word are passed over by the server.
MOST_SYNONYMS = 50
_FULL_WIDTH = 0xFEE0  # from a sign of ASCII to its full-width form
_FACETS = tuple(key for facet in FACETS for key in (facet, f"{facet}_label"))


def meilisearch_files(records: Sequence[Record], groups: Sequence[Group]) -> Iterator[File]:
    """`documents-*.ndjson`, `settings.json` and `query.json`."""
    yield from in_parts((as_line({**record, **_folded(record)}) for record in records), "documents", "ndjson")
    yield File(path="settings.json", content=as_page(_settings(groups)))
    yield File(path="query.json", content=as_page(_query()))


def _folded(record: Record) -> Record:
    """The folded forms of those texts that hold traditional or full-width characters; the server knows of case by itself."""
    return {f"{name}{FOLDED}": changed for name in SEARCHED if (changed := _fold(record[name]))}


def _fold(value: str | float | list[str]) -> str | list[str]:
    if isinstance(value, list):
        return [fold(text) for text in value if not _folding().isdisjoint(text)]
    text = str(value)
    return "" if _folding().isdisjoint(text) else fold(text)


@cache
def _folding() -> frozenset[str]:
    """The characters that only `fold` makes the same as others."""
    return frozenset(map(chr, simplified())) | frozenset(chr(ord(sign) + _FULL_WIDTH) for sign in ascii_letters + digits)


def _settings(groups: Sequence[Group]) -> dict[str, Any]:
    return {
        "searchableAttributes": [key for name in SEARCHED for key in (name, f"{name}{FOLDED}")],
        "displayedAttributes": ["id", *(name for name in SEARCHED if name != "sounds"), *SHOWN, "time", "weight", *_FACETS],
        "filterableAttributes": [*_FACETS, "time"],
        "sortableAttributes": ["time"],
        "rankingRules": ["words", "typo", "proximity", "attribute", "sort", "exactness", "weight:desc"],
        "distinctAttribute": "url",
        "localizedAttributes": [{"attributePatterns": ["*"], "locales": ["cmn"]}],
        # Many syllables differ by one letter.
        "typoTolerance": {"disableOnAttributes": ["sounds"]},
        "faceting": {"maxValuesPerFacet": 200, "sortFacetValuesBy": {"*": "count"}},
        "synonyms": synonyms_of(groups),
    }


def synonyms_of(groups: Sequence[Group]) -> Mapping[str, list[str]]:
    """For each word those that it stands for, one way each; a word of several groups has those of all."""
    found: dict[str, dict[str, None]] = {}
    for alike in alike_words(groups, _lower):
        for word, others in pairs_of(alike):
            found.setdefault(word, {}).update(dict.fromkeys(others))
    return {word: list(others)[:MOST_SYNONYMS] for word, others in sorted(found.items())}


def _lower(word: str) -> str:
    """The word in small letters; traditional ones stay, since the server cuts them otherwise."""
    return " ".join(word.lower().split())


def _query() -> dict[str, Any]:
    return {
        "q": "退货",
        "limit": 10,
        "facets": list(FACETS),
        "attributesToRetrieve": ["title", "summary", "url", "kind_label", "where", "tag", "date"],
        "attributesToHighlight": ["title", "summary"],
        "attributesToCrop": ["body"],
        "cropLength": 30,
    }
