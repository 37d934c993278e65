"""Rules across fields and records: figures, texts, links, waivers."""

from pathlib import Path

import pytest

from builders import (
    TIERS,
    Files,
    a_case,
    a_group,
    a_member,
    a_whitepaper,
    an_organization,
    check_club_of,
    club_settings,
    codes_told,
    heads_told,
    lines_told,
)

CASE = "content/cases/tea.md"
SECTIONS = "\n## 背景\n\n一家茶店。\n\n## 做了什么\n\n改脚本。\n\n## 结果\n\n降了。\n\n## 教训\n\n- 先讲缺点\n"


# Figures


@pytest.mark.parametrize(
    ("metric", "codes"),
    [
        ("{kpi: 投诉率, before: 0.82, after: 0.35}", []),
        ("{kpi: 退货率, before: 31.2, after: 17.4}", ["METRIC-DEFINITION"]),
        ("{kpi: 退货率, before: 31.2, after: 17.4, definition: 退款成功订单数 ÷ 支付订单数}", []),
        ("{kpi: 投诉率, before: 很高, after: 0.35}", ["METRIC-NUMBER"]),
        ('{kpi: 投诉率, before: "20-30", after: "10～15", disclosure: banded}', []),
        ('{kpi: 投诉率, before: ">50", after: "≤ 10", disclosure: banded}', []),
        ('{kpi: 投诉率, before: "20-30", after: 0.35}', ["METRIC-NUMBER"]),
        ("{kpi: 投诉率, before: 一般, after: 0.35, disclosure: banded}", ["METRIC-NUMBER"]),
        ("{kpi: 投诉率, before: 820, after: 0.35}", ["METRIC-PERCENT"]),
        ("{kpi: 投诉率, before: -3, after: 0.35}", ["METRIC-PERCENT"]),
        ("{kpi: 订单数, before: 500, after: -120}", ["METRIC-NEGATIVE"]),
        ("{kpi: 净利率, before: -4, after: 6}", []),
        ("{kpi: 订单数, before: 100, after: 98, disclosure: indexed}", []),
        ("{kpi: 订单数, before: 250, after: 200, disclosure: indexed}", ["METRIC-INDEX"]),
        ("{kpi: 订单数, before: 5, after: 6, baseline: {start: 2026-04-01, end: 2026-03-01}}", ["DATE-ORDER"]),
        (
            "{kpi: 订单数, before: 5, after: 6, baseline: {start: 2026-07-01}, result: {start: 2026-04-01}}",
            ["METRIC-RESULT-FIRST"],
        ),
        ("{kpi: 订单数, before: 5, after: 6, baseline: {start: 2026-04-01, end: 2026-04-01}}", []),
    ],
)
def test_a_figure_means_something(tmp_path: Path, metric: str, codes: list[str]) -> None:
    """Numbers are numbers, percentages percentages, indexes begin at 100, and time goes forward."""
    assert codes_told(check_club_of(tmp_path, {CASE: a_case(SECTIONS, metrics=f"\n  - {metric}")})) == codes


@pytest.mark.parametrize(
    ("metric", "lines"),
    [
        (
            "{kpi: 退货率, before: 31.2, after: 17.4}",
            [
                "要改 content/cases/tea.md:7:5 metrics[0] [METRIC-DEFINITION]",
                "  「退货率」有不止一种算法，没有写用的是哪一种。",
                "  补上 definition（口径），例如：退款成功订单数 ÷ 支付订单数，按支付日归因，含仅退款。",
            ],
        ),
        (
            "{kpi: 订单数, before: 2.50, after: 2, disclosure: indexed}",
            [
                "要改 content/cases/tea.md:7:24 metrics[0].before [METRIC-INDEX]",
                "  用指数公开时，之前的数要记作 100，这里是 2.5。",
                "  把之前记作 100，之后按同一比例换算。",
            ],
        ),
        (
            "{kpi: 订单数, before: 5, after: 6, baseline: {start: 2026-04-01, end: 2026-03-01}}",
            [
                "要改 content/cases/tea.md:7:72 metrics[0].baseline.end [DATE-ORDER]",
                "  「end」（结束）写的 2026-03-01 早于 2026-04-01，顺序反了。",
                "  先发生的写更早的日子；相等也可以。",
            ],
        ),
    ],
)
def test_a_wrong_figure_is_told_whole(tmp_path: Path, metric: str, lines: list[str]) -> None:
    """The message stands at the figure, with the number as it was typed."""
    assert lines_told(check_club_of(tmp_path, {CASE: a_case(SECTIONS, metrics=f"\n  - {metric}")})) == lines


