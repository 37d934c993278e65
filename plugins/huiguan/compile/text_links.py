"""Links in members' texts, written as on GitHub: relative to the file, to another record's file or to a file beside it."""

import posixpath

from huiguan.compile.address import Addresses
from huiguan.model.club import Club
from huiguan.model.record import Record


def resolved(target: str, record: Record, club: Club, addresses: Addresses) -> str | None:
    """The source path (with its anchor) that a relative link means, or None where the edition has no such page or file."""
    path, hash_, anchor = target.partition("#")
    if not path:
        return f"{addresses.page_of(record)}{hash_}{anchor}"
    base = posixpath.dirname(record.origin.file)
    file = posixpath.normpath(posixpath.join(base, path.partition("?")[0]))
    found = _page(file, club, addresses)
    if found:
        return f"{found}{hash_}{anchor}"
    return _file(file, record, club, addresses)


def _page(file: str, club: Club, addresses: Addresses) -> str | None:
    for candidate in (file, f"{file}/index.md", f"{file}/index.yml", f"{file}.md", f"{file}.yml"):
        record = club.at_file(candidate)
        if record is not None:
            return addresses.page_of(record)
    for record in club.whitepapers:
        folder = record.origin.folder
        chapter = file.removeprefix(f"{folder}/") if folder else ""
        if chapter in {entry.file for entry in record.chapters}:
            return addresses.chapter(record, chapter)
    return f"{file.removeprefix('docs/')}" if file.startswith("docs/") and file.endswith(".md") else None


def _file(file: str, record: Record, club: Club, addresses: Addresses) -> str | None:
    """The compiled place of a file beside this record, or beside another one that shows it."""
    for owner in (record, *(other for other in club if other.origin.folder and file.startswith(f"{other.origin.folder}/"))):
        folder = owner.origin.folder
        name = file.removeprefix(f"{folder}/") if folder else ""
        if name and name in owner.origin.attachments:
            return f"{addresses.folder(*owner.key)}/{name}"
    return None
