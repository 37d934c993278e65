"""The demo club's workbooks and documents are what their recipes say."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RECIPES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((HERE / "recipes").glob("*.yml"))}
FILES = sorted(recipe["file"] for recipe in RECIPES.values())
WORKBOOKS = [file for file in FILES if file.endswith(".xlsx")]
DOCUMENTS = [file for file in FILES if file.endswith(".docx")]


def make(into: Path, *, hash_seed: str, zone: str) -> Path:
    """Runs the script as a maintainer does, in a process of its own; returns the folder that it filled."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone}
    subprocess.run([sys.executable, HERE / "make_template_files.py", "--into", into], check=True, env=environment)
    return into


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files, made just now."""
    return make(tmp_path_factory.mktemp("fresh"), hash_seed="1", zone="Asia/Shanghai")


def cells_of(path: Path) -> dict[str, tuple[object, ...]]:
    """Place of each cell to its formula or value, the value that a preview shows, format, fill and font."""
    shown = load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": (
            cell.value,
            shown[sheet.title][cell.coordinate].value,
            cell.number_format,
            cell.fill.fgColor.rgb,
            cell.font.name,
            cell.font.bold,
        )
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    }


def texts_of(path: Path) -> list[tuple[str, ...]]:
    """Each paragraph with its style, then each row of each table."""
    document = Document(str(path))
    paragraphs = [(str(paragraph.style.name), paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    rows = [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [*paragraphs, *rows]


def declared_files() -> Iterator[tuple[str, list[str]]]:
    """(path, names of its sheets) of each file that a template's front matter declares."""
    for index in sorted((ROOT / "content/templates").glob("*/index.md")):
        front_matter = yaml.safe_load(index.read_text(encoding="utf-8").split("---\n")[1])
        for file in front_matter["files"]:
            yield (index.parent / file["file"]).relative_to(ROOT).as_posix(), file.get("sheets", [])


@pytest.mark.parametrize("file", WORKBOOKS)
def test_a_committed_workbook_is_what_its_recipe_makes(fresh: Path, file: str) -> None:
    """Every cell, formula, shown value and format of the committed workbook is the recipe's."""
    assert cells_of(ROOT / file) == cells_of(fresh / file)


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_committed_document_is_what_its_recipe_makes(fresh: Path, file: str) -> None:
    """Every paragraph, style and table of the committed document is the recipe's."""
    assert texts_of(ROOT / file) == texts_of(fresh / file)


def test_the_same_recipe_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    """A second run under another hash seed and zone writes the same bytes."""
    again = make(tmp_path, hash_seed="2", zone="America/Los_Angeles")
    assert {file: (again / file).read_bytes() for file in FILES} == {file: (fresh / file).read_bytes() for file in FILES}


def test_every_declared_file_has_a_recipe() -> None:
    """A template offers no file that nobody could make again."""
    assert {file for file, _ in declared_files()} <= set(FILES)


@pytest.mark.parametrize(("file", "sheets"), [entry for entry in declared_files() if entry[1]])
def test_the_sheets_are_those_that_the_template_names(file: str, sheets: list[str]) -> None:
    """The front matter names the sheets of the workbook, in their order, and one of them explains it."""
    assert load_workbook(ROOT / file).sheetnames == sheets
    assert "说明" in sheets


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_small_and_holds_no_macro_and_no_outside_link(file: str) -> None:
    """Whoever downloads a template gets at most 60 kB, no program, and nothing that calls home."""
    assert (ROOT / file).stat().st_size <= 60_000
    with zipfile.ZipFile(ROOT / file) as archive:
        names = archive.namelist()
        relations = [archive.read(name) for name in names if name.endswith(".rels")]
    assert [name for name in names if "vba" in name.lower() or "external" in name.lower()] == []
    assert [content for content in relations if b'TargetMode="External"' in content] == []


@pytest.mark.parametrize("file", WORKBOOKS)
def test_every_formula_shows_a_value_before_it_is_computed(file: str) -> None:
    """A phone that previews the workbook without computing it shows no empty cell where the recipe has a value."""
    formulas = {place: cell for place, cell in cells_of(ROOT / file).items() if str(cell[0]).startswith("=")}
    spare = {place for place, cell in formulas.items() if cell[1] is None and '=""' in str(cell[0])}
    assert {place for place, cell in formulas.items() if cell[1] is None} == spare
    assert len(formulas) > len(spare)
