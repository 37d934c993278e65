"""A record has all that search knows of a page, and an id that every server takes."""

import re
from dataclasses import replace

import pytest

from compile.search.exported import DOCUMENT, a_record
from huiguan.compile.search.export_record import MOST_BYTES, id_of, in_parts

PATHS = [
    "index.md",
    "cases/a-b.md",
    "cases/a/b.md",
    "cases/a_b.md",
    "tiers/index.md#full",
    "tiers/index.md#trial",
    "手写/第一页.md",
    "手写/第二页.md",
    f"cases/{'long-' * 60}.md",
    "x.md.md",
]


def test_a_record_holds_all_that_search_knows() -> None:
    """Texts whole and one after the other, facets as ids and labels, the address in full and from the site's root."""
    assert a_record() == {
        "id": id_of("cases/fewer-returns.md"),
        "kind": "case",
        "kind_label": "案例",
        "title": "把退货率降下来",
        "names": ["Fewer returns", "把退貨率降下來"],
        "summary": "先改详情页。",
        "words": ["退货治理", "陆知帆"],
        "headings": ["教训", "空"],
        "body": "先讲背景。\n先看数据。",
        "where": "抖音 · 茶",
        "tag": "做成了",
        "sounds": [
            "batui",
            "tuihuo",
            "huolv",
            "lvjiang",
            "jiangxia",
            "xialai",
            "tuihuozhili",
            "huozhi",
            "zhili",
            "luzhifan",
            "luzhi",
            "zhifan",
        ],
        "url": "https://club.example.com/cases/fewer-returns/",
        "path": "cases/fewer-returns/",
        "weight": 1.0,
        "date": "2026-11-21",
        "time": 1795219200,
        "platform": ["douyin"],
        "platform_label": ["抖音"],
        "industry": [],
        "industry_label": [],
        "topic": [],
        "topic_label": [],
        "year": ["2026"],
        "year_label": ["2026"],
        "outcome": [],
        "outcome_label": [],
        "city": [],
        "city_label": [],
    }


def test_a_record_without_a_day_has_no_date() -> None:
    """An empty text is no date that a server would take."""
    assert {"date", "time"} & set(a_record(replace(DOCUMENT, date=""))) == set()


def test_a_place_on_a_page_keeps_its_anchor() -> None:
    """Whoever clicks on a tier lands at that tier."""
    record = a_record(replace(DOCUMENT, path="tiers/index.md#full", kind="tier"))
    assert (record["url"], record["path"]) == ("https://club.example.com/tiers/#full", "tiers/#full")


@pytest.mark.parametrize("path", PATHS)
def test_every_server_takes_an_id(path: str) -> None:
    """Meilisearch knows letters, digits, hyphens and underscores, 511 bytes at most; the others are not as strict."""
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,120}", id_of(path))


def test_no_two_pages_share_an_id() -> None:
    """Names that look alike once their signs are gone still differ."""
    assert len({id_of(path) for path in PATHS}) == len(PATHS)


def test_parts_stay_below_the_limit_and_lose_nothing() -> None:
    """Bulk files are what a proxy lets pass; entries keep their order and are never cut."""
    entries = [bytes([65 + number]) * (MOST_BYTES // 3) for number in range(8)]
    parts = list(in_parts(entries, "bulk", "ndjson"))
    assert [part.path for part in parts] == [f"bulk-{number:03}.ndjson" for number in (1, 2, 3)]
    assert all(len(part.read()) < MOST_BYTES for part in parts)
    assert b"".join(part.read() for part in parts) == b"".join(entries)


def test_an_entry_beyond_the_limit_has_a_file_of_its_own() -> None:
    """It is too long for some proxies, but half an entry would be of use to nobody."""
    parts = list(in_parts([b"a", b"b" * (MOST_BYTES + 1), b"c"], "bulk", "ndjson"))
    assert [len(part.read()) for part in parts] == [1, MOST_BYTES + 1, 1]


def test_nothing_makes_no_file() -> None:
    """A server refuses an empty file."""
    assert list(in_parts([], "bulk", "ndjson")) == []
