"""The demo club, really built: every link leads somewhere, and the same content gives the same bytes."""

from pathlib import Path

import pytest

from engines.demo_club import demo_club
from engines.little_club import run, site_of
from engines.site_links import BuiltSite

# One worker builds the site that several tests look at.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

ADDRESS = "https://tide.example.com/"


def build(root: Path, *, more: str = "", at: Path | None = None, **values: str) -> Path:
    """The site of a copy of the demo, built strictly, from the folder `at`."""
    club = demo_club(root, more=more)
    done = run("mkdocs", "build", "--strict", "-f", str(club / "mkdocs.yml"), at=at or club, **values)
    assert done.returncode == 0, done.stderr
    return club / "site"


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public site, built in one corner of the world by several processes."""
    folder = tmp_path_factory.mktemp("public") / "one"
    return build(folder, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", HUIGUAN_JOBS="3")


def test_every_link_of_the_demo_leads_somewhere(public_site: Path) -> None:
    """Each address in each page is a file of the site, and each anchor an id in it."""
    site = BuiltSite(public_site, ADDRESS)
    assert len(site.pages) > 60
    assert list(site.broken_links()) == []


@pytest.mark.parametrize("edition", ["public", "core"])
def test_links_hold_without_a_folder_for_each_page(tmp_path: Path, edition: str) -> None:
    """The same is so with `use_directory_urls: false`, and in an edition that has more."""
    site = BuiltSite(build(tmp_path, more="use_directory_urls: false\n", HUIGUAN_EDITION=edition), ADDRESS)
    assert len(site.pages) > 60
    assert list(site.broken_links()) == []


def test_the_same_content_gives_the_same_bytes(public_site: Path, tmp_path: Path) -> None:
    """Neither the order of sets nor the machine's zone, language, folder, clock or processors get into a site."""
    other = {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LC_ALL": "C", "HUIGUAN_JOBS": "1"}
    elsewhere = build(tmp_path / "two" / "elsewhere", at=tmp_path, **other)
    files, others = site_of(public_site), site_of(elsewhere)
    assert set(files) == set(others)
    assert [name for name in files if files[name] != others[name]] == []


def test_a_second_build_over_the_first_gives_the_same_bytes(public_site: Path, tmp_path: Path) -> None:
    """What an earlier build of another edition and another day left behind is in no later one."""
    club = demo_club(tmp_path / "club")
    for edition, today in (("core", "2027-01-01"), ("public", "2026-11-21")):
        assert run("mkdocs", "build", "-q", at=club, HUIGUAN_EDITION=edition, HUIGUAN_TODAY=today).returncode == 0
    assert site_of(club / "site") == site_of(public_site)
