"""How people are shown: under which name, with which link, and how those who may not appear are."""

from pathlib import Path

import pytest

from builders import a_case, a_group, a_member, an_event
from huiguan.compile.person import SHADES, who
from huiguan.model.record import Credit
from huiguan.model.visibility import Visibility
from sites import Site, a_site

AUTHORS: list[tuple[str, dict[str, str | None], tuple[str, str]]] = [
    ("m0", {}, ("陆陆知帆", "../../people/m0/")),
    ("m1", {"nickname": "帆哥"}, ("陆陆知帆", "../../people/m1/")),
    ("m2", {"name": "许半山", "nickname": "帆哥", "consent": None}, ("帆帆哥", "")),
    ("m3", {"name": "许半山", "consent": None}, ("一一位会员", "")),
    ("m4", {"name": "许半山", "status": "applicant"}, ("一一位会员", "")),
    ("m5", {"name": "许半山", "visibility": "members"}, ("一一位会员", "")),
    ("{name: 客座作者}", {}, ("客客座作者", "")),
    ("{name: 客座作者, url: https://guest.example.com/}", {}, ("客客座作者", "https://guest.example.com/")),
]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    people = {f"members/people/{who}.yml": a_member(**member) for who, member, _ in AUTHORS if not who.startswith("{")}
    cases = {f"content/cases/c{index}.md": a_case(authors=f"[{who}]") for index, (who, _, _) in enumerate(AUTHORS)}
    return a_site(tmp_path_factory.mktemp("club"), {**people, **cases})


@pytest.mark.parametrize("index", range(len(AUTHORS)))
def test_the_author_of_a_case(shown: Site, index: int) -> None:
    """A member by name with a page; without consent by nickname or nobody's name; a guest with their own address."""
    (who,) = shown.all(f"cases/c{index}.md", class_="hg-who")
    links = [link.attributes["href"] for link in shown.all(f"cases/c{index}.md", "a", "hg-inline")]
    name, href = AUTHORS[index][2]
    assert who.text == name
    assert links == [href] if href else links == []


def test_someone_without_consent_is_nowhere(tmp_path: Path) -> None:
    """No page, no card, neither name nor id in any page or file, wherever they are named by reference."""
    files = {
        "members/people/xu-banshan.yml": a_member(name="许半山", nickname="山哥", consent=None),
        "members/groups/g.yml": a_group(leads="[{person: xu-banshan, role: 组长}]"),
        "content/cases/a.md": a_case(
            authors="[lu-zhifan, xu-banshan]",
            body="\n## 背景\n\n问过 @xu-banshan 三次。\n",
            review="{reviewers: [xu-banshan], reviewed_on: 2026-11-01}",
            reproducibility="{replications: [{by: xu-banshan, outcome: failed}]}",
        ),
        "events/e.yml": an_event(speakers="[xu-banshan]", moderator="xu-banshan", organizer="{person: xu-banshan}"),
    }
    site = a_site(tmp_path, files)
    assert "people/xu-banshan.md" not in site.pages
    whole = "".join([*site.pages, *site.files, *(page.as_markdown() for page in site.pages.values())]).encode()
    assert not {word for word in ("许半山", "xu-banshan") if word.encode() in whole + b"".join(site.files.values())}
    assert site.text("cases/a.md").count("山哥") >= 4
    assert "山哥" in site.text("events/e.md")
    assert "山哥" in site.text("groups/g.md")


def test_consent_for_members_alone(tmp_path: Path) -> None:
    """Who agreed to the members' directory has an entry there and none in public."""
    consent = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_members]}'
    files = {"members/people/lu-zhifan.yml": a_member(consent=consent)}
    assert "people/lu-zhifan.md" not in a_site(tmp_path, files).pages
    assert "people/lu-zhifan.md" in a_site(tmp_path, files, edition=Visibility.MEMBERS).pages


def test_a_name_in_the_language_of_the_page(tmp_path: Path) -> None:
    """Above a text, in a mention and in the title of their page alike."""
    files = {
        "members/people/lu-zhifan.yml": a_member(names="{en: Lu Zhifan}"),
        "content/cases/a.md": a_case(body="\n## 背景\n\n问 @lu-zhifan 。\n"),
    }
    site = a_site(tmp_path, files, language="en")
    assert [entry.text for entry in site.all("cases/a.md", class_="hg-who")] == ["LLu Zhifan"]
    assert site.pages["people/lu-zhifan.md"].title == "Lu Zhifan"
    assert site.links("cases/a.md")["Lu Zhifan"] == "../../people/lu-zhifan/"
    assert "陆知帆" not in site.text("cases/a.md")


@pytest.mark.parametrize(("name", "shade"), [("陆知帆", 3), ("沈秋辞", 3), ("唐屿", 4), ("一位会员", 6)])
def test_a_shade_is_always_the_same(tmp_path: Path, name: str, shade: int) -> None:
    """It comes from the name alone, on every machine and in every run; the initial is the first character."""
    club = a_site(tmp_path, {}).compilation.press.club
    found = who(Credit(name=name), club, "zh-Hans", "一位会员")
    assert (found.shade, found.initial) == (shade, name[0])
    assert 1 <= found.shade <= SHADES


def test_a_credit_without_a_name_is_somebody(tmp_path: Path) -> None:
    """Nobody's name is empty on a page."""
    found = who(Credit(), a_site(tmp_path, {}).compilation.press.club, "zh-Hans", "一位会员")
    assert (found.name, found.member, found.url) == ("一位会员", None, None)
