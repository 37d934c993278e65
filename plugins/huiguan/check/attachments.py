"""Files that a record offers: they exist in its own folder, are of a kind that is safe to open, and are what they say."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from huiguan.model.case import Case
from huiguan.model.file_name import linked_name, plain_name
from huiguan.model.group import Group
from huiguan.model.markdown_text import links
from huiguan.model.record import Knowledge, Record
from huiguan.model.template import Template
from huiguan.model.whitepaper import Whitepaper
from huiguan.problem import FieldPath, Place, Problem, Severity, field_name

LIMIT = 10 * 1024 * 1024
UNPACKED_LIMIT = 100 * 1024 * 1024

# Ending to the bytes that such a file begins with; an empty tuple: plain text.
KNOWN_TYPES: dict[str, tuple[bytes, ...]] = {
    "xlsx": (b"PK\x03\x04",),
    "docx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "svg": (),
    "csv": (),
    "txt": (),
    "md": (),
}
_OFFICE = frozenset({"xlsx", "docx", "pptx"})
_MACRO_PARTS = ("vbaproject.bin", "/activex/", "/embeddings/oleobject")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_MOST_PARTS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One file that a record names, and the field in which it does."""

    path: FieldPath
    file: str
    place: Place | None = None
    """Where a text shows it; without it, it stands in the field."""


def offered_files(record: Record) -> Iterator[Offered]:
    """Every file that a record names, but chapters."""
    if isinstance(record, Knowledge):
        for index, attachment in enumerate(record.attachments):
            yield Offered(path=("attachments", index, "file"), file=attachment.file)
    if isinstance(record, Template):
        for index, file in enumerate(record.files):
            yield Offered(path=("files", index, "file"), file=file.file)
    if isinstance(record, Case):
        for index, metric in enumerate(record.metrics):
            if metric.source and metric.source.evidence:
                yield Offered(path=("metrics", index, "source", "evidence"), file=metric.source.evidence)
    if isinstance(record, Group) and record.entry and record.entry.qr:
        yield Offered(path=("entry", "qr"), file=record.entry.qr)


def _shown_files(record: Record) -> Iterator[Offered]:
    """Files beside the record that are in no field for files: what its texts show or link to goes onto the site as well.

    So does one that any other field happens to name, as the gate takes every text for the name of a file.
    """
    if not record.origin.attachments:
        return
    files = {plain_name(name): name for name in record.origin.attachments}
    for offered in offered_files(record):
        files.pop(plain_name(offered.file), None)
    for target, place in _targets(record):
        if name := files.pop(plain_name(target), None):
            yield Offered(path=("body",), file=name, place=place)
    for path, text in record.texts_of_fields():
        if name := files.pop(plain_name(text), None):
            yield Offered(path=path, file=name)


def _targets(record: Record) -> Iterator[tuple[str, Place]]:
    """What the body and the texts beside it link to or show, each with its place."""
    for text, file, first_line in record.running_texts():
        for link in links(text):
            place = Place(file=file, line=first_line + link.line - 1, column=link.column)
            yield linked_name(link.target, record.origin.folder), place


def check_attachments(record: Record) -> Iterator[Problem]:
    """A problem for each named file that is missing, lies elsewhere, or may not be published."""
    for offered in (*offered_files(record), *_shown_files(record)):
        yield from _check_file(record, offered)


