"""Search under MkDocs: which hand-written pages it builds, and the index, whose many files go straight to the site."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import SearchPlugin
from pathspec import GitIgnoreSpec

from huiguan.compile.site import Compilation
from huiguan.workers import Beside, Later, Workers

# HOST(mkdocs<=1.6): what it leaves out besides `exclude_docs`.
_NEVER_BUILT = GitIgnoreSpec.from_lines([".*", "/templates/"])


def built_pages(config: MkDocsConfig) -> Callable[[str], bool]:
    """Tells of a path in `docs` whether MkDocs builds a page of it; a draft is built in a preview only."""
    excluded = _NEVER_BUILT + config.exclude_docs if config.exclude_docs else _NEVER_BUILT  # one list: `!` takes back
    left_out = [spec for spec in (excluded, config.draft_docs) if spec is not None]
    return lambda path: not any(spec.match_file(path) for spec in left_out)


def let_go_of_listed_search(config: MkDocsConfig) -> None:
    """Takes MkDocs's own search out of a configuration that lists `search`, as most do.

    HOST(mkdocs<=1.6): under our theme the name means its own plugin, not Material's, and that one brings a script that fetches a
    second index on every page. Our hook comes first, so that its hooks have not run yet.
    """
    if not isinstance(config.plugins.get("search"), SearchPlugin):
        return
    listed = config.plugins.pop("search")
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not listed]


class SearchWriting:
    """The index on its way into a site that is not published yet, written beside the host's own work."""

    def __init__(self) -> None:
        self._work: Beside[None] | Later[None] | None = None

    def begin(self, compilation: Compilation, site: Path, workers: Workers) -> None:
        """Has the index made and written."""
        self._work = workers.beside(partial(_write, compilation, site))

    def finish(self) -> None:
        """Waits until all of it lies there.

        Raises:
            HuiguanError: The index does not find the titles of its own documents.
        """
        if self._work:
            self._work.result()
        self._work = None

    def stop(self) -> None:
        """Ends the writing wherever it is."""
        if self._work:
            self._work.stop()
        self._work = None


def _write(compilation: Compilation, site: Path) -> None:
    """Makes the index and writes it into a site that is not published yet; one file at a time, with nothing asked before.

    Thousands of small files would cost the host more than all pages, and looking whether each has changed doubles our own cost.
    """
    known: set[str] = set()
    for file in compilation.search:
        folder, _, name = file.path.rpartition("/")
        if folder not in known:
            known.add(folder)
            (site / folder).mkdir(parents=True, exist_ok=True)
        with open(f"{site}/{folder}/{name}", "wb", buffering=0) as out:  # noqa: PTH123 - a Path for each is a tenth of the time
            out.write(file.read())
