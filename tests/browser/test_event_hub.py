"""What attendees and sharers do on the demo club: pick dates and take them along, save posters, find their steps, turn months."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
import pytest
from selenium.webdriver.common.keys import Keys

from chromium import DESK, PHONE, Tab, served
from engines.little_club import TALK, built_club, little_club, write

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

NOON = "2026-11-21T12:00:00+08:00"
TWO_WEEKS_LATER = "2026-12-05T12:00:00+08:00"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"
PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"
XIAOMI = "Mozilla/5.0 (Linux; U; Android 14; zh-cn; 23127PN0CC Build/UKQ1) Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.6"
HARMONY = (
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 ArkWeb/6.0 Mobile"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
CLIENTS = [
    pytest.param(IPHONE, "iPhone、iPad", id="iphone"),
    pytest.param(PIXEL, "其他安卓手机", id="android"),
    pytest.param(XIAOMI, "小米手机", id="xiaomi"),
    pytest.param(HARMONY, "华为、荣耀手机", id="harmony"),
    pytest.param(f"{IPHONE} MicroMessenger/8.0.54 NetType/WIFI", "在微信里", id="wechat on an iphone"),
    pytest.param(f"{PIXEL} MicroMessenger/8.0.54 NetType/WIFI", "在微信里", id="wechat on android"),
    pytest.param(WINDOWS, "Outlook", id="windows"),
]
OPEN_STEPS = "details[data-hg-client][open] > summary"
PICKED = (
    "live-qa-black-friday",
    "study-tour-yiwu",
    "weekly-talk.20261126",
    "weekly-talk.20261217",
    "weekly-talk.20261224",
    "weekly-talk+20270109",
)


@pytest.fixture
def own_list(tab: Tab) -> Iterator[Tab]:
    """A visitor with an empty list, which is emptied again."""
    tab.open("events/")
    yield tab
    tab.run("localStorage.clear()")


@pytest.fixture
def disguised(tab: Tab) -> Iterator[Tab]:
    """A visitor who may come with another browser."""
    yield tab
    tab.tell("Emulation.setUserAgentOverride", userAgent="")


def pick(tab: Tab, *keys: str) -> None:
    for key in keys:
        tab.run("arguments[0].click()", tab.find(f"[data-hg-pick='{key}']"))


def taken(tab: Tab, folder: Path) -> bytes:
    """The file that the panel gives."""
    tab.tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    tab.press("[data-hg-take]")
    tab.wait("return document.querySelector('[data-hg-picks-said]').textContent.startsWith('文件里有')")
    file = folder / "huodong-qingdan.ics"
    for _ in range(200):
        if file.exists():
            break
        tab.run("return new Promise((done) => setTimeout(done, 25))")
    return file.read_bytes()


def test_picked_dates_come_along_as_one_file(own_list: Tab, tmp_path: Path, demo: Path) -> None:
    """Two events and four dates of a series (changed, plain, moved, extra): the entries of the flat feed with their reminders."""
    pick(own_list, *PICKED)
    assert own_list.text("[data-hg-picks-count]") == "6"
    assert own_list.shown(".hg-picks li > a") == [
        "黑五当周该不该开播",
        "退货率从 31% 到 17%，我们改了哪三件事",
        "年货节选品会诊",
        "周四夜谈",
        "加场：TikTok Shop 跨境合规问答",
        "义乌标杆游学：一只礼盒从打样到发货",
    ]
    content = taken(own_list, tmp_path)
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(content)
    flat = icalendar.Calendar.from_ical((demo / "calendar/flat.ics").read_bytes())
    known = {str(entry["UID"]): entry.to_ical() for entry in flat.walk("VEVENT")}
    ringing = {str(entry["UID"]) for entry in calendar.walk("VEVENT") if entry.walk("VALARM")}
    assert ringing == {f"{key}@tide.example.com" for key in PICKED if key.startswith(("weekly-talk", "live-qa"))}
    for entry in calendar.walk("VEVENT"):
        entry.subcomponents.clear()
    entries = {str(entry["UID"]): entry.to_ical() for entry in calendar.walk("VEVENT")}
    assert sorted(entries) == sorted(f"{key}@tide.example.com" for key in PICKED)
    assert entries == {uid: known[uid] for uid in entries}
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", flat["PRODID"])


def test_the_list_is_kept_and_can_be_mended(own_list: Tab) -> None:
    """A second visit finds it, the event's page knows it, a press takes one away, and what is over leaves by itself."""
    pick(own_list, "live-qa-black-friday", "hangzhou-salon-11")
    own_list.open("events/hangzhou-salon-11/", width=PHONE)
    assert own_list.find(".hg-pass [data-hg-pick]").get_attribute("aria-pressed") == "true"
    assert own_list.shown(".hg-pass [data-hg-see]") == ["看清单"]
    own_list.open("events/")
    assert len(own_list.shown(".hg-picks li")) == 2
    own_list.press(".hg-picks__x[aria-label='去掉黑五当周该不该开播']")
    assert own_list.shown(".hg-picks li > a") == ["杭州沙龙：双11 复盘夜，三张表对一遍"]
    assert own_list.find("[data-hg-pick='live-qa-black-friday']").get_attribute("aria-pressed") == "false"
    own_list.open("events/", now=TWO_WEEKS_LATER)
    assert own_list.shown(".hg-picks") == []


