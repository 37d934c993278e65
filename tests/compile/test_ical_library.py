"""Our writer against the library's: what icalendar reads in a feed and writes again is the feed, byte for byte."""

from collections.abc import Mapping

import icalendar
import pytest

from huiguan.compile.content_line import fold
from huiguan.model.event import Event
from readers.clubs import feeds_of
from readers.corpus import CORPUS
from readers.hostile import TEXTS, harmful

# Texts with a backslash, where the library errs (compile/ical/text.py says how); of coordinates it drops the zeros.
_TRAPS = frozenset({"newline-typed", "backslashes", "escaped"})
_FULL = {
    "mode": "hybrid",
    "venue": {
        "name": '湖滨"茶"; 空间',
        "city": "杭州",
        "address": "路 1^2, 号’",
        "geo": {"latitude": "1e-5", "longitude": "120.5"},
    },
    "online": {"platform": "会议: 甲", "url": "https://例子.测试/路?x=1,2;3", "visibility": "public"},
    "price": {"amount": "99.5", "currency": "CNY"},
    "prepare": ["a, b", "c;d"],
    "timezone": "America/New_York",
}
STATES: tuple[Mapping[str, object], ...] = (
    {},
    {"status": "cancelled", "reason": "停电, 停水"},
    {"status": "postponed"},
    {"status": "tentative", "title": "带 \\ 的、带 , 和 ; 的"},
    {"repeat": {"freq": "monthly", "on": ["fri"], "nth": "last", "until": "2027-12-31", "skip": ["2026-12-25"]}},
    {"repeat": {"freq": "yearly", "count": "3"}, "occurrences": {"2027-11-27": {"cancel": "true"}}},
)


def feeds() -> dict[str, bytes]:
    """Feeds of every kind of event that we know of."""
    given = {"kind": "online_talk", "summary": "一句话", "title": "夜谈", "start": "2026-11-27 20:00", **_FULL}
    full = [Event.model_validate({"id": f"full-{index}", **given, **state}) for index, state in enumerate(STATES)]
    hostile = [harmful(name) for name in TEXTS if name not in _TRAPS]
    odd = [Event.model_validate(typed) for typed in CORPUS if "\\N" not in typed["title"]]
    clubs = {"odd": odd, "full": full, "hostile": hostile}
    return {f"{club} {path}": content for club, events in clubs.items() for path, content in feeds_of(events).items()}


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """All of them, once."""
    return feeds()


def test_the_library_writes_the_same_bytes(written: dict[str, bytes]) -> None:
    """Names, parameters, quotes, escapes, order: for every line of every feed."""
    assert len(written) > 100
    for name, content in written.items():
        ours = [line for line in unfolded(content) if not line.startswith("GEO:")]
        assert rewritten(content) == ours, name


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar as they were before they were folded."""
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def rewritten(content: bytes) -> list[str]:
    """The lines that icalendar writes of what it has read."""
    calendar = icalendar.Calendar.from_ical(content)
    lines = b"".join(fold(line) for line in calendar.content_lines(sorted=False) if line)
    return [line for line in unfolded(lines) if not line.startswith("GEO:")]


def test_a_label_that_ends_in_a_backslash_reads_back() -> None:
    """Without quotes it would take the colon behind it along, and the address would begin in the wrong place."""
    content = feeds_of([harmful("backslashes")])["event/m-backslashes.ics"]
    (conference,) = {str(entry["CONFERENCE"]) for entry in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    assert conference.startswith("https://")
    assert b'LABEL="\xe7\x94\xb2\\":https:' in content.replace(b"\r\n ", b"")
