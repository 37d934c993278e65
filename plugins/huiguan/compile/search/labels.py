"""Labels of vocabularies and names of people, as documents carry them."""

from collections.abc import Iterable

from huiguan.compile.facet import Value
from huiguan.compile.view import View
from huiguan.model.record import PersonRef


def term_values(facet: str, vocabulary: str, values: Iterable[str], v: View) -> tuple[Value, ...]:
    """A facet's values that a vocabulary names."""
    return tuple(Value(facet=facet, id=value, label=v.label(vocabulary, value)) for value in values)


def plain(facet: str, names: Iterable[str | None]) -> tuple[Value, ...]:
    """Values that go by their own names: cities, years."""
    return tuple(Value(facet=facet, id=name, label=name) for name in names if name)


def names_of(people: tuple[PersonRef, ...], v: View) -> tuple[str, ...]:
    """The names under which these people may be shown."""
    return tuple(v.who(person).name for person in people)
