"""References between records: declared once at the field, then found and rewritten by one walk.

A field of type `Annotated[Line, Ref("member")]` holds the id of a member. `check` asks for all references to see that they
hit; `gate` rewrites those that the edition may not know; pages turn them round into links back.
"""

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from huiguan.problem import FieldPath


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text that names a record of one of `kinds`; what stands behind a `/` (a date, a chapter) is kept."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference in a record: where it stands, what kinds it may name, and the id that it names."""

    path: FieldPath
    kinds: tuple[str, ...]
    id: str
    part: str = ""  # what stands behind the slash: a date of a series, a chapter


# What a rewrite may put in place of a reference: the reference as it is, another value, or nothing at all.
KEEP = object()
DROP = object()
Rewrite = Callable[[Reference], Any]
R = TypeVar("R", bound=BaseModel)


def references(record: BaseModel) -> Iterator[Reference]:
    """All references of a record, in the order of its fields."""
    yield from _found(_plan_of_model(type(record)), record, ())


def rewritten(record: R, rewrite: Rewrite) -> R:
    """The record with every reference kept, replaced or dropped as `rewrite` says; the same object when nothing changes."""
    changed: R = _changed(_plan_of_model(type(record)), record, (), rewrite)
    return changed


@dataclass(frozen=True, slots=True)
class _Leaf:
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Each:
    of: Any


@dataclass(frozen=True, slots=True)
class _Values:
    of: Any


@dataclass(frozen=True, slots=True)
class _Fields:
    of: tuple[tuple[str, str, Any], ...]  # (attribute, key as typed, plan)


@dataclass(frozen=True, slots=True)
class _Either:
    leaf: _Leaf | None
    models: tuple[tuple[type[BaseModel], Any], ...]
    others: tuple[Any, ...]


@cache
def _plan_of_model(model: type[BaseModel]) -> _Fields | None:
    fields = []
    for name, info in model.model_fields.items():
        annotation: Any = info.annotation
        if info.metadata:
            annotation = Annotated[annotation, *info.metadata]
        plan = _plan(annotation)
        if plan is not None:
            fields.append((name, info.alias or name, plan))
    return _Fields(tuple(fields)) if fields else None


def _plan(annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        mark = next((entry for entry in metadata if isinstance(entry, Ref)), None)
        return _Leaf(mark.kinds) if mark else _plan(inner)
    if origin is tuple:
        inner = _plan(get_args(annotation)[0])
        return _Each(inner) if inner else None
    if origin is dict:
        inner = _plan(get_args(annotation)[1])
        return _Values(inner) if inner else None
    if origin in {Union, types.UnionType}:
        return _either([choice for choice in get_args(annotation) if choice is not type(None)])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _plan_of_model(annotation)
    return None


def _either(choices: list[Any]) -> Any:
    plans = [(choice, _plan(choice)) for choice in choices]
    models = tuple((choice, plan) for choice, plan in plans if isinstance(choice, type) and issubclass(choice, BaseModel))
    leaves = [plan for _, plan in plans if isinstance(plan, _Leaf)]
    leaf = _Leaf(tuple(kind for plan in leaves for kind in plan.kinds)) if leaves else None
    others = tuple(plan for _, plan in plans if isinstance(plan, (_Each, _Values)))
    if leaf is None and not others and not any(plan for _, plan in models):
        return None
    return _Either(leaf, models, others)


def _found(plan: Any, value: Any, path: FieldPath) -> Iterator[Reference]:  # noqa: C901 - one case a shape
    match plan, value:
        case None, _:
            return
        case _, None:
            return
        case _Leaf(kinds), str():
            yield _reference(value, kinds, path)
        case _Each(inner), tuple():
            for index, item in enumerate(value):
                yield from _found(inner, item, (*path, index))
        case _Values(inner), dict():
            for key, item in value.items():
                yield from _found(inner, item, (*path, str(key)))
        case _Fields(fields), BaseModel():
            for name, key, inner in fields:
                if item := getattr(value, name):  # most are empty
                    yield from _found(inner, item, (*path, key))
        case _Either(), _:
            yield from _found(_choice(plan, value), value, path)


def _changed(plan: Any, value: Any, path: FieldPath, rewrite: Rewrite) -> Any:  # noqa: PLR0911 - one case a shape
    match plan, value:
        case None, _:
            return value
        case _, None:
            return None
        case _Leaf(kinds), str():
            new = rewrite(_reference(value, kinds, path))
            return value if new is KEEP else new
        case _Each(inner), tuple():
            return _changed_items(inner, value, path, rewrite)
        case _Values(inner), dict():
            new_values = {key: _changed(inner, item, (*path, str(key)), rewrite) for key, item in value.items()}
            return {key: item for key, item in new_values.items() if item is not DROP}
        case _Fields(fields), BaseModel():
            return _changed_model(fields, value, path, rewrite)
        case _Either(), _:
            return _changed(_choice(plan, value), value, path, rewrite)
    return value


def _changed_items(plan: Any, items: tuple[Any, ...], path: FieldPath, rewrite: Rewrite) -> tuple[Any, ...]:
    new = tuple(_changed(plan, item, (*path, index), rewrite) for index, item in enumerate(items))
    return items if all(a is b for a, b in zip(items, new, strict=True)) else tuple(item for item in new if item is not DROP)


def _changed_model(fields: tuple[tuple[str, str, Any], ...], value: BaseModel, path: FieldPath, rewrite: Rewrite) -> Any:
    update: dict[str, Any] = {}
    for name, key, plan in fields:
        old = getattr(value, name)
        if not old:  # most are empty
            continue
        new = _changed(plan, old, (*path, key), rewrite)
        if new is old:
            continue
        if new is DROP:
            if type(value).model_fields[name].is_required():
                return DROP  # a part that is nothing without its reference goes with it
            new = None
        update[name] = new
    return value.model_copy(update=update) if update else value


def _choice(plan: _Either, value: Any) -> Any:
    if isinstance(value, str):
        return plan.leaf
    for model, inner in plan.models:
        if isinstance(value, model):
            return inner
    wanted = _Each if isinstance(value, tuple) else _Values
    return next((other for other in plan.others if isinstance(other, wanted)), None)


def _reference(value: str, kinds: tuple[str, ...], path: FieldPath) -> Reference:
    target, _, part = value.partition("/")
    return Reference(path=path, kinds=kinds, id=target, part=part)
