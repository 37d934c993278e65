"""`_headers`: what a server says along with each file, in the form of Netlify and Cloudflare.

Every header stands in one rule only: where two rules set the same one, both hosts join the values with a comma. Cloudflare
reads at most 100 rules, and lines of at most 2,000 characters.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

CALENDAR_TYPE = "text/calendar; charset=utf-8"
CALENDAR_CACHE = "max-age=900"
HASHED_CACHE = "max-age=31536000, immutable"
SECURITY: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
MOST_RULES = 100

# What a page may load: from its own site alone. Pictures in stylesheets are `data:`; no other host, no frame, no plug-in.
_POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# The theme's own files: a member's `prices.20261121.csv` only looks like one of them.
_HASHED = re.compile(r"assets/(?!club/).*\.[0-9a-f]{8,}\.(?:min\.)?(?:css|js|woff2|svg|png)")
# The search index lies in a folder that is named after what it holds.
_HASHED_FOLDER = re.compile(r"assets/search/[0-9a-f]{12}/")
_TAG = re.compile(rb"""<(?:script|style)((?:\s(?:[^>"']|"[^"]*"|'[^']*')*+)?)>""", re.IGNORECASE)
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"""\stype\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
# Any other type is a block of data, which a policy leaves alone.
_SCRIPT_TYPES = frozenset(
    {b"", b"module", b"importmap", b"speculationrules", b"text/javascript", b"application/javascript", b"text/ecmascript"}
)


def headers(content_policy: str, *, paths: Iterable[str] = (), is_public: bool = True) -> bytes:
    """The file `_headers` for a finished site.

    `content_policy` is the one under which its pages work. `paths` are those of its files, relative to the root; of them, those
    with a hash in their name may be kept for a year. An edition that is not public stays out of shared caches and of search
    engines.
    """
    kept = "public" if is_public else "private"
    everywhere = {**SECURITY, "Content-Security-Policy": content_policy}
    if not is_public:
        everywhere["X-Robots-Tag"] = "noindex, nofollow"
    rules = [("/*", everywhere)]
    rules.append(("/calendar/*", {"Content-Type": CALENDAR_TYPE, "Cache-Control": f"{kept}, {CALENDAR_CACHE}"}))
    rules += [(f"/{path}", {"Cache-Control": f"{kept}, {HASHED_CACHE}"}) for path in _hashed(paths)][: MOST_RULES - len(rules)]
    return "\n".join(_rule(path, values) for path, values in rules).encode()


def _hashed(paths: Iterable[str]) -> list[str]:
    """What may be kept for a year: folders first, one rule for all that they hold."""
    every = set(paths)
    folders = {f"{folder[0]}*" for path in every if (folder := _HASHED_FOLDER.match(path))}
    return [*sorted(folders), *sorted(path for path in every if _HASHED.fullmatch(path))]


def policy(html_pages: Iterable[bytes]) -> str:
    """The Content-Security-Policy under which these pages, as they are served, work: their inline scripts and styles may run."""
    allowed: set[tuple[str, str]] = set()
    for page in html_pages:
        allowed |= _found(page)
    parts = []
    for directive, sources in _POLICY.items():
        hashes = sorted(source for where, source in allowed if where == directive)
        parts.append(" ".join([directive, sources, *hashes]))
    return "; ".join(parts)


def inline_hashes(html: str) -> frozenset[str]:
    """What a policy must allow for the inline scripts and styles of a page: `script-src 'sha256-…'`, `style-src 'sha256-…'`."""
    return frozenset(f"{directive} {source}" for directive, source in _found(html.encode()))


def _rule(path: str, values: Mapping[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in values.items())])


def _found(page: bytes) -> set[tuple[str, str]]:
    """(directive, source) of each inline script and style."""
    lower = page.lower()  # of ASCII alone, so that the places stay the same
    found = {("style-src", _hash(content)) for _, content in _elements(page, lower, b"style")}
    for attributes, content in _elements(page, lower, b"script"):
        if not _SOURCE.search(attributes) and _type_of(attributes) in _SCRIPT_TYPES:
            found.add(("script-src", _hash(content)))
    return found


def _elements(page: bytes, lower: bytes, name: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(attributes, content) of each element of that name; `find` is many times quicker than a pattern over the whole page."""
    at = lower.find(b"<" + name)
    while at >= 0:
        tag = _TAG.match(page, at)
        end = lower.find(b"</" + name, tag.end()) if tag else -1
        if tag and end >= 0:
            yield tag.group(1), page[tag.end() : end]
        at = lower.find(b"<" + name, max(at + 1, end))


def _type_of(attributes: bytes) -> bytes:
    typed = _TYPE.search(attributes)
    return typed.group(1).lower() if typed else b""


@lru_cache(maxsize=1024)
def _hash(content: bytes) -> str:
    """The content's hash as a policy writes it; browsers count each line break as one character."""
    text = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"
