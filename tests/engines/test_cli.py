"""The command as it is typed: what it says, and the status that a script or a workflow goes by."""

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engines.little_club import CASE, HUIGUAN, LIN, MKDOCS, environment, huiguan, little_club, run, site_of, write
from huiguan.engines.cli import main

HINT = CASE.replace("title: 把退货率降下来", "title: 把退货率降下来。")
BROKEN = CASE.replace("选品", "选品品")
DAY = ("--today", "2026-11-21")


def typed(*arguments: str, at: Path, monkeypatch: pytest.MonkeyPatch, **environment: str) -> Result:
    """Runs the command in a folder."""
    monkeypatch.chdir(at)
    for name in ("HUIGUAN_EDITION", "HUIGUAN_JOBS", "HUIGUAN_TODAY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.mark.parametrize(
    ("files", "status", "lines"),
    [
        ({}, 0, ["查了 案例 1、活动 1、会员 1、等级 1。", "没有发现问题。"]),
        ({"content/cases/hint.md": HINT}, 0, ["建议 content/cases/hint.md:2:8 title [TITLE-FULL-STOP]", "0 处要改，1 处建议。"]),
        (
            {"content/cases/bad.md": BROKEN},
            1,
            ["要改 content/cases/bad.md:5:10 topics[0] [TERM-UNKNOWN]", "1 处要改，0 处建议。"],
        ),
        ({"content/cases/bad.md": BROKEN, "content/cases/hint.md": HINT}, 1, ["1 处要改，1 处建议。"]),
    ],
    ids=["clean", "hint", "error", "both"],
)
def test_check_tells_all_and_answers_with_a_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], status: int, lines: list[str]
) -> None:
    """0 without errors, 1 with one; each problem with its place."""
    done = typed("check", *DAY, at=write(little_club(tmp_path), files), monkeypatch=monkeypatch)
    assert done.exit_code == status
    assert [line for line in lines if line not in done.output.splitlines()] == []


@pytest.mark.parametrize(
    ("paths", "status", "shown"),
    [
        (["content/cases/bad.md"], 1, ["bad.md"]),
        (["content/cases/hint.md"], 0, ["hint.md"]),
        (["content/cases"], 1, ["bad.md", "hint.md"]),
        (["content/cases/"], 1, ["bad.md", "hint.md"]),
        (["."], 1, ["bad.md", "hint.md"]),
        (["events"], 0, []),
        (["events", "content/cases/hint.md"], 0, ["hint.md"]),
        (["./content/../content/cases/bad.md"], 1, ["bad.md"]),
    ],
)
def test_check_of_paths_shows_what_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], status: int, shown: list[str]
) -> None:
    """Only the problems in those files and folders count, for the status too."""
    club = write(little_club(tmp_path), {"content/cases/bad.md": BROKEN, "content/cases/hint.md": HINT})
    done = typed("check", *DAY, *paths, at=club, monkeypatch=monkeypatch)
    assert done.exit_code == status
    assert re.findall(r"^\S+ content/cases/(\S+?):", done.output, re.MULTILINE) == shown


