"""The files beside a record: attachments by their path, and chapters as text."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from huiguan.problem import Place, Problem
from huiguan.read.folder import Entry, Findings, list_folder, shown_name
from huiguan.read.ident import is_reserved
from huiguan.read.record import Text
from huiguan.read.text import read_text

MAX_FILES = 200
MAX_NAME = 120
MAX_DEPTH = 3
# One more main file: of another kind's form, or a page that would pass for the record's own.
_SECOND_INDEXES = frozenset({"index.md", "index.yml", "index.yaml", "index.html", "index.htm"})
# What Windows cannot have in a name, what shows as nothing or turns the direction, and what could leave the folder.
_REFUSED_IN_NAME = re.compile(
    '[\\\\/:*?"<>|\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]|^[\\s~-]|[\\s.]$'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFolder:
    """The other files of a record's folder, both sorted by their path in it."""

    attachments: dict[str, Path] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)


def read_record_folder(root: Path, folder: str, index: Entry, findings: Findings) -> RecordFolder:
    """Reads what lies in `folder` beside its `index`: Markdown next to it as text, everything else by its path."""
    files: dict[str, Entry] = {}
    _collect(root, folder, "", files, findings)
    del files[index.name]
    if len(files) > MAX_FILES:
        place, limit = Place(file=index.file), (str(MAX_FILES),)
        findings.add(Problem(code="ATTACHMENT-COUNT", place=place, found=str(len(files)), wanted=limit))
    attachments: dict[str, Path] = {}
    texts: dict[str, Text] = {}
    folded: dict[str, str] = {}
    for name in sorted(files)[:MAX_FILES]:
        entry = files[name]
        first = folded.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name:
            findings.add(Problem(code="ATTACHMENT-COLLIDES", place=Place(file=entry.file), found=name, wanted=(first,)))
        elif name in _SECOND_INDEXES:
            if not (name.startswith("index.y") and index.name.startswith("index.y")):  # else reported by its id
                findings.unexpected(entry.file, index.file)
        elif name == entry.name and name.endswith(".md"):
            _read_chapter(entry, texts, findings)
        else:
            attachments[name] = Path(entry.path)
    return RecordFolder(attachments=attachments, texts=texts)


def _collect(root: Path, folder: str, below: str, files: dict[str, Entry], findings: Findings) -> None:
    """Gathers the files of `folder` and of its sub-folders by their path in the record's folder."""
    listing = list_folder(root, folder)
    findings.add(*listing.problems)
    for entry in listing.entries:
        name = below + entry.name
        if not _has_good_name(entry.name):
            shown = shown_name(entry.name)
            findings.add(Problem(code="ATTACHMENT-NAME", place=Place(file=shown_name(entry.file)), found=shown))
        elif not entry.is_folder:
            files[name] = entry
        elif name.count("/") >= MAX_DEPTH:
            limit = (str(MAX_DEPTH),)
            findings.add(Problem(code="ATTACHMENT-DEPTH", place=Place(file=entry.file), found=name, wanted=limit))
        else:
            _collect(root, entry.file, f"{name}/", files, findings)


def _has_good_name(name: str) -> bool:
    return len(name) <= MAX_NAME and not _REFUSED_IN_NAME.search(name) and not is_reserved(name)


def _read_chapter(entry: Entry, texts: dict[str, Text], findings: Findings) -> None:
    text = read_text(entry.path, file=entry.file)
    findings.add(*text.problems)
    if text.content is not None:
        texts[entry.name] = Text(content=text.content)
