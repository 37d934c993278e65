"""Links in both directions: for each record, the records that name it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiguan.model.club import Club
from huiguan.model.record import Record
from huiguan.model.reference import references

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One record names another: which, and in which field (its first part)."""

    record: Record
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """For each record that is named somewhere, the mentions of it, sorted by kind and id of the naming record."""

    of: Mapping[Key, tuple[Mention, ...]] = field(default_factory=dict)

    def naming(self, record: Record, kind: str, *fields: str) -> list[Record]:
        """The records of `kind` that name `record`, in one of `fields` or in any, each once."""
        found = [
            mention.record
            for mention in self.of.get(record.key, ())
            if mention.record.key[0] == kind and (not fields or mention.field in fields)
        ]
        return list({other.key: other for other in found}.values())


def neighbours(club: Club) -> Neighbours:
    """All links between the records of a club, turned round."""
    found: dict[Key, list[Mention]] = {}
    for record in club:
        for reference in references(record):
            for kind in reference.kinds:
                if (kind, reference.id) in club.records:
                    found.setdefault((kind, reference.id), []).append(Mention(record=record, field=str(reference.path[0])))
    return Neighbours(of={key: tuple(mentions) for key, mentions in found.items()})
