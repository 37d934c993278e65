"""The synonyms of a club: the shipped ones, joined by the club's own."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from huiguan.model.synonyms import Synonyms
from huiguan.model.vocabulary import folded
from huiguan.problem import FieldPath, Problem, Severity
from huiguan.read.record import RawRecord, Value
from huiguan.read.shipped import read_shipped_synonyms
from huiguan.read.yaml_source import shortened

LONGEST = 60
_BETWEEN_WORDS = re.compile(r"\s*[，、；;]\s*")


def joined(own: RawRecord | None) -> tuple[Synonyms, list[Problem]]:
    """The synonyms with the club's own among them, and the problems of the club's file."""
    shipped = shipped_synonyms()
    if own is None:
        return shipped, []
    entries, problems = _entries(own)
    problems += [*_check_alone(own, entries), *_check_twice(own), *_check_taken_away(own, entries, shipped)]
    return shipped.with_own(entries), problems


@cache
def shipped_synonyms() -> Synonyms:
    """The groups that the package ships."""
    raw = read_shipped_synonyms()
    entries, problems = _entries(raw)
    problems += [*_check_alone(raw, entries), *_check_twice(raw)]
    assert not problems, problems  # noqa: S101 - a file of the package: a mistake of ours
    return Synonyms.of(entries)


def _entries(raw: RawRecord) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Main word to further words, without what is wrong; and a problem for each of that."""
    entries: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for main, value in raw.value.items():
        wrong = [problem for path, word in _typed(main, value) if (problem := _check_word(raw, path, word))]
        if not isinstance(value, list):
            wrong.append(_not_a_list(raw, main, value))
        problems += wrong
        if not wrong and isinstance(value, list):
            entries[main] = tuple(word for word in value if isinstance(word, str))
    return entries, problems


def _typed(main: str, value: Value) -> Iterator[tuple[FieldPath, Value]]:
    """Each word of an entry with its path, the main word first."""
    yield (main,), main
    yield from (((main, index), word) for index, word in enumerate(value if isinstance(value, list) else ()))


def _check_word(raw: RawRecord, path: FieldPath, word: Value) -> Problem | None:
    """What speaks against a word, or None."""
    at_key = len(path) == 1
    if isinstance(word, (dict, list)):
        return raw.places.problem("SYNONYM-TEXT", path)
    if word is None or not word.strip():
        return raw.places.problem("SYNONYM-EMPTY", path, found=str(path[0]), at_key=at_key)
    if len(word) > LONGEST:
        details = (("most", str(LONGEST)),)
        return raw.places.problem("SYNONYM-LONG", path, found=shortened(word), details=details, at_key=at_key)
    if _BETWEEN_WORDS.search(word):
        return raw.places.problem("SYNONYM-COMMA", path, found=word, wanted=(_as_list(word),), at_key=at_key)
    return None


def _not_a_list(raw: RawRecord, main: str, value: Value) -> Problem:
    found, wanted = (shortened(value), (_as_list(value),)) if isinstance(value, str) else ("", ())
    return raw.places.problem("SYNONYM-LIST", (main,), found=found, wanted=wanted)


def _as_list(text: str) -> str:
    """The words of a text that was meant as several, as a list is typed."""
    words = [word for word in re.split(r"\s*[，、；;,]\s*", text) if word]
    return shortened(f"[{', '.join(words)}]")


def _check_alone(raw: RawRecord, entries: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """A hint for each entry that only repeats its main word."""
    for main, further in entries.items():
        if further and {folded(word) for word in further} == {folded(main)}:
            yield raw.places.problem("SYNONYM-ALONE", (main,), found=main, severity=Severity.WARNING, at_key=True)


def _check_twice(raw: RawRecord) -> Iterator[Problem]:
    """A hint for each word that another group of the file has already."""
    first: dict[str, tuple[str, FieldPath]] = {}
    for main, value in raw.value.items():
        for path, word in _typed(main, value):
            if not isinstance(word, str) or not word.strip():
                continue
            holder, there = first.setdefault(folded(word), (main, path))
            if holder != main:
                line = raw.places.of_key(there).line
                details = (("first_line", str(line)), ("name", holder))
                yield raw.places.problem("SYNONYM-TWICE", path, found=word, details=details, severity=Severity.WARNING)


def _check_taken_away(raw: RawRecord, entries: dict[str, tuple[str, ...]], shipped: Synonyms) -> Iterator[Problem]:
    """A hint for each empty entry that takes no shipped group away."""
    for main, further in entries.items():
        if not further and shipped.find(main) is None:
            wanted = _nearest_main(main, shipped)
            yield raw.places.problem("SYNONYM-NONE", (main,), found=main, wanted=wanted, severity=Severity.WARNING, at_key=True)


def _nearest_main(word: str, shipped: Synonyms) -> tuple[str, ...]:
    """The main words of the groups that have the word, else those that look like it."""
    holders = tuple(group[0] for group in shipped.groups if folded(word) in map(folded, group))
    return holders or tuple(get_close_matches(word, [group[0] for group in shipped.groups], n=3))
