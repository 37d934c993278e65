"""Pages of cases: everything that a case says is there, and nothing that it does not say leaves a hole."""

from pathlib import Path

import pytest

from builders import a_case, a_member, an_organization
from full_club import CONSENT, full_club
from huiguan.model.visibility import Visibility
from sites import Site, a_site


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("club"), full_club(), written=frozenset({"join.md"}))


def test_a_case_with_everything(full: Site) -> None:
    """Each field stands on the page in words."""
    text = full.text("cases/whole.md")
    for words in (
        "抖音、淘宝 · 茶叶",
        "2026-11-01",
        "做成了",
        "31.2%",
        "降 13.8 个百分点，改善 44%",
        "抖店罗盘，编辑看过原始数据",
        "上条为 2026-04-01 – 2026-06-29，下条为 2026-07-01 – 2026-09-28。",
        "含 618。",
        "1 位编辑已复核",
        "沈秋辞，2026-11-05",
        "在复核期内",
        "下次复核 2027-05-05",
        "4 家店复用过",
        "赞助内容",
        "CC BY-NC-SA 4.0",
        "改编自",
        "原作者，原文，2025-01-01，已获准，https://source.example.com/",
        "9 人",
        "18,600 元，不含人力",
        "4–6 周",
        "有自播团队",
        "别家也做成过",
        "客单价低于 39 元的品类。",
        "——店长 · 直播间 2026-09-20",
        "归类表",
    ):
        assert words in text, words
    assert "没同意" not in text


def test_the_headline_figure_stands_first_and_three_at_most_are_tiles(full: Site) -> None:
    """The others are in the table of how they were counted."""
    tiles = full.all("cases/whole.md", "section", "hg-tile")
    assert len(tiles) == 3
    assert tiles[0].text.startswith("退货率")
    assert len([cell for cell in full.all("cases/whole.md", "th") if cell.attributes.get("scope") == "row"]) == 4


def test_the_contents_list_follows_the_page(full: Site) -> None:
    """The member's sections, then ours; each anchor is on the page (no dead anchors)."""
    page = full.pages["cases/whole.md"]
    assert [entry.id for entry in page.contents] == [
        "context",
        "actions",
        "results",
        "lessons",
        "method",
        "reuse-by",
        "files",
        "related",
    ]


def test_a_bare_case_has_no_empty_parts(tmp_path: Path) -> None:
    """With the required fields alone: no tiles, no table, no files, no empty list, no heading without a text."""
    site = a_site(tmp_path, {"content/cases/a.md": a_case()})
    page = site.pages["cases/a.md"]
    assert [entry.id for entry in page.contents] == ["context"]
    for class_ in ("hg-tiles", "hg-table", "hg-not", "hg-reuse", "hg-links"):
        assert site.all("cases/a.md", class_=class_) == []
    assert [entry.text for entry in site.all("cases/a.md", "h2") if not entry.text.strip()] == []
    assert len(site.all("cases/a.md", "h1")) == 1
    assert len(site.all("cases/a.md", class_="hg-trust")) == 1


def test_a_case_whose_event_shop_and_neighbours_are_hidden_still_has_a_page(tmp_path: Path) -> None:
    """What the gate took out leaves no trace and no hole; whoever tried it again is somebody."""
    files = {
        "content/cases/a.md": a_case(
            from_event="board/2026-11-26",
            organization="hexi",
            related="{cases: [secret], events: [board]}",
            disclosure="{interest: sponsored, statement: 有样品, sponsor: hexi}",
            reproducibility="{replications: [{by: xu-banshan, organization: hexi, outcome: success, note: 成了}]}",
            review="{reviewers: [xu-banshan], reviewed_on: 2026-11-01}",
        ),
        "content/cases/secret.md": a_case(title="密", visibility="core"),
        "events/board.yml": "title: 密会\nkind: 私董会\nsummary: 密。\nstart: 2026-11-26 20:00\nvisibility: core\n",
        "members/organizations/hexi.yml": an_organization(name="密商"),
        "members/people/xu-banshan.yml": a_member(name="许半山", consent=None),
    }
    site = a_site(tmp_path, files)
    text = site.text("cases/a.md")
    assert all(words in text for words in ("1 家店复用过", "一位会员", "成了", "1 位编辑已复核"))
    assert "密" not in "".join(page.as_markdown() for page in site.pages.values())
    assert site.dead_links() == []