def test_check_finds_its_club_from_a_folder_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest folder upwards with a club.yml counts, and paths are taken from where one is."""
    club = write(little_club(tmp_path), {"content/cases/bad.md": BROKEN})
    done = typed("check", *DAY, "bad.md", at=club / "content" / "cases", monkeypatch=monkeypatch)
    assert done.exit_code == 1
    assert "content/cases/bad.md:5:10" in done.output
    asked = typed("check", *DAY, "--root", str(club), at=Path("/"), monkeypatch=monkeypatch)
    assert asked.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nowhere"], "Path 'nowhere' does not exist."),
        (["check", "/"], "/ is not in this club's folder."),
        (["check", "--today", "21.11.2026"], "'21.11.2026' is not a day. Write it like 2026-11-21."),
        (["check", "--today", "2026-02-30"], "'2026-02-30' is not a day. Write it like 2026-11-21."),
        (["check", "--today", "0001-01-01"], "'0001-01-01' is not a day. Write it like 2026-11-21."),
        (["check", "--edition", "all"], "'all' is not one of 'public', 'members', 'core'."),
        (["check", "--language", "fr"], "'fr' is not one of 'zh-Hans', 'en'."),
        (["check", "--root", "nowhere"], "Directory 'nowhere' does not exist."),
        (["check", "--root", "club.yml"], "Directory 'club.yml' is a file."),
        (["build", "--engine", "hugo"], "'hugo' is not one of 'mkdocs', 'properdocs'."),
        (["build", "--site-dir", "club.yml"], "Directory 'club.yml' is a file."),
        (["build", "--site-dir", "."], ". is a folder of the club"),
        (["build", "--site-dir", "events"], "events is a folder of the club"),
        (["build", "--site-dir", ".."], ".. is a folder of the club"),
        (["serve", "--address", "8000"], "'8000' is not an address. Write it like 127.0.0.1:8000."),
        (["serve", "--address", "127.0.0.1:99999"], "'127.0.0.1:99999' is not an address. Write it like 127.0.0.1:8000."),
        (["serve", "--address", ":8000"], "':8000' is not an address. Write it like 127.0.0.1:8000."),
        (["compile"], "Missing option '--out'."),
        (["compile", "--out", "events"], "events is a folder of the club"),
        (["compile", "--out", "docs/x"], "docs/x is a folder of the club"),
        (["compile", "--out", "."], ". is a folder of the club"),
        (["publish"], "No such command 'publish'."),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_ends_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """A command line that makes no sense is told so, and nothing is written."""
    club = little_club(tmp_path)
    before = site_of(club)
    language = ["--language", "en"] if "fr" not in arguments and arguments != ["publish"] else []
    done = typed(*arguments, *language, at=club, monkeypatch=monkeypatch)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert site_of(club) == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HUIGUAN_EDITION", "all", ["要改 HUIGUAN_EDITION:1:1 [EDITION-UNKNOWN]", "  没有「all」这一版。"]),
        ("SOURCE_DATE_EPOCH", "2026-11-21", ["要改 SOURCE_DATE_EPOCH:1:1 [EPOCH-UNKNOWN]"]),
        ("SOURCE_DATE_EPOCH", "²", ["要改 SOURCE_DATE_EPOCH:1:1 [EPOCH-UNKNOWN]"]),
        ("SOURCE_DATE_EPOCH", "9" * 30, ["要改 SOURCE_DATE_EPOCH:1:1 [EPOCH-UNKNOWN]"]),
        (
            "HUIGUAN_JOBS",
            "0",
            ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]", "  环境变量 HUIGUAN_JOBS 写的是「0」，不是能用的进程数。"],
        ),
        ("HUIGUAN_JOBS", "-1", ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]"]),
        ("HUIGUAN_JOBS", "two", ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]"]),
        ("HUIGUAN_JOBS", "²", ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]"]),
        ("HUIGUAN_JOBS", "1.5", ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]"]),
        ("HUIGUAN_JOBS", "100", ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]"]),
        ("HUIGUAN_JOBS", "9" * 5000, ["要改 HUIGUAN_JOBS:1:1 [JOBS-UNKNOWN]"]),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_an_environment_that_makes_no_sense_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: list[str]
) -> None:
    """A variable that nobody can follow is not passed over in silence."""
    done = typed("check", at=little_club(tmp_path), monkeypatch=monkeypatch, **{name: value})
    assert done.exit_code == 1
    assert [line for line in said if line not in done.output.splitlines()] == []


@pytest.mark.parametrize("jobs", ["1", " 2 ", "99", "", " "])
def test_the_environment_may_say_how_many_processes_share_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    """From 1 to 99; said by nothing, it is as if it were not said."""
    assert typed("check", at=little_club(tmp_path), monkeypatch=monkeypatch, HUIGUAN_JOBS=jobs).exit_code == 0


def test_the_environment_names_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that only the members' edition may not hold is a mistake in that edition alone."""
    quiet = LIN.replace("directory_public", "directory_members").replace("林一舟", "江小满")
    club = write(little_club(tmp_path), {"members/people/lin-yizhou.yml": quiet})
    write(club, {"content/cases/named.md": CASE.replace("先讲背景。", "江小满讲背景。")})
    assert typed("check", *DAY, at=club, monkeypatch=monkeypatch).exit_code == 1
    assert typed("check", *DAY, at=club, monkeypatch=monkeypatch, HUIGUAN_EDITION="members").exit_code == 0
    assert typed("check", *DAY, "--edition", "public", at=club, monkeypatch=monkeypatch, HUIGUAN_EDITION="members").exit_code == 1


