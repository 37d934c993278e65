"""The figures of the search as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from bench.search_bytes import Fetched
from bench.search_quality import ALL, Quality
from bench.search_speed import Speed, share


def quality_table(found: Mapping[str, Mapping[str, Quality]]) -> str:
    """A row for each category, four columns for each engine."""
    names = list(found)
    head = ["category", "n", *(f"{name}: R@10 / MRR / S@3 / zero" for name in names)]
    categories = next(iter(found.values()))
    rows = [
        [_called(category), str(quality.asked), *(_quality(found[name][category]) for name in names)]
        for category, quality in categories.items()
    ]
    return _table(head, rows, left=1)


def bytes_table(fetched: Iterable[Fetched]) -> str:
    """A row for each engine and size: kB and files of the middling and of the dearest query."""
    rows = [
        [
            one.name,
            f"{one.entries:,}",
            _kb(one.median),
            f"{_kb(one.most.size)} ({one.most.query})",
            f"{median(first.files for first in one.first):.0f}",
        ]
        for one in fetched
    ]
    return _table(["engine", "entries", "median kB", "most kB", "files"], rows, left=1)


def parts_table(box: Fetched) -> str:
    """What each query fetches through our box, by part, in kB; `titles` come once the browser is idle and are not in the sum."""
    parts = sorted({part for first in box.first for part in first.parts})
    rows = [
        [first.query, _kb(first.size), str(first.files), *(_kb(first.parts.get(part, 0)) for part in parts)]
        for first in box.first
    ]
    return _table([f"{box.entries:,} entries", "kB", "files", *parts], rows, left=1)


def speed_table(speeds: Iterable[Speed]) -> str:
    """A row for each engine: p50 and p95 of first, new and repeated queries."""
    rows = [
        [
            one.name,
            one.entries,
            f"{median(one.first):,.0f} ({max(one.first):,.0f})",
            *(f"{share(values, percent):,.1f}" for values in (one.fresh, one.warm) for percent in (50, 95)),
            f"{max(one.warm):,.1f}",
        ]
        for one in speeds
    ]
    head = ["engine", "entries", "first ms (most)", "new p50", "new p95", "warm p50", "warm p95", "warm most"]
    return _table(head, rows, left=1)


def index_table(found: Mapping[int, Sequence[Mapping[str, float]]]) -> str:
    """A row for each size: the least of each time over the rounds."""
    head = [
        "entries",
        "documents",
        "terms",
        "CPU s",
        "of it documents",
        "of it postings",
        "wall s",
        "MiB more",
        "files",
        "MiB",
        "MiB gz",
    ]
    rows = [[f"{entries:,}", *_index(rounds)] for entries, rounds in found.items()]
    return _table(head, rows, left=0)


def _index(rounds: Sequence[Mapping[str, float]]) -> list[str]:
    least = {name: min(one[name] for one in rounds) for name in rounds[0]}
    return [
        *(f"{least[name]:,.0f}" for name in ("documents", "terms")),
        *(f"{least[name]:.1f}" for name in ("cpu", "documents_cpu", "index_cpu", "wall")),
        f"{least['peak_mib'] - least['peak_before_mib']:.0f}",
        f"{least['files']:,.0f}",
        *(f"{least[name]:.1f}" for name in ("mib", "gzipped_mib")),
    ]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int) -> str:
    lines = ["---" if place < left else "---:" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, lines, *rows))


def _called(category: str) -> str:
    return "**all**" if category == ALL else category


def _quality(quality: Quality) -> str:
    return f"{quality.recall:.3f} / {quality.mrr:.3f} / {quality.success:.3f} / {quality.zero}"


def _kb(size: float) -> str:
    return f"{size / 1000:.1f}"