def test_a_device_that_keeps_nothing_says_so(own_list: Tab, tmp_path: Path) -> None:
    """The list lives as long as the page, and the file is given all the same."""
    own_list.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    pick(own_list, "hangzhou-salon-11")
    assert own_list.shown("[data-hg-picks-lost]") == ["这台设备不让网页存东西，离开这一页清单就没了。"]
    assert b"UID:hangzhou-salon-11@tide.example.com\r\n" in taken(own_list, tmp_path)


def test_a_file_that_is_not_to_be_had_is_named(own_list: Tab) -> None:
    """Without the network nothing is saved that looks whole and is not."""
    pick(own_list, "hangzhou-salon-11")
    own_list.run("window.fetch = () => Promise.reject(new TypeError('offline'))")
    own_list.press("[data-hg-take]")
    own_list.wait("return document.querySelector('[data-hg-picks-said]').textContent.startsWith('没有取到：杭州沙龙')")


def test_what_is_no_longer_planned_is_left_out_and_named(own_list: Tab, tmp_path: Path) -> None:
    """An event that was taken away and a date that is skipped by now do not keep the others from coming along."""
    pick(own_list, "hangzhou-salon-11")
    stale = """
    const [key] = Object.keys(localStorage).filter((name) => name.startsWith("huiguan:picks:"));
    const list = JSON.parse(localStorage[key]);
    const add = (id, mark, title) =>
      list.push({ ...list[0], key: id + mark, id, mark, title, ics: `calendar/event/${id}.ics`, ends: "2027-05-01T21:00+08:00" });
    add("taken-away", "", "撤下的活动");
    add("newcomer-meeting", ".20270101", "元旦那场");
    list[0].title = list[0].when = "旧";
    localStorage[key] = JSON.stringify(list);
    """
    own_list.run(stale)
    own_list.open("events/")
    assert sorted(own_list.shown(".hg-picks li > a")) == ["元旦那场", "撤下的活动", "杭州沙龙：双11 复盘夜，三张表对一遍"]
    calendar = icalendar.Calendar.from_ical(taken(own_list, tmp_path))
    assert [str(entry["UID"]) for entry in calendar.walk("VEVENT")] == ["hangzhou-salon-11@tide.example.com"]
    assert "日程里已经没有：撤下的活动、元旦那场，没放进文件。" in own_list.text("[data-hg-picks-said]")


def test_a_pick_follows_its_event_through_a_new_name_and_a_new_rule(browser: "Chrome", tmp_path: Path) -> None:
    """What was picked is one with what the renamed series still gives; a date that its rule gives no more is named."""
    club = little_club(tmp_path, **{"events/thursday-talk.yml": f"{TALK}repeat: {{freq: weekly}}\n"})
    with served(built_club(club)) as address:
        tab = Tab(browser, address, now=NOON)
        tab.open("events/")
        pick(tab, "thursday-talk.20261126", "thursday-talk.20261203")
        renamed = TALK.replace("周四夜谈", "周四长谈") + "uid: thursday-talk\naliases: [events/thursday-talk]\n"
        later = f"{renamed}repeat: {{freq: weekly, interval: 2}}\n"
        write(club, {"events/thursday-talk.yml": None, "events/long-talk.yml": later})
        built_club(club)
        calendar = icalendar.Calendar.from_ical(taken(tab, tmp_path))  # from the page as it was opened before
        assert [str(entry["UID"]) for entry in calendar.walk("VEVENT")] == ["thursday-talk.20261126@little.example.com"]
        assert str(calendar.walk("VEVENT")[0]["SUMMARY"]) == "周四长谈"
        assert tab.text("[data-hg-picks-said]").endswith("日程里已经没有：周四夜谈，没放进文件。")
        assert tab.shown(".hg-picks li > a") == ["周四长谈", "周四夜谈"]
        assert str(tab.find(".hg-picks li > a").get_property("href")).startswith(f"{address}events/long-talk/")
        tab.run("localStorage.clear()")
        tab.close()


