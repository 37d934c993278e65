"""What each calendar is called and what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from huiguan.compile.ical.description import Publisher
from huiguan.compile.ical.extent import KEPT, Extent
from huiguan.model.club import Club
from huiguan.model.member import Member

LIMITED = frozenset({"all", "archive"})  # feeds between which the events are parted by their age


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a feed is called: a name, a sentence or more, the page that it belongs to, and its own address (both absolute)."""

    name: str
    description: str
    page: str
    source: str


class Labels:
    """The labels of all feeds of one edition; `path_of` gives the path of a feed by its name and record."""

    def __init__(self, club: Club, publisher: Publisher, today: date, path_of: Callable[[str, str], str]) -> None:
        self._club = club
        self._publisher = publisher
        self._whole = today - KEPT
        self._path_of = path_of
        self._overlays = {overlay.id: overlay for overlay in club.overlays}

    def of(self, name: str, record_id: str, extent: Extent | None = None) -> Label:
        """The label of one feed; `extent` says how far the main feed goes, for it and for the archive."""
        words, address = self._publisher.words, self._publisher.address
        subject, page = self._subject(name, record_id)
        return Label(
            name=words(f"calendar.feed.{name}.name", club=self._publisher.club_name, subject=subject),
            description="\n".join(self.says(name, subject, extent)),
            page=address.absolute(page) if page else address.site_url,
            source=address.absolute(self._path_of(name, record_id)),
        )

    def says(self, name: str, subject: str, extent: Extent | None = None) -> tuple[str, ...]:
        """What a feed holds, sentence by sentence; `subject` is what it is about."""
        words, club = self._publisher.words, self._publisher.club_name
        shown = extent if name in LIMITED else None
        if shown is None or shown.since == self._whole:
            first = words(f"calendar.feed.{name}.description", club=club, subject=subject)
        else:
            first = words(f"calendar.feed.{name}.description_since", club=club, since=shown.since)
        if shown is None or name != "all":
            return (first,)
        past = words("calendar.feed.all.brief_past") if shown.brief_past else ""
        later = words("calendar.feed.all.brief_from", day=shown.brief_from) if shown.brief_from else ""
        return tuple(filter(None, (first, past, later)))

    def _subject(self, name: str, record_id: str) -> tuple[str, str]:
        """What a feed is about: its name, and the source path of its page, empty for the home page."""
        publisher = self._publisher
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
