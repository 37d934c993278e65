"""Former addresses: a small page at each of them leads to the present one."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from builders import a_case, a_member, club_settings
from sites import Site, a_site

TIERS = (
    "full: {name: 正式会员, rank: 1, audience: 店主, admission: {mode: apply}, aliases: [membership]}\n"
    "guest: {name: 访客, rank: 0, audience: 路过, admission: {mode: open}}\n"
)


def redirects(site: Site) -> list[str]:
    """The paths of the redirect pages."""
    return [path for path in site.files if path.endswith(".html")]


def landing(site: Site, path: str) -> str:
    """Where a browser goes from a redirect page."""
    found = re.search(r'url=([^"]+)"', site.files[path].decode())
    assert found
    return urljoin(site.compilation.press.addresses.site_url + path, found[1])


FORMS = [
    ("cases/a", "cases/a/index.html", "cases/a.html"),
    ("/cases/b/", "cases/b/index.html", "cases/b.html"),
    ("cases/c.md", "cases/c/index.html", "cases/c.html"),
    ("cases/d.html", "cases/d.html", "cases/d.html"),
    ("post/12.html", "post/12.html", "post/12.html"),
    ("cases/e/index.html", "cases/e/index.html", "cases/e/index.html"),
    ("cases/f/index.md", "cases/f/index.html", "cases/f/index.html"),
    ("旧案例/一", "旧案例/一/index.html", "旧案例/一.html"),
    ("cases/%E6%97%A7", "cases/旧/index.html", "cases/旧.html"),
    ("old", "old/index.html", "old.html"),
]


@pytest.mark.parametrize("directories", [True, False])
def test_the_file_that_a_server_sends(tmp_path: Path, *, directories: bool) -> None:
    """However it is typed, the old address answers, and leads to the page of today."""
    aliases = ", ".join(alias for alias, _, _ in FORMS)
    site = a_site(tmp_path, {"content/cases/new.md": a_case(aliases=f"[{aliases}]")}, use_directory_urls=directories)
    assert redirects(site) == sorted(file if directories else flat for _, file, flat in FORMS)
    assert {landing(site, path) for path in redirects(site)} == {site.url("cases/new.md")}


def test_a_redirect_page(tmp_path: Path) -> None:
    """It says where to, in words and to machines, and stays out of search engines; titles cannot break it."""
    site = a_site(tmp_path, {"content/cases/new.md": a_case(title="甲 <b> & 乙", aliases="[cases/old]")})
    assert site.files["cases/old/index.html"].decode() == (
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n<title>甲 &lt;b&gt; &amp; 乙</title>\n'
        '<link rel="canonical" href="https://tide.example.com/cases/new/">\n<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url=../new/">\n</head>\n'
        '<body><p><a href="../new/">这一页搬到了「甲 &lt;b&gt; &amp; 乙」</a></p></body>\n</html>\n'
    )


def test_one_page_for_several_spellings(tmp_path: Path) -> None:
    """An address that is typed twice gives one redirect."""
    site = a_site(tmp_path, {"content/cases/new.md": a_case(aliases="[cases/old, /cases/old/, cases/old.md]")})
    assert redirects(site) == ["cases/old/index.html"]


def test_a_tier_is_reached_at_its_place(tmp_path: Path) -> None:
    """Tiers share a page: the redirect leads to the anchor, its canonical address has a plain `#`."""
    site = a_site(tmp_path, {"members/tiers.yml": TIERS})
    assert landing(site, "membership/index.html") == "https://tide.example.com/tiers/#full"
    assert b'href="https://tide.example.com/tiers/#full"' in site.files["membership/index.html"]


def test_below_a_path_of_the_host(tmp_path: Path) -> None:
    """A preview under a sub-path redirects within it."""
    files = {"content/cases/new.md": a_case(aliases="[old/deep/er]")}
    site = a_site(tmp_path, files, site_url="https://pages.example.com/tide/")
    assert landing(site, "old/deep/er/index.html") == "https://pages.example.com/tide/cases/new/"


@pytest.mark.parametrize("written", ["old.md", "old/index.md"])
def test_a_hand_written_page_goes_first(tmp_path: Path, written: str) -> None:
    """Where `docs/` has a page of that address, it stays."""
    site = a_site(tmp_path, {"content/cases/new.md": a_case(aliases="[old]")}, written=frozenset({written}))
    assert redirects(site) == []


def test_an_address_that_two_records_claim_all_the_same(tmp_path: Path) -> None:
    """Where the club waived the error, the first of them has it, and the build goes on."""
    waiver = "[{code: ALIAS-TAKEN, file: content/cases/b.md, found: old, why: 搬家时合并了}]"
    files = {
        "club.yml": club_settings(waivers=waiver),
        "content/cases/a.md": a_case(aliases="[old]"),
        "content/cases/b.md": a_case(aliases="[old]"),
    }
    site = a_site(tmp_path, files)
    assert landing(site, "old/index.html") == site.url("cases/a.md")


def test_nothing_leads_to_what_the_edition_does_not_have(tmp_path: Path) -> None:
    """The former address of a hidden record or of someone without consent gives nothing away."""
    files = {
        "content/cases/secret.md": a_case(visibility="core", aliases="[cases/old]"),
        "members/people/xu-banshan.yml": a_member(name="许半山", consent=None, aliases="[people/old]"),
    }
    assert redirects(a_site(tmp_path, files)) == []
