"""A little club on disk, written anew for each test, and the commands of a newcomer run on it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from engines.warm_start import run_warm

CLUB = """\
huiguan: 1
name: 小馆
url: https://little.example.com/
uid_domain: little.example.com
edit_url: https://git.example.com/little/edit/main/
"""
TIERS = "friend:\n  name: 馆友\n  rank: 1\n  audience: 谁都可以来。\n  admission: {mode: open}\n"
LIN = """\
name: 林一舟
nickname: 一舟
persona: 创业者
tier: friend
consent: {given: true, on: 2026-09-01, version: "2026-09", scope: [directory_public]}
"""
CASE = """\
---
title: 把退货率降下来
summary: 一家卖茶的小店用三个月把退货率从三成降到一成七，先改详情页，再改发货，最后改客服话术。
authors: [lin-yizhou]
topics: [选品]
---

先讲背景。

## 教训

- 先看数据
"""
TALK = """\
title: 周四夜谈
kind: 线上分享
summary: 每周四晚上，一个人讲，大家问。
start: 2026-11-26 20:00
duration: 90m
speakers: [lin-yizhou]
"""
FILES: Mapping[str, str] = {
    "club.yml": CLUB,
    "members/tiers.yml": TIERS,
    "members/people/lin-yizhou.yml": LIN,
    "content/cases/fewer-returns.md": CASE,
    "events/thursday-talk.yml": TALK,
}
MKDOCS = "site_name: 小馆\nplugins:\n  - huiguan\n"
HOME = "# 欢迎\n\n[案例](cases/index.md)\n\n<!-- huiguan:events -->\n"
TODAY = "2026-11-21"
MODULE = (sys.executable, "-m")
HUIGUAN = (*MODULE, "huiguan")
# Python reads these as it starts.
READ_AT_START = {"PYTHONHASHSEED", "TZ", "LC_ALL"}


def write(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Writes files below `root`; None takes one away."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
    return root


def little_club(root: Path, *, mkdocs: str | None = MKDOCS, **more: str | bytes) -> Path:
    """The little club, with a hand-written home and configuration unless `mkdocs` is None."""
    write(root, FILES)
    if mkdocs is not None:
        write(root, {"mkdocs.yml": mkdocs, "docs/index.md": HOME})
    return write(root, more)


def environment(**values: str) -> dict[str, str]:
    """The environment of a command: nothing of ours is set but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUIGUAN_")}
    kept.pop("SOURCE_DATE_EPOCH", None)
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "HUIGUAN_TODAY": TODAY, **values}


def run(
    *command: str, at: Path, program: tuple[str, ...] = MODULE, fresh: bool = False, **values: str
) -> subprocess.CompletedProcess[str]:
    """Runs `python -m …`, or another program, in a folder; `fresh` where it must import all that it needs by itself."""
    asked, around = [*program, *command], environment(**values)
    if not fresh and program[:2] == MODULE and not values.keys() & READ_AT_START and "properdocs" not in command:
        return run_warm(asked[2], asked[3:], at, around)
    return subprocess.run(asked, cwd=at, env=around, capture_output=True, text=True, check=False, timeout=120)


def huiguan(*arguments: str, at: Path, fresh: bool = False, **values: str) -> subprocess.CompletedProcess[str]:
    """Runs our command in a folder."""
    return run(*arguments, at=at, program=HUIGUAN, fresh=fresh, **values)


def built_club(club: Path, **values: str) -> Path:
    """The public site of a club, built by the installed command; fails with what the command said where there is none."""
    done = run("build", at=club, program=(str(Path(sys.executable).with_name("huiguan")),), **values)
    assert done.returncode == 0, done.stdout + done.stderr
    return club / "site"


def wait_until(is_so: Callable[[], object], *, seconds: float = 60) -> None:
    """Returns once it is so; fails where it does not become so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def site_of(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
