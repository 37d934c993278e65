"""What a reader gets from the search of a small club: filters and counts, order, snippets; and what if the network fails."""

from pathlib import Path

import pytest

from builders import a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization
from huiguan.compile.address import Addresses
from huiguan.compile.search.files import files_of
from huiguan.compile.search.index import index_of
from huiguan.compile.search.written import WrittenPage
from huiguan.wording import words_of
from search.asking import Found, ask, lay, needs_node, one, shown, urls
from sites import a_site

pytestmark = [pytest.mark.slow, needs_node]

CONSENT = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}'
CHAPTERS = "[{file: 01-why.md, title: 退货从哪里来}, {file: 02-how.md, title: 开播前十分钟}]"
FILES = {
    "vocabulary/synonyms.yml": "茶样: [小茶包]\n",
    "content/cases/tea.md": a_case(
        "\n开头一句。\n\n## 背景\n\n原叶茶小店。\n\n## 样茶怎么发\n\n先寄茶样，再发正装。客单价高的先问。\n",
        title="茶叶店的退货率",
        published="2025-03-01",
        platforms="[抖音]",
        topics="[退货治理]",
        outcome="success",
    ),
    "content/cases/fruit.md": a_case(
        "\n坏果包赔。退货也收。\n",
        title="水果店的赔付",
        summary="坏了就赔，按个数算，三个月里投诉少了一半，复购多了两成。",
        published="2026-11-01",
        platforms="[抖音, 小红书]",
        topics="[选品]",
        outcome="failed",
    ),
    "content/cases/html.md": a_case(title='"<b>不是标签</b> 与 __proto__ constructor toString"', topics="[选品]"),
    "content/whitepapers/paper/index.md": a_whitepaper(title="治理白皮书", published="2026-02-01", chapters=CHAPTERS),
    "content/whitepapers/paper/01-why.md": "货不对板。\n\n## 色差最多\n\n灯光一打就变。\n",
    "content/whitepapers/paper/02-how.md": "对一遍脚本。\n",
    "content/templates/sheet/index.md": a_template(title="选品打分表", published="2026-01-01"),
    "content/templates/sheet/表.csv": "款,价\n甲,1\n",
    "events/talk.yml": an_event(
        start="2026-11-26 20:00",
        duration="90m",
        repeat="{freq: weekly, count: 4}",
        occurrences="{2026-12-03: {title: 大促复盘专场}}",
        venue="{name: 茶馆, city: 杭州, address: 湖滨路 1 号}",
    ),
    "members/people/lu-zhifan.yml": a_member(nickname="知帆", city="杭州"),
    "members/organizations/shop.yml": an_organization(consent=CONSENT),
    "members/groups/circle.yml": a_group(),
}
HAND_WRITTEN = (
    WrittenPage(path="index.md", markdown="# 欢迎\n\n一家俱乐部。\n"),
    WrittenPage(path="join.md", markdown="# 怎么加入\n\n先看公约。\n\n## 会费多少\n\n每年九百八十元。\n"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club with something of each kind."""
    club = a_site(tmp_path_factory.mktemp("club"), FILES, found=HAND_WRITTEN)
    return lay(tmp_path_factory.mktemp("site"), club.compilation.search)


def counts(found: Found, name: str) -> dict[str, int]:
    """How many of each value of a facet are told."""
    return {value["label"]: value["count"] for facet in found["facets"] if facet["name"] == name for value in facet["values"]}


# --- filters, order, pages


def test_a_filter_leaves_what_has_the_value(site: Path) -> None:
    """Values of one facet are alternatives, those of two must both be so."""
    tea, fruit = "cases/tea/", "cases/fruit/"
    expected: list[tuple[dict[str, list[str]], list[str]]] = [
        ({"platform": ["xiaohongshu"]}, [fruit]),
        ({"platform": ["xiaohongshu", "douyin"]}, [fruit, tea]),
        ({"platform": ["douyin"], "year": ["2025"]}, [tea]),
        ({"platform": ["xiaohongshu"], "year": ["2025"]}, []),
        ({"platform": ["没有这样的"]}, []),
    ]
    asked = [filters for filters, _ in expected]
    *by, none, empty = (
        sorted(urls(found)) for found in ask(site, *(["店", {"filters": one}] for one in (*asked, {}, {"platform": []})))
    )
    assert by == [found for _, found in expected]
    assert {tea, fruit} <= set(none)
    assert empty == none


def test_counts_leave_their_own_filter_out(site: Path) -> None:
    """Otherwise the other values of a facet could never be chosen; those of other facets count what is left."""
    found = one(site, "退货", facets=True, filters={"platform": ["xiaohongshu"]})
    assert urls(found) == ["cases/fruit/"]
    assert counts(found, "platform") == {"抖音": 2, "小红书": 1}
    assert counts(found, "outcome") == {"没做成": 1}
    assert counts(found, "year") == {"2026": 1}
    active = [value["id"] for facet in found["facets"] for value in facet["values"] if value["active"]]
    assert active == ["xiaohongshu"]


def test_a_chosen_value_stays_though_nothing_has_it(site: Path) -> None:
    """So that it can be taken away."""
    found = one(site, "会费", facets=True, filters={"platform": ["douyin"]})
    assert (found["total"], counts(found, "platform")) == (0, {"抖音": 0})


def test_counts_add_up_to_what_is_found(site: Path) -> None:
    """Of the kinds, since each page is of one."""
    for found in ask(site, *([query, {"facets": True, "limit": 100}] for query in ("退货", "店", "茶"))):
        assert sum(counts(found, "kind").values()) == found["total"] == len(found["hits"])


def test_pages_of_results_follow_each_other(site: Path) -> None:
    """Offset and limit cut one list, whose length is told; there is nothing after its end."""
    words = "退货 店 茶 抖音"
    whole = one(site, words, limit=100)
    parts = ask(site, *([words, {"limit": 2, "offset": offset}] for offset in range(0, whole["total"] + 2, 2)))
    assert [url for part in parts for url in urls(part)] == urls(whole)
    assert {part["total"] for part in parts} == {whole["total"]}
    assert whole["total"] > 3


def test_the_newest_first_when_asked(site: Path) -> None:
    """By their day; what has none stands last."""
    found, by_rank = ask(site, *(["店 茶 退货 表", {"limit": 100, **sort}] for sort in ({"sort": "date"}, {})))
    days = [hit["date"] for hit in found["hits"]]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == [*dated, *([""] * (len(days) - len(dated)))]
    assert 1 < len(dated) < len(days)
    assert sorted(urls(found)) == sorted(urls(by_rank))


def test_filters_without_a_query_list_what_has_them(site: Path) -> None:
    """The newest first."""
    found = one(site, "", filters={"kind": ["case"]}, facets=True)
    assert urls(found)[:2] == ["cases/fruit/", "cases/tea/"]
    assert found["total"] == 3


def test_without_a_query_and_filters_nothing_is_found(site: Path) -> None:
    """Nothing was asked."""
    for found in ask(site, "", "   ", "\u200b"):
        assert (found["total"], found["hits"], found["degraded"]) == (0, [], "")


def test_equals_stand_in_the_order_of_the_documents(tmp_path: Path) -> None:
    """By kind, the newest first, then by address; a second build gives the same order."""
    same = {"title": "一模一样", "summary": "一模一样的话，说了三遍，句句都一样，字字都一样。", "topics": "[选品]"}
    files = {f"content/cases/{name}.md": a_case("一样。", **same) for name in ("c", "a", "b")}
    files |= {f"content/whitepapers/{name}.md": a_whitepaper("一样。", **same) for name in ("e", "d")}
    files["content/cases/newest.md"] = a_case("一样。", **same, published="2026-11-01")
    orders = []
    for place in ("one", "two"):
        club = a_site(tmp_path / place, dict(reversed(files.items())) if place == "two" else files)
        orders.append(urls(one(lay(tmp_path / f"{place}-site", club.compilation.search), "一模一样", limit=20)))
    assert orders[0] == orders[1]
    assert [url for url in orders[0] if url.startswith("cases/") and url != "cases/newest/"] == [
        "cases/a/",
        "cases/b/",
        "cases/c/",
    ]
    assert [url for url in orders[0] if url.startswith("whitepapers/")] == ["whitepapers/d/", "whitepapers/e/"]
    numbers = [hit["id"] for hit in one(tmp_path / "one-site", "一模一样", limit=20)["hits"] if hit["url"] != "cases/newest/"]
    assert numbers == sorted(numbers)


# --- where a result leads, and what it shows


def test_a_heading_is_landed_on(site: Path) -> None:
    """The section that holds the words, by name and id; a page without one opens at its top."""
    (hit, *_), by_fee, by_title = (found["hits"] for found in ask(site, "样茶怎么发", "会费多少", "茶叶店"))
    assert (hit["url"].partition("#")[0], hit["section"]) == ("cases/tea/", "样茶怎么发")
    assert hit["url"].partition("#")[2]
    assert by_fee[0]["url"] == "join/#会费多少"
    assert by_title[0]["url"] == "cases/tea/"


def test_who_types_the_title_opens_the_page_at_its_top(tmp_path: Path) -> None:
    """A heading that repeats words of the title leads nowhere else; one that says more does."""
    body = "\n开头一句。\n\n## 退货率高在哪\n\n先看数。\n\n## 背景\n\n一家小店。\n"
    case = a_case(body, title="茶叶店的退货率")
    site = lay(tmp_path / "site", a_site(tmp_path / "club", {"content/cases/tea.md": case}).compilation.search)
    by_title, by_word, (url,) = map(urls, ask(site, "茶叶店的退货率", "退货率", "退货率高在哪"))
    assert by_title == by_word == ["cases/tea/"]
    assert url.startswith("cases/tea/#")


def test_a_chapter_is_a_result_of_its_own(site: Path) -> None:
    """It says in which book it stands, and lands on its own heading."""
    chapter, other = (found["hits"][0] for found in ask(site, "色差最多", "开播前十分钟"))
    assert chapter["url"].startswith("whitepapers/paper/01-why/#")
    assert (shown(chapter["title"]), chapter["where"]) == ("退货从哪里来", "治理白皮书")
    assert other["url"] == "whitepapers/paper/02-how/"


def test_a_date_of_a_series_is_landed_on(site: Path) -> None:
    """A date with a title of its own stands on the event's page."""
    hit = one(site, "大促复盘专场")["hits"][0]
    assert hit["url"].partition("#")[0] == "events/talk/"
    assert hit["url"].partition("#")[2]
    assert hit["section"] == "大促复盘专场"


def test_a_result_says_what_it_is(site: Path) -> None:
    """Its kind by name, where it belongs, its day, and what marks it."""
    (hit, *_) = one(site, "水果店的赔付")["hits"]
    assert (hit["kind"], hit["kindLabel"], hit["date"], hit["tag"]) == ("case", "案例", "2026-11-01", "没做成")
    assert "抖音" in hit["where"]


def test_what_matched_is_marked(site: Path) -> None:
    """In the title and in a line of the text, whatever script it was typed in."""
    *found, by_text = ask(site, *(typed := ("退货", "退貨", "tuihuo", "ｔｕｉｈｕｏ")), "坏果包赔")
    for query, answer in zip(typed, found, strict=True):
        (hit,) = [hit for hit in answer["hits"] if hit["url"].startswith("cases/tea/")]
        assert shown(hit["title"]) == "茶叶店的【退货】率", query
    assert shown(by_text["hits"][0]["snippet"]) == "【坏果包赔】。退货也收。"


def test_a_long_sentence_is_quoted_where_it_stands(tmp_path: Path) -> None:
    """Pasted whole, it is longer than a line of a result; the line begins with it, though much stands before it."""
    sentence = (
        "我们把近六十天的两千四百三十三条退款逐条归类才看见快递只占一小块而口感不喜欢和与描述不符"
        "占了七成所以先改脚本再改样品最后才改包装和仓库的流程"
    )
    assert len(sentence) > 64
    case = a_case(f"\n{'前面还有许多别的话。' * 30}\n\n{sentence}。\n", title="归类")
    site = lay(tmp_path / "site", a_site(tmp_path / "club", {"content/cases/a.md": case}).compilation.search)
    (hit, *_) = one(site, sentence)["hits"]
    assert f"【{sentence[:40]}" in shown(hit["snippet"])


def test_the_pieces_of_a_line_make_the_line(site: Path) -> None:
    """Nothing is lost or doubled between what is marked and what is not, and none is empty."""
    found = ask(site, "店", "退货率", "b", "不是标签", "先寄茶样 正装", "constructor")
    hits = [hit for answer in found for hit in answer["hits"]]
    assert all(text for hit in hits for text, _ in (*hit["title"], *hit["snippet"]))
    titles = {"".join(text for text, _ in hit["title"]) for hit in found[0]["hits"]}
    assert {"茶叶店的退货率", "水果店的赔付"} <= titles


def test_a_title_is_text(site: Path) -> None:
    """What a member typed stays as typed; names that JavaScript knows are words like others."""
    typed = ("不是标签", "<b>不是标签</b>", "__proto__", "constructor", "toString", "b")
    for query, found in zip(typed, ask(site, *typed), strict=True):
        (hit, *_) = found["hits"]
        assert hit["url"] == "cases/html/", query
        assert "".join(text for text, _ in hit["title"]) == "<b>不是标签</b> 与 __proto__ constructor toString"


def test_it_says_what_stood_in_for_the_query(site: Path) -> None:
    """A synonym, pinyin, a slip of a letter; nothing for what was found as typed."""
    expected = {
        "小茶包": [("小茶包", "synonym", "茶样")],
        "tuihuo": [("tuihuo", "pinyin", "退货")],
        "tui huo": [("tui huo", "pinyin", "退货")],
        "constructer": [("constructer", "typo", "constructor")],
        "退货": [],
        "小茶包 小茶包 小茶包": [("小茶包", "synonym", "茶样")],
    }
    found = dict(zip(expected, ask(site, *expected), strict=True))
    used = {
        query: [(entry["typed"], entry["why"], entry["as"][0]) for entry in answer["used"]] for query, answer in found.items()
    }
    assert used == expected
    assert found["小茶包"]["hits"][0]["url"].startswith("cases/tea/")


def test_a_person_is_found_by_name_nickname_and_sound(site: Path) -> None:
    """Each leads to the person first."""
    typed = ("陆知帆", "陸知帆", "知帆", "luzhifan", "lu zhifan")
    assert [urls(found)[0] for found in ask(site, *typed)] == ["people/lu-zhifan/"] * len(typed)


def test_an_event_is_found_by_city_and_month(site: Path) -> None:
    """In each of the ways in which a month is typed."""
    typed = ("杭州 11月", "杭州 十一月", "杭州 2026年11月", "11月26日 杭州")
    assert [urls(found)[0] for found in ask(site, *typed)] == ["events/talk/"] * len(typed)


# --- when the network fails


def test_titles_alone_answer_when_the_rest_cannot_be_had(site: Path) -> None:
    """It says so; a page is found by its title and its labels, and by no word of its text."""
    asked = [
        {"query": query, "broken": "^[trsc][0-9]|^w.[.]|^syllables|^facets"}
        for query in ("退货率", "抖音 水果", "坏果包赔", "茶")
    ]
    by_title, by_label, by_text, one_character = (answer["found"] for answer in ask(site, *asked))
    assert {found["degraded"] for found in (by_title, by_label, by_text)} == {"titles"}
    assert urls(by_title) == ["cases/tea/"]
    assert shown(by_title["hits"][0]["title"]) == "茶叶店的【退货率】"
    assert urls(by_label) == ["cases/fruit/"]
    assert by_text["total"] == 0
    assert "cases/tea/" in urls(one_character)


def test_nothing_is_asked_and_nothing_found_without_a_network_too(site: Path) -> None:
    """Marks alone list no titles, since they list nothing with a network."""
    (answer,) = ask(site, {"query": "！！！", "options": {"facets": True}, "broken": "^[tr][0-9]|^facets"})
    found = answer["found"]
    assert (found["total"], found["hits"], found["degraded"]) == (0, [], "titles")


def test_a_failed_request_is_made_again(site: Path) -> None:
    """Once the network is back the same words find everything again."""
    broken, healed = ask(site, {"query": "坏果包赔", "broken": "^t[0-9]"}, {"query": "坏果包赔", "broken": ""})
    assert broken["found"]["degraded"] == "titles"
    assert healed["found"]["degraded"] == ""
    assert urls(healed["found"]) == ["cases/fruit/"]


def test_it_fails_where_nothing_can_be_had(site: Path) -> None:
    """Neither index nor titles: whoever asked learns of it."""
    (answer,) = ask(site, {"query": "退货", "broken": "^[tr][0-9]|titles"})
    assert answer["error"] == "TypeError"


@pytest.mark.parametrize("when", ["before", "during"])
def test_a_search_that_nobody_waits_for_ends(site: Path, when: str) -> None:
    """With the signal's reason, though the network failed too; one that was stopped before asks for nothing."""
    whole, broken = ask(site, {"query": "退货", "abort": when}, {"query": "选品", "abort": when, "broken": "."})
    assert (whole["error"], broken["error"]) == ("AbortError", "AbortError")
    assert when == "during" or whole["fetched"] == broken["fetched"] == []


def test_a_site_that_was_published_anew_is_asked_anew(tmp_path: Path) -> None:
    """Whoever has a page open while the club publishes searches the new index: the folder of the old one is gone."""
    before = a_site(tmp_path / "before", {"content/cases/a.md": a_case(title="旧的标题")}).compilation.search
    after = a_site(tmp_path / "after", {"content/cases/a.md": a_case(title="新的标题")}).compilation.search
    site = lay(tmp_path / "site", before)
    lay(tmp_path / "next", after)
    swap = {"from": str(tmp_path / "next/assets/search"), "to": str(site / "assets/search")}
    first, second = ask(site, {"query": "标题"}, {"query": "新的", "swap": swap})
    assert shown(first["found"]["hits"][0]["title"]) == "旧的【标题】"
    assert second["found"]["degraded"] == ""
    assert shown(second["found"]["hits"][0]["title"]) == "【新的】标题"


def test_two_searches_at_once_survive_a_new_index(tmp_path: Path) -> None:
    """Both find what is new, each its own, whichever of them notices it first."""
    texts = {"before": ("旧的标题", "旧的别题"), "after": ("新的标题", "新的别题")}
    clubs = {
        name: {f"content/cases/{n}.md": a_case(title=title) for n, title in enumerate(titles)} for name, titles in texts.items()
    }
    clubs["after"] |= {f"content/cases/more{n}.md": a_case(title=f"又一篇{n}") for n in range(20)}
    before, after = (a_site(tmp_path / name, files).compilation.search for name, files in clubs.items())
    site = lay(tmp_path / "site", before)
    lay(tmp_path / "next", after)
    swap = {"from": str(tmp_path / "next/assets/search"), "to": str(site / "assets/search")}
    _, answer = ask(site, {"query": "标题"}, {"query": "新的标题", "with": "新的别题", "swap": swap})
    both = [answer["found"], answer["other"]]
    assert [found["degraded"] for found in both] == ["", ""]
    assert [shown(found["hits"][0]["title"]) for found in both] == ["【新的标题】", "【新的别题】"]


def test_a_club_without_anything_answers_nothing(tmp_path: Path) -> None:
    """An index of no document is one all the same."""
    addresses = Addresses("https://a.example/", use_directory_urls=True)
    files = files_of([], index_of([]), {}, addresses=addresses, words=words_of("zh-Hans"))
    site = lay(tmp_path, files)
    for found in ask(site, "退货", "tuihuo", ["", {"filters": {"kind": ["case"]}}], ["退伙", {"facets": True}]):
        assert (found["total"], found["hits"], found["degraded"]) == (0, [], "")


def test_an_index_is_read_once(site: Path) -> None:
    """The same words asked again ask the network for nothing."""
    first, second = ask(site, {"query": "退货率"}, {"query": "退货率"})
    assert first["fetched"]
    assert second["fetched"] == []
