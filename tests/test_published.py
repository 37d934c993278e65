"""The record of what was published, and what the next build says where subscribers would be left in the dark."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TODAY, an_event, with_people, write_files
from engines.little_club import huiguan, little_club
from huiguan.check.release import compare
from huiguan.compile.ical.published import published_bytes
from huiguan.engines.last_release import last_release
from huiguan.engines.report import one_text
from huiguan.model.published import Published, PublishedDate, PublishedEntry
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, build, read
from huiguan.problem import Problem, Severity
from huiguan.read.published import LastRelease, read_published
from huiguan.wording import words_of
from sites import a_site

NOON = "2026-11-26T12:00+08:00"
UID, EXTRA = "talk@tide.example.com", "talk+20270109@tide.example.com"


def a_date(start: str = NOON, status: str = "scheduled", original: str = "") -> PublishedDate:
    """One date of a record."""
    return PublishedDate(original=original, start=start, status=status)


def thursdays(*days: str, sequence: int = 7, **changed: PublishedDate) -> Published:
    """The record of a series with these dates; `changed` takes the place of one, its day written with underscores."""
    others = {name.strip("_").replace("_", "-"): one for name, one in changed.items()}
    dates = [others.get(day) or a_date(f"{day}T20:00+08:00", original=day) for day in days]
    return a_record(PublishedEntry(uid=UID, sequence=sequence, dates=tuple(dates), file="events/talk.yml"))


def single(start: str = NOON, *, status: str = "scheduled", sequence: int = 7, uid: str = UID) -> Published:
    """The record of one event with one date."""
    return a_record(PublishedEntry(uid=uid, sequence=sequence, dates=(a_date(start, status),), file="events/talk.yml"))


def a_record(*entries: PublishedEntry, edition: Visibility = Visibility.PUBLIC) -> Published:
    """A record of these entries."""
    return Published(edition=edition, entries={entry.uid: entry for entry in entries})


def told(before: Published, now: Published, today: date = TODAY) -> list[tuple[str, str, str, dict[str, str]]]:
    """Code, place, what was found and the details of each problem."""
    problems = compare(before, now, today)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [(problem.code, problem.place.file, problem.found, dict(problem.details)) for problem in problems]


EMPTY = a_record()


LATER, PAST = "2026-11-27T12:00+08:00", "2026-11-19T12:00+08:00"
UNNOTICED = [("RELEASE-SEQUENCE", "2026-11-26")]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(single(), EMPTY, [("RELEASE-EVENT-GONE", "2026-11-26")], id="a future event is gone"),
        pytest.param(single("2026-11-21T08:00+08:00"), EMPTY, [("RELEASE-EVENT-GONE", "2026-11-21")], id="today counts"),
        pytest.param(single("2026-11-20T20:00+08:00"), EMPTY, [], id="what is over may go"),
        pytest.param(single(status="cancelled"), EMPTY, [], id="what was cancelled may go"),
        pytest.param(single("2028-03-12"), EMPTY, [("RELEASE-EVENT-GONE", "2028-03-12")], id="however far ahead"),
        pytest.param(single(), single(status="cancelled", sequence=8), [], id="cancelled as it should be"),
        pytest.param(single(), single(status="cancelled"), UNNOTICED, id="cancelled with the same version"),
        pytest.param(single(), single(LATER), UNNOTICED, id="moved with the same version"),
        pytest.param(single(), single(LATER, sequence=6), UNNOTICED, id="moved with a lower version"),
        pytest.param(single(), single(LATER, sequence=8), [], id="moved as it should be"),
        pytest.param(single(PAST), single(LATER), [("RELEASE-SEQUENCE", "2026-11-19")], id="moved out of the past"),
        pytest.param(single(PAST), single("2026-11-18T12:00+08:00"), [], id="moved in the past"),
        pytest.param(single(status="tentative"), single(), UNNOTICED, id="settled with the same version"),
        pytest.param(single(), single(sequence=6), [("RELEASE-SEQUENCE-FELL", "")], id="only the version fell"),
        pytest.param(single(), single(), [], id="nothing happened"),
        pytest.param(EMPTY, single(), [], id="something new"),
        pytest.param(single(uid=EXTRA), EMPTY, [("RELEASE-EXTRA-GONE", "2026-11-26")], id="an added date is gone"),
        pytest.param(single(), a_record(edition=Visibility.MEMBERS), [], id="another edition"),
    ],
)
def test_each_change_that_subscribers_would_miss_is_told(
    before: Published, now: Published, expected: list[tuple[str, str]]
) -> None:
    """Code and the day that was announced; what is as it should be is not told."""
    assert [(code, details.get("day", "")) for code, _, _, details in told(before, now)] == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (thursdays("2026-11-26", "2026-12-10"), {"day": "2026-12-03", "original": "2026-12-03", "count": "1"}),
        (thursdays("2026-11-26"), {"day": "2026-12-03", "original": "2026-12-03", "count": "2"}),
        (thursdays("2026-11-25", "2026-12-02"), {"day": "2026-11-26", "original": "2026-11-26", "count": "3"}),
    ],
)
def test_the_dates_that_a_series_lost_are_told_at_once(now: Published, expected: dict[str, str]) -> None:
    """One warning a series, with the first date and how many, at the event's own file."""
    before = thursdays("2026-11-26", "2026-12-03", "2026-12-10")
    assert told(before, now) == [("RELEASE-DATE-GONE", "events/talk.yml", "talk", {"event": "talk", **expected})]


