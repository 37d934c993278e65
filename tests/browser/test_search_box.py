"""The search box in the header, as readers use it: by keyboard, by an input method, by a finger, offline, and without scripts."""

import pytest
from selenium.webdriver.common.keys import Keys

from chromium import PHONE, Tab

pytestmark = pytest.mark.browser

FIELD = ".hg-search__field"
OPTIONS = "return document.querySelectorAll('#hg-search-list > a').length"
CLOSED = "return document.querySelector('.hg-panel')?.hidden ?? true"
MAGNIFIER = "header [data-hg-search-open]"
ACTIVE = "return document.querySelector('#hg-search-list > a[aria-selected=true]')?.textContent ?? ''"
ENGINE = "return performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('huiguan-search.js'))"
COMPOSE = """
const field = document.querySelector(".hg-search__field");
const send = (event) => field.dispatchEvent(event);
field.focus();
send(new CompositionEvent("compositionstart"));
for (const typed of ["t", "tu", "tui"]) {
  field.value = typed;
  send(new InputEvent("input", { isComposing: true, bubbles: true }));
}
window.enter = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
send(window.enter);
"""


def typed(tab: Tab, words: str) -> None:
    """Types words into the box, and waits for what they find."""
    tab.find(FIELD).send_keys(words)
    tab.wait(f"return !!document.querySelector('[data-hg-all]')?.href.endsWith(encodeURIComponent('{words}'))")


def told(tab: Tab) -> str:
    """What the panel says above the results."""
    return " ".join(tab.shown(".hg-panel__head"))


def test_by_keyboard_alone_a_result_is_chosen_and_opened(tab: Tab) -> None:
    """The slash leads in, arrows go round, Home and End jump, Esc closes and keeps the word, Enter opens."""
    tab.open("people/")
    assert tab.run(ENGINE) is False
    tab.browser.switch_to.active_element.send_keys("/")
    field = tab.browser.switch_to.active_element
    assert (field.get_attribute("role"), field.get_property("value")) == ("combobox", "")
    typed(tab, "退货率")
    count = tab.run(OPTIONS)
    assert tab.run(ACTIVE) == ""
    field.send_keys(Keys.ARROW_DOWN)
    first = tab.run(ACTIVE)
    assert field.get_attribute("aria-activedescendant") == "hg-option-0"
    field.send_keys(Keys.END)
    last = tab.run(ACTIVE)
    field.send_keys(Keys.HOME)
    assert tab.run(ACTIVE) == first != last
    field.send_keys(Keys.ARROW_UP)
    assert (tab.run(ACTIVE), field.get_attribute("aria-activedescendant")) == ("", None)
    field.send_keys(Keys.ARROW_UP)
    assert tab.run(ACTIVE) == last
    field.send_keys(Keys.ESCAPE)
    assert (tab.run(CLOSED), field.get_property("value"), field.get_attribute("aria-expanded")) == (True, "退货率", "false")
    field.send_keys(Keys.ARROW_DOWN)
    tab.wait(f"{OPTIONS} === {count}")
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    tab.wait("return location.pathname.length > '/people/'.length && location.pathname !== '/people/'")
    assert (tab.strangers(), tab.console()) == ([], [])


def test_enter_with_nothing_chosen_leads_to_the_page_of_search(tab: Tab) -> None:
    """With what was typed in its address; Ctrl-K leads in from a field too, a slash in a field stays a slash."""
    tab.open("cases/")
    field = tab.find(FIELD)
    tab.find("body").send_keys(Keys.CONTROL, "k")
    assert tab.run("return document.activeElement === document.querySelector('.hg-search__field')")
    field.send_keys("a/b")
    assert field.get_property("value") == "a/b"
    field.send_keys(Keys.CONTROL, "a")
    typed(tab, "样茶")
    field.send_keys(Keys.ENTER)
    tab.wait("return location.pathname === '/search/' && new URLSearchParams(location.search).get('q') === '样茶'")
    tab.wait("return document.title.startsWith('搜索：样茶 · ')")


def test_results_are_marked_and_told(tab: Tab) -> None:
    """Kind, title and words with what matched; the head tells what else was looked for; a screen reader hears the number."""
    tab.open("")
    typed(tab, "退货率")
    assert tab.shown("#hg-search-list mark")
    assert set(tab.shown(".hg-panel__kind")) & {"案例", "白皮书", "活动"}
    assert told(tab).startswith("最像的")
    assert "看全部" in tab.shown(".hg-panel__foot")[0]
    tab.wait("return document.querySelector('.hg-search [role=status]').textContent.startsWith('找到')")
    field = tab.find(FIELD)
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("zhibojian")
    tab.wait("return document.querySelector('.hg-panel__head').textContent.includes('拼音')")
    assert "「直播间」" in told(tab)