def _check_file(record: Record, offered: Offered) -> Iterator[Problem]:
    place = PurePosixPath(offered.file.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or ":" in offered.file:
        yield _problem(record, offered, "ATTACHMENT-OUTSIDE", wanted=(place.name,))
        return
    ending = place.suffix.lower().removeprefix(".")
    if ending not in KNOWN_TYPES:
        yield _problem(record, offered, "ATTACHMENT-TYPE", wanted=tuple(KNOWN_TYPES))
        return
    found = record.origin.attachments.get(offered.file)
    if found is None and ending == "md" and offered.file in record.origin.texts:
        return
    if found is None and record.origin.folder is None:
        index = f"index{PurePosixPath(record.origin.file).suffix}"
        yield _problem(record, offered, "ATTACHMENT-NO-FOLDER", wanted=(index,))
        return
    if found is None:
        yield _problem(record, offered, "ATTACHMENT-MISSING", wanted=_near_names(offered.file, record.origin.attachments))
        return
    yield from _check_content(record, offered, found, ending)


def _check_content(record: Record, offered: Offered, found: Path, ending: str) -> Iterator[Problem]:
    size = found.stat().st_size
    if size > LIMIT:
        yield _problem(record, offered, "ATTACHMENT-LARGE", details=(("size", f"{size / 1024 / 1024:.1f} MB"), ("most", "10 MB")))
        return
    starts = KNOWN_TYPES[ending]
    with found.open("rb") as stream:
        head = stream.read(16)
    if starts and not head.startswith(starts):
        yield _problem(record, offered, "ATTACHMENT-NOT-WHAT-IT-SAYS", details=(("ending", ending),))
    elif ending in _OFFICE:
        yield from _check_office(record, offered, found)
    elif ending == "svg":
        yield from _check_svg(record, offered, found)


def _check_office(record: Record, offered: Offered, found: Path) -> Iterator[Problem]:
    """Reads the archive's directory and its relations alone; nothing is unpacked beyond 64 kB a part."""
    try:
        with zipfile.ZipFile(found) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT or len(entries) > _MOST_PARTS:
                yield _problem(record, offered, "ATTACHMENT-LARGE", details=(("size", "> 100 MB"), ("most", "100 MB")))
                return
            relations = [entry for entry in entries if entry.filename.endswith(".rels") and entry.file_size < 65536]
            outside = any(_leads_outside(archive.read(entry)) for entry in relations)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        yield _problem(record, offered, "ATTACHMENT-NOT-WHAT-IT-SAYS", details=(("ending", found.suffix[1:]),))
        return
    names = [f"/{entry.filename.lower()}" for entry in entries]
    if any(part in name for name in names for part in _MACRO_PARTS):
        yield _problem(record, offered, "ATTACHMENT-MACRO")
    elif outside:
        yield _problem(record, offered, "ATTACHMENT-EXTERNAL-LINK", severity=Severity.WARNING)


def _leads_outside(relations: bytes) -> bool:
    """Whether opening the document would ask for a file elsewhere; a link that a reader may follow is none of that."""
    return any(_OUTSIDE.search(found) and b"/hyperlink" not in found for found in _RELATION.findall(relations))


def _near_names(file: str, names: Iterable[str]) -> tuple[str, ...]:
    """The files that may have been meant, nearest first; the first ones where none is near."""
    known = list(names)
    return tuple(get_close_matches(file, known, n=3, cutoff=0.4) or known[:3])


def _check_svg(record: Record, offered: Offered, found: Path) -> Iterator[Problem]:
    from huiguan.check.svg import unsafe_part

    part = unsafe_part(found.read_bytes())
    if part:
        yield _problem(record, offered, "ATTACHMENT-SVG-UNSAFE", details=(("part", part),))


def check_chapters(record: Whitepaper) -> Iterator[Problem]:
    """A problem for each chapter that has no file, for each that is listed twice, and for each file that is not listed."""
    for index, chapter in enumerate(record.chapters):
        offered = Offered(path=("chapters", index, "file"), file=chapter.file)
        if chapter.file not in record.origin.texts:
            yield _problem(record, offered, "CHAPTER-MISSING", wanted=_near_names(chapter.file, record.origin.texts))
        if [other.file for other in record.chapters].index(chapter.file) != index:
            yield _problem(record, offered, "CHAPTER-TWICE")
    named = {chapter.file for chapter in record.chapters}
    for name in sorted(set(record.origin.texts) - named):
        offered = Offered(path=("chapters",), file=name)
        yield _problem(record, offered, "CHAPTER-UNNAMED", severity=Severity.WARNING)


def _problem(
    record: Record,
    offered: Offered,
    code: str,
    *,
    wanted: tuple[str, ...] = (),
    details: tuple[tuple[str, str], ...] = (),
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(
        code=code,
        place=offered.place or record.origin.places.of_value(offered.path),
        severity=severity,
        field=field_name(offered.path),
        found=offered.file,
        wanted=wanted,
        details=(("folder", record.origin.folder or record.origin.file.rpartition(".")[0]), *details),
    )
