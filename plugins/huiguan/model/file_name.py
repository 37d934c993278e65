"""Names of files beside a record, as fields and texts spell them."""

import posixpath
import unicodedata

from huiguan.model.markdown_text import path_in


def plain_name(file: str) -> str:
    """The path of a file in its folder in the one form in which two spellings of it are equal."""
    return posixpath.normpath(unicodedata.normalize("NFC", file)).casefold()


def linked_name(target: str, folder: str | None) -> str:
    """The path, in the `folder` of a text, of what it links to there: `a.png` for `../tea/a.png#top` in the folder `tea`.

    What lies elsewhere keeps a path that no file in the folder has.
    """
    path = path_in(target)
    return posixpath.normpath(posixpath.join(folder, path)).removeprefix(f"{folder}/") if folder else path
