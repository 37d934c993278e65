"""The site's folder: a build works in a folder beside it and takes its place only when all went well.

`site` is what readers see. A build writes to `.site.next`; on success `site` moves to `.site.last` and `.site.next` to `site`. A
build that was killed between the two moves is mended at the next start, so that the last good site is never lost. Where the
folder beside the site is not ours to write, or the site is a mount that cannot be moved, the finished build is copied into it
file by file instead. What a site has that begins with a dot (`.git`, `.well-known`) is not the build's: it stays. A site that no
build of ours has written is never replaced, unless it lies where the club's own configuration has it built.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from huiguan.compile.headers import SECURITY
from huiguan.emit.failure import failure_of
from huiguan.emit.lock import FolderLock, lock_folder
from huiguan.emit.tree import write_file
from huiguan.problem import HuiguanError, Place, Problem

# The folder beside cannot be written, or the site is a mount: then its contents are replaced where it stands.
_STAYS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV})

# What our theme and our public edition write, and how the headers of every edition begin.
_MARKS = ("assets/javascripts/huiguan.js", "calendar/published.json")
_FIRST_HEADERS = "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in SECURITY.items())]).encode()


class NextSite:
    """One build of a site, in `folder` until it is published or discarded; no other build of that site runs meanwhile."""

    def __init__(self, site: Path, *, is_own: Callable[[], bool] = lambda: False) -> None:
        """Makes the empty folder to build in, after mending what a killed build left.

        `is_own` tells whether the club's configuration has its site there, so that any site in it may go; it is asked only where
        no build of ours has been.

        Raises:
            HuiguanError: Neither the folder beside the site nor the site can be written, another build is at work, or what is
                there is no site, or somebody else's.
        """
        # A link stays where it is: the site is what it leads to.
        self._site = Path(os.path.realpath(site))
        self._is_own = is_own
        self._lock: FolderLock | None = None
        try:
            self.folder = self._made()
        except OSError as error:
            raise HuiguanError(failure_of(error, self._site)) from error

    def _made(self) -> Path:
        refused = _why_not(self._site, is_own=self._is_own)
        if refused:
            raise HuiguanError(Problem(code=refused, place=Place(file=str(self._site)), found=self._site.name))
        try:
            return self._beside()
        except OSError as error:
            self._release()
            if error.errno not in _STAYS or not os.access(self._site, os.W_OK | os.X_OK):
                raise
            return Path(tempfile.mkdtemp(prefix="huiguan-"))

    def _beside(self) -> Path:
        following = _no_link(self._site.with_name(f".{self._site.name}.next"))
        following.mkdir(parents=True, exist_ok=True)
        self._lock = lock_folder(following)
        if self._lock is None:
            raise HuiguanError(Problem(code="SITE-BUSY", place=Place(file=str(self._site))))
        recover(self._site)
        _empty(following)
        return following

    def publish(self) -> None:
        """Puts the finished build in the place of the site.

        Raises:
            HuiguanError: It cannot be put there; then the last good site stays.
        """
        try:
            if not self._is_exchanged():
                _fill(self._site, self.folder)
                shutil.rmtree(self.folder, ignore_errors=True)
        except OSError as error:
            self.discard()
            raise HuiguanError(failure_of(error, self._site)) from error
        self._release()

    def _is_exchanged(self) -> bool:
        if self._lock is None:
            return False
        try:
            _exchange(self.folder, self._site)
        except OSError as error:
            if error.errno not in _STAYS or not self._site.is_dir():
                raise
            return False
        return True

    def discard(self) -> None:
        """Removes what the build wrote; the site stays as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def recover(site: Path) -> bool:
    """Brings back a site that a killed build had moved away; says whether it had to."""
    last = _last_folder(site)
    if not last.exists():
        return False
    if site.exists():
        _remove_last(last, site)
        return False
    last.rename(site)
    return True


def _last_folder(site: Path) -> Path:
    return _no_link(site.with_name(f".{site.name}.last"))


def _no_link(folder: Path) -> Path:
    """The folder, after taking away a link in its place: what it leads to is not ours to empty."""
    if folder.is_symlink():
        folder.unlink()
    return folder


def _why_not(folder: Path, *, is_own: Callable[[], bool]) -> str | None:
    """The code of what speaks against putting a build in the folder's place; None where nothing does."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return "SITE-NOT-A-SITE"
    if all(entry.name.startswith(".") for entry in folder.iterdir()):
        return None
    if not (folder / "index.html").is_file():
        return "SITE-NOT-A-SITE"
    return None if _is_ours(folder) or is_own() else "SITE-FOREIGN"


def _is_ours(folder: Path) -> bool:
    """Whether a build of ours has written the site, in whichever edition, theme and version."""
    if any((folder / mark).is_file() for mark in _MARKS):
        return True
    try:
        with (folder / "_headers").open("rb") as file:
            return file.read(len(_FIRST_HEADERS)) == _FIRST_HEADERS
    except OSError:
        return False


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def _exchange(following: Path, site: Path) -> None:
    last = _last_folder(site)
    if site.exists():
        following.chmod(site.stat().st_mode)
        site.rename(last)
    try:
        following.rename(site)
    except OSError:
        if last.exists():
            last.rename(site)
        raise
    _remove_last(last, site)


def _remove_last(last: Path, site: Path) -> None:
    """Removes the site that was, but for what is not the build's; what resists goes at the next start."""
    if not last.exists():
        return
    for entry in last.iterdir():
        if entry.name.startswith(".") and not (site / entry.name).exists():
            entry.rename(site / entry.name)
    shutil.rmtree(last, ignore_errors=True)


def _fill(site: Path, following: Path) -> None:
    """Copies a finished build into the site and removes what it does not have; each file is replaced in one step."""
    new = {path.relative_to(following).as_posix(): path for path in sorted(following.rglob("*")) if path.is_file()}
    _refuse_too_much(site, new.values())
    for name, path in new.items():
        write_file(site / name, path.read_bytes())
    for old in sorted(site.rglob("*"), reverse=True):
        name = old.relative_to(site).as_posix()
        if name.startswith(".") or name in new:
            continue
        if not old.is_dir() or old.is_symlink():
            old.unlink()
        elif not any(old.iterdir()):
            old.rmdir()


def _refuse_too_much(site: Path, files: Iterable[Path]) -> None:
    """Says that the disk is full before half a site is written; what is replaced is not counted on."""
    if sum(file.stat().st_size for file in files) > shutil.disk_usage(site).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(site))
