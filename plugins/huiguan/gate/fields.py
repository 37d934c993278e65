"""Which fields of a record an edition may know."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from huiguan.gate.files import hidden_names
from huiguan.model.case import Anonymized, Case, Metric
from huiguan.model.event import Event
from huiguan.model.file_name import plain_name
from huiguan.model.group import Entry, Group
from huiguan.model.member import Member
from huiguan.model.record import Knowledge, Record
from huiguan.model.template import Template
from huiguan.model.venue import Online, Venue
from huiguan.model.visibility import Status, Visibility
from huiguan.model.whitepaper import Whitepaper

# Without these there is no member; whoever hides the name has no entry at all.
_ALWAYS_OF_MEMBER = Member.not_in_file | {"name", "visibility", "consent", "privacy"}
# What the page of a text that was taken back may say, and what its address and its place in lists need.
_KEPT_WHEN_RETRACTED = frozenset(
    {"id", "origin", "title", "title_en", "title_hant", "status", "visibility", "aliases", "authors", "topics", "kind", "edition"}
) | {"version", "license", "created", "published", "updated", "retraction"}


def visible_fields(record: Record, edition: Visibility, today: date) -> Record:
    """The record with every field empty that `edition` may not know; its files are not looked at."""
    if isinstance(record, Member):
        return _member(record, edition)
    if isinstance(record, Event):
        return _event(record, edition)
    if isinstance(record, Group):
        return record.model_copy(update={"entry": _entry(record.entry, edition, today)})
    if isinstance(record, Knowledge):
        return _retracted(record) if record.status is Status.RETRACTED else _knowledge(record, edition)
    return record


def _member(member: Member, edition: Visibility) -> Member:
    hidden = (name for name in Member.model_fields if not member.visibility_of(name).seen_by(edition))
    update = _empty(member, (name for name in hidden if name not in _ALWAYS_OF_MEMBER))
    if edition is Visibility.PUBLIC:
        # Whoever collects addresses reads the public edition: contact goes through the club there.
        update.setdefault("contact", member.contact.model_copy(update={"email": None}))
    return member.model_copy(update=update)


def _empty(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """Nothing for each of these fields: its default, and None for one that has none."""
    fields = {name: type(record).model_fields[name] for name in names}
    return {name: None if info.is_required() else info.get_default(call_default_factory=True) for name, info in fields.items()}


def _event(event: Event, edition: Visibility) -> Event:
    """The event without the addresses that the edition may not know."""
    level = (event.venue.visibility if event.venue else None) or Visibility.PUBLIC

    def place(venue: Venue | None) -> Venue | None:
        return _venue(venue, level, edition)

    update: dict[str, Any] = {
        "venue": place(event.venue),
        "online": _online(event.online, edition),
        "occurrences": {
            day: change.model_copy(update={"venue": place(change.venue), "online": _online(change.online, edition)})
            if change.venue or change.online
            else change
            for day, change in event.occurrences.items()
        },
        "extra": tuple(extra.model_copy(update={"venue": place(extra.venue)}) if extra.venue else extra for extra in event.extra),
    }
    if edition is Visibility.PUBLIC:
        update["contact"] = None
    return event.model_copy(update=update)


def _venue(venue: Venue | None, level: Visibility, edition: Visibility) -> Venue | None:
    """The place, or its city alone; none is for more than `level`, whom the event's own is for."""
    if venue is None or (edition.may_see(level) and edition.may_see(venue.visibility or level)):
        return venue
    return venue.with_city_alone()


def _online(online: Online | None, edition: Visibility) -> Online | None:
    if online is None or edition.may_see(online.visibility):
        return online
    return online.model_copy(update={"url": None})


def _entry(entry: Entry | None, edition: Visibility, today: date) -> Entry | None:
    """How to get in; a code that has run out leads nowhere."""
    if entry is None or not edition.may_see(entry.visibility):
        return None
    is_over = entry.qr_expires is not None and entry.qr_expires < today
    return entry.model_copy(update={"qr": None}) if is_over else entry


def _knowledge(record: Knowledge, edition: Visibility) -> Knowledge:
    hidden = hidden_names(record, edition)
    update: dict[str, Any] = {"attachments": tuple(entry for entry in record.attachments if plain_name(entry.file) not in hidden)}
    if isinstance(record, Template):
        update["files"] = tuple(entry for entry in record.files if plain_name(entry.file) not in hidden)
    if isinstance(record, Case):
        update |= _case(record, hidden)
    if isinstance(record, Whitepaper):
        chapters = tuple(chapter for chapter in record.chapters if edition.may_see(chapter.visibility))
        gone = len(record.chapters) - len(chapters)
        update |= {"chapters": chapters, "hidden_chapters": record.hidden_chapters + gone}
    return record.model_copy(update=update)


def _case(case: Case, hidden: frozenset[str]) -> dict[str, Any]:
    """What a case says in every edition: nobody's words without consent, no shop that is told without its name."""
    update: dict[str, Any] = {
        "quotes": tuple(quote for quote in case.quotes if quote.consent),
        "metrics": tuple(_metric(metric, hidden) for metric in case.metrics),
    }
    return update if case.anonymized is Anonymized.NONE else {**update, "organization": None}


def _metric(metric: Metric, hidden: frozenset[str]) -> Metric:
    source = metric.source
    if source is None or source.evidence is None or plain_name(source.evidence) not in hidden:
        return metric
    return metric.model_copy(update={"source": source.model_copy(update={"evidence": None})})


def _retracted(record: Knowledge) -> Knowledge:
    """Title and notice alone: what was taken back is in no output."""
    update = _empty(record, (name for name in type(record).model_fields if name not in _KEPT_WHEN_RETRACTED))
    lists = {"files": ()} if isinstance(record, Template) else {}
    return record.model_copy(update={**update, "summary": "", **lists})
