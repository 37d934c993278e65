"""What a member's Markdown becomes: each promise with its HTML."""

from collections.abc import Callable
from pathlib import Path

import pytest

from huiguan.compile.markdown import Article, RenderOptions, body_words, number_lessons, render
from huiguan.wording import words_of

WORDS = body_words(words_of("zh-Hans"))
SECTIONS = {"背景": "context", "结果": "results", "教训": "lessons"}
PEOPLE = {"lin-yue": ("林越", "/people/lin-yue/"), "old-member": ("一位会员", None)}
REL = ' rel="nofollow ugc noopener"'


def _link(target: str) -> str | None:
    return None if "missing" in target else f"/site/{target}"


def _rendered(text: str, *, first_level: int = 2, id_prefix: str = "", link: Callable[[str], str | None] = _link) -> Article:
    options = RenderOptions(
        words=WORDS, first_level=first_level, id_prefix=id_prefix, section_ids=SECTIONS, link=link, mention=PEOPLE.get
    )
    return render(text, options=options)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**下降。**同步", "<p><strong>下降。</strong>同步</p>"),
        ("a *b* ~~c~~ `d`", "<p>a <em>b</em> <del>c</del> <code>d</code></p>"),
        ("一\\\n二  \n三", "<p>一<br>\n二<br>\n三</p>"),
        ("3. 三\n4. 四", '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>'),
        ("{{会员昵称}} {% x %}", "<p>{{会员昵称}} {% x %}</p>"),
        ("***", "<hr>"),
        ("```python\na<b\n```", '<pre><code class="language-python">a&lt;b\n</code></pre>'),
        ('```"><x\na\n```', "<pre><code>a\n</code></pre>"),
        ("```\n中\n文\n<!-- x -->\n```", "<pre><code>中\n文\n&lt;!-- x --&gt;\n</code></pre>"),
    ],
)
def test_ordinary_markdown_comes_through(text: str, html: str) -> None:
    """Emphasis, code, breaks and lists are the plain HTML of their kind; braces stay as typed."""
    assert _rendered(text).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("中文\n中文", "中文中文"),
        ("完了，\nGMV 持平", "完了，GMV 持平"),
        ("GMV\n，持平", "GMV，持平"),
        ("**中**\n文", "<strong>中</strong>文"),
        ("中\n**文**", "中<strong>文</strong>"),
        ("*中*\n**文**", "<em>中</em><strong>文</strong>"),
        ("`中`\n文", "<code>中</code>文"),
        ("中“\n文", "中“文"),
        ("English\nwords", "English\nwords"),
        ("中文\nwords", "中文\nwords"),
        ("“one”\n“two”", "“one”\n“two”"),
    ],
)
def test_a_line_break_between_han_characters_vanishes(text: str, html: str) -> None:
    """Chromium would show a blank there; between Latin words the blank is right."""
    assert _rendered(text).html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "look", "title"),
    [
        ("> [!提示]\n> 正文", "hg-note", "提示"),
        ("> [!说明]\n>\n> 正文", "hg-note", "说明"),
        ("> [!TIP]\n> 正文", "hg-note", "提示"),
        ("> [!note]\n> 正文", "hg-note", "说明"),
        ("> [!注意]\n> 正文", "hg-note hg-note--ochre", "注意"),
        ("> [!WARNING]\n> 正文", "hg-note hg-note--ochre", "注意"),
        ("> [!重要]\n> 正文", "hg-note hg-note--ochre", "重要"),
        ("> [!危险]\n> 正文", "hg-note hg-note--ochre", "危险"),
        ("> [!CAUTION]\n> 正文", "hg-note hg-note--ochre", "警告"),
        ("> [!更正]\n> 正文", "hg-note hg-note--seal", "更正"),
        ("> [!警告] 别照搬\n> 正文", "hg-note hg-note--ochre", "别照搬"),
    ],
)
def test_a_quote_with_a_marker_is_a_note(text: str, look: str, title: str) -> None:
    """Tide tells, ochre warns, seal corrects; the title is the writer's, or the marker's word."""
    html = _rendered(text).html
    assert html.startswith(f'<div class="{look}" role="note"><svg class="hg-ico"')
    assert html.endswith(f"<div><p><strong>{title}</strong></p>\n<p>正文</p>\n</div></div>")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("> [!提示]\n> - 一", "<strong>提示</strong></p>\n<ul>\n<li>一</li>\n</ul>\n</div></div>"),
        ("> [!提示] **粗** 后\n> 文", "<strong>提示</strong></p>\n<p><strong>粗</strong> 后文</p>\n</div></div>"),
        ("> [!提示]\n> **粗**", "<strong>提示</strong></p>\n<p><strong>粗</strong></p>\n</div></div>"),
        ("> [!提示] <b>x</b>", "<strong>&lt;b&gt;x&lt;/b&gt;</strong></p>\n</div></div>"),
    ],
)
def test_a_note_holds_any_block(text: str, inside: str) -> None:
    """Lists may follow the marker; marks behind the marker begin the note's text; HTML in a title stays text."""
    assert _rendered(text).html.endswith(inside)


