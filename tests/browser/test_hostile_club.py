"""A club that means harm is drawn as what it typed: nothing of it runs, nothing of it becomes an element."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from browser.hostile_club import ARABIC, IMAGE, SCRIPT
from chromium import DESK, PHONE, Tab

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "cases/",
    "cases/harm/",
    "cases/bare/",
    "whitepapers/",
    "whitepapers/paper/",
    "whitepapers/paper/one/",
    "whitepapers/paper/two/",
    "toolkit/",
    "toolkit/sheet/",
    "events/",
    "events/talk/",
    "people/",
    "people/lu-zhifan/",
    "people/plain/",
    "people/rtl/",
    "organizations/",
    "organizations/shop/",
    "groups/circle/",
    "404.html",
]
# What came to life: a script that says our word, a picture or element that we never draw, a handler or address that runs.
ALIVE = r"""
const foreign = [...document.querySelectorAll("img:not(.hg-logo), svg[onload], iframe, object, b[onmouseover]")];
const scripts = [...document.scripts].filter((script) => script.type !== "application/ld+json" && script.text.includes("pwned"));
const handlers = [...document.querySelectorAll("*")].filter((element) => [...element.attributes].some(
  ({ name, value }) => name.startsWith("on")
    || (["href", "src", "action"].includes(name) && /^\s*(javascript|data|vbscript):/i.test(value))));
return [window.pwned ?? null, ...[...foreign, ...scripts, ...handlers].map((element) => element.outerHTML.slice(0, 200))];
"""


@pytest.mark.parametrize("page", PAGES)
def test_nothing_typed_comes_to_life(hostile_tab: Tab, page: str) -> None:
    """On a phone and on a desk: no script ran, no element was smuggled in, and no long word breaks the page."""
    hostile_tab.open(page, width=PHONE)
    assert hostile_tab.run(ALIVE) == [None]
    assert (hostile_tab.overflow(), hostile_tab.faults()) == ("", [])
    hostile_tab.resize(DESK)
    assert hostile_tab.overflow() == ""
    assert (hostile_tab.strangers(), hostile_tab.console()) == ([], [])


@pytest.mark.parametrize("words", ["表格", "三百个字", "陆知帆", "第一章", "夜谈"])
def test_nothing_typed_comes_to_life_in_the_search(hostile_tab: Tab, words: str) -> None:
    """Titles and snippets of what was found are text too."""
    hostile_tab.open("cases/")
    assert any(words in title for title in hostile_tab.seek(words))
    assert hostile_tab.run(ALIVE) == [None]
    assert hostile_tab.console() == []


def test_what_was_typed_stays_readable(hostile_tab: Tab) -> None:
    """Harm or not, a title, a name and a speaker read as they were typed; so does a name that runs from right to left."""
    hostile_tab.open("events/talk/")
    assert hostile_tab.shown("h1") == [f"夜谈{SCRIPT}"]
    assert f"陆知帆{IMAGE}" in hostile_tab.text(".hg-rows")
    hostile_tab.open("people/rtl/")
    assert hostile_tab.shown("h1") == [ARABIC]


def test_nothing_typed_comes_to_life_in_feeds(hostile: Path) -> None:
    """Feeds and pictures are well-formed and hold no element of a page."""
    documents = [*hostile.rglob("*.xml"), *(path for path in hostile.rglob("*.svg") if "assets" not in path.parts)]
    assert documents
    for path in documents:
        names = {element.tag.rpartition("}")[2] for element in ET.fromstring(path.read_bytes()).iter()}  # noqa: S314
        assert not names & {"script", "img", "iframe", "foreignObject"}, path
