"""The dates of all events as tickets: what stands in lists, on people's pages and at home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiguan.compile import calendar_words
from huiguan.compile.holiday import day_note
from huiguan.compile.ical import Calendars, Occurrence, OccurrenceStatus
from huiguan.compile.press import Press
from huiguan.compile.view import View
from huiguan.model.event import Access, Event, Mode
from huiguan.model.field import zone
from huiguan.model.record import PersonRef

PAST = timedelta(days=370)
AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word on a ticket; `tone` is a colour of the look or empty."""

    word: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDate:
    """One date of one event, in words.

    `datetime` is the day (or instant) for `<time>`; `ends` the instant after which a browser calls it past, empty for what is
    cancelled. `path` is the source path of the event's page with the date's anchor; `people` and `groups` are the ids of those
    whom it concerns; `facets` what a list can be filtered by. `note` is the holiday or promotion that falls on its first day.
    `ics` is the path of the event's own calendar, and `mark` what tells this date from the others in it, as in a UID: `.20261126`
    of a series, `+20270109` an extra, empty for the only one.
    """

    event: Event
    occurrence: Occurrence
    path: str
    anchor: str
    state: str
    datetime: str
    instant: str
    ends: str
    year_month: str
    month: str
    day: str
    weekday: str
    moved_from: str
    kind: str
    tags: tuple[Tag, ...]
    title: str
    hours: str
    when: str
    place: str
    online: bool
    speaker_refs: tuple[PersonRef, ...]
    facets: str
    people: frozenset[str]
    groups: frozenset[str]
    is_past: bool
    speakers: str = ""
    note: str = ""
    ics: str = ""
    mark: str = ""


class Dates:
    """All dates from a year back to a year ahead, sorted by start."""

    def __init__(self, press: Press, calendars: Calendars) -> None:
        self.press = press
        self.calendars = calendars
        self.zone = zone(press.club.settings.timezone)
        midnight = datetime.combine(press.context.today, time(), tzinfo=self.zone)
        self._window = (midnight - PAST, midnight + AHEAD)
        found = [ticket for event in press.club.events for ticket in self._tickets(event)]
        self.all: tuple[TicketDate, ...] = tuple(sorted(found, key=_order))
        self._by_event: dict[str, list[TicketDate]] = {}
        self._by_person: dict[str, list[TicketDate]] = {}
        self._by_group: dict[str, list[TicketDate]] = {}
        for ticket in self.all:
            self._by_event.setdefault(ticket.event.id, []).append(ticket)
            for person in ticket.people:
                self._by_person.setdefault(person, []).append(ticket)
            for group in ticket.groups:
                self._by_group.setdefault(group, []).append(ticket)

    def of_event(self, event: Event) -> tuple[Occurrence, ...]:
        """The dates of one event in the window."""
        return self.calendars.occurrences(event, *self._window)

    def of(self, event: Event) -> list[TicketDate]:
        """The tickets of one event."""
        return self._by_event.get(event.id, [])

    def with_person(self, member_id: str) -> list[TicketDate]:
        """The tickets of the dates at which a member speaks or hosts."""
        return self._by_person.get(member_id, [])

    def for_group(self, group_id: str) -> list[TicketDate]:
        """The tickets of the dates that concern a group."""
        return self._by_group.get(group_id, [])

    def ahead(self) -> list[TicketDate]:
        """Those that are not over on the day of the build."""
        return [ticket for ticket in self.all if not ticket.is_past]

    def past(self) -> list[TicketDate]:
        """Those that are over, newest first."""
        return [ticket for ticket in reversed(self.all) if ticket.is_past]

    def _tickets(self, event: Event) -> Iterator[TicketDate]:
        occurrences = self.of_event(event)
        by_rule = {occurrence.original for occurrence in occurrences if not occurrence.extra}
        for occurrence in occurrences:
            # An extra may fall on a day of the rule.
            yield self._ticket(event, occurrence, is_second=occurrence.extra and occurrence.original in by_rule)

    def _ticket(self, event: Event, occurrence: Occurrence, *, is_second: bool) -> TicketDate:
        press = self.press
        path = press.addresses.source(*event.key)
        v = press.view(path)
        start, end = occurrence.start, occurrence.end
        anchor = f"d-{occurrence.original.isoformat()}" + ("-extra" if is_second else "")
        facets = _facets(event, occurrence)
        return TicketDate(
            event=event,
            occurrence=occurrence,
            path=f"{path}#{anchor}" if event.repeat or event.extra else path,
            anchor=anchor,
            state=_state(occurrence),
            datetime=start.date().isoformat() if occurrence.all_day else start.isoformat(timespec="minutes"),
            instant="" if occurrence.all_day else start.isoformat(timespec="minutes"),
            ends=end.isoformat(timespec="minutes"),
            year_month=v.year_month(start.date().isoformat()[:7]),
            month=v.month(start.date()),
            day=str(start.day),
            weekday=v.weekday(start.date()),
            moved_from=v.t("event.was_on", month=occurrence.moved_from.month, day=occurrence.moved_from.day)
            if occurrence.moved_from
            else "",
            kind=event.title if event.repeat and occurrence.title != event.title else v.label("event_kinds", occurrence.kind),
            tags=_tags(event, occurrence, v),
            title=occurrence.title,
            hours=self._hours(occurrence, v),
            when=self._when(occurrence, v),
            place=_place(event, occurrence, v),
            online=_is_online(event, occurrence),
            speaker_refs=occurrence.speakers,
            facets=" ".join(facets),
            people=_people(occurrence),
            groups=frozenset([*map(str, event.groups), *([str(event.organizer.group)] if event.organizer.group else [])]),
            is_past=end <= self._window[0] + PAST,
            speakers=v.listing([v.who(person).name for person in occurrence.speakers]),
            note=day_note(start.date(), press.club, press.words) or "",
            ics=self.calendars.path("event", event.id) or "",
            mark=_mark(event, occurrence),
        )

    def _hours(self, occurrence: Occurrence, v: View) -> str:
        if occurrence.all_day:
            last = occurrence.last_day
            return (
                v.t("event.days_to", end=calendar_words.month_day(last, self.press.words))
                if last > occurrence.start.date()
                else v.t("event.all_day")
            )
        return calendar_words.clock(occurrence.start, occurrence.end)

    def _when(self, occurrence: Occurrence, v: View) -> str:
        """Hours with zone and length, for the pass of an event's page."""
        if occurrence.all_day:
            return self._hours(occurrence, v)
        name = str(getattr(occurrence.start.tzinfo, "key", ""))
        spoken = self.press.words.get(f"site.zone.{name.replace('/', '_')}") or name
        length = calendar_words.length(occurrence.end - occurrence.start, self.press.words)
        return v.t("event.when", hours=self._hours(occurrence, v), zone=spoken, length=length)


