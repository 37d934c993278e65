"""Measures Huiguan against plain MkDocs with Material on the same entries: `python -m bench.run 1000`."""

import argparse
import sys
from collections.abc import Iterable
from functools import reduce
from pathlib import Path

from bench.aside import remove_aside
from bench.contestants import MORE, OURS, RIVAL, ROOT, BuildFailedError, Contestant, Measured, measure, why_not_fair
from bench.corpus import SEED, write_corpus
from bench.table import comparison, growth

WORK = ROOT / "build" / "bench"
GROWTH = (500, 1000, 2000)


def main() -> int:
    """Writes the corpus, builds it with each contestant in turn, prints a Markdown table."""
    asked = _arguments()
    unfair = why_not_fair()
    if unfair:
        sys.stderr.write(f"{unfair}\n")
        return 2
    contestants = (OURS, RIVAL, *(MORE if asked.more else ()))
    try:
        folder = _written(asked.count, asked.seed)
        best = _measured(contestants, folder, asked.rounds)
        print("\n" + comparison(asked.count, asked.rounds, best))
        if asked.growth:
            print("\n" + growth(_grown(asked.seed, asked.rounds)))
    except BuildFailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        remove_aside(WORK)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="entries of the corpus")
    parser.add_argument("--rounds", type=int, default=2, help="builds of each, the best counts")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--more", action="store_true", help="also without jieba, and without search")
    parser.add_argument("--growth", action="store_true", help=f"also how Huiguan grows over {GROWTH} entries")
    return parser.parse_args()


def _written(count: int, seed: int) -> Path:
    folder = WORK / f"{count}"
    corpus = write_corpus(folder, count, seed)
    parts = ", ".join(f"{number} {kind}" for kind, number in corpus.counts.items())
    _say(f"corpus of {count} ({parts}), cases of {corpus.case_characters} characters on average")
    return folder


def _measured(contestants: Iterable[Contestant], folder: Path, rounds: int) -> dict[Contestant, Measured]:
    """The best build of each; they take turns, so that a slow minute of the machine hits all of them."""
    best: dict[Contestant, Measured] = {}
    for number in range(1, rounds + 1):
        for contestant in contestants:
            found = measure(contestant, folder)
            _say(f"{folder.name}, round {number} of {rounds}: {contestant.name}: {_told(found)}")
            known = best.get(contestant)
            best[contestant] = found if known is None else _better(known, found)
    return best


def _told(found: Measured) -> str:
    return f"{found.wall:.1f} s, CPU {found.cpu:.1f} s, {found.peak_mib:.0f} MiB"


def _better(one: Measured, other: Measured) -> Measured:
    """The lesser of each figure: what the work takes when nothing else runs."""
    return Measured(
        wall=min(one.wall, other.wall),
        cpu=min(one.cpu, other.cpu),
        peak_mib=min(one.peak_mib, other.peak_mib),
        files=other.files,
        mib=other.mib,
    )


def _grown(seed: int, rounds: int) -> dict[int, Measured]:
    """Huiguan's best build of each size; the sizes take turns as well."""
    folders = {size: _written(size, seed) for size in GROWTH}
    found = [{size: _measured([OURS], folder, 1)[OURS] for size, folder in folders.items()} for _ in range(rounds)]
    return {size: reduce(_better, (one[size] for one in found)) for size in GROWTH}


def _say(line: str) -> None:
    """A line of progress; the table alone goes to stdout."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
