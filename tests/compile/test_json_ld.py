"""Structured data of texts, people, organizations and the home: what it says, and what it must not."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TODAY, a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization, club_settings
from huiguan.compile.json_ld.write import written
from huiguan.compile.output import Page
from huiguan.model.kind import KINDS
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, build, read
from sites import Site, a_site
from structured_data import everything_in, faults_of, node_of, nodes_of

ROOT = Path(__file__).parents[2]
SHEET = b"\xef\xbb\xbf\xe5\x8e\x9f\xe5\x9b\xa0,\xe5\x8d\x95\xe6\x95\xb0\n"
HOME = {"@type": "ListItem", "position": 1, "name": "潮汐电商俱乐部", "item": "https://tide.example.com/"}
CLUB = {
    "@type": "Organization",
    "@id": "https://tide.example.com/#club",
    "name": "潮汐电商俱乐部",
    "url": "https://tide.example.com/",
}

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
values = st.recursive(
    texts | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, min_size=1) | st.dictionaries(texts, inner, min_size=1),
    max_leaves=8,
)


@cache
def demo(edition: Visibility = Visibility.PUBLIC) -> Mapping[str, Page]:
    """The demo club's pages in one edition."""
    outcome = build(read(ROOT), Order(today=TODAY, edition=edition))
    assert outcome.compilation is not None
    return {page.path: page for page in outcome.compilation.compiled.pages}


@given(st.dictionaries(texts, values, min_size=1))
def test_what_is_written_is_read_back_and_ends_no_script(value: dict[str, object]) -> None:
    """Whatever the texts are: no character that HTML or JavaScript gives a meaning stands in it, and nothing is lost."""
    text = written([{"@type": "Thing", **{f"x-{key}": part for key, part in value.items()}}])
    assert not set(text) & set("<>&\u2028\u2029\u0085\ufeff")
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        **{f"x-{key}": part for key, part in value.items()},
    }


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (
            {"@type": "Thing", "name": "甲", "url": None, "size": 0},
            '{"@context":"https://schema.org","@type":"Thing","name":"甲","size":0}',
        ),
        ({"@type": "Thing", "z": "1", "a": False}, '{"@context":"https://schema.org","@type":"Thing","z":"1","a":false}'),
        ({"@type": "Thing", "part": [{"@type": "Part", "name": ""}, ""]}, ""),
        ({"@type": "Thing"}, ""),
    ],
)
def test_what_is_empty_is_left_out(node: dict[str, object], text: str) -> None:
    """Keys keep their order, nought and no are values, and a node that says nothing is none."""
    assert written([node]) == text


def test_a_title_cannot_end_the_script_element(tmp_path: Path) -> None:
    """A contributor's title is data in the page's head, whatever stands in it."""
    title = "退货</script><script>alert(1)</script><!--&amp;"
    page = a_site(tmp_path, {"content/cases/x.md": a_case(title=f"'{title}'")}).pages["cases/x.md"]
    assert node_of(page, "Article")["headline"] == title
    assert "<" not in page.meta["json_ld"]
    assert page.front_matter()["json_ld"] == page.meta["json_ld"]


@pytest.mark.parametrize("edition", [Visibility.MEMBERS, Visibility.CORE])
def test_only_the_public_edition_has_structured_data(edition: Visibility) -> None:
    """What is not for everybody is not for robots."""
    assert [path for path, page in demo(edition).items() if "json_ld" in page.meta] == []


def test_every_page_of_the_demo_says_what_search_engines_ask() -> None:
    """Each page of a record or a list has structured data, and each node on any page is complete."""
    faults = {
        path: [fault for node in everything_in(nodes_of(page)) for fault in faults_of(node)] for path, page in demo().items()
    }
    assert {path: found for path, found in faults.items() if found} == {}
    sections = {kind.section for kind in KINDS}
    assert [path for path, page in demo().items() if path.partition("/")[0] in sections and not nodes_of(page)] == []


def test_every_page_of_the_demo_knows_its_way() -> None:
    """Each page but the home and the notice of a text that was taken back ends with the way that leads to it."""
    trails = {path: nodes[-1].get("itemListElement") for path, page in demo().items() if (nodes := nodes_of(page))}
    assert sorted(path for path, steps in trails.items() if not steps) == ["cases/coupon-leak-retracted.md", "index.md"]
    assert [path for path, steps in trails.items() if steps and steps[-1]["item"] != demo()[path].meta["canonical"]] == []


