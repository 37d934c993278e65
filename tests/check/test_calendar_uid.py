"""The identity that a renamed event keeps in calendars: an id, and no other event's."""

from pathlib import Path

import pytest

from builders import an_event, check_club_of, lines_told

REMEDY = "  编号是以前的文件名，不带 .yml，也不带 @ 和域名。从没改过文件名，就去掉这一行。"


def told(root: Path, **events: str) -> list[str]:
    """What is told of these events, by the names of their files."""
    return lines_told(check_club_of(root, {f"events/{name}.yml": text for name, text in events.items()}))


@pytest.mark.parametrize(
    ("uid", "says"),
    [
        ("talk@tide.example.com", "「talk@tide.example.com」不是编号。最接近的是「talk」。"),
        ("Spring_Plan", "「Spring_Plan」不是编号。最接近的是「spring-plan」。"),
        ("夜谈", "「夜谈」不是编号。"),
    ],
)
def test_a_calendar_id_is_an_id(tmp_path: Path, uid: str, says: str) -> None:
    """Who copied it from a calendar is told the part that is meant."""
    head = "要改 events/b.yml:5:6 uid [EVENT-UID-FORMAT]"
    assert told(tmp_path, b=an_event(uid=uid)) == [head, f"  uid 要写这场活动以前的编号，{says}", REMEDY]


def test_a_renamed_event_says_what_it_was_called(tmp_path: Path) -> None:
    """Nobody else is called so: nothing to tell."""
    assert told(tmp_path, b=an_event(uid="a")) == []


def test_two_events_are_never_one_in_calendars(tmp_path: Path) -> None:
    """Whether the other is called so by its file or by its own `uid`; it is told where it can be mended."""
    shared = [
        "  日历里的编号「a」已经有主了：events/a.yml。日历会把两场当成一场。",
        "  uid 写自己以前的编号；从没改过文件名，就去掉 uid。",
    ]
    other = an_event(start="2026-12-05 14:00", uid="a")
    assert told(tmp_path / "1", a=an_event(), b=other) == ["要改 events/b.yml:5:6 uid [EVENT-UID-SHARED]", *shared]
    assert told(tmp_path / "2", a=an_event(uid="a"), b=other) == ["要改 events/b.yml:5:6 uid [EVENT-UID-SHARED]", *shared]
    assert told(tmp_path / "3", a=an_event(uid="z"), b=other) == []


def test_a_draft_takes_no_calendar_id(tmp_path: Path) -> None:
    """It is in no calendar yet."""
    assert told(tmp_path, a=an_event(status="draft"), b=an_event(uid="a")) == []
