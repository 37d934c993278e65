"""Pages of white papers: a cover and a page for each chapter."""

from collections.abc import Iterator
from dataclasses import dataclass

from huiguan.compile.downloads import downloads_of, files_of
from huiguan.compile.json_ld import chapter_json_ld, whitepaper_json_ld
from huiguan.compile.member_text import article_of
from huiguan.compile.output import File, Heading, Page
from huiguan.compile.phrase import phrase
from huiguan.compile.press import Press
from huiguan.compile.reading import contents_of
from huiguan.compile.related import related_rows
from huiguan.compile.retracted import retracted_page
from huiguan.compile.trust import trust_of
from huiguan.compile.view import View
from huiguan.model.record import PersonRef
from huiguan.model.visibility import Status
from huiguan.model.whitepaper import Whitepaper


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterLink:
    """One chapter as the cover and the chapters' list show it."""

    number: str
    title: str
    url: str
    path: str
    file: str
    authors: tuple[PersonRef, ...] = ()


def compile_whitepaper(paper: Whitepaper, press: Press) -> Iterator[Page | File]:
    """The cover and chapters of a white paper, and its files."""
    if paper.status is Status.RETRACTED:
        yield retracted_page(paper, press)
        return
    yield _cover(paper, press)
    for index in range(len(paper.chapters)):
        yield _chapter(paper, index, press)
    yield from files_of(paper, press)


def _links(paper: Whitepaper, v: View) -> list[ChapterLink]:
    links = []
    for index, chapter in enumerate(paper.chapters, start=1):
        path = v.edition.addresses.chapter(paper, chapter.file)
        number = v.t("whitepaper.number", number=v.edition.words.get(f"site.numeral.{index}") or str(index))
        links.append(
            ChapterLink(
                number=number, title=chapter.title, url=v.way(path), path=path, file=chapter.file, authors=chapter.authors
            )
        )
    return links


def _cover(paper: Whitepaper, press: Press) -> Page:
    path = press.addresses.source(*paper.key)
    v = press.view(path)
    chapters = _links(paper, v)
    body = article_of(paper, paper.body, v)
    related = related_rows(paper, v)
    names = v.listing([v.who(person).name for person in paper.authors])
    return press.page(
        "whitepaper.html",
        path,
        title=paper.title,
        description=paper.summary,
        layout="whitepaper",
        contents=_contents(paper, v, has_related=bool(related)),
        record=paper,
        changed=paper.updated or paper.shown_date,
        meta={
            "og_type": "article",
            "chapters": str(press.draw("chapters.html", path, record=paper, chapters=chapters, current="")),
        },
        json_ld=whitepaper_json_ld(paper, v),
        chapters=chapters,
        body=body.html,
        names=names,
        imprint=_imprint(paper, v),
        citation=_citation(paper, v),
        trust=trust_of(paper, v, press.context.today),
        downloads=downloads_of(paper, [(entry.file, entry.title) for entry in paper.attachments], v),
        related=related,
    )


def _contents(paper: Whitepaper, v: View, *, has_related: bool) -> tuple[Heading, ...]:
    own = (
        ("abstract", v.t("whitepaper.abstract"), bool(paper.abstract)),
        ("chapters", v.t("whitepaper.contents"), bool(paper.chapters)),
        ("method", v.t("whitepaper.method"), bool(paper.method)),
        ("references", v.t("whitepaper.references"), bool(paper.references)),
        ("changes", v.t("changes"), bool(paper.changes)),
        ("cite", v.t("whitepaper.cite"), True),
        ("related", v.t("related"), has_related),
    )
    return tuple(Heading(level=2, id=anchor, text=text) for anchor, text, shown in own if shown)


def _imprint(paper: Whitepaper, v: View) -> str:
    club = v.edition.club.settings.called(v.edition.words.language)
    partners = [found.name_of_record for entry in paper.partners if (found := v.find("organization", entry))]
    when = v.year_month(paper.shown_date.isoformat()[:7]) if paper.shown_date else ""
    with_others = v.t("whitepaper.partners", names=v.listing(partners)) if partners else ""
    return phrase(v.edition.words, with_others, v.t("whitepaper.published", club=club, when=when))


def _citation(paper: Whitepaper, v: View) -> str:
    """How to cite it, after GB/T 7714: authors. title[R]. place: publisher, year."""
    settings = v.edition.club.settings
    names = ", ".join(v.who(person).name for person in paper.authors)
    year = str(paper.shown_date.year) if paper.shown_date else paper.edition
    place = f"{settings.city}: " if settings.city else ""
    return f"{names}. {paper.title}[R]. {place}{settings.called(v.edition.words.language)}, {year}."


def _chapter(paper: Whitepaper, index: int, press: Press) -> Page:
    chapter = paper.chapters[index]
    path = press.addresses.chapter(paper, chapter.file)
    v = press.view(path)
    links = _links(paper, v)
    text = article_of(paper, paper.origin.texts[chapter.file][0], v)
    cover = ChapterLink(number="", title=v.t("whitepaper.cover"), url=v.way(paper), path="", file="")
    return press.page(
        "chapter.html",
        path,
        title=v.t("whitepaper.chapter_title", title=chapter.title, paper=paper.title),
        description=v.t("whitepaper.chapter_says", number=index + 1, title=chapter.title, paper=paper.title),
        layout="whitepaper",
        contents=contents_of(text),
        record=paper,
        changed=paper.updated or paper.shown_date,
        meta={
            "og_type": "article",
            "chapters": str(press.draw("chapters.html", path, record=paper, chapters=links, current=path)),
            **press.edit_meta(f"{paper.origin.folder}/{chapter.file}"),
        },
        json_ld=chapter_json_ld(paper, index, v),
        chapter=links[index],
        total=len(links) + paper.hidden_chapters,
        body=text.html,
        before=links[index - 1] if index else cover,
        after=links[index + 1] if index + 1 < len(links) else None,
    )
