"""The figures as Markdown."""

from math import log

from bench.contestants import OURS, RIVAL, Contestant, Measured


def comparison(count: int, rounds: int, best: dict[Contestant, Measured]) -> str:
    """A row for each contestant, each figure with its ratio to the rival's."""
    rival = best[RIVAL]
    lines = [
        f"Clean build of {count:,} entries, the best of {rounds}, in brackets the share of *{RIVAL.name}*:",
        "",
        "| | wall s | CPU s | peak MiB | files | MiB written |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for contestant, found in best.items():
        figures = (
            _shared(found.wall, rival.wall),
            _shared(found.cpu, rival.cpu),
            _shared(found.peak_mib, rival.peak_mib, digits=0),
            f"{found.files:,}",
            f"{found.mib:.1f}",
        )
        lines.append(f"| {contestant.name} | " + " | ".join(figures) + " |")
    return "\n".join(lines)


def growth(grown: dict[int, Measured]) -> str:
    """A row for each size, and the exponent of CPU time from the least to the greatest: 1 is in proportion, 2 is quadratic."""
    lines = [
        f"How {OURS.name} grows:",
        "",
        "| entries | wall s | CPU s | CPU ms an entry | peak MiB |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {size:,} | {found.wall:.1f} | {found.cpu:.1f} | {found.cpu * 1000 / size:.2f} | {found.peak_mib:.0f} |"
        for size, found in grown.items()
    ]
    least, middle, most = sorted(grown)
    lines += [
        "",
        f"Exponent from {least:,} to {most:,}: {_exponent(grown, least, most):.2f} of CPU, "
        f"{log(grown[most].wall / grown[least].wall) / log(most / least):.2f} of wall. "
        f"Without the start of the program (taken from the two lesser sizes): {_without_start(grown, least, middle, most):.2f}.",
    ]
    return "\n".join(lines)


def _shared(value: float, whole: float, *, digits: int = 1) -> str:
    return f"{value:.{digits}f} ({value / whole:.2f})"


def _exponent(grown: dict[int, Measured], least: int, most: int) -> float:
    return log(grown[most].cpu / grown[least].cpu) / log(most / least)


def _without_start(grown: dict[int, Measured], least: int, middle: int, most: int) -> float:
    """The exponent of what comes on top of a fixed start, the start being what a straight line through two sizes leaves at 0."""
    slope = (grown[middle].cpu - grown[least].cpu) / (middle - least)
    start = grown[least].cpu - slope * least
    return log((grown[most].cpu - start) / (grown[least].cpu - start)) / log(most / least)
