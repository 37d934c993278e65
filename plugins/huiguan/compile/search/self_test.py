"""The built index asks itself: a sample of the titles must be found in the very bytes that readers get."""

from collections.abc import Mapping, Sequence

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
    read: dict[int, Mapping[str, list[int]]] = {}
    for number in range(0, len(documents), step):
        title = documents[number].title
        folded = fold(title)
        for term in (*pairs(folded), *words(folded)):
            shard = shard_of(term, len(shards))
            if shard not in read:
                read[shard] = _terms(shards[shard])
            if not _holds(read[shard].get(term, []), number):
                raise HuiguanError(Problem(code="SEARCH-UNFOUND", place=Place(file=documents[number].path), found=title))


def _holds(postings: list[int], number: int) -> bool:
    """Whether the document is among the postings; of a term with too many, some are left out."""
    return number in {posting // LEVELS for posting in postings} or len(postings) == MOST_POSTINGS


def _terms(shard: bytes) -> Mapping[str, list[int]]:
    """The terms of a shard and their postings, read as the browser reads them."""
    reader = _Reader(shard)
    terms = {}
    for _ in range(reader.number()):
        term = reader.text()
        reader.number()
        before, postings = 0, []
        for _ in range(reader.number()):
            before = before - before % LEVELS + reader.number()
            postings.append(before)
        terms[term] = postings
    return terms


class _Reader:
    """Numbers and texts from the bytes of a shard, one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self._content[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def text(self) -> str:
        length = self.number()
        self._at += length
        return self._content[self._at - length : self._at].decode()
