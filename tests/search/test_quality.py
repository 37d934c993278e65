"""The yardstick: the labelled queries over the demo club, asked through the real module."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from search.asking import ask, needs_node, urls
from search.test_queries_file import Query, queries

RECALL, SUCCESS, RECALL_OF_CATEGORY = 0.95, 0.97, 0.90
SHOWN = 10

pytestmark = [pytest.mark.slow, needs_node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one query found, by the addresses as the labels name them."""

    entry: Query
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the labelled pages among the first ten."""
        return len(set(self.entry["relevant"]) & set(self.found[:SHOWN])) / len(self.entry["relevant"])

    @property
    def reciprocal_rank(self) -> float:
        """One by the place of the first labelled page."""
        return next((1 / place for place, url in enumerate(self.found, 1) if url in self.entry["relevant"]), 0.0)

    @property
    def success(self) -> bool:
        """Whether a labelled page is among the first three."""
        return self.reciprocal_rank >= 1 / 3


@pytest.fixture(scope="module")
def answers(demo: Path) -> list[Answer]:
    """All labelled queries with what they find on the demo's public site."""
    asked = queries()
    found = ask(demo, *([entry["query"], {"limit": SHOWN}] for entry in asked))
    return [Answer(entry=entry, found=tuple(_pages(urls(one)))) for entry, one in zip(asked, found, strict=True)]


def _pages(addresses: Iterable[str]) -> Iterator[str]:
    """The pages that they lead to, each once; the tiers stand on one page."""
    yield from dict.fromkeys("/" + address.partition("#")[0].removeprefix("/") for address in addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of some queries, each a mean."""

    queries: int
    recall: float
    reciprocal_rank: float
    success: float
    without: int


def row_of(some: list[Answer]) -> Row:
    """The figures of these answers."""
    return Row(
        queries=len(some),
        recall=sum(answer.recall for answer in some) / len(some),
        reciprocal_rank=sum(answer.reciprocal_rank for answer in some) / len(some),
        success=sum(answer.success for answer in some) / len(some),
        without=sum(not answer.found for answer in some),
    )


def table_of(answers: list[Answer]) -> dict[str, Row]:
    """The figures of each category and of all."""
    by_category: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_category[answer.entry["category"]].append(answer)
    return {**{name: row_of(some) for name, some in sorted(by_category.items())}, "all": row_of(answers)}


def lines_of(table: Mapping[str, Row]) -> Iterator[str]:
    """The table as text; it stands in the report of a failure, and `pytest -rP` shows it always."""
    yield f"{'category':<26}{'queries':>8}{'Recall@10':>11}{'MRR':>7}{'success@3':>11}{'no hits':>9}"
    for name, row in table.items():
        yield f"{name:<26}{row.queries:>8}{row.recall:>11.3f}{row.reciprocal_rank:>7.3f}{row.success:>11.3f}{row.without:>9}"


def lines_of_misses(answers: list[Answer]) -> Iterator[str]:
    """What the first ten of each query lack."""
    for answer in answers:
        if missing := [url for url in answer.entry["relevant"] if url not in answer.found[:SHOWN]]:
            yield f"{answer.entry['category']} 「{answer.entry['query']}」 lacks {' '.join(missing)}"


def test_the_right_pages_are_among_the_first(answers: list[Answer]) -> None:
    """Of the pages that answer a query nearly all are among the first ten, and one is nearly always among the first three."""
    table = table_of(answers)
    print(*lines_of(table), *lines_of_misses(answers), sep="\n")  # noqa: T201 - for whoever tunes the search
    assert table["all"].recall >= RECALL
    assert table["all"].success >= SUCCESS
    assert table["all"].without == 0


@pytest.mark.parametrize("category", sorted({entry["category"] for entry in queries()}))
def test_no_way_of_asking_is_left_behind(answers: list[Answer], category: str) -> None:
    """Each category holds by itself, so that a good one hides no bad one."""
    own = [answer for answer in answers if answer.entry["category"] == category]
    print(*lines_of_misses(own), sep="\n")  # noqa: T201 - for whoever tunes the search
    assert row_of(own).recall >= RECALL_OF_CATEGORY
