"""Which files of a record's folder an edition may have: those that its visible fields and texts name."""

from collections.abc import Iterator
from dataclasses import replace

from huiguan.model.file_name import linked_name, plain_name
from huiguan.model.markdown_text import links
from huiguan.model.record import Knowledge, Record
from huiguan.model.template import Template
from huiguan.model.visibility import Visibility
from huiguan.model.whitepaper import Whitepaper


def hidden_names(record: Knowledge, edition: Visibility) -> frozenset[str]:
    """The plain names of the attachments that the edition may not have, by whatever other field they are named."""
    return frozenset(plain_name(entry.file) for entry in record.attachments if not edition.may_see(entry.visibility))


def with_visible_files(seen: Record, whole: Record, edition: Visibility) -> Record:
    """The record with visible fields, and with those of its files that they or its visible texts name.

    `whole` is the record before its fields were emptied.
    """
    origin = seen.origin
    if not origin.attachments and not origin.texts:
        return seen
    hidden = hidden_names(whole, edition) if isinstance(whole, Knowledge) else frozenset()
    texts = _texts(seen)
    wanted = {plain_name(name) for name in _named(seen, texts)} - hidden
    attachments = {name: path for name, path in origin.attachments.items() if plain_name(name) in wanted}
    return seen.model_copy(update={"origin": replace(origin, attachments=attachments, texts=texts)})


def _texts(record: Record) -> dict[str, tuple[str, int]]:
    """The Markdown files beside the record that its fields name: chapters, and files to take away."""
    named: set[str] = set()
    if isinstance(record, Knowledge):
        named = {entry.file for entry in record.attachments}
    if isinstance(record, Whitepaper):
        named |= {chapter.file for chapter in record.chapters}
    elif isinstance(record, Template):
        named |= {entry.file for entry in record.files}
    return {name: text for name, text in record.origin.texts.items() if name in named}


def _named(record: Record, texts: dict[str, tuple[str, int]]) -> Iterator[str]:
    """Every text of a field, since any may hold the name of a file, and what a text shows or links to."""
    yield from (text for _, text in record.texts_of_fields())
    for text in (record.body, *(text for text, _ in texts.values())):
        yield from (linked_name(link.target, record.origin.folder) for link in links(text))
