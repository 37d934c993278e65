"""Filters of lists: the values that occur, how often, and in which order."""

from pathlib import Path

from builders import a_case, a_group, a_member, a_template, an_organization
from full_club import CONSENT
from sites import Site, a_site


def chips(site: Site, path: str, facet: str) -> list[tuple[str, str]]:
    """The values of one facet in the order of their chips: what stands on each, and its id."""
    found = {entry.attributes["data-hg-value"]: entry.text for entry in site.all(path, "a", "hg-chip")}
    return [
        (text, value.removeprefix(f"{facet}:"))
        for value, text in found.items()
        if value.startswith(f"{facet}:") and value[-1] != ":"
    ]


def facets(site: Site, path: str) -> list[str]:
    """The values of each card, in their order."""
    return [entry.attributes["data-hg-facets"] for entry in site.all(path, "li") if "data-hg-facets" in entry.attributes]


def test_the_most_frequent_value_comes_first_and_equals_by_id(tmp_path: Path) -> None:
    """Counts are those of the list; a platform that is typed by an alias is the same one."""
    files = {
        "content/cases/a.md": a_case(platforms="[抖音, 淘宝]"),
        "content/cases/b.md": a_case(platforms="[dy, 京东]"),
        "content/cases/c.md": a_case(platforms="[抖音]", outcome="failed"),
        "content/cases/d.md": a_case(status="draft", platforms="[快手]"),
        "content/cases/e.md": a_case(visibility="members", platforms="[快手]"),
    }
    site = a_site(tmp_path, files)
    assert chips(site, "cases/index.md", "platform") == [("抖音3", "douyin"), ("京东1", "jd"), ("淘宝1", "taobao")]
    assert facets(site, "cases/index.md") == [
        "platform:douyin platform:taobao",
        "platform:douyin platform:jd",
        "platform:douyin outcome:failed",
    ]


def test_one_value_is_no_filter(tmp_path: Path) -> None:
    """What all cards share, or only some have without another to choose, tells nothing apart."""
    site = a_site(tmp_path, {f"content/cases/{name}.md": a_case(platforms="[抖音]") for name in "ab"})
    assert site.all("cases/index.md", class_="hg-chip") == []


def test_at_most_eight_values_are_offered(tmp_path: Path) -> None:
    """A long tail stays out of the way; the cards keep all their values."""
    names = ["淘宝", "天猫", "京东", "拼多多", "抖音", "快手", "小红书", "B站", "微博", "视频号"]
    files = {f"content/cases/c{index}.md": a_case(platforms=f"[{name}]") for index, name in enumerate(names)}
    site = a_site(tmp_path, files)
    assert len(chips(site, "cases/index.md", "platform")) == 8
    assert len(set(facets(site, "cases/index.md"))) == 10


def test_each_kind_has_its_own_facets(tmp_path: Path) -> None:
    """Templates by kind, members by city and whether they speak, organizations and groups by kind."""
    files = {
        "content/templates/a/index.md": a_template(),
        "content/templates/a/表.csv": "a\n",
        "content/templates/b/index.md": a_template(kind="SOP"),
        "content/templates/b/表.csv": "a\n",
        "members/people/lu-zhifan.yml": a_member(city="杭州", speaker="{available: true}"),
        "members/people/tang-yu.yml": a_member(name="唐屿", city="上海", persona="学者"),
        "members/organizations/x.yml": an_organization(consent=CONSENT),
        "members/organizations/y.yml": an_organization(kind="工厂", consent=CONSENT),
        "members/groups/g.yml": a_group(),
        "members/groups/h.yml": a_group(kind="council"),
    }
    site = a_site(tmp_path, files)
    assert facets(site, "toolkit/index.md") == ["kind:selection-sheet", "kind:sop"]
    assert facets(site, "people/index.md") == ["city:杭州 persona:practitioner speaks:yes", "city:上海 persona:scholar"]
    assert facets(site, "organizations/index.md") == ["kind:brand", "kind:factory"]
    assert facets(site, "groups/index.md") == ["kind:circle", "kind:council"]


def test_a_city_of_two_words_is_one_value(tmp_path: Path) -> None:
    """The values of a card are parted by blanks, so that New York is joined, in the chip's address as well."""
    files = {
        "members/people/lu-zhifan.yml": a_member(city="New York"),
        "members/people/tang-yu.yml": a_member(name="唐屿", city="上海"),
    }
    site = a_site(tmp_path, files)
    assert ("New York1", "New-York") in chips(site, "people/index.md", "city")
    assert "city:New-York" in facets(site, "people/index.md")[0].split()
