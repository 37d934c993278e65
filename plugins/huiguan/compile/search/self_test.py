"""The built index asks itself: a sample of the titles must be found in the very bytes that readers get."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice

from huiguan.compile.search.document import Document
from huiguan.compile.search.fold import fold
from huiguan.compile.search.index import LEVELS, MOST_POSTINGS
from huiguan.compile.search.shards import shard_of
from huiguan.compile.search.terms import pairs, words
from huiguan.problem import HuiguanError, Place, Problem

SAMPLE = 8


def prove(documents: Sequence[Document], shards: Sequence[bytes]) -> None:
    """Looks up the titles of a sample of documents, evenly spread.

    Raises:
        HuiguanError: A title is not found; the site is not published.
    """
    step = max(1, len(documents) // SAMPLE)
    read: dict[int, Mapping[str, set[int]]] = {}
    for number in range(0, len(documents), step):
        title = documents[number].title
        folded = fold(title)
        for term in (*pairs(folded), *words(folded)):
            shard = shard_of(term, len(shards))
            if shard not in read:
                read[shard] = _terms(shards[shard])
            if not _holds(read[shard].get(term, set()), number):
                raise HuiguanError(Problem(code="SEARCH-UNFOUND", place=Place(file=documents[number].path), found=title))


def _holds(found: set[int], number: int) -> bool:
    """Whether the document is among those found; of a term that too many have, some are left out."""
    return number in found or len(found) == MOST_POSTINGS


def _terms(shard: bytes) -> Mapping[str, set[int]]:
    """The terms of a shard and the documents that have them, read as the browser reads them."""
    content = iter(shard)
    numbers = _numbers(content)
    terms = {}
    for _ in range(next(numbers)):
        term = bytes(islice(content, next(numbers))).decode()
        next(numbers)
        steps = islice(numbers, next(numbers))
        terms[term] = set(accumulate(step // LEVELS for step in steps))
    return terms


def _numbers(content: Iterator[int]) -> Iterator[int]:
    """Numbers from bytes, each when it is asked for: what stands between two of them may be taken by others."""
    value = shift = 0
    for byte in content:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
