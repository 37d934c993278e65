"""What the demo's page on searching tells readers to type does what it says, asked through the real module."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from search.asking import Found, ask, needs_node, urls

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/finding.md"

pytestmark = [pytest.mark.slow, needs_node]


def examples() -> list[str]:
    """What stands as code in the table of the page."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [typed for row in rows for typed in re.findall(r"`([^`]+)`", row)]


@pytest.fixture(scope="module")
def found(demo: Path) -> Mapping[str, Found]:
    """The answer to each example on the demo's public site."""
    return dict(zip(examples(), ask(demo, *examples()), strict=True))


def test_an_example_finds_more_than_the_page_that_gives_it(found: Mapping[str, Found]) -> None:
    """The page itself is left out of the search: it would be the best answer to each of its own examples."""
    assert {"duoyin", "客單價", "杭州 11月"} <= found.keys()
    assert [typed for typed, answer in found.items() if answer["total"] < 3] == []
    assert [typed for typed, answer in found.items() if "finding/" in urls(answer)] == []


def test_the_spellings_of_a_row_find_the_same_page(found: Mapping[str, Found]) -> None:
    """退货 and 退貨, tuihuo, returns; 抖音 and duoyin."""
    rows = [["退货", "退貨", "tuihuo", "returns"], ["客单价", "客單價", "AOV"], ["抖音", "Douyin", "duoyin"]]
    assert [len({urls(found[typed])[0].partition("#")[0] for typed in row}) for row in rows] == [1, 1, 1]


def test_a_city_and_a_month_find_the_event(found: Mapping[str, Found]) -> None:
    """The one of that month stands first."""
    assert urls(found["杭州 11月"])[0] == "events/hangzhou-salon-11/"
