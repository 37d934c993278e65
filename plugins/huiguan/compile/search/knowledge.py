"""Cases, templates and white papers as documents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from huiguan.compile.facet import Value
from huiguan.compile.member_text import with_names
from huiguan.compile.output import Page
from huiguan.compile.search.body import passages
from huiguan.compile.search.document import Document, Section, joined, present
from huiguan.compile.search.labels import names_of, plain, term_values
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.record import Knowledge
from huiguan.model.template import Template
from huiguan.model.whitepaper import Whitepaper

_TERMS = (
    ("platforms", "platforms"),
    ("industries", "industries"),
    ("topics", "topics"),
    ("models", "models"),
    ("content_forms", "content_forms"),
    ("mechanisms", "mechanisms"),
    ("roles", "roles"),
)


def document_of_case(case: Case, v: View, pages: Mapping[str, Page]) -> Document:
    """A case; its figures are found by their definitions, since nearly every case has a figure of each kind."""
    kpis = [v.label("kpis", metric.kpi) for metric in case.metrics]
    organization = v.find("organization", case.organization) if case.organization else None
    beside = joined(
        [
            case.not_applicable,
            *case.reproducibility.prerequisites,
            *kpis,
            *(text for metric in case.metrics for text in (metric.definition, metric.note)),
            *(quote.text for quote in case.quotes if quote.consent),
        ]
    )
    words = present(organization.name_of_record if organization else None)
    found = _knowledge(case, v, pages, words=words, beside=beside)
    if not case.outcome:
        return found
    outcome = Value(facet="outcome", id=case.outcome, label=v.t(f"outcome.{case.outcome}"))
    return replace(found, tag=outcome.label, values=(*found.values, outcome))


def document_of_template(template: Template, v: View, pages: Mapping[str, Page]) -> Document:
    """A template, found by what its files are called and hold: sheets, their heads, headings."""
    files = [text for file in template.files for text in (file.title, *file.sheets)]
    fields = [text for field in template.fields for text in (field.name, field.meaning)]
    page = pages.get(v.edition.addresses.source(*template.key))
    words = present(v.label("template_kinds", template.kind), *files, *(page.found_by if page else ()))
    return _knowledge(template, v, pages, words=words, beside=joined(fields))


def documents_of_whitepaper(paper: Whitepaper, v: View, pages: Mapping[str, Page]) -> Iterator[Document]:
    """The cover of a white paper, and each chapter."""
    beside = joined([paper.abstract, paper.funding, *(reference.text for reference in paper.references)])
    words = present(v.label("whitepaper_kinds", paper.kind), paper.edition, *paper.keywords)
    yield _knowledge(paper, v, pages, words=words, beside=beside)
    for chapter in paper.chapters:
        path = v.edition.addresses.chapter(paper, chapter.file)
        authors = names_of(chapter.authors or paper.authors, v)
        yield Document(
            path=path,
            kind=paper.key[0],
            title=chapter.title,
            where=paper.title,
            date=_day(paper),
            words=authors,
            sections=_sections(paper, paper.origin.texts[chapter.file][0], v, pages.get(path)),
            values=_values(paper, v),
        )


def _knowledge(record: Knowledge, v: View, pages: Mapping[str, Page], *, words: tuple[str, ...], beside: str) -> Document:
    path = v.edition.addresses.source(*record.key)
    labels = [v.label(vocabulary, entry) for name, vocabulary in _TERMS for entry in getattr(record, name)]
    people = names_of(record.authors, v)
    sections = _sections(record, record.body, v, pages.get(path))
    return Document(
        path=path,
        kind=record.key[0],
        title=record.title,
        summary=record.summary,
        where=v.tags(v.labels("platforms", record.platforms, most=2), v.labels("industries", record.industries, most=1)),
        date=_day(record),
        names=present(record.title_en, record.title_hant),
        words=present(*record.tags, *labels, *words, *people),
        sections=(*sections, Section(text=beside)) if beside else sections,
        values=_values(record, v),
    )


def _values(record: Knowledge, v: View) -> tuple[Value, ...]:
    return (
        *term_values("platform", "platforms", record.platforms, v),
        *term_values("industry", "industries", record.industries, v),
        *term_values("topic", "topics", record.topics, v),
        *plain("year", [_day(record)[:4]]),
    )


def _day(record: Knowledge) -> str:
    return record.shown_date.isoformat() if record.shown_date else ""


def _sections(record: Knowledge, markdown: str, v: View, page: Page | None) -> tuple[Section, ...]:
    """The parts of a body; a heading leads to the id that the page gave it."""
    ids: dict[str, list[str]] = {}
    for heading in page.contents if page else ():
        ids.setdefault(heading.text, []).append(heading.id)
    found = []
    for entry in passages(with_names(record, markdown, v)):
        known = ids.get(entry.heading) if entry.heading else None
        if entry.text or entry.heading:
            found.append(Section(anchor=known.pop(0) if known else "", heading=entry.heading, text=entry.text))
    return tuple(found)
