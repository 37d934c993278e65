"""What an entry says, as lines: title, text, place, kind, state, and where to meet."""

from dataclasses import dataclass, replace

from huiguan.compile.ical.description import Publisher, brief_of, description_of, location_of, title_of
from huiguan.compile.ical.occurrences import Occurrence, OccurrenceStatus
from huiguan.compile.ical.text import address, line, paragraphs, raw
from huiguan.model.event import Event
from huiguan.model.venue import Venue

_STATUS = {
    OccurrenceStatus.SCHEDULED: "CONFIRMED",
    OccurrenceStatus.MOVED: "CONFIRMED",
    OccurrenceStatus.TENTATIVE: "TENTATIVE",
    OccurrenceStatus.POSTPONED: "TENTATIVE",
    OccurrenceStatus.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The lines of one component that name no time; the text stands apart, since a full feed shortens it."""

    title: bytes
    text: bytes
    rest: bytes

    @property
    def lines(self) -> bytes:
        """All of them in their order."""
        return self.title + self.text + self.rest

    @property
    def length(self) -> int:
        """How many bytes they are."""
        return len(self.title) + len(self.text) + len(self.rest)


def said_of(event: Event, occurrence: Occurrence, publisher: Publisher) -> Said:
    """All that is said of one date, or of a series as it is announced."""
    return Said(
        title=line("SUMMARY", title_of(occurrence, publisher)),
        text=paragraphs("DESCRIPTION", description_of(event, occurrence, publisher)),
        rest=b"".join((*_place(occurrence, publisher), *_state(event, occurrence, publisher))),
    )


def said_in_brief(said: Said, event: Event, occurrence: Occurrence, publisher: Publisher) -> Said:
    """The same with a text of the summary and the page's address alone; what has changed is still told."""
    return replace(said, text=paragraphs("DESCRIPTION", brief_of(event, occurrence, publisher)))


def _place(occurrence: Occurrence, publisher: Publisher) -> tuple[bytes, ...]:
    where = paragraphs("LOCATION", location_of(occurrence, publisher))
    return (where, *_point(occurrence.venue)) if occurrence.venue else (where,)


def _point(venue: Venue) -> tuple[bytes, ...]:
    if venue.geo is None:
        return ()
    latitude, longitude = f"{venue.geo.latitude:.6f}", f"{venue.geo.longitude:.6f}"
    # Apple shows its map only where the title here is the first line of LOCATION.
    apple = {"X_ADDRESS": venue.address or "", "X_APPLE_RADIUS": "70", "X_TITLE": venue.name}
    point = address("X-APPLE-STRUCTURED-LOCATION", f"geo:{latitude},{longitude}", VALUE="URI", **apple)
    return (raw("GEO", f"{latitude};{longitude}"), point)


def _state(event: Event, occurrence: Occurrence, publisher: Publisher) -> tuple[bytes, ...]:
    free = occurrence.all_day or not occurrence.happens
    online = occurrence.online if occurrence.happens else None
    return (
        address("URL", publisher.address.absolute(publisher.address.page_of(event))),
        line("CATEGORIES", publisher.vocabularies.label("event_kinds", occurrence.kind, publisher.language)),
        raw("STATUS", _STATUS[occurrence.status]),
        raw("TRANSP", "TRANSPARENT" if free else "OPAQUE"),
        # The club answers for its events; no person's address stands in a feed.
        address("ORGANIZER", publisher.address.site_url, CN=publisher.club_name),
        address("CONFERENCE", online.url, VALUE="URI", FEATURE="VIDEO", LABEL=online.platform or "") if online else b"",
    )
