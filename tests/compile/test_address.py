"""Addresses: each way from one page to another, in both forms of addresses, lands where the target really is."""

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiguan.compile.address import Addresses
from huiguan.model.kind import KINDS
from huiguan.model.tier import Tier
from huiguan.model.whitepaper import Whitepaper

ROOT = "https://tide.example.com/"
SUB_PATH = "https://pages.example.com/tide/club/"


@pytest.mark.parametrize(
    ("kind", "source", "url", "flat"),
    [
        ("case", "cases/x.md", "cases/x/", "cases/x.html"),
        ("whitepaper", "whitepapers/x/index.md", "whitepapers/x/", "whitepapers/x/index.html"),
        ("template", "toolkit/x.md", "toolkit/x/", "toolkit/x.html"),
        ("event", "events/x.md", "events/x/", "events/x.html"),
        ("member", "people/x.md", "people/x/", "people/x.html"),
        ("organization", "organizations/x.md", "organizations/x/", "organizations/x.html"),
        ("group", "groups/x.md", "groups/x/", "groups/x.html"),
        ("tier", "tiers/index.md", "tiers/", "tiers/index.html"),
    ],
)
def test_each_kind_has_its_address(kind: str, source: str, url: str, flat: str) -> None:
    """The permanent address of a record, with a folder for each page and without."""
    assert Addresses(ROOT).source(kind, "x") == source
    assert Addresses(ROOT).of(source) == url
    assert Addresses(ROOT, use_directory_urls=False).of(source) == flat


def test_every_kind_is_in_the_table_of_addresses() -> None:
    """No kind was added without an address: each begins with its own section."""
    for kind in KINDS:
        assert Addresses(ROOT).source(kind.name, "x").split("/")[0] == kind.section


@pytest.mark.parametrize(
    ("at", "target", "way", "flat"),
    [
        ("index.md", "index.md", ".", "index.html"),
        ("index.md", "cases/index.md", "cases/", "cases/index.html"),
        ("index.md", "cases/x.md", "cases/x/", "cases/x.html"),
        ("index.md", "feed.xml", "feed.xml", "feed.xml"),
        ("cases/index.md", "index.md", "../", "../index.html"),
        ("cases/index.md", "cases/index.md", ".", "index.html"),
        ("cases/index.md", "cases/x.md", "x/", "x.html"),
        ("cases/index.md", "cases/x/表.xlsx", "x/%E8%A1%A8.xlsx", "x/%E8%A1%A8.xlsx"),
        ("cases/x.md", "index.md", "../../", "../index.html"),
        ("cases/x.md", "cases/index.md", "../", "index.html"),
        ("cases/x.md", "cases/x.md", ".", "x.html"),
        ("cases/x.md", "cases/x.md#lessons", "#lessons", "#lessons"),
        ("cases/x.md", "cases/y.md", "../y/", "y.html"),
        ("cases/x.md", "cases/y.md#lessons", "../y/#lessons", "y.html#lessons"),
        ("cases/x.md", "cases/x/表.xlsx", "%E8%A1%A8.xlsx", "x/%E8%A1%A8.xlsx"),
        ("cases/x.md", "toolkit/y.md", "../../toolkit/y/", "../toolkit/y.html"),
        ("cases/x.md", "tiers/index.md#full", "../../tiers/#full", "../tiers/index.html#full"),
        ("whitepapers/w/index.md", "whitepapers/w/a.md", "a/", "a.html"),
        ("whitepapers/w/a.md", "whitepapers/w/index.md", "../", "index.html"),
        ("whitepapers/w/a.md", "whitepapers/w/b.md#n", "../b/#n", "b.html#n"),
        (
            "whitepapers/w/第一章.md",
            "whitepapers/w/第二章.md",
            "../%E7%AC%AC%E4%BA%8C%E7%AB%A0/",
            "%E7%AC%AC%E4%BA%8C%E7%AB%A0.html",
        ),
        ("handbook/a/b.md", "calendar/all.ics", "../../../calendar/all.ics", "../../calendar/all.ics"),
    ],
)
def test_the_way_from_page_to_page(at: str, target: str, way: str, flat: str) -> None:
    """What stands in `href`, from all kinds of pages to all kinds of targets."""
    assert Addresses(ROOT).relative(target, at) == way
    assert Addresses(ROOT, use_directory_urls=False).relative(target, at) == flat