def test_a_mangled_address_stops_nothing(own_list: Tab) -> None:
    """What chats make of a link's end breaks neither the list nor what comes after it."""
    pick(own_list, "hangzhou-salon-11")
    own_list.open("events/hangzhou-salon-11/#100%")
    assert own_list.find(".hg-pass [data-hg-pick]").get_attribute("aria-pressed") == "true"


def test_a_poster_becomes_a_picture_to_save(tab: Tab, tmp_path: Path) -> None:
    """A PNG of twice the size, drawn and not blank, with words on how to keep it; no line of it runs out of its board."""
    tab.open("events/weekly-talk/", width=PHONE)
    tab.press(".hg-share [data-hg-poster]")
    tab.wait("return document.querySelector('dialog img')?.naturalWidth > 0")
    look = """
    const image = document.querySelector("dialog img"), canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const paper = canvas.getContext("2d");
    paper.drawImage(image, 0, 0);
    const at = (x, y) => [...paper.getImageData(x, y, 1, 1).data].join();
    const row = paper.getImageData(0, 560, 1500, 1).data, colours = new Set();
    for (let x = 0; x < row.length; x += 4) colours.add(row.slice(x, x + 3).join());
    return [canvas.width, canvas.height, at(20, 20), at(200, 2560), colours.size > 3];
    """
    assert tab.run(look) == [1500, 2668, "13,58,66,255", "255,255,255,255", True]
    assert tab.shown("dialog [role=status]") == ["长按图片，存到相册或转给朋友。"]
    assert tab.find("dialog a").get_attribute("download").endswith(".png")
    picture = base64.b64decode(tab.find("dialog img").get_attribute("src").partition(",")[2])
    (tmp_path / "poster.png").write_bytes(picture)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 50_000
    assert tab.overflow() == ""
    fits = "const [image, dialog] = ['dialog img', 'dialog'].map((each) => document.querySelector(each).getBoundingClientRect());"
    assert tab.run(f"{fits} return image.right <= dialog.right && image.left >= dialog.left && dialog.bottom <= innerHeight")
    assert min(tab.run("return [...document.querySelectorAll('dialog .hg-btn')].map((each) => each.offsetHeight)")) >= 44
    tab.find("dialog").send_keys(Keys.ESCAPE)
    tab.wait("return !document.querySelector('dialog')")
    widest = "return Math.max(...[...document.querySelectorAll('text')].map((text) => text.getBoundingClientRect().right))"
    for poster in ("weekly-talk/poster", "weekly-talk/2026-12-17", "hangzhou-salon-11/poster", "study-tour-yiwu/poster"):
        tab.browser.get(f"{tab.address}events/{poster}.svg")
        assert tab.run(widest) <= 700


@pytest.mark.parametrize(("agent", "steps"), CLIENTS)
def test_only_the_visitors_own_steps_are_open(disguised: Tab, agent: str, steps: str) -> None:
    """All others are one tap away."""
    disguised.tell("Emulation.setUserAgentOverride", userAgent=agent)
    disguised.open("subscribe/", width=PHONE)
    assert disguised.shown(OPEN_STEPS) == [steps]
    disguised.run("document.querySelector('#import-only > summary').click()")
    assert disguised.shown(OPEN_STEPS) == [steps, "飞书、钉钉、企业微信"]


def test_without_scripts_every_step_and_every_month_is_there(tab: Tab) -> None:
    """Steps stand open, months are tables with links, the poster is a picture, and nothing dead is shown."""
    tab.open("subscribe/", scripts=False)
    assert len(tab.shown(OPEN_STEPS)) == len(tab.shown("details[data-hg-client] > summary")) == 9
    tab.open("events/month/2026-12/", scripts=False)
    assert "年货节选品会诊（改期）" in " ".join(tab.shown(".hg-month__ev a.m"))
    assert tab.find("[data-hg-turn=next]").get_attribute("href").endswith("/events/month/2027-01/")
    tab.open("events/", scripts=False)
    assert tab.shown(".hg-pick button, .hg-filters, .hg-picks") == []
    tab.open("events/hangzhou-salon-11/", scripts=False)
    assert tab.find(".hg-share [data-hg-poster]").get_attribute("href").endswith("/events/hangzhou-salon-11/poster.svg")
    tab.run("document.querySelector('.hg-choice summary').click()")
    assert tab.shown(".hg-choice a")[-2:] == ["别的日历和地址", "手机上怎么订阅"]


