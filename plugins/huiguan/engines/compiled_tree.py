"""The whole compiled tree for a generator that runs no plugin: our pages, the hand-written ones with their blocks, all files."""

from collections.abc import Iterator
from pathlib import Path

from huiguan.compile.site import Compilation
from huiguan.engines.written_pages import files_below
from huiguan.pipeline import outputs_of


def whole_tree(compilation: Compilation, docs: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of everything; a file in `docs` is copied, and the markers in its Markdown pages are filled.

    Where both have a file of one name, ours stands, as under the other hosts.
    """
    made = set()
    for path, content in outputs_of(compilation):
        made.add(path)
        yield path, content
    for file in files_below(docs):
        path = file.relative_to(docs).as_posix()
        if path in made or file.is_symlink() or not file.is_file():
            continue
        if file.suffix == ".md":
            yield path, compilation.blocks.fill(file.read_text(encoding="utf-8-sig"), path).encode()
        else:
            yield path, file.read_bytes()
