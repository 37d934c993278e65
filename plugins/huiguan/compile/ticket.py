"""What stands on the ticket of one date, in words and as ids: its state, its tags, where it is, and what it is found by."""

from dataclasses import dataclass

from huiguan.compile.ical import Occurrence, OccurrenceStatus
from huiguan.compile.view import View
from huiguan.model.event import Access, Event, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word on a ticket; `tone` is a colour of the look or empty."""

    word: str
    tone: str = ""


def state_of(occurrence: Occurrence) -> str:
    """The state that gives a ticket its look, empty where all goes as announced."""
    return {
        OccurrenceStatus.CANCELLED: "cancelled",
        OccurrenceStatus.POSTPONED: "cancelled",
        OccurrenceStatus.MOVED: "moved",
        OccurrenceStatus.TENTATIVE: "tentative",
    }.get(occurrence.status, "")


def mark_of(event: Event, occurrence: Occurrence) -> str:
    """What tells the date from the others in the calendar of its event, as in a UID; empty for the only one."""
    if not occurrence.extra and not event.repeat:
        return ""
    return f"{'+' if occurrence.extra else '.'}{occurrence.original:%Y%m%d}"


def tags_of(event: Event, occurrence: Occurrence, v: View) -> tuple[Tag, ...]:
    """What became of the date, else whom it is for."""
    tones = {"cancelled": "seal", "postponed": "seal", "moved": "seal", "tentative": "ochre"}
    if occurrence.status is not OccurrenceStatus.SCHEDULED:
        return (Tag(word=v.t(f"event.state.{occurrence.status}"), tone=tones[occurrence.status]),)
    return (Tag(word=v.t(f"access_short.{event.access}"), tone="tide" if event.access is Access.PUBLIC else ""),)


def place_of(event: Event, occurrence: Occurrence, v: View) -> str:
    """Where it is, as short as a ticket wants it."""
    if occurrence.venue is not None:
        where = v.tags(occurrence.venue.city, occurrence.venue.district) or occurrence.venue.name
        where = where or v.t("event.place_hidden")
        return v.t("event.hybrid", place=where) if event.mode is Mode.HYBRID else where
    return v.t("event.online") if occurrence.online is not None or event.mode is Mode.ONLINE else ""


def facets_of(event: Event, occurrence: Occurrence) -> list[str]:
    """What a list of dates can be filtered by."""
    city = occurrence.venue.city if occurrence.venue else None
    return [
        f"kind:{occurrence.kind}",
        f"access:{event.access}",
        "mode:online" if is_online(event, occurrence) else "mode:onsite",
        *([f"city:{'-'.join(city.split())}"] if city else []),
        *(f"group:{group}" for group in event.groups),
    ]


def is_online(event: Event, occurrence: Occurrence) -> bool:
    """Whether one need not go anywhere; an event on site whose place is not known yet is none of these."""
    return occurrence.venue is None and event.mode is not Mode.ONSITE


def people_of(occurrence: Occurrence) -> frozenset[str]:
    """The ids of those in the directory who speak or host."""
    return frozenset(str(person) for person in occurrence.people if isinstance(person, str))
