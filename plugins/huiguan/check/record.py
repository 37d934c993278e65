"""A typed record from what was typed in its file, or the problems that stand in the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from huiguan.check.complaint import shown
from huiguan.check.fields import validated
from huiguan.check.partial import Partial, partial_record
from huiguan.model.record import Origin, Record
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import Problem, Severity
from huiguan.read.record import RawRecord, Value

NOT_BUILT = frozenset({"draft", "review"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A record, or what is left of it where a field is wrong, and the problems."""

    record: Record | None
    partial: Partial | None = None
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
    partial = partial_record(model, given, vocabularies, wrong) if record is None else None
    if is_draft(raw):
        problems = [softened(problem) for problem in problems if not _is_excused(problem)]
    return Parsed(record=record, partial=partial, problems=tuple(problems))


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
        found = shown(raw.value[key]) if key == "id" else key
        yield Problem(code=code, place=place, field=key, found=found, details=(("id", raw.id), ("record", raw.kind)))
