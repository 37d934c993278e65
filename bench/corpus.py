"""A seeded corpus: the same entries as a club for Huiguan and as plain pages, the same bytes for the same count and seed."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.aside import put_aside
from bench.cast import Cast, cast_of
from bench.entry import Entry
from bench.events import event
from bench.members import group, member, organization
from bench.pen import Pen
from bench.texts import case, template, whitepaper
from bench.trees import club_files, plain_files, write_files

SEED = 618
_MAKERS: dict[str, Callable[[int, Pen, Cast], Entry]] = {
    "case": case,
    "event": event,
    "member": member,
    "organization": organization,
    "group": group,
    "template": template,
    "whitepaper": whitepaper,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Where a corpus lies, and how long its texts are (mean characters of a case)."""

    club: Path
    plain: Path
    counts: dict[str, int]
    case_characters: int


def write_corpus(folder: Path, count: int, seed: int = SEED) -> Corpus:
    """Writes `count` entries below `folder`, as `club/` and as `plain/`; what stood there is put aside."""
    cast = cast_of(count)
    entries = list(_entries(cast, seed))
    club, plain = folder / "club", folder / "plain"
    for tree, files in ((club, club_files(entries)), (plain, plain_files(entries))):
        put_aside(tree)
        write_files(files, tree)
    lengths = [len(entry.body) for entry in entries if entry.kind == "case"]
    return Corpus(club=club, plain=plain, counts=cast.counts, case_characters=sum(lengths) // len(lengths))


def _entries(cast: Cast, seed: int) -> Iterator[Entry]:
    for kind, make in _MAKERS.items():
        for number in range(cast.counts[kind]):
            yield make(number, Pen(f"{seed}/{kind}/{number}"), cast)


def main() -> None:
    """`python -m bench.corpus FOLDER COUNT`: writes a corpus to look at."""
    parser = argparse.ArgumentParser(description="Writes a corpus as a club and as plain pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    corpus = write_corpus(asked.folder, asked.count, asked.seed)
    print(f"{corpus.counts}, cases of {corpus.case_characters} characters on average")


if __name__ == "__main__":
    main()
