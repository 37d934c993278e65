"""The page that lists every feed with its address, and the ways from other pages to the feeds that concern them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from huiguan.compile.dates import Dates, TicketDate
from huiguan.compile.ical.event import single_entry
from huiguan.compile.ical.feed import SerializedEvent, calendar_bytes, serialized
from huiguan.compile.ical.header import file_header
from huiguan.compile.ical.reminder import reminding
from huiguan.compile.json_ld import section_json_ld
from huiguan.compile.output import File, Page
from huiguan.compile.poster import qr_squares
from huiguan.compile.press import Press
from huiguan.compile.view import View

PATH = "calendar/index.md"
MAIN = ("all", "flat", "archive")
PARTS = ("kind", "group", "series", "topic", "person", "overlay")
_QUIET = 4  # white squares around a QR code


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed as the page shows it.

    `says` is what it holds, sentence by sentence. `count` is how many dates are ahead, None where it holds none by nature (the
    archive). `url` and `webcal` are its full addresses, `qr` the path of a picture that leads to its place on this page, whose
    id is `id`.
    """

    id: str
    name: str
    says: tuple[str, ...]
    count: int | None
    url: str
    webcal: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Feeds of one sort; `name` is the sort."""

    name: str
    feeds: tuple[Feed, ...]


def compile_feeds(press: Press, dates: Dates, paths: Collection[str]) -> Iterator[Page | File]:
    """The page of all feeds among `paths`, the files that exist, and the QR codes on it."""
    listing = _Listing(press, dates, frozenset(paths))
    groups = [group for group in listing.groups() if group.feeds]
    v = press.view(PATH)
    hidden = dates.calendars.folder != "calendar"
    yield press.page(
        "feeds.html",
        PATH,
        title=v.t("feeds.title"),
        description=v.t("feeds.says"),
        layout="plain",
        json_ld=section_json_ld(v.t("feeds.title"), v, below="event"),
        groups=groups,
        is_secret=hidden,
        guide=v.way("subscribe.md") if press.has_page("subscribe.md") else "",
        meta={"parts": "events", "alternates": feed_links(v, f"{dates.calendars.folder}/all.ics")},
    )
    for group in groups:
        for feed in group.feeds:
            yield File(path=feed.qr, content=_qr_picture(f"{press.addresses.absolute(PATH)}#{feed.id}"))


def feed_links(v: View, *paths: str | None) -> str:
    """Elements for a page's head that name the feeds which concern it; those that are None are left out."""
    # Material takes every rel="alternate" for another language and asks for its sitemap; a second word keeps it off.
    link = Markup('<link rel="alternate feed" type="text/calendar" href="{}">')
    return str(Markup("").join(link.format(v.way(path)) for path in dict.fromkeys(paths) if path))


def webcal(url: str) -> str:
    """The address that opens a phone's calendar; never `webcals:`, which few know."""
    return "webcal://" + url.partition("://")[2]


def date_path(ticket: TicketDate, dates: Dates) -> str:
    """Where the file with one date of a series lies."""
    day = ticket.anchor.removeprefix("d-")  # an extra on a day of the rule has an anchor of its own
    return f"{dates.calendars.folder}/event/{ticket.event.id}/{day}.ics"


def date_file(ticket: TicketDate, dates: Dates) -> File:
    """One date of a series as a file to add once; the same entry as in the flat feed, with its reminders."""
    publisher = dates.calendars.publisher
    entry = serialized(ticket.event, single_entry(ticket.event, ticket.occurrence, publisher), publisher)
    content = calendar_bytes(file_header(), [reminding(entry, publisher)], year=dates.press.context.today.year)
    return File(path=date_path(ticket, dates), content=content)


