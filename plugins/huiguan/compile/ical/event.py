"""An event as calendar entries: the event or series, its changed dates, its extra dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from icalendar.prop import vRecur

from huiguan.compile.ical.description import Publisher, description_of, location_of, title_of
from huiguan.compile.ical.occurrences import Occurrence, OccurrenceStatus, as_announced, of_extra, on_date
from huiguan.compile.ical.text import Point, add_line, add_paragraphs, add_url
from huiguan.compile.ical.timezone import UTC_NAMES
from huiguan.model.event import Event, Venue
from huiguan.model.field import zone
from huiguan.model.overlay import Overlay
from huiguan.model.recurrence import Rule, rule_of

# SEQUENCE counts minutes from here: it only ever grows, which a count of commits (squashed) or a hash does not.
_SEQUENCE_BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STATUS = {
    OccurrenceStatus.SCHEDULED: "CONFIRMED",
    OccurrenceStatus.MOVED: "CONFIRMED",
    OccurrenceStatus.TENTATIVE: "TENTATIVE",
    OccurrenceStatus.POSTPONED: "TENTATIVE",
    OccurrenceStatus.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One identity in calendars: an event, a series with its changed dates right behind it, or one extra date.

    `dates` are the occurrences behind `components`, in the same order.
    """

    uid: str
    dates: tuple[Occurrence, ...]
    components: tuple[icalendar.Event, ...]


def entries_of(event: Event, publisher: Publisher) -> tuple[Entry, ...]:
    """The entry of the event or series, then those of its extra dates, sorted by date."""
    extras = (of_extra(event, extra, club_zone=publisher.zone) for extra in event.extra)
    ordered = sorted(extras, key=lambda extra: extra.start)
    return (_main(event, publisher), *(single_entry(event, extra, publisher) for extra in ordered))


def single_entry(event: Event, occurrence: Occurrence, publisher: Publisher) -> Entry:
    """One date as an entry of its own, without a rule: an extra date, or any date for the flat calendar."""
    uid = uid_of(event, publisher.domain)
    if occurrence.extra:
        uid = f"{event.id}+{occurrence.original:%Y%m%d}@{publisher.domain}"
    elif event.repeat:
        # Not "+": a club may add a date on a day of the rule.
        uid = f"{event.id}.{occurrence.original:%Y%m%d}@{publisher.domain}"
    return Entry(uid=uid, dates=(occurrence,), components=(_component(event, occurrence, uid, publisher),))


def uid_of(event: Event, domain: str) -> str:
    """The identity of the event in every calendar: its id, which neither a new title nor a moved file changes."""
    return f"{event.id}@{domain}"


def last_modified(record: Event | Overlay, publisher: Publisher) -> datetime:
    """When the record's content last changed, in UTC: the later of `updated` and its file's last change."""
    known = []
    if record.updated:
        known.append(datetime.combine(record.updated, time(), tzinfo=zone(publisher.zone)).astimezone(UTC))
    if record.origin.file in publisher.changed:
        known.append(publisher.changed[record.origin.file].astimezone(UTC))
    return max(known, default=publisher.epoch.astimezone(UTC)).replace(microsecond=0)


def sequence_of(event: Event, changed: datetime) -> int:
    """The number of the event's version: as written, else the minutes until its last change."""
    return event.sequence if event.sequence is not None else version_of(changed)


