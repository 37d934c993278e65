"""What is said about a body: the code, the place, the weight and the right form."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import huiguan.wording
from builders import a_case, check_club_of, lines_told
from huiguan.check.body import check_body
from huiguan.problem import Place, Problem, Severity
from huiguan.read.record import Text
from huiguan.wording import words_of

FILE = "content/cases/tea/index.md"


def _problems(text: str, *, line: int = 1) -> list[Problem]:
    return check_body(Text(content=text, line=line), file=FILE)


def _brief(text: str) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.found, problem.severity.value) for problem in _problems(text)]


def test_a_problem_points_into_the_file() -> None:
    """The line counts from the top of the file, front matter included; the column from 1."""
    assert _problems("# 背景\n\n先讲<b>缺点</b>", line=31) == [
        Problem(
            code="BODY-RAW-HTML",
            place=Place(file=FILE, line=33, column=3),
            severity=Severity.WARNING,
            field="body",
            found="<b>",
            wanted=("**…**",),
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# 背景\n\n普通的一段，**下降。**同步，`<b>` 和 ``x``。\n\n- 甲\n- 乙\n\n1. 丙",
        "<!-- 写给编辑的 -->\n\n正文 <!-- 半路 --> 后",
        "```html\n<script>alert(1)</script>\n#标题\n```",
        "    <script>\n",
        "填 <SKU> 和 <店名>，1 < 2 > 0",
        "<https://a.example> <a@b.example>",
        "[甲](../a/index.md#教训) [乙](https://b.example) [丙](mailto:a@b.example) [丁](#教训) ![图](<a b.png>)",
        "#话题# 与 #618 大促",
        "- #好物 #茶",
        "618、双11 都一样\n\n1、2 号仓",
        "**甲** 和 **乙**：丙 ** 丁",
        "> [!提示]\n> 甲\n\n> [!NOTE]\n> 乙",
        "家人 👨‍👩‍👧 与 ❤️ 与 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "",
    ],
)
def test_honest_texts_are_left_alone(text: str) -> None:
    """Markdown, code, comments, placeholders, topics and joined pictures give no problem."""
    assert _problems(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<script src=x", "<script src=x"),
        ("文<IFRAME src=x>", "<IFRAME src=x>"),
        ("<style>p{}</style>", "<style>"),
        ("<form action=x>", "<form action=x>"),
        ("<svg/onload=x>", "<svg/onload=x>"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ('<b title=">" onclick="x">', '<b title=">" onclick="x">'),
        ("<unknown onclick=x>", "<unknown onclick=x>"),
        ('<a href="java' + 'script:x">', '<a href="javascript:x">'),
        ("> - <object>", "<object>"),
        ("\n\n<p\nonclick=x>", "<p onclick=x>"),
    ],
)
def test_html_that_would_act_is_an_error(text: str, found: str) -> None:
    """Scripts, frames, forms, drawings and handlers, closed or not, in any block."""
    assert _brief(text) == [("BODY-RAW-HTML", found, "error")]


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("甲<br>乙", "<br>", ("…\\",)),
        ("<center>甲</center>", "<center>", ()),
        ("<font color=red>甲</font>", "<font color=red>", ()),
        ("<h2>甲</h2>", "<h2>", ("## …",)),
        ('<img src="a.png">', '<img src="a.png">', ("![…](…)",)),
        ("</div>", "</div>", ()),
        ("<!DOCTYPE html>", "<!DOCTYPE html>", ()),
        ("<?php x ?>", "<?php x ?>", ()),
    ],
)
def test_harmless_html_is_a_warning_with_the_markdown_way(text: str, found: str, wanted: tuple[str, ...]) -> None:
    """It is shown as typed; the closing half is not reported again."""
    problem = _problems(text)[0]
    assert _brief(text) == [("BODY-RAW-HTML", found, "warning")]
    assert problem.wanted == wanted


def test_a_comment_that_never_ends_is_named() -> None:
    """Readers would see it, and no Markdown works behind it."""
    assert _brief("甲\n\n<!-- 这段等数据") == [("BODY-COMMENT-OPEN", "<!-- 这段等数据", "error")]


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("javascript:alert(1)", "error"),
        ("JaVaScript:alert(1)", "error"),
        ("java&#115;cript:x", "error"),
        ("java&Tab;script&colon;x", "error"),
        ("java%73cript:x", "error"),
        ("java%2573cript:x", "error"),
        ("<java\tscript:x>", "error"),
        ("vbscript:x", "error"),
        ("data:text/html,x", "error"),
        ("file:///etc/passwd", "error"),
        ("ftp://a.example/x", "warning"),
        ("//a.example/x", "warning"),
        ("/\\a.example/x", "warning"),
    ],
)
def test_a_scheme_that_is_not_allowed_is_named(target: str, severity: str) -> None:
    """However it is disguised; in links, pictures and references alike."""
    assert [brief[::2] for brief in _brief(f"甲 [x]({target}) 乙")] == [("BODY-LINK-SCHEME", severity)]
    assert [brief[::2] for brief in _brief(f"![x]({target})")] == [("BODY-LINK-SCHEME", severity)]
    assert [brief[::2] for brief in _brief(f"[x][r]\n\n[r]: {target}")] == [("BODY-LINK-SCHEME", severity)]


def test_a_scheme_in_angle_brackets_is_named() -> None:
    """`<javascript:x>` is an address, no tag."""
    assert _brief("<javascript:x>") == [("BODY-LINK-SCHEME", "javascript:x", "error")]


def test_a_picture_on_another_host_is_an_error() -> None:
    """Inline or by reference: the picture belongs beside the text."""
    assert _brief("![图](https://i.example/a.png)") == [("BODY-IMAGE-REMOTE", "https://i.example/a.png", "error")]
    assert _brief("![图][r]\n\n[r]: http://i.example/a.png")[0][0] == "BODY-IMAGE-REMOTE"


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("#背景", "#背景", "# 背景"),
        ("##2 结果", "##2 结果", "## 2 结果"),
        ("＃ 背景", "＃ 背景", "# 背景"),
        ("＃＃背景", "＃＃背景", "## 背景"),
        ("1、先讲缺点\n2、先尝后泡", "1、先讲缺点", "1. 先讲缺点"),
        ("１．先讲缺点", "１．先讲缺点", "1. 先讲缺点"),
        ("1）先讲缺点", "1）先讲缺点", "1. 先讲缺点"),
        ("· 先讲缺点", "· 先讲缺点", "- 先讲缺点"),
        ("•先讲缺点", "•先讲缺点", "- 先讲缺点"),
        ("－ 先讲缺点", "－ 先讲缺点", "- 先讲缺点"),
        ("＞ 先讲缺点", "＞ 先讲缺点", "> 先讲缺点"),
        ("要＊＊先讲＊＊缺点", "＊＊先讲＊＊", "**先讲**"),
        ("要** 先讲 **缺点", "** 先讲 **", "**先讲**"),
        ("[表格]（https://a.example）", "[表格]（https://a.example）", "[表格](https://a.example)"),
        ("看！[图](a.png)", "！[图](a.png)", "![图](a.png)"),
        ("https://a.example/_next_/x", "https://a.example/_next_/x", "<https://a.example/_next_/x>"),
    ],
)
def test_what_did_not_become_markdown_is_shown_with_its_right_form(text: str, found: str, wanted: str) -> None:
    """A warning: the text is readable, only plain."""
    problems = _problems(text)
    assert [(problem.code, problem.found, problem.wanted) for problem in problems] == [
        ("BODY-NOT-MARKDOWN", found, (wanted,)),
    ]
    assert problems[0].severity is Severity.WARNING


def test_a_note_of_an_unknown_kind_lists_the_known_ones() -> None:
    """At the start of a quote; the column is the marker's."""
    problem = _problems("> [!随便]\n> 甲")[0]
    assert (problem.code, problem.found, problem.place.column) == ("BODY-NOT-MARKDOWN", "[!随便]", 3)
    assert problem.wanted == ("[!说明]", "[!提示]", "[!重要]", "[!注意]", "[!警告]", "[!更正]")


