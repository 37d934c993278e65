"""Whatever is found leads somewhere: each address of the index is a page of the built site, each anchor an id on it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.demo_club import demo_club
from engines.little_club import run
from engines.site_links import BuiltSite
from search.asking import ask, needs_node, urls

# One worker builds the site that several tests look at.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("search")]

ADDRESS = "https://tide.example.com/"
ODD = """\
---
title: 古怪标题
---

# 古怪标题

前言。

## 退货 & 换货 <small>2026</small>

甲。

## 重复

乙。

## 重复

丙。

## 重复_1

丁。

## `huiguan check` 与 **粗** 和 [链接](index.md)

戊。

## 自己的 {#own-place}

己。

## Own place

庚。

## own place

辛。

## ！！！

壬。

## ？？？

癸。

带下划线的标题
--------------

子。

```sh
# 只是注释
huiguan check
```

## R&amp;D “引号” — 破折号 100%

丑。

## ＡＢＣ　全角

卯。

## Trailing hashes ##

辰。

巳。

## a_b c__d *e*

午。

## 未

未。
"""


def build(root: Path, *, more: str = "", **values: str) -> Path:
    """The site of a copy of the demo with a page of odd headings, built strictly."""
    club = demo_club(root, more=more)
    (club / "docs/odd.md").write_text(ODD, encoding="utf-8")
    done = run("mkdocs", "build", "--strict", "-f", str(club / "mkdocs.yml"), at=club, **values)
    assert done.returncode == 0, done.stderr
    return club / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public site."""
    return build(tmp_path_factory.mktemp("landing") / "club with blanks")


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


def test_everything_found_is_there(site: Path) -> None:
    """With a folder for each page, in a folder whose name has blanks."""
    assert len(list(places(site))) > 200
    assert lost(site) == []


def test_everything_found_is_there_without_a_folder_for_each_page(tmp_path: Path) -> None:
    """`use_directory_urls: false`, and the edition that has more."""
    site = build(tmp_path, more="use_directory_urls: false\n", HUIGUAN_EDITION="core")
    assert any(str(record[2]).endswith("index.html") for record in records(site))
    assert lost(site) == []


def test_a_heading_of_a_hand_written_page_has_the_id_that_the_page_has(site: Path) -> None:
    """As the engine makes it from odd headings: marks, doubles, ids of one's own; a comment in code is no heading."""
    (record,) = [record for record in records(site) if record[2] == "odd/"]
    sections = record[7]
    assert isinstance(sections, list)
    anchors = {heading: anchor for anchor, heading, _ in sections if heading}
    assert anchors["自己的"] == "own-place"
    assert "只是注释" not in anchors
    headings = [heading for _, heading, _ in sections]
    assert headings.count("重复") == 2
    ids = BuiltSite(site, ADDRESS).pages["odd/index.html"].anchors
    assert {anchor for anchor, _, _ in sections if anchor} <= ids
    texts = (site / "odd/index.html").read_text(encoding="utf-8")
    for anchor, _, text in sections:
        if anchor and len(text) == 2:
            assert text in texts[texts.index(f'id="{anchor}"') :].partition("<h2")[0], (anchor, text)


@needs_node
def test_a_page_that_is_not_built_is_not_found(site: Path) -> None:
    """The real module over the real site finds the odd page, and none of what `exclude_docs` leaves out."""
    found = ask(site, "古怪标题", ["运营手册", {"limit": 50}])
    assert urls(found[0])[0] == "odd/"
    assert all((site / url.partition("#")[0] / "index.html").is_file() for url in urls(found[1]))
