"""The site's folder: a build takes its place as a whole, or not at all."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huiguan.compile.headers import headers
from huiguan.emit import NextSite
from huiguan.emit.site_folder import recover
from huiguan.problem import HuiguanError

NOBODY = (65534, 65534)
# Moves the new site in, and dies right after the move whose number is given.
DYING = """
import os, signal, sys
from pathlib import Path
from huiguan.emit import NextSite
moves, last = [], int(sys.argv[2])
rename = Path.rename
def counted(self, target):
    moved = rename(self, target)
    moves.append(target)
    if len(moves) == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return moved
build = NextSite(Path(sys.argv[1]), is_own=lambda: True)
(build.folder / "index.html").write_text("new")
Path.rename = counted
build.publish()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that is there already."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("old")
    (folder / "gone.html").write_text("old")
    return folder


def a_build(site: Path, text: str = "new") -> NextSite:
    build = NextSite(site, is_own=lambda: True)
    (build.folder / "index.html").write_text(text)
    return build


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_finished_build_takes_the_place_of_the_site(site: Path) -> None:
    """Afterwards the site is the new one alone, and nothing lies beside it."""
    a_build(site).publish()
    assert texts(site.parent) == {"site/index.html": "new"}


def test_a_first_build_needs_no_site(tmp_path: Path) -> None:
    """The folders on the way are made."""
    a_build(tmp_path / "srv" / "www" / "site").publish()
    assert texts(tmp_path) == {"srv/www/site/index.html": "new"}


def test_a_discarded_build_leaves_the_site_as_it_is(site: Path) -> None:
    """Nothing of the build is left."""
    a_build(site).discard()
    assert texts(site.parent) == {"site/gone.html": "old", "site/index.html": "old"}


