"""The files of the search index: a manifest under a fixed name, all others in a folder named after what they hold."""

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

from huiguan.compile.address import Addresses, split_anchor
from huiguan.compile.facet import Value
from huiguan.compile.output import File
from huiguan.compile.search.document import PAGE, Document
from huiguan.compile.search.facets import NAMES, column, day_number
from huiguan.compile.search.fold import simplified
from huiguan.compile.search.index import Index
from huiguan.compile.search.lexicon import files_of_characters, files_of_sounds, pairs_by_sound, syllables, words_by_letter
from huiguan.compile.search.self_test import prove
from huiguan.compile.search.shards import shards_of
from huiguan.compile.search.terms import is_han
from huiguan.model.kind import KINDS
from huiguan.wording import Words

FOLDER = "assets/search"
MANIFEST = f"{FOLDER}/index.json"
LONGEST_TEXT = 1600  # characters of a body that a result may quote from
MOST_LABELS = 6
MOST_TITLES = 2000  # that are kept for when the network fails
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def files_of(
    documents: Sequence[Document], index: Index, phrases: dict[str, list[str]], *, addresses: Addresses, words: Words
) -> Iterator[File]:
    """All files of the index; the same documents make the same bytes.

    Raises:
        HuiguanError: The index does not find the titles of its own documents.
    """
    shards = shards_of(index.postings, phrases)
    prove(documents, shards)
    sounds = files_of_sounds(pairs_by_sound(index))
    characters = files_of_characters(index)
    letters = words_by_letter(_spellings(index, phrases))
    parts: list[tuple[str, bytes]] = [
        *((f"t{number}.bin", shard) for number, shard in enumerate(shards)),
        *((f"s{number}.json", _json(part)) for number, part in enumerate(sounds)),
        *((f"w{letter}.json", _json(found)) for letter, found in letters.items()),
        *((f"r{number}.json", _json(_record(document, addresses))) for number, document in enumerate(documents)),
        *((f"c{number}.json", _json(part)) for number, part in enumerate(characters)),
        ("syllables.json", _json(syllables())),
        ("facets.json", _json(_facets(documents, words))),
        ("titles.json", _json([_title(document, addresses) for document in documents[:MOST_TITLES]])),
    ]
    traditional, plain = _characters(index, phrases)
    manifest = {
        "documents": index.size,
        "shards": len(shards),
        "sounds": len(sounds),
        "characters": len(characters),
        "letters": "".join(letters),
        "traditional": traditional,
        "simplified": plain,
        "kinds": {name: words(f"site.kinds.{name}") for name in (*(kind.name for kind in KINDS if kind.has_pages), PAGE)},
    }
    version = _version([*parts, ("", _json(manifest))])
    yield File(path=MANIFEST, content=_json({"version": version, **manifest}))
    for name, content in parts:
        yield File(path=f"{FOLDER}/{version}/{name}", content=content)


def _version(parts: list[tuple[str, bytes]]) -> str:
    digest = blake2b(digest_size=6)
    for name, content in parts:
        digest.update(f"{name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def _json(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    return _ENCODER.encode(value).encode()


def _record(document: Document, addresses: Addresses) -> list[Any]:
    left = LONGEST_TEXT
    sections = []
    for section in document.sections:
        text = section.text[:left]
        left -= len(text)
        if text or section.heading:
            sections.append([section.anchor, section.heading, text])
    return [
        document.kind,
        document.title,
        _url(document, addresses),
        document.where,
        document.date,
        document.tag,
        document.summary,
        sections,
    ]


def _title(document: Document, addresses: Addresses) -> list[Any]:
    words = " ".join((*document.names, *document.words[:MOST_LABELS]))
    return [document.kind, document.title, _url(document, addresses), document.where, document.date, document.tag, words]


def _url(document: Document, addresses: Addresses) -> str:
    path, anchor = split_anchor(document.path)
    return addresses.of(path) + anchor


def _facets(documents: Sequence[Document], words: Words) -> dict[str, Any]:
    kinds = {
        name: Value(facet="kind", id=name, label=words(f"site.kinds.{name}")) for name in {found.kind for found in documents}
    }
    values = [(kinds[document.kind], *document.values) for document in documents]
    columns = [column(name, values) for name in ("kind", *NAMES)]
    return {
        "columns": [found.as_json(words(f"site.facet.{found.name}")) for found in columns if found.values],
        "days": [day_number(document.date) for document in documents],
    }


def _spellings(index: Index, phrases: dict[str, list[str]]) -> Iterator[str]:
    """Words of letters that may be meant by one with a slip: those of the documents, and those that have synonyms."""
    yield from (term for term in index.postings if term.isascii())
    for texts in phrases.values():
        for text in texts:
            yield from (word for word in text.partition("\n")[0].split() if word.isascii())


def _characters(index: Index, phrases: dict[str, list[str]]) -> tuple[str, str]:
    """The traditional characters of which the simplified one is of use here, and these."""
    used = {char for term in index.postings if is_han(term) for char in term}
    used |= {char for texts in phrases.values() for text in texts for char in text.partition("\n")[0]}
    pairs = [(chr(code), plain) for code, plain in simplified().items() if plain in used]
    return "".join(char for char, _ in pairs), "".join(plain for _, plain in pairs)
