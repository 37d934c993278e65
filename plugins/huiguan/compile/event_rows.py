"""What the large ticket of an event says, row by row."""

from datetime import date, datetime
from urllib.parse import quote

from markupsafe import Markup

from huiguan.compile.dates import TicketDate
from huiguan.compile.drawing import drawing_environment
from huiguan.compile.phrase import phrase
from huiguan.compile.view import View
from huiguan.model.case import Money
from huiguan.model.event import DatePrecision, Event
from huiguan.model.field import day_of
from huiguan.model.occurrence import Registration
from huiguan.model.venue import Venue


def rows_of_event(event: Event, shown: TicketDate | None, v: View) -> list[tuple[str, Markup | str]]:
    """(label, value) for the large ticket; what is said of the date shown goes before what is said of the event."""
    now = shown.occurrence if shown else None
    venue = now.venue if now else event.venue
    online = now.online if now else event.online
    speakers = now.speakers if now else event.speakers
    moderator = now.moderator if now else event.moderator
    rows: list[tuple[str, Markup | str]] = []
    if shown is None:
        rows.append((v.t("event.row.when"), undated(event, v)))
    if shown and shown.occurrence.title != event.title:
        rows.append((v.t("event.row.title"), shown.title))
    if venue:
        rows += _place(venue, v)
    if online:
        rows.append((v.t("event.row.online"), _online(online.platform, online.url, v)))
    rows += [(v.t("event.row.speakers"), _people(speakers, v))] if speakers else []
    rows += [(v.t("event.row.moderator"), _people((moderator,), v))] if moderator else []
    rows += [(v.t("event.row.organizer"), _organizer(event, v))] if event.organizer.group or event.organizer.person else []
    rows += [(v.t("event.row.contact"), _mail(event.contact))] if event.contact else []
    price, capacity = (now.price, now.capacity) if now else (event.price, event.capacity)
    rows += [(v.t("event.row.price"), _price(price, v))] if price else []
    rows += [(v.t("event.row.capacity"), v.t("event.seats", count=capacity))] if capacity else []
    rows += _registration(now.registration if now else event.registration, shown.zone if shown else "", v)
    rows += [(v.t("event.row.replay"), v.t(f"replay.{event.replay_policy}"))] if event.replay_policy else []
    return rows


def _place(venue: Venue, v: View) -> list[tuple[str, Markup | str]]:
    rows: list[tuple[str, Markup | str]] = [(v.t("event.row.place"), _venue(venue, v))]
    rows += [(v.t("event.row.transport"), venue.transport)] if venue.transport else []
    return rows + ([(v.t("event.row.accessibility"), venue.accessibility)] if venue.accessibility else [])


def _venue(venue: Venue, v: View) -> Markup | str:
    if venue.is_hidden:
        return phrase(v.edition.words, venue.city, v.t("event.place_hidden"))
    address = venue.address or ""
    if venue.city and venue.city not in address + venue.name:
        address = f"{venue.city}{venue.district or ''}{address}"
    text = v.tags(venue.name, address)
    if venue.map_url:
        return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(venue.map_url, text)
    if venue.geo:
        return Markup('<a href="geo:{:g},{:g}">{}</a>').format(venue.geo.latitude, venue.geo.longitude, text)
    return Markup("{}").format(text)


def _online(platform: str | None, url: str | None, v: View) -> Markup | str:
    if url:
        return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(url, platform or url)
    return v.t("event.online_hidden", platform=platform) if platform else v.t("event.online")


def _people(references: tuple[object, ...], v: View) -> Markup:
    parts = drawing_environment().get_template("parts.html").module
    return Markup(parts.people(v, references))  # type: ignore[attr-defined]  # noqa: S704 - a macro of ours, autoescaped


def _organizer(event: Event, v: View) -> Markup:
    group = v.find("group", str(event.organizer.group)) if event.organizer.group else None
    parts = [Markup('<a class="hg-inline" href="{}">{}</a>').format(v.way(group), group.name_of_record)] if group else []
    parts += [_people((event.organizer.person,), v)] if event.organizer.person else []
    return Markup(" · ").join(parts)


def _mail(mail: str) -> Markup:
    return Markup('<a href="mailto:{}">{}</a>').format(quote(mail, safe="@+"), mail)


def _price(price: Money, v: View) -> str:
    amount = v.money(price.amount, price.currency) if price.amount else v.t("free")
    if not price.amount or price.member_amount is None:
        return phrase(v.edition.words, amount, price.note)
    members = v.t("event.member_price", amount=v.money(price.member_amount, price.currency))
    return phrase(v.edition.words, amount, members, price.note)


def _registration(registration: Registration, zone: str, v: View) -> list[tuple[str, Markup | str]]:
    today = v.edition.context.today
    opens, deadline = registration.opens, registration.deadline
    rows: list[tuple[str, Markup | str]] = []
    if opens and day_of(opens) > today:
        rows.append((v.t("event.row.opens"), _when(opens, zone)))
    if (registration.url or registration.required) and deadline and day_of(deadline) < today:
        rows.append((v.t("event.row.registration"), v.t("event.register_closed")))
    elif registration.url:
        link = Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(registration.url, v.t("event.register"))
        rows.append((v.t("event.row.registration"), link))
    elif registration.required:
        rows.append((v.t("event.row.registration"), v.t("event.register_required")))
    return rows + ([(v.t("event.row.deadline"), _when(deadline, zone))] if deadline else [])


def _when(moment: datetime | date, zone: str) -> str:
    return f"{moment:%Y-%m-%d %H:%M} {zone}".rstrip() if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"


def undated(event: Event, v: View) -> str:
    """When an event is whose day is not known: its month, quarter or year."""
    day = event.start_day
    if event.date_precision is DatePrecision.YEAR:
        return v.t("event.in_year", year=day.year)
    if event.date_precision is DatePrecision.QUARTER:
        return v.t("event.in_quarter", year=day.year, quarter=(day.month + 2) // 3)
    return v.t("event.in_month", month=v.year_month(day.isoformat()[:7]))
