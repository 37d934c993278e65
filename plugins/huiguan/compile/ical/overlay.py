"""Days that a club plans around as a calendar to subscribe to: promotions, and the days on which rules take effect."""

from datetime import timedelta

from huiguan.compile.ical.description import Publisher
from huiguan.compile.ical.event import version_of
from huiguan.compile.ical.header import CALENDAR_END
from huiguan.compile.ical.text import address, component, line, paragraphs, raw
from huiguan.compile.ical.times import Times, times_lines
from huiguan.model.overlay import Overlay, OverlayDay, OverlayKind

# Every phone knows the holidays; these days it learns from the club alone.
FED = frozenset({OverlayKind.PROMOTION, OverlayKind.RULE})
_DAY = timedelta(days=1)


def has_feed(overlay: Overlay) -> bool:
    """Whether people can subscribe to the days."""
    return overlay.kind in FED and bool(overlay.days)


def overlay_bytes(header: bytes, overlay: Overlay, publisher: Publisher) -> bytes:
    """The whole calendar: `header` (see `header`), then an entry for each day or row of days, sorted by date."""
    days = sorted(overlay.days, key=lambda day: day.first)
    entries = (_entry(day, overlay, publisher) for day in days)
    return b"".join([header, *entries, CALENDAR_END])


def _entry(day: OverlayDay, overlay: Overlay, publisher: Publisher) -> bytes:
    site = publisher.address.site_url
    said = (day.note, day.source or overlay.source)
    return component(
        "VEVENT",
        line("UID", f"{overlay.id}-{day.first:%Y%m%d}@{publisher.domain}"),
        version_of(overlay, publisher).lines,
        times_lines(Times(start=day.first, end=day.last + _DAY)),
        line("SUMMARY", day.name),
        paragraphs("DESCRIPTION", "\n\n".join([*filter(None, said), site])),
        address("URL", site),
        line("CATEGORIES", overlay.called(publisher.language)),
        raw("STATUS", "CONFIRMED"),
        raw("TRANSP", "TRANSPARENT"),
        address("ORGANIZER", site, CN=publisher.club_name),
    )
