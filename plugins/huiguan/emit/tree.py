"""Writes a compilation to a folder: what changed is written, what is gone is removed, the rest is not touched."""

import errno
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huiguan.problem import HuiguanError, Place, Problem

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write did, as numbers of files."""

    changed: int
    unchanged: int
    removed: int


def write_tree(outputs: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    """Writes (path, bytes) below `folder`, and removes what an earlier write left there and this one does not have.

    Only files that the manifest names are ever removed, so that a wrong folder loses nothing. Each file is replaced in one
    step: a reader never sees half of one.

    Raises:
        HuiguanError: The folder cannot be written, the disk is full, or a path leads out of it.
    """
    try:
        return _write(outputs, folder)
    except OSError as error:
        raise HuiguanError(_problem(error, folder)) from error


def _write(outputs: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    before = _read_manifest(folder)
    now: list[str] = []
    changed = 0
    for path, content in outputs:
        _refuse_outside(path, folder)
        now.append(path)
        changed += write_file(folder / path, content)
    gone = sorted(set(before) - set(now))
    for path in gone:
        _remove(folder, path)
    write_file(folder / MANIFEST, (json.dumps(sorted(now), ensure_ascii=False, indent=0) + "\n").encode())
    return Written(changed=changed, unchanged=len(now) - changed, removed=len(gone))


def write_file(path: Path, content: bytes) -> bool:
    """Writes a file in one step if its bytes differ; says whether they did."""
    try:
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    return True


def _refuse_outside(path: str, folder: Path) -> None:
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "" in parts or path == MANIFEST:
        raise HuiguanError(Problem(code="OUTPUT-OUTSIDE", place=Place(file=str(folder)), found=path))


def _read_manifest(folder: Path) -> list[str]:
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return [path for path in known if isinstance(path, str) and not path.startswith("/") and ".." not in path.split("/")]


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    parent = (folder / path).parent
    while parent != folder and not any(os.scandir(parent)):
        parent.rmdir()
        parent = parent.parent


def _problem(error: OSError, folder: Path) -> Problem:
    codes = {errno.ENOSPC: "DISK-FULL", errno.EDQUOT: "DISK-FULL"}
    denied = {errno.EACCES, errno.EPERM, errno.EROFS}
    code = codes.get(error.errno or 0, "OUTPUT-DENIED" if error.errno in denied else "OUTPUT-FAILED")
    where = error.filename if isinstance(error.filename, str) else str(folder)
    return Problem(code=code, place=Place(file=where), found=error.strerror or str(error))
