"""What nobody should find is in no byte of the index: it is not merely left out of the results."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from builders import TODAY, a_case, a_member, a_whitepaper, an_event, write_files
from engines.little_club import little_club, run, site_of
from huiguan.compile.output import File
from huiguan.engines.club_build import Wish, build_club
from huiguan.engines.written_pages import read_written_pages
from huiguan.model.visibility import Visibility
from search.asking import lay, needs_node, one, urls
from sites import a_site

# Characters that stand nowhere else: not in the shipped words, not in the builders. Their pairs are looked for too.
SECRETS = {
    "case": "鼋鼍蛟螭",
    "teaser body": "黼黻絺绣",
    "chapter": "罍罏罇罈",
    "online": "齑齁齉齄",
    "retracted": "虩虪甝魌",
}
OPEN = "鬯鬲鬹鬻"
FILES = {
    "content/cases/hidden.md": a_case(
        f"{SECRETS['case']}的事。", title=f"{SECRETS['case']}", visibility="members", teaser="none"
    ),
    "content/cases/open.md": a_case(f"{OPEN}的事。", title="谁都能看的"),
    "content/cases/shown.md": a_case(
        f"{SECRETS['teaser body']}的事。", title="只露题目的", visibility="members", teaser="summary"
    ),
    "content/cases/gone.md": a_case(
        f"## {SECRETS['retracted']}\n\n{SECRETS['retracted']}的事。",
        title="撤回了的",
        status="retracted",
        retraction="数据有误。",
    ),
    "content/cases/draft.md": a_case(f"{SECRETS['case']}草稿。", title="还没写完", status="draft"),
    "content/whitepapers/paper/index.md": a_whitepaper(
        title="一本白皮书", chapters="[{file: one.md, title: 公开章}, {file: two.md, title: 内部章, visibility: members}]"
    ),
    "content/whitepapers/paper/one.md": "## 起头\n\n谁都能看。\n",
    "content/whitepapers/paper/two.md": f"## {SECRETS['chapter']}\n\n{SECRETS['chapter']}的事。\n",
    "events/talk.yml": an_event(
        online=f'{{platform: 腾讯会议, url: "https://meet.example.com/{SECRETS["online"]}", visibility: members}}'
    ),
    "members/people/lu-zhifan.yml": a_member(),
}


def bytes_of(files: Iterable[File]) -> bytes:
    """All bytes of an index, its paths among them."""
    return b"\n".join(file.path.encode() + b"\n" + file.read() for file in files)


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[Visibility, tuple[File, ...]]:
    """The index of each edition."""
    editions = (Visibility.PUBLIC, Visibility.MEMBERS)
    return {edition: a_site(tmp_path_factory.mktemp(edition), FILES, edition=edition).compilation.search for edition in editions}


@pytest.mark.parametrize("what", SECRETS)
def test_what_is_for_members_is_in_no_byte_of_the_public_index(indexes: dict[Visibility, tuple[File, ...]], what: str) -> None:
    """Neither the words nor a pair of their characters; what is open is there, so the search for it would find it."""
    content = bytes_of(indexes[Visibility.PUBLIC]).decode(errors="replace")
    secret = SECRETS[what]
    assert [piece for piece in (secret, *map("".join, pairwise(secret))) if piece in content] == []
    assert all("".join(pair) in content for pair in pairwise(OPEN))


def test_members_find_what_is_theirs(indexes: dict[Visibility, tuple[File, ...]]) -> None:
    """The members' edition has an index of its own; what was taken back is in neither."""
    found = {what for what, secret in SECRETS.items() if secret[:2].encode() in bytes_of(indexes[Visibility.MEMBERS])}
    assert {"case", "teaser body", "chapter"} <= found
    assert "retracted" not in found


@needs_node
def test_a_search_finds_what_the_edition_has(indexes: dict[Visibility, tuple[File, ...]], tmp_path: Path) -> None:
    """The same words in both editions, through the real module."""
    sites = {edition: lay(tmp_path / edition, search) for edition, search in indexes.items()}
    hidden = SECRETS["case"]
    assert urls(one(sites[Visibility.PUBLIC], hidden)) == []
    assert urls(one(sites[Visibility.MEMBERS], hidden)) == ["cases/hidden/"]
    assert urls(one(sites[Visibility.PUBLIC], "只露题目的"))[0] == "cases/shown/"
    assert one(sites[Visibility.PUBLIC], "只露题目的")["hits"][0]["tag"] != ""


@needs_node
def test_a_text_that_was_taken_back_is_found_by_its_title_alone(
    indexes: dict[Visibility, tuple[File, ...]], tmp_path: Path
) -> None:
    """It says that it was taken back, and stands behind what was not."""
    site = lay(tmp_path, indexes[Visibility.PUBLIC])
    (hit, *_) = one(site, "撤回了的")["hits"]
    assert (hit["url"], hit["tag"], hit["snippet"]) == ("cases/gone/", "已撤回", [])
    assert urls(one(site, SECRETS["retracted"])) == []


