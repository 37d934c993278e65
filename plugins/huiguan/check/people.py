"""Rules about people: consent that is valid and lasts, and no name in a text of someone who did not agree."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from huiguan.check.known_keys import near_keys
from huiguan.model.club import ClubSettings
from huiguan.model.member import Member
from huiguan.model.record import Knowledge, Record, Texts
from huiguan.model.visibility import Teaser, Visibility
from huiguan.model.whitepaper import Chapter, Whitepaper
from huiguan.problem import Place, Problem, Severity, field_name

# What an edition that may not see a text says of it.
_TEASED = {
    Teaser.SUMMARY: frozenset({"title", "summary"}),
    Teaser.TITLE: frozenset({"title"}),
    Teaser.NONE: frozenset[str](),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Who may not appear in an edition on a day, by each of their names.

    One pattern of all names keeps the cost from growing with their number.
    """

    edition: Visibility
    today: date
    members: Mapping[str, Member]
    any_name: re.Pattern[str]

    @classmethod
    def among(cls, records: Iterable[Record], edition: Visibility, today: date) -> "Absent | None":
        """Those of the members among the records; None where all may appear."""
        people = sorted((record for record in records if isinstance(record, Member)), key=lambda member: member.id)
        members = {name: member for member in people if not member.may_appear(edition, today) for name in _names(member)}
        if not members:
            return None
        return cls(edition=edition, today=today, members=members, any_name=re.compile("|".join(map(re.escape, members))))

    def named_in(self, text: str) -> list[tuple[str, Member]]:
        """The names that stand in a text, in the order of the members."""
        if not self.any_name.search(text):
            return []
        return [(name, member) for name, member in self.members.items() if name in text]


def check_member(member: Member, settings: ClubSettings, today: date) -> Iterator[Problem]:
    """Hints about one member's consent."""
    consent = member.consent
    if not member.status.is_built:
        return
    if consent is None or not consent.given:
        yield _hint("CONSENT-MISSING", member)
    elif consent.expires and consent.expires < consent.on:
        pass  # the span itself is wrong, and told
    elif consent.expires and consent.expires < today:
        yield _hint("CONSENT-EXPIRED", member, when=consent.expires)
    elif consent.on > today:
        yield _hint("CONSENT-LATER", member, when=consent.on)
    elif consent.expires and consent.expires <= today + timedelta(days=settings.consent.warn_days):
        yield _hint("CONSENT-ENDS-SOON", member, when=consent.expires)
    fields = [name for name in Member.model_fields if name not in Member.not_in_file]
    for name in (name for name in member.privacy if name not in Member.model_fields):
        place = member.origin.places.of_key(("privacy", name))
        wanted = near_keys(name, fields, block="member")
        yield Problem(code="PRIVACY-FIELD", place=place, field=f"privacy.{name}", found=name, wanted=wanted)


def check_mentions(record: Record, fields: Texts, absent: Absent) -> Iterator[Problem]:
    """An error for each place in a text of the edition that names someone who may not appear in it.

    `fields` are the texts of the record's fields. Names are looked for as they are written; a text is never changed, since a
    name can be part of other words.
    """
    edition, today = absent.edition, absent.today
    if not record.status.is_built or (isinstance(record, Member) and not record.may_appear(edition, today)):
        return
    if edition.may_see(_visibility(record, today)):
        yield from _mentions_in_texts(record, absent)
        yield from _mentions_in_fields(record, fields, absent)
    elif isinstance(record, Knowledge):
        teased = _TEASED[record.teaser_below]
        yield from _mentions_in_fields(record, [(path, text) for path, text in fields if path[0] in teased], absent)


def _visibility(record: Record, today: date) -> Visibility:
    """Who may see the record on that day, as the gate decides it."""
    released = isinstance(record, Knowledge) and record.public_after and today >= record.public_after
    return Visibility.PUBLIC if released else record.visibility


def _names(member: Member) -> tuple[str, ...]:
    names = (member.name, *member.names.values())
    return tuple(name for name in names if len(name) > 1 and name != member.nickname)


def _mentions_in_texts(record: Record, absent: Absent) -> Iterator[Problem]:
    parts = (part for part in _chapters(record) if not absent.edition.may_see(part.visibility))
    hidden = {f"{record.origin.folder}/{part.file}" for part in parts}
    for text, file, first_line in record.running_texts():
        for name, member in absent.named_in(text) if file not in hidden else ():
            at = text.find(name)
            while at >= 0:
                line = text.count("\n", 0, at)
                place = Place(file=file, line=first_line + line, column=at - text.rfind("\n", 0, at))
                yield _mention(place, name, member)
                at = text.find(name, at + len(name))


def _chapters(record: Record) -> tuple[Chapter, ...]:
    return record.chapters if isinstance(record, Whitepaper) else ()


def _mentions_in_fields(record: Record, fields: Texts, absent: Absent) -> Iterator[Problem]:
    if not absent.any_name.search("\n".join(text for _, text in fields)):
        return
    for path, text in fields:
        for name, member in absent.named_in(text):
            yield _mention(record.origin.places.of_value(path), name, member, field_name(path))


def _mention(place: Place, name: str, member: Member, field: str = "") -> Problem:
    instead = (member.nickname,) if member.nickname else ()
    details = (("member", member.origin.file),)
    return Problem(code="CONSENT-MENTION", place=place, field=field, found=name, wanted=instead, details=details)


def _hint(code: str, member: Member, *, when: date | None = None) -> Problem:
    place = member.origin.places.of_key(("consent",))
    details = (("when", when.isoformat()),) if when else ()
    return Problem(code=code, place=place, severity=Severity.WARNING, field="consent", found=member.name, details=details)
