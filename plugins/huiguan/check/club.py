"""All rules over a whole club: every problem found in one run, none raised."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from huiguan.check.aliases import check_alias_forms, check_alias_places
from huiguan.check.attachments import check_attachments
from huiguan.check.body import check_body
from huiguan.check.calendar_uid import check_uid_form, check_uids_shared
from huiguan.check.case import check_case
from huiguan.check.clash import check_clashes
from huiguan.check.event import check_event, check_updated
from huiguan.check.fields import validated
from huiguan.check.knowledge import check_knowledge
from huiguan.check.links import check_references, check_text_links
from huiguan.check.look import check_look, club_files
from huiguan.check.overlay import check_overlay
from huiguan.check.people import Absent, check_member, check_mentions
from huiguan.check.personal_data import check_personal_data
from huiguan.check.record import is_draft, parse_record, softened
from huiguan.check.series import check_skips
from huiguan.check.synonyms import joined
from huiguan.check.vocabularies import overlaid
from huiguan.model.case import Case
from huiguan.model.club import MODELS, Club, ClubSettings
from huiguan.model.event import Event
from huiguan.model.member import Member
from huiguan.model.overlay import Overlay
from huiguan.model.record import Knowledge, Record
from huiguan.model.recurrence import with_skips
from huiguan.model.template import Template
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import Problem, Severity
from huiguan.read.record import ClubFolder, RawRecord, Text, Value
from huiguan.workers import ALONE, Workers


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the rules say: the club, or None while an error stands in its way, and all problems, sorted by place.

    `read` counts the records by kind, drafts included.
    """

    club: Club | None
    problems: tuple[Problem, ...]
    read: Mapping[str, int]

    @property
    def errors(self) -> int:
        """How many problems stop a build."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def check_club(folder: ClubFolder, *, edition: Visibility, today: date, workers: Workers = ALONE) -> Checked:
    """The club that a folder means, and every problem in it, for one edition on one day; `workers` look through the records."""
    problems = list(folder.problems)
    vocabularies, wrong = overlaid(folder.vocabulary)
    settings, wrong_settings = _settings(folder.settings, vocabularies)
    synonyms, wrong_synonyms = joined(folder.synonyms)
    problems += wrong + wrong_settings + wrong_synonyms
    records: list[Record] = []
    untyped: list[RawRecord] = []
    drafts: set[tuple[str, str]] = set()
    for raw in folder.records:
        parsed = parse_record(raw, MODELS[raw.kind], vocabularies, _defaults(settings, raw.kind))
        problems += parsed.problems
        if parsed.record is not None:
            records.append(parsed.record)
        else:
            untyped.append(raw)
        if is_draft(raw):
            drafts.add((raw.kind, raw.id))
    refused = frozenset(problem.place.file for problem in folder.problems if problem.severity is Severity.ERROR)
    known = Known(
        ids=_ids(folder),
        names=_names(folder.records),
        files=_files(folder.records) | refused | _hand_written(folder.root),
        vocabularies=vocabularies,
        settings=settings,
        absent=Absent.among(records, edition, today),
        today=today,
    )
    looks = [partial(_checked_record, record, known) for record in records]
    for record, said in zip(records, workers.do(looks), strict=True):
        found = [problem for problem in said if not _is_said(problem, refused)]
        problems += _of_draft(found) if record.key in drafts else found
    for raw in untyped:
        found = list(_check_untyped(raw, known.files))
        problems += _of_draft(found) if is_draft(raw) else found
    if settings is None:
        return _checked(None, problems, folder)
    if folder.settings is not None:
        problems += check_look(settings, folder.settings, folder.root)
    files = club_files(settings, folder.root)
    club = replace(Club.of(settings, vocabularies, _with_skips(records)), files=files, synonyms=synonyms)
    problems += check_clashes(club, today)
    problems += check_alias_places(record for record in records if record.key not in drafts)
    problems += check_uids_shared(club.events)
    return _checked(club, _without_waived(problems, settings), folder)


def _with_skips(records: list[Record]) -> list[Record]:
    """The records, every name of a calendar that a series skips turned into dates: later stages know dates alone."""
    overlays = [record for record in records if isinstance(record, Overlay)]
    return [with_skips(record, overlays) if isinstance(record, Event) else record for record in records]


def _is_said(problem: Problem, refused: frozenset[str]) -> bool:
    """Whether a file is missing only because the reader refused it, and said so."""
    missing = problem.code in {"ATTACHMENT-MISSING", "CHAPTER-MISSING"}
    return missing and f"{dict(problem.details)['folder']}/{problem.found}" in refused


def _of_draft(problems: list[Problem]) -> list[Problem]:
    """The problems of a draft: hints at most, and none for a text that is still to be written."""
    return [softened(problem) for problem in problems if problem.code != "BODY-EMPTY"]


def _checked(club: Club | None, problems: list[Problem], folder: ClubFolder) -> Checked:
    unique = sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key)
    stopped = any(problem.severity is Severity.ERROR for problem in unique)
    read: dict[str, int] = {}
    for raw in folder.records:
        read[raw.kind] = read.get(raw.kind, 0) + 1
    return Checked(club=None if stopped else club, problems=tuple(unique), read=read)


def _checked_record(record: Record, known: Known) -> list[Problem]:
    fields = record.texts_of_fields()
    problems = [*_check_record(record, known), *check_personal_data(record, fields)]
    return [*problems, *check_mentions(record, fields, known.absent)] if known.absent and known.settings else problems


def _check_record(record: Record, known: Known) -> Iterator[Problem]:
    settings = known.settings
    origin = record.origin
    beside = [(text, f"{origin.folder}/{name}", line) for name, (text, line) in origin.texts.items()]
    yield from check_references(record, known.ids, known.names)
    yield from _check_texts([(record.body, origin.file, origin.body_line), *beside], origin.folder or origin.file, known.files)
    yield from check_attachments(record)
    yield from check_alias_forms(record)
    if isinstance(record, Knowledge):
        yield from check_knowledge(record, known.vocabularies, known.today)
    if isinstance(record, Case):
        yield from check_case(record, known.vocabularies)
    if isinstance(record, Template) and record.kind.endswith("contract") and record.legal is None:
        yield Problem(code="TEMPLATE-LEGAL", place=record.origin.places.of_value(("kind",)), field="legal")
    if isinstance(record, Event):
        yield from check_event(record, zone=settings.timezone if settings else "Asia/Shanghai")
        yield from check_skips(record, known.ids.get("overlay", ()))
        yield from check_updated(record, known.today)
        yield from check_uid_form(record)
    if isinstance(record, Overlay):
        yield from check_overlay(record)
    if isinstance(record, Member) and settings:
        yield from check_member(record, settings, known.today)
    if settings:
        yield from _check_root(record, settings)


def _check_texts(texts: Sequence[tuple[str, str, int]], own: str, files: frozenset[str]) -> Iterator[Problem]:
    """What is wrong in the texts of a record, each with its file and first line; `own` is the record's folder or file."""
    for text, file, line in texts:
        yield from check_body(Text(content=text, line=line), file=file)
    yield from check_text_links(texts, own.removesuffix(".md"), files)