WRITTEN = {
    "docs/found.md": "# 找得到的\n\n正文。\n",
    "docs/no.md": "---\nsearch:\n  exclude: true\n---\n\n# 不让找的甲\n",
    "docs/robots.md": "---\nrobots: noindex\n---\n\n# 不让找的乙\n",
    "docs/twice.md": "---\ntitle: 加重的\nsearch:\n  boost: 2\n---\n\n# 别的标题\n\n找得到。\n",
    "docs/odd.md": "---\nsearch: 不是表\n---\n\n# 找得到的丙\n",
}


def test_a_page_may_ask_to_be_left_out(tmp_path: Path) -> None:
    """By Material's `search: exclude: true` and by `robots: noindex`; `boost` says what it weighs."""
    write_files(tmp_path, WRITTEN)
    pages = read_written_pages(tmp_path / "docs", tmp_path).searched(lambda _path: True)
    assert {page.path: page.boost for page in pages} == {"found.md": 1.0, "odd.md": 1.0, "twice.md": 2.0}
    assert {page.path: page.title for page in pages}["twice.md"] == "加重的"


def test_a_folder_with_an_index_has_no_page_of_its_readme(tmp_path: Path) -> None:
    """Where both lie in a folder, the host makes a page of `index.md` alone, and so does search."""
    both = {"docs/both/index.md": "# 首页\n", "docs/both/README.md": "# 自述\n"}
    write_files(tmp_path, {**both, "docs/one/README.md": "# 只有自述\n"})
    pages = read_written_pages(tmp_path / "docs", tmp_path)
    assert [(page.path, page.markdown.strip()) for page in pages.searched(lambda _path: True)] == [
        ("both/index.md", "# 首页"),
        ("one/index.md", "# 只有自述"),
    ]
    (alone, _) = pages.searched(lambda path: path != "both/index.md")
    assert alone.markdown.strip() == "# 自述"


def test_a_page_that_asks_to_be_left_out_is_in_no_byte(tmp_path: Path) -> None:
    """Of the index of a whole club with hand-written pages."""
    little_club(tmp_path, **WRITTEN)
    outcome, _, _ = build_club(Wish(root=tmp_path, today=TODAY))
    assert outcome.compilation is not None
    content = bytes_of(outcome.compilation.search).decode(errors="replace")
    assert "找得到的" in content
    assert "不让找的" not in content


@pytest.mark.slow
def test_a_page_that_the_host_leaves_out_is_not_found(tmp_path: Path) -> None:
    """`exclude_docs`, drafts and hidden files are no pages, so nothing leads to them."""
    mkdocs = "site_name: 小馆\nplugins:\n  - huiguan\nexclude_docs: |\n  inner/\n  !/templates/\ndraft_docs: |\n  draft.md\n"
    more = {
        "docs/inner/a.md": "# 不让找的丁\n",
        "docs/draft.md": "# 不让找的戊\n",
        "docs/found.md": "# 找得到的\n",
        "docs/folder/README.md": "# 找得到的己\n",
        "docs/templates/own.md": "# 找得到的庚\n",
    }
    club = little_club(tmp_path, mkdocs=mkdocs, **more)
    done = run("mkdocs", "build", "--strict", "-q", at=club)
    assert done.returncode == 0, done.stderr
    found = {
        path: content.decode(errors="replace") for path, content in site_of(club / "site").items() if "assets/search" in path
    }
    assert [path for path, content in found.items() if "不让找的" in content] == []
    assert any('"folder/"' in content for content in found.values())
    assert any('"templates/own/"' in content for content in found.values())


@pytest.mark.slow
@pytest.mark.parametrize("search", ["material", "none"])
def test_a_club_that_wants_another_search_has_no_index(tmp_path: Path, search: str) -> None:
    """Nor its own page of search's script asks for one."""
    club = little_club(tmp_path, mkdocs=f"site_name: 小馆\nplugins:\n  - huiguan:\n      search: {search}\n")
    done = run("mkdocs", "build", "--strict", "-q", at=club)
    assert done.returncode == 0, done.stderr
    assert [path for path in site_of(club / "site") if path.startswith("assets/search/")] == []


@pytest.mark.slow
def test_a_configuration_that_lists_a_search_gets_one_box(tmp_path: Path) -> None:
    """`search` is in most configurations: it is MkDocs's own, whose script would fetch a second index on every page."""
    listed = "site_name: 小馆\nplugins:\n  - search\n  - huiguan\n"
    ours = little_club(tmp_path / "ours", mkdocs=listed)
    theirs = little_club(tmp_path / "theirs", mkdocs=f"{listed.rstrip()}:\n      search: material\n")
    for club in (ours, theirs):
        done = run("mkdocs", "build", "--strict", "-q", at=club)
        assert done.returncode == 0, done.stderr
    sites = {club.name: site_of(club / "site") for club in (ours, theirs)}
    files = {name: {path for path in site if path.startswith("search/")} for name, site in sites.items()}
    assert files == {"ours": {"search/index.html"}, "theirs": {"search/search_index.json"}}
    homes = {name: site["index.html"].decode() for name, site in sites.items()}
    assert not any("search/main.js" in home for home in homes.values())
    assert 'data-md-component="search-query"' in homes["theirs"]
    assert "data-hg-search" in homes["ours"]
