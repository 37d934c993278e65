"""Makes the Office files of the demo club from the recipes beside this script.

A recipe is a YAML file: what stands in the sheets of a workbook or in the blocks of a document, and under which path the
file is committed. Run without arguments it renews the committed files; `--into DIR` lays them down there instead.

The bytes depend on nothing but the recipe: document properties and the times in the archive are those of the recipe. A
formula carries its value, because phones preview a workbook without computing it.
"""

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import escape
from pathlib import Path
from typing import Any, cast

import yaml
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CLUB = "潮汐电商俱乐部"

HAN_FONT = "微软雅黑"
BOARD, TIDE_WASH, SUNK, LINE = "0D3A42", "E1EEEC", "EFECE4", "DFDBD0"
HEAD_FILL = PatternFill("solid", fgColor=BOARD)
COMPUTED_FILL = PatternFill("solid", fgColor=TIDE_WASH)
EDGE = Border(bottom=Side(style="thin", color=LINE))
WRAP = Alignment(vertical="top", wrap_text=True)

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FORMULA = re.compile(r'<c r="(?P<at>[A-Z]+[0-9]+)"(?P<rest>[^>]*)><f>(?P<formula>[^<]*)</f><v ?/?>(?:</v>)?</c>')

Recipe = dict[str, Any]
Plain = str | int | float | date | None
Values = dict[str, Plain]  # place of a formula (`D2`) to the value that it has


def recipes() -> list[Recipe]:
    """All recipes, in the order of their file names."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((HERE / "recipes").glob("*.yml"))]


def made(recipe: Recipe) -> bytes:
    """The file of a recipe, as it is committed."""
    return workbook_of(recipe) if "sheets" in recipe else document_of(recipe)


# Workbooks


def workbook_of(recipe: Recipe) -> bytes:
    """The workbook of a recipe: one sheet after the other, the first one in front."""
    workbook = Workbook()
    del workbook["Sheet"]  # a new workbook has one
    values: list[Values] = []
    for sheet in recipe["sheets"]:
        worksheet = workbook.create_sheet(sheet["name"])
        lay_widths(worksheet, sheet)
        values.append(lay_table(worksheet, sheet) if "columns" in sheet else lay_notes(worksheet, sheet))
    properties = workbook.properties
    properties.title, properties.creator, properties.language = recipe["title"], CLUB, "zh-CN"
    properties.created = properties.modified = moment_of(recipe).replace(tzinfo=None)
    stream = io.BytesIO()
    workbook.save(stream)
    return with_fixed_times(stream.getvalue(), recipe, values)


def lay_widths(worksheet: Worksheet, sheet: Recipe) -> None:
    """Gives the columns their widths, in characters."""
    widths = sheet.get("widths") or [column.get("width", 12) for column in sheet["columns"]]
    for number, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(number)].width = width


def lay_table(worksheet: Worksheet, sheet: Recipe) -> Values:
    """Lays down a sheet of records: a row of heads, the example rows, spare rows that hold formulas alone."""
    columns = sheet["columns"]
    values: Values = {}
    lay_head(worksheet, 1, [column["title"] for column in columns])
    spare = [[None] * len(columns) for _ in range(sheet.get("spare", 0))]
    for number, row in enumerate([*sheet["rows"], *spare], start=2):
        for index, column in enumerate(columns):
            cell = worksheet.cell(number, index + 1)
            lay_record_cell(cell, column, row[index], values)
    for place, content in sheet.get("cells", {}).items():
        lay_cell(worksheet[place], content, values)
    lay_choices(worksheet, columns, len(sheet["rows"]) + len(spare) + 1)
    worksheet.freeze_panes = "B2"
    return values


def lay_record_cell(cell: Cell, column: Recipe, content: Plain, values: Values) -> None:
    """Lays down one cell of a record; where its column computes, `content` is the value of the formula."""
    if "formula" in column:
        value = "" if content is None else content
        lay_cell(cell, {"formula": column["formula"].format(row=cell.row), "value": value}, values)
    else:
        lay_cell(cell, content, values)
    cell.number_format = column.get("format", cell.number_format)


def lay_choices(worksheet: Worksheet, columns: list[Recipe], last_row: int) -> None:
    """Offers the closed choices of a column in its cells."""
    for number, column in enumerate(columns, start=1):
        if "choices" in column:
            choice = DataValidation(type="list", formula1='"' + ",".join(column["choices"]) + '"', allow_blank=True)
            choice.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{last_row}")
            worksheet.add_data_validation(choice)


def lay_notes(worksheet: Worksheet, sheet: Recipe) -> Values:
    """Lays down a sheet row by row: `{title: …}`, `{head: […]}`, or a list of cells; an empty list leaves a gap."""
    values: Values = {}
    for number, row in enumerate(sheet["rows"], start=1):
        if isinstance(row, dict) and "title" in row:
            worksheet.cell(number, 1, row["title"]).font = Font(name=HAN_FONT, size=14, bold=True, color=BOARD)
        elif isinstance(row, dict):
            lay_head(worksheet, number, row["head"])
        else:
            for index, content in enumerate(row, start=1):
                lay_cell(worksheet.cell(number, index), content, values)
    return values


def lay_head(worksheet: Worksheet, number: int, titles: list[str]) -> None:
    """Lays down a row of heads."""
    for index, title in enumerate(titles, start=1):
        cell = worksheet.cell(number, index, title)
        cell.font = Font(name=HAN_FONT, size=11, bold=True, color="FFFFFF")
        cell.fill, cell.alignment = HEAD_FILL, Alignment(vertical="center", wrap_text=True)


def lay_cell(cell: Cell, content: Plain | Recipe, values: Values) -> None:
    """Lays down one cell: a plain value, or a mapping with `formula` or `value`, and `format`."""
    part = content if isinstance(content, dict) else {"value": content}
    cell.font, cell.alignment, cell.border = Font(name=HAN_FONT, size=11), WRAP, EDGE
    cell.value = part.get("formula", part["value"])
    if "formula" in part:
        cell.fill = COMPUTED_FILL
        values[cell.coordinate] = part["value"]
    if isinstance(cell.value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.number_format = part.get("format", cell.number_format)


def with_values(xml: str, values: Values) -> str:
    """The XML of a sheet in which each formula stands with its value."""

    def one(match: re.Match[str]) -> str:
        value, rest = values[match["at"]], match["rest"]
        if isinstance(value, str):
            rest = re.sub(r' t="[a-z]+"', "", rest) + ' t="str"'
        return f'<c r="{match["at"]}"{rest}><f>{match["formula"]}</f><v>{escape(str(value), quote=False)}</v></c>'

    return _FORMULA.sub(one, xml)


# Documents


def document_of(recipe: Recipe) -> bytes:
    """The Word document of a recipe: a title, then its blocks, on A4."""
    document = Document()
    lay_page(document, recipe)
    document.add_heading(recipe["title"], level=0)
    for block in recipe["blocks"]:
        lay_block(document, block)
    stream = io.BytesIO()
    drop_leftovers(document)
    document.save(stream)
    return with_fixed_times(stream.getvalue(), recipe, [])


def drop_leftovers(document: WordDocument) -> None:
    """Takes away what the library's empty document brings along: a picture of itself, and styles for Word 2007."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in {"thumbnail", "stylesWithEffects", "customXml"}:
                relations.pop(key)


