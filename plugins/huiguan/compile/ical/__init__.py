"""Calendars: events as entries that phones subscribe to, and the dates that pages list."""

from huiguan.compile.ical.calendars import Calendars, compile_calendars
from huiguan.compile.ical.listing import occurrences_of
from huiguan.compile.ical.occurrences import Occurrence, OccurrenceStatus

__all__ = ["Calendars", "Occurrence", "OccurrenceStatus", "compile_calendars", "occurrences_of"]
