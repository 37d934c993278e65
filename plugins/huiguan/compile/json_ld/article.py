"""Texts: cases as articles, white papers as reports with chapters, templates as works with files."""

from collections.abc import Iterator, Mapping

from huiguan.compile.json_ld.breadcrumb import trail
from huiguan.compile.json_ld.metric import measured
from huiguan.compile.json_ld.organization import club_reference, reference_to
from huiguan.compile.json_ld.person import people
from huiguan.compile.json_ld.template_file import encodings
from huiguan.compile.json_ld.write import NOTHING, Node, json_ld_of
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.record import Knowledge, Source, SourceKind
from huiguan.model.template import Template
from huiguan.model.whitepaper import BibliographicReference, Whitepaper

TYPES: Mapping[str, str] = {"case": "Article", "whitepaper": "Report", "template": "CreativeWork"}


def case_json_ld(case: Case, v: View) -> str:
    """The page of a case."""
    return json_ld_of(v.edition, _case_nodes(case, v))


def whitepaper_json_ld(paper: Whitepaper, v: View) -> str:
    """The cover of a white paper."""
    return json_ld_of(v.edition, _paper_nodes(paper, v))


def chapter_json_ld(paper: Whitepaper, index: int, v: View) -> str:
    """One chapter of a white paper, counted from 0."""
    return json_ld_of(v.edition, _chapter_nodes(paper, index, v))


def template_json_ld(template: Template, v: View) -> str:
    """The page of a template."""
    return json_ld_of(v.edition, _template_nodes(template, v))


def retracted_json_ld(record: Knowledge, v: View) -> str:
    """The notice in place of a text that was taken back: which it is and that it is no longer, and nothing that it said."""
    url = v.absolute(record)
    gone = {"@type": TYPES[record.key[0]], "@id": f"{url}#text", "url": url, "creativeWorkStatus": "Retracted"}
    return json_ld_of(v.edition, [gone])


def _case_nodes(case: Case, v: View) -> Iterator[Node]:
    organization = v.find("organization", case.organization) if case.organization else None
    vocabularies = {
        "topics": case.topics,
        "platforms": case.platforms,
        "content_forms": case.content_forms,
        "industries": case.industries,
        "models": case.models,
    }
    yield {
        **_text(case, v),
        "sourceOrganization": reference_to(organization, v) if organization else None,
        "about": [_term(name, term, v) for name, terms in vocabularies.items() for term in terms],
        "mentions": measured(case, v),
    }
    yield trail(case, v)


def _paper_nodes(paper: Whitepaper, v: View) -> Iterator[Node]:
    partners = [v.find("organization", partner) for partner in paper.partners]
    yield {
        **_text(paper, v),
        "reportNumber": paper.id,
        "version": paper.edition,
        "abstract": paper.abstract,
        # The keywords stand below the abstract on the page, and nowhere without one.
        "keywords": list(paper.keywords) if paper.abstract else [],
        "contributor": [reference_to(partner, v) for partner in partners if partner],
        "hasPart": [_chapter(paper, index, v) for index in range(len(paper.chapters))],
        "citation": [_cited(reference) for reference in paper.references],
    }
    yield trail(paper, v)


def _chapter_nodes(paper: Whitepaper, index: int, v: View) -> Iterator[Node]:
    chapter = paper.chapters[index]
    url = v.absolute(paper)
    whole = {"@type": TYPES["whitepaper"], "@id": f"{url}#text", "name": paper.title, "url": url}
    yield {**_chapter(paper, index, v), "isPartOf": whole, "publisher": club_reference(v.edition)}
    yield trail(paper, v, (chapter.title, v.edition.addresses.chapter(paper, chapter.file)))


def _template_nodes(template: Template, v: View) -> Iterator[Node]:
    yield {
        **_text(template, v),
        "version": template.version,
        "about": [_term("topics", topic, v) for topic in template.topics],
        "encoding": encodings(template, v),
    }
    yield trail(template, v)


def _text(record: Knowledge, v: View) -> Node:
    """What all texts have in common."""
    url = v.absolute(record)
    license_ = v.edition.club.vocabularies["licenses"].terms.get(record.license)
    return {
        "@type": TYPES[record.key[0]],
        "@id": f"{url}#text",
        "headline" if TYPES[record.key[0]] == "Article" else "name": record.title,
        "description": record.summary,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": record.language or v.edition.words.language,
        "author": people(record.authors, v),
        "publisher": club_reference(v.edition),
        "datePublished": record.shown_date.isoformat() if record.shown_date else None,
        "dateModified": record.updated.isoformat() if record.updated else None,
        "license": license_.url if license_ else None,
        "isBasedOn": _origin(record.source),
        "isAccessibleForFree": True,
    }


def _origin(source: Source) -> Node:
    """What a text that is not the club's own was made from."""
    if source.kind is SourceKind.ORIGINAL:
        return NOTHING
    author = {"@type": "Person", "name": source.author}
    return {"@type": "CreativeWork", "name": source.title, "url": source.url, "author": author}


def _term(vocabulary: str, term: str, v: View) -> Node:
    return {"@type": "DefinedTerm", "name": v.label(vocabulary, term), "termCode": term}


def _chapter(paper: Whitepaper, index: int, v: View) -> Node:
    chapter = paper.chapters[index]
    url = v.absolute(v.edition.addresses.chapter(paper, chapter.file))
    number = {"position": index + 1, "url": url, "author": people(chapter.authors, v)}
    return {"@type": "Chapter", "@id": f"{url}#text", "name": chapter.title, **number}


def _cited(reference: BibliographicReference) -> Node:
    return {"@type": "CreativeWork", "name": reference.text, "url": reference.url}
