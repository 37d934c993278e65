"""The types of fields: text with its rules, dates, times, spans, amounts, addresses.

Everything arrives as the text that was typed. A validator raises `PydanticCustomError` with the code of the problem, so that
`check` can turn it into one without knowing the types.
"""

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_SPAN = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?")  # a year has no more minutes
# Some time, and less than the calendar has left.
_REVIEW = re.compile(r"([1-9]\d{0,2})([dwmy])")
# Bidirectional controls, zero-width characters (but the joiner of emoji), separators that end a line in some clients.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
)
_SCHEMES = ("http", "https")
# Names that people type for a zone and that no IANA database knows.
ZONE_MENDS = {
    "Asia/Beijing": "Asia/Shanghai",
    "Asia/Peking": "Asia/Shanghai",
    "Beijing": "Asia/Shanghai",
    "China Standard Time": "Asia/Shanghai",
    "CST": "Asia/Shanghai",
    "GMT+8": "Asia/Shanghai",
    "UTC+8": "Asia/Shanghai",
    "北京时间": "Asia/Shanghai",
    "Taipei Standard Time": "Asia/Taipei",
    "Singapore Standard Time": "Asia/Singapore",
    "SE Asia Standard Time": "Asia/Bangkok",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Eastern Standard Time": "America/New_York",
    "Pacific Standard Time": "America/Los_Angeles",
    "GMT Standard Time": "Europe/London",
}


def refuse(code: str, *, wanted: str = "", **details: str) -> PydanticCustomError:
    """The error that `check` turns into a problem of that code; `wanted` is what would be right."""
    return PydanticCustomError(code, "{wanted}", {"wanted": wanted, **details})


def _text(value: Any, code: str = "TEXT-EXPECTED", wanted: str = "") -> Any:
    """The value, unless it is a list or a block: then the code says what the field is for, with an example in `wanted`."""
    if isinstance(value, (dict, list, tuple)):
        raise refuse(code, wanted=wanted)
    return value


def _line(value: Any, code: str = "TEXT-EXPECTED", wanted: str = "") -> Any:
    value = _text(value, code, wanted)
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value).strip()
    if "\n" in text:
        # A folded scalar (`>-`) over several lines has none; what is left was meant as paragraphs.
        raise refuse("TEXT-ONE-LINE")
    return _clean(text)


def _prose(value: Any) -> Any:
    value = _text(value)
    return _clean(unicodedata.normalize("NFC", value).strip()) if isinstance(value, str) else value


def _clean(text: str) -> str:
    found = _UNSEEN.search(text)
    if found:
        raise refuse("TEXT-UNSEEN-CHARACTER", character=f"U+{ord(found.group()):04X}", position=str(found.start() + 1))
    if not text:
        raise refuse("TEXT-EMPTY")
    return text


def _date(value: Any) -> Any:
    if isinstance(value, date) or not isinstance(_text(value, "DATE-FORMAT", "2026-11-21"), str):
        return value
    match = _DATE.fullmatch(value.strip())
    if not match:
        raise refuse("DATE-FORMAT", wanted=_date_wanted(value))
    return _real_date(*map(int, match.groups()))


def _date_wanted(value: str) -> str:
    numbers = re.findall(r"\d+", value)
    if len(numbers) == 1 and len(numbers[0]) == 8:
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    if len(numbers) >= 3 and len(numbers[0]) == 4:
        try:
            return date(int(numbers[0]), int(numbers[1]), int(numbers[2])).isoformat()
        except ValueError:
            pass
    return "2026-11-21"


def _real_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if 1 <= month <= 12 and year >= 1:
            last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
            raise refuse("DATE-NOT-REAL", wanted=f"{year:04d}-{month:02d}-{last:02d}", last=str(last), month=str(month)) from None
        if year >= 1:
            # Many write the day first.
            turned = f"{year:04d}-{day:02d}-{month:02d}" if 1 <= day <= 12 and 13 <= month <= 31 else ""
            raise refuse("MONTH-NOT-REAL", wanted=turned, month=str(month)) from None
        raise refuse("DATE-FORMAT", wanted="2026-11-21") from None


def _month(value: Any) -> Any:
    if not isinstance(_text(value, "MONTH-FORMAT", "2026-11"), str):
        return value
    match = _MONTH.fullmatch(value.strip()) or _DATE.fullmatch(value.strip())
    if not match:
        raise refuse("MONTH-FORMAT", wanted=_month_wanted(value))
    if not 1 <= int(match[2]) <= 12:
        raise refuse("MONTH-NOT-REAL", month=str(int(match[2])))
    return f"{int(match[1]):04d}-{int(match[2]):02d}"


def _month_wanted(value: str) -> str:
    match = re.match(r"\s*(\d{4})\D+(0?[1-9]|1[0-2])(?!\d)", value)
    return f"{int(match[1]):04d}-{int(match[2]):02d}" if match else "2026-11"


def _moment(value: Any) -> Any:
    if isinstance(value, (date, datetime)) or not isinstance(_text(value, "MOMENT-FORMAT", "2026-11-26 20:00"), str):
        return value
    day, _, clock = value.strip().replace("T", " ", 1).partition(" ")
    match = _DATE.fullmatch(day)
    if not match:
        raise refuse("MOMENT-FORMAT", wanted="2026-11-26 20:00")
    on = _real_date(*map(int, match.groups()))
    if not clock.strip():
        return on
    at = _CLOCK.fullmatch(clock.strip())
    if not at or int(at[1]) > 23 or int(at[2]) > 59 or int(at[3] or 0) > 59:
        raise refuse("MOMENT-FORMAT", wanted=f"{on.isoformat()} 20:00")
    return datetime(on.year, on.month, on.day, int(at[1]), int(at[2]), int(at[3] or 0))  # noqa: DTZ001 - wall time


