"""Typed records from what was typed, or the problems that stand in the way: one for each wrong field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from huiguan.model.record import NOWHERE, Origin, Record
from huiguan.model.vocabulary import Vocabularies, folded, nearest
from huiguan.problem import FieldPath, Problem, Severity, field_name
from huiguan.read.record import RawRecord, Value

M = TypeVar("M", bound=BaseModel)
NOT_BUILT = frozenset({"draft", "review"})

_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_SAID_ELSEWHERE = frozenset({"wanted", "error", "expected", *_BOUNDS})
_NEAR_ENOUGH = 0.5

# pydantic's types of error, and the code of our problem for each.
_CODES = {
    "missing": "FIELD-MISSING",
    "extra_forbidden": "FIELD-UNKNOWN",
    "enum": "CHOICE-UNKNOWN",
    "tuple_type": "LIST-EXPECTED",
    "list_type": "LIST-EXPECTED",
    "dict_type": "MAPPING-EXPECTED",
    "model_type": "MAPPING-EXPECTED",
    "model_attributes_type": "MAPPING-EXPECTED",
    "string_type": "TEXT-EXPECTED",
    "float_type": "NUMBER-FORMAT",
    "float_parsing": "NUMBER-FORMAT",
    "int_type": "COUNT-FORMAT",
    "int_parsing": "COUNT-FORMAT",
    "bool_type": "YES-NO",
    "bool_parsing": "YES-NO",
    "date_type": "DATE-FORMAT",
    "too_short": "LIST-EMPTY",
    "greater_than_equal": "NUMBER-RANGE",
    "less_than_equal": "NUMBER-RANGE",
    "less_than": "NUMBER-RANGE",
    "string_pattern_mismatch": "TEXT-PATTERN",
    "string_too_long": "TEXT-LONG",
    "too_long": "TEXT-LONG",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A record, or None where a field is wrong, and the problems."""

    record: Record | None
    problems: tuple[Problem, ...]


def parse_record(raw: RawRecord, model: type[Record], vocabularies: Vocabularies, defaults: Mapping[str, Value]) -> Parsed:
    """The record that `raw` means; `defaults` stand in for keys that it does not have.

    A draft may be incomplete: what is missing is not reported, and what is wrong is a warning.
    """
    problems = list(_forbidden_keys(raw, model))
    typed = {key: value for key, value in raw.value.items() if key not in model.not_in_file}
    # A key without a value counts as not written, so that the default stands: an empty `visibility` is never public by accident.
    standing = {key: value for key, value in defaults.items() if key in model.model_fields and typed.get(key) is None}
    given: dict[str, Any] = {**typed, **standing}
    given |= {"id": raw.id, "body": raw.body.content if raw.body else "", "origin": _origin(raw)}
    record, wrong = validated(model, given, raw, vocabularies)
    problems += wrong
    if is_draft(raw):
        problems = [softened(problem) for problem in problems if not _is_excused(problem)]
    return Parsed(record=record, problems=tuple(problems))


def is_draft(raw: RawRecord) -> bool:
    """Whether the record is not to be built yet; whatever its kind, it may say so."""
    status = raw.value.get("status")
    return isinstance(status, str) and status in NOT_BUILT


def _is_excused(problem: Problem) -> bool:
    """Whether a problem of a draft is none: what is still to come, and that the kind itself knows no such state."""
    return problem.code in {"FIELD-MISSING", "LIST-EMPTY"} or problem.field == "status"


def softened(problem: Problem) -> Problem:
    """The same problem as a warning."""
    return replace(problem, severity=Severity.WARNING)


def validated(
    model: type[M], given: Mapping[str, Any], raw: RawRecord, vocabularies: Vocabularies | None
) -> tuple[M | None, list[Problem]]:
    """The model from what was given, or None and a problem for each wrong field."""
    nothing: list[FieldPath] = []
    _add_empty_keys(given, (), nothing)
    empty = list(_unknown_and_empty(nothing, model, given, raw))
    try:
        return model.model_validate(_without_nothing(given) if nothing else given, context=vocabularies), empty
    except ValidationError as error:
        details = error.errors(include_url=False)
    wrong = _problems(details, model, given, raw)
    return None, [*empty, *(_with_near_terms(problem, vocabularies) if vocabularies else problem for problem in wrong)]


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


