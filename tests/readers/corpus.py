"""Events that calendars are known to break on, as an organiser types them."""

from typing import Any

Typed = dict[str, Any]


def typed(event_id: str, start: str, **fields: Any) -> Typed:  # noqa: ANN401 - fields as typed
    """The fields of an event; what is not given is the same for all."""
    return {"id": event_id, "title": f"夜谈 {event_id}", "kind": "online_talk", "summary": "一句话", "start": start, **fields}


ZONES = [
    typed("shanghai", "2026-06-04 20:00", repeat={"freq": "weekly", "until": "2027-12-30"}, topics=["content"]),
    typed(
        "new-york",
        "2026-06-02 19:00",
        timezone="America/New_York",
        duration="90m",
        repeat={"freq": "weekly", "on": ["tue", "sun"], "skip": ["2026-11-01", "2027-03-14"]},
        occurrences={"2027-03-16": {"move_to": "2027-03-13 23:30"}, "2026-11-03": {"cancel": "true"}},
    ),
    typed("london", "2026-06-01 09:30", timezone="Europe/London", repeat={"freq": "daily", "on": ["mon", "wed", "fri"]}),
    typed("kolkata", "2026-07-31 06:00", timezone="Asia/Kolkata", repeat={"freq": "monthly", "count": "20"}),
    typed(
        "auckland",
        "2026-06-06 10:00",
        timezone="Pacific/Auckland",
        # Ten in the morning is the evening before in UTC: who looks a date up by its day in UTC must do so on both sides.
        repeat={"freq": "weekly", "skip": ["2026-09-26", "2027-04-03"]},
        occurrences={"2026-10-03": {"move_to": "2026-10-04 16:00"}, "2027-04-10": {"title": "夏令时之后", "duration": "2h"}},
    ),
    typed("utc", "2026-12-01 12:00", timezone="Etc/UTC", repeat={"freq": "daily", "interval": "3", "count": "30"}),
    typed("midnight", "2026-06-06 00:00", repeat={"freq": "weekly", "until": "2027-06-05", "skip": ["2026-07-04"]}),
    typed("just-before", "2026-06-05 23:30", timezone="America/New_York", repeat={"freq": "weekly", "until": "2027-03-12"}),
]
RULES = [
    typed("leap-day", "2024-02-29 20:00", repeat={"freq": "yearly"}),
    typed("leap-day-whole", "2024-02-29", repeat={"freq": "yearly"}),
    typed("last-friday", "2026-06-26 20:00", repeat={"freq": "monthly", "on": ["fri"], "nth": "last"}),
    typed("second-and-last", "2026-06-09 08:00", repeat={"freq": "monthly", "on": ["tue"], "nth": "2", "interval": "3"}),
    typed("thanksgiving", "2026-11-26 10:00", timezone="America/New_York", repeat={"freq": "yearly", "on": ["thu"], "nth": "4"}),
    typed("the-31st", "2026-07-31", repeat={"freq": "monthly", "by_month_day": "31"}),
    typed(
        "every-second-week",
        "2026-06-02 20:00",
        repeat={"freq": "weekly", "interval": "2", "on": ["tue", "sun"], "skip": ["2026-06-14", "2026-09-29"]},
    ),
]
CHANGES = [
    typed(
        "moved-past-midnight",
        "2026-11-26 20:00",
        duration="60m",
        topics=["content"],
        groups=["event-group"],
        organizer={"person": "ji-wan"},
        repeat={"freq": "weekly", "count": "20", "skip": ["2026-12-31", "2027-01-07"]},
        occurrences={
            "2026-11-26": {"title": "第一场", "speakers": ["lu-zhifan"]},
            "2026-12-10": {"cancel": "true"},
            "2026-12-17": {"move_to": "2026-12-18 00:30", "duration": "90m", "speakers": ["lu-zhifan", "mo-yinan"]},
            "2026-12-24": {"move_to": "2026-12-17 21:30"},
            "2027-01-07": {"title": "照样办"},
            "2027-01-21": {"move_to": "2027-01-20"},
        },
        extra=[
            {"start": "2027-01-09 15:00", "duration": "2h", "title": "加场", "kind": "live_qa", "speakers": ["mo-yinan"]},
            {"start": "2027-01-14 09:00"},
        ],
    ),
    typed(
        "changed-extras",
        "2026-12-02 20:00",
        duration="60m",
        reminders=["1d", "15m"],
        repeat={"freq": "weekly", "count": "6"},
        occurrences={
            "2026-12-05": {"cancel": "true", "reason": "讲者生病"},
            "2026-12-12": {"move_to": "2026-12-13 10:00", "title": "挪过的加场", "speakers": ["mo-yinan"]},
            "2026-12-16": {"cancel": "true"},
            "2026-12-19": {"move_to": "2026-12-20", "duration": "2h"},
        },
        extra=[
            {"start": "2026-12-05 14:00", "title": "取消的加场", "speakers": ["lu-zhifan"]},
            {"start": "2026-12-12 14:00", "duration": "90m", "kind": "live_qa"},
            {"start": "2026-12-16 09:00", "title": "同一天的加场"},
            {"start": "2026-12-19 14:00"},
        ],
    ),
    typed("cancelled", "2026-12-05 14:00", status="cancelled", speakers=["lu-zhifan"]),
    typed("cancelled-series", "2026-12-07 14:00", status="cancelled", repeat={"freq": "weekly", "count": "4"}),
    typed("postponed", "2026-12-06 14:00", status="postponed"),
    typed("put-off", "2026-12-20 14:00", status="postponed", postponed_from="2026-12-06 14:00"),
    typed("tentative", "2026-12-08 14:00", status="tentative"),
    typed("three-days", "2027-03-12", end="2027-03-14"),
    typed(
        "whole-days",
        "2026-06-06",
        duration="2d",
        timezone="Pacific/Auckland",
        repeat={"freq": "weekly", "interval": "2", "skip": ["2026-07-04"]},
        occurrences={"2026-07-18": {"cancel": "true"}, "2026-08-01": {"move_to": "2026-08-08"}},
        extra=[{"start": "2026-08-12", "duration": "3d", "title": "三天"}],
    ),
    typed("over-midnight", "2026-12-31 22:00", end="2027-01-01 01:30"),
]
OVER = [
    typed("last-winter", "2026-02-01 20:00"),
    typed("ended", "2025-12-18 20:00", repeat={"freq": "weekly", "count": "20"}, extra=[{"start": "2026-11-30 20:00"}]),
    typed("on-the-edge", "2026-05-25 20:00"),
    typed("a-day-too-old", "2026-05-24 20:00", speakers=["mo-yinan"]),
]
TITLES = [
    typed("long", "2026-12-11 20:00", title=("退货率👨‍👩‍👧‍👦从，é\\n," * 30)[:300].strip()),
    typed("punctuation", "2026-12-12 20:00", title='a,b;c:d "e" \\ f\\,g 100% ＝BEGIN:VEVENT'),
    typed("path", "2026-12-13 20:00", title="C:\\NEW\\new 和 \\N"),
    typed(
        "chinese-address",
        "2026-12-14 20:00",
        mode="online",
        online={"platform": "会议", "url": "https://例子.测试/路径?问=答,1;2", "visibility": "public"},
        registration={"url": "https://例子.测试/报名"},
    ),
]
CORPUS = [*ZONES, *RULES, *CHANGES, *OVER, *TITLES]
