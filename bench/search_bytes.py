"""What a visitor's browser fetches for a first result, from the first touch of the search until results can be shown."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from bench.search_browser import Visitor, visiting
from bench.search_server import BLANK, Sent, hosted
from bench.search_sites import HUIGUAN, MATERIAL, Engine

# What people type: a term, a term of two, a question, pinyin, English, a city with what happens there.
TYPICAL = ("退货率", "抖音选品", "直播脚本", "客单价", "怎么降低退货率", "tuihuo", "Douyin", "杭州沙龙")
SHOWN = 8  # results that our box shows
BOX = "Huiguan, its box"
HOME = ""
_PATIENCE = 30.0  # seconds
_AFTERWARDS = 3.0  # seconds in which our engine lays titles by, once the browser is idle
_PARTS = (
    ("engine", r"javascripts/(huiguan-search\.js|search/)"),
    ("panel", r"javascripts/huiguan-search-"),
    ("manifest", r"search/index\.json$"),
    ("postings", r"/t\d+\.bin$"),
    ("lexicon", r"/(s\d+|c\d+|w.|syllables)\.json$"),
    ("records", r"/r\d+\.json$"),
    ("titles", r"/titles\.json$"),
)
_TYPE = """
const field = document.querySelector("[data-hg-search] input");
field.focus();
field.value = arguments[0];
field.dispatchEvent(new InputEvent("input", { bubbles: true }));
"""
_OPTIONS = "return document.querySelectorAll('#hg-search-list > [role=option]').length"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstResult:
    """What one query fetched: bytes and files until results stood there, and by part what came until the browser rested."""

    query: str
    size: int
    files: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The first results of several visitors, each with another query."""

    name: str
    entries: int
    first: Sequence[FirstResult]

    @property
    def median(self) -> float:
        """Bytes of the middling query."""
        return median(one.size for one in self.first)

    @property
    def most(self) -> FirstResult:
        """The dearest query."""
        return max(self.first, key=lambda one: one.size)


def bytes_of_engine(engine: Engine, site: Path, entries: int) -> Fetched:
    """What an engine alone fetches, asked through its interface on an empty page."""
    # Material loads everything whatever is asked.
    queries = TYPICAL[:1] if engine is MATERIAL else TYPICAL
    with hosted(site) as host, visiting(host) as visitor:
        first = [_first(visitor, query, partial(_ask, visitor, engine), BLANK) for query in queries]
    return Fetched(name=engine.name, entries=entries, first=first)


def bytes_of_box(site: Path, entries: int) -> Fetched:
    """What our box in the header fetches from the focus on, the panel that draws the results with it."""
    with hosted(site) as host, visiting(host) as visitor:
        first = [_first(visitor, query, partial(_type, visitor), HOME, rest=_AFTERWARDS) for query in TYPICAL]
    return Fetched(name=BOX, entries=entries, first=first)


def _first(visitor: Visitor, query: str, ask: Callable[[str], None], page: str, rest: float = 0.0) -> FirstResult:
    """One visit with one query; `rest` are the seconds in which what comes afterwards still counts among the parts."""
    visitor.arrive(page)
    sleep(0.3)
    visitor.host.sent.clear()
    ask(query)
    before = _of_site(visitor.host.sent)
    sleep(rest)
    parts = _by_part(_of_site(visitor.host.sent))
    return FirstResult(query=query, size=sum(one.size for one in before), files=len(before), parts=parts)


def _of_site(sent: Iterable[Sent]) -> list[Sent]:
    """What was sent of the site itself, not of the bench."""
    return [one for one in sent if not one.path.startswith("bench/")]


def _ask(visitor: Visitor, engine: Engine, query: str) -> None:
    visitor.open(engine)
    if not visitor.ask([query], SHOWN)[0].found and engine is HUIGUAN:
        raise RuntimeError(f"{query} finds nothing")


def _type(visitor: Visitor, query: str) -> None:
    visitor.browser.execute_script(_TYPE, query)
    limit = monotonic() + _PATIENCE
    while not visitor.browser.execute_script(_OPTIONS):
        if monotonic() > limit:
            raise RuntimeError(f"{query} finds nothing")
        sleep(0.02)


def _by_part(sent: Iterable[Sent]) -> Mapping[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for one in sent:
        sums[next(_named(one.path), "other")] += one.size
    return sums


def _named(path: str) -> Iterator[str]:
    return (name for name, pattern in _PARTS if re.search(pattern, path))
