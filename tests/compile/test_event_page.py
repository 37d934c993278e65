"""Pages of events: the large ticket, what stands in its rows, the rule of a series in words, and what it left behind."""

from pathlib import Path

import pytest

from builders import a_case, a_group, an_event
from full_club import full_club
from huiguan.model.visibility import Visibility
from sites import Site, a_site

PLACE = "{name: 茶空间, address: 西湖路 1 号, city: 杭州, district: 西湖区"


def rows(site: Site, path: str) -> dict[str, str]:
    """The rows of the ticket."""
    names = [entry.text for entry in site.all(path, "dt")]
    values = [entry.text for entry in site.all(path, "dd")]
    return dict(zip(names, values, strict=True))


ROWS: list[tuple[dict[str, str], dict[str, str | None]]] = [
    ({"mode": "onsite", "venue": PLACE + "}"}, {"地点": "茶空间 · 杭州西湖区西湖路 1 号", "线上": None}),
    (
        {"mode": "onsite", "venue": "{name: 茶空间, address: 杭州市西湖路 1 号, city: 杭州}"},
        {"地点": "茶空间 · 杭州市西湖路 1 号"},
    ),
    ({"online": "{platform: 腾讯会议, url: https://meet.example.com/x}"}, {"线上": "腾讯会议，链接在会员版里"}),
    ({"online": "{platform: 飞书, url: https://meet.example.com/x, visibility: public}"}, {"线上": "飞书"}),
    ({"price": "{amount: 0}"}, {"费用": "免费"}),
    ({"price": "{amount: 0, note: 茶水自理}"}, {"费用": "免费，茶水自理"}),
    ({"price": "{amount: 80, member_amount: 50}"}, {"费用": "80 元，会员 50 元"}),
    ({"price": "{amount: 500, currency: TWD, member_amount: 0, note: 含午餐}"}, {"费用": "500 新台币，会员 0 新台币，含午餐"}),
    ({"capacity": "300"}, {"名额": "300 席"}),
    ({"registration": "{required: true, deadline: 2026-11-25 18:00}"}, {"报名截止": "2026-11-25 18:00"}),
    ({"registration": "{url: https://form.example.com/}"}, {"报名": "去报名"}),
    ({"registration": "{opens: 2026-11-22 10:00}"}, {"开始报名": "2026-11-22 10:00"}),
    ({"registration": "{opens: 2026-11-21 10:00}"}, {"开始报名": None}),
    ({"registration": "{url: https://form.example.com/, deadline: 2026-11-21 18:00}"}, {"报名": "去报名"}),
    ({"registration": "{url: https://form.example.com/, deadline: 2026-11-20 18:00}"}, {"报名": "已截止"}),
    ({"registration": "{required: true, deadline: 2026-11-20}"}, {"报名": "已截止", "报名截止": "2026-11-20"}),
    ({"timezone": "America/New_York", "registration": "{deadline: 2026-11-25 18:00}"}, {"报名截止": "2026-11-25 18:00 纽约时间"}),
    ({"replay_policy": "members"}, {"回放": "会员可看"}),
    ({"speakers": "[lu-zhifan, {name: 嘉宾}]", "moderator": "lu-zhifan"}, {"讲者": "陆陆知帆 嘉嘉宾", "主持": "陆陆知帆"}),
    ({"organizer": "{group: g, person: lu-zhifan}"}, {"主办": "内容组 · 陆陆知帆"}),
    ({"organizer": "{group: g}"}, {"主办": "内容组"}),
    ({"start": "2027-08-01", "date_precision": "month"}, {"时间": "2027 年 8 月，日期待定"}),
    ({"start": "2027-08-01", "date_precision": "quarter"}, {"时间": "2027 年第 3 季度，日期待定"}),
    ({"start": "2027-08-01", "date_precision": "year"}, {"时间": "2027 年，日期待定"}),
    ({}, {"地点": None, "费用": None, "讲者": None, "主办": None, "报名": None}),
]


@pytest.fixture(scope="module")
def each(tmp_path_factory: pytest.TempPathFactory) -> Site:
    events = {f"events/e{index}.yml": an_event(**fields) for index, (fields, _) in enumerate(ROWS)}
    return a_site(tmp_path_factory.mktemp("club"), {**events, "members/groups/g.yml": a_group()})


@pytest.mark.parametrize("index", range(len(ROWS)))
def test_the_rows_of_the_ticket(each: Site, index: int) -> None:
    """Each in words, and none for what the event does not say."""
    shown = rows(each, f"events/e{index}.md")
    for name, value in ROWS[index][1].items():
        assert shown.get(name) == value


@pytest.mark.parametrize(
    ("venue", "href"),
    [
        (PLACE + ", map_url: https://map.example.com/x}", "https://map.example.com/x"),
        (PLACE + ", geo: {latitude: 30.25, longitude: 120.125}}", "geo:30.25,120.125"),
    ],
)
def test_the_place_opens_a_map(tmp_path: Path, venue: str, href: str) -> None:
    """The map that the organiser chose, else the phone's own."""
    site = a_site(tmp_path, {"events/e.yml": an_event(mode="onsite", venue=venue)})
    assert site.links("events/e.md")["茶空间 · 杭州西湖区西湖路 1 号"] == href


