"""The calendars of a club: which there are, what each holds, and that the same club gives the same bytes."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
import yaml

from huiguan.compile.address import Addresses
from huiguan.compile.ical import Calendars, compile_calendars
from huiguan.compile.ical.header import color_name
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.group import Group
from huiguan.model.member import Member
from huiguan.model.record import Record
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import Term, Vocabularies, Vocabulary

GOLDEN = Path(__file__).parent / "test_ical_golden"
KINDS = {
    "online_talk": Term(id="online_talk", label={"zh-Hans": "线上分享"}),
    "live_qa": Term(id="live_qa", label={"zh-Hans": "问答直播"}),
}
VOCABULARIES = Vocabularies(of={"event_kinds": Vocabulary.of("event_kinds", KINDS)})
SETTINGS = ClubSettings.model_validate(
    {
        "huiguan": "1",
        "name": "潮汐电商俱乐部",
        "url": "https://tide.example.com/",
        "uid_domain": "tide.example.com",
        "theme": {"color": "#0f6b6b"},
    }
)


def weekly_talk() -> Event:
    """The series of the golden calendar."""
    return Event.model_validate(yaml.load((GOLDEN / "weekly-talk.yml").read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506 - gives texts alone


def an_event(event_id: str, start: str, **fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """A valid event that takes the difference."""
    given = {"id": event_id, "title": event_id, "kind": "online_talk", "summary": "一句话", "start": start}
    return Event.model_validate({**given, **fields})


def people() -> list[Record]:
    """Those who speak at the series, and its group."""
    names = {"lu-zhifan": "陆知帆", "ji-wan": "季晚", "mo-yinan": "莫以南"}
    group = Group.model_validate({"id": "event-group", "name": "活动组", "kind": "working", "mission": "办活动"})
    members = [
        Member.model_validate({"id": key, "name": name, "persona": "founder", "tier": "regular"}) for key, name in names.items()
    ]
    return [group, *members]


def calendars(*records: Record, **context: Any) -> Calendars:  # noqa: ANN401 - fields of a BuildContext, and `token`
    """The calendars of these records on 2026-11-21."""
    token = context.pop("token", None)
    build = BuildContext(today=date(2026, 11, 21), epoch=datetime(2026, 1, 1, tzinfo=UTC), **context)
    club = Club.of(SETTINGS, VOCABULARIES, list(records))
    return Calendars(club, build, address=Addresses(SETTINGS.url), token=token)


def files_of(*records: Record) -> dict[str, bytes]:
    """The calendars of these records by their paths."""
    return dict(calendars(*records).files())


def uids(content: bytes) -> list[str]:
    """The identities in a calendar, in its order, without the changed dates of a series."""
    entries = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [str(entry["UID"]) for entry in entries if "RECURRENCE-ID" not in entry]


def test_the_series_as_bytes() -> None:
    """The series calendar is, line for line, the reviewed one; renew it with RENEW_GOLDEN=1."""
    content = dict(calendars(weekly_talk(), *people()).files())["calendar/series/weekly-talk.ics"]
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    shown = content.replace(b"\r\n", b"\n")
    golden = GOLDEN / "weekly-talk.ics"
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_bytes(shown)
    assert shown.decode() == golden.read_text(encoding="utf-8")


def test_a_feed_is_well_made() -> None:
    """What every feed says of itself, in the forms that phones accept."""
    content = dict(calendars(weekly_talk(), *people()).files())["calendar/all.ics"]
    assert content.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    head = icalendar.Calendar.from_ical(content)
    assert {
        name: str(head[name]) for name in ("VERSION", "CALSCALE", "X-PUBLISHED-TTL", "X-WR-TIMEZONE", "COLOR", "SOURCE", "URL")
    } == {
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "X-PUBLISHED-TTL": "PT6H",
        "X-WR-TIMEZONE": "Asia/Shanghai",
        "COLOR": "teal",
        "SOURCE": "https://tide.example.com/calendar/all.ics",
        "URL": "https://tide.example.com/",
    }
    assert head["NAME"] == head["X-WR-CALNAME"] == "潮汐电商俱乐部"
    assert head["DESCRIPTION"] == head["X-WR-CALDESC"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in content
    assert b"LAST-MODIFIED:20261119T160000Z\r\n" in content.split(b"BEGIN:VTIMEZONE")[0]
    assert not {"METHOD", "VALARM", "ATTENDEE", "RDATE"} & set(content.decode().replace(":", "\r\n").split("\r\n"))


def test_a_file_to_add_once_names_no_calendar() -> None:
    """A single-event file has no name of a calendar, so that it lands in one's own."""
    content = dict(calendars(weekly_talk()).files())["calendar/event/weekly-talk.ics"]
    assert b"X-WR-CALNAME" not in content
    assert uids(content) == ["weekly-talk@tide.example.com", "weekly-talk+20270109@tide.example.com"]


