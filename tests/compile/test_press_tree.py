"""The compiled tree for other generators: front matter that YAML reads as strings, articles that Markdown leaves alone."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from full_club import full_club
from huiguan.compile.markdown import RenderOptions, body_words, render
from huiguan.compile.output import Page, shielded
from huiguan.wording import words_of
from sites import a_site, elements

EXTENSIONS = ["attr_list", "md_in_html", "toc", "tables", "footnotes", "admonition", "pymdownx.details", "pymdownx.superfences"]
OPTIONS = RenderOptions(words=body_words(words_of("zh-Hans")))


def parts_of(text: str) -> tuple[object, str]:
    """A file of the tree as YAML reads its front matter, and what follows."""
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body.strip("\n")


def as_framed(body: str) -> str:
    """What a generator makes of the Markdown."""
    return str(Markdown(extensions=EXTENSIONS).convert(body))


class _Texts(HTMLParser):
    """What a browser shows, tag by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        if self.seen and isinstance(self.seen[-1], str):
            data = str(self.seen.pop()) + data
        self.seen.append(data)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_page_of_a_full_club_passes_through_markdown(tmp_path: Path, language: str) -> None:
    """Front matter is a mapping of strings; the article comes out byte for byte, and shows what it showed before."""
    site = a_site(tmp_path, full_club(), language=language, written=frozenset({"join.md"}))
    for page in site.pages.values():
        front, body = parts_of(page.as_markdown())
        assert front == page.front_matter()
        assert all(isinstance(value, str) for value in page.front_matter().values())
        assert as_framed(body) == body
        assert _Texts(body).seen == _Texts(f'<div class="hg-article">\n{page.article}\n</div>').seen


_FRAGMENTS = [
    *(
        "```",
        "````",
        "~~~",
        "```python",
        "    ",
        "\t",
        "a\tb",
        "   ",
        "",
        "",
        "文字",
        "# 标题",
        "- 项",
        "> 引用",
        "| a | b |",
        "| - | - |",
    ),
    *(
        "<div markdown>",
        "</div>",
        "<!-- x",
        "-->",
        "[TOC]",
        "{: .x }",
        "[^1]",
        "[^1]: 注",
        "!!! note",
        '--8<-- "x"',
        "*[HTML]: x",
        "&amp;",
    ),
    *("<b>", "`` ` ``", "\\```", "`~~~`", "??? x", '=== "x"', "<script>", "]]>", "<?php ?>", "<![CDATA["),
]


@given(lines=st.lists(st.sampled_from(_FRAGMENTS), max_size=12))
def test_no_text_of_a_member_is_rewritten_by_a_markdown_engine(lines: list[str]) -> None:
    """Fences, tabs, blank lines and markers of extensions in a text stay what the renderer made of them."""
    article = render("\n".join(lines), options=OPTIONS).html
    elements(article)
    body = f'<div class="hg-article">\n{shielded(article)}\n</div>'
    assert as_framed(body) == body
    assert _Texts(body).seen == _Texts(f'<div class="hg-article">\n{article}\n</div>').seen


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        ("<pre><code>a\tb</code></pre>", "<pre><code>a&#9;b</code></pre>"),
        ("<pre><code>a\n  \nb</code></pre>", "<pre><code>a\n &#32;\nb</code></pre>"),
        ("<pre><code>a\n```py\nb\n```\n</code></pre>", "<pre><code>a\n&#96;``py\nb\n&#96;``\n</code></pre>"),
        ("<p>a\n  ~~~\n</p>", "<p>a\n  &#126;~~\n</p>"),
        ("<p>`` 两个 `` ~~划掉~~</p>\n\n<p>字</p>", "<p>`` 两个 `` ~~划掉~~</p>\n\n<p>字</p>"),
    ],
)
def test_what_is_shielded(article: str, shown: str) -> None:
    """Only what an engine would rewrite becomes a character reference."""
    assert shielded(article) == shown


@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_title_is_a_string_in_yaml(text: str) -> None:
    """Quotes, colons, line separators and what YAML cannot print come back as they were."""
    page = Page(path="x.md", title=text, description="是: [否]", article="<p>字</p>")
    assert yaml.safe_load(page.as_markdown().split("\n---\n")[0].removeprefix("---\n")) == page.front_matter()


def test_the_command_writes_the_tree_with_the_blocks_of_hand_written_pages(tmp_path: Path) -> None:
    """`huiguan compile --out` gives pages, files and the club's own pages, their markers filled, one in code left alone."""
    from huiguan.engines.cli import main

    (tmp_path / "club").mkdir()
    a_site(tmp_path / "club", full_club(), written=frozenset({"join.md"}))
    docs = tmp_path / "club" / "docs"
    docs.mkdir()
    (docs / "join.md").write_text("# 入会\n\n<!-- huiguan:tiers -->\n\n```html\n<!-- huiguan:tiers -->\n```\n", encoding="utf-8")
    out = tmp_path / "out"
    asked = ["compile", "--root", str(tmp_path / "club"), "--today", "2026-11-21", "--out", str(out)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    joined = (out / "join.md").read_text(encoding="utf-8")
    assert joined.count("正式会员") == 1
    assert joined.endswith("```html\n<!-- huiguan:tiers -->\n```\n")
    front, body = parts_of((out / "cases" / "whole.md").read_text(encoding="utf-8"))
    assert isinstance(front, dict)
    assert front["source_url"] == "https://git.example.com/club/edit/main/content/cases/whole/index.md"
    assert as_framed(body) == body
    assert (out / "toolkit" / "sheet" / "退款 表.xlsx").read_bytes()[:2] == b"PK"
