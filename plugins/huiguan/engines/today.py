"""The one place that asks the clock: which day a build is for."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from huiguan.model.field import available_zones
from huiguan.problem import HuiguanError, Place, Problem
from huiguan.read.record import ClubFolder

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def day_of(typed: str) -> date:
    """The day that was typed as YYYY-MM-DD, in years that a calendar has use for.

    Raises:
        ValueError: It is no such day.
    """
    day = datetime.strptime(typed.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(typed)
    return day


def today_for(folder: ClubFolder, given: date | None) -> date:
    """The day given, else that of SOURCE_DATE_EPOCH, else today; the latter two in the club's zone.

    Raises:
        HuiguanError: The variable holds no moment.
    """
    if given is not None:
        return given
    moment = epoch_or_none() or datetime.now(tz=UTC)
    return moment.astimezone(_zone(folder)).date()


def epoch_or_none() -> datetime | None:
    """The time of SOURCE_DATE_EPOCH, if it is set.

    Raises:
        HuiguanError: It holds no moment.
    """
    typed = os.environ.get(EPOCH_VARIABLE, "").strip()
    if not typed:
        return None
    try:
        return datetime.fromtimestamp(int(typed), tz=UTC)
    except (ValueError, OverflowError, OSError):
        place = Place(file=EPOCH_VARIABLE)
        raise HuiguanError(Problem(code="EPOCH-UNKNOWN", place=place, found=typed, wanted=("1795219200",))) from None


def _zone(folder: ClubFolder) -> ZoneInfo:
    """The club's zone as typed; before the settings are checked, a wrong one counts as China's."""
    typed = folder.settings.value.get("timezone") if folder.settings else None
    return ZoneInfo(typed if isinstance(typed, str) and typed in available_zones() else "Asia/Shanghai")
