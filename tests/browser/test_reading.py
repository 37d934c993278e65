"""What a reader does on the demo club: looks for a case, comes back weeks later, searches, copies, prints, uses a keyboard."""

import base64

import pytest
from selenium.webdriver.common.keys import Keys

from chromium import DESK, PHONE, Tab

pytestmark = pytest.mark.browser

THREE_WEEKS_LATER = "2026-12-12T12:00:00+08:00"
CASE = "cases/douyin-tea-return-rate/"
SHOWN_CASES = "return [...document.querySelectorAll('#hg-list > li')].filter((item) => !item.hidden).length"


def test_the_case_list_is_narrowed_by_platform_and_outcome(tab: Tab) -> None:
    """Each press narrows the list, tells the number, and stands in the address, which shows the same to whoever gets it."""
    tab.open("cases/")
    everything = tab.run(SHOWN_CASES)
    tab.press(".hg-facet [href='?platform=xiaohongshu']")
    some = tab.run(SHOWN_CASES)
    tab.press(".hg-facet [href='?outcome=failed']")
    assert tab.run("return location.search") == "?platform=xiaohongshu&outcome=failed"
    assert tab.shown("#hg-list > li h3") == ["露营圈开店，四个月关掉"]
    assert 1 < some < everything
    assert tab.text("[data-hg-count]") == "1"
    tab.open("cases/?platform=xiaohongshu&outcome=failed", width=PHONE)
    assert tab.shown("#hg-list > li h3") == ["露营圈开店，四个月关掉"]


def test_going_back_to_a_narrowed_list_finds_it_narrowed(tab: Tab) -> None:
    """From a case back to the list: the choice is still there, and one more step back leaves the list."""
    tab.open("people/")
    tab.browser.get(f"{tab.address}cases/")
    tab.press(".hg-facet [href='?outcome=failed']")
    tab.press("#hg-list > li:not([hidden]) h3 a")
    tab.wait("return location.pathname.includes('camping')")
    tab.browser.back()
    tab.wait("return location.search === '?outcome=failed' && document.querySelector('[data-hg-count]').textContent === '1'")
    tab.browser.back()
    tab.wait("return location.pathname === '/people/'")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_words_for_a_chat_are_copied_or_left_selected(tab: Tab, width: int) -> None:
    """Where the clipboard is open the page says so; where it is locked, as in WeChat, the words stand selected."""
    tab.open(CASE, width=width)
    tab.run("window.taken = []; navigator.clipboard.writeText = async (text) => { window.taken.push(text); }")
    tab.press(".hg-share [data-hg-copy]")
    tab.wait("return document.querySelector('.hg-share .hg-said').textContent === '已复制'")
    (taken,) = tab.run("return window.taken")
    assert taken.splitlines()[0].startswith("抖音店播退货率从 31% 降到 17%")
    assert taken.splitlines()[-1] == f"https://tide.example.com/{CASE}"
    tab.run("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; getSelection().empty()")
    tab.press(".hg-share [data-hg-copy]")
    tab.wait("return document.querySelector('.hg-share .hg-said').textContent.startsWith('已选中')")
    assert tab.run("return getSelection().toString()").strip() == taken


def test_opened_three_weeks_later_the_list_of_events_is_still_true(tab: Tab) -> None:
    """What has passed stands among the past, newest first; its month is gone, and the chips count what is left."""
    tab.open("events/")
    before = [int(tab.text(".hg-facet .hg-chip__n")), len(tab.shown("[data-hg-past] > li"))]
    tab.open("events/", now=THREE_WEEKS_LATER)
    after = [int(tab.text(".hg-facet .hg-chip__n")), len(tab.shown("[data-hg-past] > li"))]
    moved = before[0] - after[0]
    assert moved > 3
    assert after == [before[0] - moved, before[1] + moved]
    assert "2026 年 11 月" not in tab.shown("#hg-list h2")
    days = tab.run("return [...document.querySelectorAll('[data-hg-past] > li time')].map((time) => time.dateTime.slice(0, 10))")
    assert days == sorted(days, reverse=True)
    assert days[0] < "2026-12-13"


def test_opened_three_weeks_later_the_home_shows_the_next_three(tab: Tab) -> None:
    """The page holds more dates than it shows, for when nobody built the site for a while."""
    shown = "[...document.querySelectorAll('[data-hg-upcoming] > li:not([hidden]) time')]"
    days = f"return {shown}.map((time) => time.dateTime.slice(0, 10))"
    tab.open("")
    assert tab.run(days) == ["2026-11-24", "2026-11-26", "2026-11-28"]
    tab.open("", now=THREE_WEEKS_LATER)
    assert tab.run(days) == ["2026-12-16", "2026-12-18", "2026-12-19"]


def test_an_event_that_is_over_says_so_and_offers_it_no_more(tab: Tab) -> None:
    """Opened after its evening the large ticket tells that it is over, and cannot be added to a calendar."""
    tab.open("events/live-qa-black-friday/")
    assert "仅添加这一场" in tab.shown(".hg-pass .hg-btn--main")
    assert tab.shown(".hg-pass [data-hg-state]") == []
    tab.open("events/live-qa-black-friday/", now=THREE_WEEKS_LATER)
    assert tab.shown(".hg-pass .hg-once") == []
    assert tab.shown(".hg-pass [data-hg-state]") == ["已结束"]


