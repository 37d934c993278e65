"""Blocks that hand-written pages place by a marker, and the home page that is made of them."""

from pathlib import Path

import pytest

from builders import a_case, a_group, a_template, a_whitepaper, an_event, an_organization
from full_club import CONSENT
from huiguan.compile.block import unknown_markers
from sites import Site, a_site, elements

MARKERS = ["counts", "events", "tiers", "cases", "whitepapers", "templates", "members", "organizations", "groups"]


def filled(site: Site, text: str, at: str = "index.md") -> str:
    """A hand-written page with its blocks."""
    return site.compilation.blocks.fill(text, at)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = {
        **{f"content/cases/c{day}.md": a_case(title=f"案例{day}", published=f"2026-11-0{day}") for day in range(1, 6)},
        "content/cases/old.md": a_case(title="旧案例", published="2026-01-01"),
        "content/whitepapers/w.md": a_whitepaper(title="白皮书"),
        "content/templates/t/index.md": a_template(title="模板"),
        "content/templates/t/表.csv": "a\n",
        "members/organizations/hexi.yml": an_organization(consent=CONSENT),
        "members/groups/g.yml": a_group(),
        **{f"events/e{day}.yml": an_event(title=f"活动{day}", start=f"2026-12-0{day} 20:00") for day in range(1, 6)},
        "events/gone.yml": an_event(title="办过", start="2026-11-01 20:00"),
        "events/off.yml": an_event(title="没办", start="2026-11-02 20:00", status="cancelled", reason="雨"),
    }
    return a_site(tmp_path_factory.mktemp("club"), files)


@pytest.mark.parametrize("name", MARKERS)
def test_every_marker_gives_sound_html_with_living_links(site: Site, name: str) -> None:
    """Each block is whole HTML, and its links are drawn for the page on which it stands."""
    html = filled(site, f"<!-- huiguan:{name} -->", "handbook/a.md")
    assert "huiguan:" not in html
    for link in elements(html, "a"):
        assert link.attributes["href"].startswith("../../")


@pytest.mark.parametrize(
    ("marker", "class_", "count"),
    [
        ("cases", "hg-card", 6),
        ("cases limit=2", "hg-card", 2),
        ("cases   limit=2  ", "hg-card", 2),
        ("cases limit=0", "hg-card", 6),
        ("cases limit=99", "hg-card", 6),
        ("events", "hg-ticket", 5),
        ("members", "hg-person", 1),
    ],
)
def test_how_many_are_shown(site: Site, marker: str, class_: str, count: int) -> None:
    """`limit` counts; without it all stand there, of the events what is ahead."""
    assert len(elements(filled(site, f"<!-- huiguan:{marker}-->"), class_=class_)) == count


def test_newest_cases_first(site: Site) -> None:
    """The limit takes the oldest away."""
    found = [entry.text for entry in elements(filled(site, "<!-- huiguan:cases limit=3 -->"), "h3")]
    assert found == ["案例5", "案例4", "案例3"]


def test_spare_dates_are_there_and_hidden(site: Site) -> None:
    """A page that is opened weeks after the build still has dates to show; until then they are hidden."""
    items = elements(filled(site, "<!-- huiguan:events limit=2 -->"), "li")
    assert ["hidden" in entry.attributes for entry in items] == [False, False, True, True, True]


def test_what_is_alive_in_numbers(site: Site) -> None:
    """Dates that took place, new cases, all cases, members; a cancelled date is none."""
    assert site.compilation.blocks.counts() == [("近 90 天活动", 1), ("近 90 天案例", 5), ("案例总数", 6), ("名录会员", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- huiguan:nonsense -->",
        "<!-- huiguan:cases limit=三 -->",
        "一句话里的 <!-- huiguan:cases --> 不是版块。",
        "`<!-- huiguan:cases -->`",
        "    <!-- huiguan:cases -->",
        "```html\n<!-- huiguan:cases -->\n```",
        "~~~\n<!-- huiguan:cases -->\n\n<!-- huiguan:events -->\n~~~",
        "````\n```\n<!-- huiguan:cases -->\n```\n````",
        "- 项\n\n  ```\n  <!-- huiguan:cases -->\n  ```",
        "<pre><code>&lt;!-- huiguan:cases --&gt;\n</code></pre>",
        "<!-- 别的注释 -->",
        "<!-- huiguan:cases",
    ],
)
def test_what_stays_as_it_was_typed(site: Site, text: str) -> None:
    """An unknown marker, one in a sentence and one in code are left alone."""
    assert filled(site, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<!--huiguan:tiers-->",
        "  <!-- huiguan:tiers -->  ",
        "# 题\n\n<!-- huiguan:tiers -->\n\n字",
        "```\nx\n```\n<!-- huiguan:tiers -->\n```\ny\n```",
    ],
)
def test_a_marker_on_a_line_of_its_own(site: Site, text: str) -> None:
    """Blanks around it do not count, and what stands before and after it stays."""
    found = filled(site, text)
    assert "正式会员" in found
    assert found.startswith(text.partition("<!--")[0].rstrip(" "))
    assert found.endswith(text.rpartition("-->")[2].lstrip(" "))


def test_a_marker_that_names_no_block_is_told() -> None:
    """With its line and what there is; examples in code and other comments are none."""
    code = "```\n<!-- huiguan:nothing -->\n```\n"
    text = f"# 题\n\n<!-- huiguan:event limit=3 -->\n\n{code}<!-- huiguan:cases limit=三 -->\n<!-- 注 -->\n"
    found = unknown_markers(text, "docs/index.md")
    assert [(problem.code, problem.place.line, problem.found) for problem in found] == [
        ("MARKER-UNKNOWN", 3, "event limit=3"),
        ("MARKER-UNKNOWN", 8, "cases limit=三"),
    ]
    assert found[0].wanted == tuple(sorted(MARKERS))


def test_the_home_of_a_club_that_wrote_its_own(tmp_path: Path) -> None:
    """No home is made where `docs/index.md` is."""
    assert "index.md" not in a_site(tmp_path, {}, written=frozenset({"index.md"})).pages