def test_a_new_domain_makes_every_event_another_one_and_is_told_once() -> None:
    """With what it was: the address of a site may change, the identities in calendars may not."""
    (problem,) = compare(thursdays("2026-11-26"), single(uid="talk@new.example.com"), TODAY)
    assert one_text(problem, words_of("zh-Hans")) == (
        "建议 club.yml:1:1 uid_domain [RELEASE-DOMAIN]\n"
        "  uid_domain 从「tide.example.com」换成了「new.example.com」，日历里每一场活动都会变成另一场。"
        "订了日历的人会看到旧的全部消失，加过的提醒也没了。\n"
        "  网址可以换，uid_domain 不要换：在 club.yml 里写回 uid_domain: tide.example.com。"
    )


NEW_UID = "night-talk@tide.example.com"
RENAMED = ("RELEASE-EVENT-RENAMED", "events/talk.yml", "night-talk", {"event": "night-talk", "old": "talk"})


def test_an_event_that_vanished_where_a_new_one_comes_at_its_time_was_renamed() -> None:
    """One warning, at the new file; that its added date vanished too is not told besides."""
    assert told(single(), single(uid=NEW_UID)) == [RENAMED]
    extra = PublishedEntry(uid=EXTRA, sequence=7, dates=(a_date("2027-01-09T14:00+08:00"),))
    assert told(a_record(*single().entries.values(), extra), single(uid=NEW_UID)) == [RENAMED]


def test_of_two_that_vanished_from_one_time_neither_became_the_new_one() -> None:
    """Which of them it would be nobody can tell, and calendars take no two for one: both are told as gone."""
    other = single(uid="salon@tide.example.com").entries.values()
    before = a_record(*single().entries.values(), *other)
    assert [code for code, *_ in told(before, single(uid=NEW_UID))] == ["RELEASE-EVENT-GONE", "RELEASE-EVENT-GONE"]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(single(LATER, uid=NEW_UID), id="at another time"),
        pytest.param(
            a_record(*single(uid=NEW_UID).entries.values(), *single(uid=f"x-{NEW_UID}").entries.values()), id="two new ones"
        ),
        pytest.param(single(uid="night-talk+20261126@tide.example.com"), id="an added date of another"),
        pytest.param(single(uid=NEW_UID, status="cancelled"), id="a cancelled one"),
    ],
)
def test_what_does_not_stand_for_it_is_no_renamed_event(now: Published) -> None:
    """It is gone, then."""
    assert [code for code, *_ in told(single(), now)] == ["RELEASE-EVENT-GONE"]