def test_missing_sections_are_told_where_the_text_begins(tmp_path: Path) -> None:
    """A case with figures without sections is pointed at its body, not at its front matter."""
    metrics = "\n  - {kpi: 订单数, before: 5, after: 6}"
    assert lines_told(check_club_of(tmp_path, {CASE: a_case("\n## 背景\n\n一家茶店。\n", metrics=metrics)})) == [
        "建议 content/cases/tea.md:9:1 [CASE-SECTIONS]",
        "  有数字的案例，正文里还缺这几节：做了什么、结果、教训。",
        "  加上这几个小标题，例如「## 做了什么」，下面写几句话。",
    ]


def test_sections_may_be_called_otherwise(tmp_path: Path) -> None:
    """The club's usual names for a section count as the section, and a note needs none."""
    body = SECTIONS.replace("## 教训", "## 经验教训").replace("## 背景", "## 案例背景")
    metrics = "\n  - {kpi: 订单数, before: 5, after: 6}"
    assert codes_told(check_club_of(tmp_path / "full", {CASE: a_case(body, metrics=metrics)})) == []
    assert codes_told(check_club_of(tmp_path / "note", {CASE: a_case("\n想到哪写到哪。\n")})) == []


# Texts


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"created": "2026-10-30", "published": "2026-11-12", "updated": "2026-11-12"}, []),
        ({"created": "2026-11-12", "published": "2026-10-30"}, ["要改 content/cases/tea.md:7:12 published [DATE-ORDER]"]),
        ({"published": "2026-11-12", "updated": "2026-11-11"}, ["要改 content/cases/tea.md:7:10 updated [DATE-ORDER]"]),
        ({"published": "2062-11-12"}, ["建议 content/cases/tea.md:6:12 published [DATE-FUTURE]"]),
        ({"published": "2026-11-21"}, []),
        ({"title": "退货率降了。"}, ["建议 content/cases/tea.md:2:8 title [TITLE-FULL-STOP]"]),
        ({"title": "长" * 61}, ["建议 content/cases/tea.md:2:8 title [TITLE-LONG]"]),
        ({"title": "长" * 60}, []),
        ({"summary": "关于退货。"}, ["建议 content/cases/tea.md:3:10 summary [SUMMARY-LENGTH]"]),
        ({"summary": "长" * 200}, []),
        ({"summary": "长" * 201}, ["建议 content/cases/tea.md:3:10 summary [SUMMARY-LENGTH]"]),
        (
            {"disclosure": "{interest: sponsered, statement: 甲方付费}"},
            ["要改 content/cases/tea.md:6:24 disclosure.interest [CHOICE-UNKNOWN]"],
        ),
        ({"source": "{kind: 转载, url: https://a.example/}"}, ["要改 content/cases/tea.md:6:16 source.kind [CHOICE-UNKNOWN]"]),
        ({"disclosure": "{interest: owner}"}, ["建议 content/cases/tea.md:6:24 disclosure.interest [DISCLOSURE-STATEMENT]"]),
        ({"review": "{reviewers: [lu-zhifan]}"}, ["建议 content/cases/tea.md:6:21 review.reviewers [REVIEW-BY-AUTHOR]"]),
        (
            {"review": "{reviewers: [lu-zhifan, {name: 一位编辑}]}"},
            ["建议 content/cases/tea.md:6:21 review.reviewers [REVIEW-BY-AUTHOR]"],
        ),
        (
            {"source": "{kind: reposted}"},
            [
                "要改 content/cases/tea.md:1:1 license [LICENSE-NOT-OPEN]",
                "要改 content/cases/tea.md:6:16 source.kind [SOURCE-INCOMPLETE]",
            ],
        ),
        (
            {"source": "{kind: reposted, url: https://example.com/a}"},
            ["要改 content/cases/tea.md:1:1 license [LICENSE-NOT-OPEN]"],
        ),
        ({"source": "{kind: reposted, url: https://example.com/a}", "visibility": "members"}, []),
        ({"source": "{kind: reposted, url: https://example.com/a}", "license": "CC BY 4.0"}, []),
        ({"source": "{kind: adapted, url: https://example.com/a}"}, []),
    ],
)
def test_a_text_keeps_the_rules_of_its_envelope(tmp_path: Path, typed: dict[str, str], told: list[str]) -> None:
    """Dates go forward, titles and summaries fit, interests are told, and rights allow what is done."""
    assert heads_told(check_club_of(tmp_path, {CASE: a_case(**typed)})) == told


