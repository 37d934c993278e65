"""A Markdown text as search takes it."""

import pytest

from huiguan.compile.search.body import Passage, passages, plain

PLAIN = [
    ("", ""),
    ("先讲**缺点**，再讲*好处*。", "先讲缺点，再讲好处。"),
    ("一行\n又一行", "一行又一行"),
    ("one\ntwo", "one two"),
    ("[看这里](../cases/a.md#b) 和 ![图](图.png)", "看这里 和 图"),
    ('[带题](a.md "题") [引用][1] [裸](<a b.md>)', "带题 引用 裸"),
    ("- 一\n- [x] 二\n  还是二\n3. 三\n\n> 引一\n> 引二", "一 二还是二 三 引一引二"),
    ("一段\n\n又一段\n \t\n再一段", "一段 又一段 再一段"),
    ("| 款 | 价 |\n| --- | ---: |\n| 甲 | 1 |", "款 价 甲 1"),
    ("> [!NOTE]\n> 注意", "注意"),
    ("正文[^1]。\n\n[^1]: 脚注\n\n[链]: https://a.example/", "正文。 脚注"),
    ("a &amp; b &lt;c&gt; &#20140;", "a & b <c> 京"),
    ("R&D ?a=1&not=2", "R&D ?a=1&not=2"),
    ("snake_case __init__ _斜_", "snake_case init 斜"),
    ("`SKU` \\*不斜\\* ~~删~~", "SKU *不斜* 删"),
    ("一个<br>换行 <b>粗</b>", "一个 换行 粗"),
    ("3 < 5 且 7 > 2", "3 < 5 且 7 > 2"),
]


@pytest.mark.parametrize(("markdown", "words"), PLAIN)
def test_marks_are_taken_off(markdown: str, words: str) -> None:
    """What a reader sees, in one line."""
    assert plain(markdown) == words


def test_a_text_is_parted_at_its_headings() -> None:
    """The lead first; an id of its own is said; front matter and comments say nothing."""
    text = "---\ntitle: 题\n---\n<!-- 不说 -->\n前言\n\n# 题 #\n\n一\n\n## 在 C#\n\n### 自己的 {#own}\n二\n"
    assert list(passages(text)) == [
        Passage(text="前言"),
        Passage(heading="题", text="一"),
        Passage(heading="在 C#"),
        Passage(heading="自己的", text="二", own_id="own"),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~", "    ```"])
def test_a_comment_in_code_is_no_heading(fence: str) -> None:
    """Code is text: it is found, and heads nothing."""
    text = f"## 步骤\n\n{fence}sh\n# 先装好\nmake site\n{fence}\n\n## 之后\n"
    assert [entry.heading for entry in passages(text)] == ["", "步骤", "之后"]
    assert "先装好 make site" in list(passages(text))[1].text


def test_code_that_is_never_closed_ends_with_the_text() -> None:
    """As on the page."""
    assert [entry.heading for entry in passages("## 一\n\n```\n# 二\n\n# 三\n")] == ["", "一"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "# ",
        "# a" + " " * 40,
        "|" + " " * 40,
        "[a](",
        "<a",
        "```\n",
        "{#a ",
        "&a",
        "_",
        "> ",
        "~~~ a\n",
        "[a](<",
        "\\",
        "![",
    ],
)
def test_a_hostile_text_takes_no_longer_than_any_other(piece: str) -> None:
    """A hundred thousand characters of one mark; quadratic work would go on for minutes, and the run would be stopped."""
    text = f"# {piece * (100_000 // len(piece))}x"
    assert len(list(passages(text))) <= 100_000


@pytest.mark.slow
@pytest.mark.parametrize("text", [f"a{'_' * 100_000}b", f"# {{#{'a' * 100_000}"])
def test_a_hostile_word_takes_no_longer_than_any_other(text: str) -> None:
    """One word without an end, marks inside it or an id that is never closed; the same promise."""
    assert len(list(passages(text))) <= 2


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("题\n===\n\n一\n\n节\n---\n\n二\n", [("题", "一"), ("节", "二")]),
        ("一\n\n---\n\n二\n", []),
        ("- 一\n---\n\n> 引\n---\n", []),
        ("| 款 |\n| --- |\n", []),
        ("```\n甲\n---\n乙\n```\n", []),
        ("    甲\n---\n", []),
    ],
)
def test_a_heading_may_be_underlined(markdown: str, expected: list[tuple[str, str]]) -> None:
    """By `=` or `-`; a line between paragraphs, under an item or in code heads nothing."""
    assert [(entry.heading, entry.text) for entry in passages(markdown) if entry.heading] == expected
