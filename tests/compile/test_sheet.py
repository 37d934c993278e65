"""Spreadsheets as a page shows them: the first rows as they look in an office program, and nothing of a broken file."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.formula import ArrayFormula

from huiguan.compile.sheet import Cell, Sheet, preview


def saved(folder: Path, fill: Callable[[Any], None]) -> tuple[Sheet, ...]:
    """The preview of a workbook whose first sheet is filled so."""
    book = Workbook()
    fill(book.active)
    book.save(folder / "表.xlsx")
    return preview(folder / "表.xlsx")


def one_cell(folder: Path, value: object, number_format: str | None = None) -> Cell:
    """The cell A1 of a sheet that holds this value alone."""

    def fill(sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no useful types
        sheet["A1"] = value
        if number_format:
            sheet["A1"].number_format = number_format

    return saved(folder, fill)[0].rows[0].cells[0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3, None, "3"),
        (3.14159, None, "3.14"),
        (1234567, None, "1,234,567"),
        (0.5, "0%", "50%"),
        (0.1234, "0.0%", "12.3%"),
        (12.5, "0.00", "12.50"),
        (1234.5, "#,##0.00", "1,234.50"),
        (12.6, "0", "13"),
        (1234.6, "#,##0", "1,235"),
        (-3.5, "0.0;[Red]-0.0", "-3.5"),
        (0, None, "0"),
    ],
)
def test_numbers_look_as_their_format_says(tmp_path: Path, value: float, number_format: str | None, text: str) -> None:
    """Decimals, thousands and percents, as the reader will see them in the file."""
    assert one_cell(tmp_path, value, number_format) == Cell(text=text, is_number=True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("口感", "口感"),
        (date(2026, 11, 5), "2026-11-05"),
        (datetime(2026, 11, 5, 20, 30, tzinfo=UTC).replace(tzinfo=None), "2026-11-05 20:30"),
        (time(20, 30), "20:30"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("长" * 200, "长" * 80),
    ],
)
def test_other_cells_as_words(tmp_path: Path, value: object, text: str) -> None:
    """Dates without needless midnights, yes and no as the file writes them, long texts cut."""
    assert one_cell(tmp_path, value) == Cell(text=text)


@pytest.mark.parametrize("formula", ["=SUM(B1:B2)", ArrayFormula("A1:A2", "=B1:B2*2")])
def test_a_formula_that_was_never_computed_is_empty_and_marked(tmp_path: Path, formula: object) -> None:
    """No office program has opened the file yet: the cell shows nothing, never the formula and never an address in memory."""
    assert one_cell(tmp_path, formula) == Cell(text="", is_computed=True)


def test_a_large_sheet_shows_its_beginning(tmp_path: Path) -> None:
    """Twelve rows and ten columns, their numbers and letters as in the file, and how many rows are left."""

    def fill(sheet: Any) -> None:  # noqa: ANN401
        for row in range(1, 31):
            sheet.append([row * column for column in range(1, 15)])

    (sheet,) = saved(tmp_path, fill)
    assert "".join(sheet.letters) == "ABCDEFGHIJ"
    assert [row.number for row in sheet.rows] == list(range(1, 13))
    assert [cell.text for cell in sheet.rows[11].cells][-1] == "120"
    assert sheet.more == 18


def test_what_is_only_styled_does_not_count(tmp_path: Path) -> None:
    """A border drawn down to row 500 adds no rows and no columns."""

    def fill(sheet: Any) -> None:  # noqa: ANN401
        sheet.append(["原因", "单数"])
        for row in range(1, 501):
            sheet.cell(row, 9).border = Border(left=Side(style="thin"))

    (sheet,) = saved(tmp_path, fill)
    assert (sheet.letters, len(sheet.rows), sheet.more) == (("A", "B"), 1, 0)


def test_empty_and_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    """Sheet2 and Sheet3 that nobody used, and what the author hid, take none of the three places."""
    book = Workbook()
    for name, state, value in (("空", "visible", None), ("底稿", "hidden", 1), ("密", "veryHidden", 1), ("一", "visible", 1)):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet.sheet_state = value, state
    for name in ("二", "三", "四"):
        book.create_sheet(name)["B2"] = name
    book.save(tmp_path / "表.xlsx")
    assert [sheet.title for sheet in preview(tmp_path / "表.xlsx")] == ["一", "二", "三"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"not a spreadsheet"])
def test_a_broken_file_has_no_preview(tmp_path: Path, content: bytes) -> None:
    """The page stands without a preview, and the download stays."""
    (tmp_path / "表.xlsx").write_bytes(content)
    assert preview(tmp_path / "表.xlsx") == ()


def test_a_missing_file_has_no_preview(tmp_path: Path) -> None:
    """Nor does a file that went away."""
    assert preview(tmp_path / "没有.xlsx") == ()
