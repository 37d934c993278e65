"""Compiled templates that are kept: they are used again, never trusted blindly, and never in anybody's way."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from huiguan.compile.template_code import TemplateCode


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template, where Python may keep compiled code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "page.html").write_text("<p>{{ title }}</p>\n{% if 1 %}\n!\n{% endif %}")
    return tmp_path


def drawn(shelf: Path, *, trim: bool = False, installed: bool = True) -> str:
    """The template as a new process would draw it."""
    environment = Environment(loader=FileSystemLoader(shelf / "theme"), autoescape=True, trim_blocks=trim)
    roots = (str(shelf),) if installed else ("/nowhere/",)
    environment.bytecode_cache = TemplateCode(environment, shelf / "kept", roots)
    return environment.get_template("page.html").render(title="<a>")


def kept(shelf: Path) -> list[Path]:
    """The compiled files."""
    return sorted((shelf / "kept").glob("*"))


def test_a_template_is_compiled_once(shelf: Path) -> None:
    """The second drawing takes what the first one kept and leaves it as it is."""
    first = drawn(shelf)
    before = [(file, file.read_bytes(), file.stat().st_mtime_ns) for file in kept(shelf)]
    assert len(before) == 1
    assert drawn(shelf) == first
    assert [(file, file.read_bytes(), file.stat().st_mtime_ns) for file in kept(shelf)] == before


def test_a_changed_template_is_compiled_anew(shelf: Path) -> None:
    """What is kept belongs to the text that it was compiled from."""
    drawn(shelf)
    (shelf / "theme" / "page.html").write_text("{{ title }}?")
    assert drawn(shelf) == "&lt;a&gt;?"
    assert len(kept(shelf)) == 1


def test_other_settings_have_code_of_their_own(shelf: Path) -> None:
    """An environment that trims lines takes nothing from one that does not."""
    assert drawn(shelf) == "<p>&lt;a&gt;</p>\n\n!\n"
    assert drawn(shelf, trim=True) == "<p>&lt;a&gt;</p>\n!\n"


@pytest.mark.parametrize("broken", [b"", b"j2", b"\x80\x05garbage", b"j2" * 40], ids=["empty", "short", "pickle", "long"])
def test_what_cannot_be_read_is_compiled(shelf: Path, broken: bytes) -> None:
    """A half-written file stops nothing, and is mended."""
    first = drawn(shelf)
    (file,) = kept(shelf)
    whole = file.read_bytes()
    file.write_bytes(broken)
    assert drawn(shelf) == first
    assert file.read_bytes() == whole


def test_cut_code_is_compiled(shelf: Path) -> None:
    """The same with the end missing, wherever it is cut."""
    first = drawn(shelf)
    (file,) = kept(shelf)
    whole = file.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 20)):
        file.write_bytes(whole[:length])
        assert drawn(shelf) == first


def test_a_folder_that_cannot_be_made_is_let_be(shelf: Path) -> None:
    """The package may belong to somebody else."""
    (shelf / "kept").write_text("a file in the way")
    assert drawn(shelf).startswith("<p>")
    assert (shelf / "kept").read_text() == "a file in the way"


def test_the_templates_of_a_club_are_not_kept(shelf: Path) -> None:
    """Only those of installed packages are."""
    drawn(shelf, installed=False)
    assert kept(shelf) == []


def test_nothing_is_kept_where_python_keeps_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`PYTHONDONTWRITEBYTECODE` counts for templates too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    drawn(shelf)
    assert kept(shelf) == []
