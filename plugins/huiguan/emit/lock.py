"""Keeps two builds of one site apart: the folder that a build works in is locked while it runs, and free when it is killed."""

import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows knows no locks on folders: there two builds at once are not kept apart
    fcntl = None  # type: ignore[assignment]


class FolderLock:
    """A lock on a folder, held until it is released or the process ends."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        """Lets others have the folder; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def lock_folder(folder: Path) -> FolderLock | None:
    """A lock on an existing folder, or None while another process holds it.

    A file system that cannot lock lets everyone in.
    """
    if fcntl is None:
        return FolderLock(None)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:
        return FolderLock(handle)
    if _is_still(folder, handle):
        return FolderLock(handle)
    os.close(handle)
    return None


def _is_still(folder: Path, handle: int) -> bool:
    """Whether the folder has not been moved away between being opened and being locked."""
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
