"""The clubs whose calendars are read: one of odd events, one with texts that mean harm, and the demo club."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from huiguan.compile.address import Addresses
from huiguan.compile.ical import compile_calendars
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.member import Member
from huiguan.model.vocabulary import Vocabularies
from huiguan.pipeline import Order, build, read
from readers.expectation import Circumstances

if TYPE_CHECKING:
    from huiguan.model.record import Record

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
DOMAIN = "tide.example.com"
NOTHING_OFF: Mapping[str, frozenset[date]] = {}
ODD = Circumstances(today=TODAY, zone="Asia/Shanghai", domain=DOMAIN, off=NOTHING_OFF)
_SETTINGS = ClubSettings.model_validate({"huiguan": "1", "name": "潮汐", "url": f"https://{DOMAIN}/", "uid_domain": DOMAIN})
_PEOPLE = ("lu-zhifan", "mo-yinan", "ji-wan")


def feeds_of(records: list[Event], *, today: date = TODAY) -> dict[str, bytes]:
    """Every calendar of these events, by its path below `calendar/`; three members can have one of their own."""
    members: list[Record] = [
        Member.model_validate({"id": name, "name": name, "persona": "founder", "tier": "full"}) for name in _PEOPLE
    ]
    club = Club.of(_SETTINGS, Vocabularies(of={}), [*records, *members])
    context = BuildContext(today=today, epoch=datetime(2026, 1, 1, tzinfo=UTC))
    files = compile_calendars(club, context, address=Addresses(_SETTINGS.url))
    return {path.removeprefix("calendar/"): content for path, content in files}


def demo_feeds() -> dict[str, bytes]:
    """Every calendar of the demo club's public site."""
    compilation = build(read(ROOT), Order(today=TODAY)).compilation
    assert compilation
    files = [file for file in compilation.compiled.files if file.path.endswith(".ics")]
    return {file.path.removeprefix("calendar/"): file.read() for file in files}


def demo_events() -> list[dict[str, Any]]:
    """The demo's events that everybody may see, as typed; topics and kinds by their ids."""
    events = [{"id": path.stem, **_typed(path)} for path in sorted((ROOT / "events").glob("*.yml"))]
    kinds, topics = _ids("event_kinds"), _ids("topics")
    seen = [event for event in events if event.get("visibility") == "public"]
    for event in seen:
        event["topics"] = [topics[topic] for topic in event.get("topics", ())]
        for part in (event, *event.get("extra", ())):
            part.update({"kind": kinds[part["kind"]]} if "kind" in part else {})
    return seen


def demo_circumstances() -> Circumstances:
    """The demo club's own, with the days off that it names in `skip`."""
    off = [day for path in sorted((ROOT / "calendars").glob("cn-*.yml")) for day in _typed(path)["days"] if day["off"] == "true"]
    free = frozenset(day for entry in off for day in days_of(entry))
    return Circumstances(today=TODAY, zone="Asia/Shanghai", domain=DOMAIN, off={"cn-public-holidays": free})


def demo_overlays() -> dict[str, list[dict[str, str]]]:
    """The days of the demo's calendars that have a feed, as typed, by the id of the calendar."""
    read_ones = {path.stem: _typed(path) for path in sorted((ROOT / "calendars").glob("*.yml"))}
    return {name: typed["days"] for name, typed in read_ones.items() if typed["kind"] in {"promotion", "rule"}}


def days_of(entry: Mapping[str, str]) -> list[date]:
    """The days of one line of a calendar, first to last."""
    first = date.fromisoformat(entry.get("date") or entry["start"])
    last = date.fromisoformat(entry.get("date") or entry["end"])
    return [first + timedelta(days=index) for index in range((last - first).days + 1)]


def _typed(path: Path) -> dict[str, Any]:
    typed: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - gives texts alone
    return typed


def _ids(vocabulary: str) -> dict[str, str]:
    terms = _typed(ROOT / "plugins" / "huiguan" / "vocabulary" / f"{vocabulary}.yml")
    return {
        name: term_id for term_id, term in terms.items() for name in (term_id, term["label"]["zh-Hans"], *term.get("aliases", ()))
    }
