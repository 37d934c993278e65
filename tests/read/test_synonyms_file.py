"""Where a club's own synonyms lie, and what is read of them."""

from pathlib import Path

import pytest

from builders import club_settings, write_files
from huiguan.problem import Place
from huiguan.read.record import ClubFolder
from huiguan.read.shipped import read_shipped_synonyms, read_shipped_vocabularies
from huiguan.read.tree import read_club

FILE = "vocabulary/synonyms.yml"


def the_club(root: Path, files: dict[str, str]) -> ClubFolder:
    """A club of these files, read."""
    write_files(root, {"club.yml": club_settings(), **files})
    return read_club(root)


def test_synonyms_are_read_as_typed_with_their_places(tmp_path: Path) -> None:
    """Numbers, dates and yes or no stay text; they are no list of terms like the other files of the folder."""
    club = the_club(tmp_path, {FILE: "# 说明\n618: [2026-06-18, no, live commerce]\n", "vocabulary/topics.yml": "{}\n"})
    assert club.synonyms is not None
    assert club.synonyms.value == {"618": ["2026-06-18", "no", "live commerce"]}
    assert club.synonyms.places.of_value(("618", 2)) == Place(file=FILE, line=2, column=23)
    assert [record.id for record in club.vocabulary] == ["topics"]
    assert club.problems == ()


def test_a_file_without_entries_is_no_problem(tmp_path: Path) -> None:
    """The club may fill it later."""
    club = the_club(tmp_path, {FILE: "# 还没有\n"})
    assert club.synonyms is not None
    assert (club.synonyms.value, club.problems) == ({}, ())


def test_a_club_without_the_file_has_none(tmp_path: Path) -> None:
    """The shipped ones are enough."""
    assert the_club(tmp_path, {}).synonyms is None


def test_the_other_ending_does_as_well_but_only_one_of_two_is_read(tmp_path: Path) -> None:
    """The one that is not read is named."""
    assert the_club(tmp_path / "one", {"vocabulary/synonyms.yaml": "退货: [退件]\n"}).synonyms is not None
    club = the_club(tmp_path / "two", {FILE: "退货: [退件]\n", "vocabulary/synonyms.yaml": "退货: [退回]\n"})
    assert club.synonyms is not None
    assert club.synonyms.file == FILE
    assert [(problem.code, problem.place.file) for problem in club.problems] == [("FILE-UNEXPECTED", "vocabulary/synonyms.yaml")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("退货: [退件\n", "YAML-BRACKET-OPEN"), ("- 退货\n", "YAML-NOT-MAPPING"), ("退货: [a]\n退货: [b]\n", "YAML-DUPLICATE-KEY")],
)
def test_a_broken_file_is_told_like_any_other(tmp_path: Path, text: str, code: str) -> None:
    """The YAML is the same as that of records."""
    assert [problem.code for problem in the_club(tmp_path, {FILE: text}).problems] == [code]


def test_the_shipped_synonyms_are_no_vocabulary() -> None:
    """A field cannot refer to them."""
    assert "synonyms" not in {record.id for record in read_shipped_vocabularies()}
    assert read_shipped_synonyms().value
