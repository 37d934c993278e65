"""Tests of the walk through a club's folder, on small clubs in temporary folders."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from huiguan.problem import HuiguanError, Place, Problem, Severity
from huiguan.read.record import ClubFolder, Text
from huiguan.read.tree import WHOLE_TABLE, read_club
from huiguan.wording import words_of

CASE = "---\ntitle: 退货率\n---\n正文\n"


def the_club(root: Path, files: Mapping[str, str | bytes], settings: str | None = "name: 潮汐\n") -> ClubFolder:
    """The club of these files, with a `club.yml` unless `settings` is None, written and read."""
    own = {"club.yml": settings} if settings else {}
    for name, content in {**own, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_club(root)


def says(problem: Problem) -> str:
    """The sentence and the remedy of a problem."""
    message = words_of("zh-Hans").message(problem)
    return f"{message.says}{message.remedy}"


def told(club: ClubFolder) -> list[tuple[str, str]]:
    """File and code of each problem, sorted."""
    return sorted((problem.place.file, problem.code) for problem in club.problems)


def ids(club: ClubFolder) -> list[tuple[str, str]]:
    """Kind and id of each record, in order."""
    return [(record.kind, record.id) for record in club.records]


# What is read


def test_records_are_files_or_folders(tmp_path: Path) -> None:
    """Both forms of both kinds of file are read, sorted by file, with the body and its first line."""
    club = the_club(
        tmp_path,
        {
            "events/talk.yml": "title: 夜谈\n",
            "events/summit/index.yml": "title: 峰会\n",
            "events/salon.yaml": "title: 沙龙\n",
            "content/cases/tea.md": CASE,
            "content/cases/gift/index.md": "\ufeff---\r\ntitle: 礼盒\r\n---\r\n\r\n正文\r\n",
        },
    )
    assert club.problems == ()
    assert [(record.kind, record.id, record.file, record.folder, record.body) for record in club.records] == [
        ("case", "gift", "content/cases/gift/index.md", "content/cases/gift", Text(content="\n正文\n", line=4)),
        ("case", "tea", "content/cases/tea.md", None, Text(content="正文\n", line=4)),
        ("event", "salon", "events/salon.yaml", None, None),
        ("event", "summit", "events/summit/index.yml", "events/summit", None),
        ("event", "talk", "events/talk.yml", None, None),
    ]
    assert club.records[0].value == {"title": "礼盒"}
    assert club.records[0].places.of_value(("title",)) == Place(file="content/cases/gift/index.md", line=2, column=8)


def test_a_table_holds_one_record_a_key(tmp_path: Path) -> None:
    """Each has the places of its own fields, and stands in the order in which it was typed."""
    tiers = "visitor:\n  name: 访客\n  benefits:\n    - 看公开内容\ncore:\n  name: 核心\n"
    club = the_club(tmp_path, {"members/tiers.yml": tiers})
    visitor, core = club.records
    assert ids(club) == [("tier", "visitor"), ("tier", "core")]
    assert (visitor.file, visitor.value) == ("members/tiers.yml", {"name": "访客", "benefits": ["看公开内容"]})
    assert visitor.places.of_key(("name",)) == Place(file="members/tiers.yml", line=2, column=3)
    assert visitor.places.of_value(("benefits", 0)) == Place(file="members/tiers.yml", line=4, column=7)
    assert core.places.of_value(("name",)) == Place(file="members/tiers.yml", line=6, column=9)
    assert core.places.of_key(("missing",)) == Place(file="members/tiers.yml", line=5, column=1)


def test_settings_and_vocabularies_are_records_too(tmp_path: Path) -> None:
    """They carry the kinds `club` and `vocabulary`; a vocabulary is named by its file."""
    club = the_club(tmp_path, {"vocabulary/event_kinds.yml": "salon:\n  label: 沙龙\n", "vocabulary/README.md": "x"})
    assert club.settings is not None
    assert (club.settings.kind, club.settings.id, club.settings.value) == ("club", "club", {"name": "潮汐"})
    assert [(record.kind, record.id, record.file) for record in club.vocabulary] == [
        ("vocabulary", "event_kinds", "vocabulary/event_kinds.yml")
    ]
    assert club.problems == ()


def test_the_files_beside_a_record_are_attachments_and_chapters(tmp_path: Path) -> None:
    """Markdown next to the index is text; all else, in sub-folders too, is known by its path in the record's folder."""
    club = the_club(
        tmp_path,
        {
            "content/whitepapers/year/index.md": CASE,
            "content/whitepapers/year/第一章.md": "一\r\n",
            "content/whitepapers/year/图/趋势.png": b"\x89PNG",
            "content/whitepapers/year/图/说明.md": "x",
            "content/whitepapers/year/a/b/c/d.csv": "x",
            "content/whitepapers/year/.DS_Store": "x",
            "content/whitepapers/year/~$表.xlsx": "x",
            "content/whitepapers/year/README.md": "x",
        },
    )
    (record,) = club.records
    folder = tmp_path / "content/whitepapers/year"
    assert record.texts == {"第一章.md": Text(content="一\n", line=1)}
    assert list(record.attachments.items()) == [
        ("a/b/c/d.csv", folder / "a/b/c/d.csv"),
        ("图/说明.md", folder / "图/说明.md"),
        ("图/趋势.png", folder / "图/趋势.png"),
    ]
    assert club.problems == ()


