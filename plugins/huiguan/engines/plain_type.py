"""What a field takes, in plain words: read from the very types that check what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from huiguan.model import field as types
from huiguan.model.record import Credit
from huiguan.model.reference import Ref
from huiguan.model.vocabulary import OfVocabulary
from huiguan.wording import Words
from huiguan.wording.sentence import choice_called

# The types of model/field.py by the validator that makes each of them; the names are those of the words under `type`.
_NAMED = {
    "line": types.Line,
    "prose": types.Prose,
    "date": types.Date,
    "month": types.Month,
    "moment": types.Moment,
    "clock": types.Clock,
    "span": types.Span,
    "review_span": types.ReviewSpan,
    "yes_no": types.YesNo,
    "number": types.Number,
    "count": types.Count,
    "url": types.Url,
    "email": types.Email,
    "zone": types.Zone,
}
_NAME_OF = {get_args(kind)[1].func: name for name, kind in _NAMED.items()}
_BUILT_IN = {bool: "yes_no", int: "count", float: "number"}
_LIMITS = {"ge": "least", "le": "most", "lt": "below", "max_length": "long"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A type taken apart: what stands inside, and the marks on it."""

    annotation: Any
    marks: tuple[Any, ...] = field(default=())


def plain_type(info: FieldInfo, path: str, words: Words) -> str:
    """What the field at `path` (`case.metrics.before`) takes."""
    return _told(Shape(annotation=info.annotation, marks=tuple(info.metadata)), path, words)


def blocks_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any type of a field
    """The blocks of keys that a type holds, at any depth; a credit is told where it stands and is none of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation is not Credit:
            yield annotation
        return
    for inner in get_args(annotation):
        yield from blocks_in(inner)


def _told(shape: Shape, path: str, words: Words) -> str:
    shape = _opened(shape)
    parts = [part for part in get_args(shape.annotation) if part not in {type(None), Ellipsis}]
    origin = get_origin(shape.annotation)
    if origin is tuple:
        return words("type.several", of=_told(Shape(annotation=parts[0]), path, words))
    if origin is dict:
        return words("type.named", of=_told(Shape(annotation=parts[1]), path, words))
    if origin is not None:
        told = [_told(Shape(annotation=part, marks=shape.marks), path, words) for part in parts]
        return words("type.or").join(dict.fromkeys(told))
    return _told_alone(shape, path, words)


def _told_alone(shape: Shape, path: str, words: Words) -> str:
    annotation = shape.annotation
    if annotation is Credit:
        return words("type.person")
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return words("type.block", key=path.partition(".")[2])
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        choices = [choice_called(path, choice.value, words) for choice in annotation]
        return words("type.choices", choices=words.listing(choices))
    return _told_text(shape, words)


def _told_text(shape: Shape, words: Words) -> str:
    """A text, number or date: by the last validator that says what it is."""
    functions = [getattr(mark, "func", None) for mark in shape.marks]
    vocabulary = next((function for function in functions if isinstance(function, OfVocabulary)), None)
    if vocabulary is not None:
        label = str(words.group("vocabulary").get(vocabulary.name, vocabulary.name))
        return words("type.term", vocabulary=label, name=vocabulary.name)
    reference = next((mark for mark in shape.marks if isinstance(mark, Ref)), None)
    if reference is not None:
        kinds = [str(words.group("kind")[kind]) for kind in reference.kinds]
        return words("type.reference", kinds=words("message.or").join(kinds))
    names = [_NAME_OF[function] for function in functions if function in _NAME_OF]
    name = names[-1] if names else _BUILT_IN.get(shape.annotation, "text")
    return words(f"type.{name}") + "".join(_limits(shape, words))


def _limits(shape: Shape, words: Words) -> Iterator[str]:
    for mark in shape.marks:
        for name, word in _LIMITS.items():
            limit = getattr(mark, name, None)
            if limit is not None:
                yield words(f"type.{word}", limit=limit)


def _opened(shape: Shape) -> Shape:
    """The shape with the marks of `Annotated` among its own, those of a `Field` spelt out."""
    annotation, marks = shape.annotation, list(shape.marks)
    while get_origin(annotation) is Annotated:
        annotation, *inner = get_args(annotation)
        marks = [*inner, *marks]
    told = [part for mark in marks for part in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    return Shape(annotation=annotation, marks=tuple(told))