def test_an_input_method_is_left_alone(tab: Tab) -> None:
    """While a word is being composed nothing is searched, and the Enter that ends it opens nothing; then it is searched once."""
    tab.open("cases/")
    tab.run(COMPOSE)
    tab.wait("return !!document.querySelector('.hg-panel')")
    assert tab.run("return window.enter.defaultPrevented")
    tab.run("window.waited = false; setTimeout(() => { window.waited = true }, 400)")
    tab.wait("return window.waited")
    assert (tab.run(OPTIONS), tab.run("return location.pathname")) == (0, "/cases/")
    tab.run("""
        const field = document.querySelector(".hg-search__field");
        field.value = "退货";
        field.dispatchEvent(new CompositionEvent("compositionend"));
    """)
    tab.wait(f"{OPTIONS} > 0")


def test_what_comes_without_keys_is_searched(tab: Tab) -> None:
    """Pasted, dropped and dictated words send no key; the field's own cross leads back to nothing."""
    tab.open("")
    tab.run("localStorage.removeItem('huiguan:searches:/')")
    tab.find(FIELD).click()
    for kind in ("insertFromPaste", "insertFromDrop", "insertReplacementText"):
        tab.run(
            """
            const field = document.querySelector(".hg-search__field");
            field.value = "退货率";
            field.dispatchEvent(new InputEvent("input", { inputType: arguments[0], bubbles: true }));
            """,
            kind,
        )
        tab.wait(f"{OPTIONS} > 0 && !document.querySelector('.hg-panel').hidden")
        tab.run("""
            const field = document.querySelector(".hg-search__field");
            field.value = "";
            field.dispatchEvent(new Event("search", { bubbles: true }));
        """)
        tab.wait(CLOSED)


def test_only_the_newest_question_is_answered(tab: Tab) -> None:
    """However fast one types, the results are those of what stands in the field."""
    tab.open("")
    field = tab.find(FIELD)
    for words in ("活动", "白皮书", "退货率"):
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(words)
        tab.run("document.querySelector('.hg-search__field').dispatchEvent(new Event('focus'))")  # asks at once
    tab.wait(f"{OPTIONS} > 0 && document.querySelector('[data-hg-all]')?.href.endsWith(encodeURIComponent('退货率'))")
    assert all("退" in mark or "货" in mark or "率" in mark for mark in tab.shown("#hg-search-list strong mark"))


def test_nothing_found_leads_on(tab: Tab) -> None:
    """The box says so in the words of the look, and offers fewer words, the list to browse, and the lists of each kind."""
    tab.open("people/")
    tab.find(FIELD).send_keys("qzxwvk jqxzvw")
    tab.wait("return document.querySelector('.hg-panel__head')?.textContent.includes('没有「')")
    assert "没有「qzxwvk jqxzvw」。换个说法，或者少写一个词。" in told(tab)
    ways = tab.shown(".hg-panel__ways a")
    assert ways[:3] == ["只找「qzxwvk」", "按类别翻", "案例"]
    assert tab.find(FIELD).get_attribute("aria-expanded") == "false"


def test_searches_are_remembered_on_the_device_and_forgotten_at_a_press(tab: Tab) -> None:
    """The last searches stand in the empty box, newest first; one press clears them."""
    tab.open("cases/")
    tab.run("localStorage.setItem('huiguan:searches:/', '[\"样茶\"]')")
    typed(tab, "退货率")
    tab.find(FIELD).send_keys(Keys.ENTER)
    tab.wait("return location.pathname === '/search/'")
    tab.open("cases/")
    tab.find(FIELD).click()
    tab.wait(f"{OPTIONS} > 0")
    assert tab.shown("#hg-search-list > a") == ["退货率", "样茶"]
    tab.find(FIELD).send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    tab.wait("return document.querySelector('.hg-search__field').value === '样茶' && !!document.querySelector('[data-hg-all]')")
    tab.find(FIELD).send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE)
    tab.wait("return !!document.querySelector('[data-hg-forget]')")
    tab.find("[data-hg-forget]").click()
    assert told(tab) == "记录清空了"
    assert tab.run("return localStorage.getItem('huiguan:searches:/')") == "[]"