def test_a_date_that_the_record_does_not_reach_is_not_missed() -> None:
    """A build for an earlier day lists a series less far."""
    assert told(thursdays("2026-11-26", "2027-11-25"), thursdays("2026-11-26")) == []


def test_a_cancelled_date_may_vanish_and_a_moved_one_needs_a_new_version() -> None:
    """Dates of a series are known by the day that the rule gives."""
    cancelled = a_date("2026-12-03T20:00+08:00", "cancelled", "2026-12-03")
    assert told(thursdays("2026-11-26", "2026-12-03", _2026_12_03=cancelled), thursdays("2026-11-26")) == []
    moved = a_date("2026-12-04T19:30+08:00", "moved", "2026-12-03")
    before, now = thursdays("2026-11-26", "2026-12-03"), thursdays("2026-11-26", "2026-12-03", _2026_12_03=moved)
    ((code, file, found, details),) = told(before, now)
    assert (code, file, found) == ("RELEASE-SEQUENCE", "events/talk.yml", "talk")
    assert (details["was"], details["now"]) == ("2026-12-03 20:00 scheduled", "2026-12-04 19:30 moved")
    assert told(before, thursdays("2026-11-26", "2026-12-03", sequence=8, _2026_12_03=moved)) == []


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (
            single(),
            EMPTY,
            (
                "建议 events/talk.yml:1:1 [RELEASE-EVENT-GONE]\n"
                "  「talk」不见了：上次公布的是 2026-11-26，还没到。订了日历的人只会看到它凭空消失，不知道是取消了。\n"
                "  把文件放回来，写上 status: cancelled 和 reason，过了那天再删。"
                "只是换了文件名，就在新文件里写 uid: talk。放错了才公布的，不用管。"
            ),
        ),
        (
            thursdays("2026-11-26", "2026-12-03"),
            thursdays("2026-11-26"),
            (
                "建议 events/talk.yml:1:1 [RELEASE-DATE-GONE]\n"
                "  「talk」少了 1 场已经公布的，最近一场是 2026-12-03。订了日历的人只会看到它凭空消失。\n"
                "  在 occurrences 里按原定日期写取消：2026-12-03: {cancel: true, reason: 为什么}。规则不要改到公布过的日子。"
            ),
        ),
        (
            single(),
            single("2026-11-27"),
            (
                "建议 events/talk.yml:1:1 sequence [RELEASE-SEQUENCE]\n"
                "  「talk」改了，版本号却还是 7，有的手机不会更新。上次：2026-11-26 12:00；现在：2026-11-27。\n"
                "  先提交到 Git，版本号会自己变大。不用 Git，就把 updated 写成今天。还不够大，写 sequence: 8。"
            ),
        ),
        (
            single(),
            single(sequence=5),
            (
                "建议 events/talk.yml:1:1 sequence [RELEASE-SEQUENCE-FELL]\n"
                "  「talk」的版本号从 7 退到了 5。以后的改动，有的手机会当成旧的，不更新。\n"
                "  多半是取代码时没有取全历史，或者 updated 改早了。取全历史再建；改不回去，就写一个比 7 大的 sequence。"
            ),
        ),
    ],
)
def test_a_warning_says_what_to_write(before: Published, now: Published, text: str) -> None:
    """Which event, which day, and the line that mends it."""
    (problem,) = compare(before, now, TODAY)
    assert one_text(problem, words_of("zh-Hans")) == text


def event(**changes: str | None) -> dict[str, str]:
    """The files of a club with one event."""
    return {"events/talk.yml": an_event(**changes)}


