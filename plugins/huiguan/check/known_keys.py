"""The keys that a block of fields knows, and those that a misspelt one may have meant."""

from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from huiguan.model.record import Record
from huiguan.problem import FieldPath, field_name
from huiguan.wording import words_of
from huiguan.wording.sentence import label_of

# Whoever types a label instead of a key has read it in one of these.
_LANGUAGES = ("zh-Hans", "en")


def near_keys(typed: str, keys: list[str], *, block: str = "") -> tuple[str, ...]:
    """The keys that a misspelt one may have meant, nearest first; nothing where none is near.

    A key may also be typed by its label (`标题` for `title`); `block` is the path of the block, as fields are called by it.
    """
    scored = sorted(((max(_nearness(typed, name) for name in _names_of(key, block)), key) for key in keys), reverse=True)
    return tuple(key for score, key in scored if score >= 0.6)[:3]


def named_block(kind: str, path: FieldPath) -> str:
    """The path of a block of a record of that kind, as the words for fields are found by it."""
    return f"{kind}.{field_name(path)}" if path else kind


def _names_of(key: str, block: str) -> list[str]:
    labels = [label_of(f"{block}.{key}".lstrip("."), words_of(language)) for language in _LANGUAGES]
    return [key, *(label.lower() for label in labels if label)]


def _nearness(typed: str, name: str) -> float:
    return SequenceMatcher(None, typed.lower(), name).ratio()


def keys_at(model: type[BaseModel], path: FieldPath, given: Any) -> list[str]:
    """The keys that the block at `path` may have, as they are typed."""
    block = model_at(model, path)
    if block is None:
        return []
    hidden = block.not_in_file if issubclass(block, Record) else frozenset()
    typed = value_at(given, path)
    taken = set(typed) if isinstance(typed, dict) else set()
    names = [info.alias or name for name, info in block.model_fields.items()]
    return [name for name in names if name not in hidden and name not in taken]


def value_at(value: Any, path: FieldPath) -> Any:
    """What was typed at `path`; None where nothing was."""
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """The model of the block at `path`; None where the model around it knows no block."""
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
