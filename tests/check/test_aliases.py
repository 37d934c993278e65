"""Former addresses: each is a path on this site, and leads to one page alone."""

from pathlib import Path

import pytest

from builders import a_case, a_member, a_template, a_whitepaper, check_club_of, lines_told
from huiguan.model.former_address import former_path, page_at

HEAD = "要改 content/cases/a.md:6:11 aliases[0]"
FORM = "  从网站的根写起，不带域名，也不带 ?、# 和 ..；中文可以。"
TAKEN = "  去掉这一条；真的要用它，先改掉占着它的那一边。"


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("cases/old-name", "cases/old-name"),
        ("/cases/old-name/", "cases/old-name"),
        ("old.html", "old.html"),
        ("旧案例", "旧案例"),
        ("cases/%E6%97%A7", "cases/旧"),
        ("post/2019/v1.2-plan", "post/2019/v1.2-plan"),
        ("a b/c", "a b/c"),
        ("/", ""),
    ],
)
def test_a_former_address_is_a_path(alias: str, path: str) -> None:
    """Slashes at the ends do not count, and what a browser shows in percents stands for its characters."""
    assert former_path(alias) == path


@pytest.mark.parametrize(
    "alias",
    [
        "https://tide.example.com/cases/old/",
        "javascript:alert(1)",
        "//other.example.com/x",
        "../cases/old",
        "cases/../../x",
        "cases/./x",
        "cases//x",
        "cases\\old",
        "cases/old?id=3",
        "cases/old#lessons",
        "cases/%2e%2e/x",
        ".git/config",
        "cases/a%00b",
        "案" * 81,
    ],
)
def test_what_is_no_path(alias: str) -> None:
    """Nothing leads out of the site, and every part may be the name of a file on any system."""
    assert former_path(alias) is None


@pytest.mark.parametrize("alias", ["cases/x", "cases/x.html", "cases/x.md", "cases/x/index.html", "cases/x/index.md", "Cases/X"])
def test_spellings_of_one_page(alias: str) -> None:
    """However it is written, it is one page."""
    assert page_at(alias) == "cases/x"


@pytest.mark.parametrize(
    ("alias", "says"),
    [
        (
            "https://tide.example.com/cases/old/",
            "  旧网址「https://tide.example.com/cases/old/」不是一条路径。最接近的是「cases/old」。",
        ),
        ("../old", "  旧网址「../old」不是一条路径。"),
        ("cases/old?id=3", "  旧网址「cases/old?id=3」不是一条路径。"),
    ],
)
def test_an_address_that_is_no_path_is_told(tmp_path: Path, alias: str, says: str) -> None:
    """The message quotes it, and offers the path of an address that was copied from a browser."""
    checked = check_club_of(tmp_path, {"content/cases/a.md": a_case(aliases=f'["{alias}"]')})
    assert lines_told(checked) == [f"{HEAD} [ALIAS-FORMAT]", says, FORM]


@pytest.mark.parametrize(
    ("alias", "holder"),
    [
        ("cases/a", "content/cases/a.md"),
        ("/cases/b.html", "content/cases/b.md"),
        ("people/lu-zhifan/", "members/people/lu-zhifan.yml"),
        ("toolkit/sheet", "content/templates/sheet/index.md"),
        ("toolkit/sheet/表.csv", "content/templates/sheet/index.md"),
        ("whitepapers/w/第一章", "content/whitepapers/w/index.md"),
        ("tiers/full", "members/tiers.yml"),
        ("cases", "/cases/"),
        ("/", "/"),
        ("index.html", "/"),
        ("robots.txt", "/robots.txt"),
        ("calendar/all.ics", "/calendar/all.ics"),
        ("assets/x", "/assets/x"),
    ],
)
def test_an_address_where_something_stands_is_taken(tmp_path: Path, alias: str, holder: str) -> None:
    """A redirect would cover a page, a chapter, an attachment or a file of the site, the record's own page included."""
    files = {
        "content/cases/a.md": a_case(aliases=f"[{alias}]"),
        "content/cases/b.md": a_case(),
        "content/templates/sheet/index.md": a_template(),
        "content/templates/sheet/表.csv": "a,b\n",
        "content/whitepapers/w/index.md": a_whitepaper(chapters="[{file: 第一章.md, title: 一}]"),
        "content/whitepapers/w/第一章.md": "# 一\n\n字。\n",
    }
    says = f"  旧网址「{alias}」已经有主了：{holder}。一个网址只能通到一处。"
    assert lines_told(check_club_of(tmp_path, files)) == [f"{HEAD} [ALIAS-TAKEN]", says, TAKEN]


def test_two_records_that_claim_one_address(tmp_path: Path) -> None:
    """The second is told of the first, in whatever spelling it names the address."""
    files = {"content/cases/a.md": a_case(aliases="[old]"), "content/cases/b.md": a_case(aliases="[/Old.html]")}
    assert lines_told(check_club_of(tmp_path, files), "en") == [
        "fix content/cases/b.md:6:11 aliases[0] [ALIAS-TAKEN]",
        "  The former address “/Old.html” is taken already, by content/cases/a.md. An address leads to one place alone.",
        "  Take this one out; if you need it, change what holds it first.",
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"content/cases/a.md": a_case(aliases="[old, /old/, old.html, cases/older]")},
        {
            "content/cases/a.md": a_case(aliases="[cases/draft]"),
            "content/cases/draft.md": a_case(status="draft", aliases="[cases/a]"),
        },
        {
            "content/cases/a.md": a_case(aliases="[calendars/2019, people/old-name]"),
            "members/people/x.yml": a_member(aliases="[people/y]"),
        },
    ],
)
def test_addresses_that_are_free(tmp_path: Path, files: dict[str, str]) -> None:
    """One record may spell an address twice, and a draft holds none yet."""
    assert [problem.code for problem in check_club_of(tmp_path, files).problems if problem.code.startswith("ALIAS")] == []
