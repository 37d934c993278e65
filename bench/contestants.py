"""Who is measured: Huiguan, and plain MkDocs with Material in a few settings, all on the same entries."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.aside import put_aside

# What a build leaves in its folder.
LEFT_OVERS = ("site", ".site.next", ".site.last", ".huiguan")
ROOT = Path(__file__).parent.parent
# Filled by `make bench` from bench/requirements.txt. Only the rival's process has it on its path: Material's search uses jieba
# wherever it can be imported, and Huiguan's build would pay for it too.
JIEBA_FOLDER = ROOT / "build" / "bench" / "jieba"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One way to build a corpus: which of its two trees, and what the process may import besides."""

    name: str
    tree: str
    jieba: bool = False
    search: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One clean build: seconds, seconds of user and system time, MiB of the largest process, files and MiB written."""

    wall: float
    cpu: float
    peak_mib: float
    files: int
    mib: float


OURS = Contestant(name="Huiguan", tree="club")
RIVAL = Contestant(name="MkDocs + Material + search, jieba", tree="plain", jieba=True)
MORE = (
    Contestant(name="MkDocs + Material + search, no jieba", tree="plain"),
    Contestant(name="MkDocs + Material, no search", tree="plain", search=False),
)


class BuildFailedError(Exception):
    """A measured build failed; holds the end of what it said."""


def why_not_fair() -> str | None:
    """What stands in the way of a fair run, or None."""
    if find_spec("jieba"):
        return "jieba is installed beside Huiguan, so that nobody can be measured without it: uninstall it"
    if not (JIEBA_FOLDER / "jieba").is_dir():
        return f"the rival has no jieba: pip install --no-deps --target {JIEBA_FOLDER} --requirement bench/requirements.txt"
    return None


def measure(contestant: Contestant, corpus: Path) -> Measured:
    """One clean build of a corpus.

    Raises:
        BuildFailedError: The build failed.
    """
    folder = corpus / contestant.tree
    for name in LEFT_OVERS:
        put_aside(folder / name)
    settings = folder / "mkdocs.yml"
    kept = settings.read_text(encoding="utf-8")
    if not contestant.search:
        settings.write_text(kept.replace("  - search: {lang: zh}\n", "  []\n"), encoding="utf-8")
    try:
        return _built(contestant, folder)
    finally:
        settings.write_text(kept, encoding="utf-8")


def _built(contestant: Contestant, folder: Path) -> Measured:
    paths = [str(JIEBA_FOLDER)] if contestant.jieba else []
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    script = str(ROOT / "bench" / "build_once.py")
    done = subprocess.run([sys.executable, script, str(folder)], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailedError(f"{contestant.name}: {done.stderr.strip()[-2000:]}")
    return Measured(**json.loads(done.stdout))
