"""A tiny site built with the theme, once for all tests."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from huiguan.wording.catalogue import words_of

if TYPE_CHECKING:
    from built_once import Once

CASE = """---
title: 退货率从 31% 降到 17%
layout: article
description: 一句"话"
source_url: https://git.example.com/edit/x.md
robots: noindex
json_ld: '{"@type":"Article"}'
alternates: '<link rel="alternate" type="application/atom+xml" href="../../feed.xml">'
---

# 退货率

## 背景

正文。
"""

LISTS = """---
layout: hub
---

# 单子

<nav data-hg-filter="cases">
<a class="hg-chip" id="all" href="?" data-hg-value="">全部</a>
<a class="hg-chip" id="douyin" href="?platform=douyin" data-hg-value="platform:douyin">抖音</a>
<a class="hg-chip" id="taobao" href="?platform=taobao" data-hg-value="platform:taobao">淘宝</a>
<a class="hg-chip" id="failed" href="?outcome=failed" data-hg-value="outcome:failed">没做成</a>
</nav>
<p><strong data-hg-count="cases">3</strong> 篇</p>
<section>
<ul class="hg-list" id="cases">
<li id="a" data-hg-facets="platform:douyin outcome:won">甲</li>
<li id="b" data-hg-facets="platform:douyin outcome:failed">乙</li>
<li id="c" data-hg-facets="platform:taobao outcome:won">丙</li>
</ul>
<p id="nothing" data-hg-empty="cases" hidden>没有这样的</p>
</section>
<section>
<ul class="hg-tickets" id="next" data-hg-upcoming data-hg-limit="1">
<li id="old" data-hg-end="2001-05-01T21:00:00+08:00">
<article class="hg-ticket">旧 <span data-hg-state>报名中</span></article></li>
<li id="older" data-hg-end="2000-05-01T21:00:00+08:00"><article class="hg-ticket" data-state="cancelled">更旧</article></li>
<li id="soon" data-hg-end="2999-05-01T21:00:00+08:00" hidden>快了</li>
<li id="later" data-hg-end="2999-06-01T21:00:00+08:00" hidden>还早</li>
</ul>
</section>
<section id="archive" hidden>
<ul class="hg-tickets" data-hg-past><li id="ancient" data-hg-end="1999-05-01T21:00:00+08:00">最旧</li></ul>
</section>
<p><time id="when" datetime="2026-11-26T20:00:00+08:00" data-hg-zone="Asia/Shanghai">20:00（北京时间）</time></p>
<section>
<p class="hg-copy" id="words">先讲缺点，
再讲好处。</p>
<button type="button" id="copy" data-hg-copy>复制</button>
</section>
<details class="hg-rail" open><summary>筛选</summary></details>
"""

HOME = "# 首页\n\n[单子](lists.md)\n"


def _settings(folder: Path) -> dict[str, object]:
    return {
        "site_name": "潮汐",
        "site_url": "https://club.example.com/",
        "docs_dir": str(folder / "docs"),
        "site_dir": str(folder / "site"),
        "repo_url": "https://github.com/example/club",
        "theme": {"name": "huiguan"},
        "plugins": ["material/search"],
        "nav": [{"首页": "index.md"}, {"案例": "cases/index.md"}, {"单子": "lists.md"}],
        "extra": {
            "huiguan": {
                "name": "潮汐电商俱乐部",
                "seal": "潮",
                "edition": "members",
                "edition_label": "会员版",
                "language": "zh-Hans",
                "icp": "浙ICP备1号",
                "tide": "#7a3e8c",
                "words": dict(words_of("zh-Hans").group("theme")),
                "footer": [[{"title": "入会办法", "url": "join/"}]],
            }
        },
    }


def build(folder: Path, settings: dict[str, object]) -> Path:
    """Builds the site strictly; the folder of its files."""
    docs = folder / "docs"
    pages = {"index.md": HOME, "lists.md": LISTS, "cases/index.md": "# 案例\n", "cases/x/index.md": CASE}
    for name, text in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / "mkdocs.yml")],
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return folder / "site"


@pytest.fixture(scope="session")
def site(once: "Once") -> Path:
    """A members' edition with every value of the club set."""
    return once("theme", lambda folder: build(folder, _settings(folder)))


@pytest.fixture(scope="session")
def bare_site(once: "Once") -> Path:
    """The theme alone: no plugin of ours, no value of the club."""

    def built(folder: Path) -> Path:
        settings = _settings(folder)
        del settings["extra"]
        return build(folder, {**settings, "use_directory_urls": False})

    return once("bare theme", built)