def test_a_series_opened_later_keeps_its_past_in_a_list(tab: Tab) -> None:
    """Evenings that are over leave the coming ones and stand first among the past, as whole tickets."""
    tab.open("events/weekly-talk/", width=PHONE, now=THREE_WEEKS_LATER)
    assert "2026-12-10" not in tab.run("return document.querySelector('[data-hg-upcoming] time').dateTime")
    assert [ticket.split()[:2] for ticket in tab.shown("[data-hg-past] > li .hg-ticket__date")] == [
        ["12", "月"],
        ["12", "月"],
        ["11", "月"],
    ]
    assert tab.overflow() == ""


@pytest.mark.parametrize(
    ("zone", "told"),
    [("America/New_York", "11月24日周二 07:00"), ("Asia/Shanghai", ""), ("Asia/Taipei", "")],
)
def test_a_visitor_abroad_reads_the_evening_on_their_own_clock(tab: Tab, zone: str, told: str) -> None:
    """Beside the club's time, and only where it differs."""
    tab.open("events/live-qa-black-friday/", zone=zone)
    assert "20:00–21:00（北京时间）" in tab.text(".hg-pass__when")
    if zone != "Asia/Shanghai":
        tab.wait("return !!document.querySelector('.hg-pass time[data-hg-told]')")
    said = "".join(tab.shown(".hg-yourtime"))
    assert said.replace(" ", "") == (f"你的时间{told}".replace(" ", "") if told else "")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_search_finds_a_case_by_its_title(tab: Tab, width: int) -> None:
    """From any page, it is the first, and the result leads there."""
    tab.open("people/", width=width)
    assert "露营圈开店，四个月关掉" in tab.seek("露营圈开店")[0]
    tab.find("#hg-search-list > a").click()
    tab.wait("return location.pathname === '/cases/camping-group-fail/'")
    assert (tab.strangers(), tab.console()) == ([], [])


def test_an_address_that_leads_nowhere_leads_on(tab: Tab) -> None:
    """Under any depth of folders the page has its look and its ways out."""
    tab.open("cases/gone/deeper/")
    assert tab.shown("h1") == ["这一页不在馆里"]
    assert tab.run("return getComputedStyle(document.querySelector('.hg-btn--main')).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert all("gone" not in message or "404" in message for message in tab.console())
    tab.press(".hg-empty .hg-btn--main")
    tab.wait("return location.pathname === '/'")


@pytest.mark.parametrize(
    ("page", "reads", "dead"),
    [
        ("cases/", "#hg-list > li", ".hg-chips, .hg-facet, .hg-kbd"),
        ("events/", "#hg-list .hg-ticket", ".hg-chips"),
        (CASE, ".hg-trust > li, .hg-copy, .hg-table", "[data-hg-copy]"),
        ("events/weekly-talk/", ".hg-pass, .hg-ticket", "[data-hg-copy]"),
        ("subscribe/", ".hg-copy, summary", "[data-hg-copy]"),
    ],
)
def test_without_scripts_a_page_reads_and_has_no_dead_control(tab: Tab, page: str, reads: str, dead: str) -> None:
    """Everything that only a script moves is gone; everything else is there."""
    tab.open(page, scripts=False)
    try:
        assert tab.shown(reads)
        assert tab.shown("h1")
        hidden = [
            element.get_attribute("class")
            for element in tab.browser.find_elements("css selector", dead)
            if element.is_displayed()
        ]
        assert hidden == []
    finally:
        tab.close()


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_text(tab: Tab) -> None:
    """Then the header; each stop can be seen, and each has a ring around it."""
    tab.open(CASE)
    stops = []
    for _ in range(12):
        tab.browser.switch_to.active_element.send_keys(Keys.TAB)
        stops.append(
            tab.run("""
                const on = document.activeElement;
                const seen = on.closest(".hg-search__box") ?? (on.matches(".md-option") ? on.nextElementSibling : on);
                const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
                const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
                return [on.className, ring, box.width > 0 && box.height > 0, box.left >= 0 && box.right <= innerWidth];
            """)
        )
    assert "hg-skip" in stops[0][0]
    assert [stop for stop in stops if stop[1:] != [True, True, True]] == []


def test_the_skip_link_leads_past_the_header(tab: Tab) -> None:
    """The next stop after it lies in the article."""
    tab.open(CASE)
    tab.browser.switch_to.active_element.send_keys(Keys.TAB)
    tab.browser.switch_to.active_element.send_keys(Keys.ENTER)
    tab.wait("return location.hash === '#main'")
    tab.browser.switch_to.active_element.send_keys(Keys.TAB)
    assert tab.run("return !!document.activeElement.closest('article')")


def test_on_paper_a_case_is_its_text(tab: Tab) -> None:
    """Header, rooms, buttons and foot stay off the sheet, which is light even by night, and the tables are whole."""
    tab.open(CASE, scheme="dark")
    tab.tell("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    try:
        assert tab.shown(".md-header, .md-tabs, .md-footer, .md-sidebar, .hg-btn, .hg-share, .hg-crumb") == []
        assert tab.run("return getComputedStyle(document.body).backgroundColor") in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
        assert tab.run("return getComputedStyle(document.querySelector('.hg-scroll')).overflowX") == "visible"
        assert tab.run("return getComputedStyle(document.querySelector('.hg-links a')).color") == "rgb(0, 0, 0)"
        paper = base64.b64decode(tab.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
    finally:
        tab.tell("Emulation.setEmulatedMedia", media="")
    assert paper.startswith(b"%PDF-")
    assert 2 <= paper.count(b"/Type /Page\n") <= 5
