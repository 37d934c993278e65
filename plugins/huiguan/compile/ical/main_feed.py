"""The main feed: what is ahead and what is not long over, in less bytes than the strictest client takes.

What is ahead is never left out. Where all of it is too much, the feed says less of what is over and has no changed dates of long
ago, then goes less far back, and at last says less of what is furthest ahead. What it leaves out stands in the archive, in the
feed of the series and on the pages.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from huiguan.compile.ical.description import Publisher
from huiguan.compile.ical.event import Component, skipping
from huiguan.compile.ical.extent import KEPT, Extent
from huiguan.compile.ical.feed import SerializedEvent
from huiguan.compile.ical.said import said_in_brief
from huiguan.compile.ical.text import moment

MOST = 1_000_000  # bytes, of which a feed must stay below
_CANCELLED_KEPT = timedelta(days=30)  # in any case: who has it in a calendar must hear that it is off
_DAY = timedelta(days=1)

Size = Callable[[Sequence[SerializedEvent]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFeed:
    """The entries of the main feed, those of the archive, and how far the feed goes."""

    extent: Extent
    entries: tuple[SerializedEvent, ...]
    archived: tuple[SerializedEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One component in full and in brief, and the days that it is about.

    `first` is not before today, unless all is over; `last` is None for a series without an end. `is_kept` where it must stay:
    what was called off lately.
    """

    full: Component
    brief: Component
    first: date
    last: date | None
    is_over: bool
    is_kept: bool

    def is_held(self, extent: Extent) -> bool:
        """Whether a feed of that extent has it."""
        return self.last is None or self.last >= extent.since or self.is_kept

    def at(self, extent: Extent) -> Component:
        """The component as a feed of that extent has it."""
        is_late = extent.brief_from is not None and self.first >= extent.brief_from
        return self.brief if (extent.brief_past if self.is_over else is_late) else self.full


def main_feed(entries: Sequence[SerializedEvent], *, today: date, publisher: Publisher, size: Size) -> MainFeed:
    """The main feed of these entries; `size` counts the bytes of a feed with some of them."""
    whole = Extent(since=today - KEPT)
    held = tuple(entry for entry in entries if _is_held(entry, whole, today))
    if size(held) < MOST:
        return MainFeed(extent=whole, entries=held, archived=_without(entries, held))
    shortening = _Shortening(held, today, publisher, size)
    extent = shortening.extent()
    kept = tuple(shortening.at(entry, extent) for entry in held if _is_held(entry, extent, today))
    return MainFeed(extent=extent, entries=kept, archived=_without(entries, kept))


class _Shortening:
    """The search for the greatest extent that is small enough, in the order in which the feed gives way."""

    def __init__(self, held: Sequence[SerializedEvent], today: date, publisher: Publisher, size: Size) -> None:
        self._held = held
        self._today = today
        self._parts = {entry.uid: tuple(_parts(entry, today, publisher)) for entry in held}
        self._frame = size(held) - sum(len(entry.content) for entry in held)

    def extent(self) -> Extent:
        """The greatest that fits, or the least of all where none does."""
        days = [self._today - KEPT + count * _DAY for count in range(KEPT.days + 1)]
        ever_less = [Extent(since=day, brief_past=True) for day in days]
        ahead = {part.first for parts in self._parts.values() for part in parts if not part.is_over}
        ever_less += [Extent(since=self._today, brief_past=True, brief_from=day) for day in sorted(ahead, reverse=True)]
        index = bisect_left(ever_less, True, key=lambda extent: self._length(extent) < MOST)  # noqa: FBT003 - what the key gives
        return ever_less[min(index, len(ever_less) - 1)]

    def at(self, entry: SerializedEvent, extent: Extent) -> SerializedEvent:
        """The entry as a feed of that extent has it; a series without the changed dates that are over, which it then skips."""
        parts = self._parts[entry.uid]
        held = [index for index, part in enumerate(parts) if index == 0 or part.is_held(extent)]
        components = [parts[index].at(extent) for index in held]
        gone = [part.full.times.instead_of for part in parts[1:] if not part.is_held(extent)]
        components[0] = skipping(entry.uid, components[0], [start for start in gone if start], entry.version)
        return replace(
            entry,
            dates=tuple(entry.dates[index] for index in held),
            components=tuple(components),
            content=b"".join([component.content for component in components]),
        )

    def _length(self, extent: Extent) -> int:
        held = (entry for entry in self._held if _is_held(entry, extent, self._today))
        return self._frame + sum(_length(self._parts[entry.uid], extent) for entry in held)


def _is_held(entry: SerializedEvent, extent: Extent, today: date) -> bool:
    if entry.last is None or entry.last >= extent.since:
        return True
    return not entry.dates[0].happens and entry.last >= today - _CANCELLED_KEPT


def _without(entries: Sequence[SerializedEvent], held: Sequence[SerializedEvent]) -> tuple[SerializedEvent, ...]:
    known = {entry.uid for entry in held}
    return tuple(entry for entry in entries if entry.uid not in known)


def _parts(entry: SerializedEvent, today: date, publisher: Publisher) -> Iterator[_Part]:
    for occurrence, full in zip(entry.dates, entry.components, strict=True):
        # What stands for a whole series is about its next date, and is over with its last.
        first, last = (today, entry.last) if full.times.rule else (occurrence.start.date(), occurrence.last_day)
        is_over = last is not None and last < today
        yield _Part(
            full=full,
            brief=replace(full, said=said_in_brief(full.said, entry.event, occurrence, publisher)),
            first=first if is_over else max(first, today),
            last=last,
            is_over=is_over,
            is_kept=not occurrence.happens and last is not None and last >= today - _CANCELLED_KEPT,
        )


def _length(parts: Sequence[_Part], extent: Extent) -> int:
    """The bytes of an entry that is held."""
    gone = [part.full.times.instead_of for part in parts[1:] if not part.is_held(extent)]
    held = (part.at(extent) for index, part in enumerate(parts) if index == 0 or part.is_held(extent))
    return sum(component.length for component in held) + sum(len(moment("EXDATE", start)) for start in gone if start)
