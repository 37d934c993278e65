"""A member: a person with consent, what they do, what they give and look for."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from huiguan.model import kind
from huiguan.model.field import Date, Email, Line, Lines, Listed, Month, Url, YesNo
from huiguan.model.record import GroupRef, OrganizationRef, Part, PersonRef, Record, TierRef
from huiguan.model.term import BusinessModels, EventKind, Industries, Languages, Persona, Platforms, Stage
from huiguan.model.visibility import FieldVisibility, Visibility


class MemberStatus(StrEnum):
    """Where a person stands in the club; only applicants have no entry."""

    APPLICANT = "applicant"
    ACTIVE = "active"
    DORMANT = "dormant"
    ALUMNI = "alumni"
    IN_MEMORIAM = "in_memoriam"

    @property
    def is_built(self) -> bool:
        """Whether people in this state may have a page."""
        return self is not MemberStatus.APPLICANT

    @classmethod
    def _missing_(cls, value: object) -> "MemberStatus | None":
        return cls.ACTIVE if value == "published" else None


class VerificationLevel(StrEnum):
    """How the club knows them."""

    SELF = "self"
    REFERRED = "referred"
    MET_IN_PERSON = "met_in_person"
    LICENSE_CHECKED = "license_checked"


class ConsentScope(StrEnum):
    """What the person agreed to."""

    DIRECTORY_PUBLIC = "directory_public"
    DIRECTORY_MEMBERS = "directory_members"
    PHOTO = "photo"
    SPEAKER_PAGE = "speaker_page"


class Consent(Part):
    """What someone agreed to, when, and until when."""

    given: YesNo
    on: Date
    version: Line
    scope: Annotated[tuple[ConsentScope, ...], Listed] = ()
    expires: Date | None = None

    def covers(self, edition: Visibility, today: date) -> bool:
        """Whether an entry in the directory of `edition` is agreed to on `today`; the first and the last day count."""
        wanted = {ConsentScope.DIRECTORY_PUBLIC}
        if edition is not Visibility.PUBLIC:
            wanted.add(ConsentScope.DIRECTORY_MEMBERS)
        lasts = self.on <= today and (self.expires is None or today <= self.expires)
        return self.given and lasts and bool(wanted & set(self.scope))


class Admission(Part):
    """How they came in; for the officers alone."""

    channel: Line
    """apply, referral or invite."""
    referrers: Annotated[tuple[PersonRef, ...], Listed] = ()
    approved_on: Date | None = None
    approved_by: GroupRef | None = None


class Belonging(Part):
    """A role in an organization; months."""

    organization: OrganizationRef
    title: Line | None = None
    from_: Month | None = Field(default=None, alias="from")
    to: Month | None = None
    primary: YesNo = False


class GroupRole(Part):
    """A role in a group; months."""

    group: GroupRef
    role: Line = "member"
    """lead or member."""
    from_: Month | None = Field(default=None, alias="from")
    to: Month | None = None


class SpeakerProfile(Part):
    """Whether and about what they speak."""

    available: YesNo = False
    topics: Lines = ()
    formats: Annotated[tuple[EventKind, ...], Listed] = ()


class Contact(Part):
    """How to reach them; for members unless `privacy.contact` says otherwise."""

    email: Email | None = None
    wechat_qr: Line | None = None
    prefer: Line | None = None


class Verification(Part):
    """Who vouches for them."""

    level: VerificationLevel
    by: PersonRef | GroupRef | None = None
    on: Date | None = None


class Member(Record):
    """A member."""

    kind_of_record: ClassVar[kind.Kind] = kind.MEMBER

    status: MemberStatus = MemberStatus.ACTIVE  # type: ignore[assignment]  # people have states of their own
    """applicant, active, dormant, alumni or in_memoriam."""
    name: Line
    """A nickname is welcome; it need not be the name on the identity card."""
    names: dict[Line, Line] = {}
    """The name in other languages: `{zh-Hant: …, en: …}`."""
    nickname: Line | None = None
    """Stands wherever the name may not."""
    persona: Persona
    headline: Line | None = None
    bio: Line | None = None
    city: Line | None = None
    languages: Languages = ()
    joined: Month | None = None
    tier: TierRef
    admission: Admission | None = None
    renew_on: Date | None = None
    organizations: tuple[Belonging, ...] = ()
    groups: tuple[GroupRole, ...] = ()
    platforms: Platforms = ()
    industries: Industries = ()
    models: BusinessModels = ()
    stage: Stage | None = None
    skills: Lines = ()
    can_offer: Lines = ()
    looking_for: Lines = ()
    mentor: YesNo = False
    speaker: SpeakerProfile = SpeakerProfile()
    links: dict[Line, Url] = {}
    contact: Contact = Contact()
    privacy: dict[Line, FieldVisibility] = {}
    """Who may see a field, by its name; unset: contact for members, the rest for all."""
    consent: Consent | None = None
    leaderboard: YesNo = True
    verification: Verification | None = None

    def may_appear(self, edition: Visibility, today: date) -> bool:
        """Whether there is a valid consent to an entry in the directory of `edition` on `today`, and a name for it."""
        may_be_named = edition.may_see(self.visibility) and self.visibility_of("name").seen_by(edition)
        return self.status.is_built and may_be_named and self.consent is not None and self.consent.covers(edition, today)

    def visibility_of(self, field_name: str) -> FieldVisibility:
        """Who may see a field: as `privacy` says, else contact for members, else everyone whom the record is for."""
        if field_name in {"renew_on", "admission"}:
            return FieldVisibility.NEVER
        default = FieldVisibility.MEMBERS if field_name == "contact" else FieldVisibility.PUBLIC
        return self.privacy.get(field_name, default)
