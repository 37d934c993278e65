"""The inverted index: for each term the documents that hold it, and how much each is about it.

A posting is one number: the document's number times 32, plus its impact from 1 to 31. An impact depends on its document alone,
never on the others, so that one edit changes the postings of one document.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeAlias

from huiguan.compile.search.document import Document
from huiguan.compile.search.fold import fold
from huiguan.compile.search.terms import characters, is_han, pairs, words
from huiguan.workers import ALONE, Workers

Postings: TypeAlias = "array[int]"

LEVELS = 32
MOST_POSTINGS = 3000
# What one occurrence weighs in a field, how many terms such a field usually has, and how far length matters (BM25F).
TITLE, WORDS, HEADING, SUMMARY, TEXT = 10.0, 5.0, 4.0, 3.0, 1.0
_USUAL = {TITLE: 16, WORDS: 60, HEADING: 60, SUMMARY: 80, TEXT: 1000}
_SLOPE = {TITLE: 0.4, WORDS: 0.3, HEADING: 0.3, SUMMARY: 0.3, TEXT: 0.5}
SATURATION = 4.0
LONGEST_LABEL = 24
_FEWEST_DOCUMENTS = 100  # that are worth a worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Postings by term, in the order of the documents; `telling` are the terms of titles, headings, words and summaries."""

    size: int
    postings: Mapping[str, Postings]
    telling: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Postings of some documents, as bytes."""

    postings: Mapping[str, bytes]
    telling: set[str]


def index_of(documents: Sequence[Document], *, workers: Workers = ALONE) -> Index:
    """The index of these documents, numbered in their order; `workers` take a part of them each."""
    parts = workers.parts(list(enumerate(documents)), fewest=_FEWEST_DOCUMENTS)
    postings: defaultdict[str, Postings] = defaultdict(_none_yet)
    telling: set[str] = set()
    for found in workers.do([partial(_index_of_part, part) for part in parts], fewest=2):
        telling.update(found.telling)
        for term, some in found.postings.items():
            postings[term].frombytes(some)
    postings.update(_lone_characters(postings))
    return Index(size=len(documents), postings=postings, telling=frozenset(telling))


def _index_of_part(documents: Sequence[tuple[int, Document]]) -> _Part:
    """What one worker finds in numbered documents."""
    postings: defaultdict[str, Postings] = defaultdict(_none_yet)
    telling: set[str] = set()
    for number, document in documents:
        special = _special(document)
        telling.update(special)
        base = number * LEVELS
        for term, impact in _impacts(document, special).items():
            postings[term].append(base + impact)
    return _Part(postings={term: some.tobytes() for term, some in postings.items()}, telling=telling)


def _lone_characters(postings: Mapping[str, Postings]) -> dict[str, Postings]:
    """Postings of the characters that no title, heading or label has: those of the pairs in which they stand.

    A text holds hundreds of characters, and is about none of them; but what stands on a page must be found.
    """
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for pair in [term for term in postings if len(term) == 2 and is_han(term)]:
        for char in pair:
            if char not in postings:
                for posting in postings[pair]:
                    known = found[char].get(posting // LEVELS, 0)
                    found[char][posting // LEVELS] = max(known, posting % LEVELS)
    return {
        char: array("I", [document * LEVELS + impact for document, impact in sorted(impacts.items())])
        for char, impacts in sorted(found.items())
    }


def _none_yet() -> Postings:
    return array("I")


def _impacts(document: Document, special: Mapping[str, float]) -> dict[str, int]:
    """Each term of a document with its impact."""
    text = fold("\n".join([section.text for section in document.sections]))
    once = document.weight * TEXT / _length_norm(TEXT, len(text))
    level = _levels(round(once, 3))
    counts = pairs(text)
    counts |= words(text)
    impacts = dict(zip(counts, map(level.__getitem__, counts.values()), strict=True))
    for term, weight in special.items():
        impacts[term] = _level(document.weight * weight + once * counts.get(term, 0))
    return impacts


def _special(document: Document) -> dict[str, float]:
    """What the terms of everything but the running text weigh."""
    weights: dict[str, float] = {}
    for title in (document.title, *document.names):
        once, terms = _weighed([title], TITLE)
        for term in terms:
            weights[term] = max(weights.get(term, 0.0), once)
    fields = (
        (WORDS, document.words),
        (HEADING, [section.heading for section in document.sections if section.heading]),
        (SUMMARY, [document.summary, document.where, document.tag]),
    )
    for weight, texts in fields:
        once, terms = _weighed(texts, weight)
        for term in terms:
            weights[term] = weights.get(term, 0.0) + once
    return weights


def _weighed(texts: Iterable[str], weight: float) -> tuple[float, Iterable[str]]:
    """What a term of a field weighs, and the terms, each once: saying a thing twice in a short text tells no more."""
    found = [_label_terms(text) if len(text) <= LONGEST_LABEL else _terms(text) for text in texts]
    once = weight / _length_norm(weight, sum(length for length, _ in found))
    return once, dict.fromkeys(term for _, terms in found for term in terms)


def _terms(text: str) -> tuple[int, tuple[str, ...]]:
    """How long a folded text is, and its terms, single characters too."""
    folded = fold(text)
    return len(folded), (*pairs(folded), *words(folded), *characters(folded))


_label_terms = lru_cache(maxsize=8192)(_terms)  # a label stands on hundreds of pages


def _length_norm(weight: float, length: int) -> float:
    slope = _SLOPE[weight]
    return 1 - slope + slope * max(length, 1) / _USUAL[weight]


@lru_cache(maxsize=4096)
def _levels(once: float) -> "_Levels":
    return _Levels(once)


class _Levels(dict[int, int]):
    """The impact of each number of occurrences in a text, one of which weighs `once`."""

    def __init__(self, once: float) -> None:
        super().__init__()
        self._once = once

    def __missing__(self, count: int) -> int:
        self[count] = found = _level(self._once * count)
        return found


# From which weight on each impact above the first holds: impacts are rounded shares of a saturating curve.
_EDGES = [SATURATION * (level - 0.5) / (LEVELS - 0.5 - level) for level in range(2, LEVELS)]


def _level(weight: float) -> int:
    return 1 + bisect_right(_EDGES, weight)