def test_a_text_without_a_body_is_told(tmp_path: Path) -> None:
    """Front matter alone is no text yet; a draft may be so."""
    assert lines_told(check_club_of(tmp_path, {CASE: a_case("")})) == [
        "要改 content/cases/tea.md:1:1 [BODY-EMPTY]",
        "  只有文件头，没有正文。",
        "  在第二个 --- 下面写正文；还没写好就先标 status: draft（草稿）。",
    ]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ({"kind": "client"}, ["CASE-CLIENT-CONSENT"]),
        ({"kind": "client", "client_consent": "{given: false, on: 2026-09-20}"}, ["CASE-CLIENT-CONSENT"]),
        ({"kind": "client", "client_consent": "{given: true, on: 2026-09-20}"}, []),
        ({"kind": "external"}, ["CASE-SOURCE-MISSING"]),
        ({"outcome": "ongoing"}, ["CASE-FOLLOWUP-MISSING"]),
        ({"status": "retracted"}, ["CASE-RETRACTION-MISSING"]),
        ({"status": "retracted", "retraction": "口径有误，重算后另发。"}, []),
        ({"period": "{start: 2026-09-28, end: 2026-07-01}"}, ["DATE-ORDER"]),
        ({"reproducibility": "{replications: [{by: lu-zhifan}]}"}, ["CASE-REPLICATION-BY-AUTHOR"]),
    ],
)
def test_a_case_keeps_the_rules_of_its_kind(tmp_path: Path, typed: dict[str, str], codes: list[str]) -> None:
    """Clients agree, sources are named, promises have a date."""
    assert codes_told(check_club_of(tmp_path, {CASE: a_case(**typed)})) == codes


# References


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (
            "陆知帆",
            [
                "要改 content/cases/tea.md:4:10 authors[0] [REFERENCE-UNKNOWN]",
                "  没有编号是「陆知帆」的会员。最接近的是「lu-zhifan」。",
                "  到 members/people 里核对编号。",
            ],
        ),
        (
            "[阿帆]",
            [
                "要改 content/cases/tea.md:4:11 authors[0] [REFERENCE-UNKNOWN]",
                "  没有编号是「阿帆」的会员。最接近的是「lu-zhifan」。",
                "  到 members/people 里核对编号。",
            ],
        ),
        (
            "[王五]",
            [
                "要改 content/cases/tea.md:4:11 authors[0] [PERSON-UNKNOWN]",
                "  没有叫「王五」的会员。",
                "  会员要写编号，到 members/people 里找；不是会员的，写成 {name: 王五}。",
            ],
        ),
        (
            "lu-zhifan、ji-wan",
            [
                "要改 content/cases/tea.md:4:10 authors[0] [SEVERAL-IN-ONE]",
                "  「lu-zhifan、ji-wan」是好几项，却写成了一项。",
                "  能写几项的栏，写成 [lu-zhifan, ji-wan]；只能写一项的，留下一个。",
            ],
        ),
        (
            "陆知帆、季晚",
            [
                "要改 content/cases/tea.md:4:10 authors[0] [SEVERAL-IN-ONE]",
                "  「陆知帆、季晚」是好几项，却写成了一项。",
                "  能写几项的栏，写成 [lu-zhifan, ji-wan]；只能写一项的，留下一个。",
            ],
        ),
    ],
)
def test_a_person_is_named_by_their_id(tmp_path: Path, typed: str, lines: list[str]) -> None:
    """Whoever writes a name hears the id of that person; several ids or names in one text are told apart."""
    files = {
        CASE: a_case(authors=typed),
        "members/people/lu-zhifan.yml": a_member(nickname="阿帆"),
        "members/people/ji-wan.yml": a_member(name="季晚"),
    }
    assert lines_told(check_club_of(tmp_path, files)) == lines


