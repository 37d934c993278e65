"""Posters: what stands on them, where their code leads, and that no word of a contributor breaks one."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import segno
from defusedxml.ElementTree import fromstring

from builders import a_member, an_event
from huiguan.compile.poster import QR_SIZE, qr_squares
from sites import Site, a_site

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "rect", "path", "g", "circle", "line", "text", "tspan"}
SERIES = {
    "repeat": "{freq: weekly, on: [thu], until: 2027-01-28}",
    "duration": "60m",
    "speakers": "[lu-zhifan]",
    "online": "{platform: 腾讯会议}",
    "price": "{amount: 0, currency: CNY}",
    "occurrences": """
  2026-12-03: {title: 三种 GMV 口径}
  2026-12-10: {cancel: true, title: 停一次}
  2026-12-17: {title: 选品会诊, move_to: 2026-12-18 19:30}""",
}


def drawn(site: Site, path: str) -> ET.Element:
    root: ET.Element = fromstring(site.files[path].decode())
    return root


def words(site: Site, path: str) -> list[str]:
    """Every line of text on a poster."""
    return ["".join(text.itertext()) for text in drawn(site, path).iter(f"{SVG}text")]


def an_event_site(root: Path, **changes: str | None) -> Site:
    return a_site(root, {"events/talk.yml": an_event(**changes)})


def test_a_poster_says_what_when_where_and_who(tmp_path: Path) -> None:
    """The next date of a series: its kind, title, day, hours with their zone, place, price and speaker."""
    site = a_site(
        tmp_path,
        {"events/talk.yml": an_event(**SERIES), "members/people/lu-zhifan.yml": a_member(headline="原叶茶品牌联合创始人")},
    )
    assert words(site, "events/talk/poster.svg") == [
        "潮",
        "潮汐电商俱乐部",
        "谁都能来",
        "线上分享",
        "周四夜谈",
        "26",
        "2026 年 11 月 · 周四",
        "20:00–21:00北京时间",
        "腾讯会议 · 免费",
        "陆",
        "陆知帆",
        "原叶茶品牌联合创始人",
        "长按识别，看这一场",
        "改期、取消都写在那一页",
        "",
        "会",
        "馆",
    ]


def test_dates_with_a_title_of_their_own_have_their_own_poster(tmp_path: Path) -> None:
    """Those that happen; the moved one says what day it was. The page leads to each of them."""
    site = an_event_site(tmp_path, **SERIES)
    found = sorted(path for path in site.files if path.startswith("events/"))
    assert found == ["events/talk/2026-12-03.svg", "events/talk/2026-12-17.svg", "events/talk/poster.svg"]
    assert {"选品会诊", "18", "改期", "原定 12 月 17 日", "周四夜谈"} <= set(words(site, "events/talk/2026-12-17.svg"))
    links = {element.attributes["href"] for element in site.all("events/talk.md", "a") if "data-hg-poster" in element.attributes}
    assert links == {"poster.svg", "2026-12-03.svg", "2026-12-17.svg"}


@pytest.mark.parametrize(("path", "anchor"), [("poster", ""), ("2026-12-03", "#d-2026-12-03")])
def test_the_code_leads_to_the_page(tmp_path: Path, path: str, anchor: str) -> None:
    """Square by square the code of the event's address, at least 168 pixels wide."""
    site = an_event_site(tmp_path, **SERIES)
    code = next(path for path in drawn(site, f"events/talk/{path}.svg").iter(f"{SVG}path") if path.get("shape-rendering"))
    rows = segno.make_qr(f"https://tide.example.com/events/talk/{anchor}", error="m", mask=2).matrix
    dark = {(x, y) for y, row in enumerate(rows) for x, square in enumerate(row) if square}
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.get("d", ""))
    assert {(int(x) + step, int(y)) for x, y, width in runs for step in range(int(width))} == dark
    scale = float(re.search(r"scale\(([\d.]+)\)", code.get("transform", ""))[1])  # type: ignore[index]
    assert scale * len(rows) == pytest.approx(QR_SIZE, abs=0.01)
    assert QR_SIZE >= 168


def test_the_runs_of_a_code_fill_it() -> None:
    """The finder in the corner begins with a run of seven."""
    size, path = qr_squares("https://tide.example.com/")
    assert (size, path[:12]) == (25, "M0 0h7v1h-7z")


HOSTILE = [
    '"<script>alert(1)</script> & ]]> &lt;"',
    '\'"><image href="https://evil.example.com/"/>{{ 7*7 }}{% raw %}\'',
    f'"{"长" * 300}"',
    '"👨\u200d👩\u200d👧\u200d👦 家庭店"',
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_a_poster(tmp_path: Path, title: str) -> None:
    """It stays well-formed, made of text and plain shapes, and asks for nothing from anywhere."""
    site = an_event_site(tmp_path, title=title)
    root = drawn(site, "events/talk/poster.svg")
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= SHAPES
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    text = site.files["events/talk/poster.svg"].decode()
    assert "style" not in text.replace("font-style", "")


def test_a_cancelled_event_says_so_on_its_poster(tmp_path: Path) -> None:
    """The word stands over the day, and the day is struck in red."""
    site = an_event_site(tmp_path, status="cancelled", reason="大促值守")
    assert "已取消" in words(site, "events/talk/poster.svg")
    assert [line.get("stroke") for line in drawn(site, "events/talk/poster.svg").iter(f"{SVG}line")] == ["#b13726", "#8c938f"]


def test_whole_days_name_the_last_and_no_zone(tmp_path: Path) -> None:
    """Three days away: from when to when, the place and the price on lines of their own."""
    venue = "{name: 青禾礼盒厂（集合点）, city: 义乌}"
    site = an_event_site(
        tmp_path, start="2027-03-12", end="2027-03-14", mode="onsite", venue=venue, price="{amount: 1280, currency: CNY}"
    )
    assert words(site, "events/talk/poster.svg")[5:10] == [
        "12",
        "2027 年 3 月 · 周五",
        "全天，到 3 月 14 日",
        "义乌 · 青禾礼盒厂（集合点）",
        "1,280 元",
    ]


def test_an_event_without_a_day_has_no_poster(tmp_path: Path) -> None:
    """There is nothing to hang on the ticket yet."""
    site = an_event_site(tmp_path, start="2027-03-01", date_precision="month")
    assert [path for path in site.files if path.startswith("events/")] == []
    assert "存海报" not in site.text("events/talk.md")


def test_two_builds_draw_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, the same posters."""
    first, second = (an_event_site(tmp_path / name, **SERIES) for name in ("a", "b"))
    posters = [path for path in first.files if path.endswith(".svg")]
    assert posters
    assert [first.files[path] for path in posters] == [second.files[path] for path in posters]
