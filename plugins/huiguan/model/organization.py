"""An organization: a brand, factory, service provider, university … that the club knows."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from huiguan.model import kind
from huiguan.model.field import Count, Date, Line, Lines, Listed, Prose, Url
from huiguan.model.member import Consent, Verification
from huiguan.model.record import Part, PersonRef, Record
from huiguan.model.term import Industries, OrganizationKind, Platforms, Services
from huiguan.model.visibility import Visibility


class Certificate(Part):
    """A certificate with its end."""

    name: Line
    number: Line | None = None
    valid_until: Date | None = None


class Sponsorship(Part):
    """What a sponsor gives, and what was promised in return, for everyone to read."""

    level: Line
    from_: Date = Field(alias="from")
    to: Date
    in_return: Prose


class Organization(Record):
    """An organization."""

    kind_of_record: ClassVar[kind.Kind] = kind.ORGANIZATION

    name: Line
    names: dict[Line, Line] = {}
    kind: OrganizationKind
    about: Prose | None = None
    roles: Lines = ()
    services: Services = ()
    industries: Industries = ()
    platforms: Platforms = ()
    city: Line | None = None
    founded: Count | None = None
    size: Line | None = None
    """A band: `10-49`."""
    minimum_order: Line | None = None
    lead_time: Line | None = None
    contacts: Annotated[tuple[PersonRef, ...], Listed] = ()
    certificates: tuple[Certificate, ...] = ()
    links: dict[Line, Url] = {}
    verification: Verification | None = None
    consent: Consent | None = None
    sponsorship: Sponsorship | None = None

    def may_appear(self, edition: Visibility, today: date) -> bool:
        """Whether there is a valid consent to an entry in the directory of `edition` on `today`."""
        return self.consent is not None and self.consent.covers(edition, today)
