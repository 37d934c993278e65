"""Rules of signing up: it opens before it closes, and closes before what one signs up for begins."""

from collections.abc import Iterator
from datetime import date, datetime

from huiguan.check.moment import shown, start_on, typed_path
from huiguan.model.event import Event
from huiguan.model.field import day_of
from huiguan.model.occurrence import Registration
from huiguan.problem import FieldPath, Problem

_Moment = datetime | date


def check_registration(event: Event) -> Iterator[Problem]:
    """All problems of when one can sign up, for the event and for its single dates."""
    # What is said of a series holds for each of its dates: there is no one start to compare it with.
    yield from _check(event, event.registration, event.start if event.repeat is None else None, ("registration",))
    for day, change in sorted(event.occurrences.items()):
        if change.registration:
            start = change.move_to or start_on(event, day)
            yield from _check(event, change.registration, start, (*typed_path(event, day), "registration"))


def _check(event: Event, registration: Registration, start: _Moment | None, path: FieldPath) -> Iterator[Problem]:
    opens, deadline = registration.opens, registration.deadline
    if deadline is not None and start is not None and _is_after(deadline, start):
        found, wanted = shown(deadline), (shown(start),)
        yield event.origin.places.problem("EVENT-DEADLINE-AFTER-START", (*path, "deadline"), found=found, wanted=wanted)
    limit = start if deadline is None else deadline
    if opens is not None and limit is not None and (_is_after(opens, limit) or (opens == limit and _is_timed(opens))):
        found, wanted = shown(opens), (shown(limit),)
        yield event.origin.places.problem("EVENT-OPENS-TOO-LATE", (*path, "opens"), found=found, wanted=wanted)


def _is_after(later: _Moment, earlier: _Moment) -> bool:
    """Whether it is later; a day without a clock has no order with a time on the same day."""
    if isinstance(later, datetime) and isinstance(earlier, datetime):
        return later > earlier
    return day_of(later) > day_of(earlier)


def _is_timed(moment: _Moment) -> bool:
    return isinstance(moment, datetime)
