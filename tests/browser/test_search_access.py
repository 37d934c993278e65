"""The search under axe-core: whoever hears the page, enlarges it or goes through it by keyboard finds as well."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from chromium import DESK, PHONE, Tab

AXE = Path(__file__).parents[1] / "readers" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: make readers")]

# The box, the magnifier and the article: Material's own drawer and switches are not the search's.
RUN = """
window.axeFound = null;
const said = ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`;
const options = { ...arguments[0], resultTypes: ["violations"] }; // nothing is told of what passed: half of the time
axe.run({ include: [["[data-hg-search]"], [".hg-searchicon"], ["main"]] }, options).then(({ violations }) => {
  window.axeFound = violations.map(said);
});
"""


def violations(tab: Tab, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds in the search and in the text of the page as it stands, by all its rules or by some."""
    tab.run("document.getAnimations().forEach((animation) => animation.finish())")
    tab.run(RUN, {"runOnly": list(rules)} if rules else {})
    tab.wait("return window.axeFound !== null")
    return list(tab.run("return window.axeFound"))


def open_box(tab: Tab, width: int) -> None:
    """The box with results, one of them chosen."""
    tab.open("", width=width)
    if width == PHONE:
        tab.find("header [data-hg-search-open]").click()
    tab.find(".hg-search__field").send_keys("退货率")
    tab.wait("return document.querySelectorAll('#hg-search-list > a').length > 1")
    tab.find(".hg-search__field").send_keys(Keys.ARROW_DOWN)


def open_results(tab: Tab, width: int) -> None:
    """The page with results, one facet chosen."""
    tab.open("search/?q=%E9%80%80%E8%B4%A7&kind=case", width=width)
    tab.wait("return document.querySelectorAll('.hg-hit').length > 0")


def open_nothing(tab: Tab, width: int) -> None:
    """The page that found nothing, and the box that found nothing."""
    tab.open("search/?q=qzxwvk", width=width)
    tab.wait("return !!document.querySelector('.hg-empty')")
    if width == DESK:
        tab.find(".hg-search__field").send_keys("qzxwvk")
        tab.wait("return !!document.querySelector('.hg-panel__ways a')")


def open_list(tab: Tab, width: int) -> None:
    """The list to browse, one group unfolded, and the box with what was searched lately."""
    tab.open("search/", width=width)
    tab.run("document.querySelector('[data-hg-search-browse] details').open = true")
    if width == DESK:
        tab.run("localStorage.setItem('huiguan:searches:/', '[\"退货\"]')")
        tab.find(".hg-search__field").click()
        tab.wait("return !!document.querySelector('[data-hg-forget]')")


@pytest.mark.parametrize("opened", [open_box, open_results, open_nothing, open_list])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing(tab: Tab, opened: Callable[[Tab, int], None], width: int) -> None:
    """Names, roles, contrast, sizes, by day and by night: the box open, the page with results, with none, and with its list."""
    opened(tab, width)
    tab.run(AXE.read_text(encoding="utf-8"))
    assert violations(tab) == []
    assert (tab.faults(), tab.overflow()) == ([], "")
    tab.turn("dark", width)
    assert violations(tab, ("color-contrast",)) == []


def test_axe_is_awake(tab: Tab) -> None:
    """The test above can fail: a field without a name and words too pale are found."""
    tab.open("search/")
    tab.run(AXE.read_text(encoding="utf-8"))
    tab.run("""
        document.querySelector("[data-hg-search-field]").removeAttribute("aria-label");
        document.querySelector("[data-hg-search-browse] summary").style.color = "#ddd";
    """)
    assert {fault.partition(":")[0] for fault in violations(tab)} == {"label", "color-contrast"}
