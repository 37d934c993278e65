"""All calendars of a club: the main feed, its archive, its flat twin, one file an event, and one for each part of the events."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import cached_property
from urllib.parse import quote

from huiguan.compile.address import Addresses
from huiguan.compile.ical.description import Names, Publisher
from huiguan.compile.ical.event import Entry, entries_of, last_modified, single_entry
from huiguan.compile.ical.feed import SerializedEvent, calendar_bytes, serialized
from huiguan.compile.ical.header import Label, feed_header, file_header
from huiguan.compile.ical.occurrences import Occurrence, Query, has_dates, listed, query_of
from huiguan.compile.ical.overlay import has_feed, overlay_bytes
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.field import later, zone
from huiguan.model.member import Member
from huiguan.model.overlay import Overlay
from huiguan.model.record import PersonRef
from huiguan.model.visibility import Visibility

SLICES = ("kind", "group", "series", "topic", "person")
AHEAD = "12m"  # how far the flat feed and the record of what was published list a series
_KEPT = timedelta(days=180)  # how long the main feed keeps what is over


def compile_calendars(
    club: Club, context: BuildContext, *, address: Addresses, names: Names | None = None, token: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every calendar of the edition as (path in the compiled tree, bytes), sorted by path.

    The club is the gated one. `names` writes a person, without it as the directory does. `token` hides the feeds of an edition
    that is not public under `calendar/k/<token>/`.
    """
    yield from Calendars(club, context, address=address, names=names, token=token).files()


