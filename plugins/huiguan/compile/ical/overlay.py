"""Days that a club plans around as a calendar to subscribe to: promotions, and the days on which rules take effect."""

from datetime import timedelta

import icalendar

from huiguan.compile.ical.description import Publisher
from huiguan.compile.ical.event import last_modified, version_of
from huiguan.compile.ical.header import CALENDAR_END
from huiguan.compile.ical.text import add_line, add_paragraphs, add_url, component_bytes
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
    entries = (component_bytes(_component(day, overlay, publisher)) for day in days)
    return b"".join([header, *entries, CALENDAR_END])


def _component(day: OverlayDay, overlay: Overlay, publisher: Publisher) -> icalendar.Event:
    changed, site = last_modified(overlay, publisher), publisher.address.site_url
    component = icalendar.Event()
    add_line(component, "UID", f"{overlay.id}-{day.first:%Y%m%d}@{publisher.domain}")
    component.add("DTSTAMP", changed)
    component.add("LAST-MODIFIED", changed)
    component.add("SEQUENCE", version_of(changed))
    component.add("DTSTART", day.first)
    component.add("DTEND", day.last + _DAY)
    add_line(component, "SUMMARY", day.name)
    said = (day.note, day.source or overlay.source)
    add_paragraphs(component, "DESCRIPTION", "\n\n".join([*filter(None, said), site]))
    add_url(component, "URL", site)
    add_line(component, "CATEGORIES", overlay.called(publisher.language))
    add_line(component, "STATUS", "CONFIRMED")
    add_line(component, "TRANSP", "TRANSPARENT")
    add_url(component, "ORGANIZER", site, CN=publisher.club_name)
    return component
