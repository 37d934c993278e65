"""One gated club in its edition, with all that its pages have in common: words, addresses, people, links turned round."""

from collections.abc import Mapping
from functools import cached_property

from huiguan.compile.address import Addresses
from huiguan.compile.markdown import body_words
from huiguan.compile.metric import Shift, shift
from huiguan.compile.neighbours import Neighbours, neighbours
from huiguan.compile.person import Who, who
from huiguan.model.case import Case
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.record import Credit
from huiguan.wording import Words, words_of


class Edition:
    """What is known of one gated club before any page is drawn.

    `written` are the source paths of the hand-written pages.
    """

    def __init__(self, club: Club, context: BuildContext, addresses: Addresses, *, written: frozenset[str] = frozenset()) -> None:
        self.club = club
        self.written = written
        self.context = context
        self.addresses = addresses
        self.words: Words = words_of(context.language)
        self.neighbours: Neighbours = neighbours(club)
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
