"""Whatever somebody types or pastes, the search answers: no error, no harm, something sane."""

import json
from pathlib import Path

import pytest

from builders import a_case, a_member
from search.asking import Found, ask, lay, needs_node, one, shown, urls
from sites import a_site

pytestmark = needs_node

NAMES = "constructor toString __proto__ hasOwnProperty valueOf prototype then length"
FILES = {
    "content/cases/tea.md": a_case(
        f"\n退货的事。Sales went up, returns went down.\n\n## 名字\n\n{NAMES}\n", title="茶叶店的退货率"
    ),
    "content/cases/fruit.md": a_case("\n坏果包赔。\n", title="水果店的赔付", tags="[constructor, __proto__]"),
    "content/cases/again.md": a_case(f"\n{'退货！' * 700}\n\n{'茶 ' * 900}\n", title="说了又说"),
    "members/people/lu-zhifan.yml": a_member(nickname="知帆"),
}
# What is typed, and whether anything of it can be found.
ODD = {
    "five thousand characters": ("退货率" * 1700, True),
    "five thousand letters": ("tuihuo" * 840, False),
    "a page that was pasted": (" ".join(f"第{n}段 说的是 {n} 件不相干的事情，甲乙丙丁戊己庚辛" for n in range(200)), None),
    "only marks": ("！？…—·、。「」~@#$%^&*()[]{}<>", False),
    "emoji": ("👩‍💻🎉", False),
    "emoji and a word": ("🎉退货🎉", True),
    "half a character": ("\ud83c", False),
    "half a character in a word": ("退\ud83c货率", None),
    "__proto__": ("__proto__", True),
    "constructor": ("constructor", True),
    "toString": ("toString", True),
    "hasOwnProperty valueOf": ("hasOwnProperty valueOf", True),
    "a name no text has": ("isPrototypeOf", False),
    "HTML": ("<script>alert(1)</script>", False),
    "HTML around a word": ('"><img src=x onerror=alert(1)>退货', True),
    "right to left": ("\u202eمرحبا 退货", True),
    "NUL": ("\0退货\0", True),
    "one character": ("退", True),
    "one letter": ("x", False),
    "thirty words": ("退货 " + " ".join(f"word{n}" for n in range(29)), True),
    "two hundred blanks": (" " * 200, False),
    "blanks before": (" " * 200 + "退货", True),
    "patterns": (".*+?^${}()|[]\\ (?:a|b)+$", None),
    "patterns around a word": ("(退货|.*)", True),
    "question words": ("怎么什么如何", None),
    "a question of nothing": ("为什么呢？", None),
    "small English words": ("what is the how of it", None),
    "forty eight letters of pinyin": ("xianxianxianxianxianxianxianxianxianxianxianxian", None),
    "pinyin without an end": ("liangjiangxiangqiangniangzhuangshuangguangx", None),
    "a run of one letter": ("a" * 160, False),
    "apostrophes": ("xi'an O'Brien's", None),
    "a line break": ("退\n货\t率", True),
    "an address": ("https://example.com/?q=退货&a=1#b", True),
    "digits": ("0000000000000000000000000000000000000000000000000", False),
    "a number": (12345, False),
    "nothing at all": (None, None),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club that says words which JavaScript knows too."""
    club = a_site(tmp_path_factory.mktemp("club"), FILES)
    return lay(tmp_path_factory.mktemp("site"), club.compilation.search)


@pytest.fixture(scope="module")
def answers(site: Path) -> dict[str, Found]:
    """What each finds, asked one after the other of one index, so that none spoils it for the next."""
    options = {"facets": True, "limit": 20}
    return dict(zip(ODD, ask(site, *([typed, options] for typed, _ in ODD.values())), strict=True))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_query_is_answered(answers: dict[str, Found], name: str) -> None:
    """With the index, not with titles for want of it; what it cannot know it does not find."""
    found, (_, expected) = answers[name], ODD[name][0:2]
    assert found["degraded"] == ""
    assert found["total"] >= len(found["hits"])
    if expected is not None:
        assert bool(found["hits"]) is expected, urls(found)


@pytest.mark.parametrize("name", ODD)
def test_titles_stay_whole_and_text(answers: dict[str, Found], name: str) -> None:
    """A title is one of those that were written, whatever is marked in it."""
    titles = {"茶叶店的退货率", "水果店的赔付", "说了又说", "知帆", "陆知帆", "正式会员"}
    for hit in answers[name]["hits"]:
        assert "".join(text for text, _ in hit["title"]) in titles | {hit["kindLabel"]} or hit["kind"] == "page"


def test_the_same_odd_queries_are_answered_without_a_network(site: Path) -> None:
    """Titles alone, and no error either."""
    broken = "^[trsc][0-9]|^w.[.]|^syllables"
    asked = [{"query": typed, "broken": broken} for typed, _ in ODD.values()]
    answers = ask(site, *asked)
    assert [name for name, answer in zip(ODD, answers, strict=True) if "error" in answer] == []


def test_a_word_that_every_object_knows_is_a_word(site: Path) -> None:
    """It is found where it stands, and marked there."""
    words = NAMES.replace("__", " ").split()
    for word, found in zip(words, ask(site, *words), strict=True):
        assert urls(found)[0].partition("#")[0] in {"cases/tea/", "cases/fruit/"}, word
        marked = "".join(shown(hit["snippet"]) for hit in found["hits"])
        assert f"【{word}】".lower() in marked.lower() or word in {"constructor", "proto"}, word


def test_such_words_are_keys_of_no_table(site: Path) -> None:
    """What is laid down by letters, sounds and facets has own keys alone."""
    folder = next(path for path in (site / "assets/search").iterdir() if path.is_dir())
    for path in folder.glob("s[0-9]*.json"):
        assert {"constructor", "proto"} & set(json.loads(path.read_text(encoding="utf-8"))) == set()
    letters = json.loads((folder / "wc.json").read_text(encoding="utf-8"))
    assert "constructor" in letters


def test_filters_that_no_facet_has_leave_everything(site: Path) -> None:
    """An address that somebody made up."""
    odd = ({"__proto__": ["x"]}, {"toString": ["x"]}, {"nope": []})
    whole, *found = ask(site, "退货", *(["退货", {"filters": filters}] for filters in odd))
    assert [answer["total"] for answer in found] == [whole["total"]] * len(odd)
    assert whole["total"] > 0


def test_odd_options_do_no_harm(site: Path) -> None:
    """The number of what there is stays the same."""
    odd = ({"limit": 0}, {"offset": 10_000}, {"sort": "nonsense"})
    whole, *found = ask(site, "退货", *(["退货", options] for options in odd))
    assert [answer["total"] for answer in found] == [whole["total"]] * len(odd)
    assert [len(answer["hits"]) for answer in found] == [0, 0, whole["total"]]


def test_a_text_that_repeats_itself_is_quoted_once(site: Path) -> None:
    """A line of it, not all of it."""
    (hit,) = [hit for hit in one(site, "退货")["hits"] if hit["url"].startswith("cases/again/")]
    assert len("".join(text for text, _ in hit["snippet"])) < 120
