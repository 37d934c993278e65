"""Reads the catalogue of words and fills in the values of a sentence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from huiguan.problem import Problem
from huiguan.wording.sentence import values_of

BASE_LANGUAGE = "zh-Hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A problem in words: what is wrong, why it matters or how to mend it, and an example before and after."""

    says: str
    remedy: str = ""
    bad: str = ""
    good: str = ""


class Words:
    """The words of one language.

    `words("case.outcome.failed")` is the word under that dotted name; `{names}` in it are filled from the arguments.
    """

    def __init__(self, language: str, table: Mapping[str, Any]) -> None:
        self.language = language
        self._table = table
        # Templates ask for the same few hundred words on every page.
        self._texts: dict[str, str | None] = {}

    def __call__(self, name: str, /, **values: object) -> str:
        """The word under the dotted `name`.

        Raises:
            KeyError: There is no such word in any language: a mistake of ours.
        """
        found = self.get(name)
        if found is None:
            raise KeyError(f"no word {name!r} in {self.language}")
        return found.format_map(values) if values else found

    def get(self, name: str) -> str | None:
        """The raw word under the dotted `name`, or None."""
        try:
            return self._texts[name]
        except KeyError:
            return self._texts.setdefault(name, self._found(name))

    def _found(self, name: str) -> str | None:
        table: Any = self._table
        for part in name.split("."):
            if not isinstance(table, Mapping) or part not in table:
                return None
            table = table[part]
        return table if isinstance(table, str) else None

    def group(self, name: str) -> Mapping[str, Any]:
        """All words below the dotted `name`, as nested mappings; empty when there are none."""
        table: Any = self._table
        for part in name.split("."):
            table = table.get(part, {})
        return table if isinstance(table, Mapping) else {}

    def listing(self, items: tuple[str, ...] | list[str]) -> str:
        """Several words in a row, with this language's comma between them."""
        return ("、" if self.language.startswith("zh") else ", ").join(items)

    def message(self, problem: Problem) -> Message:
        """The sentences for `problem`, its values filled in.

        A sentence may have a form of its own for a problem without a value: `says_blank` where nothing was found, `says_none`
        where nothing is known that would be right; and so `remedy_blank`, `remedy_none`.
        """
        entry = self.group(f"problem.{problem.code}")
        values = _Values(values_of(problem, self))
        return Message(
            says=_form(entry, "says", problem).format_map(values).strip() or problem.code,
            remedy=_form(entry, "remedy", problem).format_map(values).strip(),
            bad=str(entry.get("bad", "")).strip(),
            good=str(entry.get("good", "")).strip(),
        )


class _Values(dict[str, str]):
    """Values for a sentence; one that is not known stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _form(entry: Mapping[str, Any], part: str, problem: Problem) -> str:
    """The form of a sentence that fits what is known of the problem; empty where it has none."""
    if not problem.found and f"{part}_blank" in entry:
        return str(entry[f"{part}_blank"])
    if not problem.wanted and f"{part}_none" in entry:
        return str(entry[f"{part}_none"])
    return str(entry.get(part, ""))


@cache
def words_of(language: str) -> Words:
    """The words of `language` (`zh-Hans` or `en`), filled up from zh-Hans."""
    table = _tables_of(BASE_LANGUAGE)
    return Words(language, table if language == BASE_LANGUAGE else _merged(table, _tables_of(language)))


@cache
def _tables_of(language: str) -> Mapping[str, Any]:
    table: dict[str, Any] = {}
    folder = files("huiguan.wording").joinpath(language)
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                table = _merged(table, tomllib.loads(file.read_text(encoding="utf-8")))
    return table


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, Mapping) and isinstance(value, Mapping) else value
    return merged