def test_the_record_of_a_club_is_that_of_its_feeds(tmp_path: Path) -> None:
    """A single event once, whole days as days; a series by the days of its rule; what is over, undated or a draft not at all."""
    files = {
        "events/series.yml": an_event(
            start="2026-11-12 20:00",
            repeat="{freq: weekly, count: 5, skip: [2026-12-10]}",
            occurrences="{2026-11-26: {move_to: 2026-11-27 19:30}, 2026-12-03: {cancel: true}}",
            extra="[{start: 2027-01-09 14:00}]",
            updated="2026-11-20",
        ),
        "events/tour.yml": an_event(start="2028-03-12", end="2028-03-14", sequence="3"),
        "events/off.yml": an_event(status="cancelled", start="2026-11-30 20:00", sequence="4"),
        "events/gone.yml": an_event(start="2026-10-10 20:00"),
        "events/some-month.yml": an_event(start="2027-08-01", date_precision="month"),
        "events/draft.yml": an_event(status="draft"),
    }
    content = a_site(tmp_path, files).files["calendar/published.json"]
    assert json.loads(content) == {
        "format": 1,
        "edition": "public",
        "entries": [
            {"uid": "off@tide.example.com", "sequence": 4, "dates": [["", "2026-11-30T20:00+08:00", "cancelled"]]},
            {
                "uid": "series+20270109@tide.example.com",
                "sequence": 3621120,
                "dates": [["", "2027-01-09T14:00+08:00", "scheduled"]],
            },
            {
                "uid": "series@tide.example.com",
                "sequence": 3621120,
                "dates": [
                    ["2026-11-26", "2026-11-27T19:30+08:00", "moved"],
                    ["2026-12-03", "2026-12-03T20:00+08:00", "cancelled"],
                ],
            },
            {"uid": "tour@tide.example.com", "sequence": 3, "dates": [["", "2028-03-12", "scheduled"]]},
        ],
    }
    assert content.count(b"\n") == len(json.loads(content)["entries"]) + 2


@pytest.mark.parametrize(
    ("edition", "token", "path"),
    [
        (Visibility.PUBLIC, "k3y", "calendar/published.json"),
        (Visibility.MEMBERS, "k3y", "calendar/k/k3y/published.json"),
        (Visibility.CORE, None, "calendar/published.json"),
    ],
)
def test_the_record_lies_beside_the_feeds_and_knows_no_more(
    tmp_path: Path, edition: Visibility, token: str | None, path: str
) -> None:
    """Behind the token where the feeds are; each event in it is one of that edition's calendars."""
    files = {name: an_event(visibility=name) for name in ("public", "members", "core")}
    site = a_site(tmp_path, {f"events/{name}.yml": text for name, text in files.items()}, edition=edition, token=token)
    uids = [entry["uid"].partition("@")[0] for entry in json.loads(site.files[path])["entries"]]
    assert uids == sorted(name for name in files if edition.may_see(Visibility(name)))
    feed = site.files[path.replace("published.json", "all.ics")].decode()
    assert all(f"UID:{uid}@" in feed for uid in uids)


def test_a_build_compares_with_the_last_one(tmp_path: Path) -> None:
    """The record of one build, given to the next as it lies in the site, warns of what that one takes back."""
    last = LastRelease(
        file="site/calendar/published.json", content=a_site(tmp_path, event(sequence="7")).files["calendar/published.json"]
    )
    assert problems_of(tmp_path, event(sequence="7"), last) == []
    assert problems_of(tmp_path, event(sequence="7", start="2026-11-27 20:00"), last) == ["RELEASE-SEQUENCE"]
    assert problems_of(tmp_path, event(sequence="8", start="2026-11-27 20:00"), last) == []
    assert problems_of(tmp_path, event(visibility="members"), last) == ["RELEASE-EVENT-GONE"]
    assert problems_of(tmp_path, event(status="draft"), last) == ["RELEASE-EVENT-GONE"]
    assert problems_of(tmp_path, event(status="cancelled", sequence="8"), last) == []


def problems_of(root: Path, files: Mapping[str, str], last: LastRelease) -> list[str]:
    """The codes of what a build says of the release before."""
    write_files(root, with_people(files))
    outcome = build(read(root), Order(today=TODAY, last_release=last))
    return [problem.code for problem in outcome.problems if problem.code.startswith("RELEASE")]


