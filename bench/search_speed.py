"""How long an answer takes on a middling phone: a CPU four times slower, and Fast 4G."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bench.search_browser import visiting
from bench.search_bytes import SHOWN, TYPICAL
from bench.search_server import hosted
from bench.search_sites import MATERIAL, Engine

REPEATS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Milliseconds: from nothing to the first answer; for new queries in an open tab; for the same again at once.

    Of those the best of three counts, since others may use the machine.
    """

    name: str
    entries: str
    first: Sequence[float]
    fresh: Sequence[float]
    warm: Sequence[float]


def speed_of(engine: Engine, site: Path, entries: str, queries: Sequence[str]) -> Speed:
    """The speed of one engine over these queries."""
    with hosted(site) as host, visiting(host) as visitor:
        first = []
        for query in TYPICAL[:1] if engine is MATERIAL else TYPICAL:
            visitor.arrive()
            visitor.slow_down()
            first.append(visitor.open(engine) + visitor.ask([query], SHOWN)[0].ms[0])
            visitor.speed_up()
        visitor.slow_down()
        asked = [answer.ms for answer in visitor.ask(queries, SHOWN, times=1 + REPEATS)]
        visitor.speed_up()
    fresh, warm = [times[0] for times in asked], [min(times[1:]) for times in asked]
    return Speed(name=engine.name, entries=entries, first=first, fresh=fresh, warm=warm)


def share(values: Sequence[float], percent: int) -> float:
    """The value that so many of a hundred do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]
