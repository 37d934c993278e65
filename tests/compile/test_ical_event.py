"""Events as entries: what stands in each property, for each state that an event can be in."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from huiguan.compile.address import Addresses
from huiguan.compile.ical import compile_calendars
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.member import Member
from huiguan.model.record import Origin, Record
from huiguan.model.vocabulary import Term, Vocabularies, Vocabulary
from huiguan.problem import Places

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = {
    "online_talk": Term(id="online_talk", label={"zh-Hans": "线上分享", "en": "Online talk"}),
    "salon": Term(id="salon", label={"zh-Hans": "沙龙, 线下", "en": "Salon"}),
}


def an_event(**fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """A valid evening event that takes the difference."""
    given = {"id": "talk", "title": "夜谈", "kind": "online_talk", "summary": "一个主题。", "start": "2026-11-26 20:00"}
    return Event.model_validate({**given, **fields})


def a_member(member_id: str, name: str) -> Member:
    """A member by name alone."""
    return Member.model_validate({"id": member_id, "name": name, "persona": "founder", "tier": "regular"})


def entries(*records: Record, language: str = "zh-Hans", **context: Any) -> list[icalendar.Event]:  # noqa: ANN401
    """The entries of the first event's own file, as icalendar reads them."""
    settings = ClubSettings.model_validate(
        {"huiguan": "1", "name": "潮汐俱乐部", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
    )
    vocabularies = Vocabularies(of={"event_kinds": Vocabulary.of("event_kinds", KINDS)})
    club = Club.of(settings, vocabularies, list(records))
    build = BuildContext(today=date(2026, 11, 21), epoch=EPOCH, language=language, **context)
    files = dict(compile_calendars(club, build, address=Addresses(settings.url)))
    found: list[Any] = icalendar.Calendar.from_ical(files[f"calendar/event/{records[0].id}.ics"]).walk("VEVENT")
    return found


def line(entry: icalendar.Event, name: str) -> str:
    """One property as its unfolded line."""
    return next(str(found) for found in entry.content_lines(sorted=False) if found.startswith(name))


def test_a_timed_event() -> None:
    """Wall time with the zone's name, the kind in words, the page in URL and in the text's last line."""
    (entry,) = entries(an_event(duration="90m"))
    assert entry["UID"] == "talk@tide.example.com"
    assert line(entry, "DTSTART") == "DTSTART;TZID=Asia/Shanghai:20261126T200000"
    assert line(entry, "DTEND") == "DTEND;TZID=Asia/Shanghai:20261126T213000"
    assert line(entry, "CATEGORIES") == "CATEGORIES:线上分享"
    assert line(entry, "ORGANIZER") == "ORGANIZER;CN=潮汐俱乐部:https://tide.example.com/"
    assert (entry["STATUS"], entry["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    assert entry["URL"] == "https://tide.example.com/events/talk/"
    assert entry["DESCRIPTION"] == "一个主题。\n\nhttps://tide.example.com/events/talk/"
    assert not {"ATTENDEE", "RDATE", "METHOD"} & set(entry)
    assert not entry.subcomponents


def test_whole_days_end_after_the_last() -> None:
    """Authors write the last day included; the entry's end is exclusive and leaves the days free."""
    (entry,) = entries(an_event(start="2027-03-12", end="2027-03-14"))
    assert line(entry, "DTSTART") == "DTSTART;VALUE=DATE:20270312"
    assert line(entry, "DTEND") == "DTEND;VALUE=DATE:20270315"
    assert entry["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize("duration", ["1d", "24h", "90m"])
def test_a_day_is_never_shorter_than_a_day(duration: str) -> None:
    """A whole day with a length of less than one is one day."""
    (entry,) = entries(an_event(start="2027-03-12", duration=duration))
    assert line(entry, "DTEND") == "DTEND;VALUE=DATE:20270313"


@pytest.mark.parametrize("zone", ["Etc/UTC", "Etc/GMT"])
def test_utc_needs_no_zone(zone: str) -> None:
    """A time in UTC ends in Z."""
    (entry,) = entries(an_event(timezone=zone))
    assert line(entry, "DTSTART") == "DTSTART:20261126T200000Z"


@pytest.mark.parametrize(
    ("fields", "status", "title", "transparency"),
    [
        ({"status": "cancelled", "reason": "场地停电"}, "CANCELLED", "【已取消】夜谈", "TRANSPARENT"),
        ({"status": "postponed"}, "TENTATIVE", "【已延期】夜谈", "TRANSPARENT"),
        ({"status": "postponed", "postponed_from": "2026-11-19 20:00"}, "CONFIRMED", "夜谈", "OPAQUE"),
        ({"status": "tentative"}, "TENTATIVE", "夜谈", "OPAQUE"),
    ],
)
def test_what_became_of_an_event(fields: dict[str, str], status: str, title: str, transparency: str) -> None:
    """Cancelled and postponed stand in the title too, since some phones show nothing else."""
    (entry,) = entries(an_event(**fields))
    assert (entry["STATUS"], entry["SUMMARY"], entry["TRANSP"]) == (status, title, transparency)


def test_a_cancelled_event_says_why() -> None:
    """The reason comes first, and nothing invites people to come."""
    event = an_event(status="cancelled", reason="场地停电", registration={"url": "https://form.example.com/"})
    (entry,) = entries(event)
    assert entry["DESCRIPTION"] == "已取消。\n原因：场地停电\n\n一个主题。\n\nhttps://tide.example.com/events/talk/"


def test_a_new_time_names_the_old_one() -> None:
    """A postponed event with a new time says what it was."""
    (entry,) = entries(an_event(status="postponed", postponed_from="2026-11-19 19:00"))
    assert entry["DESCRIPTION"].startswith("时间有变：原定 2026-11-19 19:00，改到 2026-11-26 20:00。\n\n一个主题。")


def test_times_in_the_text_name_a_zone_that_is_not_the_clubs() -> None:
    """A phone at home shows Tuesday morning above them: "Monday, 20:00" alone would be another time."""
    event = an_event(
        timezone="America/New_York",
        status="postponed",
        postponed_from="2026-11-19 19:00",
        registration={"deadline": "2026-11-25 18:00"},
    )
    (entry,) = entries(event)
    assert entry["DESCRIPTION"].startswith("时间有变：原定 2026-11-19 19:00 纽约时间，改到 2026-11-26 20:00 纽约时间。\n")
    assert "报名截止：2026-11-25 18:00 纽约时间\n" in entry["DESCRIPTION"]


@pytest.mark.parametrize("precision", ["month", "quarter", "year"])
def test_a_vague_date_has_no_entry(precision: str) -> None:
    """An event in some week of August stands in no calendar."""
    with pytest.raises(KeyError):
        entries(an_event(date_precision=precision))


def test_a_draft_has_no_entry() -> None:
    """What is not ready is not announced."""
    with pytest.raises(KeyError):
        entries(an_event(status="draft"))


VENUE = {
    "name": '湖滨"茶"空间; 二楼',
    "city": "杭州",
    "address": "湖滨路 1 号",
    "geo": {"latitude": "30.2500001", "longitude": "120.13"},
    "transport": "地铁 1 号线",
}


def test_a_place_is_found_on_a_map() -> None:
    """LOCATION has name and address, GEO plain decimals, and Apple's title is LOCATION's first line."""
    (entry,) = entries(an_event(mode="onsite", venue=VENUE, kind="salon"))
    assert entry["LOCATION"] == '湖滨"茶"空间; 二楼\n杭州湖滨路 1 号'
    assert line(entry, "GEO") == "GEO:30.25;120.13"
    apple = entry["X-APPLE-STRUCTURED-LOCATION"]
    assert str(apple) == "geo:30.250000,120.130000"
    assert dict(apple.params) == {
        "VALUE": "URI",
        "X-ADDRESS": "湖滨路 1 号",
        "X-APPLE-RADIUS": "70",
        "X-TITLE": "湖滨'茶'空间; 二楼",
    }
    assert '地点：湖滨"茶"空间; 二楼 杭州湖滨路 1 号\n怎么去：地铁 1 号线' in entry["DESCRIPTION"]
    assert line(entry, "CATEGORIES") == "CATEGORIES:沙龙\\, 线下"


def test_near_the_equator_numbers_stay_decimal() -> None:
    """No reader knows `1e-05`."""
    venue = {"name": "赤道", "geo": {"latitude": "0.00001", "longitude": "-0.00002"}}
    event = an_event(mode="onsite", venue=venue)
    assert b"GEO:0.000010;-0.000020\r\n" in _file(event)


def test_the_way_in_stands_only_where_it_is_known() -> None:
    """CONFERENCE and the link in the text appear with the address, which the gate has taken out of lower editions."""
    online = {"platform": "腾讯会议", "url": "https://meeting.example.com/x?a=1,2"}
    (members,) = entries(an_event(mode="online", online=online))
    (public,) = entries(an_event(mode="online", online={"platform": "腾讯会议"}))
    conference = members["CONFERENCE"]
    assert str(conference) == "https://meeting.example.com/x?a=1,2"
    assert dict(conference.params) == {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": "腾讯会议"}
    assert "meeting.example.com" not in str(public)
    assert public["LOCATION"] == members["LOCATION"] == "腾讯会议"


def test_who_speaks_and_how_to_come() -> None:
    """Everything a guest needs stands in the text, in the order in which it is needed."""
    event = an_event(
        speakers=["lu", {"name": "外来的人"}, {}, "gone"],
        moderator="ji",
        agenda=[{"at": "20:00", "title": "分享", "speakers": ["lu"]}, {"at": "20:40", "title": "问答"}],
        prepare=["电脑", "三张表"],
        access="members",
        capacity="36",
        price={"amount": "128", "currency": "CNY"},
        registration={"url": "https://form.example.com/", "deadline": "2026-11-25 18:00"},
    )
    (entry,) = entries(event, a_member("lu", "陆知帆"), a_member("ji", "季晚"))
    assert entry["DESCRIPTION"].split("\n") == [
        "一个主题。",
        "",
        "讲者：陆知帆、外来的人、一位会员、一位会员",
        "主持：季晚",
        "",
        "流程：",
        "20:00 分享（陆知帆）",
        "20:40 问答",
        "",
        "请准备：电脑、三张表",
        "参加：仅限会员",
        "报名：https://form.example.com/",
        "报名截止：2026-11-25 18:00",
        "名额：36 人",
        "费用：128 元",
        "",
        "https://tide.example.com/events/talk/",
    ]


def test_english_words() -> None:
    """The words follow the language of the build."""
    event = an_event(status="cancelled", price={"amount": "0", "currency": "CNY"})
    (entry,) = entries(event, language="en")
    assert (entry["SUMMARY"], line(entry, "CATEGORIES")) == ("[Cancelled] 夜谈", "CATEGORIES:Online talk")


@pytest.mark.parametrize(
    ("updated", "changed", "modified", "sequence"),
    [
        (None, None, "20260101T000000Z", 3156480),
        ("2026-11-20", None, "20261119T160000Z", 3621120),
        ("2026-11-20", datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC), "20261120T010203Z", 3621662),
        ("2026-11-20", datetime(2026, 11, 1, tzinfo=UTC), "20261119T160000Z", 3621120),
        (None, datetime(2019, 1, 1, tzinfo=UTC), "20190101T000000Z", 0),
    ],
)
def test_when_an_event_last_changed(updated: str | None, changed: datetime | None, modified: str, sequence: int) -> None:
    """The later of what the author says and what the history knows, else the epoch; SEQUENCE counts the minutes to it."""
    fields = {"updated": updated} if updated else {}
    event = an_event(origin=Origin(file="events/talk.yml", places=Places(file="events/talk.yml")), **fields)
    (entry,) = entries(event, changed={"events/talk.yml": changed} if changed else {})
    assert line(entry, "DTSTAMP") == f"DTSTAMP:{modified}"
    assert line(entry, "LAST-MODIFIED") == f"LAST-MODIFIED:{modified}"
    assert entry["SEQUENCE"] == sequence


def test_a_written_sequence_wins() -> None:
    """An organiser may number the versions."""
    (entry,) = entries(an_event(sequence="7"))
    assert entry["SEQUENCE"] == 7


def test_a_change_of_the_only_date() -> None:
    """What is written for the date of a single event is said of the event."""
    (entry,) = entries(an_event(occurrences={"2026-11-26": {"move_to": "2026-11-27 00:30", "title": "夜谈（改）"}}))
    assert line(entry, "DTSTART") == "DTSTART;TZID=Asia/Shanghai:20261127T003000"
    assert (entry["SUMMARY"], "RECURRENCE-ID" in entry) == ("夜谈（改）", False)


def _file(event: Event) -> bytes:
    settings = ClubSettings.model_validate(
        {"huiguan": "1", "name": "x", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
    )
    build = BuildContext(today=date(2026, 11, 21), epoch=EPOCH)
    club = Club.of(settings, Vocabularies(of={}), [event])
    return dict(compile_calendars(club, build, address=Addresses(settings.url)))[f"calendar/event/{event.id}.ics"]


def an_extra(*, status: str = "scheduled", **change: object) -> icalendar.Event:
    """The entry of the extra date of a series, with what is written for it under `occurrences`."""
    extra = {"start": "2026-11-28 14:00", "duration": "2h", "title": "加场", "kind": "salon"}
    event = an_event(status=status, repeat={"freq": "weekly"}, extra=[extra], occurrences={"2026-11-28": change})
    series, entry = entries(event)
    assert not {"EXDATE", "RECURRENCE-ID"} & set(series)
    assert entry["UID"] == "talk+20261128@tide.example.com"
    return entry


def test_an_extra_date_is_cancelled_like_any_other() -> None:
    """Under its own identity, so that it does not just vanish; the series is not touched."""
    entry = an_extra(cancel="true", reason="讲者生病")
    assert (entry["STATUS"], entry["SUMMARY"], entry["TRANSP"]) == ("CANCELLED", "【已取消】加场", "TRANSPARENT")
    assert entry["DESCRIPTION"].startswith("已取消。\n原因：讲者生病\n\n")
    assert line(entry, "DTSTART") == "DTSTART;TZID=Asia/Shanghai:20261128T140000"
    assert line(entry, "DTEND") == "DTEND;TZID=Asia/Shanghai:20261128T160000"


def test_an_extra_date_is_moved_like_any_other() -> None:
    """It keeps its identity and its length, and tells where it was; a move to a bare day keeps its clock."""
    entry = an_extra(move_to="2026-12-05", title="加场改期")
    assert (entry["STATUS"], entry["SUMMARY"]) == ("CONFIRMED", "加场改期")
    assert line(entry, "DTSTART") == "DTSTART;TZID=Asia/Shanghai:20261205T140000"
    assert line(entry, "DTEND") == "DTEND;TZID=Asia/Shanghai:20261205T160000"
    assert entry["DESCRIPTION"].startswith("时间有变：原定 2026-11-28 14:00，改到 2026-12-05 14:00。")


def test_a_change_on_a_day_of_the_rule_is_the_rules() -> None:
    """Where an extra falls on a day of the rule, the change is for the date that the rule gives."""
    extra = {"start": "2026-12-03 14:00", "title": "加场"}
    series, changed, entry = entries(
        an_event(repeat={"freq": "weekly"}, extra=[extra], occurrences={"2026-12-03": {"cancel": "true"}})
    )
    assert (changed["STATUS"], str(changed["RECURRENCE-ID"].dt.date())) == ("CANCELLED", "2026-12-03")
    assert (series["STATUS"], entry["STATUS"], entry["SUMMARY"]) == ("CONFIRMED", "CONFIRMED", "加场")
