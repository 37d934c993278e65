"""References between records: each names a record that exists."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from huiguan.model.file_name import plain_name
from huiguan.model.kind import KIND_OF
from huiguan.model.markdown_text import Link, links, path_in
from huiguan.model.record import Record, RunningTexts
from huiguan.model.reference import Reference, references
from huiguan.model.several import as_list, several_in
from huiguan.problem import Place, Problem, field_name
from huiguan.read.ident import is_id
from huiguan.read.tree import WHOLE_TABLE

# An address of another site, without its beginning.
_ADDRESS = re.compile(r"(?:www\.[\w-]+\.|[\w-]+\.(?:com|cn|net|org)(?:/|$))")

Ids = Mapping[str, frozenset[str]]
Names = Mapping[str, Mapping[str, str]]
"""By kind, the id of whom or what a name or a title stands for."""


def check_references(record: Record, ids: Ids, names: Names) -> Iterator[Problem]:
    """A problem for each reference that hits nothing; `ids` holds the known ids of each kind, drafts included."""
    for reference in references(record):
        if any(reference.id in ids.get(kind, ()) or WHOLE_TABLE in ids.get(kind, ()) for kind in reference.kinds):
            continue
        known = frozenset(record_id for kind in reference.kinds for record_id in ids.get(kind, ()))
        parts = _several(reference, known, names)
        wanted = parts or _named(reference.id, reference, names)
        wanted = wanted or tuple(get_close_matches(reference.id, sorted(known), n=3, cutoff=0.5))
        yield Problem(
            code="SEVERAL-IN-ONE" if parts else "REFERENCE-UNKNOWN" if wanted or not _is_person(reference) else "PERSON-UNKNOWN",
            place=record.origin.places.of_value(reference.path),
            field=field_name(reference.path),
            found=reference.id,
            wanted=wanted,
            details=(
                ("kind", ",".join(reference.kinds)),
                ("folder", _folder(reference)),
                ("written", as_list(parts)),
                ("credit", f"{{name: {reference.id}}}"),
            ),
        )


def _is_person(reference: Reference) -> bool:
    """Whether a name was typed, not an id, where someone who is no member may stand."""
    return "member" in reference.kinds and not is_id(reference.id.lower().replace("_", "-"))


def _several(reference: Reference, known: frozenset[str], names: Names) -> tuple[str, ...]:
    """The ids of those that one text names, by id or as they are called; none where it names one, or someone unknown."""
    parts = several_in(reference.id, lambda part: part in known or bool(_named(part, reference, names)))
    return tuple(part if part in known else _named(part, reference, names)[0] for part in parts)


def _named(typed: str, reference: Reference, names: Names) -> tuple[str, ...]:
    """The ids of those who are called as was typed."""
    return tuple(names[kind][typed] for kind in reference.kinds if typed in names.get(kind, {}))


def check_text_links(texts: RunningTexts, folder: str, files: frozenset[str]) -> Iterator[Problem]:
    """A problem for each relative link in a body or a chapter that leads to no file of the club.

    `folder` is the record's own, or the one that it would have. `files` are the files of all records and their attachments,
    relative to the root.
    """
    for text, file, first_line in texts:
        for link in _broken_links(text, posixpath.dirname(file), files):
            yield Problem(
                code="PICTURE-MISSING" if link.is_image else "LINK-BROKEN",
                place=Place(file=file, line=first_line + link.line - 1, column=link.column),
                found=link.target,
                wanted=_near_files(posixpath.dirname(file), _path_of(link), files),
                details=(("folder", folder),) if link.is_image else (),
            )


def _broken_links(text: str, base: str, files: frozenset[str]) -> Iterator[Link]:
    for link in links(text):
        target = _path_of(link)
        if not target or ":" in target.split("/")[0] or target.startswith("//"):
            continue
        if file_at(base, target, files) is None:
            yield link


def _path_of(link: Link) -> str:
    return unquote(path_in(link.target))


def file_at(base: str, target: str, files: frozenset[str]) -> str | None:
    """The file of the club that a relative link means, or None; a folder means the index file in it."""
    path = posixpath.normpath(posixpath.join(base, target))
    for candidate in (path, f"{path}/index.md", f"{path}/index.yml", f"{path}.md", f"{path}.yml"):
        if candidate in files:
            return candidate
    return None


def _near_files(base: str, target: str, files: frozenset[str]) -> tuple[str, ...]:
    if _ADDRESS.match(target):
        return (f"https://{target}",)
    at_address = f"/{target.rstrip('/').rpartition('/')[2]}"
    pages = [file for file in files if target.endswith("/") and _stem(file).endswith(at_address)]
    if pages:
        return tuple(sorted(posixpath.relpath(file, base or ".") for file in pages)[:2])
    relative = sorted(posixpath.relpath(file, base or ".") for file in files)
    alike = tuple(file for file in relative if plain_name(file) == plain_name(target))  # on the web a capital is another letter
    return alike[:2] or tuple(get_close_matches(target, relative, n=2, cutoff=0.6))


def _stem(file: str) -> str:
    return posixpath.splitext(file)[0].removesuffix("/index")


def _folder(reference: Reference) -> str:
    return ", ".join(KIND_OF[name].folder for name in reference.kinds if name in KIND_OF)
