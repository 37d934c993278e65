"""Tests of the cut between front matter and body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiguan.read.front_matter import split_front_matter
from huiguan.read.record import Text
from huiguan.wording import words_of


@pytest.mark.parametrize(
    ("content", "yaml", "body"),
    [
        ("---\ntitle: 一\n---\n正文\n", Text(content="title: 一\n", line=2), Text(content="正文\n", line=4)),
        ("\n\n---  \na: b\n--- \n\n正文", Text(content="a: b\n", line=4), Text(content="\n正文", line=6)),
        ("---\n---\n", Text(content="\n", line=2), Text(content="", line=3)),
        ("---\na: b\n---", Text(content="a: b\n", line=2), Text(content="", line=4)),
        ("---\na: |\n  ---\n  b\n---\nc\n---\n", Text(content="a: |\n  ---\n  b\n", line=2), Text(content="c\n---\n", line=6)),
        ("---\na: b\n---\n结果: 好\n---\n", Text(content="a: b\n", line=2), Text(content="结果: 好\n---\n", line=4)),
        ("---\na: b\n---\nx: y\n\n正文\n\n---\n", Text(content="a: b\n", line=2), Text(content="x: y\n\n正文\n\n---\n", line=4)),
        ("---\na: b\n---\n\ntips:\n- c\n\n---\n", Text(content="a: b\n", line=2), Text(content="\ntips:\n- c\n\n---\n", line=4)),
    ],
    ids=["plain", "blanks", "empty", "no body", "a fence inside a text", "a heading", "a rule", "a list above a rule"],
)
def test_both_halves_know_their_first_line(content: str, yaml: Text, body: Text) -> None:
    """The lines of both halves are those of the file."""
    halves = split_front_matter(content, file="f.md")
    assert (halves.yaml, halves.body, halves.problems) == (yaml, body, ())


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("# 标题\n正文\n", 1, "文件开头没有写标题、作者这些信息的文件头。"),
        ("\n正文\n---\n", 2, "文件开头没有写标题、作者这些信息的文件头。"),
        ("---\ntitle: 一\n\n正文\n", 1, "文件头从这里开始，却一直没有结束。"),
        ("---", 1, "文件头从这里开始，却一直没有结束。"),
        ("———\ntitle: 一\n———\n正文\n", 1, "文件头的开头和结尾要用三个半角短横线，这里是「———」。"),
        ("---\ntitle: 一\n——\n正文\n", 3, "文件头的开头和结尾要用三个半角短横线，这里是「——」。"),
        ("----\ntitle: 一\n---\n", 1, "文件头的开头和结尾要用三个半角短横线，这里是「----」。"),
        ("－－－\ntitle: 一\n---\n", 1, "文件头的开头和结尾要用三个半角短横线，这里是「－－－」。"),
        ("---\ntitle: 一\n--\n正文\n", 3, "文件头的开头和结尾要用三个半角短横线，这里是「--」。"),
        ("---\ntitle: 一\n...\n正文\n", 3, "文件头的开头和结尾要用三个半角短横线，这里是「...」。"),
        (
            "---\ntitle: 一\n---\nvisibility: core\n---\n正文\n",
            3,
            "文件头到这一行的 --- 就结束了，下面的「visibility: core」不算数，只会当成正文。",
        ),
        (
            "---\ntitle: 一\n---\n\ntopics:\n  - 退货治理\n- 客服\n\n---\n正文\n",
            3,
            "文件头到这一行的 --- 就结束了，下面的「topics:」不算数，只会当成正文。",
        ),
    ],
)
def test_a_file_without_proper_front_matter_says_why(content: str, line: int, says: str) -> None:
    """The whole file is the body then, and the problem stands on the line to mend."""
    halves = split_front_matter(content, file="f.md")
    assert (halves.yaml, halves.body) == (None, Text(content=content))
    assert [(problem.place.line, words_of("zh-Hans").message(problem).says) for problem in halves.problems] == [(line, says)]


@given(st.text(alphabet="-—a: \n", max_size=60))
def test_nothing_of_a_file_is_lost(content: str) -> None:
    """Each half is found in the file at the line that it names."""
    halves = split_front_matter(content, file="f.md")
    lines = content.split("\n")
    for half in (halves.yaml, halves.body):
        if half is not None and half.content.strip():
            own = half.content.split("\n")
            start = half.line - 1
            assert lines[start : start + len(own) - 1] == own[:-1]
