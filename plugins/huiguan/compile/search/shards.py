"""Postings as binary files: a few terms in each, so that a search loads a few kilobytes whatever the size of the club.

A shard: the number of its terms; for each term its length in bytes, the term in UTF-8, in how many documents it stands, how
many postings follow, and the postings; then the number of its phrases, and for each its length in bytes and its text, the words
that mean the same parted by line feeds. Numbers are LEB128; a posting is the step from the document before times 32, plus its
impact.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from zlib import crc32

from huiguan.compile.search.index import LEVELS, MOST_POSTINGS, Postings

# A small index affords small files; a large one would have too many of them.
LEAST_BYTES, MOST_BYTES, MOST_SMALL_FILES = 1200, 2500, 1500


def shard_of(term: str, count: int) -> int:
    """In which of `count` files a name stands; its twin is `shardOf` in `search/shard.js`."""
    return crc32(term.encode()) % count


def shards_of(postings: Mapping[str, Postings], phrases: Mapping[str, list[str]]) -> list[bytes]:
    """All shards, the empty ones too, so that a missing file is always an error.

    `phrases` maps a first term to texts of lines: a phrase, then each of the words that mean the same.
    """
    entries = {term: _entry(term, found) for term, found in postings.items()}
    whole = sum(map(len, entries.values()))
    count = max(1, whole // min(max(whole // MOST_SMALL_FILES, LEAST_BYTES), MOST_BYTES))
    terms: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(entries):
        terms[shard_of(term, count)].append(term)
    begun: list[list[str]] = [[] for _ in range(count)]
    for first in sorted(phrases):
        begun[shard_of(first, count)].extend(phrases[first])
    return [
        b"".join([number(len(own)), *(entries[term] for term in own), number(len(texts)), *map(_sized, texts)])
        for own, texts in zip(terms, begun, strict=True)
    ]


def _entry(term: str, found: Postings) -> bytes:
    kept = _highest(found) if len(found) > MOST_POSTINGS else found
    return b"".join([_sized(term), number(len(found)), number(len(kept)), _steps(kept)])


def _highest(found: Postings) -> list[int]:
    """The postings of the highest impacts, in their order; of those at the edge, the first ones."""
    counts = Counter(map((LEVELS - 1).__and__, found))
    above, edge = 0, LEVELS - 1
    while above + counts[edge] < MOST_POSTINGS:
        above += counts[edge]
        edge -= 1
    at_edge = islice((posting for posting in found if posting % LEVELS == edge), MOST_POSTINGS - above)
    return sorted([*(posting for posting in found if posting % LEVELS > edge), *at_edge])


def _steps(postings: Iterable[int]) -> bytes:
    """The postings as steps: the impact stays in the lowest bits, since it is taken off the one before."""
    written = bytearray()
    before = 0
    for posting in postings:
        step = posting - before
        before = posting & -LEVELS  # without its impact
        while step > 127:  # as `number` does, half a million times
            written.append(step & 127 | 128)
            step >>= 7
        written.append(step)
    return bytes(written)


def _sized(text: str) -> bytes:
    plain = text.encode()
    return number(len(plain)) + plain


def number(value: int) -> bytes:
    """A number as LEB128: seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
