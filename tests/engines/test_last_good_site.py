"""A build that does not come through leaves the last good site, and says why in a sentence."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.little_club import CASE, MKDOCS, MODULE, environment, huiguan, little_club, run, site_of, wait_until, write

# One worker builds what several tests look at.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("last-good")]

# Breaks a build at the hook and in the way that the environment names.
HOOKS = """\
import logging, os, signal
from huiguan.problem import HuiguanError, Place, Problem

def _break(where):
    way = os.environ.get("BREAK_" + where.upper())
    if way == "raise":
        raise RuntimeError("broken")
    if way == "full":
        raise OSError(28, "No space left on device", "cases/index.html")
    if way == "warn":
        logging.getLogger("mkdocs.hooks").warning("suspicious")
    if way in ("SIGKILL", "SIGINT"):
        os.kill(os.getpid(), getattr(signal, way))

def on_pre_build(config):
    _break("start")
    search = os.environ.get("BREAK_SEARCH")
    if search:
        from huiguan.compile.search import files
        files.prove = {"endless": _endless, "unfound": _unfound}[search]

def _endless(documents, shards):
    while True:
        os.makedirs(".site.next/late", exist_ok=True)
        open(".site.next/late/x", "w").close()

def _unfound(documents, shards):
    raise HuiguanError(Problem(code="SEARCH-UNFOUND", place=Place(file=documents[0].path), found=documents[0].title))

def on_env(env, config, files):
    _break("middle")

def on_post_page(output, page, config):
    _break("page" if page.url == "people/" else "other")

def on_post_build(config):
    _break("end")
"""
SECOND = CASE.replace("把退货率降下来", "第二篇")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club with a good site, and with a change that the next build would show."""
    root = little_club(tmp_path_factory.mktemp("club"), mkdocs=MKDOCS + "hooks: [breaks.py]\n", **{"breaks.py": HOOKS})
    done = run("mkdocs", "build", "--strict", at=root)
    assert done.returncode == 0, done.stderr
    return write(root, {"content/cases/second.md": SECOND})


@pytest.fixture
def club(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(built, tmp_path / "club")


def folders(root: Path) -> set[str]:
    return {path.name for path in root.iterdir() if path.name.startswith((".site", "site"))}


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"BREAK_MIDDLE": "raise"}, "RuntimeError: broken"),
        ({"BREAK_PAGE": "raise"}, "RuntimeError: broken"),
        ({"BREAK_END": "raise"}, "RuntimeError: broken"),
        ({"BREAK_PAGE": "warn"}, "Aborted with 1 warnings in strict mode!"),
        ({"BREAK_END": "warn"}, "Aborted with 1 warnings in strict mode!"),
        ({"BREAK_PAGE": "SIGINT"}, "Aborted!"),
        ({"BREAK_PAGE": "full"}, "Error: 要改 cases/index.html:1:1 [DISK-FULL]"),
        ({"BREAK_PAGE": "raise", "BREAK_SEARCH": "endless"}, "RuntimeError: broken"),
        ({"BREAK_PAGE": "SIGINT", "BREAK_SEARCH": "endless"}, "Aborted!"),
        ({"BREAK_SEARCH": "unfound"}, "[SEARCH-UNFOUND]"),
    ],
    ids=[
        "before the pages",
        "between pages",
        "after the pages",
        "a warning",
        "a warning at the end",
        "interrupted",
        "disk full",
        "while search is written",
        "interrupted while search is written",
        "search",
    ],
)
def test_a_failed_build_leaves_the_last_good_site(club: Path, way: dict[str, str], said: str) -> None:
    """However it fails, the site is the same to the byte, nothing lies beside it, and the next build goes through."""
    before = site_of(club / "site")
    done = run("mkdocs", "build", "--strict", at=club, **way)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert site_of(club / "site") == before
    assert folders(club) == {"site"}


def test_an_error_in_a_record_leaves_the_last_good_site(club: Path) -> None:
    """Nothing is written where a record must be mended; after it is, the new site stands."""
    before = site_of(club / "site")
    write(club, {"content/cases/second.md": SECOND.replace("选品", "选品品")})
    done = huiguan("build", at=club)
    assert done.returncode == 1
    assert "没有建站：先改好上面的问题。" in done.stderr
    assert "Traceback" not in done.stderr
    assert site_of(club / "site") == before
    write(club, {"content/cases/second.md": SECOND})
    assert huiguan("build", at=club).returncode == 0
    assert "cases/second/index.html" in site_of(club / "site")


