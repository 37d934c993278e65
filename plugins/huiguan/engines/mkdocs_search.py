"""Search under MkDocs: which hand-written pages it builds, and the index, whose many files go straight to the site."""

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from pathspec import GitIgnoreSpec

from huiguan.compile.output import File

# HOST(mkdocs<=1.6): what it leaves out besides `exclude_docs`.
_NEVER_BUILT = GitIgnoreSpec.from_lines([".*", "/templates/"])


def built_pages(config: MkDocsConfig) -> Callable[[str], bool]:
    """Tells of a path in `docs` whether MkDocs builds a page of it; a draft is built in a preview only."""
    left_out = [spec for spec in (_NEVER_BUILT, config.exclude_docs, config.draft_docs) if spec is not None]
    return lambda path: not any(spec.match_file(path) for spec in left_out)


def write_search(files: Iterable[File], site: Path) -> None:
    """Writes the index into a site that is not published yet; one file at a time, with nothing asked before.

    Thousands of small files would cost the host more than all pages, and looking whether each has changed doubles our own cost.
    """
    known: set[str] = set()
    for file in files:
        folder, _, name = file.path.rpartition("/")
        if folder not in known:
            known.add(folder)
            (site / folder).mkdir(parents=True, exist_ok=True)
        with open(f"{site}/{folder}/{name}", "wb", buffering=0) as out:  # noqa: PTH123 - a Path for each is a tenth of the time
            out.write(file.read())
