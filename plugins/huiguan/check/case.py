"""Rules of a case: figures that mean something, sections that a reader can use."""

import re
from collections.abc import Iterator
from datetime import date

from huiguan.model.case import Anonymized, Case, CaseKind, Metric, Outcome, Scale
from huiguan.model.markdown_text import headings
from huiguan.model.record import Credit
from huiguan.model.visibility import Status
from huiguan.model.vocabulary import Term, Vocabularies
from huiguan.problem import FieldPath, Place, Problem, Severity

_BAND = re.compile(r"\s*-?[\d.,]+\s*(?:-|–|~|～|至|到)\s*-?[\d.,]+.*|[<>≤≥]\s*-?[\d.,]+.*")
_NEEDED_SECTIONS = ("context", "actions", "results", "lessons")


def case_rules(case: Case, vocabularies: Vocabularies) -> Iterator[Iterator[Problem]]:
    """The problems of one case, rule by rule; a retracted one keeps its notice alone and is not read further."""
    yield _check_retraction(case)
    rules = (
        _check_client(case),
        _check_source(case),
        _check_course(case),
        _check_metrics(case, vocabularies),
        _check_sections(case, vocabularies),
        _check_replications(case),
    )
    yield from (_unless_retracted(case, rule) for rule in rules)


def _check_retraction(case: Case) -> Iterator[Problem]:
    if case.status is Status.RETRACTED and not case.retraction:
        yield case.origin.places.problem("CASE-RETRACTION-MISSING", ("status",))


def _unless_retracted(case: Case, rule: Iterator[Problem]) -> Iterator[Problem]:
    if case.status is not Status.RETRACTED:
        yield from rule


def _check_replications(case: Case) -> Iterator[Problem]:
    for index, replication in enumerate(case.reproducibility.replications):
        if not isinstance(replication.by, Credit) and replication.by in case.authors:
            path = ("reproducibility", "replications", index, "by")
            yield case.origin.places.problem("CASE-REPLICATION-BY-AUTHOR", path, found=replication.by, severity=Severity.WARNING)


def _check_client(case: Case) -> Iterator[Problem]:
    if case.anonymized is not Anonymized.NONE and case.organization:
        yield case.origin.places.problem("CASE-ANONYMIZED-ORGANIZATION", ("organization",), found=case.organization)
    if case.kind is CaseKind.CLIENT and not (case.client_consent and case.client_consent.given):
        yield case.origin.places.problem("CASE-CLIENT-CONSENT", ("kind",), found="client")


def _check_source(case: Case) -> Iterator[Problem]:
    if case.kind is CaseKind.EXTERNAL and not case.source.url:
        yield case.origin.places.problem("CASE-SOURCE-MISSING", ("kind",), found="external")


def _check_course(case: Case) -> Iterator[Problem]:
    """What came of it, and in which span of time."""
    if case.outcome is Outcome.ONGOING and not case.followups:
        yield case.origin.places.problem("CASE-FOLLOWUP-MISSING", ("outcome",), found="ongoing", severity=Severity.WARNING)
    if case.period and case.period.end and case.period.end < case.period.start:
        yield _order(case, ("period", "end"), case.period.end, case.period.start)


def _check_metrics(case: Case, vocabularies: Vocabularies) -> Iterator[Problem]:
    if sum(metric.headline for metric in case.metrics) > 1:
        yield case.origin.places.problem("METRIC-HEADLINES", ("metrics",), severity=Severity.WARNING)
    for index, metric in enumerate(case.metrics):
        kpi = vocabularies["kpis"].terms.get(metric.kpi)
        yield from _check_values(case, metric, kpi, ("metrics", index))
        yield from _check_spans(case, metric, ("metrics", index))
        if kpi and kpi.ambiguous and not metric.definition:
            path = ("metrics", index)
            details = (("kpi", kpi.name("zh-Hans")), ("kpi_en", kpi.name("en")))
            yield case.origin.places.problem("METRIC-DEFINITION", path, wanted=kpi.definitions[:3], details=details)


def _check_values(case: Case, metric: Metric, kpi: Term | None, path: FieldPath) -> Iterator[Problem]:
    for name, value in (("before", metric.before), ("after", metric.after)):
        if isinstance(value, str):
            if metric.disclosure is not Scale.BANDED or not _BAND.fullmatch(value):
                yield case.origin.places.problem("METRIC-NUMBER", (*path, name), found=value, wanted=("31.2",))
        elif metric.disclosure is Scale.ABSOLUTE and kpi and not kpi.signed:
            if kpi.unit == "percent" and not 0 <= value <= 100:
                yield case.origin.places.problem("METRIC-PERCENT", (*path, name), found=f"{value:g}", severity=Severity.WARNING)
            elif value < 0:
                yield case.origin.places.problem("METRIC-NEGATIVE", (*path, name), found=f"{value:g}", severity=Severity.WARNING)
    if metric.disclosure is Scale.INDEXED and metric.before != 100:
        yield case.origin.places.problem("METRIC-INDEX", (*path, "before"), found=_plain(metric.before), wanted=("100",))


def _check_spans(case: Case, metric: Metric, path: FieldPath) -> Iterator[Problem]:
    for name, span in (("baseline", metric.baseline), ("result", metric.result)):
        if span and span.end and span.end < span.start:
            yield _order(case, (*path, name, "end"), span.end, span.start)
    if metric.baseline and metric.result and metric.result.start < metric.baseline.start:
        found = metric.result.start.isoformat()
        yield case.origin.places.problem("METRIC-RESULT-FIRST", (*path, "result", "start"), found=found)


def _order(case: Case, path: FieldPath, end: date, start: date) -> Problem:
    return case.origin.places.problem("DATE-ORDER", path, found=end.isoformat(), wanted=(start.isoformat(),))


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _check_sections(case: Case, vocabularies: Vocabularies) -> Iterator[Problem]:
    if not case.metrics:
        return
    sections = vocabularies["sections"]
    found = {term.id for heading in headings(case.body) if (term := sections.find(heading.text))}
    missing = [sections.terms[name].name("zh-Hans") for name in _NEEDED_SECTIONS if name in sections.terms and name not in found]
    if missing:
        place = Place(file=case.origin.file, line=case.origin.body_line)
        yield Problem(code="CASE-SECTIONS", place=place, severity=Severity.WARNING, wanted=tuple(missing))
