"""Facets as columns: for each document one character that names its set of values, and a day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huiguan.compile.facet import Value
from huiguan.compile.search.document import Document

NAMES = ("platform", "industry", "topic", "year", "outcome", "city")
FIRST_DAY = date(2000, 1, 1).toordinal()
# The first code of a column: from there on no character needs to be escaped in JSON but the backslash.
FIRST_CODE = 0x30
_LAST_CODE = 0xD7FF


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One facet: its values by frequency, the sets of values that occur, and for each document the code of its set."""

    name: str
    values: tuple[Value, ...]
    sets: tuple[tuple[int, ...], ...]
    codes: str

    def as_json(self, label: str) -> Mapping[str, Any]:
        """The column as the browser takes it; `label` is the facet's name for readers."""
        values = [[value.id, value.label] for value in self.values]
        return {"name": self.name, "label": label, "values": values, "sets": self.sets, "codes": self.codes}


def column(name: str, documents: Sequence[Document]) -> Column:
    """The column of one facet; years stand newest first, other values by their frequency."""
    own = [tuple(value for value in document.values if value.facet == name) for document in documents]
    counts = Counter(value for values in own for value in dict.fromkeys(values))
    by_frequency = sorted(counts, key=lambda value: (-counts[value], value.id))
    values = sorted(counts, key=lambda value: value.id, reverse=True) if name == "year" else by_frequency
    place = {value: index for index, value in enumerate(values)}
    kept = [tuple(sorted({place[value] for value in found})) for found in own]
    sets = [(), *sorted(set(kept) - {()})][: _LAST_CODE - FIRST_CODE]
    code = {found: chr(FIRST_CODE + index) for index, found in enumerate(sets)}
    return Column(name=name, values=tuple(values), sets=tuple(sets), codes="".join(code.get(found, code[()]) for found in kept))


def day_number(day: str) -> int:
    """Days since 2000-01-01, at least 1; 0 for no day."""
    return max(1, date.fromisoformat(day).toordinal() - FIRST_DAY) if day else 0
