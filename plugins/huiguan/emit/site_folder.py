"""The site's folder: a build works in a folder beside it and takes its place only when all went well.

`site` is what readers see. A build writes to `.site.next`; on success `site` moves to `.site.last` and `.site.next` to `site`. A build
that was killed between the two moves is mended at the next start, so that the last good site is never lost.
"""

import shutil
from pathlib import Path


def next_folder(site: Path) -> Path:
    """Where a build writes before it takes the place of `site`."""
    return site.with_name(f".{site.name}.next")


def _last_folder(site: Path) -> Path:
    return site.with_name(f".{site.name}.last")


def prepare(site: Path) -> Path:
    """An empty folder for a build of `site`, after mending what a killed build left.

    Raises:
        OSError: The folder beside the site cannot be written.
    """
    recover(site)
    following = next_folder(site)
    if following.exists():
        shutil.rmtree(following)
    following.mkdir(parents=True)
    return following


def recover(site: Path) -> bool:
    """Brings back a site that a killed build had moved away; says whether it had to."""
    last = _last_folder(site)
    if not last.exists():
        return False
    if site.exists():
        shutil.rmtree(last)
        return False
    last.rename(site)
    return True


def publish(site: Path) -> None:
    """Puts the finished build in the place of `site`.

    Raises:
        OSError: A folder cannot be moved; then the last good site stays.
    """
    following, last = next_folder(site), _last_folder(site)
    if site.exists():
        site.rename(last)
    try:
        following.rename(site)
    except OSError:
        if last.exists():
            last.rename(site)
        raise
    if last.exists():
        shutil.rmtree(last)


def discard(site: Path) -> None:
    """Removes what a failed build wrote; the site stays as it was."""
    shutil.rmtree(next_folder(site), ignore_errors=True)
