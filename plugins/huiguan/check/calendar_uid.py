"""Rules of the identity that a renamed event keeps in calendars: it is an id, and no other event's."""

from collections.abc import Iterable, Iterator

from huiguan.model.event import Event
from huiguan.problem import Problem
from huiguan.read.ident import is_id, nearest_id


def check_uid_form(event: Event) -> Iterator[Problem]:
    """A problem where `uid` is no id; who copied it from a calendar took the domain with it."""
    if event.uid is not None and not is_id(event.uid):
        near = nearest_id(event.uid.partition("@")[0])
        yield event.origin.places.problem("EVENT-UID-FORMAT", ("uid",), found=event.uid, wanted=(near,) if near else ())


def check_uids_shared(events: Iterable[Event]) -> Iterator[Problem]:
    """A problem for each event that calendars could not tell from another one; drafts are in none."""
    built = [event for event in events if event.status.is_built]
    # Whoever is called so has it first: the other one says `uid`, and can be mended there.
    holders = {event.id: event for event in built if event.uid is None}
    for event in built:
        holder = holders.setdefault(event.calendar_id, event)
        if holder is not event:
            details = (("holder", holder.origin.file),)
            yield event.origin.places.problem("EVENT-UID-SHARED", ("uid",), found=event.calendar_id, details=details)
