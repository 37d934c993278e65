"""The demo club copied to a folder of its own, so that a build of it meets no other."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
