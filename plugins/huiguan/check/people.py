"""Rules about people: consent that is valid and lasts, and no name in a text of someone who did not agree."""

from collections.abc import Iterator
from datetime import date, timedelta

from huiguan.model.club import Club, ClubSettings
from huiguan.model.member import Member
from huiguan.model.record import Record
from huiguan.model.visibility import Visibility
from huiguan.problem import Place, Problem, Severity


def check_member(member: Member, settings: ClubSettings, today: date) -> Iterator[Problem]:
    """Hints about one member's consent."""
    place = member.origin.places.of_key(("consent",))
    consent = member.consent
    if not member.status.is_built:
        return
    if consent is None or not consent.given:
        yield _hint("CONSENT-MISSING", place, member)
    elif consent.expires and consent.expires < today:
        yield _hint("CONSENT-EXPIRED", place, member, when=consent.expires)
    elif consent.expires and consent.expires <= today + timedelta(days=settings.consent.warn_days):
        yield _hint("CONSENT-ENDS-SOON", place, member, when=consent.expires)
    unknown = [name for name in member.privacy if name not in Member.model_fields]
    for name in unknown:
        place = member.origin.places.of_key(("privacy", name))
        yield Problem(code="PRIVACY-FIELD", place=place, field=f"privacy.{name}", found=name)


def check_mentions(club: Club, edition: Visibility, today: date) -> Iterator[Problem]:
    """An error for each place in a text of the edition that names someone who may not appear in it.

    Names are looked for as they are written; a text is never changed, since a name can be part of other words.
    """
    absent = {name: member for member in club.members if not member.may_appear(edition, today) for name in _names(member)}
    if not absent:
        return
    for record in club:
        if isinstance(record, Member) and not record.may_appear(edition, today):
            continue
        if edition.may_see(record.visibility) and record.status.is_built:
            yield from _mentions_in(record, absent)


def _names(member: Member) -> tuple[str, ...]:
    names = (member.name, *member.names.values())
    return tuple(name for name in names if len(name) > 1 and name != member.nickname)


def _mentions_in(record: Record, absent: dict[str, Member]) -> Iterator[Problem]:
    texts = [(record.body, record.origin.file, record.origin.body_line)]
    texts += [(text, f"{record.origin.folder}/{name}", line) for name, (text, line) in record.origin.texts.items()]
    for text, file, first_line in texts:
        for name, member in absent.items():
            at = text.find(name)
            while at >= 0:
                line = text.count("\n", 0, at)
                place = Place(file=file, line=first_line + line, column=at - text.rfind("\n", 0, at))
                yield _mention(place, name, member)
                at = text.find(name, at + len(name))
    yield from _mentions_in_fields(record, absent)


def _mentions_in_fields(record: Record, absent: dict[str, Member]) -> Iterator[Problem]:
    for path, text in record.texts_of_fields():
        for name, member in absent.items():
            if name in text:
                yield _mention(record.origin.places.of_value(path), name, member)


def _mention(place: Place, name: str, member: Member) -> Problem:
    instead = (member.nickname,) if member.nickname else ("一位会员",)
    return Problem(code="CONSENT-MENTION", place=place, found=name, wanted=instead, details=(("member", member.origin.file),))


def _hint(code: str, place: Place, member: Member, *, when: date | None = None) -> Problem:
    details = (("when", when.isoformat()),) if when else ()
    return Problem(code=code, place=place, severity=Severity.WARNING, field="consent", found=member.name, details=details)
