"""The page of search in a browser: results, facets and their counts, an address to share, the way back, and what to try."""

import pytest
from selenium.webdriver.common.keys import Keys

from chromium import PHONE, Tab

pytestmark = pytest.mark.browser

FIELD = "[data-hg-search-field]"
HITS = "return document.querySelectorAll('.hg-hit').length"
TOTAL = "return Number(document.querySelector('[data-hg-search-bar] strong')?.textContent ?? 0)"
ASKED = "return decodeURIComponent(location.search)"
KIND = "[data-hg-value='kind:case']"


def test_words_filters_and_sorting_stand_in_the_address(tab: Tab) -> None:
    """Typing replaces the address, each choice is a step back; a chosen value counts, narrows, and is let go by its chip."""
    tab.open("search/")
    steps = tab.run("return history.length")
    tab.find(FIELD).send_keys("退货")
    tab.wait(f"{HITS} > 0")
    assert (tab.run(ASKED), tab.run("return history.length")) == ("?q=退货", steps)
    assert tab.run("return document.title") == "搜索：退货 · 潮汐电商俱乐部"
    everything = tab.run(TOTAL)
    offered = int(tab.text(f"{KIND} .hg-chip__n"))
    tab.press(KIND)
    tab.wait(
        f"return document.querySelectorAll('[data-hg-drop]').length === 1 && ({TOTAL.removeprefix('return ')}) === {offered}"
    )
    assert 0 < offered < everything
    assert tab.run(ASKED) == "?q=退货&kind=case"
    assert set(tab.shown(".hg-hit .hg-meta > span:first-child")) == {"案例"}
    assert tab.run("return document.activeElement.dataset.hgValue") == "kind:case"
    tab.press("[data-hg-sort='date']")
    tab.wait("return document.querySelector('[data-hg-sort][aria-current]').dataset.hgSort === 'date'")
    assert tab.run(ASKED) == "?q=退货&kind=case&sort=date"
    days = tab.shown(".hg-hit .hg-meta .hg-fig")
    assert days == sorted(days, reverse=True)
    tab.press("[data-hg-drop]")
    tab.wait("return document.querySelector('[data-hg-search-chosen]').hidden")
    for address in ("?q=退货&kind=case&sort=date", "?q=退货&kind=case", "?q=退货"):
        tab.browser.back()
        tab.wait(f"return decodeURIComponent(location.search) === '{address}'")
    tab.wait(f"{TOTAL} === {everything}")


def test_a_shared_address_opens_as_it_was(tab: Tab) -> None:
    """Words, two facets and the order come from the address; on a phone the facets are folded under one line."""
    tab.open("search/?q=%E9%80%80%E8%B4%A7&kind=case&platform=douyin&utm_source=x", width=PHONE)
    tab.wait(f"{HITS} > 0")
    assert tab.find(FIELD).get_property("value") == "退货"
    assert tab.shown("[data-hg-drop]") == ["案例", "抖音"]
    assert tab.shown(".hg-facet") == []
    assert tab.shown(".hg-rail summary") == ["筛选"]
    assert tab.shown("[data-hg-search-browse] summary") == []
    assert (tab.overflow(), tab.strangers(), tab.console()) == ("", [], [])


def test_filters_alone_list_the_newest(tab: Tab) -> None:
    """Without words everything that fits is listed, by day; the next twenty come at a press, and the keyboard goes with them."""
    tab.open("search/?kind=event&kind=case&kind=member&kind=template")
    tab.wait(f"{HITS} === 20")
    total = tab.run(TOTAL)
    assert total > 20
    tab.press("[data-hg-search-more]")
    tab.wait(f"{HITS} === {min(total, 40)}")
    assert tab.run("return [...document.querySelectorAll('.hg-hit')].indexOf(document.activeElement.closest('.hg-hit'))") == 20
    assert len(set(tab.run("return [...document.querySelectorAll('.hg-hit a')].map((a) => a.href)"))) == min(total, 40)


