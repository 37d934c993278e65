"""The sitemap and what robots may read."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from huiguan.compile.sitemap import NAMESPACE, robots, sitemap
from huiguan.model.visibility import Visibility
from sites import a_site


def test_a_sitemap_is_valid_and_sorted() -> None:
    """One entry an address, sorted, the day of the last change where it is known, and every character escaped."""
    pages = [
        ("https://tide.example.com/people/", None),
        ("https://tide.example.com/cases/a/", date(2026, 11, 5)),
        ("https://tide.example.com/?a=1&b=<2>", None),
        ("https://tide.example.com/", date(2026, 1, 31)),
    ]
    content = sitemap(pages)
    assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=")
    assert content.endswith(b"</urlset>\n")
    root = ET.fromstring(content)  # noqa: S314 - our own bytes
    found = [(entry.findtext(f"{{{NAMESPACE}}}loc"), entry.findtext(f"{{{NAMESPACE}}}lastmod")) for entry in root]
    assert root.tag == f"{{{NAMESPACE}}}urlset"
    assert found == [
        ("https://tide.example.com/", "2026-01-31"),
        ("https://tide.example.com/?a=1&b=<2>", None),
        ("https://tide.example.com/cases/a/", "2026-11-05"),
        ("https://tide.example.com/people/", None),
    ]


def test_the_order_in_which_pages_come_does_not_show() -> None:
    """The same pages give the same bytes."""
    pages = [(f"https://tide.example.com/{name}/", None) for name in "cab"]
    assert sitemap(pages) == sitemap(reversed(pages))


def test_a_site_without_pages_has_a_sitemap_all_the_same() -> None:
    """An empty list is still XML that a search engine reads."""
    assert list(ET.fromstring(sitemap([]))) == []  # noqa: S314


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        (Visibility.PUBLIC, b"User-agent: *\nAllow: /\n\nSitemap: https://tide.example.com/sitemap.xml\n"),
        (Visibility.MEMBERS, b"User-agent: *\nDisallow: /\n"),
        (Visibility.CORE, b"User-agent: *\nDisallow: /\n"),
    ],
)
def test_what_robots_may_read(tmp_path: Path, edition: Visibility, says: bytes) -> None:
    """Everything of the public edition, nothing of the others."""
    assert a_site(tmp_path, {}, edition=edition).files["robots.txt"] == says


def test_robots_below_a_path() -> None:
    """The sitemap's address is the site's own."""
    assert b"Sitemap: https://pages.example.com/tide/sitemap.xml" in robots("https://pages.example.com/tide/", is_public=True)
