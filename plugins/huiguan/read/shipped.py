"""The vocabularies that the package ships, in the very format in which a club writes its own."""

from importlib.resources import files

from huiguan.read.record import RawRecord
from huiguan.read.yaml_text import parse_yaml


def read_shipped_vocabularies() -> tuple[RawRecord, ...]:
    """The shipped vocabularies, sorted by name; each a mapping of id to term.

    Raises:
        ValueError: A file of the package is broken: a mistake of ours.
    """
    records = []
    for file in sorted(files("huiguan.vocabulary").iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yml"):
            continue
        parsed = parse_yaml(file.read_text(encoding="utf-8"), file=file.name)
        if parsed.problems or not isinstance(parsed.value, dict):
            raise ValueError(f"{file.name}: {parsed.problems}")
        name = file.name.removesuffix(".yml")
        records.append(RawRecord(kind="vocabulary", id=name, file=file.name, value=parsed.value, places=parsed.places))
    return tuple(records)
