"""The files for Meilisearch fit together, and what it cannot fold stands there folded."""

import json
from dataclasses import replace
from typing import Any

import pytest

from compile.search.exported import DOCUMENT, GROUPS, a_record, by_name, read_lines
from huiguan.compile.search.export_meilisearch import FOLDED, meilisearch_files
from huiguan.compile.search.export_record import FACETS, SEARCHED

FILES = by_name(meilisearch_files([a_record()], GROUPS))
SETTINGS: dict[str, Any] = json.loads(FILES["settings.json"])
QUERY: dict[str, Any] = json.loads(FILES["query.json"])


def test_the_settings_are_those_that_the_server_knows() -> None:
    """It refuses a request with a name that it does not know."""
    assert set(SETTINGS) == {
        "searchableAttributes", "displayedAttributes", "filterableAttributes", "sortableAttributes", "rankingRules",
        "distinctAttribute", "localizedAttributes", "typoTolerance", "faceting", "synonyms",
    }  # fmt: skip
    assert SETTINGS["localizedAttributes"] == [{"attributePatterns": ["*"], "locales": ["cmn"]}]


def test_the_most_telling_field_comes_first() -> None:
    """Their order is their rank; a folded form stands right behind its text."""
    assert SETTINGS["searchableAttributes"] == [key for name in SEARCHED for key in (name, name + FOLDED)]


def test_what_is_chosen_by_and_shown_is_in_the_documents() -> None:
    """The example asks for nothing that the settings do not give."""
    known = set(a_record())
    assert set(SETTINGS["filterableAttributes"]) | set(SETTINGS["sortableAttributes"]) <= known
    assert set(SETTINGS["displayedAttributes"]) <= known
    assert set(QUERY["facets"]) == set(FACETS) <= set(SETTINGS["filterableAttributes"])
    asked = {*QUERY["attributesToRetrieve"], *QUERY["attributesToHighlight"], *QUERY["attributesToCrop"]}
    assert asked <= set(SETTINGS["displayedAttributes"])


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("把退货率降下来，GMV", None),
        ("把退貨率降下來，GMV", "把退货率降下来,gmv"),
        ("ＧＭＶ三种算法", "gmv三种算法"),
        ("Fewer returns", None),
    ],
)
def test_only_what_the_server_cannot_fold_stands_twice(title: str, folded: str | None) -> None:
    """Traditional and full-width characters, not punctuation or case."""
    files = by_name(meilisearch_files([a_record(replace(DOCUMENT, title=title))], GROUPS))
    (document,) = read_lines(files["documents-001.ndjson"])
    assert document.get("title" + FOLDED) == folded


def test_a_folded_list_has_what_was_folded() -> None:
    """Of several names the others are found by themselves."""
    (document,) = read_lines(FILES["documents-001.ndjson"])
    assert {key: value for key, value in document.items() if key.endswith(FOLDED)} == {"names_folded": ["把退货率降下来"]}
    assert {key: value for key, value in document.items() if not key.endswith(FOLDED)} == a_record()
