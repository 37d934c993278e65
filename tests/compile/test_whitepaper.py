"""Pages of white papers: a cover, its chapters, the way between them, and how to cite it."""

from pathlib import Path

import pytest

from builders import a_whitepaper, an_organization, club_settings
from full_club import CONSENT, full_club
from huiguan.model.visibility import Visibility
from sites import Element, Site, a_site, elements

CHAPTERS = (
    "[{file: 01.md, title: 起因}, {file: 02.md, title: 内情, visibility: members}, "
    "{file: 03.md, title: 结果, authors: [lu-zhifan]}]"
)


def paper(**changes: str) -> dict[str, str | bytes]:
    """The files of a white paper with three chapters, the second for members."""
    return {
        "content/whitepapers/w/index.md": a_whitepaper(**{"title": "直播间退货", "chapters": CHAPTERS, **changes}),
        **{f"content/whitepapers/w/0{n}.md": f"# 章 {n}\n\n## 小节 {n}\n\n文字 {n}。\n" for n in (1, 2, 3)},
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("club"), full_club(), written=frozenset({"join.md"}))


def test_a_cover_with_everything(full: Site) -> None:
    """Kind, edition, sample, authors, partners, abstract, method, references, changes, files and how to cite it."""
    text = full.text("whitepapers/survey/index.md")
    for words in (
        "白皮书 · 调研报告 · 2026 版 · n = 46",
        "陆知帆、客座作者 著",
        "禾溪茶事协作，潮汐电商俱乐部 2026 年 11 月出版",
        "一共 46 家店。",
        "关键词：退货、直播",
        "还有 1 章，会员可见。",
        "2026-05-01 – 2026-08-01",
        "样本偏小",
        "某书",
        "改了一处",
        "全文",
        "陆知帆, 客座作者. 直播间退货：一次调查，46 家店（2026）[R]. 杭州: 潮汐电商俱乐部, 2026.",
    ):
        assert words in text, words


def test_the_way_through_the_chapters(tmp_path: Path) -> None:
    """From the cover to the last one and back, over what the edition does not have; each says which of how many it is."""
    site = a_site(tmp_path, paper(), edition=Visibility.PUBLIC)
    assert [path for path in site.pages if path.startswith("whitepapers/w/")] == [
        f"whitepapers/w/{name}.md" for name in ("01", "03", "index")
    ]
    turn = ("上一章", "下一章", "开始读")
    for name, ways in (("index", ["01/"]), ("01", ["../", "../03/"]), ("03", ["../01/"])):
        links = site.all(f"whitepapers/w/{name}.md", "a")
        assert [link.attributes["href"] for link in links if link.text.startswith(turn)] == ways
    assert "共 3 章" in site.text("whitepapers/w/01.md")
    assert site.dead_links() == []
    assert "内情" not in "".join(page.as_markdown() for page in site.pages.values())


def test_members_read_all_chapters(tmp_path: Path) -> None:
    """In their edition nothing is said to be missing."""
    site = a_site(tmp_path, paper(), edition=Visibility.MEMBERS)
    assert "文字 2。" in site.text("whitepapers/w/02.md")
    assert "会员可见。" not in site.text("whitepapers/w/index.md")


def test_a_chapter_has_one_title_and_its_own_contents(tmp_path: Path) -> None:
    """The title of the file's first line is not repeated over the text, and the contents list is the chapter's."""
    site = a_site(tmp_path, paper())
    page = site.pages["whitepapers/w/03.md"]
    assert [entry.text for entry in site.all(page.path, "h1")] == ["结果"]
    assert page.title == "结果（直播间退货）"
    assert page.description == "《直播间退货》第 2 章：结果。"
    assert {entry.id for entry in page.contents} <= {entry.attributes.get("id") for entry in site.all(page.path)}
    current = [entry for entry in _chapter_list(site, page.path) if "aria-current" in entry.attributes]
    assert [entry.text for entry in current] == ["二 结果"]


def _chapter_list(site: Site, path: str) -> list[Element]:
    return elements(site.pages[path].meta["chapters"], "a")


def test_the_list_of_chapters_beside_each_page(tmp_path: Path) -> None:
    """The cover and the chapters, each way drawn for the page on which the list stands."""
    site = a_site(tmp_path, paper())
    assert [link.attributes["href"] for link in _chapter_list(site, "whitepapers/w/index.md")] == [".", "01/", "03/"]
    assert [link.attributes["href"] for link in _chapter_list(site, "whitepapers/w/01.md")] == ["../", ".", "../03/"]


@pytest.mark.parametrize(
    ("changes", "citation"),
    [
        ({}, "陆知帆. 直播间退货[R]. 潮汐电商俱乐部, 2026."),
        ({"published": "2025-03-01"}, "陆知帆. 直播间退货[R]. 潮汐电商俱乐部, 2025."),
        ({"edition": "1.2", "authors": "[{name: 甲}, {name: 乙}]"}, "甲, 乙. 直播间退货[R]. 潮汐电商俱乐部, 1.2."),
    ],
)
def test_how_to_cite_it(tmp_path: Path, changes: dict[str, str], citation: str) -> None:
    """After GB/T 7714; the year of the day that stands on it, else its edition."""
    site = a_site(tmp_path, paper(**changes))
    assert [entry.text for entry in site.all("whitepapers/w/index.md", class_="hg-cite")] == [citation]


def test_a_paper_without_chapters(tmp_path: Path) -> None:
    """All of it stands on the cover: no list, no way to a next chapter, and who published it."""
    files = {
        "content/whitepapers/w.md": a_whitepaper("\n## 一\n\n全文。\n", partners="[hexi, gone]"),
        "members/organizations/hexi.yml": an_organization(name="禾溪", consent=CONSENT),
        "members/organizations/gone.yml": an_organization(name="不愿公开"),
        "club.yml": club_settings(city="杭州"),
    }
    site = a_site(tmp_path, files)
    text = site.text("whitepapers/w/index.md")
    assert "全文。" in text
    assert "禾溪协作，潮汐电商俱乐部" in text
    assert site.all("whitepapers/w/index.md", "nav") == []
    assert [entry.id for entry in site.pages["whitepapers/w/index.md"].contents] == ["cite"]


@pytest.mark.parametrize("folder", ["whitepapers", "templates"])
def test_a_retracted_one_keeps_a_notice_and_nothing_else(tmp_path: Path, folder: str) -> None:
    """Its page, its place in the list and nothing of what it said: no chapter, no file, no summary."""
    files = {name: text for name, text in full_club().items() if not name.startswith(f"content/{folder}/taken")}
    record = "survey" if folder == "whitepapers" else "sheet"
    name = f"content/{folder}/{record}/index.md"
    text = files[name]
    assert isinstance(text, str)
    files[name] = text.replace("---\n", "---\nstatus: retracted\n", 1)
    site = a_site(tmp_path, files, written=frozenset({"join.md"}))
    section = "whitepapers" if folder == "whitepapers" else "toolkit"
    path = f"{section}/{record}/index.md" if folder == "whitepapers" else f"{section}/{record}.md"
    assert "这一篇已撤回" in site.text(path)
    assert site.pages[path].front_matter()["robots"] == "noindex"
    assert [other for other in (*site.pages, *site.files) if other.startswith(f"{section}/{record}/")] == [
        path for path in [path] if folder == "whitepapers"
    ]
    assert "1.0" not in site.text(path)
    assert site.dead_links() == []
