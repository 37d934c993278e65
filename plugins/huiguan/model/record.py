"""What all records share: where they come from, and the envelope of the kinds of knowledge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from huiguan.model.field import Date, Line, Lines, Listed, Prose, ReviewSpan, Url, YesNo
from huiguan.model.kind import Kind
from huiguan.model.reference import Ref
from huiguan.model.term import (
    BusinessModels,
    ContentForms,
    Depth,
    Industries,
    LanguageTag,
    Level,
    License,
    Mechanisms,
    Platforms,
    Region,
    Roles,
    Stage,
    Topics,
)
from huiguan.model.visibility import Status, Teaser, Visibility
from huiguan.model.vocabulary import unique
from huiguan.problem import FieldPath, Places

Texts = list[tuple[FieldPath, str]]
"""The texts of a record's fields, each with its path."""
RunningTexts = list[tuple[str, str, int]]
"""Markdown texts, each with its file and the line there on which it begins."""

MemberRef = Annotated[Line, Ref("member")]
OrganizationRef = Annotated[Line, Ref("organization")]
GroupRef = Annotated[Line, Ref("group")]
TierRef = Annotated[Line, Ref("tier")]
EventRef = Annotated[Line, Ref("event")]
CaseRef = Annotated[Line, Ref("case")]
WhitepaperRef = Annotated[Line, Ref("whitepaper")]
TemplateRef = Annotated[Line, Ref("template")]


class Part(BaseModel):
    """A block of fields inside a record: frozen and closed."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        # Most blocks are only read as parts of a record: building a reader for each took an eighth of a second at every start.
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record comes from.

    `file` is relative to the club's root; `folder` is the record's own folder, where it has one; `attachments` maps the path of
    a file in that folder to its place on disk; `texts` maps the path of a Markdown file beside the record to (text, first line).
    """

    file: str
    places: Places
    folder: str | None = None
    body_line: int = 1
    attachments: Mapping[str, Path] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, int]] = field(default_factory=dict)


NOWHERE = Origin(file="", places=Places(file=""))


class Record(Part):
    """One record. `id`, `body` and `origin` come from the file itself and are never keys in it."""

    kind_of_record: ClassVar[Kind]
    not_in_file: ClassVar[frozenset[str]] = frozenset({"id", "body", "origin"})

    id: str
    body: str = Field(default="", repr=False)
    origin: Origin = Field(default=NOWHERE, repr=False)
    visibility: Visibility = Visibility.PUBLIC
    """Who may see it: public, members or core; without it the default of `club.yml` for the kind."""
    status: Status = Status.PUBLISHED
    """draft, review, published, archived or retracted."""
    aliases: Annotated[tuple[Line, ...], Listed] = ()
    """Former addresses, from the site's root (`cases/old-name`): each becomes a page that leads here."""

    @property
    def key(self) -> tuple[str, str]:
        """(kind, id): what names the record in the whole club."""
        return (self.kind_of_record.name, self.id)

    def texts_of_fields(self) -> Texts:
        """Every text in the record's fields with its path; not the body."""
        found: Texts = []
        _add_texts_of_block(self, (), found)
        return found

    def running_texts(self) -> RunningTexts:
        """The body and the texts beside it."""
        origin = self.origin
        beside = [(text, f"{origin.folder}/{name}", line) for name, (text, line) in origin.texts.items()]
        return [(self.body, origin.file, origin.body_line), *beside]

    @property
    def name_of_record(self) -> str:
        """The title or name that stands for the record in a list."""
        title: str = getattr(self, "title", "") or getattr(self, "name", "") or self.id
        return title


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Each field of a block by its name and by the key that it has in a file."""
    hidden = model.not_in_file if issubclass(model, Record) else ()
    return tuple((name, info.alias or name) for name, info in model.model_fields.items() if name not in hidden)


def _add_texts(value: Any, path: FieldPath, found: Texts) -> None:
    """Adds every text in a value with its path; a list, since every rule over texts walks all records."""
    if isinstance(value, str):
        found.append((path, str(value)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _add_texts(item, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _add_texts(item, (*path, str(key)), found)
    elif isinstance(value, BaseModel):
        _add_texts_of_block(value, path, found)


def _add_texts_of_block(block: BaseModel, path: FieldPath, found: Texts) -> None:
    values = vars(block)
    for name, key in _keys(type(block)):
        if value := values[name]:  # most fields of a block are empty
            _add_texts(value, (*path, key), found)


class Credit(Part):
    """Someone who is named but has no entry in the directory; without a name, somebody of the club."""

    name: Line | None = None
    url: Url | None = None


PersonRef = Annotated[Line, Ref("member")] | Credit


class Review(Part):
    """Who vouched for the text, and for how long."""

    reviewers: Annotated[tuple[PersonRef, ...], Listed] = ()
    reviewed_on: Date | None = None
    review_in: ReviewSpan | None = None
    """After this span the page asks for a new look; without it the default of `club.yml` for the kind."""


class SourceKind(StrEnum):
    """What the club did with a text."""

    ORIGINAL = "original"
    ADAPTED = "adapted"
    REPOSTED = "reposted"
    TRANSLATED = "translated"


class Source(Part):
    """Where a text that is not the club's own comes from."""

    kind: SourceKind = SourceKind.ORIGINAL
    title: Line | None = None
    author: Line | None = None
    url: Url | None = None
    published_on: Date | None = None
    permission: Line | None = None


