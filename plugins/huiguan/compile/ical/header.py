"""What a calendar says of itself, above its entries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import icalendar
from icalendar.prop import vDuration

from huiguan.compile.ical.text import add_line, add_paragraphs, add_url, component_bytes

CALENDAR_END = b"END:VCALENDAR\r\n"
_PRODUCT = "-//Huiguan//Calendar//ZH"
_REFRESH = timedelta(hours=6)
_DEFAULT_COLOR = "#0b5d66"
# COLOR takes the names of CSS alone: the ones that stay legible as a calendar's colour.
_COLORS = {
    "crimson": (220, 20, 60),
    "firebrick": (178, 34, 34),
    "tomato": (255, 99, 71),
    "darkorange": (255, 140, 0),
    "chocolate": (210, 105, 30),
    "saddlebrown": (139, 69, 19),
    "goldenrod": (218, 165, 32),
    "olive": (128, 128, 0),
    "forestgreen": (34, 139, 34),
    "seagreen": (46, 139, 87),
    "darkgreen": (0, 100, 0),
    "teal": (0, 128, 128),
    "darkcyan": (0, 139, 139),
    "steelblue": (70, 130, 180),
    "royalblue": (65, 105, 225),
    "navy": (0, 0, 128),
    "indigo": (75, 0, 130),
    "purple": (128, 0, 128),
    "mediumvioletred": (199, 21, 133),
    "slategray": (112, 128, 144),
    "black": (0, 0, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a feed is called: a name, a sentence, the page that it belongs to, and its own address (both absolute)."""

    name: str
    description: str
    page: str
    source: str


def feed_header(label: Label, *, zone: str, changed: datetime | None, color: str | None) -> bytes:
    """The lines from `BEGIN:VCALENDAR` to the first component of a feed that is subscribed to.

    `changed` is the UTC time of the newest entry's last change, `color` the club's as `#rrggbb`.
    """
    calendar = _bare()
    for name in ("NAME", "X-WR-CALNAME"):
        add_line(calendar, name, label.name)
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        add_paragraphs(calendar, name, label.description)
    add_line(calendar, "X-WR-TIMEZONE", zone)
    add_url(calendar, "URL", label.page)
    add_url(calendar, "SOURCE", label.source, VALUE="URI")
    if changed:
        calendar.add("LAST-MODIFIED", changed)
    # With the parameter and as PT6H: a `P1H` makes Xiaomi refuse the whole file.
    calendar.add("REFRESH-INTERVAL", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    add_line(calendar, "X-PUBLISHED-TTL", "PT6H")
    add_line(calendar, "COLOR", color_name(color or _DEFAULT_COLOR))
    return component_bytes(calendar).removesuffix(CALENDAR_END)


@cache
def file_header() -> bytes:
    """The same for a file with a single event to add to one's own calendar.

    It has no name: Outlook takes a file that names a calendar for a whole new one.
    """
    return component_bytes(_bare()).removesuffix(CALENDAR_END)


def color_name(color: str) -> str:
    """The name that is nearest to `#rrggbb`."""
    wanted = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
    return min(_COLORS, key=lambda name: (sum((a - b) ** 2 for a, b in zip(_COLORS[name], wanted, strict=True)), name))


def _bare() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    add_line(calendar, "PRODID", _PRODUCT)
    add_line(calendar, "VERSION", "2.0")
    add_line(calendar, "CALSCALE", "GREGORIAN")
    return calendar
