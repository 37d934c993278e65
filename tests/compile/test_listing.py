"""Pages that list a kind: what stands there, in which order, and what is said where there is nothing."""

from pathlib import Path

from builders import a_case, a_member, a_template, a_whitepaper, an_event
from sites import Site, a_site

LISTS = ["cases", "whitepapers", "toolkit", "people", "organizations", "groups", "events"]


def titles(site: Site, path: str) -> list[str]:
    """The titles of the cards, in their order."""
    return [entry.text for entry in site.all(path, "h3")]


def test_texts_by_day_newest_first(tmp_path: Path) -> None:
    """The day that stands on the card: published, else created, else updated; without a day last; one day by id."""
    files = {
        "content/cases/a.md": a_case(title="甲", published="2026-11-01", updated="2026-11-20"),
        "content/cases/b.md": a_case(title="乙", created="2026-11-05"),
        "content/cases/c.md": a_case(title="丙"),
        "content/cases/d.md": a_case(title="丁", updated="2026-11-10"),
        "content/cases/e.md": a_case(title="戊", published="2026-11-05"),
        "content/cases/f.md": a_case(title="己"),
    }
    assert titles(a_site(tmp_path, files), "cases/index.md") == ["丁", "乙", "戊", "甲", "丙", "己"]


def test_people_by_standing(tmp_path: Path) -> None:
    """Those who are in the hall first, then those who rest, who left, who died; each by id."""
    files = {
        "members/people/lu-zhifan.yml": a_member(name="甲", status="alumni"),
        "members/people/a.yml": a_member(name="乙", status="in_memoriam"),
        "members/people/b.yml": a_member(name="丙", status="dormant"),
        "members/people/z.yml": a_member(name="丁"),
        "members/people/y.yml": a_member(name="戊"),
        "members/people/c.yml": a_member(name="己", status="applicant"),
    }
    assert [title[0] for title in titles(a_site(tmp_path, files), "people/index.md")] == ["戊", "丁", "丙", "甲", "乙"]


def test_an_empty_list_says_so_and_offers_no_filter(tmp_path: Path) -> None:
    """A friendly word about what will stand there, and no empty list of cards."""
    site = a_site(tmp_path, {"members/people/lu-zhifan.yml": a_member(consent=None)})
    for section in LISTS:
        path = f"{section}/index.md"
        counts = [len(site.all(path, class_=name)) for name in ("hg-empty", "hg-chip", "hg-card")]
        assert (section, counts, len(site.all(path, "h1"))) == (section, [1, 0, 0], 1)


def test_drafts_stand_nowhere(tmp_path: Path) -> None:
    """What is not ready is in no list, no count and no page."""
    files = {
        "content/cases/a.md": a_case(title="草稿", status="draft"),
        "content/cases/b.md": a_case(title="复核中", status="review"),
        "content/whitepapers/w.md": a_whitepaper(title="草稿", status="draft"),
        "content/templates/t.md": a_template(title="草稿", status="draft", files=None),
        "events/e.yml": an_event(title="草稿", status="draft"),
    }
    site = a_site(tmp_path, files)
    assert {path for path in site.pages if path.endswith(("/a.md", "/b.md", "w/index.md", "/t.md", "/e.md"))} == set()
    assert not {word for word in ("草稿", "复核中") if word in "".join(page.as_markdown() for page in site.pages.values())}
    assert not [path for path in site.files if path.startswith("calendar/event/")]


def test_an_archived_text_stays(tmp_path: Path) -> None:
    """It keeps its page and its place in the list."""
    assert titles(a_site(tmp_path, {"content/cases/a.md": a_case(title="旧", status="archived")}), "cases/index.md") == ["旧"]


def test_events_without_a_day_are_listed(tmp_path: Path) -> None:
    """A club whose only event has no day yet has an event all the same."""
    files = {"events/e.yml": an_event(title="年会", start="2027-08-01", date_precision="month")}
    site = a_site(tmp_path, files)
    assert site.links("events/index.md")["年会"] == "e/"
    assert "2027 年 8 月，日期待定" in site.text("events/index.md")
    assert site.all("events/index.md", class_="hg-empty") == []


def test_tiers_by_rank(tmp_path: Path) -> None:
    """The lowest first, each at its own anchor."""
    tiers = "".join(
        f"{name}: {{name: {name}, rank: {rank}, audience: 店主, admission: {{mode: open}}}}\n"
        for name, rank in [("a", 3), ("b", 1), ("c", 2)]
    )
    site = a_site(tmp_path, {"members/tiers.yml": tiers, "members/people/lu-zhifan.yml": a_member(tier="a")})
    assert [entry.attributes["id"] for entry in site.all("tiers/index.md", "section")] == ["b", "c", "a"]


def test_each_date_stands_once_where_zones_differ(tmp_path: Path) -> None:
    """This week is a part of what is ahead by the days on the tickets, and no month comes twice."""
    files = {
        "events/a.yml": an_event(title="甲", start="2026-11-28 22:00", timezone="America/New_York"),
        "events/b.yml": an_event(title="乙", start="2026-11-29 09:00"),
        "events/c.yml": an_event(title="丙", start="2026-11-30 20:00", timezone="America/New_York"),
        "events/d.yml": an_event(title="丁", start="2026-12-01 08:00"),
        "events/e.yml": an_event(title="戊", start="2026-12-01 20:00"),
    }
    site = a_site(tmp_path, files)
    assert titles(site, "events/index.md") == ["甲", "乙", "丙", "丁", "戊"]
    heads = [entry.text for entry in site.all("events/index.md", "h2")]
    assert [head for head in heads if "月" in head] == ["2026 年 11 月", "2026 年 12 月"]
    own_clock = [entry.attributes["data-hg-zone"] for entry in site.all("events/index.md", "time", "hg-local")]
    assert own_clock == ["America/New_York"] * 2
