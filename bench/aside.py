"""What stood in the way of a fresh build is put aside, and removed when all is measured.

To remove it just before would be paid for by the build: for seconds after, ext4 looks past each freed inode when a file is made
(1.1 s for 1,700 files, in place of 0.06 s).
"""

import shutil
from pathlib import Path

_ASIDE = ".aside"


def put_aside(path: Path) -> None:
    """Moves a file or folder, if it is there, to a folder beside it, where nothing is overwritten."""
    if path.exists():
        aside = path.parent / _ASIDE
        aside.mkdir(exist_ok=True)
        path.rename(aside / f"{len(list(aside.iterdir()))}")


def remove_aside(below: Path) -> None:
    """Removes all that was put aside below a folder."""
    for aside in sorted(below.rglob(_ASIDE)):
        if aside.exists():  # a corpus that was put aside took along what had been put aside in it
            shutil.rmtree(aside)
