"""The files of a template, to be told apart and checked by whoever takes them along."""

import hashlib
import posixpath
from collections.abc import Iterator

from huiguan.compile.downloads import human_size
from huiguan.compile.json_ld.write import Node
from huiguan.compile.view import View
from huiguan.model.template import Template

# Written out: Python's own list depends on what the machine has installed.
FORMATS = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def encodings(template: Template, v: View) -> list[Node]:
    """Each file that the page offers, with its size as it stands there and the SHA-256 of its bytes."""
    return list(_encodings(template, v))


def _encodings(template: Template, v: View) -> Iterator[Node]:
    for entry in template.files:
        content = _content(template, entry.file)
        if content is None:
            continue
        name, ending = posixpath.splitext(posixpath.basename(entry.file))
        yield {
            "@type": "MediaObject",
            "name": entry.title or name,
            "contentUrl": v.absolute(v.edition.addresses.file(*template.key, entry.file)),
            "contentSize": human_size(len(content)),
            "encodingFormat": FORMATS.get(ending.lower().removeprefix(".")),
            "sha256": hashlib.sha256(content).hexdigest(),
        }


def _content(template: Template, name: str) -> bytes | None:
    origin = template.origin
    if name in origin.attachments:
        return origin.attachments[name].read_bytes()
    return origin.texts[name][0].encode() if name in origin.texts else None