def test_which_calendars_there_are() -> None:
    """One for each part of the events that holds any, none that would be empty."""
    assert [path for path, _ in calendars(weekly_talk(), *people()).files()] == [
        "calendar/all.ics",
        "calendar/event/weekly-talk.ics",
        "calendar/flat.ics",
        "calendar/group/event-group.ics",
        "calendar/kind/live_qa.ics",
        "calendar/kind/online_talk.ics",
        "calendar/person/ji-wan.ics",
        "calendar/person/lu-zhifan.ics",
        "calendar/person/mo-yinan.ics",
        "calendar/series/weekly-talk.ics",
        "calendar/topic/content.ics",
    ]


@pytest.mark.parametrize(
    ("path", "held"),
    [
        ("kind/online_talk", ["weekly-talk@"]),
        ("kind/live_qa", ["weekly-talk+20270109@"]),
        ("person/ji-wan", ["weekly-talk@", "weekly-talk+20270109@"]),
        ("person/mo-yinan", ["weekly-talk+20270109@"]),
        ("person/lu-zhifan", ["weekly-talk.20261126@", "weekly-talk.20261217@"]),
    ],
)
def test_each_holds_its_part(path: str, held: list[str]) -> None:
    """Who carries a series has all of it, who speaks once has that date; an extra date of another kind is with its kind."""
    content = dict(calendars(weekly_talk(), *people()).files())[f"calendar/{path}.ics"]
    assert [uid.removesuffix("tide.example.com") for uid in uids(content)] == held


def test_a_renamed_event_stays_what_it_was_in_every_calendar() -> None:
    """Its own entry, its added dates and its dates in the flat calendar: no phone takes it for something new."""
    fields = {"repeat": {"freq": "weekly"}, "extra": [{"start": "2026-12-05 14:00"}]}
    before = files_of(an_event("old-talk", "2026-11-26 20:00", **fields))
    now = files_of(an_event("night-talk", "2026-11-26 20:00", uid="old-talk", **fields))
    for path in ("calendar/all.ics", "calendar/flat.ics", "calendar/event/{}.ics"):
        known = uids(before[path.format("old-talk")])
        assert len(known) >= 2
        assert uids(now[path.format("night-talk")]) == known


def test_calendars_of_renamed_records_are_at_their_former_addresses_too() -> None:
    """Those who subscribed there go on reading the present calendar; no other record's calendar gives way."""
    talk = an_event(
        "talk", "2026-11-26 20:00", repeat={"freq": "weekly"}, groups=["desk"], speakers=["mo"], aliases=["events/old-talk.html"]
    )
    other = an_event("other", "2026-12-26 20:00", aliases=["cases/x", "events/talk", "events/"])
    group = Group.model_validate(
        {"id": "desk", "name": "组", "kind": "working", "mission": "做事", "aliases": ["/groups/old-desk/"]}
    )
    mo = Member.model_validate(
        {"id": "mo", "persona": "founder", "tier": "regular", "name": "莫", "aliases": ["people/old-mo", "groups/no-group"]}
    )
    files = files_of(talk, other, group, mo)
    twins = {
        "event/talk": "event/old-talk",
        "series/talk": "series/old-talk",
        "group/desk": "group/old-desk",
        "person/mo": "person/old-mo",
    }
    for present, former in twins.items():
        assert files[f"calendar/{former}.ics"] == files[f"calendar/{present}.ics"]
    assert b"UID:talk@" in files["calendar/event/talk.ics"]
    assert not any("no-group" in path or path.endswith("/x.ics") for path in files)


