"""Every word that a page or the command asks for is in the catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import huiguan
from huiguan.wording import words_of

PACKAGE = Path(huiguan.__file__).parent
ROOMS = ("compile", "engines")
# `v.t("a.b")`, `v.t("a." ~ kind)` and `v.t("a" if x else "b")` in templates.
CALL = re.compile(r"""\b(v\.t|words)\(([^()]*(?:\([^()]*\)[^()]*)*)\)""")
TEXT = re.compile(r'"([^"]*)"(\s*~)?')


def python_calls(path: Path) -> Iterator[tuple[str, bool]]:
    """(dotted name, whether it is only the beginning of one) of each word that a module asks for."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and (above := asked_of(node.func)) is not None:
            yield from ((above + name, begins) for name, begins in names_in(node.args[0]))


def asked_of(function: ast.expr) -> str | None:
    """What stands before the names that a function is called with, or None where it is not one that gives words."""
    name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    return {"t": "site.", "words": ""}.get(name)


def names_in(node: ast.expr) -> Iterator[tuple[str, bool]]:
    """The names that an argument may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, False
    elif isinstance(node, ast.IfExp):
        yield from names_in(node.body)
        yield from names_in(node.orelse)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value), True


def template_calls(path: Path) -> Iterator[tuple[str, bool]]:
    """The same of a template."""
    for call in CALL.finditer(path.read_text("utf-8")):
        argument = call[2].partition(",")[0]
        for text in TEXT.finditer(argument):
            if "==" not in argument[: text.start()]:
                yield ("site." if call[1] == "v.t" else "") + text[1], bool(text[2])


@cache
def asked() -> list[tuple[str, str, bool]]:
    """(file, name, whether it is only a beginning) of every word asked for, sorted."""
    found = set()
    for room in ROOMS:
        for path in (PACKAGE / room).rglob("*"):
            calls = {".py": python_calls, ".html": template_calls}.get(path.suffix)
            if calls:
                found |= {(path.relative_to(PACKAGE).as_posix(), name, begins) for name, begins in calls(path)}
    return sorted(found)


def flat(table: object, above: str = "") -> Iterator[str]:
    """All dotted names of a table."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from flat(value, f"{above}.{key}" if above else str(key))
    else:
        yield above


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_word_asked_for_is_there(language: str) -> None:
    """No page ends in a KeyError because a word is missing; names that are built are looked for by their beginning."""
    words = words_of(language)
    tops = {name.partition(".")[0] for _, name, _ in asked()}
    known = {name for top in tops for name in flat(dict(words.group(top)), top)}
    missing = [
        (file, name)
        for file, name, begins in asked()
        if (not any(word.startswith(name) for word in known) if begins else words.get(name) is None)
    ]
    assert missing == []


def test_the_search_for_words_sees_them() -> None:
    """The test above reads the sources rightly: words that are surely asked for are among those that it finds."""
    names = {(name, begins) for _, name, begins in asked()}
    assert {("site.someone", False), ("site.outcome.", True), ("cli.tally", False), ("site.kinds.", True)} <= names
    assert len(names) > 150