def version_of(changed: datetime) -> int:
    """The minutes until the last change, as the number of a version."""
    return max(0, (changed - _SEQUENCE_BEGINS) // timedelta(minutes=1))


def recurrence(rule: Rule, start: datetime, *, all_day: bool) -> vRecur:
    """The RRULE, with the parts that the start implies: without them 29 February is read in three ways."""
    parts: dict[str, object] = {"FREQ": rule.freq.upper()}
    if rule.until:
        parts["UNTIL"] = rule.until if all_day else _last_start(rule.until, start)
    if rule.count:
        parts["COUNT"] = rule.count
    if rule.interval > 1:
        parts["INTERVAL"] = rule.interval
    if rule.weekdays:
        parts["BYDAY"] = [f"{rule.nth or ''}{_WEEKDAYS[weekday]}" for weekday in rule.weekdays]
    if rule.month_day:
        parts["BYMONTHDAY"] = rule.month_day
    if rule.month:
        parts["BYMONTH"] = rule.month
    if rule.interval > 1 and rule.weekdays:
        parts["WKST"] = "MO"  # said, since some clients begin the week on Sunday
    return vRecur(parts)


def _last_start(day: date, start: datetime) -> datetime:
    """The start on that day in UTC; of the two that a turned-back clock gives, the later."""
    local = datetime.combine(day, start.time(), tzinfo=start.tzinfo)
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _main(event: Event, publisher: Publisher) -> Entry:
    uid = uid_of(event, publisher.domain)
    rule = rule_of(event)
    if rule is None:
        # What is written for the one date of a single event is said of the event.
        return single_entry(event, on_date(event, event.start_day, club_zone=publisher.zone), publisher)
    announced = as_announced(event, club_zone=publisher.zone)
    changed = tuple(on_date(event, day, club_zone=publisher.zone) for day in sorted(event.occurrences))
    components = [_component(event, announced, uid, publisher, rule=rule)]
    for occurrence in changed:
        original = datetime.combine(occurrence.original, announced.start.time(), tzinfo=announced.start.tzinfo)
        components.append(_component(event, occurrence, uid, publisher, instead_of=original))
    return Entry(uid=uid, dates=(announced, *changed), components=tuple(components))


def _component(
    event: Event,
    occurrence: Occurrence,
    uid: str,
    publisher: Publisher,
    *,
    rule: Rule | None = None,
    instead_of: datetime | None = None,
) -> icalendar.Event:
    component = icalendar.Event()
    changed = last_modified(event, publisher)
    add_line(component, "UID", uid)
    component.add("DTSTAMP", changed)
    component.add("LAST-MODIFIED", changed)
    component.add("SEQUENCE", sequence_of(event, changed))
    if instead_of:
        component.add("RECURRENCE-ID", _value(instead_of, occurrence))
    component.add("DTSTART", _value(occurrence.start, occurrence))
    component.add("DTEND", _value(occurrence.end, occurrence))
    if rule:
        component.add("RRULE", recurrence(rule, occurrence.start, all_day=occurrence.all_day))
        for skipped in _skipped(event, occurrence):
            component.add("EXDATE", [_value(skipped, occurrence)])
    _add_words(component, event, occurrence, publisher)
    return component


def _value(moment: datetime, occurrence: Occurrence) -> datetime | date:
    """The moment as the library writes it: a date for whole days, wall time with the zone's name, or UTC."""
    if occurrence.all_day:
        return moment.date()
    return moment.astimezone(UTC) if str(moment.tzinfo) in UTC_NAMES else moment


def _skipped(event: Event, announced: Occurrence) -> Iterator[datetime]:
    """The starts that do not come and are not announced; what is written for a date overrules that it is skipped."""
    for day in sorted(set(event.repeat.skip_dates if event.repeat else ()) - set(event.occurrences)):
        yield datetime.combine(day, announced.start.time(), tzinfo=announced.start.tzinfo)


def _add_words(component: icalendar.Event, event: Event, occurrence: Occurrence, publisher: Publisher) -> None:
    page = publisher.address.absolute(publisher.address.page_of(event))
    free = occurrence.all_day or not occurrence.happens
    add_line(component, "SUMMARY", title_of(occurrence, publisher))
    add_paragraphs(component, "DESCRIPTION", description_of(event, occurrence, publisher))
    add_paragraphs(component, "LOCATION", location_of(occurrence, publisher))
    if occurrence.venue:
        _add_point(component, occurrence.venue)
    add_url(component, "URL", page)
    add_line(component, "CATEGORIES", publisher.vocabularies.label("event_kinds", occurrence.kind, publisher.language))
    add_line(component, "STATUS", _STATUS[occurrence.status])
    add_line(component, "TRANSP", "TRANSPARENT" if free else "OPAQUE")
    # The club answers for its events; no person's address stands in a feed.
    add_url(component, "ORGANIZER", publisher.address.site_url, CN=publisher.club_name)
    if occurrence.online and occurrence.online.url and occurrence.happens:
        label = occurrence.online.platform or ""
        add_url(component, "CONFERENCE", occurrence.online.url, VALUE="URI", FEATURE="VIDEO", LABEL=label)


def _add_point(component: icalendar.Event, venue: Venue) -> None:
    if venue.geo is None:
        return
    latitude, longitude = venue.geo.latitude, venue.geo.longitude
    component.add("GEO", Point((latitude, longitude)))
    # Apple shows its map only where the title here is the first line of LOCATION.
    parameters = {"X_ADDRESS": venue.address or "", "X_APPLE_RADIUS": "70", "X_TITLE": venue.name}
    add_url(component, "X-APPLE-STRUCTURED-LOCATION", f"geo:{latitude:.6f},{longitude:.6f}", VALUE="URI", **parameters)