@pytest.mark.parametrize(("moves", "stands"), [(1, "old"), (2, "new")], ids=["between the two moves", "after both"])
def test_a_build_that_is_killed_while_it_moves_loses_no_site(site: Path, moves: int, stands: str) -> None:
    """Killed between the moves, the last good site comes back at the next start; killed after them, the new one stays."""
    done = subprocess.run([sys.executable, "-c", DYING, str(site), str(moves)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert site.exists() is (stands == "new")
    build = NextSite(site, is_own=lambda: True)
    assert (site / "index.html").read_text() == stands
    assert list(build.folder.iterdir()) == []
    build.discard()
    assert {path.name for path in site.parent.iterdir()} == {"site"}


def test_recovery_tells_whether_it_had_to(site: Path) -> None:
    """A second start finds nothing to mend."""
    site.rename(site.with_name(".site.last"))
    assert recover(site)
    assert not recover(site)


def test_two_builds_of_one_site_do_not_mix(site: Path) -> None:
    """While one build is at work another one is told so; when it is through, or killed, the way is free."""
    build = a_build(site)
    with pytest.raises(HuiguanError, match="SITE-BUSY"):
        NextSite(site, is_own=lambda: True)
    build.publish()
    assert (site / "index.html").read_text() == "new"
    other = multiprocessing.get_context("fork").Process(target=_die_building, args=(site,))
    other.start()
    other.join()
    assert other.exitcode == -signal.SIGKILL
    a_build(site, "newer").publish()
    assert (site / "index.html").read_text() == "newer"


def _die_building(site: Path) -> None:
    build = a_build(site, "half")
    os.kill(os.getpid(), signal.SIGKILL)
    build.discard()


def test_what_is_not_the_builds_stays(site: Path) -> None:
    """A repository or the answer to a certificate's question lies in a site under a name with a dot: no build takes it away."""
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref")
    (site / ".nojekyll").write_text("")
    build = a_build(site)
    (build.folder / ".nojekyll").write_text("ours")
    build.publish()
    assert texts(site) == {".git/HEAD": "ref", ".nojekyll": "ours", "index.html": "new"}


def test_a_site_that_is_a_link_stays_one(site: Path) -> None:
    """The link goes on leading to the site that a server reads."""
    link = site.parent / "www"
    link.symlink_to(site)
    a_build(link).publish()
    assert link.is_symlink()
    assert texts(link) == {"index.html": "new"}


def test_the_site_keeps_its_permissions(site: Path) -> None:
    """Whoever could read the last site can read the new one."""
    site.chmod(0o2775)
    a_build(site).publish()
    assert site.stat().st_mode & 0o7777 == 0o2775


@pytest.mark.parametrize("name", ["site", "site/letter.txt"], ids=["a file", "a folder of other things"])
def test_what_is_no_site_is_not_replaced(tmp_path: Path, name: str) -> None:
    """A file, or a folder without a home page, may be anything: a wrong --site-dir loses nothing."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(HuiguanError, match="SITE-NOT-A-SITE"):
        NextSite(tmp_path / "site")
    assert texts(tmp_path) == {name: "mine"}


@pytest.mark.parametrize("mine", ["about.html", "_headers", "assets/javascripts/site.js"])
def test_a_site_of_somebody_else_is_not_replaced(tmp_path: Path, mine: str) -> None:
    """A home page makes a site, and not every site is ours: neither it nor what lies beside it is touched."""
    files = {"site/index.html": "mine", f"site/{mine}": "/*\n  X-Frame-Options: DENY\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with pytest.raises(HuiguanError, match="SITE-FOREIGN"):
        NextSite(tmp_path / "site")
    assert texts(tmp_path) == files
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("assets/javascripts/huiguan.js", ""),
        ("calendar/published.json", "{}"),
        ("_headers", headers("default-src 'self'", paths=(), is_public=False).decode()),
        (".git/HEAD", None),
    ],
)
def test_a_site_of_ours_is_replaced_wherever_it_lies(site: Path, mark: str, text: str | None) -> None:
    """By what a build of any edition, theme or version leaves; a folder with nothing but dots is as good as empty."""
    if text is None:
        for path in site.iterdir():
            path.unlink()
    (site / mark).parent.mkdir(parents=True, exist_ok=True)
    (site / mark).write_text(text or "ref")
    build = NextSite(site)
    (build.folder / "index.html").write_text("new")
    build.publish()
    assert (site / "index.html").read_text() == "new"
    assert not (site / "gone.html").exists()


@pytest.mark.parametrize("name", [".site.next", ".site.last"])
def test_a_link_beside_the_site_is_not_followed(site: Path, name: str) -> None:
    """A contribution may hold such a link: what it leads to is neither emptied nor taken for a site."""
    theirs = site.parent / "theirs"
    theirs.mkdir()
    (theirs / ".keys").write_text("theirs")
    site.with_name(name).symlink_to(theirs)
    a_build(site).publish()
    assert texts(site.parent) == {"site/index.html": "new", "theirs/.keys": "theirs"}


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own at `site`, 256 kB."""
    folder = tmp_path / "site"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_site_that_is_a_mount_is_filled_where_it_stands(mounted: Path) -> None:
    """A mount cannot be moved: its files are replaced one by one, and what is gone is removed."""
    (mounted / "index.html").write_text("old")
    (mounted / "x").mkdir()
    (mounted / "x" / "gone.html").write_text("old")
    (mounted / ".well-known").mkdir()
    build = a_build(mounted)
    (build.folder / "cases").mkdir()
    (build.folder / "cases" / "a.html").write_text("new")
    build.publish()
    assert texts(mounted) == {"cases/a.html": "new", "index.html": "new"}
    assert {path.name for path in mounted.iterdir()} == {".well-known", "cases", "index.html"}
    assert {path.name for path in mounted.parent.iterdir()} == {"site"}


def test_a_mount_without_room_keeps_its_site(mounted: Path) -> None:
    """Too little room is seen before the first file is replaced."""
    (mounted / "index.html").write_text("old")
    build = a_build(mounted)
    (build.folder / "a.bin").write_bytes(bytes(300_000))
    with pytest.raises(HuiguanError, match="DISK-FULL"):
        build.publish()
    assert texts(mounted) == {"index.html": "old"}
    assert {path.name for path in mounted.parent.iterdir()} == {"site"}


@pytest.fixture
def shared(site: Path) -> Iterator[Path]:
    """A site in a folder that everyone can reach, its files theirs who run the test without being root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        place = Path(folder) / "srv"
        shutil.copytree(site, place / "site")
        for path in (place, *place.rglob("*")):
            os.chown(path, *NOBODY) if os.geteuid() == 0 else None
        yield place / "site"
        for path in (place, place / "site"):
            path.chmod(0o755)


def as_nobody(work: Callable[[Path], None], site: Path) -> None:
    """Does the work in a process that root's powers are taken from, since nothing is forbidden to root."""
    process = multiprocessing.get_context("fork").Process(target=_without_powers, args=(work, site))
    process.start()
    process.join()
    assert process.exitcode == 0


def _without_powers(work: Callable[[Path], None], site: Path) -> None:
    if os.geteuid() == 0:
        os.setgid(NOBODY[1])
        os.setuid(NOBODY[0])
    work(site)


def test_a_site_in_a_folder_that_is_not_ours_is_filled_where_it_stands(shared: Path) -> None:
    """The web server's folder may be ours while the one that holds it is not."""
    shared.parent.chmod(0o555)
    as_nobody(_fill, shared)
    assert texts(shared) == {"index.html": "new"}


def _fill(site: Path) -> None:
    a_build(site).publish()


def test_a_site_that_may_not_be_written_is_said_so(shared: Path) -> None:
    """Neither the site nor a folder beside it: a sentence, and the site stays."""
    shared.chmod(0o555)
    shared.parent.chmod(0o555)
    as_nobody(_refused, shared)
    assert texts(shared) == {"gone.html": "old", "index.html": "old"}


def _refused(site: Path) -> None:
    with pytest.raises(HuiguanError, match="OUTPUT-DENIED"):
        NextSite(site, is_own=lambda: True)
