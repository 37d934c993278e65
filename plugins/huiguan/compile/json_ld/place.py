"""Where an event is: a place with an address, the internet, or both."""

from huiguan.compile.ical import Occurrence
from huiguan.compile.json_ld.write import CONTEXT, Node
from huiguan.compile.view import View
from huiguan.model.event import Event, Mode
from huiguan.model.venue import Venue


def attendance(event: Event, occurrence: Occurrence) -> str | None:
    """How one takes part, as schema.org calls it; None where nothing is said."""
    if occurrence.venue and _is_online(event, occurrence):
        return f"{CONTEXT}/MixedEventAttendanceMode"
    if occurrence.venue or event.mode is Mode.ONSITE:
        return f"{CONTEXT}/OfflineEventAttendanceMode"
    return f"{CONTEXT}/OnlineEventAttendanceMode" if _is_online(event, occurrence) else None


def location(event: Event, occurrence: Occurrence, shown: Occurrence, v: View) -> list[Node]:
    """The places of a date; empty where none is known, or may be.

    `shown` is the date whose place the page tells in full. Of another place it tells the town alone, and so does this.
    """
    found: list[Node] = []
    if occurrence.venue and (occurrence.venue.city or not occurrence.venue.is_hidden):
        is_told = occurrence.venue == shown.venue and not occurrence.venue.is_hidden
        found.append(_venue(occurrence.venue) if is_told else _in_short(occurrence.venue, v))
    if _is_online(event, occurrence):
        online = occurrence.online
        # The link of a meeting is mostly for members: then the page of the event stands for it.
        link = online.url if online and online == shown.online else None
        platform = online.platform if online else None
        found.append({"@type": "VirtualLocation", "name": platform, "url": link or v.absolute(event)})
    return found


def _is_online(event: Event, occurrence: Occurrence) -> bool:
    return occurrence.online is not None or event.mode in {Mode.ONLINE, Mode.HYBRID}


def _in_short(venue: Venue, v: View) -> Node:
    called = v.tags(venue.city, venue.district) or venue.name
    address = {"@type": "PostalAddress", "addressLocality": venue.city or called}
    return {"@type": "Place", "name": called, "address": address}


def _venue(venue: Venue) -> Node:
    street = venue.address
    if street and venue.district and venue.district not in street:
        street = f"{venue.district}{street}"
    point = {"@type": "GeoCoordinates", "latitude": venue.geo.latitude, "longitude": venue.geo.longitude} if venue.geo else None
    # Without an address and a town the name is all that one could go by.
    locality = venue.city or (None if street else venue.name)
    address = {"@type": "PostalAddress", "streetAddress": street or venue.district, "addressLocality": locality}
    return {"@type": "Place", "name": venue.name, "address": address, "geo": point, "hasMap": venue.map_url}
