"""Where a link leads: its scheme, seen through entities, percent signs, blanks and control characters."""

import html
import re
from urllib.parse import unquote

_ROUNDS = 4  # a disguise inside a disguise; whoever nests deeper ends with a "%" or "&" that is no scheme
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def decoded(typed: str) -> str:
    """The target as its writer meant it: `a%20b&amp;c` is `a b&c`. Renderer and checks resolve this form."""
    return unquote(html.unescape(_ESCAPE.sub(r"\1", typed)))


def path_in(target: str) -> str:
    """The path of a target, without its anchor and its query."""
    return target.partition("#")[0].partition("?")[0]


def bared(target: str) -> str:
    """The target with every disguise taken off, for judging only."""
    for _ in range(_ROUNDS):
        barer = _UNSEEN.sub("", unquote(html.unescape(target)))
        if barer == target:
            break
        target = barer
    return target


def scheme_of(target: str) -> str | None:
    """The scheme in lower case, or None for an address without one (a file, an anchor)."""
    found = _SCHEME.match(bared(target))
    return found[1].lower() if found else None


def is_elsewhere(target: str) -> bool:
    """Whether the target names another host: it has a scheme, or begins with `//` in any disguise."""
    bare = bared(target)
    return _SCHEME.match(bare) is not None or bare.replace("\\", "/").startswith("//")
