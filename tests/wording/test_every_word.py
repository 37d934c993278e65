"""The catalogue of words is whole: every code, field and choice is told, in both languages, with the same values."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from pydantic import BaseModel

import huiguan
from huiguan.engines.plain_type import blocks_in
from huiguan.model.club import MODELS, ClubSettings
from huiguan.model.record import Record
from huiguan.wording import words_of
from huiguan.wording.sentence import choices_of, found_for, label_of

PACKAGE = Path(huiguan.__file__).parent
CODE = re.compile(r"[A-Z]+(?:-[A-Z0-9]+)+")
# Names of properties that the calendar's standards call so; they are written like codes.
NO_CODES = {"compile/ical"}
LANGUAGES = ("zh-Hans", "en")
# The pages of reference are written in simplified Chinese alone.
CHINESE_ONLY = {"reference.toml"}
# A sentence in Chinese names the measure in Chinese, and one in English in English; so do dates with their month.
SAME_VALUE = {"kpi_en": "kpi", "month_name": "month"}


def sources(ending: str) -> Iterator[Path]:
    """The files of the package with that ending, but those whose constants only look like codes."""
    for path in sorted(PACKAGE.rglob(f"*{ending}")):
        if not any(path.relative_to(PACKAGE).as_posix().startswith(room) for room in NO_CODES):
            yield path


@cache
def codes_in_sources() -> set[str]:
    """Every text constant of the package that is written like a code."""
    nodes = [node for path in sources(".py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    named = {node.value.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "code" and is_text(node.value)}
    return named | {node.value for node in nodes if is_text(node) and CODE.fullmatch(node.value)} - {"UTF-8"}


def is_text(node: ast.AST) -> bool:
    """Whether the node is a text constant."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@cache