@pytest.mark.parametrize(("language", "lines"), [("en", ["Nothing to report."]), ("zh-Hans", ["没有发现问题。"])])
def test_the_language_asked_for_is_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, lines: list[str]
) -> None:
    """--language goes before the club's own."""
    done = typed("check", *DAY, "--language", language, at=little_club(tmp_path), monkeypatch=monkeypatch)
    assert [line for line in lines if line not in done.output.splitlines()] == []


@pytest.mark.parametrize("command", ["check", "build", "serve", "compile"])
def test_help_is_in_plain_words_with_an_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Each command says what it does in a sentence, shows itself at work, and explains every option."""
    text = typed(command, "--help", at=tmp_path, monkeypatch=monkeypatch).output
    assert f"huiguan {command}" in text.partition("Example")[2]
    options = text.partition("Options:\n")[2]
    assert re.findall(r"^  (--\S+)(?: \S+)?$\n(?!    )", options, re.MULTILINE) == []
    assert "%" not in text


@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        ({"content/cases/x.md/index.txt": "x"}, 1, "[INDEX-MISSING]"),
        ({"events/x.yml/y.yml": "a: b"}, 1, "["),
        ({"club.yml": None, "club.yml/x": "x"}, 1, "["),
        ({"members/tiers.yml": None, "members/tiers.yml/x.yml": "x"}, 1, "["),
        ({"content/cases/x.md": b"\xff\xfe\x00"}, 1, "["),
        ({"content/cases/x.md": "\x1b[31mred\x1b[0m\n"}, 1, "content/cases/x.md"),
        ({"docs/x.md": b"\xff"}, 1, "[FILE-ENCODING]"),
        ({"club.yml": None}, 1, "[CLUB-MISSING]"),
        ({"club.yml": "[" * 5000}, 1, "["),
    ],
    ids=[
        "folder for a case",
        "folder for an event",
        "folder for the club",
        "folder for the tiers",
        "bytes",
        "terminal",
        "page",
        "no club",
        "deep",
    ],
)
def test_whatever_lies_in_the_folder_there_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | bytes | None], status: int, said: str
) -> None:
    """Folders instead of files, bytes instead of text, commands to the terminal: all are sentences."""
    club = write(little_club(tmp_path), files)
    done = typed("check", *DAY, at=club, monkeypatch=monkeypatch)
    assert done.exit_code == status
    assert isinstance(done.exception, SystemExit)
    assert said in done.output
    assert "INTERNAL" not in done.output
    assert "\x1b" not in done.output


@pytest.mark.slow
def test_a_folder_without_a_club_is_left_as_it_was(tmp_path: Path) -> None:
    """Building in the wrong place says so and leaves nothing behind."""
    write(tmp_path, {"photos/a.txt": "mine"})
    for command in (("build",), ("serve", "--address", "127.0.0.1:0"), ("compile", "--out", "out")):
        done = huiguan(*command, at=tmp_path)
        assert done.returncode == 1
        assert "[CLUB-MISSING]" in done.stdout
        assert "Traceback" not in done.stderr
    assert site_of(tmp_path) == {"photos/a.txt": b"mine"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh-Hans",
            [
                "要改 {web}:1:1 [SITE-FOREIGN]",
                "  {web} 里已经有一个网站，不是这个命令建的。网站会整个换掉那个文件夹，所以没有动它。",
                "  换一个空的或还没有的文件夹；里面真的没有要留的，就先把它清空。",
            ],
        ),
        (
            "en",
            [
                "fix {web}:1:1 [SITE-FOREIGN]",
                "  {web} holds a site that this command did not build. A build replaces the whole folder, so it was left alone.",
                "  Take a folder that is empty or not there yet; if nothing in it is wanted, empty it first.",
            ],
        ),
    ],
)
def test_a_site_of_somebody_else_is_left_as_it_was(tmp_path: Path, language: str, lines: list[str]) -> None:
    """A wrong --site-dir loses nobody's home page: the command was not understood, and nothing is touched."""
    club = little_club(tmp_path / "club")
    web = write(tmp_path / "web", {"index.html": "mine", "letters/a.txt": "mine"})
    done = huiguan("build", "--site-dir", "../web", "--language", language, at=club)
    assert done.returncode == 2
    said = done.stderr.splitlines()
    first = said.index(lines[0].format(web=web))
    assert said[first : first + 3] == [line.format(web=web) for line in lines]
    assert "Traceback" not in done.stderr
    assert site_of(tmp_path / "web") == {"index.html": b"mine", "letters/a.txt": b"mine"}
    assert {path.name for path in tmp_path.iterdir()} == {"club", "web"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mkdocs", "asked", "folder"),
    [
        (MKDOCS, (), "site"),
        (None, (), "site"),
        (f"{MKDOCS}site_dir: public\n", (), "public"),
        (f"{MKDOCS}site_dir: public\n", ("--site-dir", "public"), "public"),
        (MKDOCS, ("--edition", "members", "--site-dir", "members-site"), "members-site"),
    ],
    ids=["default", "without a configuration", "named by it", "named twice", "built before"],
)
def test_the_clubs_own_site_is_replaced_without_asking(
    tmp_path: Path, mkdocs: str | None, asked: tuple[str, ...], folder: str
) -> None:
    """Where the configuration has the site, whatever built it before; elsewhere what the same command built."""
    club = little_club(tmp_path, mkdocs=mkdocs)
    if folder == "members-site":
        assert huiguan("build", *asked, at=club).returncode == 0
        write(club / folder, {"old.html": "old"})
    else:
        write(club / folder, {"index.html": "old", "old.html": "old"})
    done = huiguan("build", *asked, at=club)
    assert done.returncode == 0, done.stderr
    assert not (club / folder / "old.html").exists()


