"""The home of a club that has written none: it leads into the rooms that hold something."""

from pathlib import Path

import pytest

from builders import TODAY, a_case, an_event, an_organization, club_settings, write_files
from huiguan.model.kind import KINDS
from huiguan.pipeline import Order, build, read
from sites import Site, a_site, elements

CONSENT = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}'
HOME = "index.md"
EVENT = {"events/talk.yml": an_event()}
CASE = {"content/cases/tea.md": a_case()}
MEMBERS, TIERS = ("会员", "people/"), ("等级", "tiers/")
READ, LOOK = ("读案例", "cases/"), ("看活动", "events/")


def doors(site: Site) -> list[tuple[str, str]]:
    """The two buttons at the top, each with where it leads."""
    return [(link.text, link.attributes["href"]) for link in site.all(HOME, "a", "hg-btn")]


@pytest.mark.parametrize(
    ("files", "found", "heads"),
    [
        ({**CASE, **EVENT}, [READ, LOOK], ["接下来三场", "新到案例"]),
        (CASE, [READ, MEMBERS], ["新到案例"]),
        (EVENT, [LOOK, MEMBERS], ["接下来三场"]),
        ({"members/organizations/shop.yml": an_organization(consent=CONSENT)}, [MEMBERS, ("机构", "organizations/")], []),
    ],
    ids=["both", "cases", "events", "neither"],
)
def test_the_home_leads_to_no_empty_list(
    tmp_path: Path, files: dict[str, str], found: list[tuple[str, str]], heads: list[str]
) -> None:
    """Its buttons go where readers find something, and what the club has none of has no section."""
    site = a_site(tmp_path, files)
    assert (doors(site), [head.text for head in site.all(HOME, "h2")]) == (found, heads)
    lists = {f"{kind.section}/" for kind in KINDS if not site.compilation.press.club.all(kind.name)}
    assert lists.isdisjoint(site.links(HOME).values())


def test_an_empty_club_shows_where_its_first_records_will_stand(tmp_path: Path) -> None:
    """With nothing to lead to yet, the home has its name and motto and names what will come; it counts nothing."""
    write_files(tmp_path, {"club.yml": club_settings(motto="有来有往", city="杭州")})
    compilation = build(read(tmp_path), Order(today=TODAY)).compilation
    assert compilation is not None
    article = compilation.compiled.pages_by_path[HOME].article
    assert [link.text for link in elements(article, "a", "hg-btn")] == ["读案例", "看活动"]
    assert [head.text for head in elements(article, "h1")] == ["潮汐电商俱乐部"]
    assert all(words in article for words in ("杭州", "有来有往", "近期没有排好的活动。", "第一篇案例会出现在这里。"))
    assert elements(article, class_="hg-counts") == []
