"""Closed lists of terms (platforms, topics, KPIs, …) in which a value may be typed by any of its names."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from huiguan.model.field import Line, Lines, Number, Url, YesNo, refuse
from huiguan.model.several import as_list, several_in


class Term(BaseModel):
    """One term of a vocabulary.

    `label` maps a language (`zh-Hans`, `zh-Hant`, `en`) to the term's name. Names, aliases and the id itself are matched
    without regard to case and width.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Line
    label: dict[str, Line]
    aliases: Lines = ()
    parent: Line | None = None
    group: YesNo = False
    deprecated: Line | None = None
    note: Line | None = None
    # KPIs
    unit: Line | None = None
    better: Line | None = None
    ambiguous: YesNo = False
    signed: YesNo = False
    formula: Line | None = None
    definitions: Lines = ()
    decimals: Number | None = None
    # licenses
    may_read: Line | None = None
    may_share: Line | None = None
    may_sell: Line | None = None
    open: YesNo = False
    url: Url | None = None

    def name(self, language: str) -> str:
        """The label in `language`, else in simplified Chinese, else the id."""
        return self.label.get(language) or self.label.get("zh-Hans") or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """One closed list, in display order; `names` maps every folded name to a term's id."""

    name: str
    terms: Mapping[str, Term] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, terms: Mapping[str, Term]) -> "Vocabulary":
        """The vocabulary of `terms`, with its table of names."""
        names: dict[str, str] = {}
        for term in terms.values():
            for typed in (term.id, *term.label.values(), *term.aliases):
                names.setdefault(folded(typed), term.id)
        return cls(name=name, terms=terms, names=names)

    def find(self, typed: str) -> Term | None:
        """The term that is called so, or None."""
        found = self.names.get(folded(typed))
        return self.terms[found] if found else None

    def nearest(self, typed: str, *, language: str = "zh-Hans", most: int = 3) -> tuple[str, ...]:
        """Names of the terms that look most like what was typed, nearest first; the first terms when none does."""
        return nearest(typed, [term.name(language) for term in self.terms.values() if not term.group], most=most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabularies:
    """All vocabularies of a club: the shipped ones, overlaid by the club's own."""

    of: Mapping[str, Vocabulary]

    def __getitem__(self, name: str) -> Vocabulary:
        """The vocabulary of that name; an empty one where there is none."""
        return self.of.get(name) or Vocabulary(name=name)

    def label(self, name: str, term: str, language: str) -> str:
        """The name of a term, or the text itself where the vocabulary does not know it."""
        found = self[name].terms.get(term)
        return found.name(language) if found else term


@cache
def folded(text: str) -> str:
    """The form in which two spellings of one name are equal: NFKC, lower case, no spaces, hyphens, dots or underscores."""
    flat = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in flat if character not in " -_·.'’") or flat


def nearest(typed: str, names: list[str], *, most: int = 3) -> tuple[str, ...]:
    """Those of `names` that look most like what was typed, nearest first; the first ones when none does."""
    wish = folded(typed)
    scored = [(SequenceMatcher(None, wish, folded(name)).ratio(), -index, name) for index, name in enumerate(names)]
    close = sorted((entry for entry in scored if entry[0] >= 0.4), reverse=True)
    return tuple(name for _, _, name in close[:most]) or tuple(names[:most])


@dataclass(frozen=True, slots=True)
class OfVocabulary:
    """Marks a field whose value is a term of the vocabulary `name`; `open_` accepts other words as they are."""

    name: str
    open_: bool = False

    def __call__(self, value: Any, info: ValidationInfo) -> Any:
        """Turns what was typed into the term's id.

        Raises:
            PydanticCustomError: `TERM-UNKNOWN` with the nearest names, `TERM-GROUP` for a heading, `SEVERAL-IN-ONE` for a
                text that holds several.
        """
        if not isinstance(value, str) or not isinstance(info.context, Vocabularies):
            return value
        vocabulary = info.context[self.name]
        term = vocabulary.find(value)
        if term is None:
            if self.open_:
                return value
            parts = several_in(value, lambda part: vocabulary.find(part) is not None)
            if parts:
                raise refuse("SEVERAL-IN-ONE", written=as_list(parts))
            raise _unknown(self.name, vocabulary.nearest(value))
        if term.group:
            below = [other.name("zh-Hans") for other in vocabulary.terms.values() if other.parent == term.id]
            raise refuse("TERM-GROUP", wanted="\n".join(below[:5]), vocabulary=self.name)
        return term.deprecated or term.id


def _unknown(vocabulary: str, names: tuple[str, ...]) -> PydanticCustomError:
    return refuse("TERM-UNKNOWN", wanted="\n".join(names), vocabulary=vocabulary)


def unique(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values without repetitions, in the order of their first appearance."""
    return tuple(dict.fromkeys(values))
