"""Measures our search against Material's and Pagefind's: `python -m bench.search_run --sizes 500 5000 10000`."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

from bench.contestants import ROOT, BuildFailedError
from bench.search_browser import visiting
from bench.search_bytes import BOX, Fetched, bytes_of_box, bytes_of_engine
from bench.search_quality import DEPTH, Labelled, Quality, labelled_queries, missed, quality_by_category
from bench.search_server import hosted
from bench.search_sites import ENGINES, HUIGUAN, Engine, corpus_folder, corpus_site, demo_site, why_not_ready
from bench.search_speed import Speed, speed_of
from bench.search_table import bytes_table, index_table, parts_table, quality_table, speed_table

PARTS = ("quality", "speed", "bytes", "index")
SIZES = (500, 5000, 10000)
RIVALS_AT_MOST = 5000  # at 10,000 Material takes minutes to open
INDEX_ROUNDS = 3


def main() -> int:
    """Builds what is asked for, measures it and prints Markdown tables; progress goes to stderr."""
    asked = _arguments()
    missing = why_not_ready()
    if missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    try:
        for part in asked.only:
            for table in _PARTS[part](asked):
                print(f"\n{table}", flush=True)
    except BuildFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="entries of the corpora")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--missed", action="store_true", help="also each query of ours that is not answered in full")
    return parser.parse_args()


def _quality(asked: argparse.Namespace) -> Iterator[str]:
    queries = labelled_queries()
    found: dict[str, Mapping[str, Quality]] = {}
    for engine in ENGINES:
        answers = _answers(engine, queries)
        found[engine.name] = quality_by_category(queries, answers)
        if asked.missed and engine is HUIGUAN:
            _say("\n".join(missed(queries, answers)))
    yield quality_table(found)


def _answers(engine: Engine, queries: Sequence[Labelled]) -> list[list[str]]:
    _say(f"{engine.name} answers {len(queries)} queries")
    with hosted(demo_site(engine)) as host, visiting(host) as visitor:
        visitor.arrive()
        visitor.open(engine)
        return [answer.found for answer in visitor.ask([labelled.query for labelled in queries], DEPTH)]


def _speed(asked: argparse.Namespace) -> Iterator[str]:
    queries = [labelled.query for labelled in labelled_queries()]
    speeds: list[Speed] = []
    for engine in ENGINES:
        _say(f"{engine.name} on a slow phone, the demo club")
        speeds.append(speed_of(engine, demo_site(engine), "demo", queries))
    for size in asked.sizes:
        _say(f"{HUIGUAN.name} on a slow phone, {size} entries")
        speeds.append(speed_of(HUIGUAN, corpus_site(HUIGUAN, size), f"{size:,}", queries))
    yield speed_table(speeds)


def _bytes(asked: argparse.Namespace) -> Iterator[str]:
    fetched: list[Fetched] = []
    for size in asked.sizes:
        _say(f"bytes for a first result, {size} entries")
        fetched.append(bytes_of_box(corpus_site(HUIGUAN, size), size))
        engines = ENGINES if size <= RIVALS_AT_MOST else (HUIGUAN,)
        fetched += [bytes_of_engine(engine, corpus_site(engine, size), size) for engine in engines]
    yield bytes_table(fetched)
    yield from (parts_table(one) for one in fetched if one.name == BOX)


def _index(asked: argparse.Namespace) -> Iterator[str]:
    found: dict[int, list[Mapping[str, float]]] = {}
    for size in asked.sizes:
        club = corpus_folder(size) / "club"
        for number in range(INDEX_ROUNDS):
            _say(f"index of {size} entries, round {number + 1} of {INDEX_ROUNDS}")
            found.setdefault(size, []).append(_index_once(str(club)))
    yield index_table(found)


def _index_once(club: str) -> Mapping[str, float]:
    command = [sys.executable, "-m", "bench.search_index_once", club]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailedError(f"{club}: {done.stderr.strip()[-2000:]}")
    figures: Mapping[str, float] = json.loads(done.stdout)
    return figures


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


_PARTS = {"quality": _quality, "speed": _speed, "bytes": _bytes, "index": _index}

if __name__ == "__main__":
    sys.exit(main())
