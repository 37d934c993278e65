"""`huiguan export search` as it is typed: what it writes, what it says, and when it writes nothing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builders import TODAY
from compile.search.exported import by_name, read_lines
from engines.little_club import CASE, FILES, huiguan, little_club, run, site_of, write
from huiguan.compile.search.export import Export, Format, export_of
from huiguan.engines.cli import main
from huiguan.engines.club_build import Wish, build_club

ROOT = Path(__file__).parents[2]
NAMES = {
    "opensearch": {"bulk-001.ndjson", "index.json", "query.json"},
    "meilisearch": {"documents-001.ndjson", "settings.json", "query.json"},
    "typesense": {"documents-001.jsonl", "collection.json", "synonyms.json", "synonyms.jsonl", "query.json"},
}
FORMATS = list(NAMES)


def documents(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """The records in the files of any format."""
    lines = [line for name in sorted(files) if re.match(r"(bulk|documents)-", name) for line in read_lines(files[name])]
    return [line for line in lines if "index" not in line]


@pytest.fixture(scope="module")
def demo() -> Export:
    """What the public site of the demo club knows."""
    outcome, _, _ = build_club(Wish(root=ROOT, today=TODAY))
    assert outcome.compilation is not None
    compilation = outcome.compilation
    return export_of(compilation.blocks.dates, compilation.compiled.pages_by_path, compilation.found or ())


@pytest.mark.parametrize("form", FORMATS)
def test_every_page_of_the_demo_club_is_in_each_format(demo: Export, form: str) -> None:
    """All that the site's own search finds, once each, in the same order."""
    files = by_name(demo.files(Format(form)))
    assert set(files) == NAMES[form]
    assert [document["id"] for document in documents(files)] == [record["id"] for record in demo.records]
    assert len({record["id"] for record in demo.records}) == len(demo.records) > 80
    urls = {record["url"] for record in demo.records}
    some = ("cases/douyin-tea-return-rate/", "whitepapers/data-definitions/three-gmvs/", "people/lu-zhifan/")
    assert {f"https://tide.example.com/{path}" for path in some} <= urls
    assert any("/tiers/#" in str(url) for url in urls)


def test_the_demo_has_records_of_every_kind_with_whole_texts(demo: Export) -> None:
    """The body of a long case is not cut as in the site's own index, and each kind has its facets."""
    kinds = {record["kind"] for record in demo.records}
    assert kinds == {"case", "whitepaper", "template", "event", "member", "organization", "group", "tier", "page"}
    assert max(len(str(record["body"])) for record in demo.records) > 2400
    for facet in ("platform", "industry", "topic", "year", "outcome", "city"):
        assert any(record[facet] for record in demo.records), facet


@pytest.mark.parametrize("form", FORMATS)
def test_the_demo_has_no_empty_synonym(demo: Export, form: str) -> None:
    """A server that meets an empty word refuses the whole list."""
    files = by_name(demo.files(Format(form)))
    said = {
        "opensearch": lambda: [
            side.strip()
            for rule in json.loads(files["index.json"])["settings"]["analysis"]["filter"]["huiguan_synonyms"]["synonyms"]
            for side in re.split(r",|=>", rule)
        ],
        "meilisearch": lambda: [
            word for key, others in json.loads(files["settings.json"])["synonyms"].items() for word in (key, *others)
        ],
        "typesense": lambda: [
            word for line in read_lines(files["synonyms.jsonl"]) for word in (*line["synonyms"], line.get("root", "-"))
        ],
    }[form]()
    assert len(said) > 1000
    assert [word for word in said if not word.strip()] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_club_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    """Another folder, another process, the same files."""
    written = []
    for name in ("one", "two"):
        club, out = little_club(tmp_path / name), str(tmp_path / f"{name}-out")
        done = huiguan("export", "search", "--format", form, "--out", out, at=club, fresh=name == "one")
        assert done.returncode == 0, done.stdout + done.stderr
        written.append(site_of(tmp_path / f"{name}-out"))
    assert written[0] == written[1]
    assert set(written[0]) == {*NAMES[form], ".manifest.json"}


@pytest.mark.slow
def test_it_says_what_it_wrote_and_where_to_read_on(tmp_path: Path) -> None:
    """Counts, sizes, the folder, and the page of the manual, which there is."""
    done = huiguan("export", "search", "--format", "typesense", "--out", "build/search", at=little_club(tmp_path))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "查了 案例 1、活动 1、会员 1、等级 1。"
    assert re.fullmatch(r"写了 \d+ 条，5 个文件，一共 \d\.\d MB。", lines[1])
    assert lines[2:4] == ["编好了：5 个新的或改过的，0 个没变，0 个删掉。", "放在 build/search"]
    manual = re.search(r"Typesense：.*（(.+)）", lines[4])
    assert manual is not None
    assert (ROOT / manual[1]).is_file()


@pytest.mark.slow
def test_files_of_an_earlier_export_go(tmp_path: Path) -> None:
    """A club that has become smaller, or has changed its server, leaves nothing to be loaded by mistake; other files stay."""
    club = little_club(tmp_path / "club")
    out = write(tmp_path / "out", {"mine.txt": "mine"})
    for form in ("opensearch", "meilisearch"):
        assert huiguan("export", "search", "--format", form, "--out", str(out), at=club).returncode == 0
    assert set(site_of(out)) == {*NAMES["meilisearch"], ".manifest.json", "mine.txt"}