@pytest.mark.parametrize("command", [("build",), ("serve", "--address", "127.0.0.1:0")])
@pytest.mark.parametrize(
    ("mkdocs", "lines"),
    [
        (
            "site_name：小馆\nplugins: [huiguan]\n",
            [
                "要改 mkdocs.yml:1:10 [YAML-FULLWIDTH-COLON]",
                "  键后面是全角冒号：「site_name：小馆」。",
                "  改成半角冒号加一个空格：site_name: 小馆",
            ],
        ),
        (
            "site_name: 小馆\nplugins: [huiguan\nnav: []\n",
            [
                "要改 mkdocs.yml:2:10 [YAML-BRACKET-OPEN]",
                "  括号「[」没有正确结束：「[huiguan」。",
                "  在末尾补上半角的「]」，各项之间用半角逗号；如果括号就是文字，给整个值加引号。",
            ],
        ),
        (
            "小馆\n",
            [
                "要改 mkdocs.yml:1:1 [YAML-NOT-MAPPING]",
                "  这里应该是一行一个「键: 值」，现在是「小馆」。",
                "  每个键写一行，冒号用半角，后面空一格。",
            ],
        ),
        (
            "- site_name: 小馆\n",
            [
                "要改 mkdocs.yml:1:1 [YAML-NOT-MAPPING]",
                "  这里应该是一行一个「键: 值」，现在是「- …」。",
                "  每个键写一行，冒号用半角，后面空一格。",
            ],
        ),
        (
            "site_name: 小馆\n".encode("utf-16"),
            [
                "要改 mkdocs.yml:1:1 [FILE-ENCODING-UTF16]",
                "  这个文件像是用 UTF-16（记事本里的 Unicode）编码保存的。",
                "  用编辑器打开，另存为 UTF-8。",
            ],
        ),
    ],
    ids=["colon", "bracket", "text", "list", "encoding"],
)
def test_a_broken_configuration_is_told_like_a_broken_record(
    tmp_path: Path, command: tuple[str, ...], mkdocs: str | bytes, lines: list[str]
) -> None:
    """File, line, column and the right form, instead of the host's words for programmers; nothing is built."""
    club = write(little_club(tmp_path), {"mkdocs.yml": mkdocs})
    done = huiguan(*command, at=club)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line] == lines
    assert done.stderr == ""
    assert not (club / "site").exists()


@pytest.mark.slow
def test_a_configuration_may_use_all_that_yaml_can_do(tmp_path: Path) -> None:
    """What a record may not have, the host's own file may: anchors, tags, merge keys."""
    text = f"{MKDOCS}extra:\n  a: &a {{x: !ENV [NOBODY, 1]}}\n  b:\n    <<: *a\n"
    assert huiguan("build", at=little_club(tmp_path, mkdocs=text)).returncode == 0