HOSTILE = [
    b"",
    b"<!doctype html><title>404</title>",
    b"null",
    b"[]",
    b'"text"',
    b"{}",
    b'{"format": 2, "edition": "public", "entries": []}',
    b'{"format": 1, "edition": "everyone", "entries": []}',
    b'{"format": 1, "edition": [], "entries": []}',
    b'{"format": 1, "edition": "public", "entries": {}, "entries": 5}',
    b"\xff\xfe\x00",
    b"\xef\xbb\xbf" + b'{"format": 1, "edition": "public", "entries": []}',
    b"[" * 100_000,
    b'{"format":' * 50_000,
    b'{"format": 1, "edition": "public", "entries": [' + b"9" * 10_000 + b"]}",
]
ROW: dict[str, Any] = {"uid": "a@tide.example.com", "sequence": 1, "dates": [["", "2026-12-01T20:00+08:00", "scheduled"]]}
HOSTILE_ROWS: list[object] = [
    "text",
    [],
    {},
    {**ROW, "uid": 5},
    {**ROW, "uid": "a"},
    {**ROW, "uid": "\x1b[31m@tide.example.com"},
    {**ROW, "uid": "a@tide.example.com\n::error::x"},
    {**ROW, "uid": "a" * 300 + "@tide.example.com"},
    {**ROW, "uid": "../../x@tide.example.com"},
    {**ROW, "sequence": -1},
    {**ROW, "sequence": 2**31},
    {**ROW, "sequence": True},
    {**ROW, "sequence": 1.5},
    {**ROW, "sequence": "1"},
    {**ROW, "dates": 5},
    {**ROW, "dates": ["abc"]},
    {**ROW, "dates": [*ROW["dates"], *ROW["dates"]]},
    {**ROW, "dates": [["", "2026-12-01"]]},
    {**ROW, "dates": [["", "2026-13-01", "scheduled"]]},
    {**ROW, "dates": [["", "tomorrow", "scheduled"]]},
    {**ROW, "dates": [["", "2026-12-01\x1b[0m", "scheduled"]]},
    {**ROW, "dates": [["", "2026-12-01", "<b>"]]},
    {**ROW, "dates": [["2026-12", "2026-12-01", "scheduled"]]},
    {**ROW, "dates": [[5, "2026-12-01", "scheduled"]]},
    {**ROW, "dates": [[None, "2026-12-01", "scheduled"]]},
]


@pytest.mark.parametrize(
    "content",
    [*HOSTILE, *(json.dumps({"format": 1, "edition": "public", "entries": [row]}).encode() for row in HOSTILE_ROWS)],
    ids=lambda content: repr(content[-60:]),
)
def test_a_broken_record_is_told_and_left_alone(content: bytes) -> None:
    """Whatever lies there, the build goes on with one warning, and nothing of it reaches a terminal."""
    published, problems = read_published(LastRelease(file="last.json", content=content))
    assert published is None
    assert [(problem.code, problem.severity, problem.found) for problem in problems] == [
        ("RELEASE-RECORD-BROKEN", Severity.WARNING, "")
    ]


def test_a_record_that_is_too_large_is_not_read() -> None:
    """Some other file was named."""
    published, problems = read_published(LastRelease(file="last.json", content=b" " * 32_000_001))
    assert (published, [problem.code for problem in problems]) == (None, ["RELEASE-RECORD-BROKEN"])


days = st.dates(min_value=date(2026, 1, 1), max_value=date(2029, 12, 31)).map(date.isoformat)
dates = st.builds(
    PublishedDate,
    original=st.just("") | days,
    start=days | days.map(lambda day: f"{day}T20:00-03:30"),
    status=st.sampled_from(["scheduled", "moved", "cancelled", "postponed", "tentative"]),
)
entries = st.builds(
    PublishedEntry,
    uid=st.tuples(st.text("abyz019-", min_size=1, max_size=20), st.sampled_from(["", "+20270109", "+20280229"])).map(
        lambda parts: f"{parts[0]}{parts[1]}@tide.example.com"
    ),
    sequence=st.integers(0, 2**31 - 1),
    dates=st.lists(dates, max_size=4, unique_by=lambda one: one.original).map(tuple),
)
records = st.lists(entries, max_size=5).map(lambda found: a_record(*sorted(found, key=lambda entry: entry.uid)))


