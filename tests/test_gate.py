"""The gate in single cases: each is a way in which something has got, or could get, into an edition that may not know it."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from builders import a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization, club_settings
from huiguan.model.visibility import Visibility
from sites import Site, a_site

PNG = b"\x89PNG\r\n\x1a\nxx"
CASE = "content/cases/tea/index.md"
PAPER = "content/whitepapers/returns/index.md"
SHEET = "content/templates/sheet/index.md"
HIDDEN = "[{file: 内部.csv, visibility: core}]"
RETRACTED = {"status": "retracted", "retraction": "数字错了。"}
MEMBERS_ONLY = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_members]}'


def said_in(site: Site) -> str:
    """Everything that an edition says, with the paths at which it says it."""
    pages = [f"{path}\n{page.as_markdown()}" for path, page in site.pages.items()]
    files = [f"{path}\n{content.decode(errors='replace')}" for path, content in site.files.items()]
    return "\n".join([*pages, *files])


@pytest.mark.parametrize(
    ("path", "record", "others"),
    [
        pytest.param(CASE, a_case("\n见 [表](内部.csv)。\n", attachments=HIDDEN), {}, id="linked to in the text"),
        pytest.param(CASE, a_case("\n![图](./内部.csv)\n", attachments=HIDDEN), {}, id="shown with another spelling"),
        pytest.param(
            CASE, a_case("\n[表](../tea/内部.csv#a)\n", attachments=HIDDEN), {}, id="linked to through the folder above"
        ),
        pytest.param(CASE, a_case("\n[表][a]\n\n[a]: <内部.csv>\n", attachments=HIDDEN), {}, id="linked to by reference"),
        pytest.param(
            CASE,
            a_case(
                attachments=HIDDEN,
                metrics="[{kpi: 退货率, before: 31, after: 17, definition: 按件, source: {kind: survey, evidence: 内部.csv}}]",
            ),
            {},
            id="named as evidence",
        ),
        pytest.param(
            SHEET,
            a_template(files="[{file: 表.csv}, {file: 内部.csv}]", attachments=HIDDEN),
            {"content/templates/sheet/表.csv": "公开\n"},
            id="named among a template's files",
        ),
        pytest.param(CASE, a_case(attachments="[{file: 内部.csv}, {file: 内部.csv, visibility: core}]"), {}, id="named twice"),
        pytest.param(PAPER, a_whitepaper("\n见 [表](内部.csv)\n", attachments=HIDDEN), {}, id="linked to on a cover"),
        pytest.param(CASE, a_case(), {}, id="named nowhere"),
        pytest.param(
            CASE,
            a_case(status="retracted", retraction="数字错了。", attachments="[{file: 内部.csv}]"),
            {},
            id="of a retracted text",
        ),
    ],
)
def test_a_hidden_file_is_in_no_edition_by_another_way(tmp_path: Path, path: str, record: str, others: dict[str, str]) -> None:
    """A file that is hidden, unnamed or taken back has neither its name nor its content in the public edition."""
    file = path.replace("index.md", "内部.csv")
    site = a_site(tmp_path, {path: record, file: "绝密,1\n", **others})
    assert "绝密" not in said_in(site)
    assert not [name for name in site.files if "内部" in name]


def test_a_hidden_file_is_there_for_those_who_may_have_it(tmp_path: Path) -> None:
    """The same file is in the core edition, at the address that the page gives."""
    files = {CASE: a_case("\n见 [表](./内部.csv)。\n", attachments=HIDDEN), "content/cases/tea/内部.csv": "绝密,1\n"}
    site = a_site(tmp_path, files, edition=Visibility.CORE)
    assert site.files["cases/tea/内部.csv"] == "绝密,1\n".encode()
    assert site.dead_links() == []


@pytest.mark.parametrize("typed", ["图.png", "./图.png?a#b", "../tea/图.png", "%E5%9B%BE.png", "../../cases/tea/图.png"])
def test_a_picture_is_there_by_every_path_that_leads_to_it(tmp_path: Path, typed: str) -> None:
    """What the check takes for a way to a file beside the text brings that file onto the site."""
    files = {CASE: a_case(f"\n![图]({typed})\n"), "content/cases/tea/图.png": b"\x89PNG\r\n\x1a\n"}
    site = a_site(tmp_path, files)
    assert site.files["cases/tea/图.png"] == files["content/cases/tea/图.png"]
    assert [unquote(picture.attributes["src"]).partition("?")[0] for picture in site.all("cases/tea.md", "img")] == ["图.png"]


def test_the_pictures_of_a_hidden_chapter_stay_hidden(tmp_path: Path) -> None:
    """A picture that only a members' chapter shows is not in the public edition, and the chapter's name is not either."""
    files = {
        PAPER: a_whitepaper("\n[附录](secret-part.md)\n", chapters="[{file: secret-part.md, title: 附录, visibility: members}]"),
        "content/whitepapers/returns/secret-part.md": "# 附录\n\n![图](图.png)\n",
        "content/whitepapers/returns/图.png": PNG,
    }
    public = a_site(tmp_path, files)
    assert "secret-part" not in said_in(public)
    assert "whitepapers/returns/图.png" not in public.files
    assert "whitepapers/returns/图.png" in a_site(tmp_path, files, edition=Visibility.MEMBERS).files


@pytest.mark.parametrize(
    ("path", "record"),
    [(PAPER, a_whitepaper(status="retracted")), (SHEET, a_template(status="retracted")), (CASE, a_case(**RETRACTED))],
    ids=["white paper", "template", "case"],
)
def test_a_retracted_text_keeps_its_title_and_loses_the_rest(tmp_path: Path, path: str, record: str) -> None:
    """Every kind of text can be taken back: its page stands, and nothing of what it said."""
    site = a_site(tmp_path, {path: record, path.replace("index.md", "表.csv"): "公开\n"})
    assert "直播间退货率从 31% 降到 17%" in said_in(site)
    assert "脚本先讲缺点" not in said_in(site)
    assert "原叶茶" not in said_in(site)


@pytest.mark.parametrize("edition", list(Visibility))
def test_a_retracted_group_or_organization_is_gone(tmp_path: Path, edition: Visibility) -> None:
    """A group or organization has no page that could carry a notice, so that it is nowhere."""
    files = {
        "members/groups/old-circle.yml": a_group(name="旧圈子", status="retracted"),
        "members/organizations/old-firm.yml": an_organization(name="旧公司", status="retracted", consent=MEMBERS_ONLY),
    }
    said = said_in(a_site(tmp_path, files, edition=edition))
    assert [word for word in ("旧圈子", "old-circle", "旧公司", "old-firm") if word in said] == []


def test_a_member_whose_tier_is_hidden_is_shown_without_it(tmp_path: Path) -> None:
    """The tier that only members may know of is on no public page, and the person still is."""
    tiers = "full: {name: 密级, rank: 1, visibility: members, audience: 店主, admission: {mode: apply}}\n"
    site = a_site(tmp_path, {"members/tiers.yml": tiers})
    assert "people/lu-zhifan.md" in site.pages
    assert "密级" not in said_in(site)


@pytest.mark.parametrize("hidden", ["visibility: core\n", "status: draft\n"], ids=["core", "draft"])
def test_a_mention_of_a_hidden_group_shows_neither_name_nor_id(tmp_path: Path, hidden: str) -> None:
    """`@id` of a group or an organization that the edition does not have becomes a word for what it is."""
    files = {
        CASE: a_case("\n由 @growth-circle 和 @hexi-tea 一起做。\n"),
        "members/groups/growth-circle.yml": a_group(name="增长圈") + hidden,
        "members/organizations/hexi-tea.yml": an_organization(name="禾溪", consent=MEMBERS_ONLY) + hidden,
    }
    site = a_site(tmp_path, files)
    assert "由一个小组和一家机构一起做" in site.text("cases/tea.md").replace(" ", "")
    assert [word for word in ("growth-circle", "增长圈", "hexi-tea", "禾溪") if word in said_in(site)] == []


@pytest.mark.parametrize(
    ("nickname", "privacy", "shown"),
    [
        ("小满", None, "小满"),
        ("小满", "{nickname: members}", "一位会员"),
        ("小满", "{nickname: never}", "一位会员"),
        (None, None, "一位会员"),
    ],
    ids=["nickname", "nickname for members", "nickname for nobody", "no nickname"],
)
def test_someone_without_consent_is_named_by_nobody(
    tmp_path: Path, nickname: str | None, privacy: str | None, shown: str
) -> None:
    """Neither name nor id of a person without consent is anywhere; the nickname stands in where it is for everyone."""
    person = a_member(name="江小满", nickname=nickname, consent=None, privacy=privacy, groups="[{group: circle, role: lead}]")
    files = {
        "members/people/jiang-xiaoman.yml": person,
        "members/groups/circle.yml": a_group(leads="[{person: jiang-xiaoman}]"),
        CASE: a_case("\n## @jiang-xiaoman 怎么说\n\n@jiang-xiaoman 试过。\n", authors="[jiang-xiaoman]"),
        "events/talk.yml": an_event(speakers="[jiang-xiaoman]", moderator="jiang-xiaoman", organizer="{person: jiang-xiaoman}"),
    }
    for edition in Visibility:
        site = a_site(tmp_path, files, edition=edition)
        assert [word for word in ("江小满", "jiang-xiaoman") if word in said_in(site)] == []
        assert shown in site.text("cases/tea.md")


@pytest.mark.parametrize(
    ("changes", "editions"),
    [
        ({"privacy": "{name: members}"}, ["members", "core"]),
        ({"privacy": "{name: core}"}, ["core"]),
        ({"privacy": "{name: never}"}, []),
        ({"visibility": "members"}, ["members", "core"]),
        ({"consent": MEMBERS_ONLY}, ["members", "core"]),
        ({"status": "applicant"}, []),
        ({"consent": '{given: true, on: 2026-11-22, version: "2026-09", scope: [directory_public]}'}, []),
    ],
    ids=[
        "name for members",
        "name for the core",
        "name for nobody",
        "record for members",
        "consent for members",
        "applicant",
        "consent from tomorrow on",
    ],
)
def test_a_person_has_a_page_only_where_the_name_may_stand(tmp_path: Path, changes: dict[str, str], editions: list[str]) -> None:
    """Whoever hides the name, or the whole record, has no entry below that edition, and is named nowhere in it."""
    files = {"members/people/jiang-xiaoman.yml": a_member(name="江小满", **changes), CASE: a_case(authors="[jiang-xiaoman]")}
    found = []
    for edition in Visibility:
        said = said_in(a_site(tmp_path, files, edition=edition))
        assert ("江小满" in said) is ("jiang-xiaoman" in said)
        found += [edition.value] if "江小满" in said else []
    assert found == editions


def test_no_address_of_a_person_is_in_the_public_edition(tmp_path: Path) -> None:
    """Addresses are collected from what everyone can read: there even a contact that is public shows none."""
    person = a_member(contact="{email: lu@mail.example.org, prefer: 邮件}", privacy="{contact: public}")
    files = {"members/people/lu-zhifan.yml": person, "events/talk.yml": an_event(contact="hall@mail.example.org"), CASE: a_case()}
    waivers = "[{code: PERSONAL-MAIL, file: x, found: y, why: z}]"
    files["club.yml"] = club_settings(waivers=waivers)
    assert "@mail.example.org" not in said_in(a_site(tmp_path, files))
    assert "lu@mail.example.org" in said_in(a_site(tmp_path, files, edition=Visibility.MEMBERS))


def test_words_without_consent_are_quoted_nowhere(tmp_path: Path) -> None:
    """A quote is shown only with the consent of whoever said it."""
    site = a_site(tmp_path, {CASE: a_case(quotes="[{text: 不许引, who: 甲}, {text: 可以引, who: 乙, consent: true}]")})
    assert "可以引" in said_in(site)
    assert "不许引" not in said_in(site)


def test_a_group_code_that_has_run_out_is_not_given_out(tmp_path: Path) -> None:
    """A picture of a code is there until its last day, and not on the day after."""
    entry = "{how: 扫码, qr: 码.png, qr_expires: %s}"
    for day, is_there in (("2026-11-21", True), ("2026-11-20", False)):
        files = {"members/groups/circle/index.yml": a_group(entry=entry % day), "members/groups/circle/码.png": PNG}
        club = a_site(tmp_path / day, files).compilation.press.club
        (group,) = club.groups
        assert bool(group.origin.attachments) is is_there


def test_the_gate_hands_on_no_finding_that_was_let_stand(tmp_path: Path) -> None:
    """Waivers quote what they waive: personal data may be among it."""
    waivers = "[{code: PERSONAL-MOBILE, file: x.md, found: '138…', why: 客服热线}]"
    site = a_site(tmp_path, {"club.yml": club_settings(waivers=waivers)})
    assert site.compilation.press.club.settings.waivers == ()


POINT = "geo: {latitude: 30.123, longitude: 120.123}"
PLACE = f"name: 密名, address: 密巷 1 号, district: 密区, {POINT}, transport: 密线, accessibility: 密梯"
VISIT = {"kind": "走访", "mode": "onsite", "start": "2026-11-26 14:00"}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"venue": f"{{{PLACE}, city: 杭州, visibility: members}}"}, id="of a single event"),
        pytest.param({"venue": f"{{{PLACE}, visibility: members}}"}, id="without a city"),
        pytest.param({"venue": f"{{{PLACE}, city: 杭州, visibility: members}}", "mode": "hybrid"}, id="of a hybrid event"),
        pytest.param(
            {
                "repeat": "{freq: weekly, count: 3}",
                "venue": "{name: 茶馆, city: 杭州}",
                "occurrences": f"{{2026-12-03: {{venue: {{{PLACE}, city: 杭州, visibility: members}}}}}}",
            },
            id="of one date",
        ),
        pytest.param(
            {
                "repeat": "{freq: weekly, count: 3}",
                "venue": "{name: 密馆, city: 杭州, visibility: members}",
                "occurrences": f"{{2026-12-03: {{venue: {{{PLACE}, city: 杭州}}}}}}",
                "extra": f"[{{start: 2026-12-05 14:00, venue: {{{PLACE}, city: 杭州}}}}]",
            },
            id="of dates that say nothing else than the series",
        ),
        pytest.param(
            {
                "repeat": "{freq: weekly, count: 3}",
                "venue": "{name: 密馆, city: 杭州, visibility: members}",
                "occurrences": f"{{2026-12-03: {{venue: {{{PLACE}, city: 杭州, visibility: public}}}}}}",
            },
            id="of a date that would say more than the series",
        ),
    ],
)
def test_a_place_for_members_is_in_no_byte_of_the_public_edition(tmp_path: Path, fields: dict[str, str]) -> None:
    """Neither its name nor its address, its way, its point on the map: not on pages, posters, in calendars, data or the index."""
    files = {"events/visit.yml": an_event(**{**VISIT, **fields})}
    public, members = (said_in(a_site(tmp_path / str(edition), files, edition=edition)) for edition in list(Visibility)[:2])
    # 30.123 may stand for the point in a calendar or on a page.
    assert [canary for canary in ("密", "30.123", "120.123") if canary in public] == []
    assert all(canary in members for canary in ("密名", "密巷", "30.123"))
    assert ("杭州" in public) == ("杭州" in members)


def test_a_place_for_members_leaves_its_city_and_says_so(tmp_path: Path) -> None:
    """The row and the calendar say that there is more to know; the structured data name the city."""
    files = {"events/visit.yml": an_event(**VISIT, venue=f"{{{PLACE}, city: 杭州, visibility: core}}")}
    site = a_site(tmp_path, files, edition=Visibility.MEMBERS)
    assert "杭州，具体地点只告诉参加的人" in site.pages["events/visit.md"].as_markdown()
    calendar = site.files["calendar/event/visit.ics"].decode().replace("\r\n ", "")
    assert "\r\nLOCATION:杭州\r\n" in calendar
    assert "地点：杭州，具体地点只告诉参加的人" in calendar


@pytest.mark.parametrize(
    ("mail", "changes", "shown"),
    [
        pytest.param("desk@tide.example.com", {}, ["members", "core"], id="of nobody in the directory"),
        pytest.param("Lu@tide.example.com", {}, ["members", "core"], id="of a member"),
        pytest.param("lu@tide.example.com", {"consent": None}, [], id="of someone without consent"),
        pytest.param("Lu@Tide.example.com", {"privacy": "{contact: core}"}, ["core"], id="of someone who keeps it to the core"),
        pytest.param("lu@tide.example.com", {"privacy": "{contact: never}"}, [], id="of someone who gives it to nobody"),
    ],
)
def test_the_contact_of_an_event_goes_to_members_and_with_the_consent_of_its_owner(
    tmp_path: Path, mail: str, changes: dict[str, str | None], shown: list[str]
) -> None:
    """A row of the page, in no calendar; never in the public edition, where addresses are harvested."""
    owner = a_member(**{"contact": "{email: lu@tide.example.com}", **changes})
    files = {"events/e.yml": an_event(contact=mail), "members/people/lu-zhifan.yml": owner}
    found = []
    for edition in Visibility:
        site = a_site(tmp_path / str(edition), files, edition=edition)
        assert not [path for path, content in site.files.items() if path.endswith(".ics") and mail.encode() in content]
        if site.links("events/e.md").get(mail) == f"mailto:{mail}":
            found.append(str(edition))
        else:
            assert mail not in said_in(site)
    assert found == shown
