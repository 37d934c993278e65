"""Events and series as documents."""

from collections.abc import Iterator
from itertools import islice

from huiguan.compile import calendar_words
from huiguan.compile.dates import Dates, TicketDate
from huiguan.compile.search.document import Document, Section, joined, present
from huiguan.compile.search.labels import names_of, plain, term_values
from huiguan.compile.view import View
from huiguan.model.event import Event

MOST_SPELT = 12  # dates that an event is found by: 11 月 24 日
MOST_DATES = 60  # of a series are found by their own titles


def document_of_event(event: Event, dates: Dates, v: View) -> Document:
    """An event or series, found by kind, city, months, people and the titles of its dates."""
    tickets = dates.of(event)
    ahead = [ticket for ticket in tickets if not ticket.is_past]
    shown = dates.shown_of(event)
    cities = present(*(_city(ticket) for ticket in tickets), event.venue.city if event.venue else None)
    groups = [found.name_of_record for group in event.groups if (found := v.find("group", group))]
    months = present(*(word for ticket in islice(ahead or tickets, MOST_SPELT) for word in _months(ticket, v)))
    kind = v.label("event_kinds", event.kind)
    years = present(*(str(ticket.occurrence.start.year) for ticket in tickets))
    return Document(
        path=v.edition.addresses.source(*event.key),
        kind="event",
        title=event.title,
        summary=event.summary,
        where=v.tags(kind, shown.place if shown else ", ".join(cities)),
        date=(shown.occurrence.start.date() if shown else event.start_day).isoformat(),
        names=present(event.title_en),
        words=present(
            kind, *cities, *months, *names_of(event.speakers, v), *groups, *(v.label("topics", topic) for topic in event.topics)
        ),
        sections=(Section(text=_agenda(event)), *_occasions(tickets, event)),
        values=(*plain("city", cities), *plain("year", years), *term_values("topic", "topics", event.topics, v)),
    )


def _occasions(tickets: list[TicketDate], event: Event) -> Iterator[Section]:
    """The dates of a series that have a title of their own."""
    for ticket in islice((entry for entry in reversed(tickets) if entry.title != event.title), MOST_DATES):
        day = ticket.occurrence.start.date().isoformat()
        anchor = ticket.anchor if "#" in ticket.path else ""
        yield Section(anchor=anchor, heading=ticket.title, text=joined([day, ticket.hours_there, ticket.place, ticket.speakers]))


def _agenda(event: Event) -> str:
    return joined([*(item.title for item in event.agenda), *event.prepare, event.venue.name if event.venue else None])


def _months(ticket: TicketDate, v: View) -> tuple[str, str, str]:
    day = ticket.occurrence.start.date()
    return (
        ticket.year_month,
        v.edition.words.get(f"site.month_spelt.{day.month}") or "",
        calendar_words.month_day(day, v.edition.words),
    )


def _city(ticket: TicketDate) -> str | None:
    return ticket.occurrence.venue.city if ticket.occurrence.venue else None
