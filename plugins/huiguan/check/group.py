"""Rules of groups among each other: whichever way one goes up, there is a group at the top."""

from collections.abc import Iterable, Iterator, Mapping

from huiguan.model.group import Group
from huiguan.model.record import Record
from huiguan.problem import Problem


def check_group_circles(records: Iterable[Record]) -> Iterator[Problem]:
    """A problem for each circle of groups above one another, told at the first of them by id; one may be its own parent."""
    groups = {record.id: record for record in records if isinstance(record, Group)}
    seen: set[str] = set()
    for start in sorted(groups):
        way = _way_up(start, groups, seen)
        seen.update(way)
        above = groups[way[-1]].parent if way else None
        if above is not None and above in way:
            circle = way[way.index(above) :]
            first = circle.index(min(circle))
            shown = (*circle[first:], *circle[:first], min(circle))
            yield groups[shown[0]].origin.places.problem("GROUP-CIRCLE", ("parent",), found=" → ".join(shown))


def _way_up(start: str, groups: Mapping[str, Group], seen: set[str]) -> list[str]:
    """The groups from `start` on upwards, to the top, to one that was `seen`, or until one comes again."""
    way: list[str] = []
    at: str | None = start
    while at is not None and at in groups and at not in seen and at not in way:
        way.append(at)
        at = groups[at].parent
    return way
