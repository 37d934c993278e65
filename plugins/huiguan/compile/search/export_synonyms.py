"""Synonyms as a search server takes them: words that stand for each other, and words that lead to these."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from huiguan.compile.search.fold import fold
from huiguan.compile.search.phrases import Group
from huiguan.compile.search.terms import is_han, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """`words` each stand for each other; who types one of `leading` means these too, but not the other way round."""

    words: tuple[str, ...]
    leading: tuple[str, ...] = ()


def alike_words(groups: Iterable[Group], form: Callable[[str], str]) -> tuple[Alike, ...]:
    """The groups without words that say nothing; words of which `form` makes the same are one.

    A single Han character stands in too many words to have synonyms.
    """
    return tuple(found for group in groups if len((found := _alike(*group, form)).words) + len(found.leading) > 1)


def _alike(typed: tuple[str, ...], stand_in: tuple[str, ...], form: Callable[[str], str]) -> Alike:
    words = _distinct(stand_in, form)
    leading = tuple(word for word in _distinct(typed, form) if word not in words)
    return Alike(words=words, leading=leading if words else ())


def _distinct(words: Iterable[str], form: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form(word) for word in words if _says_something(word)))


def _says_something(word: str) -> bool:
    found = tokens(fold(word))
    return bool(found) and not (len(found) == 1 and is_han(found[0]))


def pairs_of(found: Alike) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word of a group and the others that it stands for."""
    for word in found.words:
        others = tuple(other for other in found.words if other != word)
        if others:
            yield word, others
    for word in found.leading:
        yield word, found.words
