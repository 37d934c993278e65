"""Days and times in the words of a language."""

from datetime import date, datetime, timedelta

from huiguan.wording import Words


def weekday(day: date, words: Words) -> str:
    """The short name of the day of the week."""
    return words(f"weekday.{('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')[day.weekday()]}")


def month(day: date, words: Words) -> str:
    """The month as it stands on a ticket's stub."""
    return words(f"month.{day.month}")


def clock(start: datetime, end: datetime) -> str:
    """The hours from start to end; with the date of the end where it is another day."""
    if start.date() == end.date():
        return f"{start:%H:%M}–{end:%H:%M}"
    return f"{start:%H:%M} – {end:%m-%d %H:%M}"


def month_day(day: date, words: Words) -> str:
    """Day and month in running text."""
    return words("date.month_day", month=day.month, day=day.day, month_name=month(day, words))


def year_month(text: str, words: Words) -> str:
    """A month (`2024-03`) in running text."""
    year, _, number = text.partition("-")
    return words("date.year_month", year=year, month=int(number), month_name=words(f"month.{int(number)}"))


def length(span: timedelta, words: Words) -> str:
    """How long something takes."""
    minutes = int(span.total_seconds() // 60)
    if minutes >= 1440 and minutes % 1440 == 0:
        return words("span.days", count=minutes // 1440)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return words("span.hours", count=hours)
    return words("span.minutes", count=minutes) if minutes < 120 else words("span.hours_minutes", hours=hours, minutes=rest)


def zone(moment: datetime, words: Words) -> str:
    """The zone of a moment as people call it, else by its IANA name."""
    name = str(getattr(moment.tzinfo, "key", ""))
    return words.get(f"site.zone.{name.replace('/', '_')}") or name