def test_a_killed_build_leaves_the_last_good_site(club: Path) -> None:
    """At whatever moment a build is killed, the site stands; what it left is out of the way at the next start."""
    before = site_of(club / "site")
    for moment in ("BREAK_START", "BREAK_MIDDLE", "BREAK_PAGE", "BREAK_END"):
        assert run("mkdocs", "build", at=club, **{moment: "SIGKILL"}).returncode == -signal.SIGKILL
        assert site_of(club / "site") == before
    assert run("mkdocs", "build", at=club).returncode == 0
    assert "cases/second/index.html" in site_of(club / "site")
    assert folders(club) == {"site"}


def test_who_reads_the_site_after_the_build_finds_it_where_it_was_asked_for(club: Path) -> None:
    """`gh-deploy` takes the folder from the configuration once all plugins are through."""
    script = (
        "from mkdocs.config import load_config\n"
        "from mkdocs.commands.build import build\n"
        "config = load_config('mkdocs.yml')\n"
        "config.plugins.on_startup(command='gh-deploy', dirty=False)\n"
        "build(config)\n"
        "config.plugins.on_shutdown()\n"
        "from pathlib import Path\n"
        "print(Path(config.site_dir).name, (Path(config.site_dir) / 'cases/second/index.html').is_file())\n"
    )
    (club / "deploy.py").write_text(script)
    assert run("deploy", at=club).stdout.split() == ["site", "True"]


def test_a_program_that_only_builds_gets_its_site(club: Path) -> None:
    """Whoever calls the host's build and nothing else is not left with a site that nobody puts in its place."""
    script = "from mkdocs.config import load_config\nfrom mkdocs.commands.build import build\nbuild(load_config('mkdocs.yml'))\n"
    (club / "only.py").write_text(script)
    assert run("only", at=club).returncode == 0
    assert "cases/second/index.html" in site_of(club / "site")
    assert folders(club) == {"site"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 600 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_build_over_a_site_asks_its_host_for_nothing_outdated(tmp_path: Path) -> None:
    """Whether the site lies where the configuration has it is looked up in ways that the host will keep."""
    club = little_club(tmp_path / "club")
    for _ in ("first", "over it"):
        done = run("mkdocs", "build", at=club, fresh=True, PYTHONWARNINGS="always::DeprecationWarning")
        assert done.returncode == 0
        assert "DeprecationWarning" not in done.stderr


@pytest.mark.parametrize("command", [("mkdocs", "build"), ("huiguan", "build")], ids=" ".join)
def test_a_full_disk_is_said_in_a_sentence(club: Path, small_disk: Path, command: tuple[str, str]) -> None:
    """The site on a disk without room stays as it is; the command ends with 1 and without a traceback."""
    last = {"index.html": "old", "calendar/published.json": "{}"}
    write(small_disk / "site", last)
    asked = ("--site-dir", str(small_disk / "site"))
    done = huiguan("build", *asked, at=club) if command[0] == "huiguan" else run(*command, *asked, at=club)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "[DISK-FULL]" in said
    assert "磁盘满了" in said
    assert "Traceback" not in said
    assert "\\n" not in said
    assert site_of(small_disk) == {f"site/{name}": text.encode() for name, text in last.items()}


def test_a_site_that_cannot_be_made_is_said_in_a_sentence(club: Path) -> None:
    """A file in the way is named, in the host's command and in ours."""
    (club / "taken").write_text("mine")
    for done in (run("mkdocs", "build", "-d", "taken/site", at=club), huiguan("build", "--site-dir", "taken/site", at=club)):
        assert done.returncode == 1
        assert "[OUTPUT-FAILED]" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert (club / "taken").read_text() == "mine"


def test_no_link_in_the_place_of_our_folder_is_followed(tmp_path: Path) -> None:
    """A contribution may hold `.huiguan` as a link: nothing is written where it leads, not even for a club without `docs/`."""
    club, theirs = little_club(tmp_path / "club", mkdocs=None), write(tmp_path / "theirs", {"key.txt": "theirs"})
    (club / ".huiguan").symlink_to(theirs)
    done = huiguan("build", at=club)
    assert done.returncode == 1
    assert "[FILE-SYMLINK]" in done.stdout + done.stderr
    assert site_of(theirs) == {"key.txt": b"theirs"}


def test_two_builds_at_once_do_not_mix(club: Path) -> None:
    """The second is told that the first is at work; the first goes through."""
    lines = ["import os, time", "def on_env(env, config, files):", "    open('working', 'w').close()"]
    (club / "breaks.py").write_text("\n".join([*lines, "    time.sleep(60 if os.environ.get('SLOW') else 0)\n"]))
    command = [*MODULE, "mkdocs", "build"]
    with subprocess.Popen(
        command, cwd=club, env=environment(SLOW="1"), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as first:
        try:
            wait_until((club / "working").exists)
            second = run("mkdocs", "build", at=club)
        finally:
            first.kill()
    assert second.returncode == 1
    assert "[SITE-BUSY]" in second.stdout + second.stderr
    assert run("mkdocs", "build", at=club).returncode == 0
