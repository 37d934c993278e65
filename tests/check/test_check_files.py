"""Files that a record offers: safe, what they say they are, and in the folder of their record."""

import io
import zipfile
from pathlib import Path

import pytest

from builders import (
    a_case,
    a_template,
    check_club_of,
    codes_told,
)

CASE_WITH_FILES = "content/cases/tea/index.md"


# Files


def an_archive(**parts: str) -> bytes:
    """An Office file with these parts; `_` in a name stands for `/`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", ".").replace("_", "/"), content)
    return stream.getvalue()


def relation(kind: str) -> str:
    """A relation that leads out of the document."""
    link = f'Id="r1" Type="http://x/{kind}" Target="https://a.example/" TargetMode="External"'
    return f"<Relationships><Relationship {link}/></Relationships>"


PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("图.png", PNG, []),
        ("图.png", b"GIF89a" + bytes(20), ["ATTACHMENT-NOT-WHAT-IT-SAYS"]),
        ("表.xlsx", an_archive(xl_workbook__xml="<workbook/>"), []),
        ("表.xlsx", b"\xd0\xcf\x11\xe0" + bytes(60), ["ATTACHMENT-NOT-WHAT-IT-SAYS"]),
        ("表.xlsx", b"PK\x03\x04" + bytes(60), ["ATTACHMENT-NOT-WHAT-IT-SAYS"]),
        ("稿.docx", an_archive(word_vbaProject__bin="x"), ["ATTACHMENT-MACRO"]),
        ("稿.docx", an_archive(word_activeX_a__bin="x"), ["ATTACHMENT-MACRO"]),
        ("稿.docx", an_archive(word__rels_document__xml__rels=relation("attachedTemplate")), ["ATTACHMENT-EXTERNAL-LINK"]),
        ("稿.docx", an_archive(word__rels_document__xml__rels=relation("hyperlink")), []),
        ("表.xlsx", an_archive(xl_externalLinks__rels_a__xml__rels=relation("externalLinkPath")), ["ATTACHMENT-EXTERNAL-LINK"]),
        ("表.pdf", b"%PDF-1.7\n", []),
        ("表.pdf", b"<html>", ["ATTACHMENT-NOT-WHAT-IT-SAYS"]),
        ("表.xlsm", b"PK\x03\x04", ["ATTACHMENT-TYPE"]),
        ("网页.html", b"<script>", ["ATTACHMENT-TYPE"]),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1"/><text>a</text></svg>', []),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', ["ATTACHMENT-SVG-UNSAFE"]),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', ["ATTACHMENT-SVG-UNSAFE"]),
        (
            "图.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><use href="https://a.example/#b"/></svg>',
            ["ATTACHMENT-SVG-UNSAFE"],
        ),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><style>@import "a"</style></svg>', ["ATTACHMENT-SVG-UNSAFE"]),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>', ["ATTACHMENT-SVG-UNSAFE"]),
        ("图.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', ["ATTACHMENT-SVG-UNSAFE"]),
        ("图.svg", b"<svg", ["ATTACHMENT-SVG-UNSAFE"]),
        ("大.csv", b"a" * (10 * 1024 * 1024 + 1), ["ATTACHMENT-LARGE"]),
    ],
)
def test_a_file_is_safe_and_what_it_says(tmp_path: Path, name: str, content: bytes, codes: list[str]) -> None:
    """By its ending, its first bytes and its parts; nothing is opened that could run."""
    files = {CASE_WITH_FILES: a_case(attachments=f"[{{file: {name}}}]"), f"content/cases/tea/{name}": content}
    assert codes_told(check_club_of(tmp_path, files)) == codes


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A small archive that would unpack to more than 100 MB is refused by its directory alone."""
    bomb = an_archive(xl_a__xml="0" * 101 * 1024 * 1024)
    assert len(bomb) < 1024 * 1024
    files = {CASE_WITH_FILES: a_case(attachments="[{file: 表.xlsx}]"), "content/cases/tea/表.xlsx": bomb}
    assert codes_told(check_club_of(tmp_path, files)) == ["ATTACHMENT-LARGE"]


@pytest.mark.parametrize(
    "file", ["../表.csv", "/etc/passwd", "C:表.csv", "https://a.example/表.csv", "..\\..\\表.csv", "图/../../表.csv"]
)
def test_a_file_stays_in_the_folder_of_its_record(tmp_path: Path, file: str) -> None:
    """No way of writing a path leads out."""
    files = {CASE_WITH_FILES: a_case(attachments=f"[{{file: '{file}'}}]"), "content/cases/tea/表.csv": "a\n"}
    assert codes_told(check_club_of(tmp_path, files)) == ["ATTACHMENT-OUTSIDE"]


def test_a_contract_needs_a_lawyer(tmp_path: Path) -> None:
    """A contract without a word on who read it does not go out; a sheet may."""
    sheet = {"content/templates/a/表.csv": "a\n"}
    assert codes_told(check_club_of(tmp_path / "a", {**sheet, "content/templates/a/index.md": a_template()})) == []
    contract = a_template(kind="合同范本")
    assert codes_told(check_club_of(tmp_path / "b", {**sheet, "content/templates/a/index.md": contract})) == ["TEMPLATE-LEGAL"]
