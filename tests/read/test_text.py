"""Tests of the step from bytes to text."""

import os
from pathlib import Path

import pytest

from huiguan.problem import Place
from huiguan.read.text import FileText, decode_text, read_text
from huiguan.wording import words_of

CHINESE = "title: 抖音退货率复盘\nsummary: 团队没有减投放，而是改脚本、改样茶规则。\n"


def told(text: FileText) -> list[tuple[int, str]]:
    """Line and sentence of each problem."""
    return [(problem.place.line, words_of("zh-Hans").message(problem).says) for problem in text.problems]


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"a: b\n", "a: b\n"),
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa\r\n\r\nb", "a\n\nb"),
        ("茶😀\t\u3000\n".encode(), "茶😀\t\u3000\n"),
    ],
)
def test_utf_8_is_read_with_one_kind_of_line_end(data: bytes, content: str) -> None:
    """A byte order mark and the line ends of Windows and old Macs are harmless."""
    assert decode_text(data, file="f.md") == FileText(content=content)


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (
            CHINESE.encode("gb18030"),
            1,
            "这个文件像是用 GB18030（记事本里的 ANSI）编码保存的，从第 1 行起读不出来。",
        ),
        (
            ("a: b\r\n\r\n" + CHINESE).encode("gb18030"),
            3,
            "这个文件像是用 GB18030（记事本里的 ANSI）编码保存的，从第 3 行起读不出来。",
        ),
        (CHINESE.encode("utf-16"), 1, "这个文件像是用 UTF-16（记事本里的 Unicode）编码保存的。"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), 1, "这个文件像是用 UTF-16（记事本里的 Unicode）编码保存的。"),
        (
            CHINESE.encode() + b"\nx: \xff\n",
            4,
            "第 4 行有一个字节（0xFF）不是 UTF-8，这个文件读不出来。",
        ),
        (CHINESE.encode()[:9], 1, "第 1 行有一个字节（0xE6）不是 UTF-8，这个文件读不出来。"),
        (b"", 1, "这个文件是空的。"),
        (b"\xef\xbb\xbf \r\n\n", 1, "这个文件是空的。"),
        (b"x" * (256 * 1024 + 1), 1, "这个文件超过 256 KB，不像是手写的文字。"),
        (b"a\r\nb\0", 2, "这里有一个看不见的控制字符（U+0000），多半是从别的软件粘贴进来的。"),
        (b"a\nb\x0bc", 2, "这里有一个看不见的控制字符（U+000B），多半是从别的软件粘贴进来的。"),
        ("a\n\n\x85".encode(), 3, "这里有一个看不见的控制字符（U+0085），多半是从别的软件粘贴进来的。"),
    ],
    ids=[
        "GB18030",
        "GB18030 from line 3 on",
        "UTF-16",
        "UTF-16, big end first",
        "one bad byte",
        "cut off",
        "empty",
        "blank",
        "too large",
        "NUL",
        "vertical tab",
        "next line",
    ],
)
def test_other_files_are_named_for_what_they_are(data: bytes, line: int, says: str) -> None:
    """The problem says how the file seems to have been saved, and on which line it shows."""
    text = decode_text(data, file="f.md")
    assert text.content is None
    assert told(text) == [(line, says)]


def test_a_text_of_exactly_256_kilobytes_is_read() -> None:
    """The limit itself is allowed."""
    assert decode_text(b"x" * (256 * 1024), file="f.md").problems == ()


def test_the_column_of_a_control_character_counts_characters() -> None:
    """The place is where an editor puts the cursor."""
    (problem,) = decode_text("一\n茶茶\x07".encode(), file="f.md").problems
    assert problem.place == Place(file="f.md", line=2, column=3)


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A file that is gone, or that became a link, stops nothing else."""
    (tmp_path / "real.md").write_text("a", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    for name in ("gone.md", "link.md"):
        text = read_text(os.fspath(tmp_path / name), file=name)
        assert [(problem.code, problem.place.file) for problem in text.problems] == [("FILE-UNREADABLE", name)]
