"""Finds the record of the last release: a file that is named, else the one in the last good site; never the network."""

import os
from pathlib import Path

from huiguan.model.published import FILE
from huiguan.read.published import MOST_BYTES, LastRelease

PUBLISHED_VARIABLE = "HUIGUAN_PUBLISHED"


def last_release(site: Path | None) -> LastRelease | None:
    """The record that HUIGUAN_PUBLISHED names, else the one in the folder `site`; None where there is no such site."""
    named = os.environ.get(PUBLISHED_VARIABLE)
    if named:
        return LastRelease(file=named, content=_content(Path(named)))
    if site is None:
        return None
    # The calendars of an edition that is not public lie behind a token, which may have changed since.
    candidates = [site / "calendar" / FILE, *sorted(site.glob(f"calendar/k/*/{FILE}"))]
    found = next((path for path in candidates if path.is_file()), None)
    return LastRelease(file=found.relative_to(site.parent).as_posix(), content=_content(found)) if found else None


def _content(path: Path) -> bytes | None:
    """The file's bytes, one more at most than a record may have; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None
