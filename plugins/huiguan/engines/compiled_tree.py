"""The whole compiled tree for a generator that runs no plugin: our pages, the hand-written ones with their blocks, all files."""

from collections.abc import Iterator
from pathlib import Path

from huiguan.compile.site import Compilation
from huiguan.pipeline import outputs_of


def whole_tree(compilation: Compilation, docs: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of everything; a file in `docs` is copied, and the markers in its Markdown pages are filled."""
    yield from outputs_of(compilation.compiled)
    if not docs.is_dir():
        return
    for file in sorted(docs.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        path = file.relative_to(docs).as_posix()
        if file.suffix == ".md":
            text = file.read_text(encoding="utf-8")
            yield path, compilation.blocks.fill(text, path).encode()
        else:
            yield path, file.read_bytes()