def test_an_unknown_marker_stays_a_quote() -> None:
    """`[!随便]` is text in a quote."""
    assert _rendered("> [!随便]\n> 文").html == "<blockquote>\n<p>[!随便]\n文</p>\n</blockquote>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("前 <!-- 批注 --> 后", "<p>前  后</p>"),
        ("<!-- 一\n\n二 -->\n后", "<p>后</p>"),
        ("前<!--> 后", "<p>前 后</p>"),
        ("前 <!-- 没写完", "<p>前 &lt;!-- 没写完</p>"),
        ("`<!-- 码 -->`", "<p><code>&lt;!-- 码 --&gt;</code></p>"),
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        ('<div onclick="x">\nhi\n</div>', "<p>&lt;div onclick=&quot;x&quot;&gt;\nhi\n&lt;/div&gt;</p>"),
    ],
)
def test_comments_vanish_and_typed_html_stays_visible(text: str, html: str) -> None:
    """A complete comment is gone without a word; tags are shown as they were typed."""
    assert _rendered(text).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("见https://a.example/x，然后", f'见<a href="https://a.example/x"{REL}>https://a.example/x</a>，然后'),
        ("（https://a.example）", f'（<a href="https://a.example"{REL}>https://a.example</a>）'),
        (
            "https://a.example/x，**重点**。",
            f'<a href="https://a.example/x"{REL}>https://a.example/x</a>，<strong>重点</strong>。',
        ),
        ("(https://a.example/(b)).", f'(<a href="https://a.example/(b)"{REL}>https://a.example/(b)</a>).'),
        (
            "https://a.example/?a=1&b=2!",
            f'<a href="https://a.example/?a=1&amp;b=2"{REL}>https://a.example/?a=1&amp;b=2</a>!',
        ),
        ("看www.a.example吧", f'看<a href="http://www.a.example"{REL}>www.a.example</a>吧'),
        ("<https://a.example/茶>", f'<a href="https://a.example/%E8%8C%B6"{REL}>https://a.example/茶</a>'),
        ("`https://a.example`", "<code>https://a.example</code>"),
        ("a@b.example", "a@b.example"),
    ],
)
def test_a_bare_address_ends_where_chinese_begins(text: str, html: str) -> None:
    """Neither Han characters nor full-width punctuation belong to it, and marks after it keep working."""
    assert _rendered(text).html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](https://b.example)", f'<a href="https://b.example"{REL}>x</a>'),
        ("[x](http://b.example)", f'<a href="http://b.example"{REL}>x</a>'),
        ("[x](Https://b.example)", f'<a href="Https://b.example"{REL}>x</a>'),
        ("[x](mailto:a@b.example)", '<a href="mailto:a@b.example">x</a>'),
        ("[x](tel:10086)", '<a href="tel:10086">x</a>'),
        ('[x](../案例/a.md#教训 "题")', '<a href="/site/../案例/a.md#教训" title="题">x</a>'),
        ("[x](<a b&c.md>)", '<a href="/site/a b&amp;c.md">x</a>'),
        ("[x](a%20b.md)", '<a href="/site/a b.md">x</a>'),
        ("[**x**](missing.md)", "<strong>x</strong>"),
        ("[](https://b.example)。", "。"),
        ("[x]()", "x"),
    ],
)
def test_links_lead_where_they_may(text: str, html: str) -> None:
    """Other sites get `rel` and never a target; relative ones are resolved; what leads nowhere keeps its words."""
    assert _rendered(text).html == f"<p>{html}</p>"