@pytest.mark.parametrize("typed", ["退货治理、选品", "退货治理，选品", "退货治理/选品", "退货治理; 选品"])
def test_several_terms_in_one_text_are_told_apart(tmp_path: Path, typed: str) -> None:
    """To offer the nearest one alone would lose the other."""
    assert lines_told(check_club_of(tmp_path, {CASE: a_case(topics=typed)})) == [
        "要改 content/cases/tea.md:5:9 topics [SEVERAL-IN-ONE]",
        f"  「{typed}」是好几项，却写成了一项。",
        "  能写几项的栏，写成 [退货治理, 选品]；只能写一项的，留下一个。",
    ]


# Links


@pytest.mark.parametrize(
    ("link", "lines"),
    [
        ("[一](#教训)", []),
        ("[二](gift.md#结果)", []),
        ("[三](../cases/gift.md?a=1)", []),
        ("[四](gift)", []),
        ("[五](https://example.com/a.md)", []),
        ("[六](mailto:talk@example.com)", []),
        ("[七](../../members/people/lu-zhifan.yml)", []),
        ("[八](%67ift.md)", []),
        (
            "[茶](gfit.md)",
            [
                "要改 content/cases/tea.md:8:1 [LINK-BROKEN]",
                "  链接「gfit.md」没有通到任何一页。最接近的是「gift.md」。",
                "  链接写成相对这份文件的路径，例如 ../tea-returns/index.md；核对文件名和后缀。",
            ],
        ),
        (
            "看 [茶](gfit.md#结果)",
            [
                "要改 content/cases/tea.md:8:3 [LINK-BROKEN]",
                "  链接「gfit.md#结果」没有通到任何一页。最接近的是「gift.md」。",
                "  链接写成相对这份文件的路径，例如 ../tea-returns/index.md；核对文件名和后缀。",
            ],
        ),
        (
            "[茶](/cases/gift/)",
            [
                "要改 content/cases/tea.md:8:1 [LINK-BROKEN]",
                "  链接「/cases/gift/」没有通到任何一页。最接近的是「gift.md」。",
                "  链接写成相对这份文件的路径，例如 ../tea-returns/index.md；核对文件名和后缀。",
            ],
        ),
        (
            "[店](www.example.com/a)",
            [
                "要改 content/cases/tea.md:8:1 [LINK-BROKEN]",
                "  链接「www.example.com/a」没有通到任何一页。最接近的是「https://www.example.com/a」。",
                "  链接写成相对这份文件的路径，例如 ../tea-returns/index.md；核对文件名和后缀。",
            ],
        ),
        (
            "![走势](走势.png)",
            [
                "要改 content/cases/tea.md:8:1 [PICTURE-MISSING]",
                "  没有找到图片「走势.png」。",
                "  把图片放进 content/cases/tea，名字一模一样；还没有这个文件夹，就建一个，再把这份文件改名为 index.md 移进去。",
            ],
        ),
        (
            "[茶](/nowhere/at/all/)",
            [
                "要改 content/cases/tea.md:8:1 [LINK-BROKEN]",
                "  链接「/nowhere/at/all/」没有通到任何一页。",
                "  链接写成相对这份文件的路径，例如 ../tea-returns/index.md；核对文件名和后缀。",
            ],
        ),
    ],
)
def test_links_lead_somewhere(tmp_path: Path, link: str, lines: list[str]) -> None:
    """A relative link leads to a file of the club; what stands behind # or ? does not matter, and a near name is offered."""
    files = {CASE: a_case(f"\n{link}\n"), "content/cases/gift.md": a_case()}
    assert lines_told(check_club_of(tmp_path, files)) == lines