def parts(language: str) -> dict[str, Mapping[str, object]]:
    """The files of a language, by name, as TOML tells them."""
    folder = files("huiguan.wording").joinpath(language)
    return {file.name: tomllib.loads(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")}


def flat(table: Mapping[str, object], above: str = "") -> dict[str, str]:
    """All words of a table by their dotted name."""
    words: dict[str, str] = {}
    for key, value in table.items():
        words |= flat(value, f"{above}{key}.") if isinstance(value, Mapping) else {f"{above}{key}": str(value)}
    return words


def values_in(sentence: str) -> set[str]:
    """The names in braces, those that mean the same thing under one name."""
    return {SAME_VALUE.get(name, name) for _, name, _, _ in Formatter().parse(sentence) if name}


def all_words(language: str) -> dict[str, str]:
    """Every word of a language's own files."""
    return {
        name: word for part, table in parts(language).items() if part not in CHINESE_ONLY for name, word in flat(table).items()
    }


def problems(language: str) -> dict[str, Mapping[str, str]]:
    """The tables of all codes in a language's own files."""
    return {code: entry for table in parts(language).values() for code, entry in dict(table.get("problem", {})).items()}


def fields(
    model: type[BaseModel], path: str, above: frozenset[type[BaseModel]] = frozenset()
) -> Iterator[tuple[str, type[BaseModel], str]]:
    """(path as it is typed, block, attribute) of every field at any depth; `path` begins with the kind."""
    hidden = model.not_in_file if issubclass(model, Record) else frozenset()
    for name, info in model.model_fields.items():
        if name in hidden:
            continue
        here = f"{path}.{info.alias or name}"
        yield here, model, name
        for block in blocks_in(info.annotation):
            if block not in above:
                yield from fields(block, here, above | {block})


def enums_in(annotation: object) -> Iterator[type[StrEnum]]:
    """The closed sets in a type."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield annotation
    for inner in get_args(annotation):
        yield from enums_in(inner)


FIELDS = [*(entry for name, model in MODELS.items() for entry in fields(model, name)), *fields(ClubSettings, "club")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language: str) -> None:
    """Each code that the package can raise is told in sentences of each language."""
    assert sorted(codes_in_sources() - set(problems(language))) == []


def test_every_told_code_is_raised() -> None:
    """No sentence waits for a problem that nobody finds."""
    assert sorted(set(problems("zh-Hans")) - codes_in_sources()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_told_whole(language: str) -> None:
    """Each code has a sentence, a remedy, and an example before and after that differ."""
    for code, entry in problems(language).items():
        message = {part: words_of(language).get(f"problem.{code}.{part}") or "" for part in ("says", "remedy", "bad", "good")}
        assert all(message.values()), (code, entry)
        assert message["bad"].strip() != message["good"].strip(), code


@pytest.mark.parametrize("part", sorted(set(parts("zh-Hans")) - CHINESE_ONLY))
def test_both_languages_have_the_same_words(part: str) -> None:
    """A word of one language is one of the other; examples may stay as they are."""
    examples = re.compile(r"problem\..*\.(?:bad|good)|example\..*")
    chinese, english = (
        {name for name in flat(parts(language).get(part, {})) if not examples.fullmatch(name)} for language in LANGUAGES
    )
    assert sorted(chinese ^ english) == []


def test_both_languages_name_the_same_values() -> None:
    """What a sentence fills in, its translation fills in, too."""
    chinese, english = all_words("zh-Hans"), all_words("en")
    differing = {
        name: (chinese[name], english[name])
        for name in sorted(set(chinese) & set(english))
        if not name.endswith((".bad", ".good")) and not name.startswith("example.")
        if values_in(chinese[name]) != values_in(english[name])
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language: str) -> None:
    """No key is told without its human word."""
    assert sorted({path for path, _, _ in FIELDS if label_of(path, words_of(language)) is None}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_meaning(language: str) -> None:
    """Each member of a closed set is told in words where the field is; weekdays and the like as well."""
    untold = set()
    for path, model, name in FIELDS:
        info = model.model_fields[name]
        for choices in enums_in(info.annotation):
            typed = f"{path}.any" if "dict" in str(info.annotation) else path
            untold |= {(path, choice.value) for choice in choices} - {
                (path, told) for told in choices_of(typed, words_of(language))
            }
    assert sorted(untold) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_vocabulary_has_a_label(language: str) -> None:
    """「没有「抖因」这个平台」 needs the word for each vocabulary."""
    shipped = {file.name.removesuffix(".yml") for file in files("huiguan.vocabulary").iterdir() if file.name.endswith(".yml")}
    assert sorted(shipped - {"synonyms"} - set(words_of(language).group("vocabulary"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_required_field_has_an_example(language: str) -> None:
    """Whoever leaves a field out is shown how it looks."""
    examples = words_of(language).group("example")
    required = {path for path, model, name in FIELDS if model.model_fields[name].is_required()}
    assert sorted(path for path in required if found_for(path, examples) is None) == []


def test_every_value_of_a_sentence_has_a_name() -> None:
    """The pages of reference say what stands in the gaps of a sentence."""
    gaps = {name for entry in problems("zh-Hans").values() for part in ("says", "remedy") for name in values_in(entry[part])}
    assert sorted(gaps - set(words_of("zh-Hans").group("placeholder"))) == []


def test_every_kind_has_a_label() -> None:
    """A reference that hits nothing says what kind of record it looked for."""
    for language in LANGUAGES:
        assert set(words_of(language).group("kind")) == set(MODELS)


def test_words_are_those_of_a_colleague() -> None:
    """Chinese words do not shout, flatter or boast, and their punctuation is full-width."""
    wrong = re.compile(r"[！!]$|！|您|赋能|闭环|干货|震撼|[\u4e00-\u9fff][,;:?](?=[\u4e00-\u9fff])|[“”]")
    told = {name: word for name, word in all_words("zh-Hans").items() if not name.endswith((".bad", ".good"))}
    assert {name: word for name, word in told.items() if wrong.search(word)} == {}
