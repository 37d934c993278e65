"""The press: one club in one edition, the templates, and all that pages have in common."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote

from markupsafe import Markup

from huiguan.compile.address import Addresses, split_anchor
from huiguan.compile.drawing import drawing_environment
from huiguan.compile.markdown import Article, RenderOptions, body_words, render
from huiguan.compile.metric import Shift, shift
from huiguan.compile.neighbours import Neighbours, neighbours
from huiguan.compile.output import Heading, Page
from huiguan.compile.person import Who, who
from huiguan.compile.text_links import resolved
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.markdown_text import MENTION
from huiguan.model.member import Member
from huiguan.model.record import Credit, Record
from huiguan.wording import Words, words_of


class Press:
    """Makes pages of one gated club."""

    def __init__(self, club: Club, context: BuildContext, addresses: Addresses, *, written: frozenset[str] = frozenset()) -> None:
        self.club = club
        self.written = written
        self.context = context
        self.addresses = addresses
        self.words: Words = words_of(context.language)
        self.neighbours: Neighbours = neighbours(club)
        self.environment = drawing_environment()
        self._shifts: dict[str, tuple[Shift, ...]] = {}
        self._people: dict[str, Who] = {}

    @cached_property
    def section_ids(self) -> Mapping[str, str]:
        """The headings of known sections, under every name that people give them, and their ids."""
        names = self.club.vocabularies["sections"]
        return {typed: term.id for term in names.terms.values() for typed in (*term.label.values(), *term.aliases)}

    @cached_property
    def body_words(self) -> Mapping[str, str]:
        """The words that the Markdown renderer writes itself."""
        return body_words(self.words)

    @cached_property
    def nicknames(self) -> frozenset[str]:
        """The names that stand in place of people who may not appear in this edition."""
        return frozenset(credit.name for credit in self.club.strangers.values() if credit.name)

    def has_page(self, path: str) -> bool:
        """Whether there is a hand-written page with that source path."""
        return path in self.written

    def safe(self, html: str) -> Markup:
        """HTML that a template of ours has drawn."""
        return Markup(html)  # noqa: S704

    def view(self, at: str) -> View:
        """The press as seen from the page with source path `at`."""
        return View(press=self, at=at)

    def draw(self, template: str, at: str, **values: Any) -> Markup:  # noqa: ANN401 - whatever the template takes
        """One template, drawn for the page with source path `at`."""
        return Markup(self.environment.get_template(template).render(v=self.view(at), **values))  # noqa: S704 - autoescaped

    def page(
        self,
        template: str,
        path: str,
        *,
        title: str,
        description: str,
        layout: str = "article",
        contents: tuple[Heading, ...] = (),
        record: Record | None = None,
        changed: date | None = None,
        meta: Mapping[str, str] | None = None,
        json_ld: str = "",
        indexed: bool = True,
        found_by: tuple[str, ...] = (),
        **values: Any,  # noqa: ANN401 - whatever the template takes
    ) -> Page:
        """One page, drawn from a template."""
        article = self.draw(template, path, record=record, title=title, **values)
        return Page(
            path=path,
            title=title,
            description=_one_line(description),
            article=str(article).strip(),
            layout=layout,
            contents=contents,
            source=record.origin.file if record else "",
            changed=changed,
            found_by=found_by,
            indexed=indexed and self.context.edition.rank == 0,
            meta={**self._meta(path, record), **(meta or {}), **({"json_ld": json_ld} if json_ld else {})},
        )

    def _meta(self, path: str, record: Record | None) -> dict[str, str]:
        meta = {"canonical": self.addresses.absolute(path)}
        if record and record.origin.file:
            meta |= self.edit_meta(record.origin.file)
        return meta

    def edit_meta(self, file: str) -> dict[str, str]:
        """Where a file of the club is edited in the browser, as metadata of its page; nothing where the club does not say."""
        base = self.club.settings.edit_url
        if not base:
            return {}
        # Some hosts take the file as a value (`?path=`), most as a path.
        return {"source_url": f"{base}{'' if base.endswith(('/', '=')) else '/'}{quote(file)}"}

    def text(self, record: Record, content: str, at: str, *, id_prefix: str = "", first_level: int = 2) -> Article:
        """A member's Markdown, rendered for the page with source path `at`; links and mentions go where the edition has pages."""
        view = self.view(at)
        links = _Links(record, view)
        options = RenderOptions(
            words=self.body_words,
            first_level=first_level,
            id_prefix=id_prefix,
            link=links.way,
            mention=links.person,
            section_ids=self.section_ids,
        )
        return render(content, options=options)

    def with_names(self, record: Record, content: str, at: str) -> str:
        """A member's Markdown with the names that this edition shows in place of its mentions."""
        links = _Links(record, self.view(at))
        return MENTION.sub(lambda found: (links.person(found[1]) or found)[0], content) if "@" in content else content

    def who(self, reference: str | Credit) -> Who:
        """The person that a reference means."""
        if isinstance(reference, str) and reference in self._people:
            return self._people[reference]
        found = who(reference, self.club, self.words.language, self.words("site.someone"))
        if isinstance(reference, str):
            self._people[reference] = found
        return found

    def shifts(self, case: Case) -> tuple[Shift, ...]:
        """The case's figures in words, the headline first."""
        if case.id not in self._shifts:
            kpis = self.club.vocabularies["kpis"].terms
            ordered = sorted(case.metrics, key=lambda metric: metric is not case.headline_metric)
            self._shifts[case.id] = tuple(shift(metric, kpis.get(metric.kpi), self.words) for metric in ordered)
        return self._shifts[case.id]


class _Links:
    """Where the links and mentions in one record's text lead."""

    def __init__(self, record: Record, view: View) -> None:
        self.record = record
        self.view = view

    def way(self, target: str) -> str | None:
        """The final address of a relative link as written, or None where the edition has no such page."""
        press = self.view.press
        path = resolved(target, self.record, press.club, press.addresses, written=press.written)
        if path is None:
            return None
        page, anchor = split_anchor(path)
        name = anchor.removeprefix("#")
        return self.view.way(f"{page}#{press.section_ids.get(unquote(name), name)}" if name else page)

    def person(self, record_id: str) -> tuple[str, str | None] | None:
        """Label and address for `@id`: people, organizations and groups; None where there is no such record."""
        club = self.view.press.club
        found = club.find(("member", "organization", "group"), record_id)
        if found is not None:
            name = self.view.who(found.id).name if isinstance(found, Member) else found.name_of_record
            return name, self.view.way(found)
        if record_id in club.strangers:
            return self.view.who(record_id).name, None
        kind = club.absent.get(record_id)
        return (self.view.t(f"absent.{kind}"), None) if kind else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
