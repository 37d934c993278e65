"""Files that a record offers: safe, what they say they are, and in the folder of their record."""

import io
import zipfile
from pathlib import Path

import pytest

from builders import (
    a_case,
    a_template,
    a_whitepaper,
    check_club_of,
    codes_told,
    lines_told,
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


@pytest.mark.parametrize(
    ("typed", "name", "content", "told"),
    [
        (
            "看[说明](说明.html)。",
            "说明.html",
            b"<script>alert(1)</script>",
            [
                "要改 content/cases/tea/index.md:8:2 body [ATTACHMENT-TYPE]",
                "  「说明.html」这类文件不收，打开它可能有危险。",
                "  收这些：xlsx、docx、pptx、pdf、png、jpg、jpeg、gif、webp、svg、csv、txt、md。压缩包请拆开，一个一个放。",
            ],
        ),
        (
            "![走势](走势.SVG)",
            "走势.SVG",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            [
                "要改 content/cases/tea/index.md:8:1 body [ATTACHMENT-SVG-UNSAFE]",
                "  图片「走势.SVG」里有能运行或会去取别处东西的部分（<script>）。",
                "  导出成 png；或在画图软件里另存为「纯 SVG」，只留图形和文字。",
            ],
        ),
        (
            "![走势](走势.png)\n![走势](./走势.png)",
            "走势.png",
            PNG + bytes(10 * 1024 * 1024),
            [
                "要改 content/cases/tea/index.md:8:1 body [ATTACHMENT-LARGE]",
                "  「走势.png」太大（10.0 MB），最多 10 MB。",
                "  压缩图片，删掉用不着的表；视频放到视频平台，这里写网址。",
            ],
        ),
        (
            "![走势](走势.jpg)",
            "走势.jpg",
            PNG,
            [
                "要改 content/cases/tea/index.md:8:1 body [ATTACHMENT-NOT-WHAT-IT-SAYS]",
                "  「走势.jpg」的后缀是 jpg，里面却不是。",
                "  用原来的软件打开，另存为 jpg；只改后缀不行。",
            ],
        ),
        (
            "![走势](../tea/走势.jpg#a)",
            "走势.jpg",
            PNG,
            [
                "要改 content/cases/tea/index.md:8:1 body [ATTACHMENT-NOT-WHAT-IT-SAYS]",
                "  「走势.jpg」的后缀是 jpg，里面却不是。",
                "  用原来的软件打开，另存为 jpg；只改后缀不行。",
            ],
        ),
        ("![走势](走势.png)", "走势.png", PNG, []),
        ("没有提到旁边的文件。", "底稿.psd", b"8BPS", []),
    ],
)
def test_what_a_text_shows_is_looked_at_like_an_attachment(
    tmp_path: Path, typed: str, name: str, content: bytes, told: list[str]
) -> None:
    """A picture or a link brings the file onto the site, so that it keeps the same rules; what nothing names stays at home."""
    files = {CASE_WITH_FILES: a_case(f"\n{typed}\n"), f"content/cases/tea/{name}": content}
    assert lines_told(check_club_of(tmp_path, files)) == told


def test_a_picture_in_other_capitals_is_the_nearest(tmp_path: Path) -> None:
    """Where the web tells capitals apart and a computer at home did not, the name itself is what is meant."""
    files = {CASE_WITH_FILES: a_case("\n![走势](TREND.PNG)\n"), "content/cases/tea/trend.png": PNG}
    assert lines_told(check_club_of(tmp_path, files))[:2] == [
        "要改 content/cases/tea/index.md:8:1 [PICTURE-MISSING]",
        "  没有找到图片「TREND.PNG」。最接近的是「trend.png」。",
    ]


def test_a_file_that_any_field_names_is_looked_at(tmp_path: Path) -> None:
    """The gate takes any text for the name of a file, so that none slips by as a tag."""
    files = {CASE_WITH_FILES: a_case(tags="[安装.exe]"), "content/cases/tea/安装.exe": b"MZ"}
    assert lines_told(check_club_of(tmp_path, files))[:2] == [
        "要改 content/cases/tea/index.md:6:8 tags[0] [ATTACHMENT-TYPE]",
        "  「安装.exe」这类文件不收，打开它可能有危险。",
    ]


def test_what_a_chapter_shows_is_looked_at(tmp_path: Path) -> None:
    """Its line is that of the chapter's own file."""
    files = {
        "content/whitepapers/book/index.md": a_whitepaper(chapters="[{file: one.md, title: 一}]"),
        "content/whitepapers/book/one.md": "第一章。\n\n![图](图.svg)\n",
        "content/whitepapers/book/图.svg": b"<svg",
    }
    assert lines_told(check_club_of(tmp_path, files))[0] == (
        "要改 content/whitepapers/book/one.md:3:1 body [ATTACHMENT-SVG-UNSAFE]"
    )


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
