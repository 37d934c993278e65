"""How long something takes, as the standards of calendars and of structured data write it."""

from datetime import timedelta


def duration(span: timedelta) -> str:
    """A span as ISO 8601 writes it: `PT1H30M`, `P3D`."""
    days, rest = divmod(int(span.total_seconds()), 86_400)
    hours, minutes = divmod(rest // 60, 60)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return f"P{days}D" * bool(days) + (f"{'' if days else 'P'}T{clock}" if clock else "")
