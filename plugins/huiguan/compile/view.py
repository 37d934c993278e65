"""What a template may ask for while it draws one page: words, ways to other pages, names, icons."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from markupsafe import Markup, escape

from huiguan.compile import calendar_words
from huiguan.compile.edition import Edition
from huiguan.compile.long_address import breaking
from huiguan.compile.metric import plain
from huiguan.compile.person import Who
from huiguan.compile.phrase import phrase
from huiguan.model.club import Hidden
from huiguan.model.record import Credit, Record

_CLAUSE = re.compile(r"[^，：？！；,;?!]*[，：？！；]+(?=.)|.+?(?=（)|.+")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An edition as seen from one page; `at` is that page's source path."""

    edition: Edition
    at: str

    def t(self, name: str, /, **values: object) -> str:
        """The word of that name."""
        return self.edition.words(f"site.{name}", **values)

    def way(self, target: Record | str) -> str:
        """The relative address of a record's page, of a source path or of a file."""
        path = target if isinstance(target, str) else self.edition.addresses.page_of(target)
        return self.edition.addresses.relative(path, self.at)

    def file(self, record: Record, name: str) -> str:
        """The relative address of a file in a record's folder."""
        return self.way(self.edition.addresses.file(*record.key, name))

    def teaser_way(self, teaser: Hidden) -> str:
        """The relative address of the page of a record of which the edition shows a teaser."""
        return self.way(self.edition.addresses.source(teaser.kind, teaser.id))

    def absolute(self, target: Record | str) -> str:
        """The full address of a record's page, or of a source path."""
        return self.edition.addresses.absolute(target if isinstance(target, str) else self.edition.addresses.page_of(target))

    def who(self, reference: str | Credit) -> Who:
        """The person that a reference means."""
        return self.edition.who(reference)

    def find(self, kind: str, record_id: str) -> Record | None:
        """The record of that kind and id, if the edition has it."""
        return self.edition.club.find((kind,), record_id)

    def teaser(self, kind: str, record_id: str) -> Hidden | None:
        """The teaser of that kind and id, if the edition has one."""
        return self.edition.club.teasers.get((kind, record_id))

    def label(self, vocabulary: str, term: str) -> str:
        """The name of a term."""
        return self.edition.club.vocabularies.label(vocabulary, term, self.edition.words.language)

    def labels(self, vocabulary: str, terms: tuple[str, ...], *, most: int = 9) -> str:
        """The names of several terms in a row."""
        return self.edition.words.listing([self.label(vocabulary, term) for term in terms[:most]])

    def listing(self, items: list[str] | tuple[str, ...]) -> str:
        """Several words in a row."""
        return self.edition.words.listing(list(items))

    def icon(self, name: str) -> Markup:
        """A Material icon by its file name, hidden from screen readers."""
        return _icon(name)

    def clauses(self, title: str) -> Markup:
        """The title with each clause wrapped, so that lines break between them."""
        return clauses(title)

    def breaking(self, address: str) -> Markup:
        """A long address, so that its lines break after a slash."""
        return breaking(address)

    def lines(self, text: str) -> Markup:
        """Plain text over several lines: blank lines part paragraphs."""
        parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
        return Markup("").join(Markup("<p>{}</p>").format(part) for part in parts)

    def weekday(self, day: date) -> str:
        """The short name of the day of the week."""
        return calendar_words.weekday(day, self.edition.words)

    def month(self, day: date) -> str:
        """The month as on a ticket."""
        return calendar_words.month(day, self.edition.words)

    def year_month(self, text: str) -> str:
        """A month in running text."""
        return calendar_words.year_month(text, self.edition.words)

    def money(self, amount: float, currency: str) -> str:
        """An amount with its currency in words, or its code where we have no word."""
        return f"{plain(amount)} {self.edition.words.get(f'site.currency.{currency}') or currency}"

    def phrase(self, *parts: str | None) -> str:
        """The parts that are not empty, with a comma between them."""
        return phrase(self.edition.words, *parts)

    def tags(self, *parts: str | None) -> str:
        """The parts that are not empty, with a middle dot between them."""
        return " · ".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def clauses(title: str) -> Markup:
    """Each clause of a title (up to ，：？ or before （) in a span of its own; a title of one clause stays as it is."""
    parts = [part for part in _CLAUSE.findall(title) if part]
    if len(parts) < 2 or len("".join(parts)) != len(title):
        return escape(title)
    return Markup("".join(f'<span class="hg-c">{escape(part)}</span>' for part in parts))  # noqa: S704 - escaped


@cache
def _icon(name: str) -> Markup:
    svg = files("huiguan.compile").joinpath("templates", "icons", f"{name}.svg").read_text(encoding="utf-8")
    path = re.search(r'<path d="([^"]+)"', svg)
    if path is None:
        raise ValueError(f"icon {name} has no path")
    return Markup('<svg class="hg-ico" viewBox="0 0 24 24" aria-hidden="true"><path d="%s"/></svg>') % path.group(1)