def test_an_empty_record_is_left_to_the_fields(tmp_path: Path) -> None:
    """Only comments, or empty front matter, is a record without fields: which are missing is said elsewhere."""
    club = the_club(tmp_path, {"events/a.yml": "# 待写\n", "content/cases/b.md": "---\n---\n正文\n"})
    assert [record.value for record in club.records] == [{}, {}]
    assert club.problems == ()


def test_litter_is_passed_over(tmp_path: Path) -> None:
    """What systems and editors leave behind, and notes for editors, are nobody's problem."""
    names = [".gitkeep", "README.md", "readme.zh.md", "Thumbs.db", ".DS_Store", "~$talk.yml", "talk.yml~", "desktop.ini"]
    club = the_club(tmp_path, {f"{folder}/{name}": "x" for name in names for folder in ("events", "content", "members")})
    assert (club.records, club.problems) == ((), ())


def test_the_order_on_disk_does_not_matter(tmp_path: Path) -> None:
    """Files made in another order give the same records and problems."""
    names = ["b.yml", "A.yml", "a.yml", "c/index.yml", "c.yml", "x.txt", "d.yml"]
    first = the_club(tmp_path / "one", {f"events/{name}": "t: 1\n" for name in names})
    second = the_club(tmp_path / "two", {f"events/{name}": "t: 1\n" for name in reversed(names)})
    assert (first.records, first.problems, first.broken) == (second.records, second.problems, second.broken)


# What is broken


@pytest.mark.parametrize(
    ("file", "content", "code", "line"),
    [
        ("events/a.yml", "a: 1\ntitle：x\nb: 2\n", "YAML-FULLWIDTH-COLON", 2),
        ("events/a.yml", "", "FILE-EMPTY", 1),
        ("events/a.yml", "- a\n", "YAML-NOT-MAPPING", 1),
        ("events/a.yml", "夜谈\n", "YAML-NOT-MAPPING", 1),
        ("events/a.yml", "title: 潮汐俱乐部\n".encode("gb18030"), "FILE-ENCODING-GB18030", 1),
        ("content/cases/a.md", "# 标题\n", "FRONT-MATTER-MISSING", 1),
        ("content/cases/a.md", "---\na: 1\n", "FRONT-MATTER-UNCLOSED", 1),
        ("content/cases/a.md", "---\na: 1\nb: @x\n---\n", "YAML-SPECIAL-START", 3),
        ("content/cases/a/index.md", "\n\n---\na: 1\nb: @x\n---\n", "YAML-SPECIAL-START", 5),
    ],
)
def test_a_broken_file_is_a_problem_and_known_as_broken(
    tmp_path: Path, file: str, content: str | bytes, code: str, line: int
) -> None:
    """Other files go on, and who refers to the broken record is not told that there is none."""
    club = the_club(tmp_path, {file: content, "members/groups/b.yml": "name: b\n"})
    assert [(problem.code, problem.place) for problem in club.problems] == [
        (code, Place(file=file, line=line, column=club.problems[0].place.column))
    ]
    assert ids(club) == [("group", "b")]
    assert club.broken == {("event" if file.startswith("events") else "case", "a")}


