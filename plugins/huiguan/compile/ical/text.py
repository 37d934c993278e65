r"""Properties and components as folded lines, written by our own hand.

icalendar 7.3 turns a typed `\N` into a line break, lets control characters through, writes addresses raw, guards against line
breaks with an `assert` that `python -O` removes, and takes ten times as long. What it does right is what stands here: a test
holds every line against its writer.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from huiguan.compile.content_line import clean_line, clean_parameter, clean_text, clean_url, escape, fold

# With any of these in it a parameter's value stands in quotes; some readers take a backslash outside of them for an escape.
_NEEDS_QUOTES = frozenset(",;:’\\")
_QUOTED_WITH = {"CN": frozenset(" '")}
_ALWAYS_QUOTED = frozenset({"X-ADDRESS", "X-TITLE"})  # as Apple wants its own
_NONE: frozenset[str] = frozenset()


def line(name: str, text: str | None) -> bytes:
    """A text on one line; nothing where there is none."""
    return _text(name, clean_line(text or ""))


def paragraphs(name: str, text: str | None) -> bytes:
    """A text that may have line breaks; nothing where there is none."""
    return _text(name, clean_text(text or ""))


@lru_cache(maxsize=4096)  # the club's own address stands in every entry, an event's in each of its dates
def address(name: str, url: str | None, **parameters: str) -> bytes:
    """An address with its parameters (`_` in a name for `-`); nothing where there is none that a calendar may carry."""
    found = clean_url(url) if url else None
    if not found:
        return b""
    cleaned = {key.replace("_", "-"): clean_parameter(value) for key, value in parameters.items()}
    shown = [f";{key}={_parameter(key, value)}" for key, value in cleaned.items() if value]
    return fold(f"{name}{''.join(shown)}:{found}")


def raw(name: str, value: str) -> bytes:
    """A value of ours that needs neither cleaning nor escaping: a number, a rule, a word of the standard."""
    return fold(f"{name}:{value}")


def moment(name: str, value: datetime | date) -> bytes:
    """A day, a time in UTC, or the wall time of a zone with its name."""
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{_day(value)}\r\n".encode()
    clock = f"{_day(value)}T{value.hour:02}{value.minute:02}{value.second:02}"
    if value.tzinfo is UTC:
        return f"{name}:{clock}Z\r\n".encode()
    return fold(f"{name};TZID={_parameter('TZID', str(value.tzinfo))}:{clock}")


def component(name: str, *lines: bytes) -> bytes:
    """The lines between their BEGIN and END."""
    return b"".join((f"BEGIN:{name}\r\n".encode(), *lines, f"END:{name}\r\n".encode()))


def _text(name: str, text: str) -> bytes:
    return fold(f"{name}:{escape(text)}") if text else b""


def _day(value: date) -> str:
    return f"{value.year:04}{value.month:02}{value.day:02}"


def _parameter(name: str, value: str) -> str:
    """The value as RFC 6868 escapes it, in quotes where it needs them."""
    escaped = value.replace("^", "^^")
    inviting = _NEEDS_QUOTES | _QUOTED_WITH.get(name, _NONE)
    return f'"{escaped}"' if name in _ALWAYS_QUOTED or not inviting.isdisjoint(escaped) else escaped
