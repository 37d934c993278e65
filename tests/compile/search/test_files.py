"""The files of the index: one manifest under a fixed name, the rest in a folder that is named after all of them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from huiguan.compile.address import Addresses
from huiguan.compile.output import File
from huiguan.compile.search.document import Document, Section
from huiguan.compile.search.files import FOLDER, LONGEST_TEXT, MANIFEST, files_of
from huiguan.compile.search.index import index_of
from huiguan.wording import words_of

TEA = Document(
    path="cases/tea/index.md",
    kind="case",
    title="茶叶店的退貨率",
    summary="先讲缺点。",
    date="2026-03-01",
    words=("抖音",),
    sections=(Section(text="开头。"), Section(anchor="a", heading="背景", text="原叶茶。")),
)
TALK = Document(path="events/talk/index.md#d", kind="event", title="夜谈 live")


def written(*documents: Document, phrases: dict[str, list[str]] | None = None) -> list[File]:
    """The files of an index of these documents."""
    addresses = Addresses("https://a.example/", use_directory_urls=True)
    return list(files_of(documents, index_of(documents), phrases or {}, addresses=addresses, words=words_of("zh-Hans")))


def manifest(files: list[File]) -> dict[str, Any]:
    """What the browser reads first."""
    (found,) = [file for file in files if file.path == MANIFEST]
    content: dict[str, Any] = json.loads(found.read())
    return content


def part(files: list[File], name: str) -> Any:  # noqa: ANN401 - JSON
    """One of the files that lie in the folder of the version."""
    return json.loads(next(file.read() for file in files if file.path.endswith(f"/{name}")))


def test_the_same_documents_make_the_same_files() -> None:
    """Byte for byte, in the same order."""
    assert [(file.path, file.read()) for file in written(TEA, TALK)] == [(file.path, file.read()) for file in written(TEA, TALK)]


@pytest.mark.parametrize(
    "changed",
    [
        replace(TEA, title="茶叶店的退货"),
        replace(TEA, date="2026-03-02"),
        replace(TEA, path="cases/other/index.md"),
        replace(TEA, weight=0.5),
        replace(TEA, tag="没做成"),
        replace(TEA, sections=(Section(text="开头！"),)),
    ],
    ids=["title", "date", "path", "weight", "tag", "text"],
)
def test_whatever_changes_changes_the_folder(changed: Document) -> None:
    """So that an old file is never taken for a new one; nothing lies beside manifest and folder."""
    before, after = written(TEA, TALK), written(changed, TALK)
    versions = [manifest(files)["version"] for files in (before, after)]
    assert versions[0] != versions[1]
    for files, version in zip((before, after), versions, strict=True):
        assert {file.path.removeprefix(f"{FOLDER}/").partition("/")[0] for file in files} == {"index.json", version}


def test_the_manifest_says_what_there_is() -> None:
    """As many shards, sounds, characters and letters as there are files."""
    files = written(TEA, TALK)
    told = manifest(files)
    names = [file.path.rpartition("/")[2] for file in files]
    assert told["documents"] == len([name for name in names if name.startswith("r") and name[1].isdigit()]) == 2
    assert told["shards"] == len([name for name in names if name.endswith(".bin")])
    assert told["sounds"] == len([name for name in names if name.startswith("s") and name[1].isdigit()])
    assert told["characters"] == len([name for name in names if name.startswith("c") and name[1].isdigit()])
    assert {f"w{letter}.json" for letter in told["letters"]} == {name for name in names if name.startswith("w")}
    assert told["kinds"]["case"] == "案例"
    assert names[0] == "index.json"


def test_only_the_characters_that_occur_are_converted() -> None:
    """貨 is of use, since 货 occurs; most of the table is not sent."""
    told = manifest(written(TEA))
    table = dict(zip(told["traditional"], told["simplified"], strict=True))
    assert table["貨"] == "货"
    assert table["葉"] == "叶"
    assert "龜" not in table
    assert "龜" in manifest(written(TEA, phrases={"龟甲": ["龟 甲\n背景"]}))["traditional"]


def test_a_record_holds_what_a_result_shows() -> None:
    """Its address too, with the anchor at which it stands."""
    files = written(TEA, TALK)
    shown = ["case", "茶叶店的退貨率", "cases/tea/", "", "2026-03-01", "", "先讲缺点。"]
    assert part(files, "r0.json") == [*shown, [["", "", "开头。"], ["a", "背景", "原叶茶。"]]]
    assert part(files, "r1.json")[2] == "events/talk/#d"


def test_a_mark_in_the_name_of_a_page_is_no_anchor() -> None:
    """`a#b.md` is one page; only what stands behind the name of a source file is a place on it."""
    pages = [replace(TALK, path=path) for path in ("甲#乙.md", "甲#乙/index.md#丙")]
    files = written(*pages)
    assert part(files, "r0.json")[2] == "%E7%94%B2%23%E4%B9%99/"
    assert part(files, "r1.json")[2] == "%E7%94%B2%23%E4%B9%99/#丙"
    assert [title[2] for title in part(files, "titles.json")] == [part(files, f"r{n}.json")[2] for n in (0, 1)]


def test_a_long_text_is_quoted_from_its_beginning() -> None:
    """1,600 characters; headings are kept to the end, since they are landed on."""
    long = replace(TEA, sections=tuple(Section(anchor=f"a{n}", heading=f"第{n}节", text="长" * 700) for n in range(6)))
    sections = part(written(long), "r0.json")[7]
    assert [len(text) for _, _, text in sections] == [700, 700, LONGEST_TEXT - 1400, 0, 0, 0]
    assert [anchor for anchor, _, _ in sections] == [f"a{n}" for n in range(6)]


def test_a_club_without_anything_has_an_index() -> None:
    """An empty one, with every file that the browser asks for."""
    files = written()
    assert (manifest(files)["documents"], manifest(files)["shards"], manifest(files)["sounds"]) == (0, 1, 1)
    assert part(files, "titles.json") == part(files, "facets.json")["days"] == []
