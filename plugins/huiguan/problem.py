"""A finding as data: what is wrong, where it stands, and what would be right.

Nothing here prints. The words of a problem live in `wording/`, one table a code; a code never changes.
"""

from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FieldPath = tuple[str | int, ...]


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


class Spots(Mapping[FieldPath, tuple[int, int]]):
    """Lines and columns by path, as two rows: seldom asked, and as dicts they take as much memory as the records themselves."""

    __slots__ = ("_at", "_paths")

    def __init__(self, spots: Mapping[FieldPath, tuple[int, int]]) -> None:
        self._paths = tuple(spots)
        self._at = tuple(spots.values())

    def __getitem__(self, path: FieldPath) -> tuple[int, int]:
        try:
            return self._at[self._paths.index(path)]
        except ValueError:
            raise KeyError(path) from None

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def items(self) -> ItemsView[FieldPath, tuple[int, int]]:
        """All of them in one pass: `Mapping` would look for each path anew."""
        return dict(zip(self._paths, self._at, strict=True)).items()


@dataclass(frozen=True, slots=True)
class Places:
    """Where each field of one record stands in its file.

    `keys` and `values` map a field path to (line, column); a path that is missing takes the place of its nearest
    ancestor's key, and the root is the first line.
    """

    file: str
    keys: Mapping[FieldPath, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[FieldPath, tuple[int, int]] = field(default_factory=dict)

    def of_key(self, path: FieldPath) -> Place:
        """The place of the key (or list item) at `path`, or of its nearest ancestor."""
        while True:
            spot = self.keys.get(path) or (self.values.get(path) if path else None)
            if spot:
                return Place(file=self.file, line=spot[0], column=spot[1])
            if not path:
                return Place(file=self.file)
            path = path[:-1]

    def of_value(self, path: FieldPath) -> Place:
        """The place of the value at `path`, or of the nearest ancestor that has one."""
        spot = self.values.get(path)
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

    def by_first_part(self) -> Mapping[str | int, "Places"]:
        """The places below each top-level key, as paths of their own; the key itself is their root. One pass."""
        keys: dict[str | int, dict[FieldPath, tuple[int, int]]] = {}
        values: dict[str | int, dict[FieldPath, tuple[int, int]]] = {}
        for spots, parts in ((self.keys, keys), (self.values, values)):
            for path, spot in spots.items():
                parts.setdefault(path[0], {})[path[1:]] = spot
        return {part: Places(self.file, keys.get(part, {}), values.get(part, {})) for part in {**keys, **values}}


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
