"""Structured data of events: every state, rule, price and place, complete by what search engines ask."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import a_group, an_event
from huiguan.compile.span import duration
from huiguan.model.visibility import Visibility
from sites import Site, a_site
from structured_data import EVENTS, everything_in, faults_of, node_of, nodes_of

Node = dict[str, Any]
ORG = "https://schema.org"
PAGE = "https://tide.example.com/events/talk/"
ONLINE = "{platform: 腾讯会议, url: 'https://meet.example.com/x'}"
SERIES = "{freq: weekly, on: [thu], until: 2027-01-28}"


def site_with(root: Path, **fields: str | None) -> Site:
    """The site of a club with one event that takes these fields; it is online unless they say otherwise."""
    given = fields if {"venue", "mode", "online"} & fields.keys() else {"online": ONLINE, **fields}
    return a_site(root, {"events/talk.yml": an_event(**given)})


def event_of(root: Path, **fields: str | None) -> Node:
    """The event of that club, as its page tells it."""
    return node_of(site_with(root, **fields).pages["events/talk.md"], *EVENTS)


def series_of(root: Path, **fields: str | None) -> Node:
    """The same where it is a series on Thursdays."""
    return node_of(site_with(root, **{"repeat": SERIES, **fields}).pages["events/talk.md"], "EventSeries")


def test_an_event_is_told_whole(tmp_path: Path) -> None:
    """Every key that search engines know, from a file that fills in all of them."""
    event = an_event(
        kind="沙龙",
        start="2026-11-28 14:00",
        end="2026-11-28 17:30",
        mode="hybrid",
        access="members",
        venue="{name: 潮汐会客厅, address: 桥西示例巷 18 号, city: 杭州, district: 拱墅, "
        "geo: {latitude: 30.3187, longitude: 120.1372}, map_url: 'https://map.example.com/'}",
        online="{platform: 腾讯会议, url: 'https://meet.example.com/x', visibility: public}",
        speakers="[lu-zhifan, {name: 嘉宾, url: 'https://guest.example.com/'}]",
        organizer="{group: circle, person: lu-zhifan}",
        capacity="36",
        price="{amount: 128, currency: CNY, member_amount: 68.5}",
        registration="{required: true, url: 'https://form.example.com/', opens: 2026-11-10 10:00, deadline: 2026-11-26 18:00}",
    )
    page = a_site(tmp_path, {"events/talk.yml": event, "members/groups/circle.yml": a_group()}).pages["events/talk.md"]
    node = node_of(page, "SocialEvent")
    person = {"@type": "Person", "name": "陆知帆", "url": "https://tide.example.com/people/lu-zhifan/"}
    offers = node.pop("offers")
    terms = {
        "priceCurrency": "CNY",
        "availability": f"{ORG}/InStock",
        "validFrom": "2026-11-10T10:00:00+08:00",
        "validThrough": "2026-11-26T18:00:00+08:00",
        "url": "https://form.example.com/",
    }
    assert [{key: value for key, value in offer.items() if key != "name"} for offer in offers] == [
        {"@type": "Offer", "price": 128, **terms},
        {"@type": "Offer", "price": 68.5, **terms},
    ]
    assert node == {
        "@type": "SocialEvent",
        "@id": f"{PAGE}#event",
        "name": "周四夜谈",
        "url": PAGE,
        "description": "每周四晚一个主题。",
        "startDate": "2026-11-28T14:00:00+08:00",
        "endDate": "2026-11-28T17:30:00+08:00",
        "eventStatus": f"{ORG}/EventScheduled",
        "eventAttendanceMode": f"{ORG}/MixedEventAttendanceMode",
        "audience": {"@type": "Audience", "audienceType": "会员可进"},
        "maximumAttendeeCapacity": 36,
        "isAccessibleForFree": False,
        "organizer": [{"@type": "Organization", "name": "内容组", "url": "https://tide.example.com/groups/circle/"}, person],
        "location": [
            {
                "@type": "Place",
                "name": "潮汐会客厅",
                "address": {"@type": "PostalAddress", "streetAddress": "拱墅桥西示例巷 18 号", "addressLocality": "杭州"},
                "geo": {"@type": "GeoCoordinates", "latitude": 30.3187, "longitude": 120.1372},
                "hasMap": "https://map.example.com/",
            },
            {"@type": "VirtualLocation", "name": "腾讯会议", "url": "https://meet.example.com/x"},
        ],
        "performer": [person, {"@type": "Person", "name": "嘉宾", "url": "https://guest.example.com/"}],
    }
    assert [fault for part in everything_in(nodes_of(page)) for fault in faults_of(part)] == []


@pytest.mark.parametrize(
    ("fields", "status", "start", "before"),
    [
        ({}, "EventScheduled", "2026-11-26T20:00:00+08:00", None),
        ({"status": "tentative"}, "EventScheduled", "2026-11-26T20:00:00+08:00", None),
        ({"status": "cancelled"}, "EventCancelled", "2026-11-26T20:00:00+08:00", None),
        ({"status": "postponed"}, "EventPostponed", "2026-11-26T20:00:00+08:00", None),
        (
            {"status": "postponed", "postponed_from": "2026-11-24 20:00"},
            "EventRescheduled",
            "2026-11-26T20:00:00+08:00",
            "2026-11-24T20:00:00+08:00",
        ),
        (
            {"start": "2027-03-12", "end": "2027-03-14", "status": "postponed", "postponed_from": "2027-02-12"},
            "EventRescheduled",
            "2027-03-12",
            "2027-02-12",
        ),
    ],
)
def test_each_state_is_told(tmp_path: Path, fields: dict[str, str], status: str, start: str, before: str | None) -> None:
    """Cancelled and postponed events keep their date; what was moved says from when."""
    node = event_of(tmp_path, **fields)
    assert (node["eventStatus"], node["startDate"], node.get("previousStartDate")) == (f"{ORG}/{status}", start, before)
    assert faults_of({**node, "offers": [{"price": 0, "priceCurrency": "CNY", "url": PAGE}]}) == []


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("线上分享", "EducationEvent"), ("私董会", "BusinessEvent"), ("联谊酒会", "SocialEvent"), ("外部活动", "Event")],
)
def test_the_kind_gives_the_type(tmp_path: Path, kind: str, type_: str) -> None:
    """Where schema.org knows a kind of event, it is told."""
    assert event_of(tmp_path, kind=kind)["@type"] == type_


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"timezone": "America/New_York", "start": "2027-03-13 20:00"}, "2027-03-13T20:00:00-05:00", "2027-03-13T21:00:00-05:00"),
        ({"timezone": "America/New_York", "start": "2027-03-15 20:00"}, "2027-03-15T20:00:00-04:00", "2027-03-15T21:00:00-04:00"),
        ({"start": "2027-03-12", "end": "2027-03-14"}, "2027-03-12", "2027-03-14"),
        ({"start": "2027-03-12"}, "2027-03-12", "2027-03-12"),
        ({"start": "2026-12-19 19:00", "end": "2026-12-20 01:00"}, "2026-12-19T19:00:00+08:00", "2026-12-20T01:00:00+08:00"),
    ],
)
def test_times_have_their_offset(tmp_path: Path, fields: dict[str, str], start: str, end: str) -> None:
    """By daylight time and not; whole days are days, the last one included."""
    node = event_of(tmp_path, **fields)
    assert (node["startDate"], node["endDate"]) == (start, end)


@pytest.mark.parametrize(
    ("fields", "mode", "places"),
    [
        ({"mode": "online"}, "Online", [("VirtualLocation", None, PAGE)]),
        ({"online": ONLINE}, "Online", [("VirtualLocation", "腾讯会议", PAGE)]),
        (
            {"online": ONLINE.replace("}", ", visibility: public}")},
            "Online",
            [("VirtualLocation", "腾讯会议", "https://meet.example.com/x")],
        ),
        (
            {"venue": "{name: 茶馆, city: 杭州}"},
            "Offline",
            [("Place", "茶馆", {"@type": "PostalAddress", "addressLocality": "杭州"})],
        ),
        ({"venue": "{name: 茶馆}"}, "Offline", [("Place", "茶馆", {"@type": "PostalAddress", "addressLocality": "茶馆"})]),
        (
            {"venue": "{name: 茶馆, address: 杭州市西湖区西湖路 1 号, district: 西湖区}"},
            "Offline",
            [("Place", "茶馆", {"@type": "PostalAddress", "streetAddress": "杭州市西湖区西湖路 1 号"})],
        ),
        (
            {"venue": "{name: 茶馆, city: 杭州}", "mode": "hybrid", "online": ONLINE},
            "Mixed",
            [("Place", "茶馆", {"@type": "PostalAddress", "addressLocality": "杭州"}), ("VirtualLocation", "腾讯会议", PAGE)],
        ),
    ],
)
def test_each_place_has_an_address(tmp_path: Path, fields: dict[str, str], mode: str, places: list[tuple[object, ...]]) -> None:
    """The link of a meeting stands there where it is for everybody; else the page does."""
    node = event_of(tmp_path, **fields)
    assert node["eventAttendanceMode"] == f"{ORG}/{mode}EventAttendanceMode"
    assert [(place["@type"], place.get("name"), place.get("address", place.get("url"))) for place in node["location"]] == places


FREE = {"price": 0, "priceCurrency": "CNY", "url": PAGE}
THIRTY = {"price": 30, "priceCurrency": "CNY", "url": PAGE}
OPEN, SOON = {"availability": f"{ORG}/InStock"}, {"availability": f"{ORG}/PreOrder"}


@pytest.mark.parametrize(
    ("fields", "offers"),
    [
        ({}, None),
        ({"price": "{amount: 0}"}, [{**FREE, **OPEN}]),
        ({"price": "{amount: 0, member_amount: 0}"}, [{**FREE, **OPEN}]),
        ({"price": "{amount: 30, currency: TWD}"}, [{**THIRTY, **OPEN, "priceCurrency": "TWD"}]),
        ({"price": "{amount: 30}", "registration": "{opens: 2026-11-22}"}, [{**THIRTY, **SOON, "validFrom": "2026-11-22"}]),
        (
            {"price": "{amount: 30}", "registration": "{deadline: 2026-11-20 18:00}"},
            [{**THIRTY, "validThrough": "2026-11-20T18:00:00+08:00"}],
        ),
        (
            {"price": "{amount: 30}", "registration": "{deadline: 2026-11-21 18:00}"},
            [{**THIRTY, **OPEN, "validThrough": "2026-11-21T18:00:00+08:00"}],
        ),
        ({"price": "{amount: 30}", "status": "cancelled"}, [THIRTY]),
        ({"price": "{amount: 30}", "start": "2026-11-19 20:00"}, [THIRTY]),
    ],
)
def test_offers_say_what_can_still_be_had(tmp_path: Path, fields: dict[str, str], offers: list[Node] | None) -> None:
    """Free is a price; what is closed, over or called off is not said to be had, nor to be sold out."""
    found = event_of(tmp_path, **fields).get("offers")
    assert found == (offers and [{"@type": "Offer", **offer} for offer in offers])


def test_those_on_the_agenda_stand_for_speakers(tmp_path: Path) -> None:
    """Where nobody is named above all others."""
    node = event_of(tmp_path, agenda="[{at: 20:00, title: 开场, speakers: [lu-zhifan]}, {at: 20:30, title: 问答}]")
    assert [person["name"] for person in node["performer"]] == ["陆知帆"]


def test_without_an_organizer_it_is_the_club(tmp_path: Path) -> None:
    """Somebody always invites."""
    assert [one["@id"] for one in event_of(tmp_path)["organizer"]] == ["https://tide.example.com/#club"]


@pytest.mark.parametrize("fields", [{"date_precision": "month", "start": "2027-08-01"}, {"online": None}])
def test_what_would_be_refused_is_not_told(tmp_path: Path, fields: dict[str, str | None]) -> None:
    """An event whose day or place is not known has its way from the home alone."""
    page = site_with(tmp_path, **fields).pages["events/talk.md"]
    assert [node["@type"] for node in nodes_of(page)] == ["BreadcrumbList"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"repeatFrequency": "P1W", "byDay": [f"{ORG}/Thursday"], "endDate": "2027-01-28"}),
        ({"repeat": "{freq: weekly, interval: 2, on: [tue, thu], count: 6}"},
         {"repeatFrequency": "P2W", "byDay": [f"{ORG}/Tuesday", f"{ORG}/Thursday"], "repeatCount": 6}),
        ({"repeat": "{freq: monthly, on: [thu], nth: last}"}, {"repeatFrequency": "P1M", "byDay": ["-1TH"]}),
        ({"repeat": "{freq: monthly, by_month_day: 26}"}, {"repeatFrequency": "P1M", "byMonthDay": 26}),
        ({"repeat": "{freq: yearly}"}, {"repeatFrequency": "P1Y", "byMonthDay": 26, "byMonth": 11}),
        ({"repeat": "{freq: daily, interval: 3}"}, {"repeatFrequency": "P3D"}),
    ],
)  # fmt: skip
def test_a_rule_is_told_as_a_schedule(tmp_path: Path, fields: dict[str, str], expected: Node) -> None:
    """Every rule that an organiser can write, with its wall times and their zone."""
    always = {"@type": "Schedule", "startDate": "2026-11-26", "startTime": "20:00:00", "endTime": "21:30:00"}
    always |= {"scheduleTimezone": "Asia/Shanghai", "duration": "PT1H30M"}
    assert series_of(tmp_path, duration="90m", **fields)["eventSchedule"] == {**always, **expected}


def test_whole_days_have_no_clock(tmp_path: Path) -> None:
    """A series of whole days says how many, and no time."""
    schedule = series_of(tmp_path, start="2026-11-26", end="2026-11-27", repeat="{freq: yearly}")["eventSchedule"]
    assert schedule["duration"] == "P2D"
    assert not schedule.keys() & {"startTime", "endTime", "scheduleTimezone"}


def test_a_series_names_its_next_dates(tmp_path: Path) -> None:
    """Each with its own state; the days of the rule that are off are excepted; what is over is not listed."""
    occurrences = (
        "{2026-11-26: {title: 三件事, speakers: [lu-zhifan]}, 2026-12-03: {cancel: true}, "
        "2026-12-10: {move_to: 2026-12-11 19:30}, 2026-12-24: {venue: {name: 茶馆, city: 杭州, address: 别处 1 号}}}"
    )
    series = series_of(
        tmp_path,
        start="2026-11-12 20:00",
        repeat="{freq: weekly, on: [thu], until: 2027-02-25, skip: [2026-12-31]}",
        occurrences=occurrences,
        extra="[{start: 2026-12-12 14:00, title: 加场, kind: 问答直播}]",
    )
    assert series["eventSchedule"]["exceptDate"] == ["2026-12-03", "2026-12-10", "2026-12-31"]
    assert (series["startDate"], series["endDate"]) == ("2026-11-12T20:00:00+08:00", "2027-02-25")
    told = [
        (part["url"].partition("#")[2], part["name"], part["startDate"][:16], part["eventStatus"].rpartition("/")[2])
        for part in series["subEvent"]
    ]
    assert told == [
        ("d-2026-11-26", "三件事", "2026-11-26T20:00", "EventScheduled"),
        ("d-2026-12-03", "周四夜谈", "2026-12-03T20:00", "EventCancelled"),
        ("d-2026-12-10", "周四夜谈", "2026-12-11T19:30", "EventRescheduled"),
        ("d-2026-12-12", "加场", "2026-12-12T14:00", "EventScheduled"),
        ("d-2026-12-17", "周四夜谈", "2026-12-17T20:00", "EventScheduled"),
        ("d-2026-12-24", "周四夜谈", "2026-12-24T20:00", "EventScheduled"),
    ]
    assert {json.dumps(part["superEvent"]) for part in series["subEvent"]} == {json.dumps({"@id": series["@id"]})}
    assert series["subEvent"][2]["previousStartDate"] == "2026-12-10T20:00:00+08:00"
    elsewhere = series["subEvent"][5]["location"][0]
    assert (elsewhere["name"], elsewhere["address"]["addressLocality"]) == ("杭州", "杭州")
    assert "streetAddress" not in elsewhere["address"]


def test_every_date_of_a_series_is_complete(tmp_path: Path) -> None:
    """What search engines ask of an event they ask of each of its dates."""
    series = series_of(tmp_path, price="{amount: 0}")
    assert [fault for part in everything_in(series) for fault in faults_of(part)] == []
    assert len(series["subEvent"]) == 6


def test_added_dates_make_a_series_without_a_rule(tmp_path: Path) -> None:
    """A single event with another date is told as two."""
    page = site_with(tmp_path, extra="[{start: 2026-12-12 14:00}]").pages["events/talk.md"]
    series = node_of(page, "EventSeries")
    assert [part["startDate"][:10] for part in series["subEvent"]] == ["2026-11-26", "2026-12-12"]
    assert "eventSchedule" not in series


def test_an_added_date_that_is_off_says_so(tmp_path: Path) -> None:
    """Cancelled or moved as any other date, and the rule of the series knows nothing of it."""
    changes = "{2026-11-28: {cancel: true}, 2026-11-29: {move_to: 2026-11-30 14:00}}"
    extra = "[{start: 2026-11-28 14:00}, {start: 2026-11-29 14:00}]"
    series = series_of(tmp_path, extra=extra, occurrences=changes)
    told = {part["startDate"][:10]: (part["eventStatus"], part.get("previousStartDate")) for part in series["subEvent"]}
    assert told["2026-11-28"] == (f"{ORG}/EventCancelled", None)
    assert told["2026-11-30"] == (f"{ORG}/EventRescheduled", "2026-11-29T14:00:00+08:00")
    assert "exceptDate" not in series["eventSchedule"]


def test_a_series_that_is_over_keeps_its_rule(tmp_path: Path) -> None:
    """It names no date, and says nothing of what can be had."""
    series = series_of(tmp_path, start="2026-09-03 20:00", repeat="{freq: weekly, until: 2026-10-29}", price="{amount: 0}")
    assert "subEvent" not in series
    assert [offer.get("availability") for offer in series["offers"]] == [None]


def test_the_link_of_a_meeting_is_in_no_public_page(tmp_path: Path) -> None:
    """What is for members is not in structured data, for a series and each of its dates; other editions have none at all."""
    assert "meet.example.com" not in json.dumps(series_of(tmp_path))
    files = {"events/talk.yml": an_event(online=ONLINE, repeat=SERIES)}
    assert "json_ld" not in a_site(tmp_path, files, edition=Visibility.MEMBERS).pages["events/talk.md"].meta


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(60, "PT1H"), (90, "PT1H30M"), (20, "PT20M"), (1440, "P1D"), (4320, "P3D"), (1500, "P1DT1H")],
)
def test_spans_are_told_in_iso_8601(minutes: int, text: str) -> None:
    """Days, hours and minutes, without what is nought."""
    assert duration(timedelta(minutes=minutes)) == text
