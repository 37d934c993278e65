"""Which addresses a text may lead to. Whatever cannot be vouched for becomes words without a link."""

from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from huiguan.model.markdown_text import is_elsewhere, scheme_of

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_WEB = ("https://", "http://")
OUTSIDE = ' rel="nofollow ugc noopener"'


def safe_href(written: str, link: Callable[[str], str | None]) -> str | None:
    """The attributes that lead to an address (`href="…"`, outside the site with `rel`), or None.

    `written` is the attribute's value as comrak escaped it. Only a plain scheme counts: one that shows up after
    decoding (`java%73cript:`) is refused, and so is `//host`.
    """
    if is_web(written):
        return f'href="{written}"{OUTSIDE}'
    target = unquote(unescape(written))
    scheme = scheme_of(target)
    if scheme is not None:
        is_plain = scheme in SCHEMES - {"http", "https"} and target.startswith(f"{scheme}:")
        return f'href="{written}"' if is_plain else None
    found = resolved(target, link)
    return f'href="{escape(found)}"' if found else None


def resolved(target: str, link: Callable[[str], str | None]) -> str | None:
    """The final address of a decoded target inside the site, or None."""
    if not target or is_elsewhere(target):
        return None
    found = link(target)
    is_sound = found and (scheme_of(found) in {"http", "https"} or not is_elsewhere(found))
    return found if is_sound else None


def is_web(written: str) -> bool:
    """Whether an address as comrak escaped it is one of the web, openly written; phones like to begin with `Https`."""
    return written[:8].lower().startswith(_WEB)