def test_a_footnote_written_twice_is_named() -> None:
    """At its second place."""
    problem = _problems("甲[^1]\n\n[^1]: 一\n\n[^1]: 二")[0]
    assert (problem.code, problem.found, problem.place.line) == ("BODY-FOOTNOTE-TWICE", "[^1]", 5)


@pytest.mark.parametrize(
    "text",
    [
        "1. [^1]: 乙\n\n甲[^1]",
        "甲[^1]\n\n[^1]: 乙\n\n    第二段[^2]\n\n[^2]: 丙",
        "甲[^1]\n\n[^1]: 乙\n\n\t- 一条[^二]\n\n[^二]: 丙",
        "<!--\n[^1]: 先不写\n-->\n\n甲",
        "甲[^1]\n\n[^1]: `乙`",
        "大家好 [^_^]",
    ],
    ids=["in a numbered list", "from below a note", "from a list in a note", "in a comment", "of code alone", "a face"],
)
def test_a_footnote_that_readers_see_right_is_let_be(text: str) -> None:
    """Wherever it stands, and whatever else looks like one."""
    assert _problems(text) == []


@pytest.mark.parametrize(
    ("text", "found", "closing"),
    [
        ("1. ```text\n   乙", "```text", "```"),
        ("> - ~~~~\n>   乙", "~~~~", "~~~~"),
        ("-\t````\n\t```\n", "````", "````"),
    ],
)
def test_an_open_fence_is_told_without_the_marks_before_it(text: str, found: str, closing: str) -> None:
    """What closes it is as many of the same marks."""
    (problem,) = _problems(text)
    assert (problem.code, problem.found, problem.wanted) == ("BODY-FENCE-OPEN", found, (closing,))


