"""Ids: the name of a record's file or folder, for good; so it must be right on every system and in every address."""

import re
import unicodedata

MAX_ID = 80
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VOCABULARY_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
# `index.md` is the one file of a record's folder, and its address that of the whole section; `events/month/` holds the months.
_RESERVED_HERE = frozenset({"index", "month"})
# A file of such a name cannot be checked out on Windows, whatever its ending.
_RESERVED_ON_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def is_id(name: str) -> bool:
    """Whether `name` may be an id."""
    return len(name) <= MAX_ID and _ID.fullmatch(name) is not None and not _is_taken(name)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps `name` for a device of its own."""
    return _RESERVED_ON_WINDOWS.fullmatch(name) is not None


def is_vocabulary_name(name: str) -> bool:
    """Whether `name` may be the name of a vocabulary."""
    return _VOCABULARY_NAME.fullmatch(name) is not None


def nearest_id(name: str) -> str | None:
    """The id that comes nearest to `name`, or None when nothing of it can stay: `Hexi_Tea` gives `hexi-tea`."""
    plain = unicodedata.normalize("NFKD", name)
    latin = "".join(character for character in plain if not unicodedata.combining(character)).lower()
    near = _NOT_IN_ID.sub("-", latin).strip("-")[:MAX_ID].rstrip("-")
    if not near:
        return None
    return f"{near}-1" if _is_taken(near) else near


def nearest_vocabulary_name(name: str) -> str | None:
    """The vocabulary name that comes nearest to `name`, or None when nothing of it can stay."""
    near = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")
    return near or None


def _is_taken(name: str) -> bool:
    return name in _RESERVED_HERE or is_reserved(name)
