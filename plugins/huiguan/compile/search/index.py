"""The inverted index: for each term the documents that hold it, and how much each is about it.

A posting is one number: the document's number times 32, plus its impact from 1 to 31. An impact depends on its document alone,
never on the others, so that one edit changes the postings of one document.
"""

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from math import inf
from typing import TypeAlias

from huiguan.compile.search.document import Document
from huiguan.compile.search.fold import fold
from huiguan.compile.search.terms import characters, is_han, pairs, words

Postings: TypeAlias = "array[int]"

LEVELS = 32
MOST_POSTINGS = 3000
# What one occurrence weighs in a field, how many terms such a field usually has, and how far length matters (BM25F).
TITLE, WORDS, HEADING, SUMMARY, TEXT = 10.0, 5.0, 4.0, 3.0, 1.0
_USUAL = {TITLE: 16, WORDS: 60, HEADING: 60, SUMMARY: 80, TEXT: 1000}
_SLOPE = {TITLE: 0.4, WORDS: 0.3, HEADING: 0.3, SUMMARY: 0.3, TEXT: 0.5}
SATURATION = 4.0
LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Postings by term, in the order of the documents; `telling` are the terms of titles, headings, words and summaries."""

    size: int
    postings: Mapping[str, Postings]
    telling: frozenset[str] = frozenset()


def index_of(documents: Sequence[Document]) -> Index:
    """The index of these documents, numbered in their order."""
    postings: defaultdict[str, Postings] = defaultdict(_none_yet)
    telling: set[str] = set()
    for number, document in enumerate(documents):
        special = _special(document)
        telling.update(special)
        _lay_down(postings, number, document, special)
    postings.update(_lone_characters(postings))
    return Index(size=len(documents), postings=postings, telling=frozenset(telling))


def _lone_characters(postings: Mapping[str, Postings]) -> dict[str, Postings]:
    """Postings of the characters that no title, heading or label has: those of the pairs in which they stand.

    A text holds hundreds of characters, and is about none of them; but what stands on a page must be found.
    """
    found: defaultdict[str, Postings] = defaultdict(_none_yet)
    for pair in [term for term in postings if len(term) == 2 and is_han(term)]:
        for char in pair:
            if char not in postings:
                found[char].extend(postings[pair])
    return {char: _highest_of_each(every) for char, every in found.items()}


def _highest_of_each(every: Postings) -> Postings:
    """Of all postings of each document the one with the highest impact."""
    return array("I", {posting // LEVELS: posting for posting in sorted(every)}.values())


def _none_yet() -> Postings:
    return array("I")


def _lay_down(postings: Mapping[str, Postings], number: int, document: Document, special: Mapping[str, float]) -> None:
    """Adds a posting for each term of a document; `special` is what its terms weigh besides those of the running text."""
    base = number * LEVELS
    text = fold("\n".join([section.text for section in document.sections]))
    once = document.weight * TEXT / _length_norm(TEXT, len(text))
    counts = Counter([*pairs(text), *words(text)])
    for term, weight in special.items():
        postings[term].append(base + _level(document.weight * weight + once * counts.pop(term, 0)))
    once = round(once, 3)  # texts of nearly one length weigh the same
    of_count = {count: base + _level(once * count) for count in set(counts.values())}
    for term, count in counts.items():
        postings[term].append(of_count[count])


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
    once = weight / _length_norm(weight, sum([length for length, _ in found]))
    return once, dict.fromkeys(chain.from_iterable([terms for _, terms in found]))


def _terms(text: str) -> tuple[int, tuple[str, ...]]:
    """How long a folded text is, and its terms, single characters too."""
    folded = fold(text)
    return len(folded), (*pairs(folded), *words(folded), *characters(folded))


_label_terms = lru_cache(maxsize=8192)(_terms)  # a label stands on hundreds of pages


def _length_norm(weight: float, length: int) -> float:
    slope = _SLOPE[weight]
    return 1 - slope + slope * max(length, 1) / _USUAL[weight]


# From which weight on each impact holds, 0 never: impacts are rounded shares of a saturating curve.
_EDGES = [-inf, *(SATURATION * (level - 0.5) / (LEVELS - 0.5 - level) for level in range(2, LEVELS))]
_level = partial(bisect_right, _EDGES)
