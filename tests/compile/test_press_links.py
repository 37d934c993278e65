"""Links and mentions in members' texts, written as on GitHub: they lead where the edition has a page, or are plain words."""

import re
from pathlib import Path

import pytest

from builders import TODAY, a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization, club_settings
from full_club import CONSENT, PNG
from sites import a_site

FILES = {
    "content/cases/other/index.md": a_case(
        "\n## 教训\n\n一条。\n\n## 我们自己的标题 2\n\n字。\n",
        attachments="[{file: 图 1.png}, {file: 密.png, visibility: members}]",
    ),
    "content/cases/other/图 1.png": PNG,
    "content/cases/other/密.png": PNG,
    "content/cases/flat.md": a_case(),
    "content/cases/hidden.md": a_case(visibility="members"),
    "content/cases/core.md": a_case(visibility="core"),
    "content/cases/draft.md": a_case(status="draft"),
    "content/cases/taken.md": a_case(status="retracted", retraction="数据有误。"),
    "content/whitepapers/w/index.md": a_whitepaper(
        chapters="[{file: 第一章.md, title: 一}, {file: 02.md, title: 二, visibility: members}]"
    ),
    "content/whitepapers/w/第一章.md": "# 一\n\n## 起因\n\n字。\n",
    "content/whitepapers/w/02.md": "# 二\n\n字。\n",
    "content/templates/t/index.md": a_template(files="[{file: 表.csv}, {file: 用法.md}]"),
    "content/templates/t/表.csv": "a\n",
    "content/templates/t/用法.md": "# 用法\n",
    "events/e.yml": an_event(),
    "members/organizations/hexi.yml": an_organization(consent=CONSENT),
    "members/groups/g.yml": a_group(),
    "members/people/xu-banshan.yml": a_member(name="许半山", nickname="山哥", consent=None),
    "members/people/luo.yml": a_member(name="罗青禾", consent=None),
}


def with_text(body: str, folder: str = "own") -> dict[str, str | bytes]:
    """The club with a case that has this body."""
    own = {
        f"content/cases/{folder}/index.md": a_case(body, attachments="[{file: 自己.png}]"),
        f"content/cases/{folder}/自己.png": PNG,
    }
    return {**FILES, **own}


LINKS = [
    ("../other/index.md", "../other/"),
    ("../other/index.md#教训", "../other/#lessons"),
    ("../other/index.md#lessons", "../other/#lessons"),
    ("../other/index.md#%E6%95%99%E8%AE%AD", "../other/#lessons"),
    ("../other/index.md#我们自己的标题-2", "../other/#我们自己的标题-2"),
    ("../other/", "../other/"),
    ("../other", "../other/"),
    ("../flat.md", "../flat/"),
    ("../flat", "../flat/"),
    ("./../flat.md?plain=1", "../flat/"),
    ("../taken.md", "../taken/"),
    ("../../whitepapers/w/index.md", "../../whitepapers/w/"),
    ("../../whitepapers/w/第一章.md", "../../whitepapers/w/%E7%AC%AC%E4%B8%80%E7%AB%A0/"),
    ("../../whitepapers/w/%E7%AC%AC%E4%B8%80%E7%AB%A0.md", "../../whitepapers/w/%E7%AC%AC%E4%B8%80%E7%AB%A0/"),
    ("../../templates/t/", "../../toolkit/t/"),
    ("../../templates/t/表.csv", "../../toolkit/t/%E8%A1%A8.csv"),
    ("../../templates/t/用法.md", "../../toolkit/t/%E7%94%A8%E6%B3%95.md.txt"),
    ("../../../events/e.yml", "../../events/e/"),
    ("../../../members/people/lu-zhifan.yml", "../../people/lu-zhifan/"),
    ("../../../members/tiers.yml", "../../tiers/"),
    ("../../../members/tiers.yml#full", "../../tiers/#full"),
    ("../other/图%201.png", "../other/%E5%9B%BE%201.png"),
    ("自己.png", "%E8%87%AA%E5%B7%B1.png"),
    ("./自己.png", "%E8%87%AA%E5%B7%B1.png"),
    ("index.md", "."),
    ("#背景", "#context"),
    ("https://example.com/a?b=1&c=2", "https://example.com/a?b=1&amp;c=2"),
    ("mailto:hall@example.com", "mailto:hall@example.com"),
]
HIDDEN = [
    "../hidden.md",
    "../core.md",
    "../draft.md",
    "../../whitepapers/w/02.md",
    "../other/密.png",
    "../../../members/people/xu-banshan.yml",
]
MENTIONS = [
    ("问 @lu-zhifan ，", '问 <a class="hg-mention" href="../../people/lu-zhifan/">陆知帆</a> ，'),
    ("找@hexi买", '找<a class="hg-mention" href="../../organizations/hexi/">禾溪茶事</a>买'),
    ("@g", '<a class="hg-mention" href="../../groups/g/">内容组</a>'),
    ("问 @xu-banshan 。", "问 山哥 。"),
    ("问 @luo 。", "问 一位会员 。"),
    ("@nobody-here", "@nobody-here"),
    ("写到 a@lu-zhifan.example.com", "写到 a@lu-zhifan.example.com"),
    ("`@lu-zhifan`", "<code>@lu-zhifan</code>"),
]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML of each paragraph by what was typed, all in the text of one case."""
    typed = [f"[看这里]({target})" for target in (*dict(LINKS), *HIDDEN)] + [text for text, _ in MENTIONS]
    site = a_site(tmp_path_factory.mktemp("club"), with_text("\n## 背景\n\n" + "\n\n".join(typed) + "\n"))
    assert site.dead_links() == []
    text = site.html("cases/own.md").partition('<h2 id="context">')[2]
    return dict(zip(typed, re.findall(r"<p>(.*?)</p>", text), strict=False))


@pytest.mark.parametrize(("target", "href"), LINKS)
def test_where_a_link_leads(shown: dict[str, str], target: str, href: str) -> None:
    """To pages, chapters, anchors and files, however the way to the file is spelt."""
    assert f'href="{href}"' in shown[f"[看这里]({target})"]


@pytest.mark.parametrize("target", HIDDEN)
def test_a_link_to_what_the_edition_does_not_have_is_plain_words(shown: dict[str, str], target: str) -> None:
    """No address, no id and no name of a file gives away what is hidden."""
    assert shown[f"[看这里]({target})"] == "看这里"


@pytest.mark.parametrize(("typed", "html"), MENTIONS)
def test_mentions(shown: dict[str, str], typed: str, html: str) -> None:
    """People, organizations and groups by name; who may not appear by nickname; what is no mention stays as typed."""
    assert shown[typed] == html


def test_links_to_hand_written_pages(tmp_path: Path) -> None:
    """A text may lead to a page of `docs/`, by its file."""
    pages = {f"docs/{name}": "# 页\n" for name in ("join.md", "handbook/index.md", "index.md")}
    body = "\n## 背景\n\n[甲](../../../docs/join.md#费用) [乙](../../../docs/handbook/) [丙](../../../docs/index.md)\n"
    written = frozenset(name.removeprefix("docs/") for name in pages)
    links = a_site(tmp_path, {**with_text(body), **pages}, written=written).links("cases/own.md")
    assert (links["甲"], links["乙"], links["丙"]) == ("../../join/#费用", "../../handbook/", "../../")


def test_links_of_a_chapter(tmp_path: Path) -> None:
    """A chapter's links are read from its own file, and lead from its own page."""
    text = "# 一\n\n[封面](index.md) [案例](../../cases/flat.md) [二](02.md) [题](#起因)\n\n## 起因\n\n字。\n"
    files = {**FILES, "content/whitepapers/w/第一章.md": text}
    site = a_site(tmp_path, files)
    links = site.links("whitepapers/w/第一章.md")
    assert links["封面"] == "../"
    assert links["案例"] == "../../../cases/flat/"
    assert "二" not in links
    assert site.dead_links() == []


