"""Posters: one date of an event as a picture to hand on, text and plain shapes in an SVG of 750 by 1334."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import segno

from huiguan.compile import calendar_words
from huiguan.compile.content_line import clean_line
from huiguan.compile.dates import TicketDate
from huiguan.compile.output import File
from huiguan.compile.person import Who
from huiguan.compile.press import Press
from huiguan.compile.title_wrap import Setting, cut, fitted, width_of
from huiguan.compile.view import View
from huiguan.model.case import Money

# Three lines of nine Han characters; a longer title is set smaller, the longest is cut.
TITLE = (
    Setting(size=66, leading=88, width=9, lines=3),
    Setting(size=54, leading=72, width=11.5, lines=4),
    Setting(size=44, leading=60, width=14, lines=5),
    Setting(size=36, leading=50, width=17, lines=6),
)
QR_SIZE = 190  # pixels; a phone wants 168 at the least
_QR_MASK = 2  # a fixed one: to weigh all eight takes nine tenths of the time, and a phone reads each of them
# Lines of the tide from the foot of the board up: height, swing, how far it has run, how strong.
_TIDE = tuple(
    (612 - step * step * 3 - step * 7, 5 + step * 3, (step * 67) % 360, f"{0.45 - step * 0.03:.2f}") for step in range(10)
)
_DARK = re.compile(b"\x01+")
# Pieces of a QR code's path: a code has some three hundred runs of dark squares, and 177 squares on its side at the most.
_STARTS = tuple(f"M{x} " for x in range(178))
_WIDTHS = tuple(f"h{width}v1h-{width}z" for width in range(178))
_SHADES = ("#d5e5e3", "#e6e0d1", "#dbe0ea", "#ebdad2", "#dfe5d3", "#e3dbe6")
_MOST_FACES = 3
_FIGURES = "New York,Charter,Noto Serif,Cambria,Liberation Serif,serif"
_HAN = "PingFang SC,HarmonyOS Sans SC,MiSans,Microsoft YaHei,Source Han Sans SC,Noto Sans CJK SC,Noto Sans SC,sans-serif"
_LATIN = "Segoe UI,Roboto,Noto Sans,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A person's initial on a tile."""

    initial: str
    color: str
    x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line beside the faces."""

    text: str
    size: int
    is_name: bool


def poster_path(ticket: TicketDate, press: Press, *, is_own: bool) -> str:
    """Where a poster lies: the event's, or the date's own."""
    name = ticket.anchor.removeprefix("d-") if is_own else "poster"
    return f"{press.addresses.folder(*ticket.event.key)}/{name}.svg"


def compile_posters(shown: TicketDate | None, others: Sequence[TicketDate], press: Press) -> Iterator[File]:
    """The poster of the date that an event's page shows, and one for each of its other dates with a title of its own."""
    if shown:
        yield File(path=poster_path(shown, press, is_own=False), content=poster(shown, press))
    for ticket in with_own_poster(others).values():
        yield File(path=poster_path(ticket, press, is_own=True), content=poster(ticket, press, anchor=ticket.anchor))


def with_own_poster(tickets: Sequence[TicketDate]) -> dict[str, TicketDate]:
    """The dates that happen under a title of their own, by their anchor."""
    own: dict[str, TicketDate] = {}
    for ticket in tickets:
        if ticket.occurrence.happens and ticket.title != ticket.event.title:
            own.setdefault(ticket.anchor, ticket)
    return own


def poster(ticket: TicketDate, press: Press, *, anchor: str = "") -> bytes:
    """One date as a poster; its QR code leads to the event's page, to `anchor` on it where one is given."""
    v = press.view(press.addresses.source(*ticket.event.key))
    size, path = qr_squares(v.absolute(ticket.event) + (f"#{anchor}" if anchor else ""))
    drawn = press.draw(
        "poster.svg",
        v.at,
        **_frame(press),
        **_board(ticket, v),
        **_ticket(ticket, v),
        **_people(ticket, v),
        label=clean_line(
            v.listing([ticket.title, f"{ticket.year_month}{ticket.day} {ticket.weekday}", ticket.hours, ticket.place])
        ),
        qr_path=path,
        qr_scale=f"{QR_SIZE / size:.4f}",
        scan=(_line(v.t("poster.scan"), 12), _line(v.t("poster.scan_says"), 13.5)),
    )
    return (str(drawn).strip() + "\n").encode()


@lru_cache(maxsize=2)  # an event's page and its poster bear the same
def qr_squares(url: str) -> tuple[int, str]:
    """A QR code as the count of squares on its side and one path of unit squares, a run of dark ones at a time."""
    rows = segno.make_qr(url, error="m", mask=_QR_MASK).matrix
    parts: list[str] = []
    for y, row in enumerate(rows):
        line = f"{y}"
        for run in _DARK.finditer(row):
            start, end = run.span()
            parts += _STARTS[start], line, _WIDTHS[end - start]
    return len(rows), "".join(parts)


