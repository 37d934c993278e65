"""A document and what an export makes of it."""

import json
from collections.abc import Iterable
from typing import Any

from huiguan.compile.address import Addresses
from huiguan.compile.facet import Value
from huiguan.compile.output import File
from huiguan.compile.search.document import Document, Section
from huiguan.compile.search.export_record import Record, record_of
from huiguan.wording import words_of

GROUPS = (
    (("退货", "退貨", "退件", "return", "货"), ("退货", "退貨", "退件", "return", "货")),
    (("服饰鞋包", "Apparel and shoes", "Apparel", "Shoes"), ("服饰鞋包", "Apparel and shoes")),
    (("内容组", "工作组"), ("工作组",)),
    (("独一个",), ("独一个",)),
)
DOCUMENT = Document(
    path="cases/fewer-returns.md",
    kind="case",
    title="把退货率降下来",
    summary="先改详情页。",
    where="抖音 · 茶",
    tag="做成了",
    date="2026-11-21",
    names=("Fewer returns", "把退貨率降下來"),
    words=("退货治理", "陆知帆"),
    sections=(Section(text="先讲背景。"), Section(anchor="x", heading="教训", text="先看数据。"), Section(heading="空")),
    values=(Value(facet="platform", id="douyin", label="抖音"), Value(facet="year", id="2026", label="2026")),
)


def a_record(document: Document = DOCUMENT) -> Record:
    """The record of a document in Chinese words."""
    return record_of(document, Addresses("https://club.example.com/"), words_of("zh-Hans"))


def by_name(files: Iterable[File]) -> dict[str, bytes]:
    """The contents of files by their path."""
    return {file.path: file.read() for file in files}


def read_lines(content: bytes) -> list[Any]:
    """The values of a file with one in each line."""
    return [json.loads(line) for line in content.decode().split("\n") if line]