def test_the_address_of_a_meeting_is_for_those_who_may_know(tmp_path: Path) -> None:
    """In the members' edition the row leads there; in public it stands in no page and no calendar."""
    files = {"events/e.yml": an_event(online="{platform: 腾讯会议, url: https://meet.example.com/secret}")}
    public, members = a_site(tmp_path, files), a_site(tmp_path, files, edition=Visibility.MEMBERS)
    assert members.links("events/e.md")["腾讯会议"] == "https://meet.example.com/secret"
    outputs = [page.as_markdown().encode() for page in public.pages.values()] + list(public.files.values())
    assert not [content for content in outputs if b"meet.example.com" in content]


RULES: list[tuple[str, str, str]] = [
    ("{freq: weekly, on: [thu], count: 2}", "每周四", "every Thu"),
    ("{freq: weekly, on: [周四, 周五], count: 2}", "每周四、周五", "every Thu, Fri"),
    ("{freq: weekly, count: 2}", "每周", "every week"),
    ("{freq: weekly, interval: 2, on: [thu], count: 2}", "每 2 周周四", "every 2 weeks Thu"),
    ("{freq: daily, interval: 3, count: 2}", "每 3 天", "every 3 days"),
    ("{freq: daily, count: 2}", "每天", "every day"),
    ("{freq: monthly, on: [thu], nth: 4, count: 2}", "每月第四个周四", "every month, fourth Thu"),
    ("{freq: monthly, on: [thu], nth: last, count: 2}", "每月最后一个周四", "every month, last Thu"),
    ("{freq: monthly, by_month_day: 26, count: 2}", "每月 26 日", "every month on day 26"),
    ("{freq: monthly, interval: 3, by_month_day: 26, count: 2}", "每 3 个月 26 日", "every 3 months on day 26"),
    ("{freq: yearly, count: 2}", "每年", "every year"),
    ("{freq: yearly, interval: 2, count: 2}", "每 2 年", "every 2 years"),
]


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_rule_of_a_series_in_words(tmp_path: Path, language: str) -> None:
    """As one would say it, in both languages."""
    files = {f"events/e{index}.yml": an_event(repeat=rule) for index, (rule, _, _) in enumerate(RULES)}
    site = a_site(tmp_path, files, language=language)
    shown = [site.all(f"events/e{index}.md", class_="hg-meta")[0].text for index in range(len(RULES))]
    assert [
        text for text, (_, zh, en) in zip(shown, RULES, strict=True) if not text.endswith(zh if language == "zh-Hans" else en)
    ] == []


def test_which_date_the_ticket_shows(tmp_path: Path) -> None:
    """The next one that happens; of a series that is over the last one; all cancelled, the next of them."""
    series = {"start": "2026-11-12 20:00", "repeat": "{freq: weekly, count: 4}"}
    files = {
        "events/next.yml": an_event(**series),
        "events/after.yml": an_event(**series, occurrences="{2026-11-26: {cancel: true, reason: 雨}}"),
        "events/over.yml": an_event(start="2026-10-01 20:00", repeat="{freq: weekly, count: 2}"),
        "events/off.yml": an_event(**series, status="cancelled", reason="雨"),
    }
    site = a_site(tmp_path, files)
    shown = {
        name: site.all(f"events/{name}.md", "time", "hg-pass__date")[0].attributes["datetime"][:10]
        for name in ("next", "after", "over", "off")
    }
    assert shown == {"next": "2026-11-26", "after": "2026-12-03", "over": "2026-10-08", "off": "2026-11-26"}


def test_a_long_series_stays_short(tmp_path: Path) -> None:
    """Six dates stand open, the others behind a tap, those that are over below; each at its own anchor."""
    site = a_site(tmp_path, {"events/e.yml": an_event(start="2026-11-05 20:00", repeat="{freq: weekly, count: 20}")})
    assert "再往后还有 11 场" in site.text("events/e.md")
    anchors = [
        entry.attributes["id"] for entry in site.all("events/e.md", "li") if entry.attributes.get("id", "").startswith("d-")
    ]
    assert len(anchors) == len(set(anchors)) == 20
    assert site.dead_links() == []


def test_a_single_event_has_no_list_of_dates(tmp_path: Path) -> None:
    """One date needs no list, and its page no anchors."""
    site = a_site(tmp_path, {"events/e.yml": an_event()})
    assert [entry.id for entry in site.pages["events/e.md"].contents] == ["about"]


