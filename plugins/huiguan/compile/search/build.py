"""The search index of one gated club, from its records and hand-written pages; no HTML is read."""

from collections.abc import Iterator, Mapping

from huiguan.compile.dates import Dates
from huiguan.compile.feeds_page import PATH as FEEDS
from huiguan.compile.output import File, Page
from huiguan.compile.search.document import PAGE, SEARCH, WEIGHT_OF_PAGES, Document
from huiguan.compile.search.files import files_of
from huiguan.compile.search.index import index_of
from huiguan.compile.search.phrases import groups_of, phrases_of
from huiguan.compile.search.records import documents_of_records
from huiguan.compile.search.written import WrittenPage, documents_of_written
from huiguan.model.kind import KINDS, TIER
from huiguan.model.visibility import Visibility

TIERS = f"{TIER.section}/index.md"
_RANK = {name: rank for rank, name in enumerate((*(kind.name for kind in KINDS), PAGE))}


def compile_search(dates: Dates, pages: Mapping[str, Page], written: tuple[WrittenPage, ...]) -> Iterator[File]:
    """The files of the index; `pages` are the compiled ones by source path, `written` the hand-written ones."""
    press = dates.press
    documents = documents_of(dates, pages, written)
    index = index_of(documents)
    phrases = phrases_of(groups_of(press.club.vocabularies, press.club.synonyms), index.postings)
    yield from files_of(documents, index, phrases, addresses=press.addresses, words=press.words)


def documents_of(dates: Dates, pages: Mapping[str, Page], written: tuple[WrittenPage, ...]) -> list[Document]:
    """Everything that can be found, in the order in which equals are shown: by kind, the newest first."""
    press = dates.press
    found = [
        *documents_of_records(dates, pages),
        *_teasers(dates),
        *_lists(pages),
        *documents_of_written(written, press.club.settings.called(press.words.language)),
    ]
    newest_first = sorted(sorted(found, key=lambda document: document.path), key=lambda document: document.date, reverse=True)
    return sorted(newest_first, key=lambda document: _RANK[document.kind])


def _teasers(dates: Dates) -> Iterator[Document]:
    press = dates.press
    for (kind, record_id), teaser in sorted(press.club.teasers.items()):
        yield Document(
            path=press.addresses.source(kind, record_id),
            kind=kind,
            title=teaser.title,
            summary=teaser.summary or "",
            tag=press.words(f"site.visible.{Visibility(teaser.visibility)}"),
        )


def _lists(pages: Mapping[str, Page]) -> Iterator[Document]:
    """The pages that list a kind, the tiers or the feeds; months are too many, and they list what is found by itself."""
    for path, page in sorted(pages.items()):
        if (page.layout == "hub" and path != SEARCH) or path in (FEEDS, TIERS):
            yield Document(path=path, kind=PAGE, title=page.title, summary=page.description, weight=WEIGHT_OF_PAGES)
