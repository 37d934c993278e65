"""When each file last changed, by the club's Git history: the same on every machine, unlike the dates on disk."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

_COMMIT = b"\x01"
# Set inside Git's own hooks, where they would point the question at another folder.
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


@dataclass(frozen=True, slots=True, kw_only=True)
class GitDates:
    """The last change of each file.

    `changed` maps a file (relative to the club's root, forward slashes) to the moment, in UTC, at which the first-parent
    commit with its last change was made; it may name files that are gone. It is empty in a `shallow` clone, whose oldest
    commit seems to bring every file, and where Git or the history is not to be had (`available` is False).
    """

    changed: Mapping[str, datetime] = field(default_factory=dict)
    shallow: bool = False
    available: bool = False


def read_git_dates(root: Path, folders: Sequence[str]) -> GitDates:
    """Reads the dates of all files below `folders` (or files; relative to `root`) in one pass over the history.

    Committer dates along the first parents are right for merges, squashes and rebases; author dates go back under a
    rebase. `root` may be a folder inside the repository.
    """
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return GitDates()
    if shallow.strip() == b"true":
        return GitDates(shallow=True, available=True)
    log = _git(
        root,
        *("-c", "log.showSignature=false", "-c", "log.follow=false", "--literal-pathspecs"),
        *("log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--relative"),
        *("--name-only", "-z", "--format=%x01%ct", "--", *folders),
    )
    return GitDates() if log is None else GitDates(changed=_last_changes(log), available=True)


def _git(root: Path, *arguments: str) -> bytes | None:
    """What Git answers, or None when there is no Git, no repository or no commit."""
    git = shutil.which("git")
    if git is None or not root.is_dir():
        return None
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    command = [git, *arguments]
    answer = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)  # noqa: S603 - our words
    return answer.stdout if answer.returncode == 0 else None


def _last_changes(log: bytes) -> dict[str, datetime]:
    """The newest commit of each file; the log has a mark and seconds for each commit, then its files, all ended by NUL."""
    changed: dict[str, datetime] = {}
    moment: datetime | None = None
    for part in log.split(b"\0"):
        if part.startswith(_COMMIT):
            moment = _moment(part[1:])
        elif part and moment:
            changed.setdefault(part.removeprefix(b"\n").decode("utf-8", "surrogateescape"), moment)
    return dict(sorted(changed.items()))


def _moment(seconds: bytes) -> datetime | None:
    """The moment of a commit, or None for one that no calendar has: a broken import may carry any number."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