@given(records)
def test_what_is_written_is_read_back(record: Published) -> None:
    """The record goes through its file unchanged, and beside itself it has nothing to tell."""
    assert read_published(LastRelease(file="x", content=published_bytes(record))) == (record, [])
    assert compare(record, record, TODAY) == []


@given(records, records, st.dates(min_value=date(2025, 1, 1), max_value=date(2030, 1, 1)))
def test_whatever_is_compared_is_told_in_order_and_only_warned_of(before: Published, now: Published, today: date) -> None:
    """Each entry of the last release gives two warnings at most, and what is over gives none."""
    problems: list[Problem] = compare(before, now, today)
    assert problems == sorted(problems, key=lambda problem: problem.sort_key)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    assert len(problems) <= 2 * len(before.entries)
    ended = all(one.day < today for record in (before, now) for entry in record.entries.values() for one in entry.dates)
    assert not ended or {problem.code for problem in problems} <= {"RELEASE-SEQUENCE-FELL"}


def test_the_last_good_site_holds_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file that is named it is the one of the site, behind whatever token it lies."""
    monkeypatch.delenv("HUIGUAN_PUBLISHED", raising=False)
    site = tmp_path / "site"
    assert last_release(None) is None
    assert last_release(site) is None
    write(site / "calendar" / "k" / "0ld" / "published.json", "members")
    assert last_release(site) == LastRelease(file="site/calendar/k/0ld/published.json", content=b"members")
    write(site / "calendar" / "published.json", "public")
    assert last_release(site) == LastRelease(file="site/calendar/published.json", content=b"public")


def test_a_named_file_comes_before_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there, or is a folder, is told of and not passed over."""
    write(tmp_path / "site" / "calendar" / "published.json", "site")
    write(tmp_path / "named.json", "named")
    for name, content in (("named.json", b"named"), ("not-there.json", None), ("site", None)):
        monkeypatch.setenv("HUIGUAN_PUBLISHED", str(tmp_path / name))
        assert last_release(tmp_path / "site") == LastRelease(file=str(tmp_path / name), content=content)
    missing = read_published(LastRelease(file="not-there.json", content=None))
    assert (missing[0], [problem.code for problem in missing[1]]) == (None, ["RELEASE-RECORD-MISSING"])


@pytest.mark.slow
def test_the_command_warns_of_what_vanished_since_the_last_site(tmp_path: Path) -> None:
    """Built twice: the second time without the event. Then from an empty folder, with the record that was fetched before."""
    club = little_club(tmp_path / "club")
    assert "RELEASE" not in built(club)
    fetched = (club / "site" / "calendar" / "published.json").read_bytes()
    (club / "events" / "thursday-talk.yml").unlink()
    assert "events/thursday-talk.yml:1:1 [RELEASE-EVENT-GONE]" in built(club)
    assert "RELEASE" not in built(club)
    shutil.rmtree(club / "site")
    (club / "last.json").write_bytes(fetched)
    assert "RELEASE" not in built(club)
    assert "[RELEASE-EVENT-GONE]" in built(club, "--published", "last.json")
    assert "last.json:1:1 [RELEASE-RECORD-BROKEN]" in built(write_bad(club), "--published", "last.json")


def built(club: Path, *options: str) -> str:
    """What the command says while it builds; it never fails for the record."""
    done = huiguan("build", *options, at=club)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def write_bad(club: Path) -> Path:
    """The club beside which an error page lies in place of the record."""
    write(club / "last.json", "<!doctype html>")
    return club


def write(path: Path, text: str) -> None:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