def test_a_broken_table_stands_for_all_its_records(tmp_path: Path) -> None:
    """Which ids it would have had is not known."""
    club = the_club(tmp_path, {"members/tiers.yml": "core：\n  name: x\n"})
    assert club.broken == {("tier", WHOLE_TABLE)}


def test_a_bad_entry_of_a_table_leaves_the_others(tmp_path: Path) -> None:
    """Each key must be an id and hold fields."""
    club = the_club(tmp_path, {"members/tiers.yml": "Core_Tier: {a: b}\nvisitor: 访客\nmember: {a: b}\n"})
    assert ids(club) == [("tier", "member")]
    assert [(problem.code, problem.place.line, problem.found, problem.wanted) for problem in club.problems] == [
        ("ID-INVALID", 1, "Core_Tier", ("core-tier",)),
        ("YAML-NOT-MAPPING", 2, "访客", ()),
    ]


# Ids


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Hexi_Tea", "hexi-tea"),
        ("hexi tea", "hexi-tea"),
        ("hexi--tea", "hexi-tea"),
        ("-hexi", "hexi"),
        ("café", "cafe"),
        ("ｔｅａ", "tea"),
        ("tea.v2", "tea-v2"),
        ("退货复盘", "event-1"),
        ("双11", "11"),
        ("con", "con-1"),
        ("lpt1", "lpt1-1"),
        ("index", "index-1"),
        ("a" * 81, "a" * 80),
    ],
)
def test_a_name_that_is_no_id_is_refused_with_the_nearest(tmp_path: Path, name: str, wanted: str) -> None:
    """The record is left out, and both names count as broken, so that references are not reported on top."""
    club = the_club(tmp_path, {f"events/{name}.yml": "title: x\n"})
    (problem,) = club.problems
    assert (problem.code, problem.place.file, problem.found, problem.wanted) == (
        "ID-INVALID",
        f"events/{name}.yml",
        name,
        (wanted,),
    )
    assert club.records == ()
    assert ("event", name) in club.broken


@pytest.mark.parametrize("name", ["a", "618", "hexi-tea", "a" * 80, "console", "com", "nul-1"])
def test_a_good_id_is_taken(tmp_path: Path, name: str) -> None:
    """Small letters, digits and single hyphens, up to eighty."""
    club = the_club(tmp_path, {f"events/{name}.yml": "title: x\n"})
    assert (ids(club), club.problems) == ([("event", name)], ())


def test_the_message_of_a_bad_id_shows_a_good_one(tmp_path: Path) -> None:
    """The sentence quotes what stands there and offers a name."""
    club = the_club(tmp_path, {"members/organizations/Hexi_Tea.yml": "name: x\n"})
    assert says(club.problems[0]) == (
        "「Hexi_Tea」不能当编号。编号就是文件名或文件夹名：只用小写字母、数字和单个连字符，最长 80 个，也不能叫 index、month 或 "
        "con、nul 这类 Windows 保留名。可以改成 hexi-tea；它会写进网址，定下来就别再改。"
    )


