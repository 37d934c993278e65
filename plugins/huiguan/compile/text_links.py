"""Links in members' texts, written as on GitHub: relative to the file, to another record's file or to a file beside it."""

import posixpath
from collections.abc import Container

from huiguan.compile.address import Addresses
from huiguan.model.club import Club
from huiguan.model.record import Record


def resolved(
    target: str, record: Record, club: Club, addresses: Addresses, *, written: Container[str] = frozenset()
) -> str | None:
    """The source path (with its anchor) that a relative link means, or None where the edition has no such page or file.

    `written` are the source paths of the hand-written pages, whose files lie in `docs/`.
    """
    path, hash_, anchor = target.partition("#")
    if not path:
        return f"{addresses.page_of(record)}{hash_}{anchor}"
    base = posixpath.dirname(record.origin.file)
    file = posixpath.normpath(posixpath.join(base, path.partition("?")[0]))
    found = _page(file, club, addresses) or _hand_written(file, written)
    if found:
        return f"{found}{hash_}{anchor}"
    return _file(file, record, club, addresses)


def _page(file: str, club: Club, addresses: Addresses) -> str | None:
    for candidate in (file, f"{file}/index.md", f"{file}/index.yml", f"{file}.md", f"{file}.yml"):
        record = club.at_file(candidate)
        if record is not None:
            return addresses.source(*record.key)
    for record in club.whitepapers:
        folder = record.origin.folder
        chapter = file.removeprefix(f"{folder}/") if folder else ""
        if chapter in {entry.file for entry in record.chapters}:
            return addresses.chapter(record, chapter)
    return None


def _hand_written(file: str, written: Container[str]) -> str | None:
    page = file.removeprefix("docs/") if file.startswith("docs/") else ""
    return next((path for path in (page, f"{page}/index.md", f"{page}.md") if page and path in written), None)


def _file(file: str, record: Record, club: Club, addresses: Addresses) -> str | None:
    """The compiled place of a file beside this record, or beside another one that shows it."""
    for owner in (record, *(other for other in club if other.origin.folder and file.startswith(f"{other.origin.folder}/"))):
        folder = owner.origin.folder
        name = file.removeprefix(f"{folder}/") if folder else ""
        if name and (name in owner.origin.attachments or name in owner.origin.texts):
            return addresses.file(*owner.key, name)
    return None
