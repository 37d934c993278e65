"""Writes a compilation to a folder: what changed is written, what is gone is removed, the rest is not touched."""

import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huiguan.emit.failure import failure_of
from huiguan.problem import HuiguanError, Place, Problem

# Generators pass over what begins with a dot.
MANIFEST = ".manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write did, as numbers of files."""

    changed: int
    unchanged: int
    removed: int


def write_tree(outputs: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    """Writes (path, bytes) below `folder`, and removes what an earlier write left there and this one does not have.

    Only files that the manifest names are ever removed, so that a wrong folder loses nothing. Each file is replaced in one
    step: a reader never sees half of one. No link inside the folder is followed.

    Raises:
        HuiguanError: The folder cannot be written, the disk is full, or a path leads out of it.
    """
    try:
        return _write(outputs, folder)
    except OSError as error:
        raise HuiguanError(failure_of(error, folder)) from error


def _write(outputs: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    before = _read_manifest(folder)
    ways = _Ways(folder)
    now: list[str] = []
    changed = 0
    for path, content in outputs:
        if path == MANIFEST or not ways.leads_inside(path):
            raise HuiguanError(Problem(code="OUTPUT-OUTSIDE", place=Place(file=str(folder)), found=path))
        now.append(path)
        changed += write_file(folder / path, content)
    gone = [path for path in sorted(set(before) - set(now)) if ways.leads_inside(path)]
    for path in gone:
        _remove(folder, path)
    write_file(folder / MANIFEST, (json.dumps(sorted(now), ensure_ascii=False, indent=0) + "\n").encode())
    return Written(changed=changed, unchanged=len(now) - changed, removed=len(gone))


def write_file(path: Path, content: bytes) -> bool:
    """Writes a file in one step if its bytes differ; says whether they did."""
    try:
        known = path.lstat()
        if stat.S_ISREG(known.st_mode) and known.st_size == len(content) and path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own length: the file's may be as long as the system allows.
    partial = path.with_name(f".{os.getpid()}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    return True


class _Ways:
    """Tells whether paths stay inside a folder; each folder on the way is looked at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, bool] = {"": True}

    def leads_inside(self, path: str) -> bool:
        """Whether `path` is relative, climbs nowhere, and passes through no link."""
        parts = path.split("/")
        if not all(parts) or ".." in parts or "\\" in path or "\0" in path:
            return False
        return self._is_plain("/".join(parts[:-1]))

    def _is_plain(self, way: str) -> bool:
        if way not in self._known:
            # A contribution may hold a link here, though the folder is not meant to be in Git.
            self._known[way] = self._is_plain(way.rpartition("/")[0]) and not (self._folder / way).is_symlink()
        return self._known[way]


def _read_manifest(folder: Path) -> list[str]:
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return [path for path in known if isinstance(path, str)] if isinstance(known, list) else []


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    parent = (folder / path).parent
    while parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent
