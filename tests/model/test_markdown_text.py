"""What the scanner finds in a Markdown text, and where."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from huiguan.compile.markdown import RenderOptions, body_words, render
from huiguan.model.markdown_text import (
    Alert,
    alert_of,
    decoded,
    heading_anchors,
    heading_ids,
    heading_slug,
    headings,
    is_elsewhere,
    join_lines,
    links,
    mentions,
    plain_text,
    raw_html,
    scan,
    scheme_of,
)
from huiguan.wording import words_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("甲\n```\n码\n```\n乙", [1, 5]),
        ("甲\n~~~~\n码\n~~~\n码\n~~~~\n乙", [1, 7]),
        ("```\n没有结尾\n", []),
        ("甲\n\n    码\n\n乙", [1, 2, 4, 5]),
        ("甲\n    还是甲", [1, 2]),
        ("- 甲\n\n  ```\n  码\n  ```\n  乙", [1, 2, 6]),
        ("- 甲\n  ```\n  码\n乙", [1, 4]),
        ("> ```\n> 码\n乙", [3]),
        ("1. 甲\n\n       码\n\n   乙", [1, 2, 4, 5]),
        ("```x`y\n甲", [1, 2]),
    ],
)
def test_code_blocks_are_left_out(text: str, numbers: list[int]) -> None:
    """Fenced and indented, inside lists and quotes, ended or not."""
    assert [line.number for line in scan(text).lines()] == numbers


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("甲 `码` 乙", "甲     乙"),
        ("甲 ``码 ` 码`` 乙", "甲           乙"),
        ("甲 `没有结尾", "甲 `没有结尾"),
        ("甲 `跨\n行` 乙", "甲   \n   乙"),
        ("甲 `隔\n\n段` 乙", "甲 `隔\n\n段` 乙"),
        ("甲 \\`不是码\\` 乙", "甲 \\`不是码\\` 乙"),
        ("> - 甲", "    甲"),
        ("甲 <!-- 批 --> 乙", "甲            乙"),
        ("<!-- 批\n\n批 --> 乙", "      \n\n      乙"),
        ("<!-- 没完", "<!-- 没完"),
        ("|`a`|b`|\n|-|-|\n|c`|d|", "|   |b`|\n|-|-|\n|c`|d|"),
    ],
)
def test_code_spans_comments_and_marks_are_blanked_in_place(text: str, prose: str) -> None:
    """Every other character keeps its line and column."""
    assert scan(text).prose == prose


@pytest.mark.parametrize("blank", ["\u3000", "\u3000\u3000", "\u00a0", " \u2003"])
def test_a_line_of_wide_blanks_goes_on_with_its_paragraph(blank: str) -> None:
    """Only spaces and tabs make an empty line; a full-width space that an input method left is none."""
    text = f"甲\n{blank}\n乙"
    assert scan(text).runs == ((0, len(text)),)


def test_headings_have_their_words_and_lines() -> None:
    """Both forms, marks taken off; those in quotes, lists, code and comments are not the text's own."""
    text = (
        "# 甲 **粗** `x_y` [链](a.md) ##\n\n二行\n标题\n===\n\n乙\n---\n\n> # 引\n\n- # 项\n\n```\n# 码\n```\n"
        "<!--\n# 批\n-->\n#无空格\n####### 七\n## \n### 丙"
    )
    assert [(heading.level, heading.text, heading.line) for heading in headings(text)] == [
        (1, "甲 粗 x_y 链", 1),
        (1, "二行标题", 3),
        (2, "乙", 7),
        (3, "丙", 23),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲[x](a.md)", [("a.md", 1, 2, False)]),
        ("甲\n> ![x](a.png '题')", [("a.png", 2, 3, True)]),
        ("[x](<a b.md>)", [("a b.md", 1, 1, False)]),
        ("[x](a%20b.md#%E6%95%99)", [("a b.md#教", 1, 1, False)]),
        ("[x](a\\(b\\).md)", [("a(b).md", 1, 1, False)]),
        ("[x](a_(b).md)", [("a_(b).md", 1, 1, False)]),
        ("[a [b](c) d](e)", [("c", 1, 4, False), ("e", 1, 1, False)]),
        ("[![x](a.png)](b.md)", [("a.png", 1, 2, True), ("b.md", 1, 1, False)]),
        ("[x][r] [r] [R][] ![y][r]\n\n[r]: <a.md> '题'", [("a.md", 1, column, column == 18) for column in (1, 8, 12, 18)]),
        ("<https://a.example/茶>", [("https://a.example/茶", 1, 1, False)]),
        ("[x](a\n'题')", [("a", 1, 1, False)]),
        ("`[x](a)` \\[x](a) [x] [x](a b) [x](a", []),
        ("```\n[x](a)\n```\n<!-- [x](a) -->", []),
        ("[注](见 上文)", []),
        ("[^1]: 注 [x](a)", [("a", 1, 9, False)]),
    ],
)
def test_links_are_found_where_they_are_used(text: str, found: list[tuple[str, int, int, bool]]) -> None:
    """Inline, by reference and in angle brackets; targets decoded as the renderer resolves them."""
    assert [(link.target, link.line, link.column, link.is_image) for link in links(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲<b>乙</b>", [("b", "<b>", 1, 2), ("b", "</b>", 1, 6)]),
        ("> - <DIV class='a>b'>", [("div", "<DIV class='a>b'>", 1, 5)]),
        ("<img\nsrc=x>", [("img", "<img src=x>", 1, 1)]),
        ("甲\n\n<script src=x", [("script", "<script src=x", 3, 1)]),
        ("<!-- 没完", [("!", "<!-- 没完", 1, 1)]),
        ("<!DOCTYPE html> <?x ?>", [("!", "<!DOCTYPE html>", 1, 1), ("?", "<?x ?>", 1, 17)]),
        ("`<b>` \\<b> <https://a.example> <a@b.example> <!-- <b> --> 1<2 [x](<a b>)", []),
        ("    <b>\n\n```\n<b>\n```", []),
    ],
)
def test_typed_html_is_found(text: str, found: list[tuple[str, str, int, int]]) -> None:
    """As typed, closed or not; comments, addresses and code are no HTML."""
    assert [(tag.name, tag.typed, tag.line, tag.column) for tag in raw_html(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@lin-yue", [("lin-yue", 1, 1)]),
        ("问@lin-yue吧，@x。\n> @y-2", [("lin-yue", 1, 2), ("x", 1, 12), ("y-2", 2, 3)]),
        ("a@lin.example lin@yue /@x a.@x x@x @Lin @x_y @x/y @x.y @@x", []),
        ("`@x` <!-- @y -->\n\n    @z", []),
        ("（@x）**@y** @x-", [("x", 1, 2), ("y", 1, 7), ("x", 1, 12)]),
    ],
)
def test_mentions_are_found(text: str, found: list[tuple[str, int, int]]) -> None:
    """Right after Han characters too; addresses, paths and code hold none."""
    assert [(mention.id, mention.line, mention.column) for mention in mentions(text)] == found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# 甲\n\n乙**丙。**丁，\n戊 *a* _b_ ~~c~~ d_e_f", "甲\n乙丙。丁，戊 a b c d_e_f"),
        ('见[链接](a.md "题")、![图](b.png)、[引][r]、<https://a.example>[^1]\n\n[r]: x', "见链接、图、引、https://a.example"),
        ("`a*b*` `` ` `` \\*x\\* &amp; 2 * 3", "a*b* ` *x* & 2 * 3"),
        ("- [x] 甲\n- 乙\n\n> [!提示] 题\n> 丙", "甲\n乙\n题丙"),
        ("|a|b|\n|-|-|\n|**c**|d|", "a b\nc d"),
        ("甲 <!-- 批 --> 乙\n\n```\n码\n```\n\n***", "甲 乙"),
        ("", ""),
    ],
)
def test_plain_text_is_what_one_reads_aloud(text: str, plain: str) -> None:
    """Marks, targets, code blocks and comments are gone."""
    assert plain_text(text) == plain


