"""The demo club, really built: every link leads somewhere, and the same content gives the same bytes."""

from pathlib import Path

import pytest

from engines.demo_club import FLAT, demo_club, strictly_built
from engines.little_club import site_of
from engines.site_links import BuiltSite

pytestmark = pytest.mark.slow

ADDRESS = "https://tide.example.com/"


def test_every_link_of_the_demo_leads_somewhere(demo: Path) -> None:
    """Each address in each page is a file of the site, and each anchor an id in it."""
    site = BuiltSite(demo, ADDRESS)
    assert len(site.pages) > 60
    assert list(site.broken_links()) == []


def test_links_hold_without_a_folder_for_each_page(odd_demo_flat: Path, tmp_path: Path) -> None:
    """The same is so with `use_directory_urls: false`, and in an edition that has more."""
    for folder in (strictly_built(demo_club(tmp_path, more=FLAT)), odd_demo_flat):
        site = BuiltSite(folder, ADDRESS)
        assert len(site.pages) > 60
        assert list(site.broken_links()) == []


def test_the_same_content_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    """Neither the order of sets nor the machine's zone, language, folder, clock or processors get into a site.

    Nor does it matter which command builds it, or what an earlier build of another edition and another day left behind.
    """
    club = demo_club(tmp_path / "two" / "elsewhere")
    strictly_built(club, HUIGUAN_EDITION="core", HUIGUAN_TODAY="2027-01-01")
    files = site_of(demo)
    other = {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LC_ALL": "C", "HUIGUAN_JOBS": "1"}
    others = site_of(strictly_built(club, at=tmp_path, **other))
    assert set(files) == set(others)
    assert [name for name in files if files[name] != others[name]] == []
