"""Pages of cases."""

from collections.abc import Iterator

from huiguan.compile.downloads import downloads_of, files_of
from huiguan.compile.json_ld import case_json_ld
from huiguan.compile.markdown import Article
from huiguan.compile.member_text import article_of
from huiguan.compile.output import File, Heading, Page
from huiguan.compile.phrase import phrase
from huiguan.compile.press import Press
from huiguan.compile.reading import contents_of, minutes_to_read, numbered_sections
from huiguan.compile.related import related_rows
from huiguan.compile.retracted import retracted_page
from huiguan.compile.share import shared_words
from huiguan.compile.trust import trust_of
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.visibility import Status


def compile_case(case: Case, press: Press) -> Iterator[Page | File]:
    """The page of a case, and its files."""
    if case.status is Status.RETRACTED:
        yield retracted_page(case, press)
        return
    yield _page(case, press)
    yield from files_of(case, press)


def _page(case: Case, press: Press) -> Page:
    path = press.addresses.source(*case.key)
    v = press.view(path)
    article = article_of(case, case.body, v)
    shifts = press.shifts(case)
    has_method = any(shift.definition for shift in shifts)
    downloads = downloads_of(case, [(entry.file, entry.title) for entry in case.attachments], v)
    related = related_rows(case, v)
    return press.page(
        "case.html",
        path,
        title=case.title,
        description=case.summary,
        contents=_contents(case, article, v, has_method=has_method, has_files=bool(downloads), has_related=bool(related)),
        record=case,
        changed=case.updated or case.shown_date,
        meta={"og_type": "article"},
        json_ld=case_json_ld(case, v),
        crumb=v.tags(v.labels("platforms", case.platforms, most=2), v.labels("industries", case.industries, most=1)),
        organization=v.find("organization", case.organization) if case.organization else None,
        minutes=minutes_to_read(case.body),
        shifts=shifts,
        has_method=has_method,
        trust=trust_of(case, v, press.context.today),
        facts=_facts(case, v),
        sections=numbered_sections(article),
        footnotes=article.footnotes,
        quotes=[quote for quote in case.quotes if quote.consent],
        downloads=downloads,
        related=related,
        share=shared_words(
            case.title, case.summary, v.listing([v.who(person).name for person in case.authors]), v.absolute(case), press
        ),
    )


def _contents(
    case: Case, article: Article, v: View, *, has_method: bool, has_files: bool, has_related: bool
) -> tuple[Heading, ...]:
    own = (
        ("method", v.t("case.method"), has_method),
        ("reuse-by", v.t("case.replications"), bool(case.reproducibility.replications)),
        ("files", v.t("files"), has_files),
        ("related", v.t("related"), has_related),
    )
    return (*contents_of(article), *(Heading(level=2, id=anchor, text=text) for anchor, text, shown in own if shown))


def _facts(case: Case, v: View) -> list[tuple[str, str]]:
    cost = phrase(v.edition.words, v.money(case.cost.amount, case.cost.currency), case.cost.note) if case.cost else ""
    again = case.reproducibility
    facts = (
        ("platform", v.tags(v.labels("platforms", case.platforms), v.labels("content_forms", case.content_forms))),
        ("industry", v.labels("industries", case.industries)),
        ("model", v.labels("models", case.models)),
        ("topic", v.labels("topics", case.topics)),
        ("stage", v.label("stages", case.stage) if case.stage else ""),
        ("region", v.label("regions", case.region) if case.region else ""),
        ("team", v.t("case.people", count=case.team_size) if case.team_size else ""),
        ("cost", cost),
        ("effect", again.time_to_effect or ""),
        ("difficulty", v.t(f"difficulty.{again.difficulty}") if again.difficulty else ""),
        ("prerequisites", v.listing(again.prerequisites)),
        ("maturity", v.t(f"maturity.{case.maturity}") if case.maturity else ""),
    )
    return [(v.t(f"fact.{name}"), value) for name, value in facts if value]
