"""What a build is told from outside: the day, the edition, the language. Nothing below the engines asks the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from huiguan.model.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildContext:
    """The circumstances of one build.

    `today` is a day in the club's zone. `changed` maps a file (relative to the root) to the aware UTC time at which its content
    last changed on the branch; `epoch` is the time that an event takes when nothing is known of it.
    """

    today: date
    edition: Visibility = Visibility.PUBLIC
    language: str = "zh-Hans"
    changed: Mapping[str, datetime] = field(default_factory=dict)
    epoch: datetime