def test_people_without_an_entry_have_no_calendar() -> None:
    """Who is not in the edition's directory has no feed, and is named by nobody's name."""
    files = dict(calendars(weekly_talk()).files())
    assert not [path for path in files if "/person/" in path]
    assert "讲者：一位会员、外来的人" in str(
        icalendar.Calendar.from_ical(files["calendar/all.ics"]).walk("VEVENT")[3]["DESCRIPTION"]
    )


def test_old_events_move_to_the_archive() -> None:
    """The main feed keeps 180 days and all that is ahead; a series that still goes on stays."""
    events = [
        an_event("old", "2026-05-24 20:00"),
        an_event("kept", "2026-05-25 20:00"),
        an_event("ahead", "2028-01-01 20:00"),
        an_event("ended", "2025-01-02 20:00", repeat={"freq": "weekly", "count": "3"}),
        an_event("endless", "2020-01-01", repeat={"freq": "monthly"}),
        an_event("gone", "2025-06-05 20:00", status="cancelled"),
    ]
    files = dict(calendars(*events).files())
    assert [uid.split("@")[0] for uid in uids(files["calendar/all.ics"])] == ["ahead", "endless", "kept"]
    assert [uid.split("@")[0] for uid in uids(files["calendar/archive.ics"])] == ["ended", "gone", "old"]


def test_the_flat_twin_has_no_rule() -> None:
    """Every date of the next twelve months is an entry of its own, moved ones where they went, cancelled ones marked."""
    single = an_event("single", "2026-12-01 20:00")
    late = an_event("late", "2027-11-21 08:00")
    files = dict(calendars(weekly_talk(), single, late).files())
    entries = icalendar.Calendar.from_ical(files["calendar/flat.ics"]).walk("VEVENT")
    assert not [entry for entry in entries if {"RRULE", "EXDATE", "RECURRENCE-ID"} & set(entry)]
    found = {str(entry["UID"]).split("@")[0]: entry for entry in entries}
    assert len(found) == len(entries) == 18 - 2 + 1 + 1
    assert str(found["weekly-talk.20261217"].DTSTART) == "2026-12-18 19:30:00+08:00"
    assert found["weekly-talk.20261210"]["STATUS"] == "CANCELLED"
    assert "weekly-talk.20261231" not in found
    assert {"single", "weekly-talk+20270109"} <= set(found)
    assert "late" not in found


def test_calendars_of_a_private_edition_are_hidden() -> None:
    """A calendar client cannot log in: the feeds of the members' edition lie under a word that is not to be guessed."""
    private = calendars(weekly_talk(), edition=Visibility.MEMBERS, token="s3cret")  # noqa: S106 - not a password
    files = dict(private.files())
    assert all(path.startswith("calendar/k/s3cret/") for path in files)
    assert b"SOURCE;VALUE=URI:https://tide.example.com/calendar/k/s3cret/all.ics\r\n" in files["calendar/k/s3cret/all.ics"]
    public = calendars(weekly_talk(), token="s3cret")  # noqa: S106
    assert "calendar/all.ics" in dict(public.files())


def test_links_lead_to_calendars_that_exist() -> None:
    """A page asks for a calendar's path and hears of none that is not written."""
    house = calendars(weekly_talk(), *people())
    files = dict(house.files())
    assert house.path("series", "weekly-talk") in files
    assert house.path("event", "weekly-talk") in files
    assert house.path("group", "council") is None
    assert house.path("person", "nobody") is None


def test_a_club_without_events_keeps_its_feeds() -> None:
    """The addresses of the two main feeds never go away."""
    files = dict(calendars().files())
    assert sorted(files) == ["calendar/all.ics", "calendar/flat.ics"]
    assert icalendar.Calendar.from_ical(files["calendar/all.ics"]).walk("VEVENT") == []


