"""The labelled queries: well-formed, enough of each category, and every page they name is one of the demo's public pages."""

from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import pytest
import yaml

from builders import TODAY
from huiguan.model.kind import KINDS, TIER
from huiguan.pipeline import Order, build, read

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
AT_LEAST, MOST_PAGES = 9, 10
CATEGORIES = {
    "exact",
    "new_words",
    "sub_words",
    "synonyms",
    "trad_to_simp",
    "simp_to_trad",
    "full_width",
    "mixed_han_latin",
    "pinyin",
    "typos",
    "two_character",
    "one_character",
    "multi_word",
    "natural_question",
    "english",
    "person",
    "event_by_city_and_month",
    "template_by_sheet",
    "chapter_by_heading",
}
LISTS = {"/", "/calendar/", *(f"/{kind.section}/" for kind in KINDS if kind is not TIER)}  # tiers stand on their list alone
MONTHS = "/events/month/"


class Query(TypedDict):
    """One entry: what is typed, what it tries, the pages that answer it, best first, and why where that is not plain."""

    query: str
    category: str
    relevant: list[str]
    note: NotRequired[str]


@cache
def queries() -> list[Query]:
    """All entries, in the order of the file."""
    return cast("list[Query]", yaml.safe_load(Path(__file__).with_name("queries.yml").read_text(encoding="utf-8")))


@cache
def addresses() -> frozenset[str]:
    """Every address of the demo's public edition, the hand-written pages among them."""
    compilation = build(read(ROOT), Order(today=TODAY)).compilation
    assert compilation is not None
    written = (page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))
    paths = {*written, *(page.path for page in compilation.compiled.pages)}
    return frozenset("/" + path.removesuffix("index.md").replace(".md", "/") for path in paths)


@pytest.mark.parametrize("entry", queries(), ids=lambda entry: f"{entry['category']}-{entry['query']}")
def test_an_entry_is_well_formed(entry: Query) -> None:
    """Text without space around it, a category of the list, one to ten different pages, and nothing else but a note."""
    assert {"query", "category", "relevant"} <= set(entry) <= set(Query.__annotations__)
    assert isinstance(entry["query"], str)
    assert entry["query"] == entry["query"].strip() != ""
    assert entry["category"] in CATEGORIES
    assert 1 <= len(entry["relevant"]) <= MOST_PAGES
    assert len(set(entry["relevant"])) == len(entry["relevant"])


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_a_category_has_enough_queries_and_none_twice(category: str) -> None:
    """One missed query weighs the same everywhere only when no category is thin."""
    typed = [entry["query"] for entry in queries() if entry["category"] == category]
    assert len(typed) >= AT_LEAST
    assert len(set(typed)) == len(typed)


def test_every_address_is_a_public_page_of_the_demo() -> None:
    """A page that was renamed or taken back is named here, so that its labels are mended."""
    named = {address for entry in queries() for address in entry["relevant"]}
    assert sorted(named - addresses()) == []


def test_no_label_is_a_page_that_only_lists_others() -> None:
    """The fifth of the rules at the head of the file."""
    named = {address for entry in queries() for address in entry["relevant"]}
    assert sorted(address for address in named if address in LISTS or address.startswith(MONTHS)) == []


def test_one_character_is_one_and_two_are_two() -> None:
    """What the two categories are called."""
    lengths = {"one_character": 1, "two_character": 2}
    wrong = [entry["query"] for entry in queries() if len(entry["query"]) != lengths.get(entry["category"], len(entry["query"]))]
    assert wrong == []
