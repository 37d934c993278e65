"""Writing a compilation: what stands in the folder afterwards is what was given, and nothing else was touched."""

import json
import os
import resource
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiguan.emit import Written, write_file, write_tree
from huiguan.emit.tree import MANIFEST
from huiguan.problem import HuiguanError

NAMES = st.sampled_from(["a.md", "b.md", "中文.md", "x/a.md", "x/y/b.md", "z/é.ics"])
OUTPUTS = st.dictionaries(NAMES, st.binary(max_size=8), max_size=6)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(deadline=None, max_examples=60, suppress_health_check=(HealthCheck.function_scoped_fixture,))
@given(writes=st.lists(OUTPUTS, min_size=1, max_size=4))
def test_the_folder_holds_what_was_written_last(tmp_path: Path, writes: list[Mapping[str, bytes]]) -> None:
    """Whatever was written before, the last write decides; a stranger's file stays, and no empty folder is left."""
    folder = tmp_path / "tree"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    for outputs in writes:
        write_tree(outputs.items(), folder)
        found = files_in(folder)
        assert json.loads(found.pop(MANIFEST)) == sorted(outputs)
        assert found == {**outputs, "mine.txt": b"mine"}
        assert all(any(path.iterdir()) for path in folder.rglob("*") if path.is_dir())


def test_a_second_write_touches_nothing(tmp_path: Path) -> None:
    """The same outputs again change no file, not even its date."""
    outputs = {"a.md": b"1", "x/b.md": b"2"}
    assert write_tree(outputs.items(), tmp_path) == Written(changed=2, unchanged=0, removed=0)
    os.utime(tmp_path / "a.md", (1, 1))
    assert write_tree(outputs.items(), tmp_path) == Written(changed=0, unchanged=2, removed=0)
    assert (tmp_path / "a.md").stat().st_mtime == 1
    assert write_tree({"a.md": b"3"}.items(), tmp_path) == Written(changed=1, unchanged=0, removed=1)


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md", "/x.md", "a//x.md", "", "a\\..\\x.md", "a\0.md", MANIFEST])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    """An output never leaves its folder, nor passes for our list of files."""
    folder = tmp_path / "tree"
    with pytest.raises(HuiguanError, match="OUTPUT-OUTSIDE"):
        write_tree([(path, b"x")], folder)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    """A link that lies in the folder leads neither a write nor a removal out of it, and a linked file is replaced."""
    outside, folder = tmp_path / "outside", tmp_path / "tree"
    outside.mkdir()
    (outside / "a.md").write_bytes(b"theirs")
    folder.mkdir()
    (folder / "cases").symlink_to(outside)
    (folder / "one.md").symlink_to(outside / "a.md")
    with pytest.raises(HuiguanError, match="OUTPUT-OUTSIDE"):
        write_tree([("cases/a.md", b"ours")], folder)
    (folder / MANIFEST).write_text(json.dumps(["cases/a.md", "../outside/a.md"]))
    write_tree([("one.md", b"theirs")], folder)
    assert files_in(outside) == {"a.md": b"theirs"}
    assert not (folder / "one.md").is_symlink()


@pytest.mark.parametrize("manifest", [b"", b"{", b"[1, null]", b'{"a": 1}', b"\xff"])
def test_a_broken_list_of_files_removes_nothing(tmp_path: Path, manifest: bytes) -> None:
    """Without a list that can be read, every file that is there is a stranger's."""
    (tmp_path / "old.md").write_bytes(b"old")
    (tmp_path / MANIFEST).write_bytes(manifest)
    write_tree([("a.md", b"1")], tmp_path)
    assert (tmp_path / "old.md").read_bytes() == b"old"


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path) -> None:
    """The name of the half-written file is not made from the file's own."""
    name = "长" * 85
    assert write_file(tmp_path / name, b"x")
    assert files_in(tmp_path) == {name: b"x"}


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A file in the way is named, with what the system says of it."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(HuiguanError, match="OUTPUT-FAILED") as raised:
        write_tree([("a.md", b"x")], tmp_path / "file" / "tree")
    assert raised.value.problem.place.file == str(tmp_path / "file" / "tree")


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    """When a file cannot be written whole, the one before stays and nothing lies beside it."""
    write_file(tmp_path / "a.md", b"before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(OSError, match="large"):
            write_file(tmp_path / "a.md", b"x" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, previous)
    assert files_in(tmp_path) == {"a.md": b"before"}
