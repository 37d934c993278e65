"""The files for Typesense fit together: it refuses a document that its schema does not know."""

import json
from dataclasses import replace
from typing import Any

import pytest

from compile.search.exported import DOCUMENT, GROUPS, a_record, by_name, read_lines
from huiguan.compile.search.document import Document
from huiguan.compile.search.export_record import SEARCHED, Record
from huiguan.compile.search.export_typesense import typesense_files

FILES = by_name(typesense_files([a_record()], GROUPS))
COLLECTION: dict[str, Any] = json.loads(FILES["collection.json"])
FIELDS: dict[str, dict[str, Any]] = {field["name"]: field for field in COLLECTION["fields"]}
QUERY: dict[str, Any] = json.loads(FILES["query.json"])["searches"][0]
TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "string[]": list, "int64": int, "float": (int, float)}


@pytest.mark.parametrize("document", [DOCUMENT, replace(DOCUMENT, date="", names=(), values=())], ids=["full", "bare"])
def test_a_document_is_as_its_schema_says(document: Document) -> None:
    """Each value has its type, nothing undeclared but the id, nothing missing but what is optional."""
    record: Record = a_record(document)
    assert set(record) - set(FIELDS) == {"id"}
    assert [name for name, field in FIELDS.items() if name not in record and not field.get("optional")] == []
    assert [name for name, value in record.items() if name != "id" and not isinstance(value, TYPES[FIELDS[name]["type"]])] == []


def test_texts_are_chinese_and_facets_can_be_chosen() -> None:
    """Without the locale Chinese would not be cut into words; what is not indexed must be optional."""
    assert [name for name, field in FIELDS.items() if field.get("locale") == "zh"] == list(SEARCHED)
    assert {"kind", "platform_label", "year"} <= {name for name, field in FIELDS.items() if field.get("facet")}
    assert all(field["optional"] for field in FIELDS.values() if field.get("index") is False)
    assert FIELDS["time"] == {"name": "time", "type": "int64", "sort": True, "optional": True}
    assert FIELDS[COLLECTION["default_sorting_field"]]["type"] == "float"


def test_the_example_has_a_weight_for_each_field() -> None:
    """A query with fewer weights than fields is refused."""
    fields, weights = QUERY["query_by"].split(","), QUERY["query_by_weights"].split(",")
    assert tuple(fields) == SEARCHED
    assert list(map(int, weights)) == [10, 10, 5, 4, 3, 3, 3, 3, 1]
    assert all(FIELDS[name]["facet"] for name in QUERY["facet_by"].split(","))


def test_synonyms_are_told_for_the_old_and_the_new_versions() -> None:
    """The same entries at once and line by line; one with a root leads one way."""
    items = json.loads(FILES["synonyms.json"])["items"]
    assert read_lines(FILES["synonyms.jsonl"]) == items
    assert len({item["id"] for item in items}) == len(items)
    assert [{key: value for key, value in item.items() if key != "id"} for item in items] == [
        {"synonyms": ["退货", "退件", "return"], "locale": "zh"},
        {"synonyms": ["服饰鞋包", "apparel and shoes"], "locale": "zh"},
        {"root": "apparel", "synonyms": ["服饰鞋包", "apparel and shoes"], "locale": "zh"},
        {"root": "shoes", "synonyms": ["服饰鞋包", "apparel and shoes"], "locale": "zh"},
        {"root": "内容组", "synonyms": ["工作组"], "locale": "zh"},
    ]
