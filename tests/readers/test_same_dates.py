"""Readers of four families list the dates that the organiser meant, from every calendar that we write."""

import re
from collections.abc import Mapping

import pytest

from huiguan.model.event import Event
from readers.clubs import ODD, days_of, demo_circumstances, demo_events, demo_feeds, demo_overlays, feeds_of
from readers.corpus import CORPUS
from readers.expectation import Listed, expected_feeds, in_window
from readers.families import FAMILIES, disagreements, readings

pytestmark = pytest.mark.slow

ONE_DATE = re.compile(r"/\d{4}-\d\d-\d\d\.ics$")  # the file with one date of a series: the site chooses which have one


@pytest.fixture(scope="module")
def feeds() -> Mapping[str, bytes]:
    """Every calendar of the club of odd events (`odd/…`) and of the demo club (`demo/…`)."""
    odd = feeds_of([Event.model_validate(event) for event in CORPUS])
    return {f"odd/{name}": feed for name, feed in odd.items()} | {f"demo/{name}": feed for name, feed in demo_feeds().items()}


@pytest.fixture(scope="module")
def expected() -> Mapping[str, list[Listed]]:
    """What each of these calendars must list."""
    odd = expected_feeds(CORPUS, ODD)
    demo = expected_feeds(demo_events(), demo_circumstances())
    for name, days in demo_overlays().items():
        demo[f"overlay/{name}.ics"] = in_window([_day_listed(name, entry) for entry in days])
    return {f"odd/{name}": dates for name, dates in odd.items()} | {f"demo/{name}": dates for name, dates in demo.items()}


def _day_listed(overlay: str, entry: Mapping[str, str]) -> Listed:
    days = days_of(entry)
    end = days[-1].fromordinal(days[-1].toordinal() + 1)
    return (f"{overlay}-{days[0]:%Y%m%d}@{ODD.domain}", str(days[0]), str(end), entry["name"], False)


def test_there_is_a_calendar_for_each_part(feeds: Mapping[str, bytes], expected: Mapping[str, list[Listed]]) -> None:
    """The paths are those that the records call for; of the demo's people only those with a consent have one."""
    named = {name for name in feeds if not name.startswith("demo/person/") and not ONE_DATE.search(name)}
    assert named == {name for name in expected if not name.startswith("demo/person/") and not ONE_DATE.search(name)}
    assert {name.split("/")[1] for name in feeds} >= {"person", "overlay", "event", "archive.ics"}


@pytest.mark.parametrize("language", FAMILIES)
def test_every_calendar_lists_the_same_dates(
    language: str, feeds: Mapping[str, bytes], expected: Mapping[str, list[Listed]]
) -> None:
    """Start, end, title and whether it is off, of every date of more than two years: as computed from what was typed."""
    answers = readings(language, feeds)
    assert answers.keys() == FAMILIES[language]
    assert disagreements(expected, answers) == {}
    assert sum(len(expected[name]) for name in feeds) > 3000