@pytest.mark.parametrize(
    ("names", "kept", "second", "first"),
    [
        (["x.yml", "x/index.yml"], "events/x.yml", "events/x/index.yml", "events/x.yml"),
        (["x.yml", "x.yaml"], "events/x.yml", "events/x.yaml", "events/x.yml"),
        (["x/index.yml", "x/index.yaml"], "events/x/index.yml", "events/x/index.yaml", "events/x/index.yml"),
        (["X.yml", "x.yml"], "events/x.yml", "events/X.yml", "events/x.yml"),
    ],
)
def test_two_files_of_one_id_are_both_named(tmp_path: Path, names: list[str], kept: str, second: str, first: str) -> None:
    """A file and a folder, two endings, or names that Windows and macOS hold for the same."""
    club = the_club(tmp_path, {f"events/{name}": "title: x\n" for name in names})
    assert [record.file for record in club.records] == [kept]
    (problem,) = club.problems
    assert (problem.code, problem.place.file, problem.details) == ("ID-DUPLICATE", second, (("first_file", first),))


def test_members_organizations_and_groups_share_their_ids(tmp_path: Path) -> None:
    """A reference to any of them needs no type; other kinds have ids of their own."""
    names = ["members/people/tea.yml", "members/groups/tea.yml", "members/organizations/tea.yml", "events/tea.yml"]
    club = the_club(tmp_path, dict.fromkeys(names, "name: x\n"))
    assert sorted((problem.place.file, says(problem)) for problem in club.problems) == [
        (
            f"members/{folder}/tea.yml",
            (
                "编号「tea」已经被 members/people/tea.yml 用了；成员、组织和小组共用一套编号，不能重名。"
                "给其中一个换编号，并改掉提到它的地方。"
            ),
        )
        for folder in ("groups", "organizations")
    ]


# What lies in the wrong place


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("events/talk.txt", "events/talk.yml"),
        ("events/周四夜谈.docx", "events/event-1.yml"),
        ("events/talk.md", "events/talk.yml"),
        ("events/TALK.YML", "events/talk.yml"),
        ("content/cases/tea.yml", "content/cases/tea.md"),
        ("content/cases/tea.markdown", "content/cases/tea.md"),
        ("content/tea.md", "content/cases、content/whitepapers、content/templates"),
        ("members/list.xlsx", "members/people、members/organizations、members/groups、members/tiers.yml"),
        ("vocabulary/words.csv", "vocabulary/platforms.yml"),
    ],
)
def test_an_unexpected_file_is_named_with_what_belongs_there(tmp_path: Path, file: str, wanted: str) -> None:
    """It is a warning: nothing of the site is wrong, but somebody may wait for it to appear."""
    (problem,) = the_club(tmp_path, {file: "x"}).problems
    assert (problem.place.file, problem.severity) == (file, Severity.WARNING)
    assert says(problem) == f"「{file}」放在这里用不上，没有读。这里要的是：{wanted}。改名、移走或删掉。"


@pytest.mark.parametrize(
    ("file", "folder", "nearest"),
    [
        ("content/case/a.md", "content/case", "content/cases"),
        ("content/Templates/a.md", "content/Templates", "content/templates"),
        ("members/persons/a.yml", "members/persons", "members/people"),
        ("Events/a.yml", "Events", "events"),
    ],
)
def test_an_unknown_folder_is_named_with_the_nearest_known(tmp_path: Path, file: str, folder: str, nearest: str) -> None:
    """Nothing in it is read, and the first suggestion is what was most likely meant."""
    (problem,) = the_club(tmp_path, {file: "x"}).problems
    assert (problem.code, problem.place.file, problem.wanted[0]) == ("FOLDER-UNKNOWN", folder, nearest)


def test_other_folders_in_the_root_are_not_looked_at(tmp_path: Path) -> None:
    """A club's repository may hold a site, tools and much more."""
    assert the_club(tmp_path, {"docs/x.md": "x", "src/y.py": "x", "mkdocs.yml": "x"}).problems == ()


