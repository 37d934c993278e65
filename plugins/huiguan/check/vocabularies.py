"""The vocabularies of a club: the shipped ones, overlaid term by term with the club's own."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from huiguan.check.fields import validated
from huiguan.model.vocabulary import Term, Vocabularies, Vocabulary
from huiguan.problem import Problem
from huiguan.read.record import RawRecord
from huiguan.read.shipped import read_shipped_vocabularies


def overlaid(own: Iterable[RawRecord]) -> tuple[Vocabularies, list[Problem]]:
    """The vocabularies with the club's terms laid over them, and the problems of the club's files.

    A term of the club with a known id replaces the shipped one; others come after it.
    """
    shipped = _shipped()
    problems: list[Problem] = []
    changed: dict[str, Vocabulary] = {}
    for raw in own:
        terms, wrong = _terms(raw)
        problems += wrong
        known = shipped.of.get(raw.id)
        changed[raw.id] = Vocabulary.of(raw.id, {**(known.terms if known else {}), **terms})
    return Vocabularies(of={**shipped.of, **changed}), problems


@cache
def _shipped() -> Vocabularies:
    vocabularies = {}
    for raw in read_shipped_vocabularies():
        terms, problems = _terms(raw)
        assert not problems, problems  # noqa: S101 - files of the package: a mistake of ours
        vocabularies[raw.id] = Vocabulary.of(raw.id, terms)
    return Vocabularies(of=vocabularies)


def _terms(raw: RawRecord) -> tuple[dict[str, Term], list[Problem]]:
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    for name, value in raw.value.items():
        if not isinstance(value, dict):
            place = raw.places.of_value((name,))
            problems.append(Problem(code="MAPPING-EXPECTED", place=place, field=name, found=str(value or "")))
            continue
        term, wrong = validated(Term, {**value, "id": name}, replace(raw, places=raw.places.below(name)), None)
        problems += wrong
        if term is not None:
            terms[name] = term
    return terms, problems
