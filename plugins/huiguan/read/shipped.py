"""The vocabularies and synonyms that the package ships, in the very format in which a club writes its own."""

from importlib.resources import files

from huiguan.read.record import RawRecord
from huiguan.read.yaml_text import parse_yaml

_FOLDER = "huiguan.vocabulary"
_SYNONYMS = "synonyms.yml"


def read_shipped_vocabularies() -> tuple[RawRecord, ...]:
    """The shipped vocabularies, sorted by name; each a mapping of id to term.

    Raises:
        ValueError: A file of the package is broken: a mistake of ours.
    """
    names = sorted(file.name for file in files(_FOLDER).iterdir() if file.name.endswith(".yml"))
    return tuple(_read(name, "vocabulary") for name in names if name != _SYNONYMS)


def read_shipped_synonyms() -> RawRecord:
    """The shipped synonyms; a mapping of main word to further words.

    Raises:
        ValueError: The file is broken: a mistake of ours.
    """
    return _read(_SYNONYMS, "synonyms")


def _read(name: str, kind: str) -> RawRecord:
    parsed = parse_yaml(files(_FOLDER).joinpath(name).read_text(encoding="utf-8"), file=name)
    if parsed.problems or not isinstance(parsed.value, dict):
        raise ValueError(f"{name}: {parsed.problems}")
    return RawRecord(kind=kind, id=name.removesuffix(".yml"), file=name, value=parsed.value, places=parsed.places)
