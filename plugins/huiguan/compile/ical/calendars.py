"""All calendars of a club: the main feed, its archive, its flat twin, one file an event, and one for each part of the events."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import cached_property
from urllib.parse import quote

from huiguan.compile.address import Addresses
from huiguan.compile.ical.description import Names, Publisher
from huiguan.compile.ical.event import Entry, entries_of, last_modified, single_entry
from huiguan.compile.ical.extent import Extent
from huiguan.compile.ical.feed import SerializedEvent, calendar_bytes, last_change, serialized
from huiguan.compile.ical.header import feed_header, file_header
from huiguan.compile.ical.label import LIMITED, Labels
from huiguan.compile.ical.listing import listed
from huiguan.compile.ical.main_feed import MainFeed, main_feed
from huiguan.compile.ical.occurrences import Occurrence, as_announced, has_dates
from huiguan.compile.ical.overlay import has_feed, overlay_bytes
from huiguan.compile.ical.query import Query, query_of
from huiguan.compile.ical.reminder import reminding
from huiguan.compile.ical.times import times_component
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.field import later, zone
from huiguan.model.former_address import former_ids
from huiguan.model.kind import EVENT, GROUP, MEMBER
from huiguan.model.overlay import Overlay
from huiguan.model.record import PersonRef
from huiguan.model.visibility import Visibility

SLICES = ("kind", "group", "series", "topic", "person")
_NAMES_OF = {EVENT: ("event", "series"), GROUP: ("group",), MEMBER: ("person",)}  # the calendars of records that can be renamed
AHEAD = "12m"  # how far the flat feed and the record of what was published list a series


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
        self._labels = Labels(club, self.publisher, context.today, self._path)
        self._queries: dict[str, Query | None] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every calendar as (path, bytes), sorted by path."""
        yield from sorted(self._files())

    def path(self, name: str, record_id: str) -> str | None:
        """The path of the calendar of one `event` or `overlay`, or of a `kind`, `group`, `series`, `topic` or `person`.

        None where there is none, since it would hold nothing.
        """
        return self._path(name, record_id) if record_id in self._subjects(name) else None

    def ids(self, name: str) -> list[str]:
        """The ids for which `path` knows a calendar of that name, sorted: not those that renamed records had."""
        return sorted(self._subjects(name))

    def _subjects(self, name: str) -> Collection[str]:
        return {"event": self._by_event, "overlay": self._overlays}.get(name) or self._slices.get(name, {})

    def occurrences(self, event: Event, start: datetime, end: datetime) -> tuple[Occurrence, ...]:
        """The dates of an event that overlap [start, end), aware times, sorted by start: those that its calendar holds."""
        entries = self._by_event.get(event.id, ())
        if not any(_may_touch(entry, start, end) for entry in entries):
            return ()
        if event.id not in self._queries:
            components = entries[0].components if event.repeat else ()
            self._queries[event.id] = query_of(times_component(part.times) for part in components) if components else None
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
    def main(self) -> MainFeed:
        """What the main feed holds, and with it what is left to the archive."""
        everything = list(self.entries())
        # As long as all that the feed can have to say of itself.
        least = Extent(since=self._today, brief_past=True, brief_from=self._today)
        header = self._header("all", "", last_change(everything), least)
        return main_feed(
            everything,
            today=self._today,
            publisher=self.publisher,
            size=lambda some: len(calendar_bytes(header, some, year=self._today.year)),
        )

    def says(self, name: str, subject: str) -> tuple[str, ...]:
        """What a feed holds, sentence by sentence; `subject` is what it is about."""
        return self._labels.says(name, subject, self.main.extent if name in LIMITED else None)

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
        announced = as_announced(event, club_zone=self.publisher.zone)
        carriers = self._members(*announced.people, event.organizer.person)
        for entry in entries:
            yield from (("person", person, entry) for person in carriers)
            for occurrence in entry.dates[1:] if entry.is_series else entry.dates:
                guests = self._members(*occurrence.people).keys() - carriers.keys()
                part = self._single(event, occurrence) if guests and entry.is_series else entry
                yield from (("person", person, part) for person in sorted(guests))

    def _members(self, *people: PersonRef | None) -> dict[str, None]:
        """Those who have an entry in the directory, without repetitions."""
        ids = (person for person in people if isinstance(person, str))
        return dict.fromkeys(person for person in ids if self._club.find(("member",), person))

    def _files(self) -> Iterator[tuple[str, bytes]]:
        files = dict(self._present_files())
        for path, former in self._former_paths():
            files.setdefault(former, files[path])
        return iter(files.items())

    def _former_paths(self) -> Iterator[tuple[str, str]]:
        """Where the calendars of a renamed record were before, as (path now, path then).

        Whoever subscribed there has no browser that a redirect page could lead on: the same bytes go there too.
        """
        for kind, names in _NAMES_OF.items():
            for record in self._club.all(kind.name):
                paths = [(name, path) for name in names if (path := self.path(name, record.id))]
                for former in former_ids(record.aliases, kind.section) if paths else ():
                    yield from ((path, self._path(name, former)) for name, path in paths)

    def _present_files(self) -> Iterator[tuple[str, bytes]]:
        yield self._feed("all", self.main.entries)
        yield self._feed("flat", list(self._flat()))
        if self.main.archived:
            yield self._feed("archive", self.main.archived)
        for event_id, entries in self._by_event.items():
            ringing = [reminding(entry, self.publisher) for entry in entries]
            yield f"{self.folder}/event/{event_id}.ics", calendar_bytes(file_header(), ringing, year=self._today.year)
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
        main = self._entries[event.id][0]
        return serialized(event, single_entry(event, occurrence, self.publisher, main=main), self.publisher)

    def _feed(self, name: str, entries: Sequence[SerializedEvent], record_id: str = "") -> tuple[str, bytes]:
        extent = self.main.extent if name in LIMITED else None
        header = self._header(name, record_id, last_change(entries), extent)
        return self._path(name, record_id), calendar_bytes(header, entries, year=self._today.year)

    def _overlay_feed(self, overlay: Overlay) -> tuple[str, bytes]:
        header = self._header("overlay", overlay.id, last_modified(overlay, self.publisher))
        return self._path("overlay", overlay.id), overlay_bytes(header, overlay, self.publisher)

    def _header(self, name: str, record_id: str, changed: datetime | None, extent: Extent | None = None) -> bytes:
        settings = self._club.settings
        label = self._labels.of(name, record_id, extent)
        return feed_header(label, zone=settings.timezone, changed=changed, color=settings.theme.color)

    def _path(self, name: str, record_id: str) -> str:
        return f"{self.folder}/{name}/{record_id}.ics" if record_id else f"{self.folder}/{name}.ics"


def _may_touch(entry: SerializedEvent, start: datetime, end: datetime) -> bool:
    """Whether any of its dates can lie in [start, end); the days are of another zone, so two more count."""
    more = timedelta(days=2)
    return entry.first <= end.date() + more and (entry.last is None or entry.last >= start.date() - more)