def test_months_are_turned_by_keyboard(tab: Tab) -> None:
    """Enter on the arrow shows the next month and stays on the arrow; back is back; the address is the month's own."""
    tab.open("events/month/2026-12/")
    tab.run("window.same = true")
    tab.press("[data-hg-turn=next]")
    tab.wait("return document.querySelector('h1').textContent === '2027 年 1 月'")
    assert tab.run("return [location.pathname, window.same, document.title.slice(0, 12)]") == [
        "/events/month/2027-01/",
        True,
        "2027 年 1 月的活动"[:12],
    ]
    assert tab.run("return document.activeElement.dataset.hgTurn") == "next"
    assert tab.run("return document.querySelector('.hg-month__ev a').href").startswith(f"{tab.address}events/")
    tab.browser.back()
    tab.wait("return document.querySelector('h1').textContent === '2026 年 12 月'")


def test_the_chip_of_the_month_is_in_view(tab: Tab) -> None:
    """On a phone the strip of months stands where the month is, on entering and after turning; the page stays in its place."""
    in_view = """
        const [chip, strip] = [...document.querySelectorAll(".hg-chips, .hg-chips [aria-current]")].reverse();
        const [inner, outer] = [chip, strip].map((each) => each.getBoundingClientRect());
        return [chip.textContent.trim().slice(0, 10), inner.left >= outer.left, inner.right <= outer.right, scrollX, scrollY];
    """
    tab.open("events/month/2027-08/", width=PHONE)
    assert tab.run(in_view) == ["2027 年 8 月", True, True, 0, 0]
    tab.press("[data-hg-turn=next]")
    tab.wait("return document.querySelector('h1').textContent === '2027 年 9 月'")
    assert tab.run(in_view) == ["2027 年 9 月", True, True, 0, 0]


@pytest.mark.parametrize(
    ("page", "scripts"),
    [
        ("cases/", ["huiguan.js", "huiguan-search-box.js"]),
        ("events/weekly-talk/", ["huiguan.js", "huiguan-search-box.js", "huiguan-events.js"]),
        ("events/month/2026-12/", ["huiguan.js", "huiguan-search-box.js", "huiguan-events.js"]),
        ("subscribe/", ["huiguan.js", "huiguan-search-box.js", "huiguan-events.js"]),
    ],
)
def test_a_visit_fetches_no_script_that_only_a_press_calls_for(tab: Tab, page: str, scripts: list[str]) -> None:
    """Poster, file of dates, another clock and search come when they are wanted."""
    tab.open(page)
    fetched = tab.run("""
        const names = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
        return names.filter((name) => name.startsWith("/assets/javascripts/") && !name.endsWith(".min.js"));
    """)
    assert sorted(fetched) == sorted(f"/assets/javascripts/{name}" for name in scripts)


def test_a_poster_whose_script_does_not_come_is_opened_as_it_is(tab: Tab) -> None:
    """Without the network for the script the link is a link."""
    tab.open("events/weekly-talk/")
    tab.tell("Network.enable")
    tab.tell("Network.setBlockedURLs", urls=["*/events/poster.js"])
    try:
        tab.press(".hg-share [data-hg-poster]")
        tab.wait("return location.pathname.endsWith('/poster.svg')")
    finally:
        tab.tell("Network.setBlockedURLs", urls=[])
        tab.tell("Network.disable")


def test_a_day_on_a_phone_leads_to_its_dates(tab: Tab) -> None:
    """The square is a link, met by Tab after the one before; Enter brings its ticket into view."""
    tab.open("events/month/2026-12/", width=PHONE)
    first = tab.find("[data-hg-day='2026-12-01'] a.hg-phoneonly")
    first.send_keys(Keys.TAB)
    assert tab.run("return document.activeElement.closest('td').dataset.hgDay") == "2026-12-03"
    tab.press("[data-hg-day='2026-12-18'] a.hg-phoneonly")
    assert tab.run("return [location.hash, document.querySelector(':target h3').textContent]") == ["#day-18", "年货节选品会诊"]
    assert tab.run(
        "const box = document.querySelector(':target').getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight"
    )


def test_today_is_the_clubs_today(tab: Tab) -> None:
    """Wherever the visitor is: it is still the twentieth in Los Angeles."""
    tab.open("events/month/2026-11/", zone="America/Los_Angeles")
    assert tab.run("return [...document.querySelectorAll('td.is-today')].map((cell) => cell.dataset.hgDay)") == ["2026-11-21"]
    assert tab.find("td.is-today").get_attribute("aria-current") == "date"