@pytest.mark.parametrize("answer", ["javascript:alert(1)", "data:text/html,x", "//e.example", "", None])
def test_an_answer_of_the_resolver_is_vetted_too(answer: str | None) -> None:
    """Even a resolver gone wrong cannot bring a script in."""
    assert _rendered("[x](a.md) ![y](b.png)", link=lambda _: answer).html == "<p>x y</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            '![图](a.png "题")',
            '<img src="/site/a.png" alt="图" title="题" loading="lazy" decoding="async">',
        ),
        ("![图](https://i.example/a.png)", f'<a href="https://i.example/a.png"{REL}>图</a>'),
        (
            "![](https://i.example/a.png)",
            f'<a href="https://i.example/a.png"{REL}>https://i.example/a.png</a>',
        ),
        ("[![图](https://i.example/a.png)](https://b.example)", f'<a href="https://b.example"{REL}>图</a>'),
        ("![图](missing.png)", "图"),
        ("![图](data:image/png;base64,AA)", "图"),
        ("![图](//i.example/a.png)", "图"),
    ],
)
def test_pictures_come_from_this_site_alone(text: str, html: str) -> None:
    """A picture on another host becomes a link or its words: the page asks no other host."""
    assert _rendered(text).html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("问@lin-yue吧", '问<a class="hg-mention" href="/people/lin-yue/">林越</a>吧'),
        ("@old-member", "一位会员"),
        ("@nobody", "@nobody"),
        ("a@lin-yue.example", "a@lin-yue.example"),
        ("`@lin-yue`", "<code>@lin-yue</code>"),
        ("[@lin-yue](https://b.example)", f'<a href="https://b.example"{REL}>林越</a>'),
    ],
)
def test_a_mention_shows_what_the_edition_may_show(text: str, html: str) -> None:
    """The label, with a link where there is one; an id that nobody has stays as typed."""
    assert _rendered(text).html == f"<p>{html}</p>"


def test_headings_are_shifted_named_and_listed() -> None:
    """The highest level becomes h2; known sections have stable ids; an id of ASCII cannot shadow a part of the page."""
    article = _rendered("# 背景\n## 第 1 步（选品）\n## main\n# 教训\n# 教训\n# \n###### 深")
    assert [(heading.level, heading.id, heading.text) for heading in article.headings] == [
        (2, "context", "背景"),
        (3, "第-1-步选品", "第 1 步（选品）"),
        (3, "h-main", "main"),
        (2, "lessons", "教训"),
        (2, "lessons-2", "教训"),
        (6, "深", "深"),
    ]
    assert '<h3 id="h-main">main</h3>' in article.html
    assert "<h1" not in article.html
    assert "></h" not in article.html


def test_a_low_first_heading_is_raised_too() -> None:
    """A text that begins with ### leaves no gap below the page's title."""
    assert _rendered("### 甲\n#### 乙").html == '<h2 id="甲">甲</h2>\n<h3 id="乙">乙</h3>'
    assert _rendered("# 甲", first_level=3).html == '<h3 id="甲">甲</h3>'


