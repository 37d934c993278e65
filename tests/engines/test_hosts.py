"""Both hosts, with hardly any configuration: the same pages, our theme, a search, a nav that a reader can use."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engines.little_club import CASE, MKDOCS, huiguan, little_club, run, site_of, write

pytestmark = pytest.mark.slow

HOSTS = ("mkdocs", "properdocs")
MORE = {
    "docs/join.md": "# 入会办法\n\n写信来。\n",
    "docs/handbook/index.md": "# 手册\n",
    "docs/handbook/deploy.md": "# 上线\n",
    "docs/cases/how.md": "# 怎么写案例\n",
    "docs/.draft.md": "# 不要\n",
}


class _Nav(HTMLParser):
    """The links of a page's drawer as lines, deeper ones indented: label and address."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._depth = 0
        self._address: str | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "nav" and "md-nav--primary" in str(values.get("class")):
            self._inside = True
        if self._inside and tag == "ul":
            self._depth += 1
        if self._inside and tag == "a" and "md-nav__link" in str(values.get("class")):
            self._address = values.get("href")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == "ul":
            self._depth -= 1
            self._inside = self._depth > 0

    def handle_data(self, data: str) -> None:
        if self._address is not None and data.strip():
            self.lines.append(f"{'  ' * (self._depth - 1)}{data.strip()} {self._address}")
            self._address = None


def nav_of(html: str) -> list[str]:
    parser = _Nav()
    parser.feed(html)
    return parser.lines


def built(root: Path, host: str = "mkdocs", *, fresh: bool = False) -> dict[str, str]:
    """The text files of the site that a strict build makes; nothing may be warned of."""
    done = run(host, "build", "--strict", at=root, fresh=fresh)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return {name: content.decode(errors="replace") for name, content in site_of(root / "site").items()}


# HOST(properdocs<=1.6): its command wants a theme to be named; `huiguan build --engine properdocs` names ours.
SETTINGS = {"mkdocs": MKDOCS, "properdocs": MKDOCS + "theme: huiguan\n"}


def test_both_hosts_make_the_same_site_from_hardly_any_settings(tmp_path: Path) -> None:
    """A name and the plugin are enough: the same files, and on each page our theme and a search that finds it."""
    sites = [built(little_club(tmp_path / host, mkdocs=SETTINGS[host], **MORE), host, fresh=True) for host in HOSTS]
    assert set(sites[0]) == set(sites[1])
    pages = {name for name in sites[0] if name.endswith(".html")}
    assert {"index.html", "cases/fewer-returns/index.html", "handbook/deploy/index.html", "people/lin-yizhou/index.html"} <= pages
    for site in sites:
        assert all("huiguan" in site[page] and "data-hg-search-open" in site[page] for page in pages)
        index = [content for name, content in site.items() if name.startswith("assets/search/")]
        assert any("cases/fewer-returns/" in content for content in index)
        assert "../cases/fewer-returns/" in site["search/index.html"]
        assert "https://little.example.com/cases/fewer-returns/" in site["sitemap.xml"]


def test_a_nav_that_nobody_wrote_has_home_sections_and_pages(tmp_path: Path) -> None:
    """The home, the sections with something in them, then the hand-written pages; no entry of a section is in it."""
    site = built(little_club(tmp_path, **MORE))
    assert nav_of(site["index.html"]) == [
        "首页 .",
        "  案例 cases/",
        "  怎么写案例 cases/how/",
        "活动 events/",
        "会员 people/",
        "等级 tiers/",
        "入会办法 join/",
        "  手册 handbook/",
        "  上线 handbook/deploy/",
    ]


def test_a_nav_in_the_clubs_language(tmp_path: Path) -> None:
    """An English club has an English nav."""
    club = little_club(tmp_path)
    write(club, {"club.yml": (club / "club.yml").read_text() + "language: en\n"})
    assert [line.split(" ")[0] for line in nav_of(built(club)["index.html"])] == ["Home", "Cases", "Events", "Members", "Tiers"]


def test_a_nav_that_somebody_wrote_keeps_its_labels(tmp_path: Path) -> None:
    """Our pages are called there what the nav calls them, and what it leaves out is not complained of."""
    nav = "nav:\n  - 我们: index.md\n  - 做法:\n      - 都在这里: cases/index.md\n      - cases/fewer-returns.md\n"
    strict = "validation:\n  nav:\n    omitted_files: warn\n"
    site = built(little_club(tmp_path, mkdocs=MKDOCS + nav + strict))
    assert nav_of(site["index.html"]) == ["我们 .", "  都在这里 cases/", "  把退货率降下来 cases/fewer-returns/"]
    assert "<title>案例 · 小馆</title>" in site["cases/index.html"]


def test_a_readme_is_the_home(tmp_path: Path) -> None:
    """A hand-written README stands where an index would, and no page of ours takes its place."""
    club = little_club(tmp_path, **{"docs/README.md": "# 读我\n", "docs/cases/README.md": "# 案例怎么看\n"})
    (club / "docs" / "index.md").unlink()
    site = built(club)
    assert "读我" in site["index.html"]
    assert "案例怎么看" in site["cases/index.html"]
    assert nav_of(site["index.html"])[0] == "首页 ."


