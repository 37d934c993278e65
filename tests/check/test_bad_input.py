"""What a contributor reads when something is wrong: the whole message, at its true place, for every common mistake."""

from pathlib import Path

import pytest

from builders import (
    Files,
    a_case,
    a_group,
    an_event,
    check_club_of,
    club_settings,
    lines_told,
    write_files,
)

CASE = "content/cases/tea.md"
CASE_WITH_FILES = "content/cases/tea/index.md"
EVENT = "events/talk.yml"


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        pytest.param(
            {CASE: a_case(title=None, tilte="直播间退货率")},
            [
                "要改 content/cases/tea.md:5:1 tilte [FIELD-UNKNOWN]",
                "  没有「tilte」这一栏。是不是「title」（标题）？",
                "  改成 title；用不着就删掉这一行。",
            ],
            id="a misspelt key, told once",
        ),
        pytest.param(
            {CASE: a_case(title=None, 标题="直播间退货率")},
            [
                "要改 content/cases/tea.md:5:1 标题 [FIELD-UNKNOWN]",
                "  没有「标题」这一栏。是不是「title」（标题）？",
                "  改成 title；用不着就删掉这一行。",
            ],
            id="a label in the place of its key, told once",
        ),
        pytest.param(
            {CASE: a_case(related="{案例: [tea]}")},
            [
                "要改 content/cases/tea.md:6:11 related.案例 [FIELD-UNKNOWN]",
                "  没有「案例」这一栏。是不是「cases」（案例）？",
                "  改成 cases；用不着就删掉这一行。",
            ],
            id="a label in a block",
        ),
        pytest.param(
            {EVENT: f"<<: *weekly\n{an_event()}"},
            [
                "要改 events/talk.yml:1:1 [YAML-MERGE-KEY]",
                "  这里不支持合并写法「<<」。",
                "  把要用的键直接写出来。",
            ],
            id="a merge key, told once",
        ),
        pytest.param(
            {CASE: a_case(mood="很好")},
            [
                "要改 content/cases/tea.md:6:1 mood [FIELD-UNKNOWN]",
                "  没有「mood」这一栏。是不是「models」（经营模式）？",
                "  改成 models；用不着就删掉这一行。",
            ],
            id="a key that is only near another",
        ),
        pytest.param(
            {CASE: a_case(天气="很好")},
            [
                "要改 content/cases/tea.md:6:1 天气 [FIELD-UNKNOWN]",
                "  没有「天气」这一栏。",
                "  用不着就删掉；只写给自己看的话，放在 # 后面。",
            ],
            id="a key that is near none",
        ),
        pytest.param(
            {CASE: a_case(title=None)},
            [
                "要改 content/cases/tea.md:1:1 title [FIELD-MISSING]",
                "  没有写「title」（标题）。",
                "  补上一行，例如：title: 直播间退货率从 31% 降到 17%",
            ],
            id="a missing field",
        ),
        pytest.param(
            {EVENT: an_event(kind=None)},
            [
                "要改 events/talk.yml:1:1 kind [FIELD-MISSING]",
                "  没有写「kind」（活动类型）。",
                "  补上一行，例如：kind: 线上分享",
            ],
            id="a missing field, told as its kind calls it",
        ),
        pytest.param(
            {CASE: a_case(id="tea")},
            [
                "要改 content/cases/tea.md:6:1 id [FIELD-ID]",
                "  不用写编号：文件名「tea」就是编号。",
                "  删掉这一行。要换编号，就改文件名。",
            ],
            id="an id in the file",
        ),
        pytest.param(
            {CASE: a_case(created="2026-02-30")},
            [
                "要改 content/cases/tea.md:6:10 created [DATE-NOT-REAL]",
                "  「created」（写于）写的 2026-02-30 不存在：这一年的 2 月只有 28 天。",
                "  查一下日历；也许是 2026-02-28。",
            ],
            id="a day that does not exist",
        ),
        pytest.param(
            {EVENT: an_event().replace("title: ", "title：")},
            [
                "要改 events/talk.yml:1:6 [YAML-FULLWIDTH-COLON]",
                "  键后面是全角冒号：「title：周四夜谈」。",
                "  改成半角冒号加一个空格：title: 周四夜谈",
            ],
            id="a full-width colon",
        ),
        pytest.param(
            {CASE: a_case(platforms="[抖因]")},
            [
                "要改 content/cases/tea.md:6:13 platforms[0] [TERM-UNKNOWN]",
                "  没有「抖因」这个平台。最接近的是「抖音」。",
                "  可以写：抖音。俱乐部自己的词，加到 vocabulary/platforms.yml。",
            ],
            id="an unknown platform",
        ),
        pytest.param(
            {CASE: a_case(platforms="[xyzzy]")},
            [
                "要改 content/cases/tea.md:6:13 platforms[0] [TERM-UNKNOWN]",
                "  没有「xyzzy」这个平台。",
                "  例如：淘宝、天猫、1688。俱乐部自己的词，加到 vocabulary/platforms.yml。",
            ],
            id="a platform that is near none",
        ),
        pytest.param(
            {CASE: a_case(authors="[lu-zifan]")},
            [
                "要改 content/cases/tea.md:4:11 authors[0] [REFERENCE-UNKNOWN]",
                "  没有编号是「lu-zifan」的会员。最接近的是「lu-zhifan」。",
                "  到 members/people 里核对编号。",
            ],
            id="an unknown author",
        ),
        pytest.param(
            {EVENT: an_event(end="2026-11-26 19:00")},
            [
                "要改 events/talk.yml:5:6 end [EVENT-END-BEFORE-START]",
                "  「2026-11-26 19:00」结束在开始之前。",
                "  结束要晚于开始；过了零点的活动，结束写第二天的日期。这里也许是 2026-11-26 21:00。",
            ],
            id="an end before the start",
        ),
        pytest.param(
            {CASE: a_case(visibility="membres")},
            [
                "要改 content/cases/tea.md:6:13 visibility [CHOICE-UNKNOWN]",
                "  「visibility」（谁能看）没有「membres」这个选项。",
                "  可以写：members（会员可见）、public（公开）、core（核心会员可见）。",
            ],
            id="an unknown visibility",
        ),
        pytest.param(
            {CASE: a_case(title="[置顶]")},
            [
                "要改 content/cases/tea.md:2:8 title [TEXT-EXPECTED]",
                "  「title」（标题）要的是一段文字，这里却是一个列表，或者一组键和值。",
                "  只留文字；文字以方括号、大括号开头的，给整个值加引号。",
            ],
            id="a title in brackets",
        ),
        pytest.param(
            {CASE: a_case(status="[draft]")},
            [
                "要改 content/cases/tea.md:6:9 status [CHOICE-UNKNOWN]",
                "  「status」（状态）没有「[…]」这个选项。",
                "  可以写：draft（草稿）、review（待复核）、published（已发布）、archived（已归档）、retracted（已撤回）。",
            ],
            id="a list where a state is meant",
        ),
        pytest.param(
            {EVENT: an_event(repeat="{freq: weekly}", occurrences="{明天: {cancel: true}}")},
            [
                "要改 events/talk.yml:6:15 occurrences [DATE-FORMAT]",
                "  「occurrences」（某一场的改动）要的是日期，「明天」不是。",
                "  写成年-月-日，例如 2026-11-21。",
            ],
            id="a key that is no date",
        ),
    ],
)
def test_a_wrong_field_is_told_whole(tmp_path: Path, files: Files, lines: list[str]) -> None:
    """File, line, column, field, what was found, what would be right: and nothing else."""
    assert lines_told(check_club_of(tmp_path, files)) == lines


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        pytest.param(
            {CASE: a_case(visibility="core\nvisibility: public")},
            [
                "要改 content/cases/tea.md:7:1 visibility [YAML-DUPLICATE-KEY]",
                "  「visibility」写了两次，第 6 行已经有了。",
                "  留下一个，删掉另一个。",
            ],
            id="a key that stands twice",
        ),
        pytest.param(
            {CASE: a_case().replace("---\n\n", "\n", 1)},
            [
                "要改 content/cases/tea.md:1:1 [FRONT-MATTER-UNCLOSED]",
                "  文件头从这里开始，却一直没有结束。",
                "  在最后一个键的下一行写三个半角短横线 ---，后面才是正文。",
            ],
            id="front matter that is never closed",
        ),
        pytest.param(
            {EVENT: an_event().encode("gb18030")},
            [
                "要改 events/talk.yml:1:1 [FILE-ENCODING-GB18030]",
                "  这个文件像是用 GB18030（记事本里的 ANSI）编码保存的，从第 1 行起读不出来。",
                "  用编辑器打开，另存为 UTF-8。",
            ],
            id="a file in GB18030",
        ),
        pytest.param(
            {EVENT: ""},
            ["要改 events/talk.yml:1:1 [FILE-EMPTY]", "  这个文件是空的。", "  写上内容；用不着就删掉。"],
            id="an empty file",
        ),
        pytest.param(
            {EVENT: an_event(summary="长" * 100_000)},
            [
                "要改 events/talk.yml:1:1 [FILE-TOO-LARGE]",
                "  这个文件超过 256 KB，不像是手写的文字。",
                "  长文拆成几章，数据表作为附件放在同一个文件夹里。",
            ],
            id="a file of 300 kB",
        ),
        pytest.param(
            {EVENT: an_event(topics="[" * 100_000)},
            [
                "要改 events/talk.yml:5:40 [YAML-TOO-DEEP]",
                "  括号或缩进套得太深，超过 32 层。",
                "  看看是不是括号没有配对；真的要分这么细，就拆成几个字段。",
            ],
            id="100,000 brackets",
        ),
        pytest.param(
            {EVENT: an_event(topics="&a [退货治理]", prepare="[*a, *a]")},
            [
                "要改 events/talk.yml:5:9 topics [YAML-ANCHOR]",
                "  「&a」以 & 开头，在 YAML 里是「给内容起名」，这里不支持。",
                '  是文字就加引号："&a [退货治理]"。不是就删掉它。',
                "要改 events/talk.yml:6:11 prepare[0] [YAML-ALIAS]",
                "  「*a」以 * 开头，在 YAML 里是「引用别处」，这里不支持。",
                '  是文字就加引号："*a, *a]"。真想引用，就把内容再写一遍。',
                "要改 events/talk.yml:6:15 prepare[1] [YAML-ALIAS]",
                "  「*a」以 * 开头，在 YAML 里是「引用别处」，这里不支持。",
                '  是文字就加引号："*a]"。真想引用，就把内容再写一遍。',
            ],
            id="an alias bomb",
        ),
        pytest.param(
            {EVENT: an_event(title="!!python/object/apply:os.system [ls]")},
            [
                "要改 events/talk.yml:1:8 title [YAML-TAG]",
                "  「!!python/object/apply:os.system」以 ! 开头，在 YAML 里是「指定类型」，这里不支持。",
                '  是文字就加引号："!!python/object/apply:os.system [ls]"。不是就删掉它，类型由字段自己决定。',
            ],
            id="a tag that would run",
        ),
        pytest.param(
            {"events/Weekly_Talk.yml": an_event()},
            [
                "要改 events/Weekly_Talk.yml:1:1 [ID-INVALID]",
                "  「Weekly_Talk」不能当编号。",
                (
                    "  编号就是文件名或文件夹名：只用小写字母、数字和单个连字符，最长 80 个，"
                    "也不能叫 index、month 或 con、nul 这类 Windows 保留名。可以改成 weekly-talk；它会写进网址，定下来就别再改。"
                ),
            ],
            id="an id with capitals",
        ),
        pytest.param(
            {EVENT: an_event(), "events/talk/index.yml": an_event()},
            [
                "要改 events/talk/index.yml:1:1 [ID-DUPLICATE]",
                "  编号「talk」已经被 events/talk.yml 用了（大小写不同也算同一个）。",
                "  两个文件留一个，或换一个编号。",
            ],
            id="two records with one id",
        ),
        pytest.param(
            {"members/groups/lu-zhifan.yml": a_group()},
            [
                "要改 members/groups/lu-zhifan.yml:1:1 [ID-SHARED]",
                "  编号「lu-zhifan」已经被 members/people/lu-zhifan.yml 用了；成员、组织和小组共用一套编号，不能重名。",
                "  给其中一个换编号，并改掉提到它的地方。",
            ],
            id="a member and a group with one id",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_whole(tmp_path: Path, files: Files, lines: list[str]) -> None:
    """A broken file is named with its true cause; hostile ones cost no more than that."""
    assert lines_told(check_club_of(tmp_path, files)) == lines


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        pytest.param(
            {CASE_WITH_FILES: a_case(attachments="[{file: 归类.csv}]"), "content/cases/tea/归类表.csv": "a,b\n"},
            [
                "要改 content/cases/tea/index.md:6:22 attachments[0].file [ATTACHMENT-MISSING]",
                "  文件夹 content/cases/tea 里没有「归类.csv」。那里有：归类表.csv。",
                "  把文件放进去；已经放了，就核对文件名，大小写和后缀都要一样。",
            ],
            id="missing",
        ),
        pytest.param(
            {CASE: a_case(attachments="[{file: 归类表.csv}]")},
            [
                "要改 content/cases/tea.md:6:22 attachments[0].file [ATTACHMENT-NO-FOLDER]",
                "  这条记录只有一个文件，没有放附件的地方，找不到「归类表.csv」。",
                "  建一个文件夹 content/cases/tea，把这个文件移进去、改名为 index.md，附件放在它旁边。",
            ],
            id="of a record without a folder",
        ),
        pytest.param(
            {CASE_WITH_FILES: a_case(attachments="[{file: ../../../club.yml}]")},
            [
                "要改 content/cases/tea/index.md:6:22 attachments[0].file [ATTACHMENT-OUTSIDE]",
                "  「../../../club.yml」不在这条记录的文件夹里。",
                "  把文件放到 content/cases/tea，这里只写 club.yml。",
            ],
            id="outside the folder",
        ),
        pytest.param(
            {CASE_WITH_FILES: a_case(attachments="[{file: 安装.exe}]"), "content/cases/tea/安装.exe": b"MZ\x90\x00"},
            [
                "要改 content/cases/tea/index.md:6:22 attachments[0].file [ATTACHMENT-TYPE]",
                "  「安装.exe」这类文件不收，打开它可能有危险。",
                "  收这些：xlsx、docx、pptx、pdf、png、jpg、jpeg、gif、webp、svg、csv、txt、md。压缩包请拆开，一个一个放。",
            ],
            id="a program",
        ),
    ],
)
def test_a_wrong_attachment_is_told_whole(tmp_path: Path, files: Files, lines: list[str]) -> None:
    """A file that is not there, lies elsewhere or may do harm is named, with what to do about it."""
    assert lines_told(check_club_of(tmp_path, files)) == lines


