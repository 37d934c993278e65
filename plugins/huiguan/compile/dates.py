"""The dates of all events as tickets: what stands in lists, on people's pages and at home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiguan.compile import calendar_words
from huiguan.compile.holiday import day_note
from huiguan.compile.ical import Calendars, Occurrence, OccurrenceStatus
from huiguan.compile.ical.occurrences import as_announced, has_dates
from huiguan.compile.press import Press
from huiguan.compile.ticket import Tag, facets_of, is_online, mark_of, people_of, place_of, state_of, tags_of
from huiguan.compile.view import View
from huiguan.model.event import Event
from huiguan.model.field import zone
from huiguan.model.record import PersonRef

PAST = timedelta(days=370)
AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDate:
    """One date of one event, in words.

    `datetime` is the day (or instant) for `<time>`; `ends` the instant after which a browser calls it past, empty for what is
    cancelled. `path` is the source path of the event's page, with the date's anchor where the page lists several; `people` and
    `groups` are the ids of those whom it concerns; `facets` what a list can be filtered by. `note` is the holiday or promotion
    that falls on its first day, `reason` why it is not as it was announced.
    `zone` names the zone of the hours where the club's clocks show another time, and is empty elsewhere.
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
    zone: str
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
    reason: str = ""
    ics: str = ""
    mark: str = ""

    @property
    def hours_there(self) -> str:
        """The hours, with their zone where the club's clocks show another time."""
        return f"{self.hours} {self.zone}" if self.zone else self.hours


class Dates:
    """All dates from a year back to a year ahead, and the first of what begins later, sorted by the day on the ticket."""

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

    def shown_of(self, event: Event) -> TicketDate | None:
        """The date that stands for an event: the next one that happens, else the next at all, else the last; None without one."""
        tickets = self.of(event)
        ahead = [ticket for ticket in tickets if not ticket.is_past]
        happening = [ticket for ticket in ahead if ticket.occurrence.happens]
        return next(iter(happening or ahead), tickets[-1] if tickets else None)

    def long_past(self, event: Event) -> TicketDate | None:
        """The last date of an event that was over before the window: no list has it, its own page does."""
        if self.of(event) or not has_dates(event):
            return None
        found = self.calendars.occurrences(event, self._start_of(event) - AHEAD, self._window[0])
        return self._ticket(event, found[-1], is_second=False, is_alone=True) if found else None

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
        occurrences = self.of_event(event) or self._first_of_all(event)
        by_rule = {occurrence.original for occurrence in occurrences if not occurrence.extra}
        for occurrence in occurrences:
            # An extra may fall on a day of the rule.
            is_second = occurrence.extra and occurrence.original in by_rule
            yield self._ticket(event, occurrence, is_second=is_second, is_alone=len(occurrences) == 1)

    def _first_of_all(self, event: Event) -> tuple[Occurrence, ...]:
        """The first date of an event that begins after the window: the feeds have it, so the lists have it too."""
        start = self._start_of(event)
        if not has_dates(event) or start < self._window[1]:
            return ()
        return self.calendars.occurrences(event, start - AHEAD, start + AHEAD)[:1]

    def _start_of(self, event: Event) -> datetime:
        return as_announced(event, club_zone=self.press.club.settings.timezone).start

    def _ticket(self, event: Event, occurrence: Occurrence, *, is_second: bool, is_alone: bool) -> TicketDate:
        press = self.press
        path = press.addresses.source(*event.key)
        v = press.view(path)
        start, end = occurrence.start, occurrence.end
        anchor = f"d-{occurrence.original.isoformat()}" + ("-extra" if is_second else "")
        facets = facets_of(event, occurrence)
        return TicketDate(
            event=event,
            occurrence=occurrence,
            path=path if is_alone else f"{path}#{anchor}",
            anchor=anchor,
            state=state_of(occurrence),
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
            tags=tags_of(event, occurrence, v),
            title=occurrence.title,
            hours=self._hours(occurrence, v),
            zone=calendar_words.zone(start, press.words) if occurrence.is_elsewhere(press.club.settings.timezone) else "",
            when=self._when(occurrence, v),
            place=place_of(event, occurrence, v),
            online=is_online(event, occurrence),
            speaker_refs=occurrence.speakers,
            facets=" ".join(facets),
            people=people_of(occurrence),
            groups=frozenset([*map(str, event.groups), *([str(event.organizer.group)] if event.organizer.group else [])]),
            is_past=end <= self._window[0] + PAST,
            speakers=v.listing([v.who(person).name for person in occurrence.speakers]),
            note=day_note(start.date(), press.club, press.words) or "",
            reason=(occurrence.reason or "") if occurrence.status is not OccurrenceStatus.SCHEDULED else "",
            ics=self.calendars.path("event", event.id) or "",
            mark=mark_of(event, occurrence),
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
        length = calendar_words.length(occurrence.end - occurrence.start, self.press.words)
        return v.t(
            "event.when",
            hours=self._hours(occurrence, v),
            zone=calendar_words.zone(occurrence.start, self.press.words),
            length=length,
        )


def _order(ticket: TicketDate) -> tuple[date, datetime, str, date]:
    # First by the day that stands on it: one of another zone may come later and bear an earlier day.
    start = ticket.occurrence.start
    return (start.date(), start, ticket.event.id, ticket.occurrence.original)