def test_nothing_is_said_that_the_page_does_not_show() -> None:
    """Names and descriptions are words of the page, of its title, or of the frame around it."""
    assert {path: found for path, page in demo().items() if (found := _unseen(page))} == {}


def _unseen(page: Page) -> list[str]:
    seen = _folded(_without_tags(f"<>{page.article}<>{page.title}<>{page.description}<>潮汐电商俱乐部"))
    parts = [node for node in everything_in(nodes_of(page)) if node["@type"] != "ListItem"]
    said = [str(node[key]) for node in parts for key in ("name", "headline", "description") if key in node]
    return [text for text in said if _folded(text) not in seen]


def _folded(text: str) -> str:
    """The text without white space, which a page may break anywhere."""
    return "".join(unescape(text).split())


def _without_tags(html: str) -> str:
    """The words alone: titles stand in clauses."""
    return "".join(part.partition(">")[2] for part in html.split("<")[1:])


def test_a_case_is_an_article_with_its_figures(tmp_path: Path) -> None:
    """Author, publisher, days, license, terms; figures with what they were before, bands as they were typed."""
    metrics = """
  - {kpi: gmv, before: 100, after: 98, disclosure: indexed, definition: 支付金额}
  - {kpi: return_rate, before: 31.2, after: 17, definition: 退款 ÷ 支付, headline: true}
  - {kpi: complaint_rate, before: 1-2, after: 0.5-1, disclosure: banded, definition: 有效投诉}"""
    case = a_case(
        metrics=metrics,
        published="2026-11-01",
        updated="2026-11-10",
        license="CC-BY-4.0",
        platforms="[抖音]",
        authors="[lu-zhifan, {name: 客座作者, url: 'https://guest.example.com/'}]",
        organization="hexi-tea",
        source="{kind: translated, title: 原文, author: 原作者, url: 'https://source.example.com/'}",
    )
    consent = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}'
    site = a_site(tmp_path, {"content/cases/x.md": case, "members/organizations/hexi-tea.yml": an_organization(consent=consent)})
    url = "https://tide.example.com/cases/x/"
    assert nodes_of(site.pages["cases/x.md"]) == [
        {
            "@type": "Article",
            "@id": f"{url}#text",
            "headline": "直播间退货率从 31% 降到 17%",
            "description": "脚本先讲缺点，样茶先尝后泡，首单发货前确认。90 天退货率降了 13.8 个百分点。",
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": "zh-Hans",
            "author": [
                {"@type": "Person", "name": "陆知帆", "url": "https://tide.example.com/people/lu-zhifan/"},
                {"@type": "Person", "name": "客座作者", "url": "https://guest.example.com/"},
            ],
            "publisher": CLUB,
            "datePublished": "2026-11-01",
            "dateModified": "2026-11-10",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "isBasedOn": {
                "@type": "CreativeWork",
                "name": "原文",
                "url": "https://source.example.com/",
                "author": {"@type": "Person", "name": "原作者"},
            },
            "isAccessibleForFree": True,
            "sourceOrganization": {
                "@type": "Organization",
                "name": "禾溪茶事",
                "url": "https://tide.example.com/organizations/hexi-tea/",
            },
            "about": [
                {"@type": "DefinedTerm", "name": "退货治理", "termCode": "returns"},
                {"@type": "DefinedTerm", "name": "抖音", "termCode": "douyin"},
            ],
            "mentions": [
                _figure("退货率", 17, 31.2, "退款 ÷ 支付", unitCode="P1"),
                _figure("成交总额指数", 98, 100, "支付金额"),
                _figure("投诉率", "0.5-1", "1-2", "有效投诉", unitCode="P1"),
            ],
        },
        _trail(("案例", "cases/"), ("直播间退货率从 31% 降到 17%", "cases/x/")),
    ]


def _figure(name: str, after: object, before: object, definition: str, **unit: str) -> dict[str, object]:
    was = {"@type": "PropertyValue", "name": "前", "value": before, **unit}
    value = {"@type": "PropertyValue", "name": name, "value": after, **unit}
    return {**value, "valueReference": was, "measurementTechnique": definition}


