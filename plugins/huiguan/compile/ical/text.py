r"""Values and components as icalendar holds them, written by our own hand where the library errs.

icalendar 7.3 turns a typed `\N` into a line break, lets control characters through, writes addresses raw and guards against
line breaks with an `assert`, which `python -O` removes. So every text is cleaned before the library sees it, escapes itself
when it is written, and the lines are folded by `content_line`, as those of vCards are.
"""

from icalendar import Component, vGeo, vText, vUri

from huiguan.compile.content_line import clean_line, clean_parameter, clean_text, clean_url, escape, fold


class Text(vText):
    """A TEXT value that escapes itself as RFC 5545 says; make it with `line` or `paragraphs`."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The escaped value in UTF-8."""
        return escape(self).encode()


class Point(vGeo):
    """A GEO value in plain decimals, where the library writes `1e-05` for what is near the equator."""

    def to_ical(self) -> str:
        """Latitude and longitude to six decimals, about a tenth of a metre."""
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def add_line(component: Component, name: str, text: str | None) -> None:
    """Adds a text on one line; nothing where there is none."""
    _add_text(component, name, clean_line(text or ""))


def add_paragraphs(component: Component, name: str, text: str | None) -> None:
    """Adds a text that may have line breaks; nothing where there is none."""
    _add_text(component, name, clean_text(text or ""))


def add_url(component: Component, name: str, url: str | None, **parameters: str) -> None:
    """Adds an address with its parameters (`_` in a name for `-`); nothing where there is none that a calendar may carry."""
    address = clean_url(url) if url else None
    if address:
        cleaned = {key.replace("_", "-"): clean_parameter(value) for key, value in parameters.items()}
        component.add(name, vUri(address), parameters={key: value for key, value in cleaned.items() if value})


def component_bytes(component: Component) -> bytes:
    """The component as folded lines, in the order in which its properties were added."""
    return b"".join(fold(line) for line in component.content_lines(sorted=False) if line)


def _add_text(component: Component, name: str, text: str) -> None:
    if text:
        component.add(name, Text(text))