def _unknown_and_empty(
    nothing: list[FieldPath], model: type[BaseModel], given: Mapping[str, Any], raw: RawRecord
) -> Iterator[Problem]:
    """A problem for each key that is unknown and holds nothing: pydantic never sees those.

    `{note: 多 5,100 元}` without quotes is a note of 「多 5」 and an empty key `100 元`.
    """
    for path in nothing:
        block = _model_at(model, path[:-1])
        key = str(path[-1])
        if block is not None and key not in {name for known, info in block.model_fields.items() for name in (known, info.alias)}:
            wanted = near_keys(key, keys_at(model, path[:-1], given))
            place = raw.places.of_key(path)
            yield Problem(
                code="FIELD-UNKNOWN", place=place, field=field_name(path), found=key, wanted=wanted, details=_details({}, raw)
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


def _without_nothing(value: Any) -> Any:
    """The value without keys that hold nothing (`organization: null`), which count as not written."""
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return [_without_nothing(item) for item in value] if isinstance(value, list) else value


def _origin(raw: RawRecord) -> Origin:
    return Origin(
        file=raw.file,
        places=raw.places,
        folder=raw.folder,
        body_line=raw.body.line if raw.body else 1,
        attachments=raw.attachments,
        texts={name: (text.content, text.line) for name, text in raw.texts.items()},
    )


def _forbidden_keys(raw: RawRecord, model: type[Record]) -> Iterator[Problem]:
    for key in sorted(model.not_in_file & set(raw.value)):
        place = raw.places.of_key((key,))
        code = "FIELD-ID" if key == "id" else "FIELD-UNKNOWN"
        found = _shown(raw.value[key]) if key == "id" else key
        yield Problem(code=code, place=place, field=key, found=found, details=(("id", raw.id), ("record", raw.kind)))


def _problems(errors: list[ErrorDetails], model: type[BaseModel], given: Mapping[str, Any], raw: RawRecord) -> Iterator[Problem]:
    found: dict[FieldPath, Problem] = {}
    for error in errors:
        path, branch = _path(error, given)
        if branch and not _is_branch_of(branch, _at(given, path)):
            continue
        # Where a number or a text would do, both complain; one complaint a field is enough.
        found.setdefault(path, _problem(error, path, model, given, raw))
    misspelt = {(*path[:-1], *problem.wanted[:1]) for path, problem in found.items() if problem.code == "FIELD-UNKNOWN"}
    for path, problem in found.items():
        if problem.code != "FIELD-MISSING" or path not in misspelt:
            yield problem


def _path(error: ErrorDetails, given: Mapping[str, Any]) -> tuple[FieldPath, str]:
    """The path through what was typed, and the name of the last union branch that pydantic put into it."""
    path: list[str | int] = []
    branch = ""
    value: Any = given
    location = error["loc"]
    for index, part in enumerate(location):
        if _has(value, part):
            value = value[part]
        elif error["type"] == "missing" and index == len(location) - 1:
            value = None
        else:
            branch = str(part) if part != "[key]" else branch
            continue
        path.append(part)
        branch = ""
    return tuple(path), branch


def _has(value: Any, part: str | int) -> bool:
    """Whether what was typed goes on at this key or list item."""
    if isinstance(value, dict):
        return part in value
    return isinstance(value, (list, tuple)) and isinstance(part, int) and part < len(value)


def _is_branch_of(branch: str, value: Any) -> bool:
    """Whether a union's branch is the one meant: a block of fields for a mapping, a text for a text."""
    is_block = bool(re.match(r"[A-Z]\w+$", branch))
    return is_block == isinstance(value, dict)


def _at(value: Any, path: FieldPath) -> Any:
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _problem(error: ErrorDetails, path: FieldPath, model: type[BaseModel], given: Mapping[str, Any], raw: RawRecord) -> Problem:
    kind = error["type"]
    context = error.get("ctx", {})
    if error["loc"][-1] == "[key]":
        return _problem_of_key(kind, path, context, raw)
    code = _CODES.get(kind, kind if kind.isupper() else "FIELD-WRONG")
    found = "" if kind == "missing" else _shown(_at(given, path))
    wanted = tuple(part for part in str(context.get("wanted", "")).split("\n") if part)
    place = raw.places.of_value(path)
    if code in {"FIELD-UNKNOWN", "FIELD-MISSING"}:
        place = raw.places.of_key(path if code == "FIELD-UNKNOWN" else path[:-1])
        found = str(path[-1])
    if code == "FIELD-UNKNOWN":
        wanted = near_keys(str(path[-1]), keys_at(model, path[:-1], given))
    if code == "CHOICE-UNKNOWN":
        wanted = _nearest_first(found, re.findall(r"'([^']+)'", str(context.get("expected", ""))))
    if code == "NUMBER-RANGE":
        wanted = tuple(f"{_BOUNDS[name]} {limit:g}" for name, limit in context.items() if name in _BOUNDS)
    details = _details(context, raw)
    return Problem(code=code, place=place, field=field_name(path), found=found, wanted=wanted, details=details)


def _problem_of_key(kind: str, path: FieldPath, context: Mapping[str, Any], raw: RawRecord) -> Problem:
    """The problem of a key that a member chose (the date of an occurrence): it stands where the key does."""
    return Problem(
        code=_CODES.get(kind, kind if kind.isupper() else "FIELD-WRONG"),
        place=raw.places.of_key(path),
        field=field_name(path[:-1]),
        found=_shown(path[-1]),
        wanted=tuple(part for part in str(context.get("wanted", "")).split("\n") if part),
        details=_details(context, raw),
    )


def _details(context: Mapping[str, Any], raw: RawRecord) -> tuple[tuple[str, str], ...]:
    """What pydantic or a validator says besides, and the kind of record, since some keys are called by it."""
    said = {key: str(value) for key, value in context.items() if key not in _SAID_ELSEWHERE}
    return (*sorted(said.items()), ("record", raw.kind))


def near_keys(typed: str, keys: list[str]) -> tuple[str, ...]:
    """The keys that a misspelt one may have meant, nearest first; nothing where none is near."""
    scored = sorted(((SequenceMatcher(None, typed.lower(), key).ratio(), key) for key in keys), reverse=True)
    return tuple(key for score, key in scored if score >= 0.6)[:3]


def keys_at(model: type[BaseModel], path: FieldPath, given: Any) -> list[str]:
    """The keys that the block at `path` may have, as they are typed."""
    block = _model_at(model, path)
    if block is None:
        return []
    hidden = block.not_in_file if issubclass(block, Record) else frozenset()
    typed = _at(given, path)
    taken = set(typed) if isinstance(typed, dict) else set()
    names = [info.alias or name for name, info in block.model_fields.items()]
    return [name for name in names if name not in hidden and name not in taken]


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    current: Any = model
    for part in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            info = next((entry for name, entry in current.model_fields.items() if part in {name, entry.alias}), None)
            if info is None:
                return None
            current = info.annotation
            if _block_in(current, stop_at_list=True):
                current = _block_in(current, stop_at_list=True)
        else:
            current = _block_in(current, stop_at_list=False)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else _block_in(current, stop_at_list=False)


def _block_in(annotation: Any, *, stop_at_list: bool) -> Any:
    """The block of fields that an annotation (`tuple[Part, ...]`, `Part | None`, `dict[str, Part]`) holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if stop_at_list and getattr(annotation, "__origin__", None) in {tuple, dict}:
        return None
    for inner in getattr(annotation, "__args__", ()):
        found = _block_in(inner, stop_at_list=stop_at_list)
        if found is not None:
            return found
    return None


def _nearest_first(found: str, choices: list[str]) -> tuple[str, ...]:
    close = nearest(found, choices, most=len(choices))
    return close + tuple(choice for choice in choices if choice not in close)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, (list, tuple)):
        return "[…]"
    text = "" if value is None or value is NOWHERE else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