def test_on_a_phone_the_search_fills_the_screen(tab: Tab) -> None:
    """The magnifier opens it as a dialog over an inert page; the phone's way back, Esc and the arrow close it."""
    tab.open("cases/", width=PHONE)
    assert tab.shown(FIELD) == []
    tab.find(MAGNIFIER).click()
    assert tab.run("""
        const box = document.querySelector("[data-hg-search]"), field = box.querySelector("input");
        const { width, height } = box.getBoundingClientRect();
        return [box.getAttribute("role"), box.getAttribute("aria-modal"), width === innerWidth, height === innerHeight,
          document.activeElement === field, parseFloat(getComputedStyle(field).fontSize) >= 16,
          !!document.querySelector("main").closest("[inert]"), document.querySelector(".hg-brand").closest("[inert]") !== null];
    """) == ["dialog", "true", *[True] * 6]
    typed(tab, "退货率")
    assert tab.overflow() == ""
    assert tab.run("return Math.min(...[...document.querySelectorAll('#hg-search-list > a')].map((a) => a.offsetHeight))") >= 44
    tab.browser.back()
    tab.wait("return !('hgScreen' in document.querySelector('[data-hg-search]').dataset)")
    assert tab.run("return [location.pathname, document.querySelectorAll('[inert]').length]") == ["/cases/", 0]
    for close in (lambda: tab.find(FIELD).send_keys(Keys.ESCAPE), lambda: tab.find("[data-hg-search-close]").click()):
        tab.find(MAGNIFIER).click()
        close()
        tab.wait("return !history.state?.hgSearch")
        assert tab.shown(FIELD) == []
        assert tab.run("return document.activeElement.matches('[data-hg-search-open]')")


def test_back_from_a_result_a_phone_shows_the_results_again(tab: Tab) -> None:
    """Whoever opened the wrong page finds the others where they were."""
    tab.open("people/", width=PHONE)
    tab.find(MAGNIFIER).click()
    typed(tab, "露营圈开店")
    tab.find("#hg-search-list > a").click()
    tab.wait("return location.pathname.startsWith('/cases/')")
    tab.browser.back()
    tab.wait("return location.pathname === '/people/' && 'hgScreen' in document.querySelector('[data-hg-search]').dataset")
    tab.wait(f"{OPTIONS} > 0")
    assert tab.find(FIELD).get_property("value") == "露营圈开店"


def test_an_address_of_materials_search_still_searches(tab: Tab) -> None:
    """`?q=` on any page, as Material shared it, opens the box with the results."""
    tab.open("cases/?q=%E6%A0%B7%E8%8C%B6")
    tab.wait(f"{OPTIONS} > 0")
    assert tab.find(FIELD).get_property("value") == "样茶"


def test_without_an_index_the_box_says_so_and_tries_again(tab: Tab) -> None:
    """A failed request is told in a sentence with a button, and the next press finds."""
    tab.open("cases/")
    tab.tell("Network.enable")
    tab.tell("Network.setBlockedURLs", urls=["*/assets/search/*"])
    try:
        tab.find(FIELD).send_keys("退货率")
        tab.wait("return !!document.querySelector('[data-hg-again]')")
        assert "索引没有取到" in told(tab)
        assert tab.shown(".hg-panel__note a") == ["按类别翻"]
    finally:
        tab.tell("Network.setBlockedURLs", urls=[])
    tab.find("[data-hg-again]").click()
    tab.wait(f"{OPTIONS} > 0")


def test_when_the_network_fails_titles_are_searched_and_it_says_so(tab: Tab) -> None:
    """With the index half there, titles and tags still find, under a note and a button."""
    tab.open("cases/")
    tab.tell("Network.enable")
    tab.tell("Network.setBlockedURLs", urls=["*/assets/search/*.bin"])
    try:
        typed(tab, "露营圈开店")
        assert "网络没通，这次只找了标题和标签。" in told(tab)
        assert "露营圈开店，四个月关掉" in " ".join(tab.shown("#hg-search-list strong"))
    finally:
        tab.tell("Network.setBlockedURLs", urls=[])


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_without_scripts_the_box_is_a_form(tab: Tab, width: int) -> None:
    """On a desk the field stands there and sends its words to the page of search, on a phone the magnifier leads there."""
    tab.open("cases/", width=width, scripts=False)
    try:
        if width == PHONE:
            tab.find(MAGNIFIER).click()
        else:
            tab.find(FIELD).send_keys("退货", Keys.ENTER)
        assert tab.browser.current_url.startswith(f"{tab.address}search/")
        assert "浏览器没有开脚本" in " ".join(tab.shown(".hg-needs-none"))
        assert len(tab.shown("[data-hg-search-browse] summary")) > 10
    finally:
        tab.close()


def test_what_was_typed_as_a_title_stays_text_in_the_box(hostile_tab: Tab) -> None:
    """A title of HTML is shown as it was typed, and nothing of it runs."""
    hostile_tab.open("cases/")
    typed(hostile_tab, "三百个字的标题")
    assert "<script>" in " ".join(hostile_tab.shown("#hg-search-list strong"))
    assert hostile_tab.run("return [window.pwned ?? null, document.querySelectorAll('.hg-panel :is(script, img)').length]") == [
        None,
        0,
    ]
    assert (hostile_tab.overflow(), hostile_tab.console()) == ("", [])
