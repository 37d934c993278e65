"""Sites that many tests look at and none changes, each built once for all workers."""

import fcntl
from collections.abc import Callable
from pathlib import Path

Once = Callable[[str, Callable[[Path], Path]], Path]
"""Gives the site of that name, built in a folder of that name by whoever asks first."""


def built_once(of_all: Path, name: str, build: Callable[[Path], Path]) -> Path:
    """The site, below a folder of all workers; who comes while it is built waits for it."""
    with (of_all / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note = of_all / f"{name}.built"
        if not note.exists():
            note.write_text(str(build(of_all / name)), encoding="utf-8")
        return Path(note.read_text(encoding="utf-8"))