def lay_page(document: WordDocument, recipe: Recipe) -> None:
    """Sets paper, fonts, foot line and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.footer.paragraphs[0].text = recipe["foot"]
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Quote"):
        lay_font(paragraph_style(document, name))
    paragraph_style(document, "Normal").font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = recipe["title"], CLUB, CLUB
    properties.comments, properties.language, properties.revision = "", "zh-CN", 1
    properties.created = properties.modified = moment_of(recipe)


def paragraph_style(document: WordDocument, name: str) -> ParagraphStyle:
    """The style of that name."""
    return cast("ParagraphStyle", document.styles[name])


def lay_font(style: ParagraphStyle) -> None:
    """Names the font for Han characters too, else Word takes the theme's."""
    style.font.name = HAN_FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for place in ("w:eastAsia", "w:hAnsi", "w:ascii"):
        fonts.set(qn(place), HAN_FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    if style.name != "Normal":
        style.font.color.rgb = RGBColor.from_string(BOARD if style.name != "List Bullet" else "1C2528")


def lay_block(document: WordDocument, block: Recipe) -> None:
    """Lays down one block: `heading`, `subheading`, `text`, `texts`, `bullets`, `quote` or `table`."""
    [(kind, content)] = block.items()
    match kind:
        case "heading" | "subheading":
            document.add_heading(content, level=1 if kind == "heading" else 2)
        case "text" | "quote":
            document.add_paragraph(content, style="Quote" if kind == "quote" else None)
        case "texts" | "bullets":
            for line in content:
                document.add_paragraph(line, style="List Bullet" if kind == "bullets" else None)
        case "table":
            lay_grid(document, content)
        case _:
            raise ValueError(f"unknown block: {kind}")


def lay_grid(document: WordDocument, content: Recipe) -> None:
    """Lays down a table: `head`, `rows` and the `widths` of its columns in centimetres."""
    table = document.add_table(rows=0, cols=len(content["head"]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for number, row in enumerate([content["head"], *content["rows"]]):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, content["widths"], strict=True):
            cell.text, cell.width = str(text), Cm(width)
            cell.paragraphs[0].runs[0].bold = number == 0
    document.add_paragraph()


# Archives


def moment_of(recipe: Recipe) -> datetime:
    """Noon of the recipe's day: the moment that all properties and archive entries carry."""
    return datetime.combine(recipe["day"], time(12), UTC)


def with_fixed_times(archive: bytes, recipe: Recipe, values: list[Values]) -> bytes:
    """The same archive with the recipe's moment everywhere, and with the values of its formulas, sheet by sheet."""
    moment = moment_of(recipe)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries_of(archive, values):
            fresh = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content) if name == "docProps/core.xml" else content
            entry = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            out.writestr(entry, fresh)
    return stream.getvalue()


def entries_of(archive: bytes, values: list[Values]) -> Iterator[tuple[str, bytes]]:
    """The entries of an archive in their order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        for name in old.namelist():
            content = old.read(name)
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if sheet:
                content = with_values(content.decode(), values[int(sheet[1]) - 1]).encode()
            yield name, content


def main() -> int:
    """Writes every file; returns the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--into", type=Path, default=ROOT, help="folder that takes the files, under their paths")
    into = options.parse_args().into
    for recipe in recipes():
        target = into / recipe["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made(recipe))
    return 0


if __name__ == "__main__":
    sys.exit(main())
