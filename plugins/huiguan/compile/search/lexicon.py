"""The lexicon: what stands in the index under each sound, and which words of letters there are: for pinyin, and for slips."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import TypeVar

from huiguan.compile.search.index import Index
from huiguan.compile.search.shards import shard_of
from huiguan.compile.search.terms import is_han

Entry = TypeVar("Entry")

MOST_OF_A_SOUND = 8
SOUNDS_IN_A_FILE = 300
CHARACTERS_IN_A_FILE = 200
LEAST_LETTERS = 3
# Homophones are also looked for among characters that no page has, since they are slips: the common ones are enough.
_COMMON = range(0xB0, 0xD8)


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """The syllables of each character, without tones, the usual one first."""
    table = files("huiguan.compile.search.tables").joinpath("sounds.txt").read_text(encoding="utf-8")
    usual: dict[str, tuple[str, ...]] = {}
    rarer: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        syllable, first, *further = [*line.split(" "), ""][:3]
        usual |= dict.fromkeys(first, (syllable,))
        for char in "".join(further):
            rarer[char] = (*rarer.get(char, ()), syllable)
    return usual | {char: (*usual.get(char, ()), *syllables) for char, syllables in rarer.items()}


def pairs_by_sound(index: Index) -> dict[str, dict[str, str]]:
    """For each first syllable, each second one and the pairs of characters that sound so, the most frequent first.

    A pair counts when a title, a heading or a label has it, or two documents at least.
    """
    found: defaultdict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    sounds = readings()
    for term, postings in index.postings.items():
        if len(term) != 2 or not is_han(term) or (len(postings) < 2 and term not in index.telling):
            continue
        for first, second in product(sounds.get(term[0], ()), sounds.get(term[1], ())):
            rarity = (first != sounds[term[0]][0]) + (second != sounds[term[1]][0])
            found[first, second].append((rarity, -len(postings), term))
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for first, second in sorted(found):
        likely = sorted(found[first, second])
        # 快递 is kuaidi; nobody means 会的 by it, each of whose characters has another usual sound.
        best = [entry for entry in likely if entry[0] < likely[0][0] + 2][:MOST_OF_A_SOUND]
        table[first][second] = "".join(term for _, _, term in best)
    return dict(table)


def files_of_sounds(table: Mapping[str, Mapping[str, str]]) -> list[dict[str, Mapping[str, str]]]:
    """The table in files of about equal size; a syllable's file follows from its name."""
    return _spread(table, sum(map(len, table.values())) // SOUNDS_IN_A_FILE)


def files_of_characters(index: Index) -> list[dict[str, tuple[str, ...]]]:
    """The syllables of each character, in the index or common, in files of about equal size; its file follows from its name."""
    known = {char for term in index.postings if is_han(term) for char in term} | _common()
    sounds = readings()
    told = {char: sounds[char] for char in sorted(known) if char in sounds}
    return _spread(told, len(told) // CHARACTERS_IN_A_FILE)


def _spread(table: Mapping[str, Entry], count: int) -> list[dict[str, Entry]]:
    """The table in `count` parts, one at least: each name in the part where the browser looks for it."""
    parts: list[dict[str, Entry]] = [{} for _ in range(max(1, count))]
    for name, entry in table.items():
        parts[shard_of(name, len(parts))][name] = entry
    return parts


def syllables() -> list[str]:
    """All syllables, by which letters are parted."""
    return sorted({syllable for own in readings().values() for syllable in own})


@cache
def _common() -> frozenset[str]:
    """The 3,755 characters of the first plane of GB 2312."""
    codes = (bytes([high, low]) for high in _COMMON for low in range(0xA1, 0xFF))
    return frozenset(code.decode("gb2312", errors="ignore") for code in codes) - {""}


def words_by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """The words of Latin letters by their first one, sorted."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if len(word) >= LEAST_LETTERS and word.isascii() and word[0].isalpha():
            found[word[0]].append(word)
    return dict(found)
