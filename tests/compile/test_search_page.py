"""The page of search as it reads without scripts: a form, and a list of all there is that leads everywhere."""

import re
from pathlib import Path

import pytest

from builders import (
    TODAY,
    a_case,
    a_group,
    a_member,
    a_template,
    a_whitepaper,
    an_event,
    an_organization,
    club_settings,
    write_files,
)
from huiguan.compile.search.written import WrittenPage
from huiguan.compile.search_page import MOST
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, build, read
from sites import Site, a_site

PAGE = "search/index.md"
CONSENT = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}'
GROUP = re.compile(r'<summary>(.*?)<span class="hg-chip__n">(\d+)</span></summary>(.*?)</details>', re.DOTALL)
FILES = {
    "content/cases/old.md": a_case(title="旧案例", published="2025-03-01", platforms="[抖音]", topics="[退货治理]"),
    "content/cases/new.md": a_case(title="新案例", published="2026-11-01", platforms="[抖音, 小红书]", topics="[退货治理]"),
    "content/cases/undated.md": a_case(title="没写日子的", topics="[退货治理]"),
    "content/whitepapers/paper.md": a_whitepaper(title="白皮书甲", published="2026-02-01", topics="[退货治理]"),
    "content/templates/sheet/index.md": a_template(title="模板甲", published="2026-01-01"),
    "content/templates/sheet/表.csv": "款,价\n甲,1\n",
    "events/talk.yml": an_event(title="夜谈", topics="[退货治理]"),
    "events/plan.yml": an_event(title="年会", start="2027-08-01", date_precision="month"),
    "members/organizations/shop.yml": an_organization(consent=CONSENT),
    "members/groups/circle.yml": a_group(),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A club with a record of each kind."""
    return a_site(tmp_path_factory.mktemp("search"), FILES)


def groups(site: Site, path: str = PAGE) -> dict[str, dict[str, tuple[int, list[str]]]]:
    """By the head of each shelf and the label of each group: its count, and what it lists, each title with its day."""
    html = site.html(path)
    found = {}
    for section in re.findall(r"<h2>(.*?)</h2>(.*?)</section>", html, re.DOTALL):
        entries = {
            label: (int(count), [re.sub(r"<[^>]+>", " ", row).strip() for row in re.findall(r"<li>(.*?)</li>", inner)])
            for label, count, inner in GROUP.findall(section[1])
        }
        found[section[0]] = entries
    return {name: entries for name, entries in found.items() if entries}


def test_every_record_is_listed_by_its_kind(site: Site) -> None:
    """Each kind that the club has, with its count, the newest first."""
    kinds = groups(site)["按类别"]
    assert {label: count for label, (count, _) in kinds.items()} == {
        "案例": 3,
        "白皮书": 1,
        "模板": 1,
        "活动": 2,
        "会员": 1,
        "机构": 1,
        "小组": 1,
        "等级": 1,
    }
    assert [row.split()[0] for row in kinds["案例"][1]] == ["新案例", "旧案例", "没写日子的"]
    assert [" ".join(row.split()) for row in kinds["活动"][1]] == ["年会 2027-08", "夜谈 2026-11-26"]


def test_texts_and_events_are_listed_by_platform_topic_and_year(site: Site) -> None:
    """The largest group first, years from the newest; what has no day stands in no year."""
    shelves = groups(site)
    assert {label: count for label, (count, _) in shelves["按平台"].items()} == {"抖音": 2, "小红书": 1}
    assert shelves["按主题"]["退货治理"][0] == 6
    assert [(label, count) for label, (count, _) in shelves["按年份"].items()] == [("2027", 1), ("2026", 4), ("2025", 1)]


def test_every_entry_leads_to_its_page(site: Site) -> None:
    """No link of the page is dead, and search engines are told to leave it out."""
    assert [dead for dead in site.dead_links() if dead.startswith(PAGE)] == []
    assert site.links(PAGE)["夜谈"] == "../events/talk/"
    assert site.pages[PAGE].front_matter()["robots"] == "noindex"


def test_the_form_asks_the_page_itself(site: Site) -> None:
    """Without scripts it comes back here; the field has a name, and a club's own question arrives as `q`."""
    (form,) = site.all(PAGE, "form")
    (field,) = site.all(PAGE, "input")
    assert (form.attributes["role"], form.attributes["action"], form.attributes["method"]) == ("search", ".", "get")
    assert (field.attributes["name"], field.attributes["aria-label"]) == ("q", "搜什么")


def test_a_long_group_lists_the_newest_and_says_where_the_others_are(tmp_path: Path) -> None:
    """Sixty entries, then a sentence with the whole number and the way to the full list."""
    files = {
        f"content/cases/c{number:02}.md": a_case(title=f"第 {number} 篇", published=f"2026-{number % 9 + 1:02}-01")
        for number in range(MOST + 2)
    }
    site = a_site(tmp_path, files)
    count, rows = groups(site)["按类别"]["案例"]
    assert (count, len(rows)) == (MOST + 2, MOST)
    assert f"这里列了最新的 {MOST} 条，一共 {MOST + 2} 条。全部在案例里。" in site.text(PAGE)
    assert '全部在<a href="../cases/">案例</a>里' in site.html(PAGE)


def test_an_empty_club_says_so(tmp_path: Path) -> None:
    """Only what there is stands there: a club always has a tier, and no group is empty."""
    site = a_site(tmp_path, {"members/people/lu-zhifan.yml": a_member(consent=None)})
    assert set(groups(site)) == {"按类别"}
    assert set(groups(site)["按类别"]) == {"等级"}


def test_a_club_without_records_lists_its_pages(tmp_path: Path) -> None:
    """What search finds is never said not to be there: the pages stand by the names that search gives them."""
    paths = ("about.md", "index.md", "rules/late-fees.md")
    texts = ("# 关于", "# 欢迎", "没有标题。")
    found = tuple(WrittenPage(path=path, markdown=text) for path, text in zip(paths, texts, strict=True))
    site = a_site(tmp_path, {}, written=frozenset(paths), found=found)
    assert groups(site)["按类别"]["页面"] == (3, ["关于", "潮汐电商俱乐部", "late fees"])
    assert site.links(PAGE)["late fees"] == "../rules/late-fees/"
    assert [dead for dead in site.dead_links() if dead.startswith(PAGE)] == []


def test_a_bare_folder_has_nothing_to_search(tmp_path: Path) -> None:
    """No record and no page: then, and only then, the page says so."""
    write_files(tmp_path, {"club.yml": club_settings()})
    compilation = build(read(tmp_path), Order(today=TODAY)).compilation
    assert compilation is not None
    assert "馆里还没有东西可搜。" in compilation.compiled.pages_by_path[PAGE].article


def test_a_title_stays_text(tmp_path: Path) -> None:
    """What a member typed is no element of the page."""
    site = a_site(tmp_path, {"content/cases/harm.md": a_case(title='"<img src=x onerror=alert(1)>"')})
    assert site.all(PAGE, "img") == []
    assert "<img src=x onerror=alert(1)>" in site.text(PAGE)


def test_a_members_page_lists_what_members_see(tmp_path: Path) -> None:
    """The list is made of what the edition knows, and of nothing else."""
    files = {"content/cases/inner.md": a_case(title="会员才看的", visibility="members", teaser="none")}
    assert "会员才看的" not in a_site(tmp_path / "public", files).text(PAGE)
    assert "会员才看的" in a_site(tmp_path / "members", files, edition=Visibility.MEMBERS).text(PAGE)


@pytest.mark.parametrize("written", ["search.md", PAGE])
def test_a_hand_written_page_takes_its_place(tmp_path: Path, written: str) -> None:
    """A club that writes docs/search.md or docs/search/index.md has its own."""
    site = a_site(tmp_path, {}, written=frozenset({written}))
    assert PAGE not in site.pages


def test_a_club_that_chose_another_search_has_no_such_page(tmp_path: Path) -> None:
    """Its form would ask an index that is not there."""
    assert PAGE not in a_site(tmp_path, {}, found=None).pages
