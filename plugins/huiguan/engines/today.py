"""The one place that asks the clock: which day a build is for."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from huiguan.model.field import available_zones
from huiguan.read.record import ClubFolder


def today_for(folder: ClubFolder, given: date | None) -> date:
    """The day given, else that of SOURCE_DATE_EPOCH, else today; the latter two in the club's zone."""
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch.isdigit() else datetime.now(tz=UTC)
    return moment.astimezone(_zone(folder)).date()


def epoch_or_none() -> datetime | None:
    """The time of SOURCE_DATE_EPOCH, if it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), tz=UTC) if epoch.isdigit() else None


def _zone(folder: ClubFolder) -> ZoneInfo:
    """The club's zone as typed; before the settings are checked, a wrong one counts as China's."""
    typed = folder.settings.value.get("timezone") if folder.settings else None
    return ZoneInfo(typed if isinstance(typed, str) and typed in available_zones() else "Asia/Shanghai")
