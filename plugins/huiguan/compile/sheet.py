"""A spreadsheet as a page can show it: the first rows of each sheet, so that a phone needs no office program."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

ROWS = 12
COLUMNS = 10
SHEETS = 3
MOST = 80  # characters of a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell in words; `is_computed` when a formula gives it."""

    text: str
    is_number: bool = False
    is_computed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row with its number as in the file."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The beginning of one sheet; `more` rows are not shown."""

    title: str
    letters: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int


def preview(path: Path) -> tuple[Sheet, ...]:
    """The first sheets of an xlsx file that show anything, empty where it cannot be read."""
    from openpyxl import load_workbook

    try:
        formulas = load_workbook(path, read_only=False, data_only=False)
        values = load_workbook(path, read_only=False, data_only=True)
    except Exception:  # noqa: BLE001 - openpyxl raises what the broken file makes it raise; the download stays
        return ()
    shown = [sheet for sheet in formulas.worksheets if sheet.sheet_state == "visible" and _size(sheet) != (0, 0)]
    return tuple(_sheet(sheet, values[sheet.title]) for sheet in shown[:SHEETS])


def _size(sheet: Any) -> tuple[int, int]:  # noqa: ANN401 - openpyxl has no useful types here
    """The last row and column that hold anything; a border drawn to row 1000 is nothing."""
    # The only table of the cells that there are: every public walk makes the missing ones.
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]  # noqa: SLF001
    return max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)


def _sheet(sheet: Any, values: Any) -> Sheet:  # noqa: ANN401
    from openpyxl.utils import get_column_letter

    last, widest = _size(sheet)
    columns = min(widest, COLUMNS)
    rows = tuple(
        Row(
            number=number,
            cells=tuple(_cell(sheet.cell(number, column), values.cell(number, column).value) for column in range(1, columns + 1)),
        )
        for number in range(1, min(last, ROWS) + 1)
    )
    letters = tuple(get_column_letter(column) for column in range(1, columns + 1))
    return Sheet(title=sheet.title, letters=letters, rows=rows, more=max(0, last - ROWS))


def _cell(cell: Any, value: Any) -> Cell:  # noqa: ANN401 - a cell holds any value
    computed = cell.data_type == "f"
    shown = value if value is not None or computed else cell.value
    if shown is None:
        return Cell(text="", is_computed=computed)
    if isinstance(shown, bool):
        return Cell(text=str(shown).upper(), is_computed=computed)
    if isinstance(shown, (int, float)):
        return Cell(text=_number(shown, str(cell.number_format)), is_number=True, is_computed=computed)
    if isinstance(shown, datetime) and shown.time() != time():
        return Cell(text=f"{shown:%Y-%m-%d %H:%M}", is_computed=computed)
    if isinstance(shown, (datetime, date)):
        return Cell(text=f"{shown:%Y-%m-%d}", is_computed=computed)
    return Cell(text=f"{shown:%H:%M}" if isinstance(shown, time) else str(shown)[:MOST], is_computed=computed)


def _number(value: float, number_format: str) -> str:
    """A number as its format shows it, as far as decimals and percents go."""
    positive = number_format.split(";", maxsplit=1)[0]
    decimals = re.search(r"[0#]\.(0+)", positive)
    places = len(decimals.group(1)) if decimals else 0
    if "%" in positive:
        return f"{value * 100:.{places}f}%"
    if decimals or re.search(r"[0#]", positive):
        return f"{value:,.{places}f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")
