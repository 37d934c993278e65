"""Marked words in every field that may be private, and a search of every byte of the sites that are really built."""

import gzip
import io
import zipfile
from collections.abc import Iterator

import pytest
from openpyxl import Workbook

from engines.little_club import CLUB, TIERS, run, site_of, write

# One worker builds what several tests look at.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("canaries")]

LEVELS = ("public", "members", "core", "never")
SIGNED = 'consent: {given: true, on: 2026-09-01, version: "2026-09", scope: [%s]}\n'
TEXT = "summary: 先看数字再改详情页，再改发货，最后改话术，三个月里一步一步来，每一步都留了记录。\ntopics: [选品]\n"


def word(level: str) -> str:
    """A word that only editions from `level` up may hold; it can be part of an id, a file name and an address."""
    return f"qz{level}qz"


PUBLIC, MEMBERS, CORE, NEVER = map(word, LEVELS)


def a_sheet(text: str) -> bytes:
    """A spreadsheet with the text in a cell, where it lies compressed."""
    book = Workbook()
    book.active["A1"] = text
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def a_person(name: str, scope: str, more: str = "") -> str:
    return f"name: 名{name}\nnickname: 绰号\npersona: 创业者\ntier: friend\n{SIGNED % scope if scope else ''}{more}"


def a_text(level: str, more: str = "", body: str = "") -> str:
    """A case, template or white paper for `level`, its texts marked so."""
    mark = word(level)
    fields = (
        f"title: 题{mark}\nvisibility: {level}\nauthors: [li-{PUBLIC}, li-{NEVER}]\ncopyright: {mark}\ntags: [{mark}]\n{TEXT}"
    )
    return f"---\n{fields}{more}---\n\n## 小节{mark}\n\n正文{mark} @li-{NEVER} @circle-{CORE} {body}\n"


def taken_back() -> str:
    """A retracted case: title and notice are public, all else is nobody's."""
    text = a_text("public", f"status: retracted\nretraction: 错了{PUBLIC}\nquotes: [{{text: {NEVER}}}]\n", NEVER)
    return text.replace(f"正文{PUBLIC}", f"正文{NEVER}").replace(f"tags: [{PUBLIC}]", f"tags: [{NEVER}]")


