"""Words that mean the same to somebody who searches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiguan.model.vocabulary import folded

Entries = Mapping[str, tuple[str, ...]]
"""A file of synonyms: main word to further words, as typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """Groups of two words or more, as typed: the main word first, no word twice in one (by `folded`), sorted by main word."""

    groups: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, entries: Entries) -> "Synonyms":
        """The groups of one file; an entry that has but one word says nothing and is left out."""
        merged: dict[str, list[str]] = {}
        for main, further in entries.items():
            merged.setdefault(folded(main), []).extend((main, *further))
        groups = (_once(words) for words in merged.values())
        return cls(groups=tuple(sorted(group for group in groups if len(group) > 1)))

    def with_own(self, own: Entries) -> "Synonyms":
        """These and the club's own: an entry that shares its main word with a group joins it, an empty one takes it away."""
        taken_away = {folded(main) for main, further in own.items() if not further}
        kept = {group[0]: group[1:] for group in self.groups if folded(group[0]) not in taken_away}
        joined: dict[str, tuple[str, ...]] = dict(kept)
        spelt = {folded(main): main for main in kept}
        for main, further in own.items():
            known = spelt.setdefault(folded(main), main)
            joined[known] = (*joined.get(known, ()), *further)
        return Synonyms.of(joined)

    def find(self, word: str) -> tuple[str, ...] | None:
        """The group whose main word it is, or None."""
        return next((group for group in self.groups if folded(group[0]) == folded(word)), None)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that are the same but for case, width and hyphens, in the order of their first appearance."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(folded(word), word)
    return tuple(first.values())