def _trail(*steps: tuple[str, str]) -> dict[str, object]:
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": f"https://tide.example.com/{path}"}
        for position, (name, path) in enumerate(steps, start=2)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": [HOME, *items]}


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("content/cases/x.md", "cases/x.md", "Article"),
        ("content/whitepapers/x.md", "whitepapers/x/index.md", "Report"),
        ("content/templates/x/index.md", "toolkit/x.md", "CreativeWork"),
    ],
)
def test_a_text_that_was_taken_back_says_that_alone(tmp_path: Path, path: str, name: str, kind: str) -> None:
    """Which it is and that it is retracted: neither title nor summary nor author."""
    why = "数据有误。" if kind == "Article" else None
    text = {"Article": a_case, "Report": a_whitepaper, "CreativeWork": a_template}[kind](status="retracted", retraction=why)
    site = a_site(tmp_path, {path: text, "content/templates/x/表.csv": SHEET} if kind == "CreativeWork" else {path: text})
    url = site.url(name)
    assert nodes_of(site.pages[name]) == [{"@type": kind, "@id": f"{url}#text", "url": url, "creativeWorkStatus": "Retracted"}]


def test_a_white_paper_is_a_report_with_chapters(tmp_path: Path) -> None:
    """Number, version, abstract, chapters in their order and what it cites; a chapter knows what it is part of."""
    paper = a_whitepaper(
        chapters="[{file: one.md, title: 第一章的题目, authors: [lu-zhifan]}, {file: two.md, title: 第二章的题目}]",
        abstract="一段摘要。",
        keywords="[退货, 茶]",
        references="[{text: 甲. 一本书[M]., url: 'https://book.example.com/'}, {text: 乙. 一篇文章[J].}]".replace(
            "[M]", ""
        ).replace("[J]", ""),
    )
    files = {f"content/whitepapers/x/{name}.md": "## 一节\n\n正文。\n" for name in ("one", "two")}
    site = a_site(tmp_path, {"content/whitepapers/x/index.md": paper, **files})
    report = node_of(site.pages["whitepapers/x/index.md"], "Report")
    assert {key: report[key] for key in ("reportNumber", "version", "abstract", "keywords")} == {
        "reportNumber": "x",
        "version": "2026",
        "abstract": "一段摘要。",
        "keywords": ["退货", "茶"],
    }
    assert [(part["@type"], part["position"], part["name"], part["url"]) for part in report["hasPart"]] == [
        ("Chapter", 1, "第一章的题目", "https://tide.example.com/whitepapers/x/one/"),
        ("Chapter", 2, "第二章的题目", "https://tide.example.com/whitepapers/x/two/"),
    ]
    assert report["citation"] == [
        {"@type": "CreativeWork", "name": "甲. 一本书.", "url": "https://book.example.com/"},
        {"@type": "CreativeWork", "name": "乙. 一篇文章."},
    ]
    chapter = node_of(site.pages["whitepapers/x/one.md"], "Chapter")
    assert chapter["isPartOf"]["@id"] == report["@id"]
    assert chapter["author"] == [{"@type": "Person", "name": "陆知帆", "url": "https://tide.example.com/people/lu-zhifan/"}]


def test_a_template_names_its_files_so_that_they_can_be_checked(tmp_path: Path) -> None:
    """Address, size as on the page, format and SHA-256 of the very bytes that are served."""
    files = {"content/templates/x/index.md": a_template(), "content/templates/x/表.csv": SHEET}
    site = a_site(tmp_path, files)
    work = node_of(site.pages["toolkit/x.md"], "CreativeWork")
    served = site.files["toolkit/x/表.csv"]
    assert work["encoding"] == [
        {
            "@type": "MediaObject",
            "name": "表",
            "contentUrl": site.url("toolkit/x/表.csv"),
            "contentSize": "1 kB",
            "encodingFormat": "text/csv",
            "sha256": hashlib.sha256(served).hexdigest(),
        }
    ]
    assert work["version"] == "1.0"


def test_a_member_is_shown_as_far_as_they_agreed(tmp_path: Path) -> None:
    """A profile of one who agreed to the public directory, with what they do not hide."""
    member = a_member(
        bio="站过柜台。",
        city="杭州",
        skills="[直播脚本]",
        languages="[中文, 英语]",
        links="{店铺: 'https://shop.example.com/'}",
        names="{en: Lu Zhifan}",
        privacy="{city: members}",
        groups="[{group: circle, role: lead}]",
    )
    site = a_site(tmp_path, {"members/people/lu-zhifan.yml": member, "members/groups/circle.yml": a_group()})
    assert node_of(site.pages["people/lu-zhifan.md"], "ProfilePage")["mainEntity"] == {
        "@type": "Person",
        "@id": "https://tide.example.com/people/lu-zhifan/#person",
        "name": "陆知帆",
        "alternateName": ["Lu Zhifan"],
        "url": "https://tide.example.com/people/lu-zhifan/",
        "description": "站过柜台。",
        "memberOf": [CLUB, {"@type": "Organization", "name": "内容组", "url": "https://tide.example.com/groups/circle/"}],
        "knowsAbout": ["直播脚本"],
        "knowsLanguage": ["简体中文", "英语"],
        "sameAs": ["https://shop.example.com/"],
    }


