"""Asks the real search module under Node.js, over the index of any compiled club."""

import atexit
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from huiguan.compile.output import File

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "plugins/huiguan/theme/assets/javascripts"
ASK, TWINS = HERE / "ask.mjs", HERE / "twins.mjs"
# Fetch and modules as browsers have them came with version 18.
OLDEST_NODE = 18

Found = dict[str, Any]
"""What a search returns, as JSON."""


@cache
def _has_node() -> bool:
    if shutil.which("node") is None:
        return False
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.removeprefix("v").partition(".")[0]) >= OLDEST_NODE


needs_node = pytest.mark.skipif(not _has_node(), reason="Node.js 18 or newer is not installed")


def lay(folder: Path, search: Iterable[File]) -> Path:
    """A folder with the module and an index, as a site has them."""
    scripts = folder / "assets/javascripts"
    shutil.copytree(SCRIPTS / "search", scripts / "search")
    shutil.copy(SCRIPTS / "huiguan-search.js", scripts)
    # Older versions of Node.js take a file for a module only where this says so.
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for file in search:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.read())
    return folder


def ask(site: Path, *asked: str | Sequence[Any] | Mapping[str, Any]) -> list[Found]:
    """The answers to queries, `[query, options]` or what else `ask.mjs` knows, all asked of one index in their order."""
    return _said(ASK, site, asked)


def one(site: Path, query: str, **options: Any) -> Found:  # noqa: ANN401 - options of the module
    """The answer to one query."""
    return ask(site, [query, options])[0]


def urls(found: Found) -> list[str]:
    """The addresses that a search found, in their order."""
    return [hit["url"] for hit in found["hits"]]


def shown(pieces: Sequence[Sequence[Any]]) -> str:
    """A line of a result, with 【】 around what is marked."""
    return "".join(f"【{text}】" if is_match else text for text, is_match in pieces)


def twins(**asked: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - see twins.mjs
    """What the module's parts make of texts, words, shards and names."""
    return _said(TWINS, _module() / "assets/javascripts", asked)


@cache
def _module() -> Path:
    folder = Path(mkdtemp(prefix="huiguan-twins-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return lay(folder, [])


def _said(script: Path, folder: Path, asked: object) -> Any:  # noqa: ANN401 - JSON
    done = subprocess.run(
        ["node", str(script), str(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