def test_a_linked_attachment_is_told_once(tmp_path: Path) -> None:
    """A symbolic link could lead out of the club, so it is not followed; that it is missing is not said on top."""
    write_files(tmp_path, {"secret.csv": "a,b\n", CASE_WITH_FILES: a_case(attachments="[{file: 表.csv}]")})
    (tmp_path / "content/cases/tea/表.csv").symlink_to(tmp_path / "secret.csv")
    assert lines_told(check_club_of(tmp_path, {})) == [
        "要改 content/cases/tea/表.csv:1:1 [FILE-SYMLINK]",
        "  「content/cases/tea/表.csv」是一个链接；链接可能指到俱乐部的文件夹外面，所以不读。",
        "  换成文件本身。",
    ]


def test_scripts_in_a_body_are_told_at_their_place(tmp_path: Path) -> None:
    """Raw HTML and `javascript:` are reported where they stand, counted from the top of the file."""
    body = "\n正文 <script>alert(1)</script>\n\n请[点这里](javascript:alert(1))\n"
    assert lines_told(check_club_of(tmp_path, {CASE: a_case(body)})) == [
        "要改 content/cases/tea.md:8:4 body [BODY-RAW-HTML]",
        "  正文里写了 HTML：<script>。它不会生效，只会原样显示成文字。",
        "  改用 Markdown 的写法，或者删掉它。要拿它举例子，就放进反引号里。",
        "要改 content/cases/tea.md:10:2 body [BODY-LINK-SCHEME]",
        "  链接 javascript:alert(1) 不会生效，页面上只留文字。",
        "  链接只认 https、http、mailto、tel 四种开头，或者写成相对这份文件的路径。",
    ]


def test_an_unquoted_time_simply_works(tmp_path: Path) -> None:
    """`20:00` is a time and no number of seconds; nobody has to know about quotes."""
    agenda = "\n  - at: 20:00\n    title: 主题分享\n  - at: 20:40\n    title: 问答"
    checked = check_club_of(tmp_path, {EVENT: an_event(agenda=agenda)})
    assert lines_told(checked) == []
    assert checked.club is not None
    assert [item.at for item in checked.club.events[0].agenda] == ["20:00", "20:40"]


def test_an_unknown_visibility_never_becomes_public(tmp_path: Path) -> None:
    """Neither in a record nor as a club's default does a misspelt visibility give a club that could be built."""
    assert check_club_of(tmp_path / "record", {CASE: a_case(visibility="membres")}).club is None
    settings = club_settings(defaults="{visibility: {case: membres}}")
    assert check_club_of(tmp_path / "default", {"club.yml": settings, CASE: a_case()}).club is None
