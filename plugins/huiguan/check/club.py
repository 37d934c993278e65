"""All rules over a whole club: every problem found in one run, none raised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from huiguan.check.aliases import check_alias_places
from huiguan.check.calendar_uid import check_uids_shared
from huiguan.check.clash import check_clashes
from huiguan.check.fields import validated
from huiguan.check.group import check_group_circles
from huiguan.check.look import check_look, club_files
from huiguan.check.people import Absent
from huiguan.check.record import Parsed, is_draft, parse_record, softened
from huiguan.check.rules import Known, check_partial, check_record, check_texts
from huiguan.check.synonyms import joined
from huiguan.check.vocabularies import overlaid
from huiguan.model.club import MODELS, Club, ClubSettings
from huiguan.model.event import Event
from huiguan.model.kind import OVERLAY, Kind
from huiguan.model.overlay import Overlay
from huiguan.model.record import Record
from huiguan.model.recurrence import with_skips
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import Problem, Severity
from huiguan.read.record import ClubFolder, RawRecord, Value
from huiguan.workers import ALONE, Workers


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
    parsed = [_parsed(raw, vocabularies, settings) for raw in folder.records]
    problems += [problem for one in parsed for problem in one.problems]
    records = [one.record for one in parsed if one.record is not None]
    refused = frozenset(problem.place.file for problem in folder.problems if problem.severity is Severity.ERROR)
    known = Known(
        ids=_ids(folder),
        names=_names(folder.records),
        files=_files(folder.records) | refused | _hand_written(folder.root),
        vocabularies=vocabularies,
        settings=settings,
        absent=Absent.among([*records, *_people_of(parsed)], edition, today),
        today=today,
    )
    looks = [partial(_problems_of, raw, one, known) for raw, one in zip(folder.records, parsed, strict=True)]
    for raw, said in zip(folder.records, workers.do(looks), strict=True):
        found = [problem for problem in said if not _is_said(problem, refused)]
        problems += _of_draft(found) if is_draft(raw) else found
    if settings is None:
        return _checked(None, problems, folder)
    if folder.settings is not None:
        problems += check_look(settings, folder.settings, folder.root)
    files = club_files(settings, folder.root)
    club = replace(Club.of(settings, vocabularies, _with_skips(records)), files=files, synonyms=synonyms)
    problems += check_clashes(club, today, has_all_overlays=_has_all(OVERLAY, folder, parsed))
    drafts = {(raw.kind, raw.id) for raw in folder.records if is_draft(raw)}
    problems += check_alias_places(record for record in records if record.key not in drafts)
    problems += check_group_circles(records)
    problems += check_uids_shared(club.events)
    return _checked(club, _without_waived(problems, settings), folder)


def _parsed(raw: RawRecord, vocabularies: Vocabularies, settings: ClubSettings | None) -> Parsed:
    return parse_record(raw, MODELS[raw.kind], vocabularies, _defaults(settings, raw.kind))


def _people_of(parsed: Iterable[Parsed]) -> Iterator[Record]:
    """The records with a wrong field of which it is known all the same whether they may appear, and by what name."""
    for one in parsed:
        if one.partial and one.partial.has("name", "names", "nickname", "status", "visibility", "privacy", "consent"):
            yield one.partial.wary


def _has_all(kind: Kind, folder: ClubFolder, parsed: Iterable[Parsed]) -> bool:
    """Whether no record of the kind was refused, be it for a field or as a file."""
    read = zip(folder.records, parsed, strict=True)
    return all(name != kind.name for name, _ in folder.broken) and all(
        one.record is not None for raw, one in read if raw.kind == kind.name
    )


def _problems_of(raw: RawRecord, parsed: Parsed, known: Known) -> list[Problem]:
    if parsed.record is not None:
        return check_record(parsed.record, known)
    return check_partial(parsed.partial, known) if parsed.partial else list(check_texts(raw, known.files))


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
