"""The values that the sentence of a problem may name: what was typed, and the human words for keys, choices and lists."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from huiguan.problem import Problem

_INDEX = re.compile(r"\[\d+\]")


class Table(Protocol):
    """Where the words come from (`Words` is one)."""

    def __call__(self, name: str, /, **values: object) -> str:
        """The word under a dotted name."""

    def group(self, name: str) -> Mapping[str, object]:
        """All words below a dotted name."""

    def listing(self, items: tuple[str, ...] | list[str]) -> str:
        """Several words in a row."""


def values_of(problem: Problem, words: Table) -> dict[str, str]:
    """What may stand in braces in a sentence, by name; the details of the problem are among it and go before.

    `called` is a key with its label (`「title」（标题）`), `label` the label alone, `example` a value that would do.
    `first` is the nearest of what is wanted, `first_called` the same as a key with its label; `choices` is all of what is
    wanted, each with its meaning, and `found_choice` what was found with its own. `vocabulary_label` and `kind_label` name
    what the details call so. `in_all` counts the dates of which one stands for all; it is empty where there is only that one.
    """
    details = dict(problem.details)
    # What a field is called may depend on the kind of record, which check knows of: `case.kind`, `event.kind`.
    record = details.get("record", "")
    field = f"{record}.{problem.field}" if record and problem.field else problem.field
    key = parts_of(field)[-1]
    first = problem.wanted[0] if problem.wanted else ""
    return {
        "file": problem.place.file,
        "line": str(problem.place.line),
        "field": problem.field,
        "found": problem.found,
        "wanted": words.listing(problem.wanted),
        "first": first,
        "key": key,
        "label": label_of(field, words) or key,
        "called": called(field, words),
        "first_called": called(f"{field.rpartition('.')[0]}.{first}".lstrip("."), words),
        "example": found_for(field, words.group("example")) or "…",
        "found_choice": choice_called(field, problem.found, words),
        "choices": words.listing([choice_called(field, choice, words) for choice in problem.wanted]),
        "vocabulary_label": _word(words.group("vocabulary"), details.get("vocabulary", "")),
        "in_all": words("message.in_all", count=details["count"]) if details.get("count", "1") != "1" else "",
        "kind_label": _kinds(details.get("kind", ""), words),
        **details,
        "examples": words.listing(details.get("examples", "").split("\n")),
    }


def called(field: str, words: Table) -> str:
    """The key at the end of a field's path with its label, as it stands in a sentence; the key alone where both are one."""
    key, label = parts_of(field)[-1], label_of(field, words)
    if label is None or label.casefold() == key.replace("_", " ").casefold():
        return words("message.key", key=key)
    return words("message.called", key=key, label=label)


def label_of(field: str, words: Table) -> str | None:
    """The label of the field at a path (`metrics[1].before`), or None."""
    return found_for(field, words.group("field"))


def choice_called(field: str, choice: str, words: Table) -> str:
    """One choice of a field with its meaning; the choice alone where nothing is said of it."""
    meaning = choices_of(field, words).get(choice)
    return words("message.choice", choice=choice, meaning=str(meaning)) if meaning else choice


def choices_of(field: str, words: Table) -> Mapping[str, object]:
    """The meanings of a field's choices by what is typed; empty where nothing is said of them."""
    tables = words.group("choice")
    for name in names_for(field):
        table = tables.get(name)
        if isinstance(table, Mapping):
            return table
    return {}


def found_for(field: str, table: Mapping[str, object]) -> str | None:
    """What a flat table says of the field at a path: under the longest end of the path that it has."""
    for name in names_for(field):
        entry = table.get(name)
        if isinstance(entry, str):
            return entry
    return None


def names_for(field: str) -> Iterator[str]:
    """The names under which a word for the field may stand, the most particular first.

    `a.b.c` is looked for as `a.b.c`, `b.c`, `c`; then, since `c` may be any word that a member typed, as `a.b.*` and `b.*`.
    """
    parts = parts_of(field)
    for start in range(len(parts)):
        yield ".".join(parts[start:])
    for start in range(len(parts) - 1):
        yield ".".join((*parts[start:-1], "*"))


def parts_of(field: str) -> list[str]:
    """The keys on the way to a field; places in lists are left out, and there is always one part."""
    return _INDEX.sub("", field).split(".")


def _kinds(names: str, words: Table) -> str:
    """The kinds of records that a comma parts, in words."""
    table = words.group("kind")
    return words("message.or").join(_word(table, name) for name in names.split(",") if name)


def _word(table: Mapping[str, object], name: str) -> str:
    entry = table.get(name)
    return entry if isinstance(entry, str) else name
