"""What search knows of a page, as a search server takes it: one flat record, whole, under an id that stays."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TypeAlias

from huiguan.compile.address import Addresses
from huiguan.compile.output import File
from huiguan.compile.search.document import Document
from huiguan.compile.search.export_sounds import sounds_of
from huiguan.compile.search.facets import NAMES
from huiguan.wording import Words

Record: TypeAlias = dict[str, str | int | float | list[str]]

# What is looked through, the most telling first, and what is shown or chosen by.
SEARCHED = ("title", "names", "words", "headings", "summary", "where", "tag", "sounds", "body")
SEVERAL = frozenset({"names", "words", "headings", "sounds"})
FACETS = ("kind", *NAMES)
SHOWN = ("url", "path", "date")
# A server takes 100 MB at once; a proxy before it often takes 10.
MOST_BYTES = 10_000_000
_LONGEST_NAME = 80
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_]+")


def record_of(document: Document, addresses: Addresses, words: Words) -> Record:
    """The record of one document; a document without a date has neither `date` nor `time`.

    Each facet stands twice, as ids and as what readers call them; `time` is the first second of the day in seconds since 1970,
    UTC.
    """
    url = addresses.absolute(document.path)
    record: Record = {
        "id": id_of(document.path),
        "kind": document.kind,
        "kind_label": words(f"site.kinds.{document.kind}"),
        "title": document.title,
        "names": list(document.names),
        "summary": document.summary,
        "words": list(document.words),
        "headings": [section.heading for section in document.sections if section.heading],
        "body": "\n".join(section.text for section in document.sections if section.text),
        "where": document.where,
        "tag": document.tag,
        "sounds": sounds_of((document.title, *document.names, *document.words)),
        "url": url,
        "path": url.removeprefix(addresses.site_url),
        "weight": document.weight,
    }
    if document.date:
        record |= {"date": document.date, "time": _seconds(document.date)}
    for name in NAMES:
        values = [value for value in document.values if value.facet == name]
        record |= {name: [value.id for value in values], f"{name}_label": [value.label for value in values]}
    return record


def id_of(path: str) -> str:
    """The id of a document: letters, digits, hyphens and underscores, which every server takes, and the same in each export."""
    name = _NOT_IN_IDS.sub("-", path.removesuffix(".md").replace("/", "_")).strip("-")[:_LONGEST_NAME]
    return f"{name}-{blake2b(path.encode(), digest_size=6).hexdigest()}"


def as_line(value: object) -> bytes:
    """The value as JSON in one line, its end included."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_page(value: object) -> bytes:
    """The value as JSON that people read."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def in_parts(entries: Iterable[bytes], name: str, ending: str) -> Iterator[File]:
    """The entries in as few files below MOST_BYTES as their order allows: `name-001.ending` and so on.

    An entry is never cut, so that one that is longer by itself makes a longer file.
    """
    number, part, size = 1, list[bytes](), 0
    for entry in entries:
        if part and size + len(entry) >= MOST_BYTES:
            yield _part(name, number, ending, part)
            number, part, size = number + 1, [], 0
        part.append(entry)
        size += len(entry)
    if part:
        yield _part(name, number, ending, part)


def _part(name: str, number: int, ending: str, entries: list[bytes]) -> File:
    return File(path=f"{name}-{number:03}.{ending}", content=b"".join(entries))


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