def the_club() -> dict[str, str | bytes]:
    """The files of a club with words of every level in records of every kind."""
    files: dict[str, str | bytes] = {
        "club.yml": CLUB,
        "members/tiers.yml": TIERS + TIERS.replace("friend:", f"inner-{CORE}:\n  visibility: core").replace("馆友", CORE),
        f"members/people/li-{NEVER}.yml": a_person(NEVER, "", f"bio: {NEVER}\ncontact: {{email: {NEVER}@mail.test}}\n"),
        f"members/people/li-{MEMBERS}.yml": a_person(MEMBERS, "directory_members", f"bio: {MEMBERS}\n"),
        f"members/people/li-{PUBLIC}.yml": a_person(
            PUBLIC,
            "directory_public",
            f"bio: {PUBLIC}\ncontact: {{email: {MEMBERS}@mail.test, prefer: {MEMBERS}}}\nskills: [{CORE}]\ncity: {MEMBERS}\n"
            f"links: {{{NEVER}: 'https://{NEVER}.example.com/'}}\nrenew_on: 2027-01-01\nadmission: {{channel: {NEVER}}}\n"
            "privacy: {skills: core, city: members, links: never}\n"
            f"groups: [{{group: circle-{CORE}}}]\norganizations: [{{organization: firm-{MEMBERS}, title: {PUBLIC}}}]\n",
        ),
        f"members/organizations/firm-{MEMBERS}.yml": (
            f"name: {MEMBERS}\nkind: 品牌方\nabout: {MEMBERS}\ncontacts: [li-{NEVER}]\n{SIGNED % 'directory_members'}"
        ),
        f"members/groups/circle-{CORE}.yml": f"name: {CORE}\nkind: 圈子\nmission: {CORE}\nvisibility: core\n",
        "members/groups/open.yml": (
            f"name: 开放组\nkind: 圈子\nmission: {PUBLIC}\nentry: {{how: {MEMBERS}, visibility: members}}\n"
        ),
        "events/talk.yml": (
            f"title: 夜谈{PUBLIC}\nkind: 线上分享\nsummary: {PUBLIC}\nstart: 2026-11-26 20:00\ncontact: {MEMBERS}@mail.test\n"
            f"repeat: {{freq: weekly, count: 3}}\nspeakers: [li-{NEVER}, li-{MEMBERS}]\ngroups: [circle-{CORE}]\n"
            f"sponsors: [firm-{MEMBERS}]\nonline: {{platform: 会议, url: 'https://{MEMBERS}.example.com/'}}\n"
            f"occurrences: {{2026-12-03: {{online: {{platform: 会议, url: 'https://{CORE}.example.com/', visibility: core}}}}}}\n"
        ),
        f"events/board-{CORE}.yml": (
            f"title: 董事会{CORE}\nkind: 线上分享\nvisibility: core\nsummary: {CORE}\nstart: 2026-11-27 20:00\n"
        ),
        "content/cases/draft.md": a_text("core", "status: draft\n").replace(CORE, NEVER),
        "content/cases/back.md": taken_back(),
    }
    for level in LEVELS[:3]:
        mark = word(level)
        teaser = "teaser: none\n" if level != "public" else ""
        case = f"content/cases/case-{mark}"
        related = f"related: {{cases: [case-{CORE}, case-{MEMBERS}]}}\norganization: firm-{MEMBERS}\n"
        shown = f"attachments: [{{file: {CORE}.xlsx, visibility: core, title: {CORE}}}, {{file: {mark}.csv}}]\n"
        files |= {
            f"{case}/index.md": a_text(level, teaser + related + shown, f"[见](../case-{CORE}/index.md) [表]({CORE}.xlsx)"),
            f"{case}/{CORE}.xlsx": a_sheet(CORE),
            f"{case}/{mark}.csv": mark,
            f"{case}/{NEVER}.csv": NEVER,
            f"content/templates/sheet-{mark}/index.md": a_text(
                level, f"{teaser}kind: 选品表\nversion: '1'\nfiles: [{{file: {mark}.xlsx}}]\n"
            ),
            f"content/templates/sheet-{mark}/{mark}.xlsx": a_sheet(mark),
        }
    paper = "content/whitepapers/paper"
    chapters = f"{{file: one.md, title: {PUBLIC}}}, {{file: {MEMBERS}.md, title: {MEMBERS}, visibility: members}}"
    files |= {
        f"{paper}/index.md": a_text(
            "public", f"kind: 调研报告\nedition: '2026'\nchapters: [{chapters}]\n", f"[附录]({MEMBERS}.md)"
        ),
        f"{paper}/one.md": f"# 一\n\n{PUBLIC}\n",
        f"{paper}/{MEMBERS}.md": f"# 二\n\n{MEMBERS} ![图]({MEMBERS}.png)\n",
        f"{paper}/{MEMBERS}.png": b"\x89PNG\r\n\x1a\n" + MEMBERS.encode(),
        "content/cases/teased.md": a_text("members", "teaser: title\n").replace(f"题{MEMBERS}", f"题{PUBLIC}"),
        "docs/index.md": "# 家\n\n<!-- huiguan:cases -->\n\n<!-- huiguan:members -->\n\n<!-- huiguan:events -->\n",
        "mkdocs.yml": "site_name: 小馆\nplugins: [huiguan]\n",
    }
    return files


def everything_in(site: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of a site's files, and of what is packed in them."""
    for name, content in site.items():
        yield name, name.encode()
        # The folds of a calendar's lines are not part of its words.
        yield name, content.replace(b"\r\n ", b"")
        if name.endswith(".gz"):
            yield name, gzip.decompress(content)
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from ((f"{name}!{part}", archive.read(part)) for part in archive.namelist())


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The three editions as they are built on disk, one after the other in one folder."""
    root = write(tmp_path_factory.mktemp("club"), the_club())
    found = {}
    for edition in ("core", "members", "public"):
        done = run("mkdocs", "build", at=root, HUIGUAN_EDITION=edition)
        assert done.returncode == 0, done.stderr
        found[edition] = site_of(root / "site")
    return found


@pytest.mark.parametrize("edition", LEVELS[:3])
def test_no_byte_of_a_site_holds_what_its_edition_may_not_know(sites: dict[str, dict[str, bytes]], edition: str) -> None:
    """Pages, feeds, the index of the search, the sitemap, attachments and what is packed in them, and all their names."""
    private = LEVELS[LEVELS.index(edition) + 1 :]
    found = [
        (name, level) for name, content in everything_in(sites[edition]) for level in private if word(level).encode() in content
    ]
    assert found == []


@pytest.mark.parametrize("edition", LEVELS[:3])
def test_each_edition_holds_what_it_may_know(sites: dict[str, dict[str, bytes]], edition: str) -> None:
    """The search above does find: each level's words stand in pages, feeds, the search and a packed cell of its edition."""
    names = [name for name, content in everything_in(sites[edition]) if word(edition).encode() in content]
    endings = {name.rpartition(".")[2] for name in names}
    assert {"html", "ics", "json", "csv", "xml"} <= endings
    assert any("!xl/" in name for name in names)


def test_a_teaser_says_its_title_and_no_more(sites: dict[str, dict[str, bytes]]) -> None:
    """A members' text with `teaser: title` has a page for everyone, and its text one for members."""
    assert PUBLIC in sites["public"]["cases/teased/index.html"].decode()
    assert MEMBERS in sites["members"]["cases/teased/index.html"].decode()
