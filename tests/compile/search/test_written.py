"""Hand-written pages as documents. That their anchors are those of the built page is shown in `tests/search/test_landing.py`."""

import pytest

from huiguan.compile.search.document import WEIGHT_OF_PAGES, Document
from huiguan.compile.search.written import WrittenPage, documents_of_written


def document(markdown: str, path: str = "join.md", **more: str) -> Document:
    """The document of one page."""
    (found,) = documents_of_written((WrittenPage(path=path, markdown=markdown, **more),), "潮汐")  # type: ignore[arg-type]
    return found


def anchors(markdown: str) -> list[str]:
    """The anchors of its headings, in their order."""
    return [section.anchor for section in document(markdown, title="别的").sections if section.heading]


@pytest.mark.parametrize(
    ("path", "title", "markdown", "expected"),
    [
        ("join.md", "", "# 怎么加入\n", "怎么加入"),
        ("join.md", "front matter 里的", "# 怎么加入\n", "front matter 里的"),
        ("how-to-join.md", "", "没有标题。\n", "how to join"),
        ("guide/index.md", "", "没有标题。\n", "guide"),
        ("index.md", "", "# 欢迎\n", "潮汐"),
    ],
)
def test_a_page_has_a_title(path: str, title: str, markdown: str, expected: str) -> None:
    """Its own, that of its first heading, or its file's name; the home goes by the club's name, and by its own too."""
    found = document(markdown, path, title=title)
    assert found.title == expected
    assert found.names == (("欢迎",) if path == "index.md" else ())


def test_the_title_is_no_section() -> None:
    """A page opens at its top; what stands under the title belongs to it."""
    found = document("# 怎么加入\n\n先看公约。\n\n## 会费\n\n九百八十元。\n")
    assert [(section.anchor, section.heading, section.text) for section in found.sections] == [
        ("", "", "先看公约。"),
        ("会费", "会费", "九百八十元。"),
    ]
    assert found.summary == "先看公约。"


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["重复", "重复", "重复"], ["重复", "重复_1", "重复_2"]),
        (["甲_1", "甲_1"], ["甲_1", "甲_2"]),
        (["？", "！"], ["_1", "_2"]),
        (["自己 {#own}", "Own"], ["own", "own_1"]),
        (["Own", "自己 {#own}"], ["own_1", "own"]),
        (["A & B", "R&amp;D"], ["a--b", "rd"]),
        (["`代码` **粗** [链](x.md)"], ["代码-粗-链"]),
    ],
)
def test_a_heading_has_the_id_that_the_engine_gives_it(headings: list[str], expected: list[str]) -> None:
    """Doubles are counted, ids of one's own come first."""
    assert anchors("".join(f"## {heading}\n\n字。\n\n" for heading in headings)) == expected


def test_a_page_weighs_less_than_what_members_wrote() -> None:
    """Unless it says otherwise."""
    assert document("x").weight == WEIGHT_OF_PAGES
    (heavy,) = documents_of_written((WrittenPage(path="a.md", markdown="x", boost=2.0),), "潮汐")
    assert heavy.weight == 2 * WEIGHT_OF_PAGES