def test_a_folder_without_its_main_file_is_an_error(tmp_path: Path) -> None:
    """A whole case would be missing otherwise, without a word; an empty folder is nothing."""
    (tmp_path / "content/cases/empty").mkdir(parents=True)
    club = the_club(tmp_path, {"content/cases/tea/图.png": "x", "content/cases/tea/正文.md": CASE})
    assert [(problem.severity, problem.place.file, says(problem)) for problem in club.problems] == [
        (
            Severity.ERROR,
            "content/cases/tea",
            "这个文件夹里有「正文.md」，却没有主文件，整个文件夹都没有读。主文件要叫 content/cases/tea/index.md。",
        )
    ]
    assert club.broken == {("case", "tea")}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("events/a.yml", "secret.yml"),
        ("events/a", "outside"),
        ("events/a/index.yml", "secret.yml"),
        ("events", "outside"),
        ("members", "outside"),
        ("members/tiers.yml", "secret.yml"),
        ("club.yml", "secret.yml"),
        ("vocabulary", "outside"),
        ("vocabulary/platforms.yml", "secret.yml"),
        ("content/cases/a/x.png", "secret.yml"),
        ("content/cases/a/图", "outside"),
        ("events/gone.yml", "nowhere"),
    ],
)
def test_a_link_is_never_followed(tmp_path: Path, link: str, target: str) -> None:
    """Neither a file nor a folder behind a link is read, wherever in the club it lies."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/index.yml").write_text("secret: 1\n", encoding="utf-8")
    (tmp_path / "secret.yml").write_text("secret: {secret: 1}\n", encoding="utf-8")
    files = {"content/cases/a/index.md": CASE} if link.startswith("content") else {"events/b.yml": "t: 1\n"}
    path = tmp_path / "club" / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(tmp_path / target)
    club = the_club(
        tmp_path / "club",
        {name: text for name, text in files.items() if not name.startswith(f"{link}/")},
        settings=None if link == "club.yml" else "name: x\n",
    )
    found = [problem for problem in club.problems if problem.code == "FILE-SYMLINK"]
    assert [(problem.place.file, problem.severity) for problem in found] == [(link, Severity.ERROR)]
    read = [*club.records, *club.vocabulary, *([club.settings] if club.settings else [])]
    assert not any("secret" in record.value or "图/index.yml" in record.attachments for record in read)
    assert not any("x.png" in record.attachments for record in read)


def test_a_pipe_does_not_make_the_build_wait(tmp_path: Path) -> None:
    """Only ordinary files are opened."""
    (tmp_path / "events").mkdir()
    os.mkfifo(tmp_path / "events/a.yml")
    assert told(the_club(tmp_path, {})) == [("events/a.yml", "FILE-SPECIAL")]


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    """`events` may have been meant as a list in one file."""
    assert told(the_club(tmp_path, {"events": "x"})) == [("events", "FOLDER-EXPECTED")]


# Attachments


@pytest.mark.parametrize(
    "name",
    ["退货率?.png", "a:b.png", "a\\b.png", "a\tb.png", "图\u202egnp.exe", " a.png", "a.png ", "con.png", "茶" * 30 + "x" * 91],
)
def test_a_bad_name_of_an_attachment_is_refused(tmp_path: Path, name: str) -> None:
    """Names that other systems cannot have, that hide something or are endless stay out, shown so that they can be read."""
    club = the_club(tmp_path, {"content/cases/a/index.md": CASE, f"content/cases/a/{name}": "x"})
    (problem,) = club.problems
    assert problem.code == "ATTACHMENT-NAME"
    assert problem.found.isprintable()
    assert club.records[0].attachments == {}


def test_a_name_that_is_no_unicode_is_refused(tmp_path: Path) -> None:
    """A name in GB18030 from an old archive is shown with its bytes written out."""
    folder = tmp_path / "content/cases/a"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + "/退货.png".encode("gb18030"))).write_text("x", encoding="utf-8")
    club = the_club(tmp_path, {"content/cases/a/index.md": CASE})
    assert [(problem.code, problem.found) for problem in club.problems] == [("ATTACHMENT-NAME", "\\udccd˻\\udcf5.png")]


def test_too_deep_too_many_and_colliding_attachments_are_refused(tmp_path: Path) -> None:
    """Each limit has its own problem; what is within them is read."""
    club = the_club(
        tmp_path,
        {
            "content/cases/deep/index.md": CASE,
            "content/cases/deep/a/b/c/d/e.png": "x",
            "content/cases/many/index.md": CASE,
            **{f"content/cases/many/{number:03}.png": "x" for number in range(201)},
            "content/cases/same/index.md": CASE,
            "content/cases/same/Trend.png": "x",
            "content/cases/same/trend.png": "x",
            "content/cases/other/index.md": CASE,
            "content/cases/other/index.yml": "a: b\n",
        },
    )
    assert told(club) == [
        ("content/cases/deep/a/b/c/d", "ATTACHMENT-DEPTH"),
        ("content/cases/many/index.md", "ATTACHMENT-COUNT"),
        ("content/cases/other/index.yml", "FILE-UNEXPECTED"),
        ("content/cases/same/trend.png", "ATTACHMENT-COLLIDES"),
    ]
    assert [len(record.attachments) for record in club.records] == [0, 200, 0, 1]


# The settings


@pytest.mark.parametrize(
    ("files", "code", "found"),
    [
        ({"events/a.yml": "t: 1\n"}, "CLUB-MISSING", ""),
        ({"club.yml.txt": "name: x\n"}, "CLUB-MISNAMED", "club.yml.txt"),
        ({"Club.yml": "name: x\n"}, "CLUB-MISNAMED", "Club.yml"),
        ({"tide/club.yml": "name: x\n"}, "CLUB-ELSEWHERE", "tide/club.yml"),
        ({"../club.yml": "name: x\n"}, "CLUB-ELSEWHERE", "../club.yml"),
    ],
)
def test_missing_settings_are_looked_for_nearby(tmp_path: Path, files: dict[str, str | bytes], code: str, found: str) -> None:
    """The remedy depends on what is there: another name, another folder, or no club yet."""
    (tmp_path / "here").mkdir()
    club = the_club(tmp_path / "here", files, settings=None)
    assert club.settings is None
    assert [(problem.code, problem.found, problem.place.file) for problem in club.problems] == [(code, found, "club.yml")]


def test_the_other_ending_of_the_settings_is_taken(tmp_path: Path) -> None:
    """`club.yaml` is as good; with both, one is out of place."""
    assert the_club(tmp_path / "one", {"club.yaml": "name: x\n"}, settings=None).problems == ()
    both = the_club(tmp_path / "two", {"club.yaml": "name: x\n"})
    assert told(both) == [("club.yaml", "FILE-UNEXPECTED")]


def test_broken_settings_are_no_settings(tmp_path: Path) -> None:
    """The one problem is that of the file; that the club is missing is not said on top."""
    club = the_club(tmp_path, {}, settings="name：x\n")
    assert (club.settings, told(club)) == (None, [("club.yml", "YAML-FULLWIDTH-COLON")])


def test_a_folder_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    """There is nothing to report problems about; the message names the folder, not the machine's path to it."""
    with pytest.raises(HuiguanError) as raised:
        read_club(tmp_path / "no-club")
    assert says(raised.value.problem).startswith("没有「no-club」这个文件夹。")
    assert str(tmp_path) not in says(raised.value.problem)


@pytest.mark.parametrize("name", ["Event-Kinds", "event kinds", "平台", "kinds2"])
def test_a_vocabulary_has_a_name_of_letters_and_underscores(tmp_path: Path, name: str) -> None:
    """The name is what a field refers to."""
    club = the_club(tmp_path, {f"vocabulary/{name}.yml": "a: {label: b}\n"})
    assert (club.vocabulary, told(club)) == ((), [(f"vocabulary/{name}.yml", "VOCABULARY-NAME")])
