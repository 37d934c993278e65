"""What every page of the demo club keeps, on a phone and on a desk, by day and by night."""

import pytest

from chromium import DESK, PHONE, Tab

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "cases/",
    "cases/douyin-tea-return-rate/",
    "cases/store-team-handover/",
    "cases/coupon-leak-retracted/",
    "cases/community-leader-margin/",
    "whitepapers/livestream-returns-2026/",
    "whitepapers/livestream-returns-2026/where-returns-come-from/",
    "toolkit/refund-reason-sheet/",
    "events/",
    "events/weekly-talk/",
    "events/spring-plan/",
    "events/agm/",
    "people/",
    "people/lu-zhifan/",
    "organizations/yunzhan-saas/",
    "groups/chapter-hangzhou/",
    "tiers/",
    "join/",
    "subscribe/",
    "contribute/",
    "handbook/",
    "search/",
    "404.html",
]
# The lowest contrast that a pair of tokens may have: text on what it stands on, and the edge of a control.
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "tide", "seal", "ochre") for ground in ("paper", "card", "sunk")),
    ("tide", "tide-wash", TEXT),
    ("ochre", "ochre-wash", TEXT),
    ("ink-2", "seal-wash", TEXT),
    ("on-tide", "tide", TEXT),
    ("on-tide", "tide-press", TEXT),
    ("on-board", "board", TEXT),
    ("on-board-2", "board", TEXT),
    ("on-seal", "seal-fill", TEXT),
    *(("line-2", ground, EDGE) for ground in ("paper", "card")),
    *((f"av-{number}", "ink", TEXT) for number in range(1, 7)),
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_on_every_screen(tab: Tab, page: str) -> None:
    """It asks no other host, breaks nothing, is no wider than its screen, and owes nothing to who hears it or types."""
    tab.open(page, width=PHONE)
    faults = {"phone, day": (tab.overflow(), tab.faults())}
    tab.resize(PHONE, "dark")
    faults["phone, night"] = (tab.overflow(), [])
    tab.resize(DESK, "dark")
    faults["desk, night"] = (tab.overflow(), tab.faults())
    tab.resize(DESK)
    faults["desk, day"] = (tab.overflow(), [])
    assert faults == dict.fromkeys(faults, ("", []))
    assert (tab.strangers(), tab.console()) == ([], [])


def test_the_rooms_stand_on_a_phone_in_one_strip(tab: Tab) -> None:
    """The open room is in view, a finger meets it, and the page stays where it is."""
    tab.open("toolkit/", width=PHONE)
    assert "模板" in tab.shown(".md-tabs__item--active")
    strip = tab.run("""
        const rooms = document.querySelector(".md-tabs__list"), room = document.querySelector(".md-tabs__item--active");
        const [there, here] = [rooms, room].map((each) => each.getBoundingClientRect());
        return [here.left >= there.left, here.right <= there.right + 1, here.height >= 44, scrollX];
    """)
    assert strip == [True, True, True, 0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(tab: Tab, scheme: str) -> None:
    """The tokens of the look, as the browser resolves them, keep the contrast that WCAG 2.2 AA asks for."""
    tab.open("", scheme=scheme)
    found = tab.run(
        """
        const probe = document.body.appendChild(document.createElement("i"));
        const light = (name) => {
          probe.style.color = `var(--hg-${name})`;
          const parts = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
          const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return arguments[0].map(([one, other]) => {
          const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05);
        });
        """,
        [pair[:2] for pair in PAIRS],
    )
    low = {pair[:2]: round(ratio, 2) for pair, ratio in zip(PAIRS, found, strict=True) if ratio < pair[2]}
    assert not low
