"""All rules about one record, beside what else the club has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from huiguan.check.aliases import check_alias_forms
from huiguan.check.attachments import check_attachments, check_chapters
from huiguan.check.body import check_body
from huiguan.check.calendar_uid import check_uid_form
from huiguan.check.case import case_rules
from huiguan.check.event import check_event, check_updated
from huiguan.check.free_words import check_free_words
from huiguan.check.knowledge import knowledge_rules
from huiguan.check.links import check_references, check_text_links
from huiguan.check.overlay import check_overlay
from huiguan.check.partial import Partial, RefusedFieldError
from huiguan.check.people import Absent, check_member, check_mentions
from huiguan.check.personal_data import check_personal_data
from huiguan.check.series import check_skips
from huiguan.check.spans import check_spans
from huiguan.model.case import Case
from huiguan.model.club import ClubSettings
from huiguan.model.event import Event
from huiguan.model.member import Member
from huiguan.model.overlay import Overlay
from huiguan.model.record import Knowledge, Record, RunningTexts, Texts
from huiguan.model.template import Template
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import Vocabularies
from huiguan.model.whitepaper import Whitepaper
from huiguan.problem import Problem
from huiguan.read.record import RawRecord, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rules know beside the record that they look at.

    `ids` of each kind, drafts included, and all `files` of records are what a reference or link may lead to; `names` by kind give
    the id of what is called so.
    """

    ids: Mapping[str, frozenset[str]]
    names: Mapping[str, Mapping[str, str]]
    files: frozenset[str]
    vocabularies: Vocabularies
    settings: ClubSettings | None
    absent: Absent | None
    today: date


def check_record(record: Record, known: Known) -> list[Problem]:
    """Every problem of a record."""
    fields = record.texts_of_fields()
    return [*chain.from_iterable(_walks(record, fields, known)), *chain.from_iterable(_rules(record, fields, known))]


def check_partial(partial: Partial, known: Known) -> list[Problem]:
    """The same of a record without its refused fields, which no rule complains of a second time."""
    problems = [problem for rule in _walks(partial.bare, partial.texts, known) for problem in rule]
    for rule in _rules(partial.wary, partial.texts, known):
        problems += _as_far_as_known(rule)
    return problems


def check_texts(raw: RawRecord, files: frozenset[str]) -> Iterator[Problem]:
    """What is wrong in the texts of a record of which nothing else can be read."""
    body = [(raw.body.content, raw.file, raw.body.line)] if raw.body else []
    beside = [(text.content, f"{raw.folder}/{name}", text.line) for name, text in raw.texts.items()]
    return _check_texts([*body, *beside], raw.folder or raw.file, files)


def _as_far_as_known(rule: Iterable[Problem]) -> Iterator[Problem]:
    try:
        yield from rule
    except RefusedFieldError:
        return


def _walks(record: Record, fields: Texts, known: Known) -> Iterator[Iterable[Problem]]:
    """The rules that go through whatever is there, and that nothing missing concerns."""
    yield check_references(record, known.ids, known.names)
    yield _check_texts(record.running_texts(), record.origin.folder or record.origin.file, known.files)
    yield check_attachments(record)
    yield check_alias_forms(record)
    yield check_free_words(record)
    yield check_personal_data(record, fields)


def _rules(record: Record, fields: Texts, known: Known) -> Iterator[Iterable[Problem]]:
    """The rules that ask for single fields; none is asked for before the rule is begun."""
    if isinstance(record, Knowledge):
        yield from knowledge_rules(record, known.vocabularies, known.today)
    if isinstance(record, Case):
        yield from case_rules(record, known.vocabularies)
    if isinstance(record, Whitepaper):
        yield check_chapters(record)
    if isinstance(record, Template):
        yield _check_legal(record)
    if isinstance(record, Event):
        yield _check_event(record, known)
        yield check_skips(record, known.ids.get("overlay", ()))
        yield check_updated(record, known.today)
        yield check_uid_form(record)
    if isinstance(record, Overlay):
        yield check_overlay(record)
    yield check_spans(record)
    if known.settings:
        yield from _rules_of_settings(record, fields, known, known.settings)


def _rules_of_settings(record: Record, fields: Texts, known: Known, settings: ClubSettings) -> Iterator[Iterable[Problem]]:
    if isinstance(record, Member):
        yield check_member(record, settings, known.today)
    yield _check_root(record, settings)
    if known.absent:
        yield check_mentions(record, fields, known.absent)


def _check_event(event: Event, known: Known) -> Iterator[Problem]:
    yield from check_event(event, zone=known.settings.timezone if known.settings else "Asia/Shanghai")


def _check_legal(template: Template) -> Iterator[Problem]:
    if template.kind.endswith("contract") and template.legal is None:
        yield Problem(code="TEMPLATE-LEGAL", place=template.origin.places.of_value(("kind",)), field="legal")


def _check_texts(texts: RunningTexts, own: str, files: frozenset[str]) -> Iterator[Problem]:
    """What is wrong in the texts of a record; `own` is the record's folder or file."""
    for text, file, line in texts:
        yield from check_body(Text(content=text, line=line), file=file)
    yield from check_text_links(texts, own.removesuffix(".md"), files)


def _check_root(record: Record, settings: ClubSettings) -> Iterator[Problem]:
    holds = next((root.holds for root in settings.roots), Visibility.CORE)
    if not holds.may_see(record.visibility):
        yield Problem(
            code="ROOT-HOLDS",
            place=record.origin.places.of_value(("visibility",)),
            field="visibility",
            found=record.visibility,
            wanted=(holds,),
        )