class _Listing:
    """The feeds of one edition in their order, with what each holds."""

    def __init__(self, press: Press, dates: Dates, paths: frozenset[str]) -> None:
        self.press = press
        self.calendars = dates.calendars
        self.folder = dates.calendars.folder
        self.v = press.view(PATH)
        self.paths = paths
        self.year = dates.calendars.ahead
        self.entries = {(name, record_id): entries for name, record_id, entries in dates.calendars.parts()}
        ahead = [ticket for ticket in dates.ahead() if ticket.occurrence.happens]
        self.ahead = frozenset(
            _key(ticket.event.id, ticket.occurrence.original, is_extra=ticket.occurrence.extra) for ticket in ahead
        )
        self.of_series: dict[str, int] = {}
        for ticket in ahead:
            if not ticket.occurrence.extra:
                self.of_series[ticket.event.id] = self.of_series.get(ticket.event.id, 0) + 1

    def groups(self) -> Iterator[Group]:
        """All sorts, some perhaps without a feed."""
        of_a_year = sum(occurrence.happens for found in self.year.values() for occurrence in found)
        counts = {"all": len(self.ahead), "flat": of_a_year, "archive": None}
        yield Group(
            name="main",
            feeds=tuple(self._feed(name, "", self.v.t(f"feeds.{name}"), counts[name]) for name in MAIN if self._has(name)),
        )
        for name in PARTS:
            feeds = [
                self._feed(name, record_id, self._subject(name, record_id), self._count(name, record_id))
                for record_id in self.calendars.ids(name)
            ]
            yield Group(name=name, feeds=tuple(sorted(feeds, key=lambda feed: (-(feed.count or 0), feed.id))))

    def _has(self, name: str) -> bool:
        return f"{self.folder}/{name}.ics" in self.paths

    def _feed(self, name: str, record_id: str, subject: str, count: int | None) -> Feed:
        path = f"{self.folder}/{name}/{record_id}.ics" if record_id else f"{self.folder}/{name}.ics"
        own = f"{name}-{record_id}" if record_id else name
        url = self.press.addresses.absolute(path)
        return Feed(
            id=f"feed-{own}",
            name=subject,
            says=self.calendars.says(name, subject),
            count=count,
            url=url,
            webcal=webcal(url),
            qr=f"{self.folder}/qr/{own}.svg",
        )

    def _subject(self, name: str, record_id: str) -> str:
        vocabulary = {"kind": "event_kinds", "topic": "topics"}.get(name)
        if vocabulary:
            return self.v.label(vocabulary, record_id)
        if name == "person":
            return self.v.who(record_id).name
        overlay = next((overlay for overlay in self.press.club.overlays if overlay.id == record_id), None)
        if name == "overlay" and overlay:
            return overlay.called(self.press.words.language)
        record = self.v.find({"series": "event"}.get(name, name), record_id)
        return record.name_of_record if record else record_id

    def _count(self, name: str, record_id: str) -> int:
        if name == "overlay":
            today = self.press.context.today
            found = [overlay for overlay in self.press.club.overlays if overlay.id == record_id]
            return sum(entry.last >= today for overlay in found for entry in overlay.days)
        return sum(self._dates_in(entry) for entry in self.entries.get((name, record_id), ()))

    def _dates_in(self, entry: SerializedEvent) -> int:
        """How many dates ahead an entry holds: all of a series, or the one that it is."""
        first = entry.dates[0]
        if entry.is_series and entry.uid.startswith(f"{entry.event.calendar_id}@"):
            return self.of_series.get(entry.event.id, 0)
        return int(_key(entry.event.id, first.original, is_extra=first.extra) in self.ahead)


def _key(event_id: str, original: date, *, is_extra: bool) -> tuple[str, date, bool]:
    return (event_id, original, is_extra)


def _qr_picture(url: str) -> bytes:
    """A QR code as a picture of its own, dark on white by night too."""
    size, path = qr_squares(url)
    edge, whole = -_QUIET, size + 2 * _QUIET
    box = f'viewBox="{edge} {edge} {whole} {whole}" width="{whole * 6}" height="{whole * 6}"'
    ground = f'<rect x="{edge}" y="{edge}" width="{whole}" height="{whole}" fill="#fff"/>'
    code = f'<path d="{path}" shape-rendering="crispEdges"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}{code}</svg>\n'.encode()
