"""Words that mean the same, laid down beside the term that begins them, so that asking for a word also brings its synonyms."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import TypeAlias

from huiguan.compile.search.fold import fold
from huiguan.compile.search.terms import is_han, terms_of, tokens
from huiguan.model.synonyms import Synonyms
from huiguan.model.vocabulary import Vocabularies, folded

# Whose aliases are other names of one subject; those of the others are often narrower: 内容组 is one of many working groups.
_SAME = (
    "platforms", "kpis", "regions", "industries", "topics", "models", "content_forms", "mechanisms", "services",
)  # fmt: skip
_LOOSE = (
    "roles", "stages", "personas", "event_kinds", "organization_kinds", "group_kinds", "template_kinds", "whitepaper_kinds",
)  # fmt: skip
_AND = re.compile(r" and | & |, | / ")
Group: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Words that people type, and those that stand in for each of them."""


def groups_of(vocabularies: Vocabularies, synonyms: Synonyms) -> Iterator[Group]:
    """Which words stand in for which: those of the vocabularies, each with the synonyms of its names, then the other synonyms."""
    further = {folded(group[0]): group for group in synonyms.groups}
    for name in (*_SAME, *_LOOSE):
        for term in vocabularies[name].terms.values():
            labels = tuple(term.label.values())
            if not term.group:
                every = (*labels, *term.aliases)
                if name in _SAME:
                    every = (*every, *(word for typed in every for word in further.get(folded(typed), ())))
                yield (*every, *_parts(term.label.get("en", ""))), every if name in _SAME else labels
    for group in synonyms.groups:
        yield group, group


def _parts(label: str) -> tuple[str, ...]:
    """Food and drink is found by either."""
    parts = tuple(part.strip() for part in _AND.split(label))
    return parts if len(parts) > 1 else ()


def phrases_of(groups: Iterable[Group], known: Container[str]) -> dict[str, list[str]]:
    """For each first term its phrases, as text of lines: the phrase folded and parted by blanks, then the other words as typed.

    Only words all of whose terms are `known` to the index are offered; a phrase may be one that no document holds.
    """
    parted = cache(lambda word: tokens(fold(word)))  # each word stands in two or three groups
    others: defaultdict[tuple[str, ...], dict[tuple[str, ...], str]] = defaultdict(dict)
    for typed, stand_in in groups:
        first = {parted(word): word for word in reversed(stand_in)}
        offered = {key: first[key] for key in reversed(first) if key and all(map(known.__contains__, terms_of(key)))}
        for key in dict.fromkeys(key for word in typed for key in _keys(parted(word))) if offered else ():
            if key and not (len(key) == 1 and is_han(key[0])):
                others[key] |= {other: word for other, word in offered.items() if not _holds(other, key)}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(others):
        if others[key]:
            found[terms_of(key)[0]].append("\n".join([" ".join(key), *others[key].values()]))
    return dict(found)


def _keys(found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase as its tokens; one of English words also as one word: white paper, whitepaper, but 1-10 is not 110."""
    yield found
    if len(found) > 1 and all(token.isascii() and token.isalpha() for token in found):
        yield ("".join(found),)


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether one phrase stands within the other: who looks for the shorter one finds it anyway."""
    width = len(shorter)
    return any(longer[start : start + width] == shorter for start in range(len(longer) - width + 1))
