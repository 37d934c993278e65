"""Events: a single one, or a series with its rule and its next dates.

Complete by what search engines ask of an event: a name, a start with its offset, a place with an address are required; state,
end, description, offers, who performs and who organizes are recommended. An event without a known day or place has no such
entry, since it would be refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from huiguan.compile.dates import TicketDate
from huiguan.compile.ical import Occurrence, OccurrenceStatus
from huiguan.compile.ical.occurrences import as_announced
from huiguan.compile.json_ld.breadcrumb import trail
from huiguan.compile.json_ld.offer import offers
from huiguan.compile.json_ld.organization import club_reference, reference_to
from huiguan.compile.json_ld.person import people, person
from huiguan.compile.json_ld.place import attendance, location
from huiguan.compile.json_ld.schedule import schedule
from huiguan.compile.json_ld.write import CONTEXT, NOTHING, Node, json_ld_of
from huiguan.compile.view import View
from huiguan.model.event import Access, Event

MOST_DATES = 6  # as many as stand open on the page
TYPES: Mapping[str, str] = {
    **dict.fromkeys(("online_talk", "live_qa", "training_live", "seminar", "workshop", "study_tour"), "EducationEvent"),
    **dict.fromkeys(("private_talk", "private_board", "company_visit", "summit", "admission"), "BusinessEvent"),
    **dict.fromkeys(("salon", "mixer"), "SocialEvent"),
}
_STATUS = {
    OccurrenceStatus.CANCELLED: "EventCancelled",
    OccurrenceStatus.MOVED: "EventRescheduled",
    OccurrenceStatus.POSTPONED: "EventPostponed",
}


def event_json_ld(event: Event, dates: Sequence[TicketDate], shown: TicketDate | None, v: View) -> str:
    """The page of an event.

    `dates` are all that the page lists, sorted by start; `shown` is the one that it shows large, None where no day is known.
    """
    return json_ld_of(v.edition, _nodes(event, dates, shown, v))


def _nodes(event: Event, dates: Sequence[TicketDate], shown: TicketDate | None, v: View) -> Iterator[Node]:
    if shown is not None:
        yield _series(event, dates, shown, v) if event.repeat or event.extra else _single(event, shown, v)
    yield trail(event, v)


def _single(event: Event, shown: TicketDate, v: View) -> Node:
    occurrence = shown.occurrence
    if not occurrence.speakers:
        # Where nobody is named above all others, those who have a part of the agenda stand for it.
        named = dict.fromkeys(who for item in occurrence.agenda for who in item.speakers)
        occurrence = replace(occurrence, speakers=tuple(named))
    return _date(event, occurrence, v, is_over=shown.is_past, place=location(event, occurrence, occurrence, v))


def _series(event: Event, dates: Sequence[TicketDate], shown: TicketDate, v: View) -> Node:
    announced = as_announced(event, club_zone=v.edition.club.settings.timezone)
    place = location(event, announced, shown.occurrence, v)
    url = v.absolute(event)
    series = {"@type": "EventSeries", "@id": f"{url}#series", "name": event.title}
    ahead = [ticket for ticket in dates if not ticket.is_past][:MOST_DATES]
    parts = [_part(event, ticket, shown, series, v) for ticket in ahead]
    if not place and not parts:
        return NOTHING
    is_over = not ahead
    return {
        **series,
        "url": url,
        "description": event.summary,
        **_times(announced),
        "endDate": event.repeat.until.isoformat() if event.repeat and event.repeat.until else None,
        **_terms(event, announced, v, is_over=is_over),
        "location": place,
        "eventSchedule": schedule(event, announced, [ticket.occurrence for ticket in dates]),
        "subEvent": parts,
    }


def _part(event: Event, ticket: TicketDate, shown: TicketDate, series: Node, v: View) -> Node:
    """One date of a series."""
    place = location(event, ticket.occurrence, shown.occurrence, v)
    node = _date(event, ticket.occurrence, v, is_over=ticket.is_past, place=place)
    if not node:
        return NOTHING
    url = f"{v.absolute(event)}#{ticket.anchor}"
    # The address alone: with a type it would count as one more event, and an incomplete one.
    return {**node, "@id": f"{url}-event", "url": url, "superEvent": {"@id": series["@id"]}}


def _date(event: Event, occurrence: Occurrence, v: View, *, is_over: bool, place: object) -> Node:
    if not place:
        return NOTHING
    url = v.absolute(event)
    return {
        "@type": TYPES.get(occurrence.kind, "Event"),
        "@id": f"{url}#event",
        "name": occurrence.title,
        "url": url,
        "description": occurrence.summary,
        **_times(occurrence),
        **_terms(event, occurrence, v, is_over=is_over),
        "location": place,
        "performer": people(occurrence.speakers, v),
    }


def _times(occurrence: Occurrence) -> Node:
    """Start and end, with the offset of their zone; whole days as days, the last one included."""
    status = _STATUS.get(occurrence.status, "EventScheduled")
    last = occurrence.last_day.isoformat() if occurrence.all_day else occurrence.end.isoformat()
    return {
        "startDate": _moment(occurrence.start, occurrence),
        "previousStartDate": _moment(occurrence.moved_from, occurrence) if occurrence.moved_from else None,
        "endDate": last,
        "eventStatus": f"{CONTEXT}/{status}",
    }


def _terms(event: Event, occurrence: Occurrence, v: View, *, is_over: bool) -> Node:
    """Who may come, how, for what price, and who has invited."""
    closed = event.access is not Access.PUBLIC
    return {
        "eventAttendanceMode": attendance(event, occurrence),
        "audience": {"@type": "Audience", "audienceType": v.t(f"access.{event.access}")} if closed else None,
        "maximumAttendeeCapacity": occurrence.capacity,
        "isAccessibleForFree": occurrence.price.amount == 0 if occurrence.price else None,
        "offers": offers(event, occurrence, v, is_over=is_over),
        "organizer": _organizers(event, v),
    }


def _organizers(event: Event, v: View) -> list[Node]:
    """The group and the person named, else the club."""
    group = v.find("group", str(event.organizer.group)) if event.organizer.group else None
    named = [reference_to(group, v) if group else NOTHING, person(event.organizer.person, v)]
    return [node for node in named if node] or [club_reference(v.edition)]


def _moment(moment: datetime, occurrence: Occurrence) -> str:
    return moment.date().isoformat() if occurrence.all_day else moment.isoformat()
