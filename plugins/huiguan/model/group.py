"""A group: council, working group, city chapter, circle or project."""

from typing import Annotated, ClassVar

from pydantic import Field

from huiguan.model import kind
from huiguan.model.field import Count, Date, Line, Month, Prose
from huiguan.model.record import GroupRef, Part, PersonRef, Record
from huiguan.model.term import GroupKind
from huiguan.model.visibility import Visibility


class Lead(Part):
    """Who leads the group, in months."""

    person: PersonRef
    role: Line | None = None
    from_: Month | None = Field(default=None, alias="from")
    to: Month | None = None


class Entry(Part):
    """How to get in."""

    how: Line
    visibility: Visibility = Visibility.PUBLIC
    qr: Line | None = None
    """A picture in the record's folder."""
    qr_expires: Date | None = None


class Group(Record):
    """A group."""

    kind_of_record: ClassVar[kind.Kind] = kind.GROUP

    name: Line
    names: dict[Line, Line] = {}
    kind: GroupKind
    mission: Prose
    city: Line | None = None
    leads: tuple[Lead, ...] = ()
    term_months: Annotated[Count, Field(ge=1, le=120)] | None = None
    entry: Entry | None = None
    rules: Prose | None = None
    parent: GroupRef | None = None
    ended: Date | None = None
