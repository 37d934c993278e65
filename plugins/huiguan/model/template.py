"""A template: files to take away, what they are for and how to use them."""

from typing import Annotated, ClassVar

from pydantic import Field

from huiguan.model import kind
from huiguan.model.field import Date, Line, Lines, Listed
from huiguan.model.record import CaseRef, Knowledge, Part
from huiguan.model.term import TemplateKind
from huiguan.model.whitepaper import Change


class TemplateFile(Part):
    """One file of the template, in the record's folder."""

    file: Line
    title: Line | None = None
    sheets: Lines = ()
    """Names of the sheets, in order; checked against the file."""


class TemplateField(Part):
    """What a column or blank means."""

    name: Line
    meaning: Line
    example: Line | None = None


class Legal(Part):
    """Who read a contract, and for where."""

    reviewed_by: Line
    reviewed_on: Date
    jurisdiction: Line
    disclaimer: Line | None = None


class Template(Knowledge):
    """A template."""

    kind_of_record: ClassVar[kind.Kind] = kind.TEMPLATE

    kind: TemplateKind
    files: Annotated[tuple[TemplateFile, ...], Field(min_length=1)]
    version: Line
    last_tested: Date | None = None
    used_in: Annotated[tuple[CaseRef, ...], Listed] = ()
    fields: tuple[TemplateField, ...] = ()
    legal: Legal | None = None
    """Required for contracts."""
    changes: tuple[Change, ...] = ()