def test_two_weeks_later_the_entrance_and_the_week_have_moved_on(tab: Tab) -> None:
    """The page was made in November; in December the entrance shows December, and this week what is near by then."""
    tab.open("events/month/", now=TWO_WEEKS_LATER)
    tab.wait("return location.pathname === '/events/month/2026-12/'")
    tab.open("events/")
    assert tab.run("return [...document.querySelectorAll('[data-hg-week] li')].map((item) => item.dataset.hgDay)") == [
        "2026-11-24",
        "2026-11-26",
        "2026-11-28",
    ]
    tab.open("events/", now=TWO_WEEKS_LATER)
    assert tab.shown("[data-hg-week] .hg-ticket__day") == ["10"]
    assert "2026 年 11 月" not in tab.shown("#hg-list h2")


def test_events_are_narrowed_by_city_kind_and_access(tab: Tab) -> None:
    """Facets narrow together; a group of dates without any goes with its head."""
    tab.open("events/")
    tab.press(".hg-filters [data-hg-value='city:杭州']")
    assert tab.shown("#hg-list h3") == ["杭州沙龙：双11 复盘夜，三张表对一遍"]
    assert tab.shown("#hg-list h2") == ["这一周"]
    tab.press(".hg-filters [data-hg-value='city:']")
    tab.press(".hg-filters [data-hg-value='kind:live_qa']")
    tab.press(".hg-filters [data-hg-value='access:public']")
    assert tab.shown("#hg-list h3") == ["黑五当周该不该开播"]
    assert tab.run("return location.search") == "?kind=live_qa&access=public"


def test_a_feed_is_copied_and_found_by_its_address(tab: Tab) -> None:
    """A code on a desk leads a phone to the one feed, opened; its button takes the full address."""
    tab.open("calendar/#feed-series-weekly-talk", width=PHONE)
    assert tab.shown("#feed-series-weekly-talk .hg-copy") == ["https://tide.example.com/calendar/series/weekly-talk.ics"]
    tab.run("window.taken = []; navigator.clipboard.writeText = async (text) => { window.taken.push(text); }")
    tab.press("#feed-series-weekly-talk [data-hg-copy]")
    tab.wait("return window.taken.length === 1")
    assert tab.run("return window.taken") == ["https://tide.example.com/calendar/series/weekly-talk.ics"]


# The last character of each line but the last of each address on the page that is set over several lines.
LINE_ENDS = r"""
const ends = [];
for (const shown of document.querySelectorAll("td > code, .hg-copy--url")) {
  const marks = [];
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      marks.push([node.data[at], range.getBoundingClientRect().top]);
    }
  }
  marks.slice(1).forEach(([, top], index) => top > marks[index][1] + 4 && ends.push(marks[index][0]));
}
return ends;
"""


@pytest.mark.parametrize("page", ["subscribe/", "calendar/#feed-group-chapter-hangzhou"])
def test_an_address_on_a_phone_breaks_between_its_words(tab: Tab, page: str) -> None:
    """Addresses of feeds are read out and compared: a line ends after a slash or a hyphen, and the text is the whole address."""
    tab.open(page, width=PHONE)
    ends = tab.run(LINE_ENDS)
    assert ends
    assert set(ends) <= {"/", "-"}
    texts = tab.run("return [...document.querySelectorAll('td > code, .hg-copy--url')].map((each) => each.textContent)")
    assert "https://tide.example.com/calendar/group/chapter-hangzhou.ics" in texts


@pytest.mark.parametrize("page", ["events/month/2027-03/", "calendar/"])
def test_a_page_of_the_hub_reads_on_every_screen(tab: Tab, page: str) -> None:
    """No wider than its screen by day and night, no stranger asked, nothing owed to who hears it or types."""
    tab.open(page, width=PHONE)
    faults = [tab.overflow(), *tab.faults()]
    tab.resize(DESK, "dark")
    faults += [tab.overflow(), *tab.faults()]
    assert faults == ["", ""]
    assert (tab.strangers(), tab.console()) == ([], [])


def test_nobody_is_asked_along_to_what_is_over(tab: Tab) -> None:
    """An event's page that is opened after its date offers neither words to hand on nor steps to add it."""
    for now, shown in (("2026-11-21T12:00:00+08:00", True), (TWO_WEEKS_LATER, False)):
        tab.open("events/live-qa-black-friday/", now=now, width=PHONE)
        assert [bool(tab.shown(place)) for place in (".hg-share h2", ".hg-wx", ".hg-once")] == [shown] * 3
