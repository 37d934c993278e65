"""The dates of all events as tickets: which there are, in which order, and what stands on each."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import a_group, an_event
from huiguan.compile.dates import Dates, TicketDate
from sites import Site, a_site

PLACE = "{name: 茶空间, city: 杭州, district: 西湖区}"


def dates_of(root: Path, **events: dict[str, str]) -> Dates:
    """The dates of these events, by their ids."""
    files = {f"events/{name.replace('_', '-')}.yml": an_event(**fields) for name, fields in events.items()}
    return a_site(root, files).compilation.blocks.dates


def told(tickets: Sequence[TicketDate]) -> list[tuple[str, str]]:
    """Event and day of each ticket."""
    return [(ticket.event.id, ticket.datetime[:10]) for ticket in tickets]


def test_dates_in_order(tmp_path: Path) -> None:
    """By start, then by id; a year back and thirteen months ahead, the day of the build being ahead until it is over.

    Of what begins later the first date, since the feeds have it too.
    """
    dates = dates_of(
        tmp_path,
        b={"start": "2026-11-26 20:00"},
        a={"start": "2026-11-26 20:00"},
        early={"start": "2026-11-26 09:00"},
        today={"start": "2026-11-21 06:00"},
        last_night={"start": "2026-11-20 23:00", "end": "2026-11-21 00:00"},
        over_night={"start": "2026-11-20 23:00", "end": "2026-11-21 01:00"},
        too_old={"start": "2025-11-01 20:00"},
        far={"start": "2028-01-01 20:00"},
        far_series={"start": "2028-01-02 20:00", "repeat": "{freq: weekly}"},
        some_day={"start": "2026-12-01", "date_precision": "month"},
    )
    assert told(dates.ahead()) == [
        ("over-night", "2026-11-20"),
        ("today", "2026-11-21"),
        ("early", "2026-11-26"),
        ("a", "2026-11-26"),
        ("b", "2026-11-26"),
        ("far", "2028-01-01"),
        ("far-series", "2028-01-02"),
    ]
    assert told(dates.past()) == [("last-night", "2026-11-20")]
    assert told(dates.all) == [*reversed(told(dates.past())), *told(dates.ahead())]


LATER = [("c", "2026-12-10"), ("e", "2026-12-24")]


def test_whose_dates(tmp_path: Path) -> None:
    """An event's own; a member's where they speak (on the agenda too) or host; a group's where it invites or is invited."""
    files = {
        "members/groups/g.yml": a_group(),
        "events/a.yml": an_event(speakers="[lu-zhifan]", groups="[g]"),
        "events/b.yml": an_event(moderator="lu-zhifan", organizer="{group: g}"),
        "events/c.yml": an_event(
            start="2026-12-03 20:00", repeat="{freq: weekly, count: 2}", occurrences="{2026-12-10: {speakers: [lu-zhifan]}}"
        ),
        "events/d.yml": an_event(speakers="[{name: 嘉宾}]"),
        "events/e.yml": an_event(start="2026-12-24 20:00", agenda='[{at: "20:00", title: 复盘, speakers: [lu-zhifan]}]'),
    }
    dates = a_site(tmp_path, files).compilation.blocks.dates
    (event, *_) = [event for event in a_site(tmp_path, files).compilation.press.club.events if event.id == "c"]
    assert told(dates.of(event)) == [("c", "2026-12-03"), ("c", "2026-12-10")]
    assert told(dates.with_person("lu-zhifan")) == [("a", "2026-11-26"), ("b", "2026-11-26"), *LATER]
    assert told(dates.for_group("g")) == [("a", "2026-11-26"), ("b", "2026-11-26")]
    assert dates.with_person("nobody") == dates.for_group("nobody") == []


TICKETS: list[tuple[dict[str, str], dict[str, object]]] = [
    ({}, {"hours": "20:00–21:00", "when": "20:00–21:00（北京时间），1 小时", "day": "26", "weekday": "周四", "month": "11 月"}),
    ({"duration": "90m"}, {"hours": "20:00–21:30", "when": "20:00–21:30（北京时间），90 分钟"}),
    ({"end": "2026-11-27 01:30"}, {"hours": "20:00 – 11-27 01:30"}),
    ({"start": "2026-11-26"}, {"hours": "全天", "when": "全天", "instant": ""}),
    ({"start": "2026-11-26", "end": "2026-11-28"}, {"hours": "全天，到 11 月 28 日"}),
    ({"timezone": "Asia/Tokyo"}, {"when": "20:00–21:00（东京时间），1 小时"}),
    ({"timezone": "Africa/Cairo"}, {"when": "20:00–21:00（Africa/Cairo），1 小时"}),
    ({"mode": "online", "online": "{platform: 腾讯会议}"}, {"place": "线上", "online": True}),
    ({"mode": "onsite", "venue": PLACE}, {"place": "杭州 · 西湖区", "online": False}),
    ({"mode": "onsite", "venue": "{name: 茶空间}"}, {"place": "茶空间", "online": False}),
    ({"mode": "hybrid", "venue": PLACE, "online": "{platform: x}"}, {"place": "杭州 · 西湖区，也可线上", "online": False}),
    ({"status": "cancelled", "reason": "雨"}, {"state": "cancelled", "word": "已取消"}),
    ({"status": "tentative"}, {"state": "tentative", "word": "待定"}),
    ({"status": "postponed", "reason": "雨"}, {"state": "cancelled", "word": "延期"}),
    ({"access": "members"}, {"state": "", "word": "会员"}),
    ({"access": "public"}, {"state": "", "word": "公开"}),
    ({"speakers": "[lu-zhifan, {name: 嘉宾}]"}, {"speakers": "陆知帆、嘉宾"}),
]


