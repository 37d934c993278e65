"""A rule of the agenda: its items lie between the start and the end that calendars show."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from huiguan.check.moment import start_on, typed_path
from huiguan.model.event import DatePrecision, Event, EventStatus
from huiguan.model.occurrence import AgendaItem
from huiguan.problem import FieldPath, Problem, Severity

_DAY = timedelta(days=1)
_DOORS = timedelta(hours=2)  # items may be earlier by that: people arrive, sign in, look around


def check_agenda(event: Event) -> Iterator[Problem]:
    """A warning for each agenda, at its first item that lies outside; longer than a day, clocks name no moment."""
    if event.is_all_day or event.status is EventStatus.CANCELLED or event.date_precision is not DatePrecision.DAY:
        return
    for path, agenda, start, span in _agendas(event):
        end = start + span
        if not timedelta(0) < span < _DAY:
            continue
        outside = next((index for index, item in enumerate(agenda) if not _is_within(item, start, end)), None)
        if outside is not None:
            times = (("begins", f"{start:%H:%M}"), ("ends", f"{end:%H:%M}"))
            yield event.origin.places.problem(
                "EVENT-AGENDA-OUTSIDE",
                (*path, outside, "at"),
                found=agenda[outside].at,
                details=times,
                severity=Severity.WARNING,
            )


def _agendas(event: Event) -> Iterator[tuple[FieldPath, tuple[AgendaItem, ...], datetime, timedelta]]:
    """Where each agenda is written, what it says, and the start and length of what it is for."""
    if isinstance(event.start, datetime):
        yield ("agenda",), event.agenda, event.start, event.span
    spans = {extra.day: extra.duration for extra in event.extra}
    for day, change in sorted(event.occurrences.items()):
        announced = start_on(event, day)
        start = change.move_to if isinstance(change.move_to, datetime) else announced
        if change.agenda and not change.cancel and isinstance(start, datetime):
            span = change.duration or spans.get(day) or event.span
            yield (*typed_path(event, day), "agenda"), change.agenda, start, span


def _is_within(item: AgendaItem, start: datetime, end: datetime) -> bool:
    """Whether its clock comes between the two, past midnight too, or a little before for those who arrive."""
    hours, minutes = map(int, item.at.split(":"))
    after = (timedelta(hours=hours, minutes=minutes) - timedelta(hours=start.hour, minutes=start.minute)) % _DAY
    return after <= end - start or _DAY - after <= _DOORS
