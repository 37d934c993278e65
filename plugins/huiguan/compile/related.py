"""Rows of links from one record to others: what it names itself, and what names it."""

from collections.abc import Iterable
from dataclasses import dataclass

from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.event import Event
from huiguan.model.record import Record, Related
from huiguan.model.template import Template

_FIELDS = {"cases": "case", "whitepapers": "whitepaper", "templates": "template", "events": "event"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One link: the kind's name, the title, the relative address."""

    kind: str
    title: str
    url: str


def related_rows(record: Record, v: View) -> list[Row]:
    """All neighbours of a record, each once: those that it names first, then those that name it."""
    rows = rows_of(getattr(record, "related", Related()), v)
    if isinstance(record, Event):
        rows += [row for change in record.occurrences.values() if change.related for row in rows_of(change.related, v)]
    if isinstance(record, Case) and record.from_event:
        rows += rows_for([found for found in [v.find("event", record.from_event.partition("/")[0])] if found], v)
    for kind in ("template", "whitepaper", "case", "event"):
        rows += rows_for(v.edition.neighbours.naming(record, kind, *_naming_fields(record, kind)), v)
    own = v.way(record)
    return [row for row in dict.fromkeys(rows) if row.url != own]


def _naming_fields(record: Record, kind: str) -> tuple[str, ...]:
    """Through which fields another record counts as a neighbour: not where it only cites a person or place."""
    if isinstance(record, Template) and kind == "case":
        return ("related",)
    if isinstance(record, Event):
        return ("related", "from_event")
    return ("related", "used_in", "outputs", "occurrences")


def rows_of(related: Related, v: View) -> list[Row]:
    """The rows of one block of links; a record of which the edition has a teaser leads to the teaser."""
    rows: list[Row] = []
    for field, kind in _FIELDS.items():
        for target in getattr(related, field):
            record_id = target.partition("/")[0]
            found = v.find(kind, record_id)
            teaser = v.teaser(kind, record_id)
            if found is not None:
                rows += rows_for([found], v)
            elif teaser is not None:
                rows.append(Row(kind=v.t(f"kind.{kind}"), title=teaser.title, url=v.teaser_way(teaser)))
    return rows


def rows_for(records: Iterable[Record], v: View) -> list[Row]:
    """A row for each record."""
    return [Row(kind=v.t(f"kind.{record.key[0]}"), title=record.name_of_record, url=v.way(record)) for record in records]
