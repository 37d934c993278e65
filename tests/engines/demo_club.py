"""The demo club copied to a folder of its own, so that a build of it meets no other, and its sites."""

import shutil
from pathlib import Path

from engines.little_club import run

ROOT = Path(__file__).parents[2]
FLAT = "use_directory_urls: false\n"
ODD_PAGE = Path(__file__).with_name("odd.md")
PARTS = ("content", "docs", "events", "members", "board", "calendars", "vocabulary", "club.yml", "mkdocs.yml")


def demo_club(folder: Path, *, more: str = "") -> Path:
    """The demo's content and configuration; `more` is added at the end of `mkdocs.yml`."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    configuration = folder / "mkdocs.yml"
    configuration.write_text(configuration.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder


def odd_demo_club(folder: Path, *, more: str = "") -> Path:
    """The same with one more page, of odd headings."""
    shutil.copy(ODD_PAGE, demo_club(folder, more=more) / "docs")
    return folder


def strictly_built(club: Path, *, at: Path | None = None, **values: str) -> Path:
    """The site of a copy of the demo, built by the host's command from the folder `at`; nothing may be warned of."""
    done = run("mkdocs", "build", "--strict", "-f", str(club / "mkdocs.yml"), at=at or club, **values)
    assert done.returncode == 0, done.stderr
    assert "一页一页" not in done.stderr  # that a theme's pages cannot be drawn from frames
    return club / "site"