def test_a_heading_in_a_quote_is_not_listed() -> None:
    """What is quoted has its own headings; they get no id."""
    article = _rendered("# 甲\n> # 乙")
    assert [heading.text for heading in article.headings] == ["甲"]
    assert article.html == '<h2 id="甲">甲</h2>\n<blockquote>\n<h2>乙</h2>\n</blockquote>'


def test_the_name_of_a_heading_is_free_of_marks() -> None:
    """Marks, notes and comments stay out of the contents list; marks stay in its HTML."""
    heading = _rendered("# **粗** `a<b` @lin-yue[^1] <!-- x -->\n\n[^1]: 注").headings[0]
    assert heading.text == "粗 a<b 林越"
    assert heading.html == ('<strong>粗</strong> <code>a&lt;b</code> <a class="hg-mention" href="/people/lin-yue/">林越</a>')


def test_an_anchor_on_the_same_page_finds_its_heading() -> None:
    """As on GitHub, or by the id; another anchor is the resolver's."""
    html = _rendered("[a](#背景) [b](#context) [c](#%E8%83%8C%E6%99%AF) [d](#missing) [e](#别处)\n\n# 背景").html
    assert html.startswith(
        '<p><a href="#context">a</a> <a href="#context">b</a> <a href="#context">c</a> d <a href="/site/#别处">e</a></p>'
    )


def test_sections_are_cut_at_the_first_level() -> None:
    """The lead, each section without its heading, and the notes apart; together they are the article."""
    article = _rendered("开头[^1]\n\n# 背景\n\n甲\n\n## 细\n\n乙\n\n# 教训\n\n- 丙\n\n[^1]: 注")
    assert [section.heading and section.heading.id for section in article.sections] == [None, "context", "lessons"]
    assert article.sections[1].html == '<p>甲</p>\n<h3 id="细">细</h3>\n<p>乙</p>'
    lessons = article.section("lessons")
    assert lessons is not None
    assert lessons.html == "<ul>\n<li>丙</li>\n</ul>"
    assert article.section("results") is None
    assert article.footnotes.startswith('<section class="footnote" aria-label="注释">')
    assert article.html.endswith(article.footnotes)


def test_a_text_without_headings_is_one_lead() -> None:
    """And an empty one has no section at all."""
    assert [section.html for section in _rendered("甲").sections] == ["<p>甲</p>"]
    assert _rendered("").sections == ()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- 甲\n- 乙", '<ol class="hg-lessons">\n<li>甲</li>\n<li>乙</li>\n</ol>'),
        ("1. 甲\n   - 细", '<ol class="hg-lessons">\n<li>甲\n<ul>\n<li>细</li>\n</ul>\n</li>\n</ol>'),
        ("前\n\n- 甲\n\n后", '<p>前</p>\n<ol class="hg-lessons">\n<li>甲</li>\n</ol>\n<p>后</p>'),
        ("只有一段", "<p>只有一段</p>"),
    ],
)
def test_the_list_of_lessons_is_numbered(text: str, html: str) -> None:
    """The first list of the section, whatever its marks; lists inside it stay."""
    assert number_lessons(_rendered(text).html) == html


def test_footnotes_have_ids_of_our_own_and_a_prefix() -> None:
    """Two texts on one page do not collide, and no label gets into an id."""
    html = _rendered('甲[^"><x] 乙[^"><x]\n\n[^"><x]: 注', id_prefix="c1-").html
    assert html == (
        '<p>甲<sup id="fnref:c1-1"><a class="footnote-ref" href="#fn:c1-1">1</a></sup> '
        '乙<sup id="fnref2:c1-1"><a class="footnote-ref" href="#fn:c1-1">1</a></sup></p>\n'
        '<section class="footnote" aria-label="注释">\n<ol>\n<li id="fn:c1-1">\n<p>注 '
        '<a class="footnote-backref" href="#fnref:c1-1" aria-label="回到正文第 1 条注释处">↩</a> '
        '<a class="footnote-backref" href="#fnref2:c1-1" aria-label="回到正文第 1 条注释处">↩</a></p>\n'
        "</li>\n</ol>\n</section>"
    )