def _check_untyped(raw: RawRecord, files: frozenset[str]) -> Iterator[Problem]:
    """The same of a record with a wrong field: nobody should hear of its texts only after mending that."""
    body = [(raw.body.content, raw.file, raw.body.line)] if raw.body else []
    beside = [(text.content, f"{raw.folder}/{name}", text.line) for name, text in raw.texts.items()]
    return _check_texts([*body, *beside], raw.folder or raw.file, files)


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


def _settings(raw: RawRecord | None, vocabularies: Vocabularies) -> tuple[ClubSettings | None, list[Problem]]:
    if raw is None:
        return None, []
    settings, problems = validated(ClubSettings, raw.value, raw, vocabularies)
    if settings is not None and settings.huiguan != 1:
        place = raw.places.of_value(("huiguan",))
        found = str(settings.huiguan)
        problems.append(Problem(code="CLUB-VERSION", place=place, field="huiguan", found=found, wanted=("1",)))
    if settings is not None:
        for index, root in enumerate(settings.roots):
            if root.path != ".":
                path = ("roots", index, "path")
                problems.append(
                    Problem(code="ROOT-PATH", place=raw.places.of_value(path), field="roots", found=root.path, wanted=(".",))
                )
    return settings, problems


def _defaults(settings: ClubSettings | None, kind: str) -> dict[str, Value]:
    if settings is None:
        return {}
    defaults: dict[str, Value] = {"license": settings.defaults.license}
    visibility = settings.defaults.visibility.get(kind)
    return {**defaults, "visibility": visibility.value} if visibility else defaults


def _ids(folder: ClubFolder) -> Mapping[str, frozenset[str]]:
    ids: dict[str, set[str]] = {}
    for kind, record_id in [*((raw.kind, raw.id) for raw in folder.records), *folder.broken]:
        ids.setdefault(kind, set()).add(record_id)
    return {kind: frozenset(known) for kind, known in ids.items()}


def _names(records: Iterable[RawRecord]) -> Mapping[str, Mapping[str, str]]:
    """By kind, the ids of all records by what they are called: people write names where ids are asked for."""
    names: dict[str, dict[str, str]] = {}
    for raw in records:
        for key in ("name", "nickname", "title"):
            called = raw.value.get(key)
            if isinstance(called, str):
                names.setdefault(raw.kind, {}).setdefault(called, raw.id)
    return names


def _files(records: Iterable[RawRecord]) -> frozenset[str]:
    files: set[str] = set()
    for raw in records:
        files.add(raw.file)
        files.update(f"{raw.folder}/{name}" for name in (*raw.attachments, *raw.texts))
    return frozenset(files)


def _hand_written(root: Path) -> frozenset[str]:
    """The pages that someone wrote in `docs/`, by their files: texts may link to them."""
    return frozenset(page.relative_to(root).as_posix() for page in (root / "docs").rglob("*.md"))


def _without_waived(problems: list[Problem], settings: ClubSettings) -> list[Problem]:
    waived = {(waiver.code, waiver.file, waiver.found) for waiver in settings.waivers}
    return [problem for problem in problems if (problem.code, problem.place.file, problem.found) not in waived]
