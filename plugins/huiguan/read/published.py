"""Reads the record of what was published last. It may come from anywhere, so nothing in it is believed before it is checked."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from huiguan.model.published import FORMAT, Published, PublishedDate, PublishedEntry
from huiguan.model.visibility import Visibility
from huiguan.problem import Place, Problem, Severity

MOST_BYTES = 32_000_000
_LARGEST = 2**31  # of a SEQUENCE
_UID = re.compile(r"[a-z0-9-]{1,200}(\+\d{8})?@[a-z0-9.-]{1,253}")
_START = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}[+-]\d{2}:\d{2}(:\d{2})?)?")
_STATUS = re.compile(r"[a-z]{1,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRelease:
    """The record of the last release as it lies there: where, and its bytes; None where a file was named that is not there."""

    file: str
    content: bytes | None


def read_published(last: LastRelease) -> tuple[Published | None, list[Problem]]:
    """The record, or None and a warning: a build never fails for it."""
    if last.content is None:
        return None, [_problem("RELEASE-RECORD-MISSING", last)]
    try:
        return _published(last.content), []
    except (ValueError, TypeError, KeyError, RecursionError):
        return None, [_problem("RELEASE-RECORD-BROKEN", last)]


def _problem(code: str, last: LastRelease) -> Problem:
    return Problem(code=code, place=Place(file=last.file), severity=Severity.WARNING)


def _published(content: bytes) -> Published:
    """The record.

    Raises:
        ValueError, TypeError, KeyError, RecursionError: It is not one of ours.
    """
    if len(content) > MOST_BYTES:
        raise ValueError("too large")
    document = json.loads(content.decode("utf-8"))
    if document["format"] != FORMAT:
        raise ValueError("another format")
    entries = {entry.uid: entry for entry in map(_entry, document["entries"])}
    return Published(edition=Visibility(document["edition"]), entries=dict(sorted(entries.items())))


def _entry(row: Any) -> PublishedEntry:  # noqa: ANN401 - whatever stands in the file
    sequence = row["sequence"]
    if type(sequence) is not int or not 0 <= sequence < _LARGEST:
        raise ValueError("no sequence")
    dates = tuple(_dates(row["dates"]))
    if len({one.original for one in dates}) != len(dates):
        raise ValueError("one day twice")
    return PublishedEntry(uid=_text(row["uid"], _UID), sequence=sequence, dates=dates)


def _dates(rows: Any) -> Iterator[PublishedDate]:  # noqa: ANN401 - whatever stands in the file
    for original, start, status in rows:
        if original != "":
            date.fromisoformat(original)
        found = PublishedDate(original=original, start=_text(start, _START), status=_text(status, _STATUS))
        _ = found.day  # a day that there is not is none of ours
        yield found


def _text(value: Any, wanted: re.Pattern[str]) -> str:  # noqa: ANN401 - whatever stands in the file
    """The value, if all of it is as wanted: it will stand in messages, in terminals too."""
    if not isinstance(value, str) or not wanted.fullmatch(value):
        raise ValueError("not as we write it")
    return value
