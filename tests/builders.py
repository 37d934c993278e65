"""Small clubs for tests: each builder gives a valid record and takes only what is different."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from huiguan.check import Checked
from huiguan.engines.report import one_text
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, check, read
from huiguan.wording import words_of

TODAY = date(2026, 11, 21)
CLUB = {
    "huiguan": "1",
    "name": "潮汐电商俱乐部",
    "url": "https://tide.example.com/",
    "uid_domain": "tide.example.com",
}
CASE = {
    "title": "直播间退货率从 31% 降到 17%",
    "summary": "脚本先讲缺点，样茶先尝后泡，首单发货前确认。90 天退货率降了 13.8 个百分点。",
    "authors": "[lu-zhifan]",
    "topics": "[退货治理]",
}
EVENT = {
    "title": "周四夜谈",
    "kind": "线上分享",
    "summary": "每周四晚一个主题。",
    "start": "2026-11-26 20:00",
}
MEMBER = {
    "name": "陆知帆",
    "persona": "从业者",
    "tier": "full",
    "consent": '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}',
}
ORGANIZATION = {"name": "禾溪茶事", "kind": "品牌方"}
GROUP = {"name": "内容组", "kind": "圈子", "mission": "把做过的事写清楚。"}
TEMPLATE = {**CASE, "kind": "选品表", "files": "[{file: 表.csv}]", "version": '"1.0"'}
WHITEPAPER = {**CASE, "kind": "调研报告", "edition": '"2026"'}
TIERS = "full: {name: 正式会员, rank: 1, audience: 店主, admission: {mode: apply}}\n"
BODY = "\n## 背景\n\n我们是一家做原叶茶的小店。\n"

Files = Mapping[str, str | bytes]


def yaml_text(base: Mapping[str, str], changes: Mapping[str, str | None]) -> str:
    """The keys of a record with these changed, one a line as they are typed; None leaves a key out."""
    typed = {**base, **changes}
    return "".join(f"{key}: {value}\n" for key, value in typed.items() if value is not None)


def a_case(body: str = BODY, **changes: str | None) -> str:
    """The file of a case."""
    return f"---\n{yaml_text(CASE, changes)}---\n{body}"


def a_template(body: str = BODY, **changes: str | None) -> str:
    """The file of a template; it names the file 表.csv."""
    return f"---\n{yaml_text(TEMPLATE, changes)}---\n{body}"


def a_whitepaper(body: str = BODY, **changes: str | None) -> str:
    """The file of a white paper without chapters."""
    return f"---\n{yaml_text(WHITEPAPER, changes)}---\n{body}"


def an_event(**changes: str | None) -> str:
    """The file of an event."""
    return yaml_text(EVENT, changes)


def a_member(**changes: str | None) -> str:
    """The file of a member who may appear everywhere."""
    return yaml_text(MEMBER, changes)


def an_organization(**changes: str | None) -> str:
    """The file of an organization."""
    return yaml_text(ORGANIZATION, changes)


def a_group(**changes: str | None) -> str:
    """The file of a group."""
    return yaml_text(GROUP, changes)


def club_settings(**changes: str | None) -> str:
    """`club.yml`."""
    return yaml_text(CLUB, changes)


def with_people(files: Files) -> dict[str, str | bytes]:
    """The files of a club, to which come `club.yml`, one tier and one member where they are not among them."""
    always = {"club.yml": club_settings(), "members/tiers.yml": TIERS, "members/people/lu-zhifan.yml": a_member()}
    return {**always, **files}


def write_files(root: Path, files: Files) -> None:
    """Lays the files down below `root`."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def check_files(root: Path, files: Files, edition: Visibility = Visibility.PUBLIC) -> Checked:
    """What the rules say of exactly these files."""
    write_files(root, files)
    return check(read(root), Order(today=TODAY, edition=edition))


def check_club_of(root: Path, files: Files, edition: Visibility = Visibility.PUBLIC) -> Checked:
    """What the rules say of a club with these files, one tier and one member."""
    return check_files(root, with_people(files), edition)


def lines_told(checked: Checked, language: str = "zh-Hans") -> list[str]:
    """Every line that a contributor reads, as the report prints it."""
    words = words_of(language)
    return [line for problem in checked.problems for line in one_text(problem, words).split("\n")]


def codes_told(checked: Checked) -> list[str]:
    """The codes of all problems, in their order."""
    return [problem.code for problem in checked.problems]


def heads_told(checked: Checked) -> list[str]:
    """The first line of each problem: weight, place, field, code."""
    return [line for line in lines_told(checked) if not line.startswith(" ")]