def test_nothing_found_says_what_to_try(tab: Tab) -> None:
    """Fewer words, other filters, the list to browse: each is a press away."""
    tab.open("search/?q=qzxwvk%20jqxzvw&kind=case")
    tab.wait("return !!document.querySelector('.hg-empty')")
    assert tab.shown(".hg-empty h2") == ["这样选，没有「qzxwvk jqxzvw」。"]
    assert tab.shown(".hg-empty .hg-btn") == ["去掉筛选再找", "只找「qzxwvk」", "按类别翻"]
    tab.press(".hg-empty .hg-btn")
    tab.wait("return document.querySelector('.hg-empty h2').textContent.startsWith('没有「')")
    tab.press(".hg-empty .hg-btn:last-child")
    tab.wait("return !document.querySelector('[data-hg-search-browse]').hidden")
    assert (tab.run("return location.search"), tab.find(FIELD).get_property("value")) == ("", "")


def test_a_cleared_field_shows_the_list_again(tab: Tab) -> None:
    """The list to browse stands there while nothing is asked; the slash leads to the page's own field."""
    tab.open("search/?q=%E9%80%80%E8%B4%A7")
    tab.wait(f"{HITS} > 0")
    tab.find("body").send_keys("/")
    assert tab.run("return document.activeElement.matches('[data-hg-search-field]')")
    tab.find(FIELD).send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE)
    tab.wait("return !document.querySelector('[data-hg-search-browse]').hidden && location.search === ''")
    assert tab.run("return document.title") == "搜索 · 潮汐电商俱乐部"
    tab.find("[data-hg-search-browse] summary").click()
    assert "露营圈开店，四个月关掉" in tab.shown("[data-hg-search-browse] details[open] a")


def test_a_failed_index_says_so_over_the_list(tab: Tab) -> None:
    """The list to browse stays readable, and the next press searches."""
    tab.tell("Network.enable")
    tab.tell("Network.setBlockedURLs", urls=["*/assets/search/*"])
    try:
        tab.open("search/?q=%E9%80%80%E8%B4%A7")
        tab.wait("return !!document.querySelector('[data-hg-again]')")
        assert "索引没有取到" in " ".join(tab.shown("[data-hg-search-bar]"))
        assert len(tab.shown("[data-hg-search-browse] summary")) > 10
    finally:
        tab.tell("Network.setBlockedURLs", urls=[])
    tab.press("[data-hg-again]")
    tab.wait(f"{HITS} > 0 && document.querySelector('[data-hg-search-browse]').hidden")


def test_offline_titles_still_find_and_what_stands_there_stays(tab: Tab) -> None:
    """After one search that worked nothing more is asked of the network; further results that do not come take none away."""
    offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    tab.open("search/?q=%E7%9A%84")
    tab.wait("return document.querySelectorAll('.hg-hit').length === 20")
    laid_by = "for (const name of await caches.keys()) if ((await (await caches.open(name)).keys()).length) return true"
    tab.wait(f"return (async () => {{ {laid_by} }})()")
    tab.tell("Network.enable")
    tab.tell("Network.emulateNetworkConditions", offline=True, **offline)
    try:
        tab.press("[data-hg-search-more]")
        tab.wait("return !!document.querySelector('.hg-hits__late')")
        assert len(tab.shown(".hg-hit")) == 20
        field = tab.find("[data-hg-search-field]")
        field.clear()
        field.send_keys("露营圈开店")
        tab.wait("return !!document.querySelector('[data-hg-search-bar] .hg-search__note')")
        assert "这次只找了标题和标签" in tab.text("[data-hg-search-bar]")
        assert "露营圈开店" in tab.shown(".hg-hit h3")[0]
        assert tab.shown(".hg-hits__late") == []
    finally:
        tab.tell("Network.emulateNetworkConditions", offline=False, **offline)


def test_what_was_typed_as_a_title_stays_text_on_the_page(hostile_tab: Tab) -> None:
    """Titles, snippets and facets of a club that means harm are text; so is a question of HTML."""
    hostile_tab.open("search/?q=%E4%B8%89%E7%99%BE%E4%B8%AA%E5%AD%97")
    hostile_tab.wait(f"{HITS} > 0")
    foreign = "return [window.pwned ?? null, document.querySelectorAll('article :is(script:not([type]), img, iframe)').length]"
    assert hostile_tab.run(foreign) == [None, 0]
    assert hostile_tab.overflow() == ""
    hostile_tab.open("search/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.pwned%3D9%22%3E&kind=%22%3E%3Csvg%20onload%3D1%3E")
    hostile_tab.wait("return !!document.querySelector('.hg-empty, .hg-hit')")
    assert hostile_tab.run(foreign) == [None, 0]
    assert (hostile_tab.strangers(), hostile_tab.console()) == ([], [])
