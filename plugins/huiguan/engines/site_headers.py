"""Writes `_headers` into a finished site."""

import os
from collections.abc import Iterator
from pathlib import Path

from huiguan.compile.headers import headers, policy
from huiguan.emit import write_file
from huiguan.model.visibility import Visibility

FILE = "_headers"


def policy_of(site: Path) -> str:
    """The policy under which the pages in the folder `site` work, as they are."""
    return policy((site / name).read_bytes() for name in sorted(_names(site)) if name.endswith(".html"))


def write_headers(site: Path, content_policy: str, edition: Visibility) -> None:
    """Writes `_headers` for the site in the folder `site`, once all its files lie there."""
    write_file(site / FILE, headers(content_policy, paths=_names(site), is_public=edition is Visibility.PUBLIC))


def _names(site: Path) -> Iterator[str]:
    """The paths of all files below a folder, with forward slashes."""
    for folder, _, files in os.walk(site):
        below = Path(folder).relative_to(site).as_posix()
        yield from (name if below == "." else f"{below}/{name}" for name in files)
