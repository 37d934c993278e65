"""The club: its settings, and all its records as one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from huiguan.model import kind
from huiguan.model.case import Case
from huiguan.model.event import Event
from huiguan.model.field import Count, Line, ReviewSpan, Url, YesNo, Zone, refuse
from huiguan.model.group import Group
from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.overlay import MarkedDay, Overlay, almanac
from huiguan.model.record import Credit, Part, Record
from huiguan.model.synonyms import Synonyms
from huiguan.model.template import Template
from huiguan.model.term import License
from huiguan.model.tier import Tier
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import Vocabularies
from huiguan.model.whitepaper import Whitepaper

MODELS: Mapping[str, type[Record]] = {
    model.kind_of_record.name: model for model in (Case, Whitepaper, Template, Event, Member, Organization, Group, Tier, Overlay)
}


def _names(value: Any) -> Any:
    return {"zh-Hans": value} if isinstance(value, str) else value


def _domain(value: str) -> str:
    if not all(part and part.replace("-", "a").isalnum() and part.isascii() for part in value.split(".")) or "." not in value:
        raise refuse("DOMAIN-FORMAT", wanted="club.example.com")
    return value.lower()


class Look(Part):
    """What a club may change of the look."""

    logo: Line | None = None
    """An SVG or PNG beside `club.yml`; without one the seal's character stands."""
    color: Annotated[Line, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    """The colour of what can be pressed; the build checks its contrast."""
    seal: Annotated[Line, Field(max_length=2)] | None = None
    """One character for the seal, or two for the one in the footer."""


class ClubContact(Part):
    """How strangers reach the club: a page in `docs/` or an address."""

    join: Line | None = None
    report: Line | None = None
    email: Line | None = None


class FooterLink(Part):
    """One link of the footer: a page in `docs/` or an address."""

    title: Line
    url: Line


class Footer(Part):
    """What stands at the foot of every page."""

    icp: Line | None = None
    police: Line | None = None
    fine: Line | None = None
    columns: tuple[tuple[FooterLink, ...], ...] = ()


class Defaults(Part):
    """What a record takes when it does not say."""

    visibility: dict[Line, Visibility] = {}
    license: License = "all-rights-reserved"
    review_in: dict[Line, ReviewSpan] = {}


class ConsentTerms(Part):
    """The agreement that members sign."""

    version: Line | None = None
    notice: Line | None = None
    warn_days: Count = 60


class Root(Part):
    """A folder with content, and the most private content that it may hold."""

    path: Line
    holds: Visibility = Visibility.CORE


class Waiver(Part):
    """A finding that a person looked at and let stand."""

    code: Line
    file: Line
    found: Line
    why: Line


class ClubSettings(Part):
    """`club.yml`: who the club is, and its defaults."""

    huiguan: Count
    """The version of this folder's layout; 1."""
    name: Annotated[dict[Line, Line], BeforeValidator(_names), Field(min_length=1)]
    motto: Line | None = None
    founded: Count | None = None
    city: Line | None = None
    url: Url
    """Where the site will stand, with a slash at its end."""
    uid_domain: Annotated[Line, BeforeValidator(lambda value: _domain(value) if isinstance(value, str) else value)]
    """Part of every calendar entry's identity; never change it."""
    timezone: Zone = "Asia/Shanghai"
    language: Line = "zh-Hans"
    preset: Line = "industry"
    theme: Look = Look()
    contact: ClubContact = ClubContact()
    footer: Footer = Footer()
    defaults: Defaults = Defaults()
    consent: ConsentTerms = ConsentTerms()
    roots: tuple[Root, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    edit_url: Url | None = None
    """Where a file can be edited in the browser, up to the file's path: `https://github.com/x/y/edit/main/`."""
    demo: YesNo = False

    @property
    def base_path(self) -> str:
        """The path of the site on its host, with slashes at both ends."""
        return "/" + (urlsplit(self.url).path.strip("/") + "/").lstrip("/")

    def called(self, language: str) -> str:
        """The club's name in `language`, else the first that is given."""
        return self.name.get(language) or next(iter(self.name.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What an edition may say of a record that it may not show: its title, perhaps its summary."""

    kind: str
    id: str
    title: str
    summary: str | None
    visibility: Visibility


@dataclass(frozen=True, kw_only=True)
class Club:
    """All that one edition may know; `records` by (kind, id), sorted by kind as in KINDS and then by id.

    `teasers` are the records of which it may only know that they are there; `strangers` maps the id of a member who may not
    appear to what may stand in their place, `absent` the id of a hidden organization or group to its kind. `files` are the
    club's own pictures on disk, by name. `synonyms` are for whoever searches, and the same in every edition.
    """

    settings: ClubSettings
    vocabularies: Vocabularies
    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    teasers: Mapping[tuple[str, str], Hidden] = field(default_factory=dict)
    strangers: Mapping[str, Credit] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    synonyms: Synonyms = field(default_factory=Synonyms)
    edition: Visibility = Visibility.CORE

    order: ClassVar[dict[str, int]] = {entry.name: index for index, entry in enumerate(kind.KINDS)}

    @classmethod
    def of(cls, settings: ClubSettings, vocabularies: Vocabularies, records: list[Record]) -> "Club":
        """The club of these records, sorted."""
        ordered = sorted(records, key=lambda record: (cls.order[record.key[0]], record.id))
        return cls(settings=settings, vocabularies=vocabularies, records={record.key: record for record in ordered})

    def with_records(self, records: list[Record], **changes: Any) -> "Club":
        """The same club with these records."""
        ordered = sorted(records, key=lambda record: (self.order[record.key[0]], record.id))
        return replace(self, records={record.key: record for record in ordered}, **changes)

    def all(self, name: str) -> tuple[Any, ...]:
        """All records of the kind called `name`, sorted by id."""
        return self._by_kind.get(name, ())

    def find(self, kinds: tuple[str, ...], record_id: str) -> Record | None:
        """The record of one of `kinds` with that id, or None."""
        for name in kinds:
            found = self.records.get((name, record_id))
            if found is not None:
                return found
        return None

    def at_file(self, file: str) -> Record | None:
        """The record with a page that was read from `file` (relative to the root), or None."""
        return self._by_file.get(file)

    def __iter__(self) -> Iterator[Record]:
        """All records, sorted by kind and id."""
        return iter(self.records.values())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {}
        for record in self.records.values():
            groups.setdefault(record.key[0], []).append(record)
        return {name: tuple(records) for name, records in groups.items()}

    @cached_property
    def _by_file(self) -> dict[str, Record]:
        return {record.origin.file: record for record in self.records.values() if record.kind_of_record.has_pages}

    @property
    def cases(self) -> tuple[Case, ...]:
        """All cases."""
        return self.all("case")

    @property
    def whitepapers(self) -> tuple[Whitepaper, ...]:
        """All white papers."""
        return self.all("whitepaper")

    @property
    def templates(self) -> tuple[Template, ...]:
        """All templates."""
        return self.all("template")

    @property
    def events(self) -> tuple[Event, ...]:
        """All events and series."""
        return self.all("event")

    @property
    def members(self) -> tuple[Member, ...]:
        """All members."""
        return self.all("member")

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """All organizations."""
        return self.all("organization")

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups."""
        return self.all("group")

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """All tiers."""
        return self.all("tier")

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """All calendars that are laid over the events."""
        return self.all("overlay")

    @cached_property
    def almanac(self) -> Mapping[date, tuple[MarkedDay, ...]]:
        """What the overlays say of each day, holidays first."""
        return almanac(self.overlays)