@pytest.mark.slow
def test_build_says_what_it_built_and_where(tmp_path: Path) -> None:
    """Three lines: what was looked at, what came of it, where to open it."""
    club = little_club(tmp_path)
    done = huiguan("build", "--edition", "members", "--site-dir", "out", at=club)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "查了 案例 1、活动 1、会员 1、等级 1。"
    assert re.fullmatch(r"建好了：\d+ 页，\d+ 个文件，用了 \d+\.\d 秒。", lines[1])
    assert lines[2] == f"打开看：{(club / 'out' / 'index.html').as_uri()}"
    assert "会员" in (club / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="workers are made on Linux alone")
def test_a_build_that_is_watched_is_shared_out_too(tmp_path: Path) -> None:
    """What a terminal shows meanwhile takes no thread, which would keep other processes away."""
    hook = "from huiguan.workers import can_fork\n\ndef on_env(env, config, files):\n    print('workers:', can_fork())\n"
    club = little_club(tmp_path, mkdocs=MKDOCS + "hooks: [tells.py]\n", **{"tells.py": hook})
    terminal, line = pty.openpty()
    subprocess.run(
        [*HUIGUAN, "build"], cwd=club, env=environment(TERM="xterm"), stdout=line, stderr=line, check=True, timeout=120
    )
    os.close(line)
    shown = b""
    with suppress(OSError):  # the end of a terminal
        while True:
            shown += os.read(terminal, 4096)
    os.close(terminal)
    assert "正在建站……" in shown.decode()
    assert "workers: True" in shown.decode()


@pytest.mark.slow
def test_compile_writes_a_tree_with_the_hand_written_pages(tmp_path: Path) -> None:
    """Pages of ours, pages of theirs with their blocks, all files; a second time nothing changes."""
    club = little_club(tmp_path, **{"docs/logo.png": b"png", "docs/.hidden/x.md": "x"})
    for changed in (True, False):
        done = huiguan("compile", "--out", "build/docs", at=club, fresh=changed)
        assert done.returncode == 0, done.stdout + done.stderr
        assert ("编好了：0 个新的或改过的" in done.stdout) is not changed
    tree = site_of(club / "build" / "docs")
    assert {"index.md", "logo.png", "cases/fewer-returns.md", "cases/index.md", "robots.txt"} <= set(tree)
    assert "周四夜谈".encode() in tree["index.md"]
    assert not [name for name in tree if "hidden" in name]


@pytest.mark.slow
def test_a_fault_of_ours_is_a_sentence_and_can_be_shown_in_full(tmp_path: Path) -> None:
    """An exception that nobody foresaw ends with 1; whoever reports it can have the whole of it."""
    broken = (
        "from huiguan.engines import cli\n"
        "def read(root, workers):\n    raise ZeroDivisionError('nobody foresaw this')\n"
        "cli.read = read\ncli.main()\n"
    )
    (tmp_path / "fault.py").write_text(broken)
    told = run("fault", "check", at=little_club(tmp_path))
    assert told.returncode == 1
    assert "程序自己出了错：ZeroDivisionError: nobody foresaw this。" in told.stdout
    assert "Traceback" not in told.stderr
    assert "Traceback" in run("fault", "check", at=tmp_path, HUIGUAN_DEBUG="1").stderr


@pytest.mark.slow
def test_a_terminal_without_chinese_still_gets_its_report(tmp_path: Path) -> None:
    """What it cannot show is written out; the places and the status stay."""
    club = write(little_club(tmp_path), {"content/cases/bad.md": BROKEN})
    done = huiguan("check", *DAY, at=club, fresh=True, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "content/cases/bad.md:5:10 topics[0] [TERM-UNKNOWN]" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_report_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """On a full disk the reason goes to the other stream."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*HUIGUAN, "check", *DAY], cwd=little_club(tmp_path), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "要改 stdout:1:1 [OUTPUT-FAILED]",
        "  stdout 没有写成：No space left on device。",
        "  看看磁盘和文件夹，再来一次。上一次建好的网站还在。",
    ]


@pytest.mark.slow
def test_a_start_that_is_interrupted_ends_quietly(tmp_path: Path) -> None:
    """Whoever changes their mind at once sees no traceback either."""
    impatient = """
import sys
from huiguan.__main__ import main

class Impatient:
    def find_spec(self, name, *_):
        if name == "huiguan.engines.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
main()
"""
    (tmp_path / "impatient.py").write_text(impatient)
    done = run("impatient", at=tmp_path, fresh=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
