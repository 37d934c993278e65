"""The pages of reference in docs/ are those that the models and the words give now."""

from pathlib import Path

import pytest

from huiguan.engines.reference import reference_pages, write_reference
from huiguan.model.club import MODELS

DOCS = Path(__file__).parents[2] / "docs"
RENEW = "stale: renew it with `python -m huiguan.engines.reference`"


@pytest.mark.parametrize("path", sorted(reference_pages()))
def test_a_page_is_not_stale(path: str) -> None:
    """What is committed is what would be written."""
    assert (DOCS / path).read_text("utf-8") == reference_pages()[path], RENEW


def test_no_page_is_left_over() -> None:
    """The folder holds the pages of reference and nothing that is no longer one."""
    assert {path.relative_to(DOCS).as_posix() for path in (DOCS / "reference").rglob("*.md")} == set(reference_pages())


def test_every_kind_has_a_page() -> None:
    """Each kind of record, the settings and the problems have a page of their own, and the index leads to all."""
    pages = reference_pages()
    names = {*MODELS, "club", "problems"}
    assert {f"reference/{name}.md" for name in (*names, "index")} == set(pages)
    assert all(f"]({name}.md)" in pages["reference/index.md"] for name in names)


def test_a_row_tells_a_field() -> None:
    """A row has the key, its label, what it takes, whether it must be there, what counts without it, and why."""
    assert "| `title` | 标题 | 一行文字 | 必填 | — | 6 到 40 个字最好。 |\n" in reference_pages()["reference/case.md"]
    row = "| `outcome` | 结果 | 选一个：success（做成了）、partial（做成一半）、failed（没做成）、ongoing（进行中） |  | — |  |\n"
    assert row in reference_pages()["reference/case.md"]


def test_a_sentence_is_shown_as_a_pattern() -> None:
    """Values stand in angle brackets, and no sign in a sentence is read as HTML or Markdown."""
    page = reference_pages()["reference/problems.md"]
    assert "没有「〈现在写的〉」这个〈哪类词〉。最接近的是「〈最接近的〉」。" in page
    assert "这里不支持合并写法「&lt;&lt;」。" in page


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    """The same models and words give the same bytes."""
    write_reference(tmp_path)
    first = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    write_reference(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == first
    assert len(first) == len(reference_pages())