def test_nobody_stands_in_structured_data_without_consent(tmp_path: Path) -> None:
    """Neither name nor nickname nor id of one who agreed to nothing, though a page may show the nickname."""
    files = {
        "members/people/yin-ming.yml": a_member(name="殷鸣", nickname="阿鸣", consent=None),
        "content/cases/x.md": a_case(authors="[yin-ming, lu-zhifan]"),
        "events/talk.yml": an_event(speakers="[yin-ming]", moderator="yin-ming", online="{platform: 腾讯会议}"),
        "members/groups/circle.yml": a_group(leads="[{person: yin-ming}]"),
    }
    site = a_site(tmp_path, files)
    assert "阿鸣" in site.text("cases/x.md")
    said = "".join(page.meta.get("json_ld", "") for page in site.pages.values())
    assert [word for word in ("殷鸣", "阿鸣", "yin-ming") if word in said] == []
    assert "performer" not in node_of(site.pages["events/talk.md"], "EducationEvent")


def test_a_hidden_text_leaves_only_its_way(tmp_path: Path) -> None:
    """The page that teases a members' text says where it stands and nothing of it."""
    page = a_site(tmp_path, {"content/cases/x.md": a_case(visibility="members")}).pages["cases/x.md"]
    assert nodes_of(page) == [_trail(("案例", "cases/"), ("直播间退货率从 31% 降到 17%", "cases/x/"))]


def test_groups_and_organizations_are_organizations(tmp_path: Path) -> None:
    """A group belongs to its parent or to the club; both name the members who show themselves."""
    member = a_member(organizations="[{organization: hexi-tea}]", groups="[{group: circle}]")
    consent = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}'
    files = {
        "members/people/lu-zhifan.yml": member,
        "members/organizations/hexi-tea.yml": an_organization(consent=consent, founded="2020", city="杭州"),
        "members/groups/circle.yml": a_group(parent="council", ended="2026-10-01"),
        "members/groups/council.yml": a_group(name="理事会"),
    }
    pages = a_site(tmp_path, files).pages
    person = {"@type": "Person", "name": "陆知帆", "url": "https://tide.example.com/people/lu-zhifan/"}
    tea, circle, council = (
        node_of(pages[path], "Organization") for path in ("organizations/hexi-tea.md", "groups/circle.md", "groups/council.md")
    )
    assert (tea["foundingDate"], tea["address"]["addressLocality"], tea["member"]) == ("2020", "杭州", [person])
    assert (circle["parentOrganization"]["name"], circle["dissolutionDate"], circle["member"]) == (
        "理事会",
        "2026-10-01",
        [person],
    )
    assert (council["parentOrganization"], "member" in council) == (CLUB, False)


def test_the_home_says_who_the_club_is(tmp_path: Path) -> None:
    """The club and its site, with motto, year and town."""
    settings = club_settings(motto="有来有往", founded="2019", city="杭州")
    assert nodes_of(a_site(tmp_path, {"club.yml": settings}).pages["index.md"]) == [
        {
            **CLUB,
            "slogan": "有来有往",
            "foundingDate": "2019",
            "address": {"@type": "PostalAddress", "addressLocality": "杭州"},
        },
        {
            "@type": "WebSite",
            "@id": "https://tide.example.com/#site",
            "url": "https://tide.example.com/",
            "name": "潮汐电商俱乐部",
            "inLanguage": "zh-Hans",
            "publisher": {"@id": "https://tide.example.com/#club"},
        },
    ]


def test_addresses_follow_the_site(tmp_path: Path) -> None:
    """Under another address and without folders for pages, every address is that of a page or file of that site."""
    files = {"content/templates/x/index.md": a_template(), "content/templates/x/表.csv": SHEET}
    site: Site = a_site(tmp_path, files, site_url="https://pages.example.com/club/", use_directory_urls=False)
    work, trail = nodes_of(site.pages["toolkit/x.md"])
    assert work["url"] == "https://pages.example.com/club/toolkit/x.html"
    assert [step["item"] for step in trail["itemListElement"]] == [
        "https://pages.example.com/club/index.html",
        "https://pages.example.com/club/toolkit/index.html",
        "https://pages.example.com/club/toolkit/x.html",
    ]
