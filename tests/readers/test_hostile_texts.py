"""One bad text from one contributor never costs anybody the calendar, whatever reads it."""

import pytest

from huiguan.model.event import Event
from readers.clubs import ODD, feeds_of
from readers.expectation import Listed, expected_feeds
from readers.families import FAMILIES, disagreements, readings
from readers.hostile import AFTER, BEFORE, TEXTS, harmed, harmful

pytestmark = pytest.mark.slow


def _expected(*names: str, feed: str = "all.ics") -> list[Listed]:
    return expected_feeds([BEFORE, *map(harmed, names), AFTER], ODD)[feed]


@pytest.mark.parametrize("language", FAMILIES)
def test_a_bad_text_stays_a_text(language: str) -> None:
    """The event shows what is left of the text, at its own time; the events around it are listed as ever.

    Each text stands in a feed of its own, then all of them in one, and in its flat twin.
    """
    innocent = [Event.model_validate(event) for event in (BEFORE, AFTER)]
    together = feeds_of([*innocent, *map(harmful, TEXTS)])
    feeds = {name: feeds_of([*innocent, harmful(name)])["all.ics"] for name in TEXTS}
    feeds |= {"all together": together["all.ics"], "flat": together["flat.ics"]}
    expected = {name: _expected(name) for name in TEXTS}
    expected |= {"all together": _expected(*TEXTS), "flat": _expected(*TEXTS, feed="flat.ics")}
    answers = readings(language, feeds)
    assert answers.keys() == FAMILIES[language]
    assert disagreements(expected, answers) == {}
