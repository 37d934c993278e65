"""References between records: each names a record that exists."""

import posixpath
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from huiguan.model.kind import KIND_OF
from huiguan.model.markdown_text import links
from huiguan.model.record import Record
from huiguan.model.reference import Reference, references
from huiguan.problem import Place, Problem, field_name
from huiguan.read.tree import WHOLE_TABLE


def check_references(record: Record, ids: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """A problem for each reference that hits nothing; `ids` holds the known ids of each kind, drafts included."""
    for reference in references(record):
        if any(reference.id in ids.get(kind, ()) or WHOLE_TABLE in ids.get(kind, ()) for kind in reference.kinds):
            continue
        yield Problem(
            code="REFERENCE-UNKNOWN",
            place=record.origin.places.of_value(reference.path),
            field=field_name(reference.path),
            found=reference.id,
            wanted=_near(reference, ids),
            details=(("kind", ",".join(reference.kinds)), ("folder", _folder(reference))),
        )


def check_text_links(record: Record, files: frozenset[str]) -> Iterator[Problem]:
    """A problem for each relative link in the body or a chapter that leads to no file of the club.

    `files` are the files of all records and their attachments, relative to the root.
    """
    yield from _check_links_in(record.body, record.origin.file, record.origin.body_line, files)
    for name, (text, first_line) in record.origin.texts.items():
        yield from _check_links_in(text, f"{record.origin.folder}/{name}", first_line, files)


def _check_links_in(text: str, file: str, first_line: int, files: frozenset[str]) -> Iterator[Problem]:
    base = posixpath.dirname(file)
    for link in links(text):
        target = unquote(link.target.partition("#")[0].partition("?")[0])
        if not target or ":" in target.split("/")[0] or target.startswith("//"):
            continue
        if file_at(base, target, files) is None:
            yield Problem(
                code="LINK-BROKEN",
                place=Place(file=file, line=first_line + link.line - 1, column=link.column),
                found=link.target,
                wanted=_near_files(base, target, files),
            )


def file_at(base: str, target: str, files: frozenset[str]) -> str | None:
    """The file of the club that a relative link means, or None; a folder means the index file in it."""
    path = posixpath.normpath(posixpath.join(base, target))
    for candidate in (path, f"{path}/index.md", f"{path}/index.yml", f"{path}.md", f"{path}.yml"):
        if candidate in files:
            return candidate
    return None


def _near(reference: Reference, ids: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    known = sorted({record_id for kind in reference.kinds for record_id in ids.get(kind, ())})
    return tuple(get_close_matches(reference.id, known, n=3, cutoff=0.5))


def _near_files(base: str, target: str, files: frozenset[str]) -> tuple[str, ...]:
    relative = sorted(posixpath.relpath(file, base or ".") for file in files)
    return tuple(get_close_matches(target, relative, n=2, cutoff=0.6))


def _folder(reference: Reference) -> str:
    return ", ".join(KIND_OF[name].folder for name in reference.kinds if name in KIND_OF)
