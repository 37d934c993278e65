"""Who subscribes over HTTP, with programs that know nothing of us, sees every date."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from huiguan.model.event import Event
from readers.clubs import ODD, demo_circumstances, demo_events, demo_feeds, feeds_of
from readers.corpus import CHANGES, ZONES
from readers.expectation import Circumstances, Listed, Typed, expected_feeds
from readers.families import differences
from readers.hostile import AFTER, BEFORE, TEXTS, harmed, harmful
from readers.subscriber import calendar_served, entries, subscribed, synchronise

pytestmark = pytest.mark.slow


def _expected(events: Sequence[Typed], around: Circumstances) -> list[Listed]:
    """Without uids and repetitions: two dates with one title at one time look the same."""
    return sorted({("", *listed[1:]) for listed in expected_feeds(events, around)["all.ics"]})


def test_a_subscriber_of_the_demo_club(tmp_path: Path) -> None:
    """The main feed, fetched by vdirsyncer, lists in khal what the organisers typed; fetched again, nothing has changed."""
    content = demo_feeds()["all.ics"]
    with calendar_served(content) as url:
        assert list(differences(_expected(demo_events(), demo_circumstances()), subscribed(url, tmp_path))) == []
        before = {path: path.stat().st_mtime_ns for path in entries(tmp_path)}
        synchronise(url, tmp_path)
        assert before == {path: path.stat().st_mtime_ns for path in entries(tmp_path)}


def test_a_subscriber_of_odd_events(tmp_path: Path) -> None:
    """Moved and cancelled dates, extra ones and whole days, on both sides of a change of clocks: the same as computed."""
    zones = {event["id"]: event for event in ZONES}
    # khal reads a series anew for each of its dates: one of the two ends once the clocks have changed twice.
    new_york = {**zones["new-york"], "repeat": {**zones["new-york"]["repeat"], "until": "2027-03-31"}}
    events = [*CHANGES, new_york, zones["auckland"]]
    content = feeds_of([Event.model_validate(event) for event in events])["all.ics"]
    with calendar_served(content) as url:
        assert list(differences(_expected(events, ODD), subscribed(url, tmp_path))) == []


def test_a_subscriber_among_bad_texts(tmp_path: Path) -> None:
    """No text makes a line of its own: vdirsyncer cuts the feed into entries by lines as Python sees them."""
    innocent = [Event.model_validate(event) for event in (BEFORE, AFTER)]
    content = feeds_of([*innocent, *map(harmful, TEXTS)])["all.ics"]
    with calendar_served(content) as url:
        expected = _expected([BEFORE, *map(harmed, TEXTS), AFTER], ODD)
        assert list(differences(expected, subscribed(url, tmp_path))) == []
        assert len(entries(tmp_path)) == len(TEXTS) + 2
