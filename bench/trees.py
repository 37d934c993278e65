"""The two folders that hold one corpus: a club for Huiguan, and plain pages for MkDocs with Material."""

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.entry import Entry, linked
from bench.events import TODAY

# Where a record of each kind lies in a club, without its ending.
RECORDS = {
    "case": "content/cases/{id}",
    "template": "content/templates/{id}/index",
    "whitepaper": "content/whitepapers/{id}/index",
    "event": "events/{id}",
    "member": "members/people/{id}",
    "organization": "members/organizations/{id}",
    "group": "members/groups/{id}",
}
# Where its page lies in plain docs. Not `templates/`: MkDocs leaves out a folder of that name.
PAGES = {
    "case": "cases/{id}.md",
    "template": "toolkit/{id}/index.md",
    "whitepaper": "whitepapers/{id}/index.md",
    "event": "events/{id}.md",
    "member": "people/{id}.md",
    "organization": "organizations/{id}.md",
    "group": "groups/{id}.md",
}
SECTIONS = {
    "case": "案例",
    "event": "活动",
    "member": "会员",
    "whitepaper": "白皮书",
    "template": "模板",
    "organization": "机构",
    "group": "小组",
}
_TEXTS = ("case", "template", "whitepaper")

CLUB = """huiguan: 1
name: {zh-Hans: 测量俱乐部}
url: https://bench.example.com/
uid_domain: bench.example.com
timezone: Asia/Shanghai
language: zh-Hans
"""
TIERS = """regular: {name: 普通会员, rank: 1, sees: members, audience: 手上有店的人。, admission: {mode: apply}}
core: {name: 核心会员, rank: 2, sees: core, audience: 长期给出真实数字的人。, admission: {mode: referral}}
"""
HOME = "---\ntitle: 首页\n---\n\n# 测量俱乐部\n\n把做过的生意，说清楚。\n"
HUIGUAN = f"""site_name: 测量俱乐部
site_url: https://bench.example.com/
theme: {{name: huiguan}}
plugins:
  - huiguan: {{today: "{TODAY}"}}
markdown_extensions: [attr_list, md_in_html, tables, footnotes, admonition]
"""
PLAIN = """site_name: 测量俱乐部
site_url: https://bench.example.com/
theme: {name: material, language: zh, font: false}
plugins:
  - search: {lang: zh}
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - footnotes
  - admonition
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
"""


def club_files(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The files of a club, by path."""
    files = {"club.yml": CLUB, "members/tiers.yml": TIERS, "docs/index.md": HOME}
    files["mkdocs.yml"] = HUIGUAN + _nav("首页: index.md", *(f"{SECTIONS[kind]}: {_index(kind)}" for kind in SECTIONS))
    for entry in entries:
        files |= _record(entry)
    return files


def plain_files(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The same entries as plain pages, by path; the nav holds the index page of each section, and that page lists the entries."""
    files = {"mkdocs.yml": PLAIN + _nav("首页: index.md", *(f"{SECTIONS[kind]}: {_index(kind)}" for kind in SECTIONS))}
    files["docs/index.md"] = HOME
    lists: dict[str, list[str]] = {kind: [] for kind in SECTIONS}
    for entry in entries:
        path = PAGES[entry.kind].format(id=entry.id)
        lists[entry.kind].append(
            f"- [{entry.title}]({posixpath.relpath(path, posixpath.dirname(_index(entry.kind)))})：{entry.summary}"
        )
        files |= {f"docs/{name}": text for name, text in _pages(entry, path).items()}
    for kind, rows in lists.items():
        files[f"docs/{_index(kind)}"] = f"# {SECTIONS[kind]}\n\n" + "\n".join(rows) + "\n"
    return files


def write_files(files: Mapping[str, str], folder: Path) -> None:
    """Writes files below a folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _index(kind: str) -> str:
    return PAGES[kind].partition("/")[0] + "/index.md"


def _nav(*rows: str) -> str:
    return "nav:\n" + "".join(f"  - {row}\n" for row in rows)


def _record(entry: Entry) -> dict[str, str]:
    stem = RECORDS[entry.kind].format(id=entry.id)
    if entry.kind not in _TEXTS:
        return {f"{stem}.yml": entry.fields}
    folder = posixpath.dirname(stem)

    def way(words: str, kind: str, target: str) -> str:
        if kind == "member":
            return f" @{target} "
        ending = ".md" if kind in _TEXTS else ".yml"
        return f"[{words}]({posixpath.relpath(RECORDS[kind].format(id=target) + ending, folder)})"

    files = {f"{stem}.md": f"---\n{entry.fields}---\n\n{linked(entry.body, way)}"}
    files |= {f"{folder}/{name}": linked(text, way) for name, text in entry.chapters.items()}
    return files | {f"{folder}/{name}": text for name, text in entry.files.items()}


def _pages(entry: Entry, path: str) -> dict[str, str]:
    folder = posixpath.dirname(path)

    def way(words: str, kind: str, target: str) -> str:
        return f"[{words}]({posixpath.relpath(PAGES[kind].format(id=target), folder)})"

    tags = ", ".join(f'"{tag}"' for tag in dict.fromkeys(entry.tags))
    facts = "\n".join(("| 项 | 内容 |", "| --- | --- |", *(f"| {label} | {value} |" for label, value in entry.facts)))
    offered = "".join(f"- [{name}]({name})\n" for name in (*entry.chapters, *entry.files))
    head = f'---\ntitle: "{entry.title}"\ndescription: "{entry.summary}"\ntags: [{tags}]\n---\n\n'
    top = f"{head}# {entry.title}\n\n{entry.summary}\n\n"
    pages = {path: f"{top}{linked(facts, way)}\n\n{linked(entry.body, way)}\n{offered}"}
    pages |= {f"{folder}/{name}": f"# {entry.title}\n\n{linked(text, way)}" for name, text in entry.chapters.items()}
    return pages | {f"{folder}/{name}": text for name, text in entry.files.items()}
