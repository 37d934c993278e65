"""Writes `_headers` into a finished site, once all its pages lie there."""

import os
from collections.abc import Iterator
from pathlib import Path

from huiguan.compile.headers import headers
from huiguan.emit import write_file
from huiguan.model.visibility import Visibility

FILE = "_headers"


def write_headers(site: Path, edition: Visibility) -> None:
    """Writes `_headers` for the site in the folder `site`, from its pages as they are."""
    names = sorted(_names(site))
    pages = ((site / name).read_bytes() for name in names if name.endswith(".html"))
    write_file(site / FILE, headers(pages, paths=names, is_public=edition is Visibility.PUBLIC))


def _names(site: Path) -> Iterator[str]:
    """The paths of all files below a folder, with forward slashes."""
    for folder, _, files in os.walk(site):
        below = Path(folder).relative_to(site).as_posix()
        yield from (name if below == "." else f"{below}/{name}" for name in files)