def test_the_prefix_stands_before_heading_ids() -> None:
    """Known sections included, and links on the same page follow."""
    html = _rendered("[x](#教训)\n\n# 教训", id_prefix="c1-").html
    assert html == '<p><a href="#c1-lessons">x</a></p>\n<h2 id="c1-lessons">教训</h2>'


def test_task_boxes_are_labelled() -> None:
    """A screen reader says whether it is done."""
    assert _rendered("- [ ] 甲\n- [x] 乙").html == (
        '<ul>\n<li class="task-list-item"><input type="checkbox" disabled aria-label="未完成"> 甲</li>\n'
        '<li class="task-list-item"><input type="checkbox" disabled checked aria-label="已完成"> 乙</li>\n</ul>'
    )


def test_tables_scroll_in_a_frame_of_their_own() -> None:
    """With a name each, for people who cannot see it."""
    html = _rendered("|a|\n|-|\n|b|\n\n|c|\n|-|").html
    assert html.startswith(
        '<div class="hg-scroll" tabindex="0" role="region" aria-label="表 1，可左右滑动"><table class="hg-table">'
    )
    assert 'aria-label="表 2，可左右滑动"' in html
    assert html.endswith("</table></div>")


@pytest.mark.parametrize(
    ("dashes", "cell", "tag"),
    [
        ("-:", "甲", '<td class="num">'),
        (":-:", "甲", '<td class="mid">'),
        (":-", "12", "<td>"),
        ("-", "12", '<td class="num">'),
        ("-", "−3.2%", '<td class="num">'),
        ("-", "¥1,200", '<td class="num">'),
        ("-", "118 天", '<td class="num">'),
        ("-", "**46%**", '<td class="num">'),
        ("-", "12–15", '<td class="num">'),
        ("-", "约 9 万元", '<td class="num">'),
        ("-", "甲", "<td>"),
        ("-", "2026-11-02", "<td>"),
        ("-", "第 3 周", "<td>"),
        ("-", "—", "<td>"),
    ],
)
def test_columns_of_figures_are_aligned(dashes: str, cell: str, tag: str) -> None:
    """By a class, never by a style attribute; without colons in the dashes the figures decide."""
    html = _rendered(f"|原因|值|\n|-|{dashes}|\n|3|{cell}|").html
    assert html.split("<td>3</td>\n")[1].startswith(tag)


def test_one_word_among_figures_leaves_the_column_as_it_is() -> None:
    """A dash for "nothing" does not count against figures, a word does."""
    assert 'class="num"' in _rendered("|a|b|\n|-|-|\n|x|1|\n|x|—|").html
    assert 'class="num"' not in _rendered("|a|b|\n|-|-|\n|x|1|\n|x|很多|").html


def test_the_html_of_a_rich_text_is_the_golden_one(request: pytest.FixtureRequest) -> None:
    """Pins comrak and our pass to every byte. After a wanted change, write the new HTML with `write_golden` below."""
    folder = request.path.parent / "golden"
    assert golden_html(folder) == (folder / "markdown.html").read_text(encoding="utf-8")


def golden_html(folder: Path) -> str:
    """The HTML of the golden text."""
    return _rendered((folder / "markdown.md").read_text(encoding="utf-8")).html + "\n"


def write_golden(folder: Path) -> None:
    """Renews the golden file: `python tests/compile/test_markdown.py`; read the difference before it is committed."""
    (folder / "markdown.html").write_text(golden_html(folder), encoding="utf-8")


if __name__ == "__main__":
    write_golden(Path(__file__).parent / "golden")
