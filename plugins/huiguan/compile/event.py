"""Pages of events and series."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from huiguan.compile import calendar_words
from huiguan.compile.dates import Dates, TicketDate
from huiguan.compile.event_rows import rows_of_event, undated
from huiguan.compile.feeds_page import date_file, date_path, feed_links, webcal
from huiguan.compile.json_ld import event_json_ld
from huiguan.compile.output import File, Heading, Page
from huiguan.compile.poster import compile_posters, poster_path, qr_squares, with_own_poster
from huiguan.compile.press import Press
from huiguan.compile.related import Row, related_rows, rows_of
from huiguan.compile.share import shared_words
from huiguan.compile.view import View
from huiguan.model.event import Event, EventStatus
from huiguan.model.repeat import Frequency, Repeat

MOST_DATES = 6  # of a series stand open; the others are one tap away


def compile_event(event: Event, press: Press, dates: Dates) -> Iterator[Page | File]:
    """The page of an event or series, its posters, and the next date of a series as a file to add once."""
    shown = dates.shown_of(event) or dates.long_past(event)
    yield _page(event, shown, press, dates)
    if _is_long_over(shown, dates):
        return
    yield from compile_posters(shown, _open_dates(event, dates), press)
    if shown and shown.mark and shown.occurrence.happens:
        yield date_file(shown, dates)


def _page(event: Event, shown: TicketDate | None, press: Press, dates: Dates) -> Page:
    path = press.addresses.source(*event.key)
    v = press.view(path)
    tickets = dates.of(event)
    is_many = len(tickets) > 1
    ahead = [ticket for ticket in tickets if not ticket.is_past]
    calendars = dates.calendars
    series, kind = calendars.path("series", event.id), calendars.path("kind", event.kind)
    outputs, related = _outputs(event, v), related_rows(event, v)
    agenda = shown.occurrence.agenda if shown else event.agenda
    values: dict[str, Any] = {
        "rule": _rule(event.repeat, v) if event.repeat else "",
        "next": shown,
        "off": _is_off(event, shown),
        "news": _news(event, shown, v),
        "zone": event.timezone or press.club.settings.timezone,
        "rows": rows_of_event(event, shown, v),
        **_ways(event, shown, dates, v),
        "is_series": is_many,
        "qr": qr_code(v.absolute(event), v.t("event.qr")) if shown and not _is_long_over(shown, dates) else "",
        "agenda": agenda,
        "dates": ahead[:MOST_DATES] if is_many else [],
        "later": ahead[MOST_DATES:] if is_many else [],
        "past": [ticket for ticket in reversed(tickets) if ticket.is_past] if is_many else [],
        "outputs": outputs,
        "related": [row for row in related if row not in outputs],
        "share": _share(event, shown, v),
    }
    return press.page(
        "event.html",
        path,
        title=event.title,
        description=event.summary,
        contents=_contents(v, event, values),
        record=event,
        changed=event.updated or event.created,
        meta={
            "og_type": "article",
            "parts": "events",
            "alternates": feed_links(v, calendars.path("event", event.id), series, kind),
        },
        json_ld=event_json_ld(event, tickets, shown, v),
        **values,
    )


def _is_off(event: Event, shown: TicketDate | None) -> bool:
    """Whether nobody should come: called off, or put off without a new day."""
    if event.status is EventStatus.CANCELLED or shown is None:
        return event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    return not shown.occurrence.happens


def _news(event: Event, shown: TicketDate | None, v: View) -> list[str]:
    """What is no longer as it was announced: what became of it, then when it was to be and why, as far as they are known."""
    reason = shown.occurrence.reason if shown else event.reason
    if _is_off(event, shown):
        state = shown.occurrence.status if shown else event.status
        return [v.t(f"event.{state}"), *([reason] if reason else [])]
    was = shown.occurrence.moved_from if shown else None
    if shown is None or shown.is_past or was is None:
        return []
    day = calendar_words.month_day(was.date(), v.edition.words)
    then = v.t("poster.was", day=day if shown.occurrence.all_day else f"{day} {was:%H:%M}")
    return [v.t("event.state.moved"), then, *([reason] if reason else [])]


def _is_long_over(shown: TicketDate | None, dates: Dates) -> bool:
    """Whether it was so long ago that no list has it: nobody hands on its poster, and thousands of them would take their time."""
    return shown is not None and not dates.of(shown.event)


def _open_dates(event: Event, dates: Dates) -> list[TicketDate]:
    """The dates of a series that stand open on its page."""
    tickets = dates.of(event)
    return [ticket for ticket in tickets if not ticket.is_past][:MOST_DATES] if len(tickets) > 1 else []


def _ways(event: Event, shown: TicketDate | None, dates: Dates, v: View) -> dict[str, Any]:
    """The files and addresses by which a visitor takes the event along."""
    calendars, press = dates.calendars, dates.press
    own, is_one_of_many = calendars.path("event", event.id), bool(shown and shown.mark and shown.occurrence.happens)
    once = date_path(shown, dates) if shown and is_one_of_many else own
    kind = v.label("event_kinds", event.kind)
    feeds = (
        (v.t("hub.series", title=event.title), calendars.path("series", event.id)),
        (v.t("hub.kind", kind=kind), calendars.path("kind", event.kind)),
        (v.t("hub.all"), f"{calendars.folder}/all.ics"),
    )
    own_posters = with_own_poster(_open_dates(event, dates))
    return {
        "ics": v.way(once) if once else "",
        "series_file": v.way(own) if own and is_one_of_many else "",
        "feeds": [(words, webcal(press.addresses.absolute(path))) for words, path in feeds if path] if own else [],
        "guide": v.way("subscribe.md") if press.has_page("subscribe.md") else "",
        "poster": v.way(poster_path(shown, press, is_own=False)) if shown and not _is_long_over(shown, dates) else "",
        "posters": {anchor: v.way(poster_path(ticket, press, is_own=True)) for anchor, ticket in own_posters.items()},
    }


def _contents(v: View, event: Event, values: Mapping[str, Any]) -> tuple[Heading, ...]:
    own = (
        ("about", True),
        ("agenda", bool(values["agenda"])),
        ("prepare", bool(event.prepare)),
        ("dates", bool(values["dates"])),
        ("past", bool(values["past"])),
        ("outputs", bool(values["outputs"])),
    )
    return tuple(Heading(level=2, id=name, text=v.t(f"event.{name}")) for name, shown in own if shown)


def _outputs(event: Event, v: View) -> list[Row]:
    rows = [row for related in event.outputs.values() for row in rows_of(related, v)]
    return list(dict.fromkeys(rows))


def _rule(repeat: Repeat, v: View) -> str:
    """The rule of a series in words."""
    days = v.listing([v.edition.words(f"weekday.{day}") for day in repeat.on])
    if repeat.freq is Frequency.WEEKLY and repeat.interval == 1 and days:
        return v.t("rule.each_weekly_on", days=days)
    every = v.t(f"rule.{repeat.freq}", count=repeat.interval) if repeat.interval > 1 else v.t(f"rule.each_{repeat.freq}")
    nth = v.t(f"rule.nth_{repeat.nth}") if repeat.nth else ""
    month_day = v.t("rule.month_day", day=repeat.by_month_day) if repeat.by_month_day else ""
    return f"{every}{nth}{days}{month_day}"


def qr_code(url: str, label: str) -> Markup:
    """A QR code of an address as SVG, dark on white, that any phone reads."""
    size, path = qr_squares(url)
    box = f"-2 -2 {size + 4} {size + 4}"
    svg = Markup('<svg role="img" aria-label="{}" shape-rendering="crispEdges" viewBox="{}"><path d="{}" fill="#000"/></svg>')
    return svg.format(label, box, path)


def _share(event: Event, shown: TicketDate | None, v: View) -> str:
    if shown is None:
        return shared_words(event.title, undated(event, v), "", v.absolute(event), v.edition)
    day = shown.occurrence.start.date()
    when = f"{calendar_words.month_day(day, v.edition.words)} {shown.weekday} {shown.hours_there}"
    title = f"【{event.title}】{shown.title}" if shown.title != event.title else event.title
    return shared_words(title, v.tags(when, shown.place), shown.speakers, v.absolute(event), v.edition)
