"""What pydantic complains of, as problems: one for each wrong field, at the place where it was typed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from huiguan.check.known_keys import keys_at, named_block, near_keys, value_at
from huiguan.model.record import NOWHERE
from huiguan.model.vocabulary import nearest
from huiguan.problem import FieldPath, Problem, field_name
from huiguan.read.record import RawRecord

_MOST_KEYS = 6
_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_SAID_ELSEWHERE = frozenset({"wanted", "error", "expected", *_BOUNDS})

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


def problems_of(
    errors: list[ErrorDetails], model: type[BaseModel], given: Mapping[str, Any], raw: RawRecord
) -> Iterator[Problem]:
    """A problem for each field that pydantic complains of in what was given for the model."""
    found: dict[FieldPath, Problem] = {}
    for error in errors:
        path, branch = _path(error, given)
        if branch and not _is_branch_of(branch, value_at(given, path)):
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


def _problem(error: ErrorDetails, path: FieldPath, model: type[BaseModel], given: Mapping[str, Any], raw: RawRecord) -> Problem:
    kind = error["type"]
    context = error.get("ctx", {})
    if error["loc"][-1] == "[key]":
        return _problem_of_key(kind, path, context, raw)
    code = _CODES.get(kind, kind if kind.isupper() else "FIELD-WRONG")
    found = "" if kind == "missing" else shown(value_at(given, path))
    wanted = tuple(part for part in str(context.get("wanted", "")).split("\n") if part)
    place = raw.places.of_value(path)
    if code in {"FIELD-UNKNOWN", "FIELD-MISSING"}:
        place = raw.places.of_key(path)
        found = str(path[-1])
    if code == "FIELD-UNKNOWN":
        wanted = near_keys(str(path[-1]), keys_at(model, path[:-1], given), block=named_block(raw.kind, path[:-1]))
    if code == "MAPPING-EXPECTED" and kind != "dict_type":
        wanted = tuple(keys_at(model, path, given)[:_MOST_KEYS])
    if code == "CHOICE-UNKNOWN":
        wanted = _nearest_first(found, re.findall(r"'([^']+)'", str(context.get("expected", ""))))
    if code == "NUMBER-RANGE":
        wanted = tuple(f"{_BOUNDS[name]} {limit:g}" for name, limit in context.items() if name in _BOUNDS)
    details = details_of(context, raw)
    return Problem(code=code, place=place, field=field_name(path), found=found, wanted=wanted, details=details)


def _problem_of_key(kind: str, path: FieldPath, context: Mapping[str, Any], raw: RawRecord) -> Problem:
    """The problem of a key that a member chose (the date of an occurrence): it stands where the key does."""
    return Problem(
        code=_CODES.get(kind, kind if kind.isupper() else "FIELD-WRONG"),
        place=raw.places.of_key(path),
        field=field_name(path[:-1]),
        found=shown(path[-1]),
        wanted=tuple(part for part in str(context.get("wanted", "")).split("\n") if part),
        details=details_of(context, raw),
    )


def details_of(context: Mapping[str, Any], raw: RawRecord) -> tuple[tuple[str, str], ...]:
    """What pydantic or a validator says besides, and the kind of record, since some keys are called by it."""
    said = {key: str(value) for key, value in context.items() if key not in _SAID_ELSEWHERE}
    return (*sorted(said.items()), ("record", raw.kind))


def _nearest_first(found: str, choices: list[str]) -> tuple[str, ...]:
    close = nearest(found, choices, most=len(choices))
    return close + tuple(choice for choice in choices if choice not in close)


def shown(value: Any) -> str:
    """What was typed, as a message quotes it: blocks and lists by their brackets, a long text cut."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, (list, tuple)):
        return "[…]"
    text = "" if value is None or value is NOWHERE else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