def test_pages_without_folders(tmp_path: Path) -> None:
    """The same links where each page is one file."""
    body = "\n## 背景\n\n[甲](../other/index.md#教训) [乙](自己.png) [丙](../other/图%201.png) @lu-zhifan\n"
    site = a_site(tmp_path, with_text(body), use_directory_urls=False)
    links = site.links("cases/own.md")
    assert [links[words] for words in ("甲", "乙", "丙")] == [
        "other.html#lessons",
        "own/%E8%87%AA%E5%B7%B1.png",
        "other/%E5%9B%BE%201.png",
    ]
    assert links["陆知帆"] == "../people/lu-zhifan.html"
    assert site.dead_links() == []


@pytest.mark.parametrize(
    ("edit_url", "at"),
    [
        ("https://git.example.com/edit/main/", "https://git.example.com/edit/main/"),
        ("https://git.example.com/edit/main", "https://git.example.com/edit/main/"),
        ("https://git.example.com/edit?path=", "https://git.example.com/edit?path="),
    ],
)
def test_where_a_page_is_edited(tmp_path: Path, edit_url: str, at: str) -> None:
    """Each page names its own file, a chapter its own, percent-encoded; lists and the tiers have none."""
    site = a_site(tmp_path, {**FILES, "club.yml": club_settings(edit_url=edit_url)})
    found = {path: page.front_matter().get("source_url") for path, page in site.pages.items()}
    assert found["cases/flat.md"] == f"{at}content/cases/flat.md"
    assert found["cases/other.md"] == f"{at}content/cases/other/index.md"
    assert found["whitepapers/w/第一章.md"] == f"{at}content/whitepapers/w/%E7%AC%AC%E4%B8%80%E7%AB%A0.md"
    assert found["people/lu-zhifan.md"] == f"{at}members/people/lu-zhifan.yml"
    assert [found[path] for path in ("cases/index.md", "tiers/index.md", "index.md", "cases/hidden.md")] == [None] * 4


def test_a_club_that_names_no_place_to_edit(tmp_path: Path) -> None:
    """Then no page has the pencil."""
    assert not [page for page in a_site(tmp_path, FILES).pages.values() if "source_url" in page.front_matter()]


def test_canonical_addresses_and_descriptions(tmp_path: Path) -> None:
    """Every page has the full address under which it should be known, and a description of one line."""
    summary = ">-\n  第一行\n  第二行"
    site = a_site(tmp_path, {**FILES, "content/cases/own.md": a_case(summary=summary)}, site_url="https://pages.example.com/tide")
    for path, page in site.pages.items():
        # The month of today has a page of its own, which stands for the one that leads there.
        stands_at = f"events/month/{TODAY:%Y-%m}.md" if path == "events/month/index.md" else path
        assert page.front_matter()["canonical"] == site.url(stands_at)
        assert page.front_matter()["canonical"].startswith("https://pages.example.com/tide/")
        assert page.description.strip() == page.description != ""
        assert "\n" not in page.description
        assert "\n" not in page.title
