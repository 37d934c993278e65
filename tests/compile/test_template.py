"""Pages of templates: what to take away, a look into it, and how to use it."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from builders import a_template
from full_club import full_club
from sites import Site, a_site


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("club"), full_club(), written=frozenset({"join.md"}))


def test_a_template_with_everything(full: Site) -> None:
    """Downloads, preview, columns, how to use it, who read the contract, trust, changes, where it was used."""
    text = full.text("toolkit/sheet.md")
    for words in (
        "合同范本",
        "v1.0",
        "最近试用 2026-11-01",
        "下载归类表（xlsx，5 kB）",
        "预览",
        "口感29",
        "每一列是什么",
        "例：口感",
        "某律师于 2026-10-01 审过，适用于中国大陆",
        "只作参考",
        "加一列",
        "用过的案例",
    ):
        assert words in text, words


def test_the_button_for_how_to_use_it_leads_there(full: Site, tmp_path: Path) -> None:
    """It is there when the text says how, under whichever of its names; without such a part there is none."""
    (button,) = [link for link in full.all("toolkit/sheet.md", "a") if link.text == "怎么用"]
    assert button.attributes["href"] == "#reuse"
    assert full.dead_links() == []
    site = a_site(
        tmp_path, {"content/templates/t/index.md": a_template("\n## 背景\n\n字。\n"), "content/templates/t/表.csv": "a\n"}
    )
    assert "怎么用" not in site.links("toolkit/t.md")


@pytest.mark.parametrize(
    ("name", "title", "shown"),
    [
        ("表.csv", None, "下载表（csv，1 kB）"),
        ("表.v2.csv", None, "下载表.v2（csv，1 kB）"),
        ("表.CSV", "总表", "下载总表（csv，1 kB）"),
        ("用法.md", None, "下载用法（md，1 kB）"),
    ],
)
def test_what_stands_on_a_download(tmp_path: Path, name: str, title: str | None, shown: str) -> None:
    """The title or the file's own name, its kind and its size."""
    files = f"[{{file: {name}, title: {title}}}]" if title else f"[{{file: {name}}}]"
    site = a_site(tmp_path, {"content/templates/t/index.md": a_template(files=files), f"content/templates/t/{name}": "a\n"})
    assert [link.text for link in site.all("toolkit/t.md", "a") if "download" in link.attributes] == [shown]
    assert site.dead_links() == []


def test_attachments_are_offered_beside_the_files(tmp_path: Path) -> None:
    """What a template brings along can be taken away too; a file that is named twice is one file."""
    changes = {
        "files": "[{file: 表.csv}, {file: 用法.md}, {file: 用法.md}]",
        "attachments": "[{file: 样例.csv, title: 填好的样例}, {file: 说明.md}]",
    }
    names = ("表.csv", "用法.md", "样例.csv", "说明.md")
    files = {"content/templates/t/index.md": a_template(**changes), **{f"content/templates/t/{name}": "a\n" for name in names}}
    site = a_site(tmp_path, files)
    assert "下载填好的样例（csv，1 kB）" in site.links("toolkit/t.md")
    assert [path for path in site.files if path.startswith("toolkit/t/")] == [
        "toolkit/t/样例.csv",
        "toolkit/t/用法.md.txt",
        "toolkit/t/表.csv",
        "toolkit/t/说明.md.txt",
    ]
    assert site.dead_links() == []


def test_the_outline_of_a_document(tmp_path: Path) -> None:
    """A Word file shows its headings, so that a phone needs no office program."""
    document = Document()
    document.add_heading("第一部分 <话术>", 1)
    document.add_paragraph("正文")
    document.add_heading("", 2)
    document.add_heading("第二部分", 2)
    content = BytesIO()
    document.save(content)
    files = {
        "content/templates/t/index.md": a_template(files="[{file: 稿.docx}]"),
        "content/templates/t/稿.docx": content.getvalue(),
    }
    site = a_site(tmp_path, files)
    text = site.text("toolkit/t.md")
    assert "第一部分 <话术>" in text
    assert "第二部分" in text
    assert site.pages["toolkit/t.md"].contents[0].id == "preview"


def test_a_sheet_without_anything_has_no_preview(tmp_path: Path) -> None:
    """No heading stands over nothing, and the contents list does not name it."""
    site = a_site(tmp_path, {"content/templates/t/index.md": a_template(), "content/templates/t/表.csv": "a\n"})
    assert "preview" not in {entry.id for entry in site.pages["toolkit/t.md"].contents}
    assert not [entry for entry in site.all("toolkit/t.md", "h2") if entry.attributes.get("id") == "preview"]


@pytest.mark.parametrize(("version", "shown"), [("1.0", "v1.0"), ("v1.0", "v1.0"), ("1.0-dev", "v1.0-dev")])
def test_the_version_has_one_v(tmp_path: Path, version: str, shown: str) -> None:
    """However it was typed."""
    files = {"content/templates/t/index.md": a_template(version=f'"{version}"'), "content/templates/t/表.csv": "a\n"}
    (meta, *_) = a_site(tmp_path, files).all("toolkit/t.md", class_="hg-fig")
    assert meta.text == shown