def test_the_same_case_for_those_who_may_know(tmp_path: Path) -> None:
    """In the core edition the shop, the event and the neighbours stand there."""
    files = {
        "content/cases/a.md": a_case(from_event="board", organization="hexi", related="{cases: [secret]}"),
        "content/cases/secret.md": a_case(title="密案", visibility="core"),
        "events/board.yml": "title: 密会\nkind: 私董会\nsummary: 密。\nstart: 2026-11-26 20:00\nvisibility: core\n",
        "members/organizations/hexi.yml": an_organization(name="密商", consent=CONSENT),
    }
    text = a_site(tmp_path, files, edition=Visibility.CORE).text("cases/a.md")
    assert all(words in text for words in ("密商", "密会", "密案"))


def test_a_retracted_case_keeps_its_title_and_why(tmp_path: Path) -> None:
    """Nothing of the text, its figures, its files and its summary is in any output; search engines let it go."""
    whole = full_club()["content/cases/whole/index.md"]
    assert isinstance(whole, str)
    files = {
        **full_club(),
        "content/cases/whole/index.md": whole.replace(
            "title: 直播间", "status: retracted\nretraction: 数据有误。\ntitle: 甲乙丙", 1
        ),
    }
    site = a_site(tmp_path, files, written=frozenset({"join.md"}))
    page = site.pages["cases/whole.md"]
    assert page.front_matter()["robots"] == "noindex"
    assert "数据有误。" in site.text("cases/whole.md")
    said = "".join(entry.as_markdown() for path, entry in site.pages.items() if "whole" in path or path.startswith("cases/"))
    for gone in ("先说结论", "31.2", "客单价低于", "退货是开播前", "归类表", "客座作者的话"):
        assert gone not in said.replace("退款原因归类表", ""), gone
    assert not [path for path in site.files if path.startswith("cases/whole/")]
    assert site.files["旧案例/index.html"]


def test_own_headings_that_are_called_like_ours(tmp_path: Path) -> None:
    """A member's heading 「files」 or 「method」 does not take the anchor of our own part."""
    body = "\n## Files\n\n一。\n\n## Related\n\n二。\n\n## Method\n\n三。\n\n## Reuse by\n\n四。\n\n## Files\n\n五。\n"
    changes = {
        "related": "{cases: [b]}",
        "metrics": "[{kpi: 退货率, before: 3, after: 2, definition: 按支付}]",
        "attachments": "[{file: a.csv}]",
        "reproducibility": "{replications: [{by: {name: 外店}, outcome: success}]}",
    }
    sections = "\n## 背景\n\n字。\n\n## 做了什么\n\n字。\n\n## 结果\n\n字。\n\n## 教训\n\n- 字\n- 字\n"
    files = {
        "content/cases/a/index.md": a_case(body + sections, **changes),
        "content/cases/a/a.csv": "a\n",
        "content/cases/b.md": a_case(),
    }
    assert a_site(tmp_path, files).dead_links() == []


def test_a_file_that_is_offered_as_markdown_is_a_text_to_take_away(tmp_path: Path) -> None:
    """Every generator would make a page of an `.md`, so that it is given as `.txt`; a file without an ending keeps its name."""
    files = {
        "content/templates/t/index.md": (
            "---\ntitle: 表\nsummary: 一张表，填了就能用，填完给店长看一眼再发。\nauthors: [lu-zhifan]\ntopics: [退货治理]\n"
            "kind: SOP\nversion: 1\nfiles: [{file: 用法.md, title: 用法}]\n---\n\n## 怎么用\n\n填。\n"
        ),
        "content/templates/t/用法.md": "# 用法\n",
    }
    site = a_site(tmp_path, files)
    assert site.files["toolkit/t/用法.md.txt"] == "# 用法\n".encode()
    (link,) = [entry for entry in site.all("toolkit/t.md", "a") if "download" in entry.attributes]
    assert link.attributes["href"] == "%E7%94%A8%E6%B3%95.md.txt"
    assert "（md，1 kB）" in link.text
