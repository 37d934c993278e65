"""Whatever is found leads somewhere: each address of the index is a page of the built site, each anchor an id on it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.site_links import BuiltSite
from search.asking import ask, needs_node, urls

pytestmark = pytest.mark.slow

ADDRESS = "https://tide.example.com/"


def records(site: Path) -> list[list[object]]:
    """All records of the index."""
    files = sorted((site / "assets/search").glob("*/r*.json"), key=lambda file: int(file.stem[1:]))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def places(site: Path) -> Iterator[str]:
    """Each address that a result may have: of a page, and of its sections."""
    for record in records(site):
        url, sections = record[2], record[7]
        assert isinstance(url, str)
        assert isinstance(sections, list)
        yield url
        yield from (f"{url}#{anchor}" for anchor, _, _ in sections if anchor and "#" not in url)


def lost(site: Path) -> list[str]:
    """The addresses that lead nowhere."""
    built = BuiltSite(site, ADDRESS)
    return [place for place in places(site) if not built._resolves("index.html", place)]


def test_everything_found_is_there(demo: Path, odd_demo: Path) -> None:
    """With a folder for each page, in a folder whose name has blanks, and in the edition that has more."""
    assert min(len(list(places(site))) for site in (demo, odd_demo)) > 200
    assert [lost(site) for site in (demo, odd_demo)] == [[], []]


def test_everything_found_is_there_without_a_folder_for_each_page(odd_demo_flat: Path) -> None:
    """`use_directory_urls: false`."""
    assert any(str(record[2]).endswith("index.html") for record in records(odd_demo_flat))
    assert lost(odd_demo_flat) == []


def test_a_heading_of_a_hand_written_page_has_the_id_that_the_page_has(odd_demo: Path) -> None:
    """As the engine makes it from odd headings: marks, doubles, ids of one's own; a comment in code is no heading."""
    (record,) = [record for record in records(odd_demo) if record[2] == "odd/"]
    sections = record[7]
    assert isinstance(sections, list)
    anchors = {heading: anchor for anchor, heading, _ in sections if heading}
    assert anchors["自己的"] == "own-place"
    assert "只是注释" not in anchors
    headings = [heading for _, heading, _ in sections]
    assert headings.count("重复") == 2
    ids = BuiltSite(odd_demo, ADDRESS).pages["odd/index.html"].anchors
    assert {anchor for anchor, _, _ in sections if anchor} <= ids
    texts = (odd_demo / "odd/index.html").read_text(encoding="utf-8")
    for anchor, _, text in sections:
        if anchor and len(text) == 2:
            assert text in texts[texts.index(f'id="{anchor}"') :].partition("<h2")[0], (anchor, text)


@needs_node
def test_a_page_that_is_not_built_is_not_found(odd_demo: Path) -> None:
    """The real module over the real site finds the odd page, and none of what `exclude_docs` leaves out."""
    found = ask(odd_demo, "古怪标题", ["运营手册", {"limit": 50}])
    assert urls(found[0])[0] == "odd/"
    assert all((odd_demo / url.partition("#")[0] / "index.html").is_file() for url in urls(found[1]))
