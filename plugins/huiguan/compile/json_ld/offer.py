"""What it costs to take part, and whether one can still sign up."""

from datetime import date, datetime

from huiguan.compile.ical import Occurrence
from huiguan.compile.ical.occurrences import zone_of
from huiguan.compile.json_ld.write import CONTEXT, Node, number
from huiguan.compile.view import View
from huiguan.model.event import Event
from huiguan.model.field import day_of


def offers(event: Event, occurrence: Occurrence, v: View, *, is_over: bool) -> list[Node]:
    """The price for everyone (0 too) and the one for members; empty where none is given."""
    price = occurrence.price
    if price is None:
        return []
    terms = {"priceCurrency": price.currency, **_terms(event, occurrence, v, is_over=is_over)}
    found: list[Node] = [{"@type": "Offer", "price": number(price.amount), **terms}]
    if price.amount and price.member_amount is not None:
        called = v.t("event.member_price", amount=v.money(price.member_amount, price.currency))
        found.append({"@type": "Offer", "name": called, "price": number(price.member_amount), **terms})
    return found


def _terms(event: Event, occurrence: Occurrence, v: View, *, is_over: bool) -> Node:
    registration = occurrence.registration
    zone_name = v.edition.club.settings.timezone
    return {
        "availability": None if is_over else _availability(occurrence, v.edition.context.today),
        "validFrom": _moment(registration.opens, event, zone_name),
        "validThrough": _moment(registration.deadline, event, zone_name),
        "url": registration.url or v.absolute(event),
    }


def _availability(occurrence: Occurrence, today: date) -> str | None:
    """Open, not yet open, or None: what is called off or closed is not sold out, so nothing is said."""
    opens, deadline = occurrence.registration.opens, occurrence.registration.deadline
    if not occurrence.happens or (deadline and day_of(deadline) < today):
        return None
    return f"{CONTEXT}/PreOrder" if opens and day_of(opens) > today else f"{CONTEXT}/InStock"


def _moment(moment: datetime | date | None, event: Event, club_zone: str) -> str | None:
    """A wall time of the event with its offset, or a day."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=zone_of(event, club_zone)).isoformat()
    return moment.isoformat() if moment else None
