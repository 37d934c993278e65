"""Files that a record offers: their links, sizes, and their bytes in the compiled tree."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huiguan.compile.output import File
from huiguan.compile.press import Press
from huiguan.compile.view import View
from huiguan.model.record import Knowledge, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file to take away."""

    title: str
    ending: str
    size: str
    url: str


def downloads_of(record: Record, files: Iterable[tuple[str, str | None]], v: View) -> list[Download]:
    """A link for each (file, title) that lies in the record's folder."""
    found = []
    for name, title in files:
        content = _content(record, name)
        if content is None:
            continue
        stem, ending = posixpath.splitext(posixpath.basename(name))
        ending = ending.lower().removeprefix(".")
        found.append(Download(title=title or stem, ending=ending, size=human_size(content), url=v.file(record, name)))
    return found


def files_of(record: Knowledge, press: Press, extra: Iterable[str] = ()) -> Iterator[File]:
    """The record's files for the compiled tree; what the edition may not have, the gate has taken out."""
    place = press.addresses.file
    for name, path in sorted(record.origin.attachments.items()):
        yield File(path=place(*record.key, name), copied_from=path)
    for name in dict.fromkeys([*extra, *(entry.file for entry in record.attachments)]):
        if name in record.origin.texts:
            yield File(path=place(*record.key, name), content=record.origin.texts[name][0].encode())


def _content(record: Record, name: str) -> int | None:
    """The size of a file in bytes, or None where it is not there."""
    if name in record.origin.attachments:
        return record.origin.attachments[name].stat().st_size
    return len(record.origin.texts[name][0].encode()) if name in record.origin.texts else None


def human_size(size: int) -> str:
    """A size in kB or MB."""
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
