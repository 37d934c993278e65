"""Writes `_headers` into a finished site, once all its pages lie there."""

from collections.abc import Iterator
from pathlib import Path

from huiguan.compile.headers import headers
from huiguan.emit import write_file
from huiguan.model.visibility import Visibility

FILE = "_headers"


def write_headers(site: Path, edition: Visibility) -> None:
    """Writes `_headers` for the site in the folder `site`, from its pages as they are."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    names = [path.relative_to(site).as_posix() for path in files]
    pages = _pages(files)
    write_file(site / FILE, headers(pages, paths=names, is_public=edition is Visibility.PUBLIC))


def _pages(files: list[Path]) -> Iterator[bytes]:
    """The bytes of each page, one at a time."""
    for path in files:
        if path.suffix == ".html":
            yield path.read_bytes()