def test_a_wrong_field_hides_nothing_of_the_text_below_it(tmp_path: Path) -> None:
    """All is told in one run: a body is looked at although its record cannot be read."""
    checked = check_club_of(tmp_path, {CASE: a_case("\n<b>好</b>[茶](gfit.md)\n", created="昨天")})
    assert heads_told(checked) == [
        "要改 content/cases/tea.md:6:10 created [DATE-FORMAT]",
        "建议 content/cases/tea.md:9:1 body [BODY-RAW-HTML]",
        "要改 content/cases/tea.md:9:9 [LINK-BROKEN]",
    ]


def test_links_in_chapters_are_looked_at(tmp_path: Path) -> None:
    """A chapter is a text like any other; its links are relative to itself."""
    files = {
        "content/whitepapers/w/index.md": a_whitepaper(chapters="[{file: a.md, title: 一}]"),
        "content/whitepapers/w/a.md": "# 一\n\n[首页](index.md) [无](b.md)\n",
    }
    assert heads_told(check_club_of(tmp_path, files)) == ["要改 content/whitepapers/w/a.md:3:16 [LINK-BROKEN]"]


# The club


def test_a_waiver_lets_one_finding_stand(tmp_path: Path) -> None:
    """Code, file and finding must all be those that a person looked at."""
    waiver = f"[{{code: PERSONAL-MOBILE, file: {CASE}, found: 138…78, why: 公开的客服热线}}]"
    waived = check_club_of(tmp_path, {"club.yml": club_settings(waivers=waiver), CASE: a_case("\n13812345678\n\n13987654321\n")})
    assert heads_told(waived) == ["要改 content/cases/tea.md:10:1 [PERSONAL-MOBILE]"]


def test_a_public_repository_holds_nothing_private(tmp_path: Path) -> None:
    """A record for members in a root that is public is an error, in words."""
    settings = club_settings(roots="[{path: ., holds: public}]")
    assert lines_told(check_club_of(tmp_path, {"club.yml": settings, CASE: a_case(visibility="members")})) == [
        "要改 content/cases/tea.md:6:13 visibility [ROOT-HOLDS]",
        "  这条记录是 members（会员可见），而这个仓库最多放到 public（公开）；看得到仓库的人都会看到它。",
        "  把记录移到私有仓库；仓库本来就是私有的，就改 club.yml 的 roots（内容放在哪里）。",
    ]


# Groups, spans, words


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        pytest.param(
            {"members/groups/talk.yml": a_group(parent="talk")},
            [
                "要改 members/groups/talk.yml:4:9 parent [GROUP-CIRCLE]",
                "  上级小组绕成了一圈：talk → talk。",
                "  看看哪一个 parent（上级小组）写错了；最上面的小组不写这一行。",
            ],
            id="its own parent",
        ),
        pytest.param(
            {
                "members/groups/a.yml": a_group(parent="d"),
                "members/groups/b.yml": a_group(parent="d"),
                "members/groups/c.yml": a_group(parent="b"),
                "members/groups/d.yml": a_group(parent="c"),
            },
            [
                "要改 members/groups/b.yml:4:9 parent [GROUP-CIRCLE]",
                "  上级小组绕成了一圈：b → d → c → b。",
                "  看看哪一个 parent（上级小组）写错了；最上面的小组不写这一行。",
            ],
            id="a circle, told once, and not at the group that leads to it",
        ),
        pytest.param({"members/groups/a.yml": a_group(parent="b"), "members/groups/b.yml": a_group()}, [], id="a way up"),
        pytest.param(
            {"members/tiers.yml": TIERS.replace("mode: apply}", "mode: apply}, promotion: [{to: nowhere}]")},
            [
                "要改 members/tiers.yml:1:86 promotion[0].to [REFERENCE-UNKNOWN]",
                "  没有编号是「nowhere」的等级。",
                "  到 members/tiers.yml 里核对编号。",
            ],
            id="a tier that leads nowhere",
        ),
    ],
)
def test_whatever_leads_on_arrives(tmp_path: Path, files: Files, lines: list[str]) -> None:
    """A group has a top, and a tier leads to a tier."""
    assert lines_told(check_club_of(tmp_path, files)) == lines


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"members/groups/talk.yml": a_group(leads="[{person: lu-zhifan, from: 2026-05, to: 2026-04}]")},
            "members/groups/talk.yml:4:48 leads[0].to",
        ),
        (
            {"members/people/lu-zhifan.yml": a_member(groups="[{group: talk, from: 2026-05, to: 2025-12}]")},
            "members/people/lu-zhifan.yml:5:43 groups[0].to",
        ),
        (
            {"members/people/lu-zhifan.yml": a_member(organizations="[{organization: hexi, from: 2026-05, to: 2025-12}]")},
            "members/people/lu-zhifan.yml:5:57 organizations[0].to",
        ),
        (
            {
                "members/people/lu-zhifan.yml": a_member(
                    consent="{given: true, on: 2026-09-20, version: x, scope: [directory_public], expires: 2026-09-01}"
                )
            },
            "members/people/lu-zhifan.yml:4:88 consent.expires",
        ),
        (
            {
                "members/organizations/hexi.yml": an_organization(
                    sponsorship="{level: 金, from: 2026-03-01, to: 2026-02-01, in_return: 展位}"
                )
            },
            "members/organizations/hexi.yml:3:47 sponsorship.to",
        ),
        (
            {"content/whitepapers/a.md": a_whitepaper(method="{period: {start: 2026-05-01, end: 2026-04-30}}")},
            "content/whitepapers/a.md:8:43 method.period.end",
        ),
    ],
    ids=["lead", "group", "organization", "consent", "sponsorship", "survey"],
)
def test_a_span_that_ends_before_it_begins_is_told_at_its_end(tmp_path: Path, files: Files, told: str) -> None:
    """Once, and in the words for all dates in the wrong order."""
    others = {"members/groups/talk.yml": a_group(), "members/organizations/hexi.yml": an_organization()}
    assert heads_told(check_club_of(tmp_path, {**others, **files})) == [f"要改 {told} [DATE-ORDER]"]


