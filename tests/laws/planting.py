"""Fills a record of any kind with words that stand nowhere else, so that a test can say where each of them came out.

Nothing here names the fields of a kind: a new field is planted by itself.
"""

# ruff: noqa: ANN401 - annotations are what this file works on

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from random import Random
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from huiguan.check.vocabularies import overlaid
from huiguan.model.reference import Ref
from huiguan.model.vocabulary import OfVocabulary, Vocabularies
from huiguan.problem import FieldPath

Key = tuple[str, str]
VOCABULARIES: Vocabularies = overlaid(())[0]
# What a text may have to look like; the first form that the field takes is used. `{}` is the word.
FORMS = ("{}", "https://{}.example.com/", "{}@mail.test", "2026-11", "20:00", "6m", "Asia/Shanghai", "last", "#0b5d66")
TYPED: Mapping[object, str] = {date: "2026-11-20", datetime: "2026-12-03 20:00", timedelta: "90m", bool: "true"}
NUMBERS = (int, float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A word, the record that it was planted in, and the field: a path, `("bytes", name)` for a file's content."""

    word: str
    key: Key
    path: FieldPath


@dataclass(slots=True, kw_only=True)
class Planter:
    """Hands out words and remembers where they went; `ids` are those that references may name, by kind."""

    random: Random
    ids: Mapping[str, list[str]]
    planted: list[Planted] = field(default_factory=list)
    _count: int = 0

    def word(self, key: Key, *path: str | int) -> str:
        """A word of its own for the field at `path`."""
        self._count += 1
        word = f"zq{self._count:05d}x"
        self.planted.append(Planted(word=word, key=key, path=path))
        return word

    def model(self, model: type[BaseModel], key: Key, path: FieldPath, given: Mapping[str, Any]) -> dict[str, Any]:
        """Values for every field of a model, those in `given` as they are; a field with the value None is left out."""
        values: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            typed = info.alias or name
            annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            values[typed] = given[name] if name in given else self.value(annotation, key, (*path, typed))
        return {name: value for name, value in values.items() if value is not None}

    def value(self, annotation: Any, key: Key, path: FieldPath) -> Any:
        """A value as typed for one annotation."""
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(annotation, parts[0], parts[1:], key, path)
        if origin is tuple:
            return [self.value(parts[0], key, (*path, index)) for index in range(self.random.randint(1, 2))]
        if origin is dict:
            return {self.value(parts[0], key, (*path, "*")): self.value(parts[1], key, (*path, "*"))}
        if origin in {Union, types.UnionType}:
            chosen = self.random.choice([part for part in parts if part is not type(None)])
            return self.value(chosen, key, path)
        return self._plain(annotation, key, path)

    def _annotated(self, annotation: Any, inner: Any, marks: tuple[Any, ...], key: Key, path: FieldPath) -> Any:
        for mark in marks:
            if isinstance(mark, Ref):
                return self.random.choice([known for kind in mark.kinds for known in self.ids[kind]])
            vocabulary = getattr(mark, "func", None)
            if isinstance(vocabulary, OfVocabulary):
                return self.random.choice([term.id for term in VOCABULARIES[vocabulary.name].terms.values() if not term.group])
        if inner is str:
            return form_of(annotation).format(self.word(key, *path))
        return self.value(inner, key, path)

    def _plain(self, annotation: Any, key: Key, path: FieldPath) -> Any:
        if annotation is str:
            return self.word(key, *path)
        if annotation in NUMBERS:
            return str(self.random.randint(1, 5))
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.model(annotation, key, path, {})
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return self.random.choice(list(annotation)).value
        return TYPED[annotation]


@cache
def form_of(annotation: Any) -> str:
    """The first of the forms that a text field takes."""
    adapter = TypeAdapter(annotation)
    for form in FORMS:
        try:
            adapter.validate_python(form.format("zq00000x"))
        except ValidationError:
            continue
        return form
    raise AssertionError(f"no form fits {annotation}")


def words_in(content: bytes) -> Iterator[str]:
    """The planted words in some bytes; the folds of calendar lines are taken back first."""
    parts = content.replace(b"\r\n ", b"").lower().split(b"zq")[1:]
    yield from (f"zq{part[:6].decode()}" for part in parts if part[:5].isdigit() and part[5:6] == b"x")
