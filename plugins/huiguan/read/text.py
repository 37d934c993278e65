"""Bytes become text: UTF-8 with one kind of line end, or a problem that names what the file is instead."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from huiguan.problem import Place, Problem

MAX_BYTES = 256 * 1024
"""The most that one text file may hold: a long white paper chapter has about 60 kB."""

_BYTE_ORDER_MARK = "\ufeff"
# All that a text has no use for: controls but tab and line feed, lone surrogates, two code points that are no characters.
_CONTROL = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAMPLE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """The text of one file, its lines ended by a line feed; `content` is None when the file cannot be used."""

    content: str | None
    problems: tuple[Problem, ...] = ()


def read_text(path: Path | str, *, file: str) -> FileText:
    """Reads the text at `path`, which problems call `file`."""
    try:
        # Not followed if it became a link since the folder was listed; O_BINARY matters on Windows only.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as stream:  # noqa: PTH123 - there is no Path for an open handle
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _refused("FILE-UNREADABLE", file, found=error.strerror or type(error).__name__)
    return decode_text(data, file=file)


def decode_text(data: bytes, *, file: str) -> FileText:
    """The text in `data`; a byte order mark is dropped, CRLF and CR become line feeds."""
    if len(data) > MAX_BYTES:
        return FileText(content=None, problems=(too_large(file),))
    try:
        content = with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error.start, file)
    if not content.strip():
        return _refused("FILE-EMPTY", file)
    control = control_character(content, file=file)
    return FileText(content=None, problems=(control,)) if control else FileText(content=content)


def with_line_feeds(text: str) -> str:
    """`text` without a byte order mark, each of its lines ended by a single line feed."""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def too_large(file: str) -> Problem:
    """The problem of a file that is larger than a text may be."""
    return Problem(code="FILE-TOO-LARGE", place=Place(file=file), wanted=(f"{MAX_BYTES // 1024} KB",))


def control_character(text: str, *, file: str, first_line: int = 1, pattern: re.Pattern[str] = _CONTROL) -> Problem | None:
    """The problem of the first character of `text` that has no place in a text, if there is one."""
    found = pattern.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    line_start = before.rfind("\n") + 1
    place = Place(file=file, line=first_line + before.count("\n"), column=found.start() - line_start + 1)
    return Problem(code="TEXT-CONTROL-CHARACTER", place=place, found=f"U+{ord(found.group()):04X}")


def _refused(code: str, file: str, *, line: int = 1, found: str = "") -> FileText:
    return FileText(content=None, problems=(Problem(code=code, place=Place(file=file, line=line), found=found),))


def _wrong_encoding(data: bytes, bad: int, file: str) -> FileText:
    if _looks_like_utf_16(data):
        return _refused("FILE-ENCODING-UTF16", file)
    line = data.count(b"\n", 0, bad) + 1
    if _looks_like_gb18030(data):
        return _refused("FILE-ENCODING-GB18030", file, line=line)
    return _refused("FILE-ENCODING", file, line=line, found=f"0x{data[bad]:02X}")


def _looks_like_utf_16(data: bytes) -> bool:
    """Whether `data` begins with a UTF-16 (or 32) mark, or has a NUL in many of its first bytes, as Latin letters do."""
    sample = data[:_SAMPLE]
    return sample.startswith((b"\xff\xfe", b"\xfe\xff")) or sample.count(0) * 4 > len(sample)


def _looks_like_gb18030(data: bytes) -> bool:
    """Whether `data` reads as GB18030 and hardly anything of it as UTF-8.

    GB18030 takes nearly any bytes, so that a UTF-8 file with one broken byte often passes for it: hence the second half.
    """
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    read_as_utf_8 = data.decode("utf-8", errors="replace")
    broken = read_as_utf_8.count("\ufffd")
    whole = sum(character > "\u07ff" for character in read_as_utf_8) - broken
    return broken > max(whole, 1)  # one alone is a slip, or the end of a file that was cut off
