"""Spans of people and organizations: a role, a sponsorship, a consent ends after it has begun."""

from collections.abc import Iterable, Iterator
from datetime import date

from huiguan.model.group import Group, Lead
from huiguan.model.member import Belonging, Consent, GroupRole, Member
from huiguan.model.organization import Organization
from huiguan.model.record import Record
from huiguan.model.whitepaper import Whitepaper
from huiguan.problem import FieldPath, Problem

Span = tuple[FieldPath, date | str | None, date | str | None]
"""Where the end is typed, the beginning and the end: days, or months as `2026-11`."""


def check_spans(record: Record) -> Iterator[Problem]:
    """A problem for each span of the record that ends before it begins, told at its end."""
    for path, start, end in _spans_of(record):
        if start is not None and end is not None and str(end) < str(start):  # both in the order of their digits
            yield record.origin.places.problem("DATE-ORDER", path, found=str(end), wanted=(str(start),))


def _spans_of(record: Record) -> Iterator[Span]:
    match record:
        case Member():
            yield from _of_roles("organizations", record.organizations)
            yield from _of_roles("groups", record.groups)
            yield from _of_consent(record.consent)
        case Organization():
            if record.sponsorship:
                yield ("sponsorship", "to"), record.sponsorship.from_, record.sponsorship.to
            yield from _of_consent(record.consent)
        case Group():
            yield from _of_roles("leads", record.leads)
        case Whitepaper() if record.method and record.method.period:
            yield ("method", "period", "end"), record.method.period.start, record.method.period.end


def _of_roles(key: str, roles: Iterable[Belonging | GroupRole | Lead]) -> Iterator[Span]:
    for index, role in enumerate(roles):
        yield (key, index, "to"), role.from_, role.to


def _of_consent(consent: Consent | None) -> Iterator[Span]:
    if consent:
        yield ("consent", "expires"), consent.on, consent.expires
