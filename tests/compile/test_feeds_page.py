"""The page of all feeds, and the ways to them from other pages: complete, counted right, secret where they are."""

import re
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from builders import a_group, a_member, an_event
from huiguan.model.visibility import Visibility
from sites import Site, a_site

PAGE = "calendar/index.md"
PROMOTIONS = """kind: promotion
label: {zh-Hans: 大促日}
days:
- {date: 2026-11-11, name: 双11}
- {date: 2026-12-12, name: 双12}
"""
COUNTED = ("series/talk", "kind/online_talk", "kind/live_qa", "kind/salon", "group/content", "person/lu-zhifan", "flat")
HEAD = r'(?:<summary>|hg-feed__first">)([^<]+?)\s*(?:<span class="hg-feed__n">([^<]*)</span>)?</(?:summary|h3)>'
FILES = {
    "events/talk.yml": an_event(
        title="夜谈",
        repeat="{freq: weekly, on: [thu], until: 2026-12-31}",
        occurrences="{2026-12-10: {cancel: true}, 2026-12-17: {speakers: [lu-zhifan]}}",
        extra="[{start: 2027-01-09 14:00, kind: 问答直播}]",
        groups="[content]",
        topics="[退货治理]",
    ),
    "events/salon.yml": an_event(title="沙龙", kind="沙龙", start="2026-11-28 14:00"),
    "events/old.yml": an_event(title="旧事", start="2026-01-15 20:00"),
    "members/groups/content.yml": a_group(),
    "calendars/promotions.yml": PROMOTIONS,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A club with a feed of each sort."""
    return a_site(tmp_path_factory.mktemp("feeds"), FILES)


def feeds(site: Site) -> dict[str, str]:
    """By the address of each feed on the page, the words that count its dates."""
    html = site.html(PAGE)
    addresses = [shown.text for shown in site.all(PAGE, "p", "hg-copy--url")]
    told = [count for name, count in re.findall(HEAD, html) if name != "换到手机上"]
    assert len(told) == len(addresses)
    return dict(zip(addresses, told, strict=True))


def test_a_feed_is_listed_at_its_present_address_alone(tmp_path: Path) -> None:
    """Renamed records have the same feed at their former address, for those who are there already; no other kind is doubled."""
    files = {
        "events/talk.yml": an_event(repeat="{freq: weekly}", groups="[content]", speakers="[lu-zhifan]", aliases="[events/old]"),
        "members/groups/content.yml": a_group(aliases="[groups/old]"),
        "members/people/lu-zhifan.yml": a_member(aliases="[people/old]"),
    }
    site = a_site(tmp_path, files)
    present = {f"calendar/{path}.ics" for path in ("series/talk", "group/content", "person/lu-zhifan")}
    former = {f"calendar/{path}/old.ics" for path in ("series", "group", "person")}
    assert present | former <= site.files.keys()
    listed = {address.removeprefix("https://tide.example.com/") for address in feeds(site)}
    assert listed & (present | former) == present
    assert not [path for path in site.files if path.startswith("calendar/qr/") and "old" in path]


def test_a_picked_date_is_found_in_its_file_after_a_rename(tmp_path: Path) -> None:
    """What a toggle hands to the visitor's list is what the calendar calls the event, not what its file is called by now."""
    files = {
        "events/talk.yml": an_event(uid="old", repeat="{freq: weekly, count: 2}", extra="[{start: 2026-12-05 14:00}]"),
        "events/salon.yml": an_event(uid="tea", start="2026-11-28 14:00"),
    }
    site = a_site(tmp_path, files)
    toggles = [
        button.attributes for path in site.pages for button in site.all(path, "button") if "data-hg-pick" in button.attributes
    ]
    flat = icalendar.Calendar.from_ical(site.files["calendar/flat.ics"]).walk("VEVENT")
    assert {each["data-hg-pick"] for each in toggles} == {str(entry["UID"]).partition("@")[0] for entry in flat}
    assert {each["data-hg-id"] for each in toggles} == {"old", "tea"}


def test_every_feed_that_exists_is_listed_with_its_full_address(site: Site) -> None:
    """All but the files of single events, and nothing that is not there."""
    files = {f"https://tide.example.com/{path}" for path in site.files if path.endswith(".ics") and "/event/" not in path}
    assert set(feeds(site)) == files
    assert {address.rpartition("calendar/")[2].split("/")[0] for address in files} == {
        "all.ics",
        "flat.ics",
        "archive.ics",
        "kind",
        "group",
        "series",
        "topic",
        "person",
        "overlay",
    }


def test_each_feed_can_be_opened_copied_and_taken_to_a_phone(site: Site) -> None:
    """Webcal of the same address, a button for that very text, and a code that leads to its place on this page."""
    for address in feeds(site):
        path = address.removeprefix("https://tide.example.com/calendar/").removesuffix(".ics")
        own = path.replace("/", "-")
        html = site.html(PAGE)
        assert f'href="webcal://tide.example.com/calendar/{path}.ics"' in html
        assert f'data-hg-copy="url-feed-{own}"' in html
        assert f'src="qr/{own}.svg"' in html
        assert site.files[f"calendar/qr/{own}.svg"].startswith(b"<svg ")
        assert f'id="feed-{own}"' in html
    assert "webcals:" not in site.html(PAGE)


@pytest.mark.parametrize("name", COUNTED)
def test_the_count_is_what_an_independent_reader_finds(site: Site, name: str) -> None:
    """Dates that are ahead and happen, in the year that follows the build."""
    content = icalendar.Calendar.from_ical(site.files[f"calendar/{name}.ics"])
    start, end = datetime(2026, 11, 20, 16, tzinfo=UTC), datetime(2027, 11, 20, 16, tzinfo=UTC)
    found = recurring_ical_events.of(content).between(start, end)
    happening = [entry for entry in found if entry["STATUS"] != "CANCELLED"]
    assert feeds(site)[f"https://tide.example.com/calendar/{name}.ics"] == f"往后 {len(happening)} 场"


def test_the_promotion_days_ahead_are_counted_and_the_archive_is_not(site: Site) -> None:
    """One of two days is still to come; what is over has no count."""
    counts = feeds(site)
    assert counts["https://tide.example.com/calendar/overlay/promotions.ics"] == "往后 1 场"
    assert counts["https://tide.example.com/calendar/archive.ics"] == ""


def test_pages_name_the_feeds_that_concern_them(site: Site) -> None:
    """In their heads, so that a calendar that is given a page finds them."""
    link = '<link rel="alternate feed" type="text/calendar" href="{}">'
    expected = {
        "events/talk.md": ["event/talk", "series/talk", "kind/online_talk"],
        "events/salon.md": ["event/salon", "kind/salon"],
        "groups/content.md": ["group/content"],
        "people/lu-zhifan.md": ["person/lu-zhifan"],
    }
    for path, names in expected.items():
        assert site.pages[path].meta["alternates"] == "".join(link.format(f"../../calendar/{name}.ics") for name in names)
    assert site.pages["events/index.md"].meta["alternates"] == link.format("../calendar/all.ics")


def test_the_next_date_of_a_series_is_a_file_of_its_own(site: Site) -> None:
    """One entry without a rule, the same as in the flat feed; the page's main button gives it."""
    path = "calendar/event/talk/2026-11-26.ics"
    (entry,) = icalendar.Calendar.from_ical(site.files[path]).walk("VEVENT")
    flat = icalendar.Calendar.from_ical(site.files["calendar/flat.ics"]).walk("VEVENT")
    assert "RRULE" not in entry
    assert [other.to_ical() for other in flat if other["UID"] == entry["UID"]] == [entry.to_ical()]
    assert site.links("events/talk.md")["仅添加这一场"] == "../../calendar/event/talk/2026-11-26.ics"
    assert site.links("events/salon.md")["仅添加这一场"] == "../../calendar/event/salon.ics"


def test_an_event_offers_its_series_its_kind_and_the_page_of_all(site: Site) -> None:
    """By webcal, and by the page that shows the addresses."""
    links = site.links("events/talk.md")
    assert links["夜谈：每一场"] == "webcal://tide.example.com/calendar/series/talk.ics"
    assert links["线上分享：同类活动"] == "webcal://tide.example.com/calendar/kind/online_talk.ics"
    assert links["全部活动"] == "webcal://tide.example.com/calendar/all.ics"
    assert links["别的日历和地址"] == "../../calendar/"


def test_addresses_with_a_token_stand_only_in_their_edition(tmp_path: Path) -> None:
    """There they are listed with a warning, and robots are told to stay out of every page."""
    public = a_site(tmp_path / "public", FILES, token="s3cret")  # noqa: S106 - made up
    members = a_site(tmp_path / "members", FILES, token="s3cret", edition=Visibility.MEMBERS)  # noqa: S106
    assert not [path for path, page in public.pages.items() if "s3cret" in page.as_markdown()]
    assert all("/calendar/k/s3cret/" in address for address in feeds(members))
    assert "只给自己用" in members.text(PAGE)
    assert "只给自己用" not in public.text(PAGE)
    assert not [path for path, page in members.pages.items() if page.indexed]