def test_plain_text_can_leave_out_headings() -> None:
    """For a description."""
    assert plain_text("# 甲\n\n乙\n\n丙\n---\n\n丁", with_headings=False) == "乙\n丁"


def test_lines_join_between_han_characters_only() -> None:
    """A full-width mark joins with anything."""
    assert join_lines("中\n文\nabc\ndef，\nghi") == "中文\nabc\ndef，ghi"


@pytest.mark.parametrize(
    ("heading", "slug", "found"),
    [
        ("怎么复用", "怎么复用", "怎么复用"),
        ("3. 算账（含税）", "3-算账含税", "3-算账含税"),
        ("FAQ", "faq", "h-faq"),
        ("__config", "__config", "h-__config"),
        ("教训", "教训", "lessons"),
        ("Ｑ＆Ａ", "ｑａ", "ｑａ"),
        ("？", "", "h-"),
    ],
)
def test_the_id_of_a_heading_is_githubs_unless_it_could_clash(heading: str, slug: str, found: str) -> None:
    """Known sections have an id of their own; ASCII ones stand apart from the ids of the page."""
    assert heading_slug(heading) == slug
    assert heading_ids([heading], section_ids={"教训": "lessons"}) == (found,)


def test_ids_are_used_once_and_reached_by_what_github_writes() -> None:
    """The second takes -2, even where that is taken; the first answers to its slug."""
    texts = ["教训", "教训", "甲", "甲-2", "甲"]
    assert heading_ids(texts, section_ids={"教训": "lessons"}, prefix="c1-") == (
        "c1-lessons",
        "c1-lessons-2",
        "c1-甲",
        "c1-甲-2",
        "c1-甲-3",
    )
    anchors = heading_anchors(texts, section_ids={"教训": "lessons"})
    assert anchors["教训"] == anchors["lessons"] == "lessons"
    assert anchors["甲-2"] == "甲-2"