def test_a_span_of_one_day_or_month_is_in_order(tmp_path: Path) -> None:
    """The end may be the beginning."""
    group = a_group(leads="[{person: lu-zhifan, from: 2026-05, to: 2026-05}, {person: lu-zhifan, to: 2026-04}]")
    assert heads_told(check_club_of(tmp_path, {"members/groups/talk.yml": group})) == []


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (
            "茶叶、直播, 1,000 单",
            [
                "建议 content/cases/tea.md:6:7 tags[0] [SEVERAL-IN-ONE]",
                "  「茶叶、直播, 1,000 单」是好几项，却写成了一项。",
                '  能写几项的栏，写成 [茶叶, 直播, "1,000 单"]；只能写一项的，留下一个。',
            ],
        ),
        (
            "[店播, 茶叶；直播]",
            [
                "建议 content/cases/tea.md:6:12 tags[1] [SEVERAL-IN-ONE]",
                "  「茶叶；直播」是好几项，却写成了一项。",
                "  能写几项的栏，写成 [茶叶, 直播]；只能写一项的，留下一个。",
            ],
        ),
        (
            '["双11: 预热、返场"]',
            [
                "建议 content/cases/tea.md:6:8 tags[0] [SEVERAL-IN-ONE]",
                "  「双11: 预热、返场」是好几项，却写成了一项。",
                '  能写几项的栏，写成 ["双11: 预热", 返场]；只能写一项的，留下一个。',
            ],
        ),
        ('["1,000 单", A/B 测试, 茶叶、]', []),
        ("[直播（抖音、快手）, 《人、货、场》, 「快、准、狠」, 'SKU (big, small)']", []),
    ],
)
def test_tags_in_a_row_are_several(tmp_path: Path, typed: str, lines: list[str]) -> None:
    """Nobody would find a text by one word of a row; a number may have a comma."""
    assert lines_told(check_club_of(tmp_path, {CASE: a_case(tags=typed)})) == lines


def test_what_a_speaker_talks_about_may_be_a_sentence(tmp_path: Path) -> None:
    """With whatever signs a sentence has."""
    member = a_member(name="许半山", speaker="{available: true, topics: [不降价，怎么清库存, 大促前、中、后的排期]}")
    assert heads_told(check_club_of(tmp_path, {"members/people/xu-banshan.yml": member})) == []