@pytest.mark.parametrize(
    ("text", "code", "found", "line"),
    [
        ("甲\n" + "[" * 20_000, "BODY-LINE-TOO-LONG", "20000", 2),
        ("[" * 500, "BODY-TOO-COMPLEX", "[ × 500", 1),
        ("甲\n\n" + "*a " * 1100, "BODY-TOO-COMPLEX", "* × 1100", 3),
        ("*" * 20_000, "BODY-LINE-TOO-LONG", "20000", 1),
        (">" * 5000 + "a", "BODY-TOO-COMPLEX", "> × 100", 1),
        ("甲\n\n" + "- " * 20 + "a", "BODY-LIST-DEEP", "20", 3),
        ("|" + "a|" * 60 + "\n|" + "-|" * 60, "BODY-TOO-COMPLEX", "| × 61", 1),
        ("|a|b|\n|-|-|\n" + "|1|2|\n" * 2000, "BODY-TOO-COMPLEX", "| … | × 6003", 2001),
        ("甲[^1]" * 301 + "\n\n[^1]: 乙", "BODY-TOO-COMPLEX", "[^1] × 301", 1),
        ("字" * 10_001, "BODY-LINE-TOO-LONG", "10001", 1),
    ],
    ids=["brackets", "many brackets", "emphasis", "stars", "quotes", "lists", "columns", "rows", "footnotes", "line"],
)
def test_what_no_honest_text_holds_is_refused(text: str, code: str, found: str, line: int) -> None:
    """Each excess once, where it first shows; nothing else is said about such a text."""
    assert (code, found, line) in [(problem.code, problem.found, problem.place.line) for problem in _problems(text)]
    assert {problem.code for problem in _problems(text)} <= {"BODY-TOO-COMPLEX", "BODY-LIST-DEEP", "BODY-LINE-TOO-LONG"}
    assert all(problem.severity is Severity.ERROR for problem in _problems(text))


