"""Former addresses of a record, as its `aliases` name them."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

MAX_PART = 80
# What Windows cannot have in a file's name, what parts an address, and what hides a file from servers and hosts.
_NO_PART = re.compile(r'[\\:*?"<>|#\x00-\x1f\x7f]|^[.\s]|[.\s]$')


def former_path(alias: str) -> str | None:
    """What a former address means: a path from the site's root without a slash at either end; `""` is the home page.

    None where it is no path: with a scheme, a query or an anchor, or with a part that no file may be called. What a browser
    shows as `%E6…` is taken as the characters that it stands for.
    """
    path = unicodedata.normalize("NFC", unquote(alias.strip())).removeprefix("/").removesuffix("/")
    return path if not path or all(_may_be_part(part) for part in path.split("/")) else None


def _may_be_part(part: str) -> bool:
    return 0 < len(part) <= MAX_PART and not _NO_PART.search(part)


def page_at(path: str) -> str:
    """The form in which all spellings of one page's address are equal: no `.html` or `.md`, no `index`, one case."""
    stem = re.sub(r"\.(?:html|md)$", "", path.casefold())
    return "" if stem == "index" else stem.removesuffix("/index")


def former_ids(aliases: Iterable[str], section: str) -> tuple[str, ...]:
    """The ids that a record had in its section, as its former addresses tell: `events/old-name` tells `old-name`."""
    paths = (page_at(path).split("/") for alias in aliases if (path := former_path(alias)))
    return tuple(dict.fromkeys(parts[1] for parts in paths if len(parts) == 2 and parts[0] == section))


def path_within(alias: str) -> str:
    """The path of a whole address that someone copied from a browser, as a proposal; the alias itself where it is none."""
    parts = urlsplit(alias.strip())
    return unquote(parts.path).strip("/") if parts.scheme and parts.netloc else ""
