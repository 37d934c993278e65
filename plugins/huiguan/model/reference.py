"""References between records: declared once at the field, then found and rewritten by one walk.

A field of type `Annotated[Line, Ref("member")]` holds the id of a member. `check` asks for all references to see that they
hit; `gate` rewrites those that the edition may not know; pages turn them round into links back.
"""

import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import is_
from typing import Annotated, Any, Protocol, TypeVar, Union, get_args, get_origin

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


def references(record: BaseModel) -> list[Reference]:
    """All references of a record, in the order of its fields."""
    found: list[Reference] = []
    if plan := _plan_of_model(type(record)):
        plan.find(record, (), found)
    return found


def rewritten(record: R, rewrite: Rewrite) -> R:
    """The record with every reference kept, replaced or dropped as `rewrite` says; the same object when nothing changes."""
    plan = _plan_of_model(type(record))
    changed: R = plan.changed(record, (), rewrite) if plan else record
    return changed


class _Plan(Protocol):
    """Where the references are in a value of one shape; parts without any have no plan."""

    def find(self, value: Any, path: FieldPath, found: list[Reference]) -> None:
        """Puts the references of the value into `found`; `path` is where it stands."""

    def changed(self, value: Any, path: FieldPath, rewrite: Rewrite) -> Any:
        """The value with its references rewritten, the same object when nothing changes; DROP when nothing is left of it."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    kinds: tuple[str, ...]

    def find(self, value: str, path: FieldPath, found: list[Reference]) -> None:
        found.append(self._reference(value, path))

    def changed(self, value: str, path: FieldPath, rewrite: Rewrite) -> Any:
        new = rewrite(self._reference(value, path))
        return value if new is KEEP else new

    def _reference(self, value: str, path: FieldPath) -> Reference:
        target, _, part = value.partition("/")
        return Reference(path=path, kinds=self.kinds, id=target, part=part)


@dataclass(frozen=True, slots=True)
class _Each:
    of: _Plan

    def find(self, value: tuple[Any, ...], path: FieldPath, found: list[Reference]) -> None:
        for index, item in enumerate(value):
            self.of.find(item, (*path, index), found)

    def changed(self, value: tuple[Any, ...], path: FieldPath, rewrite: Rewrite) -> Any:
        new = tuple(self.of.changed(item, (*path, index), rewrite) for index, item in enumerate(value))
        return value if all(map(is_, value, new)) else tuple(item for item in new if item is not DROP)


@dataclass(frozen=True, slots=True)
class _Values:
    of: _Plan

    def find(self, value: dict[Any, Any], path: FieldPath, found: list[Reference]) -> None:
        for key, item in value.items():
            self.of.find(item, (*path, str(key)), found)

    def changed(self, value: dict[Any, Any], path: FieldPath, rewrite: Rewrite) -> Any:
        new = {key: self.of.changed(item, (*path, str(key)), rewrite) for key, item in value.items()}
        return value if all(map(is_, value.values(), new.values())) else {key: new[key] for key in new if new[key] is not DROP}


@dataclass(frozen=True, slots=True)
class _Fields:
    of: tuple[tuple[str, str, _Plan], ...]  # (attribute, key as typed, plan)

    def find(self, value: BaseModel, path: FieldPath, found: list[Reference]) -> None:
        for name, key, plan in self.of:
            if item := getattr(value, name):  # most are empty
                plan.find(item, (*path, key), found)

    def changed(self, value: BaseModel, path: FieldPath, rewrite: Rewrite) -> Any:
        update: dict[str, Any] = {}
        for name, key, plan in self.of:
            old = getattr(value, name)
            new = plan.changed(old, (*path, key), rewrite) if old else old
            if new is old:
                continue
            if new is DROP:
                if type(value).model_fields[name].is_required():
                    return DROP  # a part that is nothing without its reference goes with it
                new = None
            update[name] = new
        return value.model_copy(update=update) if update else value


@dataclass(frozen=True, slots=True)
class _Either:
    leaf: _Leaf | None
    models: tuple[tuple[type[BaseModel], _Plan | None], ...]
    others: tuple[_Each | _Values, ...]

    def find(self, value: Any, path: FieldPath, found: list[Reference]) -> None:
        if plan := self._choice(value):
            plan.find(value, path, found)

    def changed(self, value: Any, path: FieldPath, rewrite: Rewrite) -> Any:
        plan = self._choice(value)
        return plan.changed(value, path, rewrite) if plan else value

    def _choice(self, value: Any) -> _Plan | None:
        if isinstance(value, str):
            return self.leaf
        for model, plan in self.models:
            if isinstance(value, model):
                return plan
        wanted = _Each if isinstance(value, tuple) else _Values
        return next((other for other in self.others if isinstance(other, wanted)), None)


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


def _plan(annotation: Any) -> _Plan | None:
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


def _either(choices: list[Any]) -> _Either | None:
    plans = [(choice, _plan(choice)) for choice in choices]
    models = tuple((choice, plan) for choice, plan in plans if isinstance(choice, type) and issubclass(choice, BaseModel))
    leaves = [plan for _, plan in plans if isinstance(plan, _Leaf)]
    leaf = _Leaf(tuple(kind for plan in leaves for kind in plan.kinds)) if leaves else None
    others = tuple(plan for _, plan in plans if isinstance(plan, (_Each, _Values)))
    if leaf is None and not others and not any(plan for _, plan in models):
        return None
    return _Either(leaf, models, others)
