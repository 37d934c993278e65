"""A model from the fields that were typed, or a problem for each wrong one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from huiguan.check.complaint import details_of, problems_of
from huiguan.check.known_keys import keys_at, model_at, named_block, near_keys
from huiguan.model.vocabulary import Vocabularies, folded
from huiguan.problem import FieldPath, Problem, field_name
from huiguan.read.record import RawRecord

M = TypeVar("M", bound=BaseModel)
_NEAR_ENOUGH = 0.5


def validated(
    model: type[M], given: Mapping[str, Any], raw: RawRecord, vocabularies: Vocabularies | None
) -> tuple[M | None, list[Problem]]:
    """The model from what was given, or None and a problem for each wrong field."""
    nothing: list[FieldPath] = []
    _add_empty_keys(given, (), nothing)
    empty = list(_unknown_and_empty(nothing, model, given, raw))
    try:
        return model.model_validate(without_nothing(given) if nothing else given, context=vocabularies), empty
    except ValidationError as error:
        details = error.errors(include_url=False)
    wrong = problems_of(details, model, given, raw)
    return None, [*empty, *(_with_near_terms(problem, vocabularies) if vocabularies else problem for problem in wrong)]


def _unknown_and_empty(
    nothing: list[FieldPath], model: type[BaseModel], given: Mapping[str, Any], raw: RawRecord
) -> Iterator[Problem]:
    """A problem for each key that is unknown and holds nothing: pydantic never sees those."""
    for path in nothing:
        block = model_at(model, path[:-1])
        key = str(path[-1])
        if block is not None and key not in {name for known, info in block.model_fields.items() for name in (known, info.alias)}:
            wanted = near_keys(key, keys_at(model, path[:-1], given), block=named_block(raw.kind, path[:-1]))
            place = raw.places.of_key(path)
            yield Problem(
                code="FIELD-UNKNOWN", place=place, field=field_name(path), found=key, wanted=wanted, details=details_of({}, raw)
            )


def _add_empty_keys(value: Any, path: FieldPath, found: list[FieldPath]) -> None:
    """Adds the path of each key that holds nothing; a list, since it walks all that was typed."""
    if isinstance(value, dict):
        for key, item in value.items():
            if item is None:
                found.append((*path, key))
            elif not isinstance(item, str):
                _add_empty_keys(item, (*path, key), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if not isinstance(item, str):
                _add_empty_keys(item, (*path, index), found)


def without_nothing(value: Any) -> Any:
    """The value without keys that hold nothing (`organization: null`), which count as not written."""
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


def _with_near_terms(problem: Problem, vocabularies: Vocabularies) -> Problem:
    """The problem of an unknown term with those terms as wanted that are called nearly so, by whichever of their names.

    Where none is, the first terms are no more than examples.
    """
    if problem.code != "TERM-UNKNOWN":
        return problem
    vocabulary = vocabularies[dict(problem.details)["vocabulary"]]
    scores: dict[str, float] = {}
    for name, term_id in vocabulary.names.items():
        if not vocabulary.terms[term_id].group:
            score = SequenceMatcher(None, folded(problem.found), name).ratio()
            scores[term_id] = max(score, scores.get(term_id, 0))
    enough = max(_NEAR_ENOUGH, max(scores.values(), default=0) - 0.25)
    close = sorted((term_id for term_id, score in scores.items() if score >= enough), key=lambda term_id: -scores[term_id])
    if not close:
        return replace(problem, wanted=(), details=(*problem.details, ("examples", "\n".join(problem.wanted))))
    return replace(problem, wanted=tuple(vocabulary.terms[term_id].name("zh-Hans") for term_id in close[:3]))
