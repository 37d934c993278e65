"""A white paper: a cover, chapters, method, references, changes."""

from typing import Annotated, ClassVar

from huiguan.model import kind
from huiguan.model.case import DateRange
from huiguan.model.field import Count, Date, Line, Lines, Listed, Prose, Url
from huiguan.model.record import Knowledge, OrganizationRef, Part, PersonRef
from huiguan.model.term import WhitepaperKind
from huiguan.model.visibility import Visibility


class Chapter(Part):
    """One chapter: a Markdown file in the record's folder; the file's name without `.md` is its address."""

    file: Line
    title: Line
    authors: Annotated[tuple[PersonRef, ...], Listed] = ()
    visibility: Visibility = Visibility.PUBLIC
    """At least that of the white paper; a chapter may be more private than its cover."""


class Method(Part):
    """How a survey was made."""

    sample_size: Count | None = None
    period: DateRange | None = None
    instrument: Line | None = None
    limits: Prose | None = None


class Change(Part):
    """One change of a published text or file."""

    on: Date
    what: Line
    version: Line | None = None


class BibliographicReference(Part):
    """One work cited, as it stands in the list (GB/T 7714 or any other style)."""

    text: Line
    url: Url | None = None


class Whitepaper(Knowledge):
    """A white paper."""

    kind_of_record: ClassVar[kind.Kind] = kind.WHITEPAPER

    kind: WhitepaperKind
    """research, survey, consensus or guide."""
    edition: Line
    """Year or version: `2026`, `1.2`."""
    chapters: tuple[Chapter, ...] = ()
    abstract: Prose | None = None
    keywords: Lines = ()
    method: Method | None = None
    funding: Line | None = None
    partners: Annotated[tuple[OrganizationRef, ...], Listed] = ()
    signatories: Annotated[tuple[PersonRef, ...], Listed] = ()
    references: tuple[BibliographicReference, ...] = ()
    changes: tuple[Change, ...] = ()
    supersedes: Line | None = None

    not_in_file: ClassVar[frozenset[str]] = Knowledge.not_in_file | {"hidden_chapters"}
    hidden_chapters: int = 0
    """How many chapters the edition does not have; set by the gate."""
