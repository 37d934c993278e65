"""Texts that mean harm, in every place of an event that takes a text, past every check."""

from datetime import date

from huiguan.model.event import Event
from huiguan.model.occurrence import Occurrence
from huiguan.model.record import Credit
from huiguan.model.venue import Online, Venue
from huiguan.model.visibility import Visibility
from readers.corpus import Typed, typed

# By name: what somebody hands in as a title, and what a phone may show of it.
TEXTS = {
    "alarm": (
        "甲\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nACTION:AUDIO\r\nEND:VALARM",
        "甲 BEGIN:VALARM TRIGGER:-PT1M ACTION:AUDIO END:VALARM",
    ),
    "forged-end": ("甲\r\nEND:VEVENT\r\nEND:VCALENDAR", "甲 END:VEVENT END:VCALENDAR"),
    "forged-entry": (
        "甲\nEND:VEVENT\nBEGIN:VEVENT\nUID:forged\nDTSTART:20261201",
        "甲 END:VEVENT BEGIN:VEVENT UID:forged DTSTART:20261201",
    ),
    "carriage-return": ("甲\rATTENDEE:mailto:a@example.com", "甲 ATTENDEE:mailto:a@example.com"),
    "folded": ("甲\r\n 乙\r\n\tX-EVIL:1", "甲 乙 X-EVIL:1"),
    "nul": ("甲\x00乙", "甲乙"),
    "vertical-tab": ("甲\x0bX-EVIL:1", "甲 X-EVIL:1"),
    "form-feed": ("甲\x0cX-EVIL:1", "甲 X-EVIL:1"),
    "separators": ("甲\x1cX-A:1\x1dX-B:1\x1eX-C:1", "甲 X-A:1 X-B:1 X-C:1"),
    "next-line": ("甲\x85X-EVIL:1", "甲 X-EVIL:1"),
    "line-separator": ("甲\u2028X-EVIL:1\u2029X-EVIL:2", "甲 X-EVIL:1 X-EVIL:2"),
    "bidi": ("\u202e甲\u202c\u2066乙\u2069\u200f\u061c", "甲乙"),
    "invisible": ("\ufeff甲\u200b乙\u2060\ufff9", "甲乙"),
    "half-pair": ("甲\ud83d乙\udc68", "甲乙"),
    "escape": ("甲\x1b[2J\x07\x7f", "甲[2J"),
    "backslashes": ("甲\\", "甲\\"),
    "escaped": ("\\;\\,\\:", "\\;\\,\\:"),
    "newline-typed": ("C:\\NEW\\new\\N", "C:\\NEW\\new\\N"),
    "punctuation": ('a;b,c:d="e";f^n\'', 'a;b,c:d="e";f^n\''),
    "joined": ("👩‍👩‍👧‍👦" * 40, "👩‍👩‍👧‍👦" * 40),
    "combining": ("é" * 150, "é" * 150),
    "markup": ("<script>alert(1)</script>&amp;%0D%0A", "<script>alert(1)</script>&amp;%0D%0A"),
    "rule": ("RRULE:FREQ=SECONDLY", "RRULE:FREQ=SECONDLY"),
    "long-word": ("长" * 300, "长" * 300),
}
BEFORE, AFTER = typed("a", "2026-12-01 20:00"), typed("z", "2026-12-03 20:00", repeat={"freq": "weekly", "count": "3"})


def harmed(name: str) -> Typed:
    """The series with that text, as what its readers must make of it; its second date is changed."""
    shown = TEXTS[name][1]
    return typed(
        f"m-{name}",
        "2026-12-02 20:00",
        title=shown,
        kind=f"k-{name}",
        repeat={"freq": "weekly", "count": "2"},
        occurrences={"2026-12-09": {"title": shown}},
    )


def harmful(name: str) -> Event:
    """The same with the text itself wherever a text can stand."""
    text = TEXTS[name][0]
    online = Online.model_construct(platform=text, url="https://例子.测试/" + text, visibility=Visibility.PUBLIC)
    venue = Venue.model_construct(name=text, address=text, transport=text, city=None, district=None, geo=None)
    people = (Credit.model_construct(name=text),)
    said = {"title": text, "summary": text, "reason": text, "speakers": people}
    change = Occurrence().model_copy(update=said)
    update = {**said, "prepare": (text,), "online": online, "venue": venue, "occurrences": {date(2026, 12, 9): change}}
    return Event.model_validate(harmed(name)).model_copy(update=update)
