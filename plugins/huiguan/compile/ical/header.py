"""What a calendar says of itself, above its entries."""

from datetime import datetime
from functools import cache

from huiguan.compile.ical.label import Label
from huiguan.compile.ical.text import address, component, line, moment, paragraphs, raw

CALENDAR_END = b"END:VCALENDAR\r\n"
_ALWAYS = {"PRODID": "-//Huiguan//Calendar//ZH", "VERSION": "2.0", "CALSCALE": "GREGORIAN"}
_REFRESH = "PT6H"
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


def feed_header(label: Label, *, zone: str, changed: datetime | None, color: str | None) -> bytes:
    """The lines from `BEGIN:VCALENDAR` to the first component of a feed that is subscribed to.

    `changed` is the UTC time of the newest entry's last change, `color` the club's as `#rrggbb`.
    """
    lines = (
        *(line(name, label.name) for name in ("NAME", "X-WR-CALNAME")),
        *(paragraphs(name, label.description) for name in ("DESCRIPTION", "X-WR-CALDESC")),
        line("X-WR-TIMEZONE", zone),
        address("URL", label.page),
        address("SOURCE", label.source, VALUE="URI"),
        moment("LAST-MODIFIED", changed) if changed else b"",
        # With the parameter and as PT6H: a `P1H` makes Xiaomi refuse the whole file.
        raw("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH),
        raw("X-PUBLISHED-TTL", _REFRESH),
        raw("COLOR", color_name(color or _DEFAULT_COLOR)),
    )
    return b"".join((file_header(), *lines))


@cache
def file_header() -> bytes:
    """The same for a file with a single event to add to one's own calendar.

    It has no name: Outlook takes a file that names a calendar for a whole new one.
    """
    return component("VCALENDAR", *(raw(name, value) for name, value in _ALWAYS.items())).removesuffix(CALENDAR_END)


@cache
def color_name(color: str) -> str:
    """The name that is nearest to `#rrggbb`."""
    wanted = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
    return min(_COLORS, key=lambda name: (sum((a - b) ** 2 for a, b in zip(_COLORS[name], wanted, strict=True)), name))