@pytest.mark.parametrize(
    ("site_url", "path", "address"),
    [
        (ROOT, "index.md", "https://tide.example.com/"),
        (ROOT.rstrip("/"), "cases/x.md", "https://tide.example.com/cases/x/"),
        (SUB_PATH, "cases/index.md", "https://pages.example.com/tide/club/cases/"),
        (SUB_PATH, "calendar/all.ics", "https://pages.example.com/tide/club/calendar/all.ics"),
        (SUB_PATH, "cases/x/退款 表.xlsx", "https://pages.example.com/tide/club/cases/x/%E9%80%80%E6%AC%BE%20%E8%A1%A8.xlsx"),
        (ROOT, "tiers/index.md#full", "https://tide.example.com/tiers/#full"),
        (ROOT, "cases/x/100%#1.pdf", "https://tide.example.com/cases/x/100%25%231.pdf"),
    ],
)
def test_full_addresses(site_url: str, path: str, address: str) -> None:
    """Canonical addresses stand below the site's own path, percent-encoded, their anchors behind a plain `#`."""
    assert Addresses(site_url).absolute(path) == address


def test_a_tier_stands_at_its_own_place_on_the_page_of_all() -> None:
    """Tiers share a page, so that each is reached by its anchor."""
    tier = Tier.model_validate({"id": "full", "name": "正式", "rank": "1", "audience": "店主", "admission": {"mode": "apply"}})
    addresses = Addresses(ROOT)
    assert addresses.page_of(tier) == "tiers/index.md#full"
    assert addresses.absolute(addresses.page_of(tier)) == "https://tide.example.com/tiers/#full"


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("01-background.md", "whitepapers/w/01-background.md"),
        ("背景.md", "whitepapers/w/背景.md"),
        ("v1.2.md", "whitepapers/w/v1.2.md"),
    ],
)
def test_a_chapter_is_addressed_by_its_file(file: str, path: str) -> None:
    """A chapter's page lies in the white paper's folder, under the name of its file."""
    assert Addresses(ROOT).chapter(Whitepaper.model_construct(id="w"), file) == path


# Names as ids, chapters and attachments have them: Latin, Chinese, spaces, dots, and what must be percent-encoded.
_NAMES = st.text(st.sampled_from("abz09-_.~ %#&+=@!'(),;:?退货率表"), min_size=1, max_size=8).filter(
    lambda name: not set(name) <= {"."} and name != "index"
)
_FOLDERS = st.lists(_NAMES, max_size=3)
_PAGES = st.tuples(_FOLDERS, _NAMES | st.just("index")).map(
    lambda parts: "/".join([*parts[0], f"{parts[1]}.md"]).replace("#", "-")
)
_FILES = st.tuples(_FOLDERS, _NAMES).map(lambda parts: "/".join([*parts[0], f"{parts[1]}.xlsx"]))
_ANCHORS = st.sampled_from(["", "#lessons", "#教训"])


@given(at=_PAGES, page=_PAGES, anchor=_ANCHORS, site=st.sampled_from([ROOT, SUB_PATH]), directories=st.booleans())
def test_following_a_link_lands_on_the_page(at: str, page: str, anchor: str, site: str, directories: bool) -> None:  # noqa: FBT001
    """From wherever a page stands, a browser that follows the way arrives at the target's full address."""
    addresses = Addresses(site, use_directory_urls=directories)
    way = addresses.relative(page + anchor, at)
    assert urljoin(addresses.absolute(at), way) == addresses.absolute(page) + anchor


@given(at=_PAGES, file=_FILES, site=st.sampled_from([ROOT, SUB_PATH]), directories=st.booleans())
def test_following_a_link_lands_on_the_file(at: str, file: str, site: str, directories: bool) -> None:  # noqa: FBT001
    """An attachment is reached whatever its name: `#` and `?` in it are part of the name."""
    addresses = Addresses(site, use_directory_urls=directories)
    landed = urljoin(addresses.absolute(at), addresses.relative(file, at))
    assert landed == addresses.absolute(file)
    assert unquote(landed) == site + file
