"""How well an engine answers the labelled queries: Recall@10, MRR, success@3 and empty answers, by category."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import yaml

LABELS = Path(__file__).parent.parent / "tests" / "search" / "queries.yml"
ALL = "all"
DEPTH, TOP = 10, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A query with the addresses of the pages that answer it."""

    query: str
    category: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The figures of one category; `zero` counts queries with an empty answer."""

    asked: int
    recall: float
    mrr: float
    success: float
    zero: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Score:
    recall: float
    reciprocal: float
    success: bool
    empty: bool


def labelled_queries() -> list[Labelled]:
    """All labelled queries, in the order of their file."""
    entries = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    return [
        Labelled(query=entry["query"], category=entry["category"], relevant=frozenset(entry["relevant"])) for entry in entries
    ]


def page_of(address: str) -> str:
    """The address of the page a result leads to, from the site's root, as the labels write it."""
    path = address.partition("#")[0].partition("?")[0]
    return "/" + path.lstrip("/").removesuffix("index.html")


def quality_by_category(queries: Sequence[Labelled], answers: Sequence[Sequence[str]]) -> Mapping[str, Quality]:
    """The figures of all queries and of each category; an answer is a list of addresses, the best first."""
    scores: dict[str, list[_Score]] = {ALL: []}
    for labelled, answer in zip(queries, answers, strict=True):
        score = _score(labelled.relevant, answer)
        scores[ALL].append(score)
        scores.setdefault(labelled.category, []).append(score)
    return {category: _quality(found) for category, found in scores.items()}


def missed(queries: Sequence[Labelled], answers: Sequence[Sequence[str]]) -> list[str]:
    """A line for each query that lacks a page or has none of them among the first three."""
    lines = []
    for labelled, answer in zip(queries, answers, strict=True):
        score = _score(labelled.relevant, answer)
        if score.recall < 1 or not score.success:
            absent = sorted(labelled.relevant - set(_pages(answer)))
            lines.append(
                f"{labelled.category} {labelled.query!r}: recall {score.recall:.2f}, lacks {', '.join(absent) or 'none'}"
            )
    return lines


def _pages(answer: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(page_of(address) for address in answer))[:DEPTH]


def _score(relevant: frozenset[str], answer: Sequence[str]) -> _Score:
    pages = _pages(answer)
    places = [place for place, page in enumerate(pages, start=1) if page in relevant]
    return _Score(
        recall=len(places) / min(len(relevant), DEPTH),
        reciprocal=1 / places[0] if places else 0.0,
        success=bool(places) and places[0] <= TOP,
        empty=not pages,
    )


def _quality(scores: Sequence[_Score]) -> Quality:
    return Quality(
        asked=len(scores),
        recall=fmean(score.recall for score in scores),
        mrr=fmean(score.reciprocal for score in scores),
        success=fmean(score.success for score in scores),
        zero=sum(score.empty for score in scores),
    )
