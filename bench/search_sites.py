"""Who is asked, and the sites they are asked on: the demo club and corpora, each built as its engine needs it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.contestants import JIEBA_FOLDER, ROOT, BuildFailedError
from bench.corpus import write_corpus
from bench.events import TODAY

WORK = ROOT / "build" / "bench" / "search"
PAGEFIND_FOLDER = ROOT / "build" / "bench" / "pagefind"
DEMO_PARTS = ("content", "docs", "events", "members", "board", "calendars", "vocabulary", "club.yml", "mkdocs.yml")
_OUR_PLUGIN = "  - huiguan\n"
# Material's own plugin: under a theme of another name, `search` is that of MkDocs, whose index its box does not read.
_MATERIAL_PLUGINS = "  - huiguan: {search: material}\n  - material/search: {lang: zh}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A way to search: its name in tables, and its driver in search_drivers.mjs."""

    name: str
    driver: str

    def worker_of(self, site: Path) -> str:
        """Where Material's worker lies, whose name changes with its version; the others need none."""
        found = sorted(site.glob("assets/javascripts/workers/search.*.min.js")) if self.driver == "material" else []
        return found[0].relative_to(site).as_posix() if found else ""


HUIGUAN = Engine(name="Huiguan", driver="huiguan")
MATERIAL = Engine(name="Material, lunr + jieba", driver="material")
PAGEFIND = Engine(name="Pagefind extended", driver="pagefind")
ENGINES = (HUIGUAN, MATERIAL, PAGEFIND)


def why_not_ready() -> str | None:
    """What is missing for a fair run, or None."""
    if not (JIEBA_FOLDER / "jieba").is_dir():
        return "jieba is missing: run `make bench-search`, which installs it beside the environment"
    if not (PAGEFIND_FOLDER / "pagefind_bin_extended").is_dir():
        return "Pagefind is missing: run `make bench-search`, which installs it beside the environment"
    return None


@cache
def demo_site(engine: Engine) -> Path:
    """The demo club's public site with the search of an engine."""
    if engine is PAGEFIND:
        return _with_pagefind(demo_site(HUIGUAN))
    folder = WORK / f"demo-{engine.driver}"
    shutil.rmtree(folder, ignore_errors=True)
    for source in (ROOT / name for name in DEMO_PARTS if (ROOT / name).exists()):
        _copy(source, folder / source.name)
    if engine is MATERIAL:
        settings = folder / "mkdocs.yml"
        settings.write_text(settings.read_text(encoding="utf-8").replace(_OUR_PLUGIN, _MATERIAL_PLUGINS), encoding="utf-8")
    return _built(engine, folder)


@cache
def corpus_site(engine: Engine, count: int) -> Path:
    """A corpus of `count` entries: as a club for us and for Pagefind, as plain pages for Material."""
    folder = corpus_folder(count)
    if engine is PAGEFIND:
        return _with_pagefind(corpus_site(HUIGUAN, count))
    return _built(engine, folder / ("plain" if engine is MATERIAL else "club"))


def corpus_folder(count: int) -> Path:
    """A corpus of `count` entries, written once: the same count gives the same bytes."""
    folder = WORK / f"{count}"
    if not (folder / "plain").is_dir():
        write_corpus(folder, count)
    return folder


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _built(engine: Engine, folder: Path) -> Path:
    command = ("huiguan", "build", "--today", str(TODAY)) if (folder / "club.yml").exists() else ("mkdocs", "build", "--quiet")
    program = str(Path(sys.executable).with_name(command[0]))
    jieba = {"PYTHONPATH": f"{JIEBA_FOLDER}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"} if engine is MATERIAL else {}
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200"} | jieba
    _run([program, *command[1:]], folder, environment)
    return folder / "site"


def _with_pagefind(site: Path) -> Path:
    """Pagefind over the pages of a site, their articles alone, as it would be set up by somebody who knows it."""
    program = PAGEFIND_FOLDER / "pagefind_bin_extended" / "pagefind_extended"
    program.chmod(0o755)
    options = ["--root-selector", "article", "--force-language", "zh", "--quiet"]
    _run([str(program), "--site", str(site), *options], site, dict(os.environ))
    return site


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailedError(f"{' '.join(command)} in {folder}: {(done.stderr or done.stdout).strip()[-2000:]}")