def test_zones_stand_once_and_sorted() -> None:
    """A feed brings the zones that its times use, in the order of their names, and no others."""
    zones = ["Europe/London", "America/New_York", "Asia/Shanghai", "America/New_York", "Etc/UTC"]
    events = [an_event(f"e{index}", "2026-12-01 20:00", timezone=name) for index, name in enumerate(zones)]
    whole_day = an_event("day", "2026-12-01", timezone="Asia/Tokyo")
    content = dict(calendars(*events, whole_day).files())["calendar/all.ics"]
    found = [str(zone["TZID"]) for zone in icalendar.Calendar.from_ical(content).walk("VTIMEZONE")]
    assert found == ["America/New_York", "Asia/Shanghai", "Europe/London"]


def test_vobject_reads_the_same_dates() -> None:
    """Another reader, which takes the zone from the file alone, finds the Thursdays that are not skipped."""
    content = dict(calendars(weekly_talk()).files())["calendar/event/weekly-talk.ics"]
    master = next(vobject.readComponents(content.decode())).vevent
    starts = list(master.getrruleset(addRDate=True))
    assert len(starts) == 20
    assert {start.utcoffset().total_seconds() for start in starts if start.utcoffset()} == {8 * 3600}
    assert str(master.summary.value) == "周四夜谈"


_SCRIPT = """
import hashlib, sys
from datetime import UTC, date, datetime
import yaml
from huiguan.compile.address import Addresses
from huiguan.compile.ical import compile_calendars
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.vocabulary import Vocabularies
settings = ClubSettings.model_validate({"huiguan": "1", "name": "x", "url": "https://x.example/", "uid_domain": "x.example"})
first = yaml.load(open(sys.argv[1], encoding="utf-8"), yaml.BaseLoader)
second = {**first, "id": "other", "timezone": "Africa/Casablanca", "topics": ["b", "a", "c"], "groups": ["z", "y"]}
events = [Event.model_validate(second), Event.model_validate(first)]
context = BuildContext(today=date(2026, 11, 21), epoch=datetime(2026, 1, 1, tzinfo=UTC))
digest = hashlib.sha256()
for path, content in compile_calendars(Club.of(settings, Vocabularies(of={}), events), context, address=Addresses(settings.url)):
    digest.update(path.encode() + content)
print(digest.hexdigest())
"""


def test_the_same_club_gives_the_same_bytes() -> None:
    """Neither the order of sets, nor the machine's zone or language, nor `python -O` changes a byte."""
    circumstances = [
        ("0", "UTC", "C.UTF-8", []),
        ("1", "America/New_York", "C", []),
        ("4242", "Asia/Shanghai", "C.UTF-8", ["-O"]),
    ]
    digests = set()
    for seed, zone, language, flags in circumstances:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONUTF8": "0"}
        command = [sys.executable, *flags, "-c", _SCRIPT, str(GOLDEN / "weekly-talk.yml")]
        digests.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2


def test_compile_calendars_gives_the_files() -> None:
    """The one call of the pipeline gives what the house holds."""
    club = Club.of(SETTINGS, VOCABULARIES, [weekly_talk(), *people()])
    build = BuildContext(today=date(2026, 11, 21), epoch=datetime(2026, 1, 1, tzinfo=UTC))
    found = list(compile_calendars(club, build, address=Addresses(SETTINGS.url), names=lambda _: "某人"))
    assert len(found) == len(dict(found)) == 11
    assert "讲者：某人" in str(
        icalendar.Calendar.from_ical(dict(found)["calendar/person/lu-zhifan.ics"]).walk("VEVENT")[0]["DESCRIPTION"]
    )


@pytest.mark.parametrize(("color", "name"), [("#0f6b6b", "teal"), ("#b13726", "firebrick"), ("#000000", "black")])
def test_a_colour_by_its_nearest_name(color: str, name: str) -> None:
    """Calendars know colours by the names of CSS."""
    assert color_name(color) == name
