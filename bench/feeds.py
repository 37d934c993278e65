"""Measures the calendars alone: `python -m bench.feeds 5000` makes all of them for a club with that many events."""

import argparse
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from time import perf_counter, process_time
from typing import Any

from bench.cast import is_series
from bench.events import TODAY
from bench.pen import Pen
from huiguan.compile.address import Addresses
from huiguan.compile.ical import Calendars
from huiguan.model.club import Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.member import Member
from huiguan.model.vocabulary import Vocabularies

_SETTINGS = ClubSettings.model_validate(
    {"huiguan": "1", "name": "测速", "url": "https://bench.example.com/", "uid_domain": "bench.example.com"}
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KINDS = ("online_talk", "salon", "seminar", "workshop", "live_qa")
_TOPICS = ("returns", "selection", "data", "store-live", "compliance")
_MEMBERS, _GROUPS = 200, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How the events of a club lie: their starts within `years` back and `ahead`, and which series never end."""

    name: str
    back: int
    ahead: int
    endless_every: int = 0


STORIES = (
    Story(name="ten years", back=3285, ahead=365),
    Story(name="ten years, a quarter of the series endless", back=3285, ahead=365, endless_every=4),
    Story(name="all within the main feed", back=170, ahead=170),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the feeds of one club took and hold."""

    wall: float
    cpu: float
    main: int
    flat: int
    feeds: int
    files: int


def main() -> int:
    """Measures every story, each round in a process of its own, and prints a Markdown table."""
    asked = _arguments()
    print(f"All calendars of {asked.count:,} events, one in three a series, the best of {asked.rounds}:\n")
    print("| events over | wall s | CPU s | all.ics bytes | flat.ics bytes | feeds | files |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for index, story in enumerate(STORIES):
        found = _best(index, asked.count, asked.rounds)
        figures = f"{found.wall:.1f} | {found.cpu:.1f} | {found.main:,} | {found.flat:,} | {found.feeds:,} | {found.files:,}"
        print(f"| {story.name} | {figures} |", flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=5000, help="events of the club")
    parser.add_argument("--rounds", type=int, default=2, help="runs of each, the best counts")
    return parser.parse_args()


def _best(index: int, count: int, rounds: int) -> Measured:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as fresh:
        return min((fresh.submit(measure, STORIES[index], count).result() for _ in range(rounds)), key=lambda found: found.cpu)


def measure(story: Story, count: int) -> Measured:
    """Makes every calendar of the club once."""
    club = club_of(story, count)
    context = BuildContext(today=TODAY, epoch=datetime(2026, 1, 1, tzinfo=UTC))
    wall, cpu = perf_counter(), process_time()
    files = dict(Calendars(club, context, address=Addresses(_SETTINGS.url)).files())
    wall, cpu = perf_counter() - wall, process_time() - cpu
    feeds = [path for path in files if "/event/" not in path]
    main_feed, flat = (len(files[f"calendar/{name}.ics"]) for name in ("all", "flat"))
    return Measured(wall=wall, cpu=cpu, main=main_feed, flat=flat, feeds=len(feeds), files=len(files))


def club_of(story: Story, count: int) -> Club:
    """The club with its events and those who speak at them."""
    typed = {"persona": "founder", "tier": "full"}
    members = [Member.model_validate({"id": f"m{one}", "name": f"会员{one}", **typed}) for one in range(_MEMBERS)]
    events = [Event.model_validate(_event(number, story)) for number in range(count)]
    return Club.of(_SETTINGS, Vocabularies(of={}), [*events, *members])


def _event(number: int, story: Story) -> Mapping[str, Any]:
    pen = Pen(f"feeds {number}")
    day = TODAY + timedelta(days=pen.number(-story.back, story.ahead))
    points = pen.several("event", "agenda", 2)
    return {
        "id": f"event-{number:05}",
        "title": pen.write("event", "titles"),
        "summary": pen.write("event", "summary"),
        "kind": pen.pick(*_KINDS),
        "topics": [pen.pick(*_TOPICS)],
        "groups": [f"group-{pen.number(1, _GROUPS)}"],
        "start": f"{day} 20:00",
        "duration": "90m",
        "speakers": [_member(pen)],
        "agenda": [{"at": at, "title": what} for at, what in zip(("20:00", "20:50"), points, strict=True)],
        "price": {"amount": str(pen.number(0, 9) * 10), "currency": "CNY"},
        "registration": {"required": "true", "url": f"https://form.example.com/{number}"},
        **_place(pen),
        **(_series(pen, day, is_endless=_is_endless(number, story)) if is_series(number) else {}),
    }


def _member(pen: Pen) -> str:
    return f"m{pen.number(0, _MEMBERS - 1)}"


def _is_endless(number: int, story: Story) -> bool:
    return bool(story.endless_every) and number // 3 % story.endless_every == 0


def _place(pen: Pen) -> Mapping[str, Any]:
    if pen.number(0, 1):
        return {"mode": "online", "online": {"platform": "腾讯会议", "url": "https://meeting.example.com/room"}}
    geo = {"latitude": "30.25", "longitude": "120.13"}
    return {"mode": "onsite", "venue": {"name": f"{pen.place}会客厅", "city": pen.place, "address": "示例路 1 号", "geo": geo}}


def _series(pen: Pen, first: date, *, is_endless: bool) -> Mapping[str, Any]:
    """A weekly series with one date called off, one moved and one with a title and speaker of its own."""
    dates = [first + timedelta(weeks=weeks) for weeks in (3, 5, 6)]
    end = {} if is_endless else {"until": str(first + timedelta(weeks=pen.number(12, 26)))}
    return {
        "repeat": {"freq": "weekly", "on": [_DAYS[first.weekday()]], **end},
        "occurrences": {
            str(dates[0]): {"cancel": "true", "reason": "大促当周，都在自己店里值守"},
            str(dates[1]): {"move_to": f"{dates[1] + timedelta(days=1)} 19:30"},
            str(dates[2]): {"title": pen.write("event", "titles"), "speakers": [_member(pen)]},
        },
    }


if __name__ == "__main__":
    sys.exit(main())
