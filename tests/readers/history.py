"""A club in a real repository, built as its site is, and what its calendars then say of each entry's version."""

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from builders import with_people, write_files
from huiguan.pipeline import Order, Outcome, build, read

TODAY = date(2026, 11, 21)
VERSION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")


class History:
    """A repository with a club; `day` counts in November 2026, the author's day is always the first."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.folder = folder
        write_files(folder, with_people(files))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit({}, day=1)

    def git(self, *arguments: str, day: int = 1) -> None:
        """Runs Git in the folder, untouched by the settings of whoever runs the tests."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
            **{f"GIT_{who}_NAME": "a" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "a@example.com" for who in ("AUTHOR", "COMMITTER")},
            "GIT_AUTHOR_DATE": "2026-11-01T12:00:00+0800",
            "GIT_COMMITTER_DATE": f"2026-11-{day:02}T12:00:00+0800",
        }
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    def commit(self, files: Mapping[str, str], *, day: int) -> None:
        """Writes the files and commits all that is new."""
        write_files(self.folder, files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", f"day {day}", day=day)

    def clone(self, folder: Path, *options: str) -> Path:
        """A clone as a machine that builds sites makes it."""
        self.git("clone", "--quiet", *options, self.folder.as_uri(), str(folder))
        return folder

    def sequences(self) -> Mapping[str, int]:
        """The newest version of each entry in the main feed, by uid."""
        entries = entries_of(feeds_built(self.folder)["calendar/all.ics"])
        return {uid: max(int(entry["SEQUENCE"]) for entry in parts) for uid, parts in entries.items()}


def outcome_at(folder: Path) -> Outcome:
    """What the build of the folder comes to; without an error among its problems."""
    outcome = build(read(folder), Order(today=TODAY))
    assert outcome.compilation, outcome.problems
    return outcome


def feeds_built(folder: Path) -> Mapping[str, bytes]:
    """Every calendar of the club's public site, by path."""
    compilation = outcome_at(folder).compilation
    assert compilation
    return {file.path: file.read() for file in compilation.compiled.files if file.path.endswith(".ics")}


def entries_of(feed: bytes) -> Mapping[str, list[Mapping[str, str]]]:
    """The entries of a feed by uid, each with its changed dates; an entry maps a line's name to all of its values."""
    text = feed.decode().replace("\r\n ", "")
    found: dict[str, list[Mapping[str, str]]] = {}
    for block in text.split("BEGIN:VEVENT\r\n")[1:]:
        lines = [line.replace(";", ":", 1).split(":", 1) for line in block.split("END:VEVENT")[0].splitlines()]
        entry = {name: "\n".join(value for other, value in lines if other == name) for name, _ in lines}
        found.setdefault(entry["UID"], []).append(entry)
    return found