@pytest.mark.parametrize(
    ("target", "scheme", "elsewhere"),
    [
        ("a.md", None, False),
        ("../a/index.md#教训", None, False),
        ("会议：纪要.md", None, False),
        ("10:30.md", None, False),
        ("#a", None, False),
        ("HTTPS://a.example", "https", True),
        ("java\tscript:x", "javascript", True),
        ("java%2573cript:x", "javascript", True),
        ("&#106;avascript&colon;x", "javascript", True),
        ("\u200bdata:x", "data", True),
        ("//a.example", None, True),
        ("/\\a.example", None, True),
        ("%2F%2Fa.example", None, True),
    ],
)
def test_a_disguised_scheme_is_seen(target: str, scheme: str | None, *, elsewhere: bool) -> None:
    """Through entities, percent signs, blanks and control characters."""
    assert scheme_of(target) == scheme
    assert is_elsewhere(target) is elsewhere


def test_a_target_is_decoded_once() -> None:
    """As the renderer hands it to its resolver."""
    assert decoded("a%20b&amp;c\\_d%2520") == "a b&c_d%20"


def test_markers_of_notes_are_known_in_three_scripts() -> None:
    """English ones in any case."""
    assert [alert_of(marker) for marker in ("提示", "註", "說明", "Tip", " WARNING ", "更正")] == [
        Alert.TIP,
        None,
        Alert.NOTE,
        Alert.TIP,
        Alert.WARNING,
        Alert.CORRECTION,
    ]


BLOCKS = st.sampled_from(
    (
        "# 甲",
        "## 乙 `x`",
        "丙 **丁**",
        "戊\n己",
        "题\n===",
        "题 二\n---",
        "- 庚\n- 辛",
        "1. 壬\n\n   ```\n   # 码\n   ```",
        "> # 引\n> 文",
        "```\n# 码\n```",
        "    # 码",
        "<!-- # 批 -->",
        "<!--\n# 批\n-->",
        "|a|b|\n|-|-|\n|c|d|",
        "---",
        "[^1]: 注",
        "[r]: a.md",
        "### [链](a.md) *癸*",
    )
)


@given(st.lists(BLOCKS, max_size=12, unique=True).map("\n\n".join))
@settings(max_examples=200, deadline=None)
def test_scanner_and_renderer_see_the_same_headings(text: str) -> None:
    """So that an anchor that the check allows is on the page."""
    options = RenderOptions(words=body_words(words_of("zh-Hans")), link=lambda target: target)
    assert [heading.text for heading in headings(text)] == [heading.text for heading in render(text, options=options).headings]


@given(st.text(alphabet="*_`[]()!<>#-|:~\\\"'&;=@^ \n\t1a中，。", max_size=200))
@settings(max_examples=200, deadline=None)
@example("> ```\n<!--")
def test_every_place_lies_in_the_text(text: str) -> None:
    """Whatever is typed, nothing raises, blanks keep their places, and what is found stands where it is said to."""
    found = scan(text)
    assert len(found.prose) == len(found.shown) == len(text)
    lines = text.split("\n")
    assert all(lines[link.line - 1][link.column - 1] in "![<" for link in links(text))
    assert all(lines[tag.line - 1][tag.column - 1] == "<" for tag in raw_html(text))
    assert all(lines[mention.line - 1].startswith(f"@{mention.id}", mention.column - 1) for mention in mentions(text))
    assert all(1 <= heading.line <= len(lines) for heading in headings(text))
    assert isinstance(plain_text(text), str)
