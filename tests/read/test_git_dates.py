"""Tests of the dates of files, on real repositories."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from huiguan.read.git_dates import GitDates, read_git_dates

FOLDERS = ("content", "events", "club.yml")


class Repository:
    """A repository in a folder of the test, with dates as they are given; `day` counts in January 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, author_day: int = 1, day: int = 1) -> None:
        """Runs Git in the folder, untouched by the settings of whoever runs the tests."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "c",
            "GIT_COMMITTER_EMAIL": "c@example.com",
            "GIT_AUTHOR_DATE": f"2026-01-{author_day:02}T12:00:00+0800",
            "GIT_COMMITTER_DATE": f"2026-01-{day:02}T12:00:00+0800",
        }
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    def commit(self, *files: str, day: int, author_day: int = 1) -> None:
        """Changes the files and commits them."""
        for file in files:
            path = self.folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{day} {file}\n", encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", f"day {day}", day=day, author_day=author_day)


def noon(day: int) -> datetime:
    """Noon in China on a day of January 2026."""
    return datetime(2026, 1, day, 4, tzinfo=UTC)


def test_a_file_has_the_date_of_its_last_change(tmp_path: Path) -> None:
    """Names in Chinese, with blanks or quotes come as they are; other folders stay out."""
    repository = Repository(tmp_path)
    repository.commit("events/a.yml", 'content/cases/x/退货 "率".png', "docs/index.md", "club.yml", day=2)
    repository.commit("events/a.yml", day=5)
    assert read_git_dates(tmp_path, FOLDERS) == GitDates(
        changed={"club.yml": noon(2), 'content/cases/x/退货 "率".png': noon(2), "events/a.yml": noon(5)},
        available=True,
    )


def test_the_committer_date_counts(tmp_path: Path) -> None:
    """A rebase keeps the old author date and would turn the clock back."""
    repository = Repository(tmp_path)
    repository.commit("events/a.yml", day=20, author_day=3)
    repository.git("commit", "--amend", "--no-edit", "--quiet", "--date", "2025-06-01T00:00:00Z", day=25)
    assert read_git_dates(tmp_path, FOLDERS).changed == {"events/a.yml": noon(25)}


def test_a_merge_counts_when_it_brought_the_change(tmp_path: Path) -> None:
    """Readers saw the change on the day of the merge, not when its author typed it."""
    repository = Repository(tmp_path)
    repository.commit("events/a.yml", "events/b.yml", day=2)
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.commit("events/a.yml", "events/new.yml", day=3)
    repository.git("checkout", "--quiet", "main")
    repository.commit("events/b.yml", day=8)
    repository.git("merge", "--quiet", "--no-ff", "topic", "--message", "merge", day=10)
    changed = read_git_dates(tmp_path, FOLDERS).changed
    assert changed == {"events/a.yml": noon(10), "events/b.yml": noon(8), "events/new.yml": noon(10)}


def test_a_club_may_lie_inside_a_repository(tmp_path: Path) -> None:
    """Paths are relative to the club, and files beside it do not count."""
    repository = Repository(tmp_path)
    repository.commit("clubs/tide/events/a.yml", "events/other.yml", day=2)
    assert read_git_dates(tmp_path / "clubs/tide", FOLDERS).changed == {"events/a.yml": noon(2)}


def test_what_is_not_committed_has_no_date(tmp_path: Path) -> None:
    """The dates on disk are those of the checkout and mean nothing."""
    repository = Repository(tmp_path)
    repository.commit("events/a.yml", day=2)
    (tmp_path / "events/a.yml").write_text("changed", encoding="utf-8")
    (tmp_path / "events/new.yml").write_text("new", encoding="utf-8")
    assert read_git_dates(tmp_path, FOLDERS).changed == {"events/a.yml": noon(2)}


def test_a_shallow_clone_has_no_dates(tmp_path: Path) -> None:
    """Its oldest commit seems to bring every file, so that all dates would be too late."""
    repository = Repository(tmp_path / "whole")
    repository.commit("events/a.yml", day=2)
    repository.commit("events/b.yml", day=3)
    repository.git("clone", "--quiet", "--depth=1", (tmp_path / "whole").as_uri(), str(tmp_path / "shallow"))
    assert read_git_dates(tmp_path / "shallow", FOLDERS) == GitDates(shallow=True, available=True)


def test_a_repository_without_commits_has_no_dates(tmp_path: Path) -> None:
    """A club that was just begun is built all the same."""
    Repository(tmp_path)
    assert read_git_dates(tmp_path, FOLDERS) == GitDates()


def test_a_folder_outside_git_has_no_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither without a repository nor without Git itself is there an error."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert read_git_dates(tmp_path, FOLDERS) == GitDates()
    assert read_git_dates(tmp_path / "gone", FOLDERS) == GitDates()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_git_dates(tmp_path, FOLDERS) == GitDates()


def test_the_variables_of_a_git_hook_do_not_mislead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a hook Git sets its own folder, which is another one's."""
    repository = Repository(tmp_path / "club")
    repository.commit("events/a.yml", day=2)
    Repository(tmp_path / "other").commit("events/z.yml", day=3)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    assert read_git_dates(tmp_path / "club", FOLDERS).changed == {"events/a.yml": noon(2)}