def test_what_it_left_behind(tmp_path: Path) -> None:
    """Of all dates, each record once, and not again among what to read before."""
    files = {
        "content/cases/a.md": a_case(title="甲", from_event="e"),
        "content/cases/b.md": a_case(title="乙"),
        "events/e.yml": an_event(
            start="2026-11-05 20:00",
            repeat="{freq: weekly, count: 4}",
            outputs="{2026-11-05: {cases: [a]}, 2026-11-12: {cases: [a, b]}}",
            related="{cases: [b]}",
        ),
    }
    site = a_site(tmp_path, files)
    part = site.html("events/e.md").partition('id="outputs"')[2]
    assert part.partition("</ul>")[0].count("<li>") == 2
    assert 'id="related"' not in part


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_does_not_take_place_says_so_and_why(tmp_path: Path, status: str) -> None:
    """At the head of the page, with a way to other events and no button to add it."""
    site = a_site(tmp_path, {"events/e.yml": an_event(status=status, reason="讲者生病")})
    (note,) = site.all("events/e.md", class_="hg-note--seal")
    assert "讲者生病" in note.text
    assert "仅添加这一场" not in site.text("events/e.md")
    assert "../" in site.links("events/e.md").values()


def test_every_state_of_a_full_club_draws(tmp_path: Path) -> None:
    """Each event of a club with every state has a page with one title and a share text that ends in its address."""
    site = a_site(tmp_path, full_club(), written=frozenset({"join.md"}))
    events = [path for path in site.pages if path.startswith("events/") and path.count("/") == 1 and path != "events/index.md"]
    assert len(events) == 16
    for path in events:
        assert len(site.all(path, "h1")) == 1
        for words in site.all(path, class_="hg-copy"):
            assert words.text.endswith(site.url(path)) or "#d-" in words.text


FAR_OFF: list[tuple[dict[str, str], str, str]] = [
    ({"start": "2024-05-10 20:00"}, "10", "2024 年 5 月 · 周五20:00–21:00（北京时间），1 小时已结束"),
    ({"start": "2028-02-29 10:00"}, "29", "2028 年 2 月 · 周二10:00–11:00（北京时间），1 小时"),
    (
        {"start": "2024-05-10 20:00", "repeat": "{freq: weekly, count: 3}"},
        "24",
        "2024 年 5 月 · 周五20:00–21:00（北京时间），1 小时已结束",
    ),
    ({"start": "2028-02-29", "repeat": "{freq: yearly, count: 3}"}, "29", "2028 年 2 月 · 周二全天"),
]


def test_a_day_far_off_is_told_all_the_same(tmp_path: Path) -> None:
    """What was held years ago, or comes in years, has its day and hours on its page, and never "day to be fixed"."""
    site = a_site(tmp_path, {f"events/e{index}.yml": an_event(**fields) for index, (fields, _, _) in enumerate(FAR_OFF)})
    for index, (_, day, when) in enumerate(FAR_OFF):
        path = f"events/e{index}.md"
        assert site.all(path, "time", "hg-pass__date")[0].text == day
        assert site.all(path, class_="hg-pass__when")[0].text == when
        assert "待定" not in site.text(path)
    assert site.dead_links() == []
    assert [name for name in site.files if name.endswith("poster.svg")] == ["events/e1/poster.svg", "events/e3/poster.svg"]


def test_what_was_put_off_to_a_new_day_takes_place(tmp_path: Path) -> None:
    """It tells the old day and why, and can be added: it is not called off."""
    fields = {"start": "2026-12-12 14:00", "status": "postponed", "postponed_from": "2026-12-05 14:00", "reason": "台风"}
    site = a_site(tmp_path, {"events/e.yml": an_event(**fields)})
    (note,) = site.all("events/e.md", class_="hg-note--seal")
    assert note.text == "改期原定 12 月 5 日 14:00台风"
    assert "仅添加这一场" in site.text("events/e.md")
    assert "看别的活动" not in site.text("events/e.md")


def test_what_is_said_of_one_date_stands_on_the_page(tmp_path: Path) -> None:
    """Of the date on top its summary and where it was before; of the others why they are off or moved, and their summaries."""
    dates = (
        "{2026-11-26: {move_to: 2026-11-27 19:00, reason: 讲者出差, summary: 讲退货。}, "
        "2026-12-03: {cancel: true, reason: 场地漏水}, 2026-12-10: {summary: 讲口径。}}"
    )
    series = an_event(start="2026-11-19 20:00", summary="每周一题。", repeat="{freq: weekly, count: 5}", occurrences=dates)
    site = a_site(tmp_path, {"events/e.yml": series})
    (note,) = site.all("events/e.md", class_="hg-note--seal")
    assert note.text == "改期原定 11 月 26 日 20:00讲者出差"
    about = site.html("events/e.md").partition('id="about"')[2].partition("<h2")[0]
    assert about.index("讲退货。") < about.index("每周一题。")
    below = site.html("events/e.md").partition('id="dates"')[2]
    assert [below.count(words) for words in ("讲者出差", "场地漏水", "讲口径。", "每周一题。")] == [1, 1, 1, 0]
    assert site.text("events/index.md").count("场地漏水") == 1
