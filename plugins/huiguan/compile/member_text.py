"""A member's Markdown as a page shows it: its links and mentions lead where the edition has pages."""

from urllib.parse import unquote

from huiguan.compile.address import split_anchor
from huiguan.compile.markdown import Article, RenderOptions, render
from huiguan.compile.text_links import resolved
from huiguan.compile.view import View
from huiguan.model.markdown_text import MENTION
from huiguan.model.member import Member
from huiguan.model.record import Record


def article_of(record: Record, markdown: str, v: View) -> Article:
    """A text of the record, rendered for the page of that view."""
    links = _Links(record, v)
    options = RenderOptions(words=v.edition.body_words, link=links.way, mention=links.person, section_ids=v.edition.section_ids)
    return render(markdown, options=options)


def with_names(record: Record, markdown: str, v: View) -> str:
    """The text with the names that this edition shows in place of its mentions."""
    links = _Links(record, v)
    return MENTION.sub(lambda found: (links.person(found[1]) or found)[0], markdown) if "@" in markdown else markdown


class _Links:
    """Where the links and mentions in one record's text lead."""

    def __init__(self, record: Record, view: View) -> None:
        self.record = record
        self.view = view

    def way(self, target: str) -> str | None:
        """The final address of a relative link as written, or None where the edition has no such page."""
        edition = self.view.edition
        path = resolved(target, self.record, edition.club, edition.addresses, written=edition.written)
        if path is None:
            return None
        page, anchor = split_anchor(path)
        name = anchor.removeprefix("#")
        return self.view.way(f"{page}#{edition.section_ids.get(unquote(name), name)}" if name else page)

    def person(self, record_id: str) -> tuple[str, str | None] | None:
        """Label and address for `@id`: people, organizations and groups; None where there is no such record."""
        club = self.view.edition.club
        found = club.find(("member", "organization", "group"), record_id)
        if found is not None:
            name = self.view.who(found.id).name if isinstance(found, Member) else found.name_of_record
            return name, self.view.way(found)
        if record_id in club.strangers:
            return self.view.who(record_id).name, None
        kind = club.absent.get(record_id)
        return (self.view.t(f"absent.{kind}"), None) if kind else None