@pytest.mark.parametrize(
    ("unseen", "found"),
    [
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u200b", "U+200B"),
        ("\u200d", "U+200D"),
        ("\u200f", "U+200F"),
        ("\ufeff", "U+FEFF"),
        ("\u2060", "U+2060"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028"),
        ("\U000e0041", "U+E0041"),
    ],
)
def test_unseen_characters_are_errors(unseen: str, found: str) -> None:
    """Wherever they stand, code included; one finding a line."""
    assert _brief(f"甲\n退货{unseen}率{unseen}") == [("BODY-CONTROL-CHARACTER", found, "error")]
    assert _brief(f"`退{unseen}`") == [("BODY-CONTROL-CHARACTER", found, "error")]


def test_all_problems_come_in_the_order_of_their_places() -> None:
    """So that a contributor mends a file from top to bottom."""
    text = "#背景\n\n<br>\n\n[x](javascript:x) ![y](https://i.example/y.png)\n\n甲\u200b"
    assert [problem.code for problem in _problems(text)] == [
        "BODY-NOT-MARKDOWN",
        "BODY-RAW-HTML",
        "BODY-LINK-SCHEME",
        "BODY-IMAGE-REMOTE",
        "BODY-CONTROL-CHARACTER",
    ]


@given(st.text(alphabet="*_`[]()!<>#-|:~\\\"'&;=@^ \n\t1a中，。·＃＊\u200b", max_size=200))
@settings(max_examples=200, deadline=None)
@example("[x](")
@example("> ```\n<!--")
def test_any_text_is_read_to_its_end(text: str) -> None:
    """Never an exception, and every place lies inside the text."""
    lines = text.split("\n")
    for problem in _problems(text):
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_code_has_its_words(language: str) -> None:
    """What is wrong, how it is mended, and an example of both."""
    file = Path(huiguan.wording.__file__).parent / language / "body.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["problem"]
    assert set(entries) == {
        "BODY-RAW-HTML",
        "BODY-COMMENT-OPEN",
        "BODY-LINK-SCHEME",
        "BODY-IMAGE-REMOTE",
        "BODY-NOT-MARKDOWN",
        "BODY-FOOTNOTE-TWICE",
        "BODY-FOOTNOTE-MISSING",
        "BODY-FOOTNOTE-UNREAD",
        "BODY-FENCE-OPEN",
        "BODY-LIST-DEEP",
        "BODY-TOO-COMPLEX",
        "BODY-LINE-TOO-LONG",
        "BODY-CONTROL-CHARACTER",
    }
    assert all({"says", "remedy", "bad", "good"} <= entry.keys() for entry in entries.values())


@pytest.mark.parametrize(
    "code", ["BODY-RAW-HTML", "BODY-COMMENT-OPEN", "BODY-LINK-SCHEME", "BODY-IMAGE-REMOTE", "BODY-NOT-MARKDOWN"]
)
def test_the_examples_in_the_words_are_true(code: str) -> None:
    """The wrong one gives this very problem, the right one gives none."""
    entry = words_of("zh-Hans").group(f"problem.{code}")
    assert code in {problem.code for problem in _problems(entry["bad"])}
    assert _problems(entry["good"]) == []


def test_a_problem_reads_as_a_sentence() -> None:
    """With what was typed and what would be right."""
    message = words_of("zh-Hans").message(_problems("#背景")[0])
    assert message.says == "「#背景」不是 Markdown 的写法，会原样显示。"
    assert message.remedy == "改成：# 背景"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "按支付日算[^支付]，见[^支付]\n",
            [
                "建议 content/cases/tea.md:8:6 body [BODY-FOOTNOTE-MISSING]",
                "  注释 [^支付] 没有写，页面上只会原样显示这个记号。",
                "  在文末另起一行写上「[^支付]: 」和注释的话；用不着就删掉这个记号。",
            ],
            id="a reference to no note, told once",
        ),
        pytest.param(
            "甲[^Source]\n\n[^soruce]: 乙\n",
            [
                "建议 content/cases/tea.md:8:2 body [BODY-FOOTNOTE-MISSING]",
                "  注释 [^Source] 没有写，页面上只会原样显示这个记号。是不是 [^soruce]？",
                "  改成 [^soruce]；或者在文末另起一行写上「[^Source]: 」和注释的话。",
            ],
            id="a misspelt label, told at one end",
        ),
        pytest.param(
            "甲\n\n[^2]: 乙\n",
            [
                "建议 content/cases/tea.md:10:1 body [BODY-FOOTNOTE-UNREAD]",
                "  注释 [^2] 写了，正文里却没有引用它，页面上不会有这条注释。",
                "  在正文要注释的地方写上 [^2]；用不着就删掉这条注释。",
            ],
            id="a note that nothing leads to",
        ),
        pytest.param(
            "甲[^1]\n\n[^1]： 乙\n",
            [
                "建议 content/cases/tea.md:10:1 body [BODY-NOT-MARKDOWN]",
                "  「[^1]： 乙」不是 Markdown 的写法，会原样显示。",
                "  改成：[^1]: 乙",
            ],
            id="a note with a full-width colon",
        ),
        pytest.param("甲[^A] `[^x]` \\[^y]\n\n    [^z]\n\n> [^a]: 乙[^c]\n\n[^c]: 丙\n", [], id="each leads to the other"),
        pytest.param(
            "甲\n\n```text\n乙\n\n## 结果\n",
            [
                "建议 content/cases/tea.md:10:1 body [BODY-FENCE-OPEN]",
                "  代码从「```text」这一行开始，却一直没有结束，后面的正文都会显示成代码。",
                "  在代码的下一行单独写上 ```；不是代码就删掉这一行。",
            ],
            id="a fence that never closes",
        ),
        pytest.param("- 甲\n  ```\n  乙\n\n丙\n\n~~~~\n```\n~~~~\n", [], id="fences that end"),
        pytest.param(
            f"{'- ' * 60}甲\n",
            [
                "要改 content/cases/tea.md:8:1 body [BODY-LIST-DEEP]",
                "  列表套了 60 层，上限是 16 层。",
                "  拆成几个列表，或者改用小标题。如果是从别处粘贴来的，看看每行前面的空格。",
            ],
            id="lists beyond reason",
        ),
        pytest.param(
            f"{'> ' * 60}甲\n",
            [
                "要改 content/cases/tea.md:8:1 body [BODY-TOO-COMPLEX]",
                "  这里的符号太多或套得太深：> × 60，上限是 16。",
                "  拆成几段或几张表。如果是从别处粘贴来的，多半带进了乱码，重新粘贴成纯文本。",
            ],
            id="quotes beyond reason",
        ),
    ],
)
def test_what_markdown_would_swallow_is_told(tmp_path: Path, text: str, lines: list[str]) -> None:
    """Notes without a mark, marks without a note, and code without an end show otherwise than their writer meant."""
    assert lines_told(check_club_of(tmp_path, {"content/cases/tea.md": a_case(f"\n{text}")})) == lines
