"""Records as documents: each kind in its own way."""

from collections.abc import Iterator, Mapping

from huiguan.compile.dates import Dates
from huiguan.compile.output import Page
from huiguan.compile.search.directory import document_of_group, document_of_member, document_of_organization, document_of_tier
from huiguan.compile.search.document import Document
from huiguan.compile.search.event import document_of_event
from huiguan.compile.search.knowledge import document_of_case, document_of_template, documents_of_whitepaper
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.event import Event
from huiguan.model.group import Group
from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.record import Record
from huiguan.model.template import Template
from huiguan.model.tier import Tier
from huiguan.model.visibility import Status
from huiguan.model.whitepaper import Whitepaper

WEIGHT_OF_NOTICES = 0.5


def documents_of_records(dates: Dates, pages: Mapping[str, Page]) -> Iterator[Document]:
    """A document for each record that has a page, and one for each chapter; `pages` are the compiled ones by source path."""
    press = dates.press
    for record in press.club:
        if not record.kind_of_record.has_pages:
            continue
        path = press.addresses.page_of(record)
        v = press.view(path.partition("#")[0])
        if record.status is Status.RETRACTED:
            notice = v.t("status.retracted")
            yield Document(path=path, kind=record.key[0], title=record.name_of_record, tag=notice, weight=WEIGHT_OF_NOTICES)
        else:
            yield from _documents(record, v, dates, pages)


def _documents(record: Record, v: View, dates: Dates, pages: Mapping[str, Page]) -> Iterator[Document]:
    match record:
        case Case():
            yield document_of_case(record, v, pages)
        case Template():
            yield document_of_template(record, v, pages)
        case Whitepaper():
            yield from documents_of_whitepaper(record, v, pages)
        case Event():
            yield document_of_event(record, dates, v)
        case Member():
            yield document_of_member(record, v)
        case Organization():
            yield document_of_organization(record, v)
        case Group():
            yield document_of_group(record, v)
        case Tier():
            yield document_of_tier(record, v)
