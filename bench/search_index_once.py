"""The search index of a club in a process of its own: `python -m bench.search_index_once CLUB` prints what it takes as JSON."""

import gzip
import json
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter, process_time

from bench.events import TODAY
from huiguan.compile.dates import Dates
from huiguan.compile.ical import Calendars
from huiguan.compile.output import Page
from huiguan.compile.search.build import compile_search, documents_of
from huiguan.compile.search.index import index_of
from huiguan.pipeline import Order, build, read


def main() -> int:
    """Compiles the club without search, then makes its index."""
    outcome = build(read(Path(sys.argv[1])), Order(today=TODAY, found=None))
    compilation = outcome.compilation
    if compilation is None:
        return 1
    press = compilation.press
    dates = Dates(press, Calendars(press.club, press.context, address=press.addresses))
    pages = {page.path: page for page in compilation.compiled.pages}
    # The whole first: what the stages leave behind would count as memory of the club.
    print(json.dumps(_measured(dates, pages) | _stages(dates, pages)))
    return 0


def _measured(dates: Dates, pages: Mapping[str, Page]) -> dict[str, float]:
    before = _peak_mib()
    wall, cpu = perf_counter(), process_time()
    files = tuple(compile_search(dates, pages, ()))
    wall, cpu = perf_counter() - wall, process_time() - cpu
    contents = [file.read() for file in files]
    return {
        "wall": wall,
        "cpu": cpu,
        "peak_before_mib": before,
        "peak_mib": _peak_mib(),
        "files": len(files),
        "mib": sum(map(len, contents)) / 1024 / 1024,
        "gzipped_mib": sum(len(gzip.compress(content, 6)) for content in contents) / 1024 / 1024,
        "largest": max(map(len, contents)),
    }


def _stages(dates: Dates, pages: Mapping[str, Page]) -> dict[str, float]:
    """Seconds of CPU for the first two stages alone."""
    begun = process_time()
    documents = documents_of(dates, pages, ())
    listed = process_time()
    index = index_of(documents)
    return {
        "documents": len(documents),
        "terms": len(index.postings),
        "documents_cpu": listed - begun,
        "index_cpu": process_time() - listed,
    }


def _peak_mib() -> float:
    # Linux counts in KiB.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
