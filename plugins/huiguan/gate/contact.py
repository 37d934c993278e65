"""Whose address an event may name: an organizer's own one goes with what they allow of themselves."""

from collections.abc import Collection, Iterable

from huiguan.model.event import Event
from huiguan.model.member import Member
from huiguan.model.record import Record
from huiguan.model.visibility import Visibility


def private_addresses(records: Iterable[Record], shown: Collection[tuple[str, str]], edition: Visibility) -> frozenset[str]:
    """The mail addresses, in small letters, of the members whose contact the edition may not know; `shown` are its keys."""
    members = (record for record in records if isinstance(record, Member) and record.contact.email)
    hidden = (one for one in members if one.key not in shown or not one.visibility_of("contact").seen_by(edition))
    return frozenset(one.contact.email.lower() for one in hidden if one.contact.email)


def without_private_address(record: Record, private: Collection[str]) -> Record:
    """The record, an event without its contact where that is one of the `private` addresses."""
    if isinstance(record, Event) and record.contact and record.contact.lower() in private:
        return record.model_copy(update={"contact": None})
    return record
