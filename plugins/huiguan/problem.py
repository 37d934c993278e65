"""A finding as data: what is wrong, where it stands, and what would be right.

Nothing here prints. The words of a problem live in `wording/`, one table a code; a code never changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FieldPath = tuple[str | int, ...]
Spot = tuple[int, int]
"""A line and a column, both from 1."""


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A spot in a file of the club.

    `file` is relative to the club's root, with forward slashes; `line` and `column` count from 1, columns in characters.
    """

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding.

    `field` is the path of the field as people write it (`metrics[1].before`), empty for a whole file.
    `found` is what stands there, as typed. `wanted` lists what would be right, nearest first.
    `details` are further values that the sentence in `wording/` names, as (name, value) pairs.
    """

    code: str
    place: Place
    severity: Severity = Severity.ERROR
    field: str = ""
    found: str = ""
    wanted: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Orders problems by file, then by their place in it."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.field, self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """Line and column of each key (or list item) and of each value, by field path."""

    keys: Mapping[FieldPath, Spot] = field(default_factory=dict)
    values: Mapping[FieldPath, Spot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """Where each field of one record stands in its file.

    `find` tells the spots when they are asked for, as few records' are; `root` is the field below which the paths begin. A path
    that is missing takes the place of its nearest ancestor's key, and the root of a file is the first line.
    """

    file: str
    find: Callable[[], Spots] = Spots
    root: FieldPath = ()

    def of_key(self, path: FieldPath) -> Place:
        """The place of the key (or list item) at `path`, or of its nearest ancestor."""
        spots = self.find()
        for end in range(len(path), -1, -1):
            above = self.root + path[:end]
            spot = spots.keys.get(above) or (spots.values.get(above) if end else None)
            if spot:
                return Place(file=self.file, line=spot[0], column=spot[1])
        return Place(file=self.file)

    def of_value(self, path: FieldPath) -> Place:
        """The place of the value at `path`, or of the nearest ancestor that has one."""
        values = self.find().values
        # What stands alone where a list is meant is its first item.
        spot = values.get(self.root + path) or (values.get(self.root + path[:-1]) if path and path[-1] == 0 else None)
        return Place(file=self.file, line=spot[0], column=spot[1]) if spot else self.of_key(path)

    def problem(
        self,
        code: str,
        path: FieldPath,
        *,
        found: str = "",
        wanted: tuple[str, ...] = (),
        details: tuple[tuple[str, str], ...] = (),
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
    ) -> Problem:
        """A problem of the field at `path`, told at its value, or at its key."""
        place = self.of_key(path) if at_key else self.of_value(path)
        return Problem(
            code=code, place=place, severity=severity, field=field_name(path), found=found, wanted=wanted, details=details
        )

    def below(self, part: str) -> "Places":
        """The places below a key, as paths of their own; the key itself is their root."""
        return Places(self.file, self.find, (*self.root, part))


def field_name(path: FieldPath) -> str:
    """Writes a path as people do: `('metrics', 1, 'before')` becomes `metrics[1].before`."""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name


class HuiguanError(Exception):
    """The build cannot go on for a reason that is not the content's: no club here, disk full, folder not writable.

    `problem` carries the code and the values of its sentence in `wording/`.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place.file}: {problem.code} {problem.found}".strip())
        self.problem = problem
