"""What an edition says of a record that it may not show: its title, perhaps its summary, and the way in."""

from pathlib import Path

import pytest

from builders import a_case, a_template, a_whitepaper, club_settings
from huiguan.model.visibility import Visibility
from sites import Site, a_site

ALLOWED: list[tuple[dict[str, str], bool, bool]] = [
    ({"visibility": "members"}, True, True),
    ({"visibility": "members", "teaser": "summary"}, True, True),
    ({"visibility": "members", "teaser": "title"}, True, False),
    ({"visibility": "members", "teaser": "none"}, False, False),
    ({"visibility": "core"}, False, False),
    ({"visibility": "core", "teaser": "title"}, True, False),
    ({"visibility": "core", "teaser": "summary"}, True, True),
    ({"visibility": "members", "status": "draft"}, False, False),
    ({"visibility": "members", "status": "archived"}, False, False),
    ({"visibility": "members", "status": "retracted", "retraction": "数据有误。"}, False, False),
    ({"visibility": "core", "teaser": "summary", "public_after": "2026-12-01"}, True, True),
]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = {
        f"content/cases/secret-{index}.md": a_case(
            "\n## 背景\n\n内情。\n", **{"title": f"会员案例{index:02}", "summary": f"摘要{index:02}", **changes}
        )
        for index, (changes, _, _) in enumerate(ALLOWED)
    }
    return a_site(tmp_path_factory.mktemp("club"), files)


@pytest.mark.parametrize("index", range(len(ALLOWED)))
def test_what_the_public_may_know(public: Site, index: int) -> None:
    """As the record allows: for members its summary, for core nothing, unless it says otherwise."""
    _, title, summary = ALLOWED[index]
    whole = "".join(page.as_markdown() for page in public.pages.values())
    assert (f"cases/secret-{index}.md" in public.pages) == title
    assert (f"会员案例{index:02}" in whole) == title
    assert (f"摘要{index:02}" in whole) == summary


def test_a_teaser_tells_nothing_of_the_text(public: Site) -> None:
    """The text stands in no page and no file, and every link leads somewhere."""
    assert "内情" not in "".join(page.as_markdown() for page in public.pages.values())
    assert not [path for path, content in public.files.items() if "内情".encode() in content]
    assert public.dead_links() == []


def test_a_teaser_gives_way_to_the_record_on_its_day(tmp_path: Path) -> None:
    """From `public_after` on the public edition has the text itself."""
    files = {"content/cases/a.md": a_case(visibility="core", public_after="2026-11-21")}
    site = a_site(tmp_path, files)
    assert "我们是一家做原叶茶的小店" in site.text("cases/a.md")


@pytest.mark.parametrize(
    ("join", "href"),
    [("join.md", "../../join/"), ("https://form.example.com/join", "https://form.example.com/join"), (None, None)],
)
def test_the_way_in(tmp_path: Path, join: str | None, href: str | None) -> None:
    """A page of `docs/` or an address; no button where the club names none."""
    files = {
        "club.yml": club_settings(contact=f"{{join: {join}}}" if join else None),
        "content/cases/a.md": a_case(visibility="members"),
    }
    site = a_site(tmp_path, files, written=frozenset({"join.md"}))
    assert site.links("cases/a.md").get("看入会办法") == href


def test_teasers_of_all_kinds_of_texts_stand_in_their_lists(tmp_path: Path) -> None:
    """Each leads to its own page, below what the edition has; in the higher edition it is an entry like others."""
    files = {
        "content/cases/a.md": a_case(title="会员案例", visibility="members"),
        "content/whitepapers/w/index.md": a_whitepaper(
            title="会员白皮书", visibility="members", chapters="[{file: 01.md, title: 内}]"
        ),
        "content/whitepapers/w/01.md": "# 内\n\n内情。\n",
        "content/templates/t/index.md": a_template(title="会员模板", visibility="members"),
        "content/templates/t/表.csv": "内情\n",
    }
    site = a_site(tmp_path, files)
    assert site.links("cases/index.md")["会员案例"] == "a/"
    assert site.links("whitepapers/index.md")["会员白皮书"] == "w/"
    assert site.links("toolkit/index.md")["会员模板"] == "t/"
    assert "whitepapers/w/01.md" not in site.pages
    assert "toolkit/t/表.csv" not in site.files
    members = a_site(tmp_path, files, edition=Visibility.MEMBERS)
    assert {"whitepapers/w/01.md", "toolkit/t.md"} <= set(members.pages)
    assert members.files["toolkit/t/表.csv"] == "内情\n".encode()


def test_a_teaser_is_no_place_to_edit(tmp_path: Path) -> None:
    """Its page names neither file nor author."""
    files = {
        "club.yml": club_settings(edit_url="https://git.example.com/edit/"),
        "content/cases/a.md": a_case(visibility="members", authors="[{name: 佚名}]"),
    }
    page = a_site(tmp_path, files).pages["cases/a.md"]
    assert page.source == ""
    assert "source_url" not in page.front_matter()
    assert "佚名" not in page.as_markdown()
