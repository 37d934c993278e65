"""One file becomes raw records: a Markdown or YAML file one, a table one for each of its keys."""

from dataclasses import dataclass
from pathlib import Path

from huiguan.model.kind import Form, Kind
from huiguan.problem import Place, Problem
from huiguan.read.attachments import RecordFolder, read_record_folder
from huiguan.read.folder import Entry, Findings
from huiguan.read.front_matter import split_front_matter
from huiguan.read.holiday_cn import as_overlay
from huiguan.read.ident import is_id, nearest_id
from huiguan.read.record import RawRecord, Text, Value
from huiguan.read.text import read_text
from huiguan.read.yaml_source import shortened
from huiguan.read.yaml_text import YamlText, parse_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file that may hold a record; `name` is what would be its id, `folder` its own folder where it has one."""

    kind: Kind
    name: str
    entry: Entry
    folder: str | None = None

    @property
    def order(self) -> tuple[str, bool, bool, str]:
        """Puts equal names side by side, and of them the one first that is an id, and ends as it should."""
        file = self.entry.file
        return (self.name.casefold(), not is_id(self.name), file.endswith(".yaml"), file)


def read_record(root: Path, candidate: Candidate, findings: Findings) -> RawRecord | None:
    """The record in a file; None when it is broken, with the reason among the findings."""
    entry, folder = candidate.entry, candidate.folder
    if candidate.kind.form is Form.MARKDOWN:
        parsed, body = _read_markdown(entry, findings)
    else:
        parsed, body = _read_yaml(entry, findings), None
    value = _mapping(parsed, entry.file, findings) if parsed else None
    if parsed is None or value is None:
        return None
    # JSON is YAML in braces; only calendars may come in it.
    value, places = as_overlay(value, parsed.places) if entry.name.endswith(".json") else (value, parsed.places)
    beside = read_record_folder(root, folder, entry, findings) if folder else RecordFolder()
    return RawRecord(
        kind=candidate.kind.name,
        id=candidate.name,
        file=entry.file,
        value=value,
        places=places,
        body=body,
        folder=folder,
        attachments=beside.attachments,
        texts=beside.texts,
    )


def read_yaml_file(name: str, record_id: str, entry: Entry, findings: Findings) -> RawRecord | None:
    """A YAML file that is no record of a kind: `club.yml`, a vocabulary."""
    parsed = _read_yaml(entry, findings)
    value = _mapping(parsed, entry.file, findings) if parsed else None
    if parsed is None or value is None:
        return None
    return RawRecord(kind=name, id=record_id, file=entry.file, value=value, places=parsed.places)


def read_table(kind: Kind, entry: Entry, findings: Findings, broken: set[tuple[str, str]]) -> list[RawRecord] | None:
    """The records of a table in the order in which they stand; None when the whole file is broken.

    Keys that give no record come into `broken`, as (kind, id).
    """
    table = read_yaml_file(kind.name, "", entry, findings)
    if table is None:
        return None
    records = []
    for key, value in table.value.items():
        if not is_id(key):
            findings.add(id_problem(kind, key, table.places.of_key((key,))))
            broken.add((kind.name, key))
        elif not isinstance(value, dict):
            findings.add(_not_a_mapping(value, table.places.of_value((key,)), key))
            broken.add((kind.name, key))
        else:
            records.append(RawRecord(kind=kind.name, id=key, file=entry.file, value=value, places=table.places.below(key)))
    return records


def id_problem(kind: Kind, name: str, place: Place) -> Problem:
    """The problem of a name that cannot be an id, with the nearest one that can."""
    wanted = nearest_id(name) or f"{kind.name}-1"
    return Problem(code="ID-INVALID", place=place, found=name, wanted=(wanted,))


def _read_markdown(entry: Entry, findings: Findings) -> tuple[YamlText | None, Text | None]:
    text = read_text(entry.path, file=entry.file)
    findings.add(*text.problems)
    if text.content is None:
        return None, None
    halves = split_front_matter(text.content, file=entry.file)
    findings.add(*halves.problems)
    if halves.yaml is None:
        return None, None
    return parse_yaml(halves.yaml.content, file=entry.file, first_line=halves.yaml.line), halves.body


def _read_yaml(entry: Entry, findings: Findings) -> YamlText | None:
    text = read_text(entry.path, file=entry.file)
    findings.add(*text.problems)
    return None if text.content is None else parse_yaml(text.content, file=entry.file)


def _mapping(parsed: YamlText, file: str, findings: Findings) -> dict[str, Value] | None:
    """The keys and values that were parsed; a text with comments only has none, which is no problem of the text."""
    findings.add(*parsed.problems)
    if isinstance(parsed.value, dict):
        return parsed.value
    if parsed.value is None:
        return None if parsed.problems else {}
    findings.add(_not_a_mapping(parsed.value, Place(file=file), ""))
    return None


def _not_a_mapping(value: Value, place: Place, field: str) -> Problem:
    found = "- …" if isinstance(value, list) else shortened(value) if isinstance(value, str) else ""
    return Problem(code="YAML-NOT-MAPPING", place=place, field=field, found=found)
