"""A file of the holiday-cn format (`{year, papers, days: [{name, date, isOffDay}]}`), taken as a calendar of ours."""

from collections.abc import Callable, Mapping
from functools import partial

from huiguan.problem import FieldPath, Places, Spot, Spots
from huiguan.read.record import Value

_KEYS = {"papers": "source", "year": "valid_years", "isOffDay": "off"}


def as_overlay(value: dict[str, Value], places: Places) -> tuple[dict[str, Value], Places]:
    """The same days under our keys, with their places; a file in another format stays as it is.

    A year's notice may name days of the year before or after, so that the years are those of its days as well.
    """
    days = value.get("days")
    if not isinstance(days, list) or "year" not in value or "papers" not in value:
        return value, places
    overlay: dict[str, Value] = {"kind": "statutory", "valid_years": _years(value["year"], days)}
    overlay["source"] = _first(value["papers"])
    overlay["days"] = [_renamed(day) for day in days]
    return overlay, Places(places.file, partial(_moved, places.find))


def _years(year: Value, days: list[Value]) -> Value:
    dates = [day.get("date") for day in days if isinstance(day, dict)]
    return list(dict.fromkeys([year, *sorted(date[:4] for date in dates if isinstance(date, str))]))


def _first(papers: Value) -> Value:
    return next(iter(papers), None) if isinstance(papers, list) else papers


def _renamed(day: Value) -> Value:
    return {_KEYS.get(key, key): item for key, item in day.items()} if isinstance(day, dict) else day


def _moved(find: Callable[[], Spots]) -> Spots:
    """The spots under our keys."""
    typed = find()
    return Spots(keys=_renamed_paths(typed.keys), values=_renamed_paths(typed.values))


def _renamed_paths(spots: Mapping[FieldPath, Spot]) -> dict[FieldPath, Spot]:
    return {tuple(_KEYS.get(part, part) if isinstance(part, str) else part for part in path): at for path, at in spots.items()}