class Calendars:
    """The calendars of one edition: their files, their paths for links, and the dates that pages list."""

    def __init__(
        self,
        club: Club,
        context: BuildContext,
        *,
        address: Addresses,
        names: Names | None = None,
        token: str | None = None,
    ) -> None:
        self.publisher = Publisher.of(club, context, address=address, names=names)
        hidden = token and context.edition is not Visibility.PUBLIC
        self.folder = f"calendar/k/{quote(token or '', safe='')}" if hidden else "calendar"
        self._club = club
        self._today = context.today
        self._queries: dict[str, Query | None] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every calendar as (path, bytes), sorted by path."""
        yield from sorted(self._files())

    def path(self, name: str, record_id: str) -> str | None:
        """The path of the calendar of one `event` or `overlay`, or of a `kind`, `group`, `series`, `topic` or `person`.

        None where there is none, since it would hold nothing.
        """
        known = {"event": self._by_event, "overlay": self._overlays}.get(name) or self._slices.get(name, {})
        return f"{self.folder}/{name}/{record_id}.ics" if record_id in known else None

    def occurrences(self, event: Event, start: datetime, end: datetime) -> tuple[Occurrence, ...]:
        """The dates of an event that overlap [start, end), aware times, sorted by start: those that its calendar holds."""
        if event.id not in self._entries:
            return ()
        if event.id not in self._queries:
            self._queries[event.id] = query_of(event, self._entries[event.id][0].components)
        return listed(event, self._queries[event.id], start, end, club_zone=self.publisher.zone)

    def entries(self) -> Iterator[SerializedEvent]:
        """All entries, sorted by the id of their event: its own, then those of its extra dates."""
        for entries in self._by_event.values():
            yield from entries

    def parts(self) -> Iterator[tuple[str, str, list[SerializedEvent]]]:
        """The feeds that show a part of the events, as (name, id, entries), by name and then by id."""
        for name, slices in self._slices.items():
            yield from ((name, record_id, slices[record_id]) for record_id in sorted(slices))

    @cached_property
    def ahead(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """The dates of the next twelve months by event id, each sorted by start."""
        there = zone(self.publisher.zone)
        start = datetime.combine(self._today, time(), tzinfo=there)
        end = datetime.combine(later(self._today, AHEAD), time(), tzinfo=there)
        return {event_id: self.occurrences(entries[0].event, start, end) for event_id, entries in self._by_event.items()}

    @cached_property
    def _entries(self) -> Mapping[str, tuple[Entry, ...]]:
        return {event.id: entries_of(event, self.publisher) for event in self._club.events if has_dates(event)}

    @cached_property
    def _by_event(self) -> Mapping[str, tuple[SerializedEvent, ...]]:
        """By event, sorted by id: its own entry, then those of its extra dates."""
        return {
            event.id: tuple(serialized(event, entry, self.publisher) for entry in self._entries[event.id])
            for event in self._club.events
            if event.id in self._entries
        }

    @cached_property
    def _overlays(self) -> Mapping[str, Overlay]:
        """The calendars of days that have a feed, by id."""
        return {overlay.id: overlay for overlay in self._club.overlays if has_feed(overlay)}

    @cached_property
    def _slices(self) -> Mapping[str, Mapping[str, list[SerializedEvent]]]:
        """The entries of each calendar that shows a part of the events, by name and id."""
        slices: dict[str, dict[str, list[SerializedEvent]]] = {name: {} for name in SLICES}
        for entries in self._by_event.values():
            for name, record_id, entry in self._places(entries):
                slices[name].setdefault(record_id, []).append(entry)
        return slices

    def _places(self, entries: tuple[SerializedEvent, ...]) -> Iterator[tuple[str, str, SerializedEvent]]:
        event = entries[0].event
        groups = dict.fromkeys([*event.groups, *filter(None, [event.organizer.group])])
        for entry in entries:
            yield "kind", entry.dates[0].kind, entry
            yield from (("group", group, entry) for group in groups)
            yield from (("topic", topic, entry) for topic in event.topics)
            if event.repeat:
                yield "series", event.id, entry
        yield from self._persons(entries)

    def _persons(self, entries: tuple[SerializedEvent, ...]) -> Iterator[tuple[str, str, SerializedEvent]]:
        """What belongs to each of an event's people: all of it to those who carry it, else the dates at which they speak."""
        event = entries[0].event
        carriers = self._members(event.speakers, event.moderator, event.organizer.person)
        for entry in entries:
            yield from (("person", person, entry) for person in carriers)
            for occurrence in entry.dates[1:] if entry.is_series else entry.dates:
                guests = self._members(occurrence.speakers, occurrence.moderator).keys() - carriers.keys()
                part = self._single(event, occurrence) if guests and entry.is_series else entry
                yield from (("person", person, part) for person in sorted(guests))

    def _members(self, speakers: tuple[PersonRef, ...], *others: PersonRef | None) -> dict[str, None]:
        """Those who have an entry in the directory, without repetitions."""
        ids = (person for person in (*speakers, *others) if isinstance(person, str))
        return dict.fromkeys(person for person in ids if self._club.find(("member",), person))

    def _files(self) -> Iterator[tuple[str, bytes]]:
        everything = [entry for entries in self._by_event.values() for entry in entries]
        oldest = self._today - _KEPT
        archive = [entry for entry in everything if entry.last is not None and entry.last < oldest]
        yield self._feed("all", [entry for entry in everything if entry.last is None or entry.last >= oldest])
        yield self._feed("flat", list(self._flat()))
        if archive:
            yield self._feed("archive", archive)
        for event_id, entries in self._by_event.items():
            content = calendar_bytes(file_header(), entries, year=self._today.year)
            yield f"{self.folder}/event/{event_id}.ics", content
        for name, slices in self._slices.items():
            for record_id, part in slices.items():
                yield self._feed(name, part, record_id)
        for overlay in self._overlays.values():
            yield self._overlay_feed(overlay)

    def _flat(self) -> Iterator[SerializedEvent]:
        """Every date of the next twelve months as an entry without a rule, for clients that read none."""
        for entries in self._by_event.values():
            event = entries[0].event
            written = {(entry.dates[0].extra, entry.dates[0].original): entry for entry in entries if not entry.is_series}
            for occurrence in self.ahead[event.id]:
                yield written.get((occurrence.extra, occurrence.original)) or self._single(event, occurrence)

    def _single(self, event: Event, occurrence: Occurrence) -> SerializedEvent:
        return serialized(event, single_entry(event, occurrence, self.publisher), self.publisher)

    def _feed(self, name: str, entries: list[SerializedEvent], record_id: str = "") -> tuple[str, bytes]:
        path = f"{self.folder}/{name}/{record_id}.ics" if record_id else f"{self.folder}/{name}.ics"
        settings = self._club.settings
        changed = max((entry.last_modified for entry in entries), default=None)
        label = self._label(name, record_id, path)
        header = feed_header(label, zone=settings.timezone, changed=changed, color=settings.theme.color)
        return path, calendar_bytes(header, entries, year=self._today.year)

    def _overlay_feed(self, overlay: Overlay) -> tuple[str, bytes]:
        path = f"{self.folder}/overlay/{overlay.id}.ics"
        settings, changed = self._club.settings, last_modified(overlay, self.publisher)
        label = self._label("overlay", overlay.id, path)
        header = feed_header(label, zone=settings.timezone, changed=changed, color=settings.theme.color)
        return path, overlay_bytes(header, overlay, self.publisher)

    def _label(self, name: str, record_id: str, path: str) -> Label:
        words, address = self.publisher.words, self.publisher.address
        subject, page = self._subject(name, record_id)
        values = {"club": self.publisher.club_name, "subject": subject}
        return Label(
            name=words(f"calendar.feed.{name}.name", **values),
            description=words(f"calendar.feed.{name}.description", **values),
            page=address.absolute(page) if page else address.site_url,
            source=address.absolute(path),
        )

    def _subject(self, name: str, record_id: str) -> tuple[str, str]:
        """What a feed is about: its name, and the source path of its page, empty for the home page."""
        publisher = self.publisher
        vocabulary = {"kind": "event_kinds", "topic": "topics"}.get(name)
        if vocabulary:
            return publisher.vocabularies.label(vocabulary, record_id, publisher.language), ""
        if name == "overlay":
            return self._overlays[record_id].called(publisher.language), ""
        record = self._club.find(({"series": "event", "person": "member"}.get(name, name),), record_id)
        if record is None:
            return record_id, ""
        subject = publisher.names(record.id) if isinstance(record, Member) else record.name_of_record
        return subject, publisher.address.page_of(record)
