"""Facets as columns: one character a document, by which the browser finds its values."""

import json
from itertools import combinations

import pytest

from huiguan.compile.facet import Value
from huiguan.compile.search.facets import FIRST_CODE, column, day_number


def value(name: str, facet: str = "topic") -> Value:
    """A value whose label is its id."""
    return Value(facet=facet, id=name, label=name)


def documents(*sets: tuple[str, ...], facet: str = "topic") -> list[tuple[Value, ...]]:
    """The values of a document for each set of names."""
    return [tuple(value(name, facet) for name in names) for names in sets]


def read_back(column_: object, number: int) -> list[str]:
    """The values of a document, as the browser finds them."""
    found = json.loads(json.dumps(column_))
    return [found["values"][place][0] for place in found["sets"][ord(found["codes"][number]) - FIRST_CODE]]


def test_each_document_has_its_values() -> None:
    """None, one, many, in any order, one of them typed twice; values of other facets do not count."""
    sets = [(), ("a",), ("b", "a"), ("a", "b"), ("c", "c"), ("a", "b", "c")]
    made = column("topic", [*documents(*sets), *documents(("z",), facet="city")]).as_json("主题")
    assert [sorted(read_back(made, number)) for number in range(7)] == [
        [],
        ["a"],
        ["a", "b"],
        ["a", "b"],
        ["c"],
        ["a", "b", "c"],
        [],
    ]
    assert (made["name"], made["label"]) == ("topic", "主题")


def test_values_stand_by_how_many_have_them() -> None:
    """Of equals the first by its id; years from the newest."""
    assert [found.id for found in column("topic", documents(("b",), ("c", "a"), ("c",))).values] == ["c", "a", "b"]
    years = documents(("2025",), ("2025",), ("2026",), facet="year")
    assert [found.id for found in column("year", years).values] == ["2026", "2025"]


def test_thousands_of_sets_have_a_character_each() -> None:
    """None of them is half a character, which no file could hold."""
    names = [f"t{number}" for number in range(40)]
    sets = [*combinations(names, 3)]
    made = column("topic", documents(*sets))
    assert made.codes.encode() != b""
    plain = made.as_json("x")
    for number in range(0, len(sets), 997):
        assert sorted(read_back(plain, number)) == sorted(sets[number])


@pytest.mark.parametrize(
    ("day", "number"), [("", 0), ("1999-01-01", 1), ("2000-01-01", 1), ("2000-01-03", 2), ("2026-11-21", 9821)]
)
def test_a_day_is_a_number_and_none_is_the_oldest(day: str, number: int) -> None:
    """So that what has no day stands last."""
    assert day_number(day) == number
