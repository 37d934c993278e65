"""What a page does by itself, in Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from chromium import DESK, PHONE, Tab, served

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site on a local port."""
    with served(site) as found:
        yield found


class _Page(Tab):
    """The page of lists; its parts are named by their id."""

    def open_lists(self, query: str = "", *, width: int = DESK, zone: str = "Asia/Shanghai", scripts: bool = True) -> None:
        self.open(f"lists/{query}", width=width, zone=zone, scripts=scripts)

    def press_id(self, name: str) -> None:
        self.press(f"#{name}")

    def shown_of(self, *names: str) -> list[str]:
        return [name for name in names if self.browser.find_element(By.ID, name).is_displayed()]

    def current(self) -> object:
        return self.run("return [...document.querySelectorAll('.hg-chip[aria-current]')].map((chip) => chip.id)")


@pytest.fixture
def page(browser: "Chrome", address: str) -> Iterator[_Page]:
    page = _Page(browser, address)
    yield page
    page.close()


def test_chips_filter_the_list_and_keep_the_address_in_step(page: _Page) -> None:
    """By keyboard: facets narrow together, the count follows, a second press lets go, the first chip clears all."""
    page.open_lists()
    assert (page.shown_of("a", "b", "c"), page.current()) == (["a", "b", "c"], ["all"])
    page.press_id("douyin")
    assert (page.shown_of("a", "b", "c"), page.current()) == (["a", "b"], ["douyin"])
    page.press_id("failed")
    assert (page.shown_of("a", "b", "c"), page.text("[data-hg-count]")) == (["b"], "1")
    assert page.run("return location.search") == "?platform=douyin&outcome=failed"
    page.press_id("douyin")
    assert page.run("return location.search") == "?outcome=failed"
    page.press_id("taobao")
    assert (page.shown_of("a", "b", "c", "nothing"), page.text("[data-hg-count]")) == (["nothing"], "0")
    page.press_id("all")
    assert (page.shown_of("a", "b", "c", "nothing"), page.run("return location.search")) == (["a", "b", "c"], "")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?platform=taobao", ["c"]),
        ("?platform=douyin&outcome=failed", ["b"]),
        ("?platform=nowhere", ["a", "b", "c"]),
        ("?h=word", ["a", "b", "c"]),
    ],
)
def test_a_shared_address_opens_filtered(page: _Page, query: str, shown: list[str]) -> None:
    """What no chip offers is not asked for."""
    page.open_lists(query)
    assert page.shown_of("a", "b", "c") == shown


def test_what_has_passed_moves_to_the_archive_newest_first(page: _Page) -> None:
    """The first that remains shows, the archive opens, and a cancelled ticket stays cancelled."""
    page.open_lists()
    assert page.run("return [...document.querySelector('[data-hg-past]').children].map((item) => item.id)") == [
        "old",
        "older",
        "ancient",
    ]
    assert page.shown_of("old", "older", "soon", "later") == ["old", "older", "soon"]
    assert page.text("#old [data-hg-state]") == "已结束"
    states = "return ['old', 'older'].map((id) => document.querySelector(`#${id} .hg-ticket`).dataset.state)"
    assert page.run(states) == ["past", "cancelled"]


@pytest.mark.parametrize(
    ("zone", "says"),
    [("Europe/Berlin", "你的时间 11月26日周四 13:00"), ("Asia/Shanghai", ""), ("Asia/Singapore", "")],
)
def test_a_visitor_elsewhere_reads_their_own_time(page: _Page, zone: str, says: str) -> None:
    """A zone with the same clock says nothing."""
    page.open_lists(zone=zone)
    if zone != "Asia/Shanghai":
        page.wait("return !!document.querySelector('time[data-hg-told]')")
    told = page.run("return document.querySelector('.hg-yourtime')?.textContent ?? ''")
    assert str(told).replace(" ", "") == says.replace(" ", "")


def test_a_locked_clipboard_leaves_the_words_selected(page: _Page) -> None:
    """As in WeChat: neither way of copying works, so the reader is told to copy by hand."""
    page.open_lists()
    page.run("navigator.clipboard.writeText = () => Promise.reject(new Error()); document.execCommand = () => false")
    page.press_id("copy")
    WebDriverWait(page.browser, 10).until(lambda _: page.text(".hg-said"))
    assert page.text(".hg-said") == "已选中，请长按或按 Ctrl+C 复制"
    assert str(page.run("return getSelection().toString()")).startswith("先讲缺点，")


def test_copying_takes_the_words_with_their_lines(page: _Page) -> None:
    """The clipboard gets what stands in the box, and a live region says so."""
    page.open_lists()
    page.run("window.taken = []; navigator.clipboard.writeText = async (text) => { window.taken.push(text); }")
    page.press_id("copy")
    WebDriverWait(page.browser, 10).until(lambda _: page.text(".hg-said"))
    assert (page.text(".hg-said"), page.run("return window.taken")) == ("已复制", ["先讲缺点，\n再讲好处。"])


@pytest.mark.parametrize(("width", "is_open"), [(PHONE, False), (DESK, True)])
def test_the_rail_is_folded_on_a_phone_only(page: _Page, width: int, is_open: bool) -> None:  # noqa: FBT001 (a table)
    """The page ships it open, for browsers that cannot unfold it by style."""
    page.open_lists(width=width)
    assert page.run("return document.querySelector('.hg-rail').open") is is_open


def test_without_scripts_the_lists_read_and_dead_buttons_are_gone(page: _Page) -> None:
    """Chips and copy buttons need the script; what they work on does not."""
    page.open_lists(scripts=False)
    try:
        assert page.shown_of("a", "b", "c", "words", "copy", "douyin") == ["a", "b", "c", "words"]
    finally:
        page.open_lists()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_is_no_wider_than_its_screen_and_asks_nobody_else(page: _Page, width: int) -> None:
    """No sideways scrolling; every request goes to the site's own host."""
    page.open_lists(width=width)
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    hosts = page.run("return [...new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).host))]")
    assert hosts == [page.address.split("/")[2]]


def test_the_page_follows_the_device_until_the_reader_chooses(page: _Page) -> None:
    """A first visit by day does not pin the day; a press of the button does."""

    def visit(scheme: str) -> object:
        page.open("lists/", scheme=scheme)
        return page.run("return document.body.dataset.mdColorScheme")

    page.open_lists()
    page.run("localStorage.clear()")
    assert [visit("light"), visit("dark"), visit("light")] == ["default", "slate", "default"]
    page.browser.find_element(By.CSS_SELECTOR, "label[for='__palette_1']").click()
    assert [visit("light"), visit("dark")] == ["slate", "slate"]