def _clock(value: Any) -> Any:
    if not isinstance(_text(value, "CLOCK-FORMAT", "20:00"), str):
        return value
    match = _CLOCK.fullmatch(value.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise refuse("CLOCK-FORMAT", wanted="20:00")
    return f"{int(match[1]):02d}:{match[2]}"


def _span(value: Any) -> Any:
    if isinstance(value, timedelta) or not isinstance(_text(value, "SPAN-FORMAT", "90m"), str):
        return value
    typed = value.strip().lower().removeprefix("pt").replace("min", "m")
    match = _SPAN.fullmatch(typed)
    if not typed or not match:
        raise refuse("SPAN-FORMAT", wanted="90m")
    span = timedelta(days=int(match[1] or 0), hours=int(match[2] or 0), minutes=int(match[3] or 0))
    if not timedelta(0) < span <= timedelta(days=366):
        raise refuse("SPAN-FORMAT", wanted="90m")
    return span


def _review_span(value: Any) -> Any:
    if not isinstance(_text(value, "REVIEW-SPAN-FORMAT", "6m"), str):
        return value
    typed = value.strip().lower()
    if not _REVIEW.fullmatch(typed):
        raise refuse("REVIEW-SPAN-FORMAT", wanted="6m")
    return typed


def day_of(moment: datetime | date) -> date:
    """The day of a moment, or the whole day itself."""
    return moment.date() if isinstance(moment, datetime) else moment


def later(start: date, span: str) -> date:
    """The date that lies `span` (`30d`, `2w`, `6m`, `1y`) after `start`; the last day of a shorter month."""
    count, unit = int(span[:-1]), span[-1]
    if unit in "dw":
        return start + timedelta(days=count * (7 if unit == "w" else 1))
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, start.day)


def _yes_no(value: Any) -> Any:
    if isinstance(value, str):
        typed = value.strip().lower()
        if typed in {"true", "yes", "on", "y", "是", "有"}:
            return True
        if typed in {"false", "no", "off", "n", "否", "无"}:
            return False
        raise refuse("YES-NO", wanted="true")
    return _text(value, "YES-NO", "true")


def _number(value: Any) -> Any:
    if not isinstance(_text(value, "NUMBER-FORMAT", "31.2"), str):
        return value
    typed = value.strip().replace(",", "").replace("，", "").removesuffix("%")
    try:
        number = float(unicodedata.normalize("NFKC", typed))
    except ValueError:
        raise refuse("NUMBER-FORMAT", wanted="31.2") from None
    if math.isnan(number) or number in {float("inf"), float("-inf")}:
        raise refuse("NUMBER-FORMAT", wanted="31.2")
    return number


def _count(value: Any) -> Any:
    if not isinstance(_text(value, "COUNT-FORMAT", "300"), str):
        return value
    typed = unicodedata.normalize("NFKC", value.strip().replace(",", ""))
    if not re.fullmatch(r"\d{1,12}", typed):
        raise refuse("COUNT-FORMAT", wanted="300")
    return int(typed)


def _url(value: Any) -> Any:
    value = _line(value, "URL-FORMAT", "https://example.com/")
    if not isinstance(value, str):
        return value
    parts = urlsplit(value) if not re.search(r"[\s<>\"\\]", value) else None
    if parts is None or parts.scheme.lower() not in _SCHEMES or not parts.hostname:
        raise refuse("URL-FORMAT", wanted="https://example.com/")
    return value


def _email(value: Any) -> Any:
    value = _line(value, "EMAIL-FORMAT", "name@example.com")
    if isinstance(value, str) and not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", value):
        raise refuse("EMAIL-FORMAT", wanted="name@example.com")
    return value


def _zone(value: Any) -> Any:
    value = _line(value)
    if isinstance(value, str) and not (value in available_zones() and "/" in value):
        raise refuse("ZONE-UNKNOWN", wanted=ZONE_MENDS.get(value, "Asia/Shanghai"))
    return value


_zones: set[str] = set()


def available_zones() -> set[str]:
    """The IANA names that this machine's tables hold; read once, since the listing walks a folder."""
    if not _zones:
        _zones.update(available_timezones())
    return _zones


def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name."""
    return ZoneInfo(name)


def _listed(value: Any) -> Any:
    # One value where a list is meant (`platforms: 抖音`) is what people type.
    return [value] if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_line)]
Prose = Annotated[str, BeforeValidator(_prose)]
Date = Annotated[date, BeforeValidator(_date)]
Month = Annotated[str, BeforeValidator(_month)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
Clock = Annotated[str, BeforeValidator(_clock)]
Span = Annotated[timedelta, BeforeValidator(_span)]
ReviewSpan = Annotated[str, BeforeValidator(_review_span)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Number = Annotated[float, BeforeValidator(_number)]
Count = Annotated[int, BeforeValidator(_count)]
Url = Annotated[str, BeforeValidator(_url)]
Email = Annotated[str, BeforeValidator(_email)]
Zone = Annotated[str, BeforeValidator(_zone)]
Listed = BeforeValidator(_listed)
Lines = Annotated[tuple[Line, ...], Listed]
