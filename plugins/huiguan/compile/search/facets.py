"""Facets as columns: for each document one character that names its set of values, and a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from huiguan.compile.facet import Value

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


def column(name: str, values: Iterable[Iterable[Value]]) -> Column:
    """The column of one facet, from the values of each document; years stand newest first, other values by their frequency."""
    own = [[value for value in every if value.facet == name] for every in values]
    called = {value.id: value for found in own for value in found}
    typed = [tuple(value.id for value in found) for found in own]
    counts = Counter(chain.from_iterable(map(set, typed)))
    ids = sorted(counts, reverse=True) if name == "year" else sorted(counts, key=lambda id_: (-counts[id_], id_))
    place = {id_: index for index, id_ in enumerate(ids)}
    kept = {found: tuple(sorted({place[id_] for id_ in found})) for found in set(typed)}
    sets = [(), *sorted({*kept.values()} - {()})][: _LAST_CODE - FIRST_CODE]
    code = {found: chr(FIRST_CODE + index) for index, found in enumerate(sets)}
    codes = "".join([code.get(kept[found], code[()]) for found in typed])
    return Column(name=name, values=tuple(called[id_] for id_ in ids), sets=tuple(sets), codes=codes)


def day_number(day: str) -> int:
    """Days since 2000-01-01, at least 1; 0 for no day."""
    return max(1, date.fromisoformat(day).toordinal() - FIRST_DAY) if day else 0
