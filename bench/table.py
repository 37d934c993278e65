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
    wall = log(grown[most].wall / grown[least].wall) / log(most / least)
    early, late = _each(grown, least, middle), _each(grown, middle, most)
    lines.append("")
    lines.append(f"Exponent from {least:,} to {most:,}: {_exponent(grown, least, most):.2f} of CPU, {wall:.2f} of wall.")
    lines.append(f"One entry more costs {early:.2f} ms of CPU up to {middle:,}, and {late:.2f} ms from there to {most:,}.")
    return "\n".join(lines)


def _shared(value: float, whole: float, *, digits: int = 1) -> str:
    return f"{value:.{digits}f} ({value / whole:.2f})"


def _exponent(grown: dict[int, Measured], least: int, most: int) -> float:
    return log(grown[most].cpu / grown[least].cpu) / log(most / least)


def _each(grown: dict[int, Measured], fewer: int, more: int) -> float:
    """Milliseconds of CPU for each entry on top of `fewer`; unlike an exponent it does not hide behind the program's start."""
    return (grown[more].cpu - grown[fewer].cpu) * 1000 / (more - fewer)
