"""Entries for events: two in three happen once, one in three is a series."""

from datetime import date, timedelta

from bench.cast import Cast, id_of, is_series
from bench.entry import Entry
from bench.pen import Pen

# The day of every measured build; events lie in the half year before and after it.
TODAY = date(2026, 11, 21)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def event(number: int, pen: Pen, cast: Cast) -> Entry:
    """An event; a series is weekly for a quarter to half a year, with one date called off and one with a title of its own."""
    title, summary = pen.write("event", "titles"), pen.write("event", "summary")
    day = TODAY + timedelta(days=pen.number(-180, 180))
    agenda = list(zip(("20:00", "20:30", "21:10"), pen.several("event", "agenda", 3), strict=True))
    speaker, host = (cast.id_near("member", pen.random.random()) for _ in range(2))
    organizer, related = cast.id_near("group", pen.random.random()), cast.id_near("case", pen.random.random())
    online = pen.random.random() < 0.5
    fields = f"""title: {title}
kind: {pen.pick("线上分享", "沙龙", "研讨会", "工作坊", "问答直播")}
summary: {summary}
access: {pen.pick("public", "members")}
organizer: {{group: {organizer}, person: {host}}}
topics: [{pen.pick("数据口径", "退货治理", "选品", "店播")}]
start: {day} 20:00
duration: 90m
{_where(pen, online=online)}speakers: [{speaker}]
agenda:
{_agenda(agenda)}
prepare: [近 60 天的退款明细, 自己的电脑]
capacity: {pen.number(12, 300)}
price: {{amount: {pen.number(0, 12) * 10}, currency: CNY}}
registration: {{required: true, url: "https://form.example.com/{id_of("event", number)}"}}
related: {{cases: [{related}]}}
created: {day - timedelta(days=30)}
updated: {day - timedelta(days=20)}
{_series(pen, day) if is_series(number) else ""}"""
    facts = (
        ("时间", f"{day} 20:00" + ("，每周一次" if is_series(number) else "")),
        ("地点", "线上" if online else pen.place),
        ("主讲", f"[会员](member:{speaker})"),
        ("相关案例", f"[复盘](case:{related})"),
    )
    return Entry(
        kind="event",
        id=id_of("event", number),
        title=title,
        summary=summary,
        tags=(pen.platform, pen.place),
        fields=fields,
        facts=facts,
        body=f"{summary}\n\n## 议程\n\n" + "\n".join(f"- {at} {what}" for at, what in agenda) + "\n",
    )


def _where(pen: Pen, *, online: bool) -> str:
    if online:
        return "mode: online\nonline: {platform: 腾讯会议, url: https://meeting.example.com/room, visibility: members}\n"
    return f"mode: onsite\nvenue: {{name: {pen.place}会客厅, address: 示例路 {pen.number(1, 300)} 号, city: {pen.place}}}\n"


def _agenda(points: list[tuple[str, str]]) -> str:
    return "\n".join(f'  - {{at: "{at}", title: {what}}}' for at, what in points)


def _series(pen: Pen, first: date) -> str:
    weeks = pen.number(12, 26)
    return f"""repeat: {{freq: weekly, on: [{_DAYS[first.weekday()]}], until: {first + timedelta(weeks=weeks)}}}
occurrences:
  {first + timedelta(weeks=3)}: {{cancel: true, reason: 大促当周，都在自己店里值守}}
  {first + timedelta(weeks=6)}: {{title: {pen.write("event", "titles")}}}
"""