class Interest(StrEnum):
    """What an author may have to do with the matter."""

    NONE = "none"
    OWNER = "owner"
    VENDOR = "vendor"
    SPONSORED = "sponsored"


class Disclosure(Part):
    """What the author has to do with the matter."""

    interest: Interest = Interest.NONE
    statement: Prose | None = None
    sponsor: OrganizationRef | None = None


class Attachment(Part):
    """A file beside the record that readers may download."""

    file: Line
    title: Line | None = None
    visibility: Visibility = Visibility.PUBLIC
    license: License | None = None


class Related(Part):
    """Other records worth reading; the link back is made by the build."""

    cases: Annotated[tuple[CaseRef, ...], Listed] = ()
    whitepapers: Annotated[tuple[WhitepaperRef, ...], Listed] = ()
    templates: Annotated[tuple[TemplateRef, ...], Listed] = ()
    events: Annotated[tuple[EventRef, ...], Listed] = ()


class Knowledge(Record):
    """The envelope that cases, white papers and templates share."""

    title: Line
    """What it is called, best in 6 to 40 characters."""
    title_en: Line | None = None
    title_hant: Line | None = None
    summary: Line
    """The whole in 40 to 160 characters: stands on cards, in feeds and in what people share."""
    authors: Annotated[tuple[PersonRef, ...], Listed, Field(min_length=1)]
    """Members by id, or `{name, url}` for others."""
    contributions: dict[Line, Annotated[tuple[PersonRef, ...], Listed]] = {}
    """Who helped: editor, data, review, translation, design, host."""
    public_after: Date | None = None
    """From this day on a more private record is public."""
    teaser: Teaser | None = None
    """What a lower edition may say of it: summary, title or none. Unset: summary for members, none for core."""
    created: Date | None = None
    published: Date | None = None
    updated: Date | None = None
    review: Review = Review()
    language: LanguageTag | None = None
    topics: Annotated[Topics, Field(min_length=1)]
    platforms: Platforms = ()
    industries: Industries = ()
    models: BusinessModels = ()
    content_forms: ContentForms = ()
    mechanisms: Mechanisms = ()
    roles: Roles = ()
    stage: Stage | None = None
    level: Level | None = None
    depth: Depth | None = None
    region: Region | None = None
    license: License = "all-rights-reserved"
    copyright: Line | None = None
    source: Source = Source()
    disclosure: Disclosure = Disclosure()
    from_event: EventRef | None = None
    """The event that it grew out of; a date of a series behind a slash: `weekly-talk/2026-10-29`."""
    related: Related = Related()
    attachments: tuple[Attachment, ...] = ()
    tags: Annotated[Lines, AfterValidator(unique)] = ()
    featured: YesNo = False

    @property
    def shown_date(self) -> Any:
        """The day that stands beside the title: published, else created, else updated; None where all are missing."""
        return self.published or self.created or self.updated

    @property
    def teaser_below(self) -> Teaser:
        """What an edition that may not see the record may say of it."""
        if self.teaser is not None:
            return self.teaser
        return Teaser.NONE if self.visibility is Visibility.CORE else Teaser.SUMMARY
