"""A record as it was typed: text with its place; nothing is interpreted yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from huiguan.problem import Places, Problem

# What YAML gives: everything stays the text that was typed; a value that is empty, `~` or `null` (unquoted) is None.
Value = str | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Running text and the line of its file on which it begins (from 1)."""

    content: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One record as typed.

    `kind` names a Kind of `model.kind`, or "club" for `club.yml`, "vocabulary" for a file in `vocabulary/`, or "synonyms".
    `file` is relative to the club's root, with forward slashes. `folder` is the record's own folder, where it has one,
    and `attachments` are the other files in it: path relative to that folder to path on disk, sorted; Markdown files
    beside `index.md` are in `texts` instead (chapters), by the same relative path.
    """

    kind: str
    id: str
    file: str
    value: dict[str, Value]
    places: Places
    body: Text | None = None
    folder: str | None = None
    attachments: Mapping[str, Path] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClubFolder:
    """All that was read of a club's folder; `records` sorted by file, `problems` in any order.

    `synonyms` is the club's own file of them, None where it has none.

    A file whose YAML is broken is not among the records: it is among the problems and in `broken`, as (kind, id), so that a
    reference to it is not reported as unknown on top.
    """

    root: Path
    settings: RawRecord | None
    records: tuple[RawRecord, ...]
    vocabulary: tuple[RawRecord, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]] = frozenset()
    synonyms: RawRecord | None = None
