"""All documents of a club: which there are, and the order in which equals are shown."""

import random
from pathlib import Path

import pytest

from builders import a_case, a_member, a_template, a_whitepaper, an_event, write_files
from huiguan.compile.search.written import WrittenPage
from sites import a_site

CHAPTERS = "[{file: one.md, title: 第一章}, {file: two.md, title: 第二章}]"
FILES: dict[str, str | bytes] = {
    "content/cases/b.md": a_case(title="同一天的乙", published="2026-03-01"),
    "content/cases/a.md": a_case(title="同一天的甲", published="2026-03-01"),
    "content/cases/newest.md": a_case(title="最新的", published="2026-11-01"),
    "content/cases/undated.md": a_case(title="没有日子的"),
    "content/cases/gone.md": a_case(title="撤回的", status="retracted", retraction="数据有误。"),
    "content/cases/teased.md": a_case(title="只露题目的", visibility="members", teaser="title"),
    "content/whitepapers/paper/index.md": a_whitepaper(title="白皮书", published="2026-12-01", chapters=CHAPTERS),
    "content/whitepapers/paper/one.md": "一。\n",
    "content/whitepapers/paper/two.md": "二。\n",
    "content/templates/sheet/index.md": a_template(title="模板"),
    "content/templates/sheet/表.csv": "款,价\n甲,1\n",
    "events/talk.yml": an_event(),
    "members/people/lu-zhifan.yml": a_member(),
}
WRITTEN = (WrittenPage(path="join.md", markdown="# 入会\n"), WrittenPage(path="index.md", markdown="# 首页\n"))


def addresses(root: Path, files: dict[str, str | bytes]) -> list[str]:
    """The addresses of all documents, in their order."""
    site = a_site(root, files, found=WRITTEN, written=frozenset(page.path for page in WRITTEN))
    found = [file for file in site.compilation.search if file.path.rpartition("/")[2][0] == "r"]
    return [
        file.read().decode().split('"')[5] for file in sorted(found, key=lambda file: int(file.path.rpartition("/")[2][1:-5]))
    ]


def test_documents_stand_by_kind_then_the_newest_then_by_address(tmp_path: Path) -> None:
    """Cases first; what has no day after what has one; hand-written pages and lists last. Chapters follow their book."""
    found = addresses(tmp_path, FILES)
    assert found[:9] == [
        "cases/newest/",
        "cases/a/",
        "cases/b/",
        "cases/gone/",
        "cases/teased/",
        "cases/undated/",
        "whitepapers/paper/",
        "whitepapers/paper/one/",
        "whitepapers/paper/two/",
    ]
    assert {"events/talk/", "people/lu-zhifan/", "tiers/#full"} <= set(found)
    assert found.index("join/") > found.index("people/lu-zhifan/")
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_in_which_files_are_written_does_not_matter(tmp_path: Path, seed: int) -> None:
    """Nor that in which the disk lists them."""
    names = list(FILES)
    random.Random(seed).shuffle(names)  # noqa: S311 - a game of chance
    once, again = tmp_path / "once", tmp_path / "again"
    write_files(again, {name: FILES[name] for name in names})
    assert addresses(once, FILES) == addresses(again, {name: FILES[name] for name in names})


def test_lists_of_kinds_and_the_calendars_page_are_found_and_months_are_not(tmp_path: Path) -> None:
    """Months list what is found by itself; the page of search does not find itself; pages that lead elsewhere are none."""
    found = addresses(tmp_path, {**FILES, "content/cases/moved.md": a_case(title="搬过家的", aliases="[cases/old-home]")})
    assert {"cases/", "events/", "calendar/", "tiers/"} <= set(found)
    assert [url for url in found if url.startswith(("search/", "events/month/", "cases/old-home"))] == []


def test_a_club_that_wants_no_search_has_no_files(tmp_path: Path) -> None:
    """None, where the host asks for none."""
    assert a_site(tmp_path, FILES, found=None).compilation.search == ()
