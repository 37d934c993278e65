"""Pages that list a kind: cards, filters, and a friendly word where there is nothing yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from huiguan.compile.dates import Dates, TicketDate
from huiguan.compile.event_rows import undated
from huiguan.compile.facet import Value, by_record, facet_words, facets_in
from huiguan.compile.feeds_page import PATH as FEEDS
from huiguan.compile.feeds_page import feed_links
from huiguan.compile.json_ld import section_json_ld
from huiguan.compile.month import INDEX as MONTHS
from huiguan.compile.month import months_ahead
from huiguan.compile.output import File, Page
from huiguan.compile.press import Press
from huiguan.compile.view import View
from huiguan.model.event import DatePrecision
from huiguan.model.kind import CASE, GROUP, MEMBER, ORGANIZATION, TEMPLATE, WHITEPAPER, Kind
from huiguan.model.member import Member
from huiguan.model.record import Knowledge, Record

MOST_PAST = 30
THIS_WEEK = timedelta(days=7)
COLUMNS = {MEMBER: 3, ORGANIZATION: 3, GROUP: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedRow:
    """An event whose day is not known yet."""

    when: str
    title: str
    path: str


def compile_lists(press: Press, dates: Dates) -> Iterator[Page | File]:
    """A list of each kind, of the events, and of the tiers."""
    for kind in (CASE, WHITEPAPER, TEMPLATE, MEMBER, ORGANIZATION, GROUP):
        yield _list(kind, press)
    yield _events(press, dates)
    yield _tiers(press)


def newest_first(records: tuple[Record, ...]) -> list[Record]:
    """Texts by the day that stands on them, newest first; people and things in the order in which they are shown."""
    if records and isinstance(records[0], Knowledge):
        # Sorting keeps the order by id among those of one day, even where it turns the days round.
        return sorted(records, key=lambda record: str(getattr(record, "shown_date", "") or ""), reverse=True)
    if records and isinstance(records[0], Member):
        return sorted(records, key=_by_standing)
    return list(records)


def _by_standing(record: Record) -> tuple[int, str]:
    order = ("active", "dormant", "alumni", "in_memoriam")
    return (order.index(record.status) if record.status in order else 9, record.id)


def _list(kind: Kind, press: Press) -> Page:
    path = f"{kind.section}/index.md"
    v = press.view(path)
    records = newest_first(press.club.all(kind.name))
    values = by_record(records, v)
    title = v.t(f"kinds.{kind.name}")
    return press.page(
        "list.html",
        path,
        title=title,
        description=v.t(f"list_says.{kind.name}"),
        layout="hub",
        json_ld=section_json_ld(title, v),
        kind=kind.name,
        says=v.t(f"list_says.{kind.name}"),
        records=records,
        teasers=[teaser for key, teaser in sorted(press.club.teasers.items()) if key[0] == kind.name],
        choices=facets_in((value for own in values.values() for value in own), v),
        facets={record_id: facet_words(own) for record_id, own in values.items()},
        count_words=v.t(f"count.{kind.name}"),
        columns=COLUMNS.get(kind, 2),
    )


def _events(press: Press, dates: Dates) -> Page:
    path = "events/index.md"
    v = press.view(path)
    ahead = dates.ahead()
    near = press.context.today + THIS_WEEK
    week = [ticket for ticket in ahead if ticket.occurrence.start.date() <= near]
    months = [(name, list(group)) for name, group in groupby(ahead[len(week) :], key=lambda ticket: ticket.year_month)]
    folder = dates.calendars.folder
    return press.page(
        "events.html",
        path,
        title=v.t("kinds.event"),
        description=v.t("events.says"),
        layout="hub",
        json_ld=section_json_ld(v.t("kinds.event"), v),
        dates=ahead,
        week=week,
        zone=press.club.settings.timezone,
        months=months,
        by_month=v.way(MONTHS) if months_ahead(dates) else "",
        past=dates.past()[:MOST_PAST],
        undated=[
            UndatedRow(when=undated(event, v), title=event.title, path=press.addresses.source(*event.key))
            for event in press.club.events
            if event.date_precision is not DatePrecision.DAY
        ],
        choices=facets_in(_values_of(ahead, v), v),
        subscribe=v.way("subscribe.md" if press.has_page("subscribe.md") else FEEDS),
        all_ics=v.way(f"{folder}/all.ics"),
        meta={"parts": "events", "alternates": feed_links(v, f"{folder}/all.ics")},
    )


def _values_of(tickets: list[TicketDate], v: View) -> Iterator[Value]:
    """What the dates can be filtered by: how and where they take place, for whom, of what kind."""
    for ticket in tickets:
        mode = "online" if ticket.online else "onsite"
        yield Value(facet="mode", id=mode, label=v.t(f"event.{mode}"))
    for ticket in tickets:
        kind, city = ticket.occurrence.kind, ticket.occurrence.venue.city if ticket.occurrence.venue else None
        yield Value(facet="kind", id=kind, label=v.label("event_kinds", kind))
        if city:
            yield Value(facet="city", id="-".join(city.split()), label=city)
        for group_id in ticket.event.groups:
            group = v.find("group", group_id)
            if group:
                yield Value(facet="group", id=group.id, label=group.name_of_record)
        yield Value(facet="access", id=ticket.event.access, label=v.t(f"access_short.{ticket.event.access}"))


def _tiers(press: Press) -> Page:
    path = "tiers/index.md"
    v = press.view(path)
    tiers = sorted(press.club.tiers, key=lambda tier: (tier.rank, tier.id))
    return press.page(
        "tiers.html",
        path,
        title=v.t("tiers.title"),
        description=v.t("tiers.says"),
        layout="plain",
        json_ld=section_json_ld(v.t("tiers.title"), v),
        tiers=tiers,
        with_head=True,
    )
