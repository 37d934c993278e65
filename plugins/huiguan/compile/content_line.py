"""Content lines, the form that calendars (RFC 5545) and vCards (RFC 6350) share: cleaned, escaped, folded.

One bad character in one title must never cost every subscriber the calendar: what no client may meet is gone before a
text is escaped.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_LIMIT = 75  # octets of a line, without its CRLF

# All that some reader takes for the end of a line: Python's splitlines (vdirsyncer, vobject) knows these.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls (NUL makes libical drop a whole feed), bidirectional and invisible format characters, halves of surrogate
# pairs, which UTF-8 cannot hold, and noncharacters. The joiners U+200C and U+200D stay: emoji and Persian need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BLANKS = re.compile("[ \t]+")
_MANY_BREAKS = re.compile("\n{3,}")

_SCHEMES = frozenset({"http", "https", "mailto", "tel", "geo"})
_IN_PATH = "/%:@!$&'()*+,;=~"
_IN_QUERY = _IN_PATH + "?"
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def clean_text(text: str) -> str:
    """The text with line feeds as its only control characters: every other line break becomes one, what is unseen goes."""
    if text.isprintable() and "  " not in text:  # all that is cut out below is unprintable, and most texts have none of it
        return text.strip(" ")
    broken = _BREAK.sub("\n", text)
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in _UNSEEN.sub("", broken).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")


def clean_line(text: str) -> str:
    """The text on one line: line breaks become spaces, what is unseen goes."""
    return _BLANKS.sub(" ", clean_text(text).replace("\n", " "))


def clean_parameter(text: str) -> str:
    """The text as the value of a parameter, where a double quote can stand in no form that all readers know."""
    return clean_line(text).replace('"', "'")


def clean_url(url: str) -> str | None:
    """The address in ASCII (percent-encoded, its host in IDNA), or None where it is not one that a calendar may carry.

    Only http, https, mailto, tel and geo pass.
    """
    try:
        parts = urlsplit(clean_line(url))
        scheme = parts.scheme.lower()
        if scheme not in _SCHEMES:
            return None
        host = _host(parts.hostname, parts.port) if scheme in {"http", "https"} else ""
    except ValueError:  # a port that is no number, a host that IDNA refuses, a bracket left open
        return None
    if host is None:
        return None
    path, query, fragment = (
        quote(_BARE_PERCENT.sub("%25", part), safe=safe)
        for part, safe in ((parts.path, _IN_PATH), (parts.query, _IN_QUERY), (parts.fragment, _IN_QUERY))
    )
    return urlunsplit((scheme, host, path, query, fragment)) if host or path else None


def _host(name: str | None, port: int | None) -> str | None:
    if not name:
        return None
    ascii_name = f"[{name}]" if ":" in name else quote(name.encode("idna").decode("ascii"), safe="")
    return f"{ascii_name}:{port}" if port is not None else ascii_name


def escape(text: str) -> str:
    r"""A cleaned text as the value of a TEXT property.

    The backslash goes first, so that a typed `\N` (`C:\NEW`) stays what it is.
    """
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> bytes:
    """The line in UTF-8 with its CRLF, folded at 75 octets, never inside a character or an escape."""
    rest = line.encode()
    if len(rest) <= _LIMIT:
        return rest + b"\r\n"
    pieces = []
    limit = _LIMIT
    while len(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut])
        rest = rest[cut:]
        limit = _LIMIT - 1  # the space that begins a continued line counts
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"


def _cut(octets: bytes, limit: int) -> int:
    cut = limit
    while octets[cut] & 0xC0 == 0x80:
        cut -= 1
    backslashes = cut - len(octets[:cut].rstrip(b"\\"))
    return cut - backslashes % 2 or cut
