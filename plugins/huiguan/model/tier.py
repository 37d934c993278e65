"""A tier of membership: what it costs, how one gets in, what one gets."""

from typing import ClassVar

from huiguan.model import kind
from huiguan.model.case import Money
from huiguan.model.field import Count, Line, Lines, Prose
from huiguan.model.record import GroupRef, Part, Record, TierRef
from huiguan.model.visibility import Visibility
from huiguan.model.whitepaper import Change


class TierAdmission(Part):
    """How one gets in."""

    mode: Line
    """open, apply, referral, invite or election."""
    criteria: Lines = ()
    approver: GroupRef | None = None


class Benefit(Part):
    """One thing that members of the tier get; with a quantity it can be checked."""

    text: Line
    quantity: Count | None = None
    per: Line | None = None


class Promotion(Part):
    """How one moves on."""

    to: TierRef
    conditions: Lines = ()


class Tier(Record):
    """A tier of membership."""

    kind_of_record: ClassVar[kind.Kind] = kind.TIER

    name: Line
    names: dict[Line, Line] = {}
    rank: Count
    """0 for the lowest."""
    sees: Visibility = Visibility.MEMBERS
    """The edition that people of this tier may read."""
    audience: Prose
    admission: TierAdmission
    fee: Money | None = None
    benefits: tuple[Benefit, ...] = ()
    promotion: tuple[Promotion, ...] = ()
    demotion: Line | None = None
    changes: tuple[Change, ...] = ()
