"""What a list can be filtered by: for each value that occurs, how often."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.group import Group
from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.record import Knowledge, Record
from huiguan.model.template import Template

MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of one facet: the facet's name, the value's id, its label, how many have it."""

    facet: str
    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A facet's value on one record."""

    facet: str
    id: str
    label: str


def values_of(record: Record, v: View) -> list[Value]:
    """The values of a record, those of the most telling facet first."""
    values: list[Value] = []
    if isinstance(record, Case):
        values += [_term("platform", "platforms", platform, v) for platform in record.platforms]
        values += [Value(facet="outcome", id=record.outcome, label=v.t(f"outcome.{record.outcome}"))] if record.outcome else []
        values += [_term("industry", "industries", industry, v) for industry in record.industries]
    elif isinstance(record, Template):
        values.append(_term("kind", "template_kinds", record.kind, v))
    elif isinstance(record, Knowledge):
        values += [_term("topic", "topics", topic, v) for topic in record.topics]
    elif isinstance(record, Member):
        values += _of_member(record, v)
    elif isinstance(record, Organization):
        values.append(_term("kind", "organization_kinds", record.kind, v))
    elif isinstance(record, Group):
        values.append(_term("kind", "group_kinds", record.kind, v))
    return values


def _of_member(member: Member, v: View) -> list[Value]:
    # A list of words tells the values of a record, so that a name of two words is joined.
    values = [Value(facet="city", id="-".join(member.city.split()), label=member.city)] if member.city else []
    values += [_term("persona", "personas", member.persona, v)] if member.persona else []
    if member.speaker and member.speaker.available:
        values.append(Value(facet="speaks", id="yes", label=v.t("member.may_speak")))
    return values


def _term(facet: str, vocabulary: str, term: str, v: View) -> Value:
    return Value(facet=facet, id=term, label=v.label(vocabulary, term))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet with its most frequent values."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def facets_in(values: Iterable[Value], v: View) -> list[Facet]:
    """The facets that tell records apart, in the order of their first appearance, each facet's most frequent values first."""
    counts = Counter(values)
    facets = []
    for name in dict.fromkeys(value.facet for value in counts):
        found = sorted((value for value in counts if value.facet == name), key=lambda value: (-counts[value], value.id))
        if len(found) > 1:
            choices = tuple(Choice(facet=name, id=value.id, label=value.label, count=counts[value]) for value in found[:MOST])
            facets.append(Facet(name=name, label=v.t(f"facet.{name}"), choices=choices))
    return facets


def facet_words(values: Iterable[Value]) -> str:
    """The values as the words of a `data-hg-facets` attribute."""
    return " ".join(f"{value.facet}:{value.id}" for value in values)


def by_record(records: Iterable[Record], v: View) -> Mapping[str, list[Value]]:
    """The values of each record, by its id."""
    return {record.id: values_of(record, v) for record in records}
