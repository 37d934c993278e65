"""What lies in one folder of the club, sorted; links are reported and never followed, litter is passed over."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from huiguan.problem import Place, Problem, Severity

_LITTER = re.compile(r"\..*|readme(?:\.[\w-]+)?\.md|thumbs\.db|desktop\.ini|~\$.*|.*~|icon\r", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file or folder: its name, its path on disk, and its path in the club with forward slashes."""

    name: str
    path: str
    file: str
    is_folder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The entries of a folder, sorted by name, and what was wrong with others."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def folders(self) -> tuple[Entry, ...]:
        """The folders among the entries."""
        return tuple(entry for entry in self.entries if entry.is_folder)


@dataclass(slots=True, kw_only=True)
class Findings:
    """The problems of one walk; the same one is kept once, however many ways lead to it."""

    problems: dict[Problem, None] = field(default_factory=dict)

    def add(self, *problems: Problem) -> None:
        """Takes problems in."""
        self.problems.update(dict.fromkeys(problems))

    def unexpected(self, file: str, *wanted: str) -> None:
        """Takes in that `file` has no business where it lies."""
        file = shown_name(file)
        self.add(Problem(code="FILE-UNEXPECTED", severity=Severity.WARNING, place=Place(file=file), found=file, wanted=wanted))


def list_folder(root: Path, folder: str) -> Listing:
    """What lies in `folder` (relative to `root`, "" for the root itself); nothing when there is no such folder."""
    problem = _in_the_way(root, folder)
    if problem:
        return Listing(problems=(problem,))
    entries: list[Entry] = []
    problems: list[Problem] = []
    try:
        with os.scandir(root / folder) as scan:
            for found in scan:
                if _LITTER.fullmatch(found.name):
                    continue
                file = f"{folder}/{found.name}" if folder else found.name
                problem = _entry_problem(found, file)
                if problem:
                    problems.append(problem)
                    continue
                is_folder = found.is_dir(follow_symlinks=False)
                entries.append(Entry(name=found.name, path=found.path, file=file, is_folder=is_folder))
    except FileNotFoundError:
        return Listing()
    except OSError as error:
        return Listing(problems=(_unreadable(folder, error),))
    return Listing(
        entries=tuple(sorted(entries, key=lambda entry: entry.name)),
        problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
    )


def shown_name(name: str) -> str:
    """`name` fit to be shown: what is not printable, or no Unicode at all, is written out."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in name)


def _in_the_way(root: Path, folder: str) -> Problem | None:
    """Whether a step on the way to `folder` is a link, or a file."""
    path = str(root)
    steps = folder.split("/") if folder else []
    for number, step in enumerate(steps, start=1):
        path = os.path.join(path, step)  # noqa: PTH118 - once for each folder of a large club
        file = "/".join(steps[:number])
        if os.path.islink(path):  # noqa: PTH114
            return _symlink(file)
        if os.path.isfile(path):  # noqa: PTH113
            place = Place(file=file)
            return Problem(code="FOLDER-EXPECTED", place=place, found=file, wanted=(f"{file}/",))
    return None


def _entry_problem(found: os.DirEntry[str], file: str) -> Problem | None:
    if found.is_symlink():
        return _symlink(shown_name(file))
    if found.is_dir(follow_symlinks=False) or found.is_file(follow_symlinks=False):
        return None
    # A pipe or a device: reading it could wait for ever.
    return Problem(code="FILE-SPECIAL", place=Place(file=shown_name(file)), found=shown_name(found.name))


def _symlink(file: str) -> Problem:
    return Problem(code="FILE-SYMLINK", place=Place(file=file), found=file)


def _unreadable(file: str, error: OSError) -> Problem:
    return Problem(code="FILE-UNREADABLE", place=Place(file=file), found=error.strerror or type(error).__name__)
