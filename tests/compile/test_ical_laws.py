"""Laws of a feed: one bad text never harms another event, and what is written reads back."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from huiguan.compile.address import Addresses
from huiguan.compile.content_line import clean_line
from huiguan.compile.ical import compile_calendars
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.occurrence import Occurrence
from huiguan.model.record import Credit
from huiguan.model.venue import Online, Venue
from huiguan.model.vocabulary import Term, Vocabularies, Vocabulary

CLUB = ClubSettings.model_validate(
    {"huiguan": "1", "name": "x", "url": "https://tide.example.com/", "uid_domain": "tide.example.com"}
)
CONTEXT = BuildContext(today=date(2026, 11, 21), epoch=datetime(2026, 1, 1, tzinfo=UTC))
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=120)
HOSTILE = 'x\r\nEND:VEVENT\u2028BEGIN:VALARM\x00\\N\x0b\x85;,:"\u202e\ud800'


def an_event(event_id: str, **fields: Any) -> Event:  # noqa: ANN401 - fields as typed
    """A valid series that takes the difference."""
    given_fields = {"id": event_id, "title": "夜谈", "kind": "talk", "summary": "一句话", "start": "2026-11-26 20:00"}
    return Event.model_validate({**given_fields, "repeat": {"freq": "weekly", "count": "3"}, **fields})


def with_text(text: str) -> Event:
    """A series with `text` wherever a text can stand, past every check."""
    online = Online.model_construct(platform=text, url="https://example.com/" + text, visibility="public")
    venue = Venue.model_construct(name=text, address=text, transport=text, city=None, district=None, geo=None)
    people = (Credit.model_construct(name=text),)
    change = Occurrence().model_copy(update={"title": text, "summary": text, "reason": text, "speakers": people})
    texts = {"title": text, "summary": text, "kind": "hostile", "reason": text, "prepare": (text,), "speakers": people}
    update = {**texts, "online": online, "venue": venue, "occurrences": {date(2026, 12, 3): change}}
    return an_event("b").model_copy(update=update)


def feed(*events: Event, label: str = "谈") -> bytes:
    """The main feed of these events; `label` names the hostile kind."""
    terms = {"hostile": Term.model_construct(id="hostile", label={"zh-Hans": label})}
    vocabularies = Vocabularies(of={"event_kinds": Vocabulary(name="event_kinds", terms=terms)})
    club = Club.of(CLUB, vocabularies, list(events))
    return dict(compile_calendars(club, CONTEXT, address=Addresses(CLUB.url)))["calendar/all.ics"]


def entries_as_bytes(content: bytes, event_id: str) -> list[bytes]:
    """The entries of one event as they stand in a feed."""
    blocks = [block.split(b"END:VEVENT\r\n")[0] for block in content.split(b"BEGIN:VEVENT\r\n")[1:]]
    return [block for block in blocks if block.startswith(f"UID:{event_id}@".encode())]


BEFORE, AFTER = an_event("a"), an_event("c")
ALONE = feed(BEFORE, AFTER)


def _holds(text: str) -> None:
    content = feed(BEFORE, with_text(text), AFTER, label=text)
    for event_id in "ac":
        assert entries_as_bytes(content, event_id) == entries_as_bytes(ALONE, event_id)
    read = icalendar.Calendar.from_ical(content)
    assert [str(entry["UID"])[0] for entry in read.walk("VEVENT")] == ["a", "b", "b", "c"]
    assert [len(component.errors) for component in read.walk()] == [0] * len(read.walk())
    assert not read.walk("VALARM")
    title = clean_line(text)
    assert [str(entry.get("SUMMARY", "")) for entry in read.walk("VEVENT")] == ["夜谈", title, title, "夜谈"]
    again = next(vobject.readComponents(content.decode()))
    assert [len(entry.contents["dtstart"]) for entry in again.vevent_list] == [1, 1, 1, 1]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.decode().splitlines() == content.decode().split("\r\n")[:-1]


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_no_text_harms_another_event(text: str) -> None:
    """Whatever one contributor types, all other entries keep their bytes, and two readers read the feed."""
    _holds(text)


def test_a_text_made_to_break_out_stays_a_text() -> None:
    """Line breaks of every kind, a forged end of the entry, NUL, a lone half of a pair: all stay inside the title."""
    _holds(HOSTILE)
    content = feed(with_text(HOSTILE))
    assert b'\r\nSUMMARY:x END:VEVENT BEGIN:VALARM\\\\N \\;\\,:"\r\n' in content
    assert content.count(b"\r\nEND:VEVENT\r\n") == 2


def test_a_title_of_three_hundred_characters_with_emoji() -> None:
    """A very long title with joined emoji is folded between characters and comes back whole."""
    _holds(("退货率👨‍👩‍👧‍👦e\u0301\\n," * 30)[:300])