def _frame(press: Press) -> dict[str, Any]:
    settings, words = press.club.settings, press.words
    name = clean_line(settings.called(words.language))
    return {
        "language": words.language,
        "sans": _HAN if words.language.startswith("zh") else _LATIN,
        "figures": _FIGURES,
        "tide": _TIDE,
        "club": _line(name, 14),
        "seal": (settings.theme.seal or name)[:1],
        "motto": _line(settings.motto or "", 12),
    }


def _board(ticket: TicketDate, v: View) -> dict[str, Any]:
    title = fitted(clean_line(ticket.title), TITLE)
    return {
        "kind": _line(ticket.kind, 20),
        "access": _line(v.t(f"access.{ticket.event.access}"), 8),
        "title": title,
        "title_top": 240 + title.setting.size,
    }


def _ticket(ticket: TicketDate, v: View) -> dict[str, Any]:
    zone = _zone(ticket, v)
    # Beside the hours where there is room, else on a line of its own.
    is_beside = bool(zone) and 34 * 0.8 * width_of(ticket.hours) + 28 * width_of(zone) + 14 < 400
    rows = [ticket.hours, *([zone] if zone and not is_beside else [])]
    return {
        **_state(ticket, v),
        "day": ticket.day,
        "month": ticket.year_month,
        "weekday": ticket.weekday,
        "has_clock": not ticket.occurrence.all_day,
        "rows": [*rows, *_terms(ticket, 3 - len(rows), v)],
        "zone_beside": zone if is_beside else "",
    }


def _terms(ticket: TicketDate, most: int, v: View) -> list[str]:
    """Where it is and what it costs: in one line where they fit, else in a line or two for the place and one for the price."""
    place, price = clean_line(_place(ticket, v)), clean_line(_price(ticket.occurrence.price, v))
    both = v.tags(place, price)
    if width_of(both) <= 14 or not price or not place:
        return list(cut(both, 14, most))
    return [*cut(place, 14, max(1, most - 1)), price][:most]


def _state(ticket: TicketDate, v: View) -> dict[str, Any]:
    word = ticket.tags[0].word if ticket.state and ticket.tags else ""
    was = ticket.occurrence.moved_from
    return {
        "state": word,
        "state_color": "#855600" if ticket.state == "tentative" else "#b13726",
        "state_width": round(27 * width_of(word)) + 28,
        "was": v.t("poster.was", day=calendar_words.month_day(was.date(), v.edition.words)) if was else "",
        "off": not ticket.occurrence.happens,
    }


def _zone(ticket: TicketDate, v: View) -> str:
    """The zone of the hours in words; whole days have none."""
    if ticket.occurrence.all_day:
        return ""
    name = str(getattr(ticket.occurrence.start.tzinfo, "key", ""))
    return v.edition.words.get(f"site.zone.{name.replace('/', '_')}") or name


def _place(ticket: TicketDate, v: View) -> str:
    venue, online = ticket.occurrence.venue, ticket.occurrence.online
    if venue:
        return v.tags(ticket.place, venue.name) if venue.name not in ticket.place else ticket.place
    return (online.platform if online else None) or ticket.place


def _price(price: Money | None, v: View) -> str:
    if price is None:
        return ""
    return v.t("free") if price.amount == 0 else v.money(price.amount, price.currency)


def _people(ticket: TicketDate, v: View) -> dict[str, Any]:
    """Up to three faces, and beside them one person's name and line, or all names; without speakers what it is about."""
    people = [v.who(person) for person in ticket.speaker_refs]
    faces = [
        Face(initial=one.initial, color=_SHADES[one.shade - 1], x=70 + 104 * index)
        for index, one in enumerate(people[:_MOST_FACES])
    ]
    x = 82 + 104 * len(faces) if faces else 70
    return {"faces": faces, "who": _beside(people, x, ticket, v), "who_x": x}


def _beside(people: Sequence[Who], x: int, ticket: TicketDate, v: View) -> list[Words]:
    room = 690 - x
    if len(people) == 1:
        says = people[0].member.headline if people[0].member else None
        lines = [Words(text=_line(people[0].name, room / 34), size=34, is_name=True)]
        return [*lines, *([Words(text=_line(says, room / 27), size=27, is_name=False)] if says else [])]
    size, text = (34, v.listing([one.name for one in people])) if people else (27, ticket.occurrence.summary)
    return [Words(text=line, size=size, is_name=bool(people)) for line in cut(clean_line(text), room / size, 2)]


@lru_cache(maxsize=256)  # the club's name, its motto, kinds and prices stand on every poster
def _line(text: str, width: float) -> str:
    """The text on one line, cut where it is too long."""
    return "".join(cut(clean_line(text), width, 1))