def _order(ticket: TicketDate) -> tuple[datetime, str, date]:
    return (ticket.occurrence.start, ticket.event.id, ticket.occurrence.original)


def _state(occurrence: Occurrence) -> str:
    return {
        OccurrenceStatus.CANCELLED: "cancelled",
        OccurrenceStatus.POSTPONED: "cancelled",
        OccurrenceStatus.MOVED: "moved",
        OccurrenceStatus.TENTATIVE: "tentative",
    }.get(occurrence.status, "")


def _mark(event: Event, occurrence: Occurrence) -> str:
    if not occurrence.extra and not event.repeat:
        return ""
    return f"{'+' if occurrence.extra else '.'}{occurrence.original:%Y%m%d}"


def _tags(event: Event, occurrence: Occurrence, v: View) -> tuple[Tag, ...]:
    tones = {"cancelled": "seal", "postponed": "seal", "moved": "seal", "tentative": "ochre"}
    if occurrence.status is not OccurrenceStatus.SCHEDULED:
        return (Tag(word=v.t(f"event.state.{occurrence.status}"), tone=tones[occurrence.status]),)
    return (Tag(word=v.t(f"access_short.{event.access}"), tone="tide" if event.access is Access.PUBLIC else ""),)


def _place(event: Event, occurrence: Occurrence, v: View) -> str:
    if occurrence.venue is not None:
        where = v.tags(occurrence.venue.city, occurrence.venue.district) or occurrence.venue.name
        return v.t("event.hybrid", place=where) if event.mode is Mode.HYBRID else where
    return v.t("event.online") if occurrence.online is not None or event.mode is Mode.ONLINE else ""


def _facets(event: Event, occurrence: Occurrence) -> list[str]:
    city = occurrence.venue.city if occurrence.venue else None
    return [
        f"kind:{occurrence.kind}",
        f"access:{event.access}",
        "mode:online" if _is_online(event, occurrence) else "mode:onsite",
        *([f"city:{'-'.join(city.split())}"] if city else []),
        *(f"group:{group}" for group in event.groups),
    ]


def _is_online(event: Event, occurrence: Occurrence) -> bool:
    """Whether one need not go anywhere; an event on site whose place is not known yet is none of these."""
    return occurrence.venue is None and event.mode is not Mode.ONSITE


def _people(occurrence: Occurrence) -> frozenset[str]:
    return frozenset(str(person) for person in occurrence.people if isinstance(person, str))
