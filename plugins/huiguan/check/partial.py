"""What is left of a record of which fields were refused, so that the rules about all others need not wait for a second run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_origin

from pydantic import Field, ValidationError, create_model

from huiguan.check.fields import without_nothing
from huiguan.model.record import Record, Texts
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import FieldPath, Problem
from huiguan.read.record import Value

R = TypeVar("R", bound=Record)


class RefusedFieldError(Exception):
    """A rule asks for a field that was refused: it has nothing to say."""


class _Wary:
    """Answers for a field that is not there; no other attribute of a record is ever missing."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of whichever field
        if name in getattr(type(self), "model_fields", {}):
            raise RefusedFieldError(name)
        raise AttributeError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A record without its `refused` fields.

    `bare` has them empty, for whatever walks through all that is there; `wary` stops each rule that asks for one. `texts` are all
    texts of its fields with their paths, as far as they are typed, those of refused fields among them.
    """

    bare: Record
    wary: Record
    refused: frozenset[str]
    texts: Texts

    def has(self, *names: str) -> bool:
        """Whether none of these fields was refused."""
        return self.refused.isdisjoint(names)


def partial_record(
    model: type[Record], given: Mapping[str, Any], vocabularies: Vocabularies, problems: Sequence[Problem]
) -> Partial | None:
    """What is left of the record that was given; None where nothing can be made of it."""
    lenient = _lenient(model)
    typed = without_nothing(given)
    refused = {name for name, info in model.model_fields.items() if info.is_required() and (info.alias or name) not in typed}
    try:
        lenient.model_validate(typed, context=vocabularies)
    except ValidationError as error:
        wrong = {str(entry["loc"][0]) for entry in error.errors(include_url=False) if entry["loc"]}
    else:
        wrong = set()
    # A misspelt key stands for the one that was meant.
    meant = {
        problem.wanted[0]
        for problem in problems
        if problem.code == "FIELD-UNKNOWN" and problem.field == problem.found and problem.wanted
    }
    refused |= {name for name, info in model.model_fields.items() if (info.alias or name) in wrong | meant}
    try:
        bare = lenient.model_validate({key: value for key, value in typed.items() if key not in wrong}, context=vocabularies)
    except ValidationError:
        return None
    wary = bare.model_copy()
    for name in refused:
        del wary.__dict__[name]
    texts = [*bare.texts_of_fields(), *(text for key in sorted(wrong) for text in _typed_texts(given.get(key), (key,)))]
    return Partial(bare=bare, wary=wary, refused=frozenset(refused), texts=texts)


@cache
def _lenient(model: type[R]) -> type[R]:
    """The same model, in which every field may be missing."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if info.is_required():
            empty = () if get_origin(info.annotation) is tuple else None
            fields[name] = (info.rebuild_annotation(), Field(default=empty, alias=info.alias))
    # A class that is no model may stand among the bases, though pydantic does not say so.
    bases: tuple[type[R], ...] = (_Wary, model)  # type: ignore[assignment]
    return create_model(model.__name__, __base__=bases, **fields)


def _typed_texts(value: Value, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _typed_texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _typed_texts(item, (*path, index))