def test_our_command_drives_both_hosts_with_the_same_two_lines(tmp_path: Path) -> None:
    """`huiguan build` needs no theme in the configuration, whoever frames the site."""
    sites = []
    for host in HOSTS:
        club = little_club(tmp_path / host)
        done = huiguan("build", "--engine", host, at=club)
        assert done.returncode == 0, done.stderr
        sites.append(site_of(club / "site"))
    assert set(sites[0]) == set(sites[1])


@pytest.mark.parametrize("host", HOSTS)
def test_a_club_without_configuration_is_built(tmp_path: Path, host: str) -> None:
    """Neither `mkdocs.yml` nor `docs/` is needed: the club's name is the site's, and its pages are all there."""
    club = little_club(tmp_path, mkdocs=None)
    done = huiguan("build", "--engine", host, at=club)
    assert done.returncode == 0, done.stderr
    site = site_of(club / "site")
    assert "<title>小馆</title>" in site["index.html"].decode()
    assert "cases/fewer-returns/index.html" in site
    assert {path.name for path in club.iterdir()} == {".huiguan", "club.yml", "content", "events", "members", "site"}


def test_a_configuration_without_our_plugin_is_told_so(tmp_path: Path) -> None:
    """A site without the club would be a surprise."""
    done = huiguan("build", at=little_club(tmp_path, mkdocs="site_name: x\nplugins: []\n"))
    assert done.returncode == 1
    assert "要改 mkdocs.yml:1:1 [PLUGIN-MISSING]" in done.stdout
    assert not (tmp_path / "site").exists()


def test_a_broken_configuration_is_told_in_the_hosts_words(tmp_path: Path) -> None:
    """What the host says of its own file reaches the reader, without a traceback."""
    done = huiguan("build", at=little_club(tmp_path, mkdocs=MKDOCS + "docs_dir: nowhere\n"))
    assert done.returncode == 1
    assert "Config value 'docs_dir'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            "# 家\n\n<!-- huiguan:evnts -->\n",
            [
                "要改 docs/index.md:3:1 [MARKER-UNKNOWN]",
                "  没有「evnts」这个版块。",
                "  可以写：cases、counts、events、groups、members、organizations、templates、tiers、whitepapers。",
            ],
        ),
        (
            "# 家\n\n感谢林一舟，见 people/lin-yizhou。\n",
            [
                "要改 docs/index.md:3:3 [CONSENT-MENTION]",
                "  这里提到「林一舟」，本人没有同意在这一版里出现（见 members/people/lin-yizhou.yml）。",
                "  改称「一舟」；碰巧同名，就在 club.yml 的 waivers（看过、放行的问题）里记一笔。",
                "要改 docs/index.md:3:16 [CONSENT-MENTION]",
                "  这里提到「lin-yizhou」，本人没有同意在这一版里出现（见 members/people/lin-yizhou.yml）。",
                "  改称「一舟」；碰巧同名，就在 club.yml 的 waivers（看过、放行的问题）里记一笔。",
            ],
        ),
        (b"# \xbb\xb6\xd3\xad\n", ["要改 docs/index.md:1:1 [FILE-ENCODING]"]),
    ],
    ids=["marker", "person", "encoding"],
)
def test_a_mistake_in_a_hand_written_page_stops_the_build(tmp_path: Path, page: str | bytes, lines: list[str]) -> None:
    """Hand-written pages are part of every edition: check and build say the same of them."""
    club = little_club(tmp_path, **{"docs/index.md": page})
    consent = re.sub("consent:.*", "status: active", (club / "members/people/lin-yizhou.yml").read_text())
    write(club, {"members/people/lin-yizhou.yml": consent})
    for command in ("check", "build"):
        done = huiguan(command, at=club)
        said = (done.stdout + done.stderr).splitlines()
        assert done.returncode == 1
        assert [line for line in lines if line not in said] == []
    assert not (club / "site").exists()


def test_code_in_a_hand_written_page_is_nobodys_mistake(tmp_path: Path) -> None:
    """A page that explains the markers may show wrong ones."""
    page = "# 家\n\n写 `<!-- huiguan:x -->`：\n\n```\n<!-- huiguan:y -->\n```\n"
    assert huiguan("check", at=little_club(tmp_path, **{"docs/index.md": page}), fresh=True).returncode == 0


def test_a_link_among_the_hand_written_pages_is_refused(tmp_path: Path) -> None:
    """A link could lead to a text of another edition, or out of the club; a host would follow it."""
    club = little_club(tmp_path)
    write(club, {"content/cases/secret.md": CASE.replace("authors:", "visibility: core\nauthors:")})
    (club / "docs" / "all").symlink_to(club / "content")
    done = run("mkdocs", "build", at=club)
    assert done.returncode == 1
    assert "docs/all:1:1 [FILE-SYMLINK]" in done.stderr
    assert not (club / "site").exists()