@pytest.mark.slow
def test_it_goes_by_the_configuration_of_the_site(tmp_path: Path) -> None:
    """The addresses are those of the site, its drafts are left out, and that its own box is off does not matter."""
    mkdocs = (
        "site_name: 小馆\nsite_url: https://elsewhere.example.com/\nuse_directory_urls: false\n"
        "exclude_docs: hidden.md\ndraft_docs: draft.md\nplugins:\n  - huiguan: {search: none}\n"
    )
    pages = {f"docs/{name}.md": f"# {name}\n\nzqx{name}\n" for name in ("hidden", "draft", "shown")}
    club = little_club(tmp_path, mkdocs=mkdocs, **pages)
    done = huiguan("export", "search", "--format", "typesense", "--out", "out", at=club)
    assert done.returncode == 0, done.stdout + done.stderr
    found = documents(site_of(club / "out"))
    assert "https://elsewhere.example.com/cases/fewer-returns.html" in {document["url"] for document in found}
    assert [name for name in ("hidden", "draft", "shown") if any(f"zqx{name}" in document["body"] for document in found)] == [
        "shown"
    ]


@pytest.mark.slow
def test_an_export_for_members_says_that_it_is_not_public(tmp_path: Path) -> None:
    """It holds what the public one does not, and whoever made it is told where it must not lie."""
    secret = CASE.replace("先讲背景。", "zqxsecret").replace("---\ntitle", "---\nvisibility: members\ntitle")
    club = little_club(tmp_path, **{"content/cases/secret.md": secret})
    for edition, said in (("public", False), ("members", True)):
        done = huiguan("export", "search", "--format", "opensearch", "--edition", edition, "--out", f"for-{edition}", at=club)
        assert done.returncode == 0, done.stdout + done.stderr
        assert ("别提交进 Git" in done.stdout) is said
        assert any(b"zqxsecret" in content for content in site_of(club / f"for-{edition}").values()) is said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "out", "said"),
    [
        ({"content/cases/bad.md": CASE.replace("选品", "选品品")}, "out", "[TERM-UNKNOWN]"),
        ({"mkdocs.yml": "site_name: 小馆\nplugins: []\n"}, "out", "[PLUGIN-MISSING]"),
        ({"mkdocs.yml": "site_name: 小馆\ndocs_dir: nowhere\nplugins: [huiguan]\n"}, "out", "nowhere"),
        ({"taken": "a file"}, "taken/out", "[OUTPUT-FAILED]"),
    ],
    ids=["error", "no plugin", "configuration", "no folder"],
)
def test_where_something_is_wrong_nothing_is_written(
    tmp_path: Path, files: dict[str, str | bytes | None], out: str, said: str
) -> None:
    """A problem, a configuration that is none, a folder that cannot be: a sentence, status 1, no file."""
    club = write(little_club(tmp_path), files)
    before = site_of(club)
    done = huiguan("export", "search", "--format", "meilisearch", "--out", out, at=club)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert site_of(club) == before


@pytest.mark.slow
def test_a_folder_without_a_club_is_left_as_it_was(tmp_path: Path) -> None:
    """Exporting in the wrong place says so."""
    write(tmp_path, {"photos/a.txt": "mine"})
    done = huiguan("export", "search", "--format", "meilisearch", "--out", "out", at=tmp_path)
    assert done.returncode == 1
    assert "[CLUB-MISSING]" in done.stdout
    assert site_of(tmp_path) == {"photos/a.txt": b"mine"}


@pytest.mark.slow
def test_a_club_without_a_configuration_is_exported_too(tmp_path: Path) -> None:
    """Nobody needs a mkdocs.yml, as for the site."""
    club = write(tmp_path, {**FILES, "content/cases/fewer-returns.md": CASE})
    done = huiguan("export", "search", "--format", "meilisearch", "--out", "out", at=club)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "https://little.example.com/cases/fewer-returns/" in {document["url"] for document in documents(site_of(club / "out"))}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "solr", "--out", "out"], "'solr' is not one of 'opensearch', 'meilisearch', 'typesense'."),
        (["--out", "out"], "Missing option '--format'. Choose from: opensearch, meilisearch, typesense"),
        (["--format", "typesense"], "Missing option '--out'."),
        (["--format", "typesense", "--out", "docs/x"], "docs/x is a folder of the club"),
        (["--format", "typesense", "--out", "."], ". is a folder of the club"),
        (["--format", "typesense", "--out", "club.yml"], "Directory 'club.yml' is a file."),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_ends_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """A command line that makes no sense is told so with the choices, and nothing is written."""
    club = little_club(tmp_path)
    before = site_of(club)
    monkeypatch.chdir(club)
    done = CliRunner().invoke(main, ["export", "search", "--language", "en", *arguments])
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert site_of(club) == before


@pytest.mark.parametrize("command", [["export"], ["export", "search"]], ids=" ".join)
def test_help_is_in_plain_words_with_an_example(command: list[str]) -> None:
    """Each command says what it does in a sentence and shows itself at work."""
    text = CliRunner().invoke(main, [*command, "--help"]).output
    assert "huiguan export search --format" in text.partition("Example")[2]


@pytest.mark.slow
def test_an_export_begins_no_thread_so_that_it_is_shared_out(tmp_path: Path) -> None:
    """A line that moves while one waits takes a thread, and a process with threads has no workers."""
    watch = (
        "import threading\n"
        "def start(self):\n    raise SystemExit('a thread begins')\n"
        "threading.Thread.start = start\n"
        "from huiguan.__main__ import main\nmain()\n"
    )
    club = little_club(tmp_path, **{"watched.py": watch})
    done = run("watched", "export", "search", "--format", "meilisearch", "--out", "build/search", at=club, fresh=True)
    assert (done.returncode, done.stderr.count("a thread begins")) == (0, 0), done.stderr
    assert (club / "build" / "search" / "settings.json").is_file()