@pytest.fixture(scope="module")
def each(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = {f"events/e{index}.yml": an_event(**fields) for index, (fields, _) in enumerate(TICKETS)}
    return a_site(tmp_path_factory.mktemp("club"), files)


@pytest.mark.parametrize("index", range(len(TICKETS)))
def test_what_stands_on_a_ticket(each: Site, index: int) -> None:
    """Hours, zone, place, state and who speaks, in words."""
    (ticket,) = [found for found in each.compilation.blocks.dates.all if found.event.id == f"e{index}"]
    wanted = dict(TICKETS[index][1])
    word = wanted.pop("word", None)
    assert {name: getattr(ticket, name) for name in wanted} == wanted
    assert word is None or [tag.word for tag in ticket.tags] == [word]


def test_an_event_on_site_without_a_place_is_not_online(tmp_path: Path) -> None:
    """Where the place is still to come, nobody is told to stay at home."""
    (ticket,) = dates_of(tmp_path, salon={"kind": "沙龙", "mode": "onsite", "status": "tentative"}).all
    assert (ticket.place, ticket.online) == ("", False)
    assert "mode:onsite" in ticket.facets.split()


def test_a_moved_date_shows_both_days(tmp_path: Path) -> None:
    """The old day struck, the new one large; the anchor stays that of the day that was announced."""
    dates = dates_of(
        tmp_path, e={"repeat": "{freq: weekly, count: 2}", "occurrences": "{2026-12-03: {move_to: 2026-12-05 14:00}}"}
    )
    moved = dates.all[1]
    assert (moved.state, moved.moved_from, moved.day, moved.anchor, moved.weekday) == (
        "moved",
        "12.3",
        "5",
        "d-2026-12-03",
        "周六",
    )


def test_an_extra_on_a_day_of_the_rule_has_a_place_of_its_own(tmp_path: Path) -> None:
    """Two dates of one day do not share an anchor, a poster or a link."""
    fields = {
        "repeat": "{freq: weekly, count: 2}",
        "occurrences": "{2026-12-03: {title: 夜场}}",
        "extra": "[{start: 2026-12-03 14:00, title: 午场}]",
    }
    site = a_site(tmp_path, {"events/e.yml": an_event(**fields)})
    dates = site.compilation.blocks.dates
    assert [(ticket.anchor, ticket.title) for ticket in dates.all][1:] == [
        ("d-2026-12-03-extra", "午场"),
        ("d-2026-12-03", "夜场"),
    ]
    assert site.dead_links() == []


def test_a_city_of_two_words_is_one_facet(tmp_path: Path) -> None:
    """The facets of a ticket are words, so that the city is joined."""
    (ticket,) = dates_of(tmp_path, e={"venue": "{name: x, city: New York}", "mode": "onsite"}).all
    assert "city:New-York" in ticket.facets.split()


def test_an_extra_date_is_shown_as_it_is_now(tmp_path: Path) -> None:
    """Cancelled it says so, moved it stands where it went and tells where it was; its place on the page stays its own."""
    dates = dates_of(
        tmp_path,
        talk={
            "repeat": "{freq: weekly, count: 2}",
            "extra": "[{start: 2026-11-28 14:00}, {start: 2026-11-29 14:00}]",
            "occurrences": "{2026-11-28: {cancel: true}, 2026-11-29: {move_to: 2026-12-05 15:00}}",
        },
    )
    shown = [(ticket.anchor, ticket.datetime[:16], ticket.state, ticket.moved_from, ticket.mark) for ticket in dates.all]
    assert shown == [
        ("d-2026-11-26", "2026-11-26T20:00", "", "", ".20261126"),
        ("d-2026-11-28", "2026-11-28T14:00", "cancelled", "", "+20261128"),
        ("d-2026-12-03", "2026-12-03T20:00", "", "", ".20261203"),
        ("d-2026-11-29", "2026-12-05T15:00", "moved", "11.29", "+20261129"),
    ]


def test_hours_of_another_zone_say_whose_they_are(tmp_path: Path) -> None:
    """A ticket names the zone where the club's clocks show another time: eight in New York is not eight in Beijing."""
    dates = dates_of(
        tmp_path,
        home={"start": "2026-11-26 20:00"},
        taipei={"start": "2026-11-27 20:00", "timezone": "Asia/Taipei"},
        far={"start": "2026-11-28 20:00", "timezone": "America/New_York"},
        whole_day={"start": "2026-11-29", "timezone": "America/New_York"},
    )
    assert [ticket.hours_there for ticket in dates.all] == ["20:00–21:00", "20:00–21:00", "20:00–21:00 纽约时间", "全天"]


def test_dates_of_other_zones_stand_under_the_day_on_their_ticket(tmp_path: Path) -> None:
    """A talk on Monday night in New York is Tuesday morning at home: it stands under Monday, before all of Tuesday."""
    dates = dates_of(
        tmp_path,
        home={"start": "2026-12-01 08:00"},
        far={"start": "2026-11-30 20:00", "timezone": "America/New_York"},
    )
    assert told(dates.all) == [("far", "2026-11-30"), ("home", "2026-12-01")]
