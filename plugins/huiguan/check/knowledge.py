"""Rules that all texts share: titles and summaries that fit their places, dates in order, rights that allow what is done."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from huiguan.model.record import Credit, Interest, Knowledge, SourceKind
from huiguan.model.visibility import Visibility
from huiguan.model.vocabulary import Vocabularies
from huiguan.problem import FieldPath, Problem, Severity, field_name


def knowledge_rules(record: Knowledge, vocabularies: Vocabularies, today: date) -> Iterator[Iterator[Problem]]:
    """Hints and errors about the envelope of one text, rule by rule."""
    yield _check_title(record)
    yield _check_summary(record)
    yield _check_body(record)
    yield _check_dates(record, today)
    yield _check_rights(record, vocabularies)
    yield _check_disclosure(record)
    yield _check_review(record)


def _check_disclosure(record: Knowledge) -> Iterator[Problem]:
    if record.disclosure.interest is not Interest.NONE and not record.disclosure.statement:
        yield _hint(record, "DISCLOSURE-STATEMENT", ("disclosure", "interest"), found=record.disclosure.interest)


def _check_review(record: Knowledge) -> Iterator[Problem]:
    reviewers = [person for person in record.review.reviewers if not isinstance(person, Credit)]
    if reviewers and set(reviewers) <= {person for person in record.authors if not isinstance(person, Credit)}:
        yield _hint(record, "REVIEW-BY-AUTHOR", ("review", "reviewers"), found=", ".join(reviewers))


def _check_title(record: Knowledge) -> Iterator[Problem]:
    if len(record.title) > 60:
        yield _hint(
            record, "TITLE-LONG", ("title",), found=record.title[:20] + "…", details=(("length", str(len(record.title))),)
        )
    if record.title.endswith(("。", ".", "！")):
        yield _hint(record, "TITLE-FULL-STOP", ("title",), found=record.title[-1])


def _check_summary(record: Knowledge) -> Iterator[Problem]:
    if not 20 <= len(record.summary) <= 200:
        yield _hint(record, "SUMMARY-LENGTH", ("summary",), details=(("length", str(len(record.summary))),))


def _check_body(record: Knowledge) -> Iterator[Problem]:
    if not record.body.strip():
        yield Problem(code="BODY-EMPTY", place=record.origin.places.of_key(()))


def _check_dates(record: Knowledge, today: date) -> Iterator[Problem]:
    pairs = ((("created",), record.created), (("published",), record.published), (("updated",), record.updated))
    days = [(path, day) for path, day in pairs if day]
    for (_, earlier), (path, later) in pairwise(days):
        if later < earlier:
            yield _error(record, "DATE-ORDER", path, found=later.isoformat(), wanted=(earlier.isoformat(),))
    for path, day in days:
        if day > today:
            yield _hint(record, "DATE-FUTURE", path, found=day.isoformat())


def _check_rights(record: Knowledge, vocabularies: Vocabularies) -> Iterator[Problem]:
    source = record.source
    if source.kind is not SourceKind.ORIGINAL and not source.url and not source.permission:
        yield _error(record, "SOURCE-INCOMPLETE", ("source", "kind"), found=source.kind)
    reposted = source.kind in {SourceKind.REPOSTED, SourceKind.TRANSLATED}
    license_ = vocabularies["licenses"].terms.get(record.license)
    if reposted and record.visibility is Visibility.PUBLIC and license_ and not license_.open and not source.permission:
        yield _error(record, "LICENSE-NOT-OPEN", ("license",), found=license_.name("zh-Hans"))


def _error(record: Knowledge, code: str, path: FieldPath, *, found: str, wanted: tuple[str, ...] = ()) -> Problem:
    return Problem(code=code, place=record.origin.places.of_value(path), field=field_name(path), found=found, wanted=wanted)


def _hint(
    record: Knowledge, code: str, path: FieldPath, *, found: str = "", details: tuple[tuple[str, str], ...] = ()
) -> Problem:
    return Problem(
        code=code,
        place=record.origin.places.of_value(path),
        severity=Severity.WARNING,
        field=field_name(path),
        found=found,
        details=details,
    )
