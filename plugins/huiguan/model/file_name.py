"""Names of files beside a record, as fields and texts spell them."""

import posixpath
import unicodedata


def plain_name(file: str) -> str:
    """The path of a file in its folder in the one form in which two spellings of it are equal."""
    return posixpath.normpath(unicodedata.normalize("NFC", file)).casefold()
