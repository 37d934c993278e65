"""Pages of people, organizations and groups: what they say, what their privacy keeps, and what leads to them."""

from pathlib import Path

import pytest

from builders import a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization
from full_club import CONSENT, full_club
from huiguan.model.visibility import Visibility
from sites import Site, a_site

PAGE = "people/lu-zhifan.md"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("club"), full_club(), written=frozenset({"join.md"}))


def test_a_member_with_everything(full: Site) -> None:
    """Name, shop, place, tier, groups, what they give and look for, who met them, what they wrote and speak about."""
    text = full.text(PAGE)
    for words in (
        "陆知帆",
        "Lu Zhifan",
        "禾溪茶事 · 店主",
        "正式会员",
        "2020 年 3 月入馆",
        "做了六年原叶茶。",
        "复盘",
        "摄影师",
        "会员见过本人",
        "沈秋辞，2026-05-01",
        "有效到 2028-09-20",
        "小红书",
        "写过",
        "要讲",
        "讲过",
    ):
        assert words in text, words
    assert full.pages[PAGE].description == "茶叶店播"


def test_officers_fields_are_in_no_edition(tmp_path: Path) -> None:
    """Who referred them, who admitted them and when they renew is for the officers' reports alone."""
    files = {
        "members/people/lu-zhifan.yml": a_member(
            admission="{channel: 走后门, referrers: [{name: 推荐人甲}], approved_on: 2019-09-09}", renew_on="2031-07-07"
        )
    }
    for edition in Visibility:
        whole = "".join(page.as_markdown() for page in a_site(tmp_path, files, edition=edition).pages.values())
        assert not [word for word in ("走后门", "推荐人甲", "2019-09-09", "2031-07-07") if word in whole]


@pytest.mark.parametrize(
    ("privacy", "field", "edition", "shown"),
    [
        ("{city: members}", "杭州", "public", False),
        ("{city: members}", "杭州", "members", True),
        ("{city: core}", "杭州", "members", False),
        ("{city: never}", "杭州", "core", False),
        ("{bio: members}", "六年", "public", False),
        ("{tier: members, persona: members, organizations: members, groups: members}", "正式会员", "public", False),
        ("{links: members}", "xhs.example.com", "public", False),
        ("{verification: members}", "会员见过本人", "public", False),
        ("{speaker: members}", "能讲课", "public", False),
    ],
)
def test_fields_that_a_member_keeps(tmp_path: Path, privacy: str, field: str, edition: str, *, shown: bool) -> None:
    """What `privacy` says holds for the page, the card, the filters and the list; the page stands all the same."""
    files = full_club()
    member = files["members/people/lu-zhifan.yml"]
    assert isinstance(member, str)
    files = {name: text for name, text in files.items() if name.startswith(("members/", "club"))}
    files["members/people/lu-zhifan.yml"] = f"{member}privacy: {privacy}\n"
    site = a_site(tmp_path, files, edition=Visibility(edition), written=frozenset({"join.md"}))
    cards = site.html("people/index.md").partition("陆知帆")[2].partition("</li>")[0]
    assert (field in site.html(PAGE) + cards) == shown
    assert site.dead_links() == []


@pytest.mark.parametrize(("edition", "shown"), [("public", False), ("members", True)])
def test_an_address_to_write_to_is_for_members(tmp_path: Path, edition: str, *, shown: bool) -> None:
    """In public contact goes through the club."""
    files = {"members/people/lu-zhifan.yml": a_member(contact="{email: lu@example.com}")}
    text = a_site(tmp_path, files, edition=Visibility(edition)).text(PAGE)
    assert ("lu@example.com" in text) == shown
    assert ("联系走会员组" in text) != shown


@pytest.mark.parametrize(("status", "word"), [("active", ""), ("dormant", "休眠"), ("alumni", "已离馆"), ("in_memoriam", "纪念")])
def test_where_a_member_stands(tmp_path: Path, status: str, word: str) -> None:
    """It is said where they are not simply there."""
    site = a_site(tmp_path, {"members/people/lu-zhifan.yml": a_member(status=status)})
    assert word in site.text(PAGE)
    assert "在馆" not in site.text(PAGE)


def test_what_a_member_wrote_and_helped_with(tmp_path: Path) -> None:
    """Cases newest first; reviews and contributions apart; a date at which they speak; nothing twice."""
    files = {
        "content/cases/a.md": a_case(title="旧案", published="2026-01-01"),
        "content/cases/b.md": a_case(title="新案", published="2026-11-01", contributions="{data: [lu-zhifan]}"),
        "content/cases/c.md": a_case(
            title="别人的", authors="[{name: 客}]", review="{reviewers: [lu-zhifan], reviewed_on: 2026-11-01}"
        ),
        "content/whitepapers/w.md": a_whitepaper(title="白皮书"),
        "content/templates/t/index.md": a_template(title="模板"),
        "content/templates/t/表.csv": "a\n",
        "events/e.yml": an_event(title="夜谈", speakers="[lu-zhifan]", moderator="lu-zhifan"),
    }
    site = a_site(tmp_path, files)
    titles = [entry.text for entry in site.all(PAGE, "h3")]
    assert titles[:2] == ["新案", "旧案"]
    assert titles.count("夜谈") == 1
    links = site.links(PAGE)
    assert links["白皮书"] == "../../whitepapers/w/"
    assert links["模板"] == "../../toolkit/t/"
    assert links["别人的"] == "../../cases/c/"


def test_an_organization_with_everything(full: Site) -> None:
    """Kind, sponsorship with its promise, who checked the license, certificates with their ends, people and cases."""
    text = full.text("organizations/hexi-tea.md")
    for words in (
        "品牌方",
        "赞助",
        "金牌赞助，2026-01-01 到 2026-12-31",
        "首页致谢",
        "核过执照",
        "内容组，2026-05-01",
        "2025-01-01 已过期",
        "有效到 2030-01-01",
        "无期",
        "陆知帆、前台",
        "谁在这里",
        "相关案例",
    ):
        assert words in text, words


def test_an_organization_without_consent_has_no_page(tmp_path: Path) -> None:
    """Neither name nor id stands anywhere; a mention of it says what it is."""
    files = {
        "members/organizations/hexi.yml": an_organization(name="密商"),
        "content/cases/a.md": a_case("\n## 背景\n\n卖给 @hexi 。\n", organization="hexi"),
    }
    site = a_site(tmp_path, files)
    whole = "".join([*site.pages, *(page.as_markdown() for page in site.pages.values())])
    assert "密商" not in whole
    assert "hexi" not in whole


def test_a_group_with_everything(full: Site) -> None:
    """Who looks after it, how to join, its rules, its next dates and its members; an ended one says so."""
    text = full.text("groups/content-group.md")
    for words in ("组长", "陆知帆", "沈秋辞", "外援", "找组长", "不发广告。", "接下来的活动", "成员 1 位"):
        assert words in text, words
    assert full.links("groups/content-group.md")["理事会"] == "../council/"
    assert "2026-10-01 结束" in full.text("groups/council.md")


def test_a_group_subscribes_to_its_own_dates(tmp_path: Path) -> None:
    """The button is there when the group has dates."""
    files = {
        "members/groups/g.yml": a_group(),
        "members/groups/h.yml": a_group(name="别的组"),
        "events/e.yml": an_event(groups="[g]"),
        "members/organizations/x.yml": an_organization(consent=CONSENT),
    }
    site = a_site(tmp_path, files)
    assert "calendar/group/g.ics" in site.html("groups/g.md")
    assert ".ics" not in site.html("groups/h.md")
