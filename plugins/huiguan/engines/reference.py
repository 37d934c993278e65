"""The pages of reference: every field of every kind of record, and every sentence of the checks.

They are made from `model/` and `wording/`, committed under `docs/reference/`, and renewed by
`python -m huiguan.engines.reference` in the club's folder; a test tells when one is stale.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from huiguan.engines.plain_type import blocks_in, plain_type
from huiguan.model.club import MODELS, ClubSettings
from huiguan.model.kind import KIND_OF, Form
from huiguan.model.record import Record
from huiguan.wording import Words, words_of
from huiguan.wording.sentence import choice_called, found_for, label_of

LANGUAGE = "zh-Hans"
FOLDER = "reference"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_MARKS = re.compile(r"([\\`*_{}\[\]|#])")


def reference_pages() -> Mapping[str, str]:
    """All pages: path below `docs/` to Markdown, sorted by path."""
    words = words_of(LANGUAGE)
    pages = {f"{FOLDER}/{name}.md": _page_of_kind(name, model, words) for name, model in MODELS.items()}
    pages[f"{FOLDER}/club.md"] = _page_of_club(words)
    pages[f"{FOLDER}/index.md"] = _index(words)
    pages[f"{FOLDER}/problems.md"] = _page_of_problems(words)
    return dict(sorted(pages.items()))


def write_reference(docs: Path) -> None:
    """Writes all pages below `docs`."""
    for path, text in reference_pages().items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8", newline="\n")


# Fields


def _index(words: Words) -> str:
    kinds = [f"- [{words('reference.kind_page', kind=words(f'kind.{name}'))}]({name}.md)" for name in MODELS]
    club = f"- [{words('reference.club_title')}](club.md)"
    says, problems = words("reference.index"), f"- {words('reference.problems_link')}"
    return _joined(words, words("reference.index_title"), [says, "\n".join([*kinds, club, problems])])


def _page_of_kind(name: str, model: type[Record], words: Words) -> str:
    kind = KIND_OF[name]
    where = words(f"reference.where_{kind.form}", folder=kind.folder)
    shortest = [
        f"{key}: {found_for(f'{name}.{key}', words.group('example'))}" for key, info in _fields(model) if info.is_required()
    ]
    if kind.form is Form.MARKDOWN:
        shortest = ["---", *shortest, "---", "", words("reference.body")]
    if kind.form is Form.TABLE:
        shortest = ["full:", *(f"  {line}" for line in shortest)]
    parts = [where, words("reference.shortest"), _fenced("\n".join(shortest)), *_sections(name, model, words)]
    return _joined(words, words("reference.kind_page", kind=words(f"kind.{name}")), parts)


def _page_of_club(words: Words) -> str:
    parts = [words("reference.club_says"), *_sections("club", ClubSettings, words)]
    return _joined(words, words("reference.club_title"), parts)


def _sections(name: str, model: type[BaseModel], words: Words) -> Iterator[str]:
    """The table of a model's own keys, then one for each block in it; a block that comes again points to its first place."""
    yield f"## {words('reference.all_keys')}"
    yield _table(name, model, words)
    first: dict[type[BaseModel], str] = {}
    for path, block in _blocks(name, model):
        key = path.partition(".")[2]
        label = label_of(path, words)
        yield "## " + words("reference.block_title", key=key, label=f"（{label}）" if label else "")
        if block in first:
            yield words("reference.same_as", key=first[block])
        else:
            first[block] = key
            yield _table(path, block, words)


def _blocks(
    path: str, model: type[BaseModel], above: frozenset[type[BaseModel]] = frozenset()
) -> Iterator[tuple[str, type[BaseModel]]]:
    for key, info in _fields(model):
        for block in blocks_in(info.annotation):
            yield f"{path}.{key}", block
            if block not in above:
                yield from _blocks(f"{path}.{key}", block, above | {block})


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys of a block as they are typed, those first that it cannot do without."""
    hidden = model.not_in_file if issubclass(model, Record) else frozenset()
    known = [(info.alias or name, info) for name, info in model.model_fields.items() if name not in hidden]
    yield from sorted(known, key=lambda entry: not entry[1].is_required())


def _table(path: str, model: type[BaseModel], words: Words) -> str:
    rows = [_row(f"{path}.{key}", key, info, words) for key, info in _fields(model)]
    return "\n".join([words("reference.head"), words("reference.rule"), *rows])


def _row(path: str, key: str, info: FieldInfo, words: Words) -> str:
    required = words("reference.required") if info.is_required() else ""
    about = found_for(path, words.group("about")) or ""
    cells = (f"`{key}`", label_of(path, words) or "", plain_type(info, path, words), required, _default(info, path, words), about)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(info: FieldInfo, path: str, words: Words) -> str:
    """What counts when the key is not there."""
    default = info.default
    if info.is_required() or default is None or isinstance(default, (tuple, dict, BaseModel)):
        return words("reference.none")
    if path.count(".") == 1 and path.endswith((".visibility", ".license")):
        return words("reference.by_club")
    if isinstance(default, bool):
        return words("reference.yes" if default else "reference.no")
    return choice_called(path, default.value, words) if isinstance(default, StrEnum) else f"`{default}`"


# Problems


def _page_of_problems(words: Words) -> str:
    parts = [words("reference.problems.says")]
    for title, entries in _problems_by_part(words).items():
        parts.append(f"## {title}")
        parts += [text for code, entry in entries.items() for text in _problem(code, entry, words)]
    return _joined(words, words("reference.problems.title"), parts)


def _problems_by_part(words: Words) -> Mapping[str, dict[str, Any]]:
    """The tables of codes by the title of the file of words that they stand in, those last that have no title of their own."""
    other = words("reference.part.other")
    parts: dict[str, dict[str, Any]] = {}
    for file in sorted(files("huiguan.wording").joinpath(LANGUAGE).iterdir(), key=lambda entry: entry.name):
        table = tomllib.loads(file.read_text(encoding="utf-8")) if file.name.endswith(".toml") else {}
        title = words.get(f"reference.part.{file.name.removesuffix('.toml')}") or other
        parts.setdefault(title, {}).update(table.get("problem", {}))
    found = {title: entries for title, entries in parts.items() if entries and title != other}
    return {**found, **({other: parts[other]} if parts.get(other) else {})}


def _problem(code: str, entry: Mapping[str, str], words: Words) -> Iterator[str]:
    yield f"### {code}"
    yield _sentence(entry["says"], words)
    yield f"{words('reference.problems.remedy')}：{_sentence(entry['remedy'], words)}"
    for form in ("bad", "good"):
        yield f"{words(f'reference.problems.{form}')}："
        yield _fenced(entry[form].strip("\n"))


def _sentence(text: str, words: Words) -> str:
    """A sentence as a pattern: its values named in angle brackets, and nothing in it read as Markdown or HTML."""
    pieces = _PLACEHOLDER.split(text.replace("{{", "{").replace("}}", "}"))
    names = words.group("placeholder")
    told = [f"〈{names.get(piece, piece)}〉" if index % 2 else _escaped(piece) for index, piece in enumerate(pieces)]
    return "".join(told).replace("\n", " ")


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.replace("&", "&amp;")).replace("<", "&lt;").replace(">", "&gt;")


def _fenced(text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}text\n{text}\n{fence}"


def _joined(words: Words, title: str, parts: list[str]) -> str:
    # Tables of fields hold every word of the trade; what members wrote goes first.
    return "\n\n".join(["---\nsearch: {boost: 0.5}\n---", words("reference.generated"), f"# {title}", *parts]) + "\n"


if __name__ == "__main__":
    write_reference(Path("docs"))
