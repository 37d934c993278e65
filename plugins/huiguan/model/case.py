"""A case: what a shop did, what came of it, and who may copy it."""

from enum import StrEnum
from typing import ClassVar

from huiguan.model import kind
from huiguan.model.field import Count, Date, Line, Lines, Number, Prose, Url, YesNo
from huiguan.model.record import Knowledge, OrganizationRef, Part, PersonRef
from huiguan.model.term import Kpi


class CaseKind(StrEnum):
    """Whose case it is."""

    OWN = "own"
    CLIENT = "client"
    EXTERNAL = "external"


class Outcome(StrEnum):
    """How it went; failed ones are as welcome as the others."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    ONGOING = "ongoing"


class Maturity(StrEnum):
    """How far the result has been tried."""

    TRIAL = "trial"
    VERIFIED = "verified"
    REPLICATED = "replicated"


class Anonymized(StrEnum):
    """How much of the shop is hidden."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Scale(StrEnum):
    """How figures are disclosed: as they are, as an index with 100 at the start, or as a band."""

    ABSOLUTE = "absolute"
    INDEXED = "indexed"
    BANDED = "banded"


class Confidence(StrEnum):
    """Who saw the raw figures: an editor, the author alone, nobody."""

    VERIFIED = "verified"
    SELF_REPORTED = "self_reported"
    ESTIMATE = "estimate"


class Difficulty(StrEnum):
    """How hard it is to copy; also typed as 低, 中, 高."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @classmethod
    def _missing_(cls, value: object) -> "Difficulty | None":
        return {"低": cls.LOW, "中": cls.MEDIUM, "高": cls.HIGH}.get(str(value))


class DateRange(Part):
    """A span of days, both ends included."""

    start: Date
    end: Date | None = None


class Money(Part):
    """An amount with its currency (ISO 4217)."""

    amount: Number
    currency: Line = "CNY"
    per: Line | None = None
    note: Line | None = None
    member_amount: Number | None = None


class MetricSource(Part):
    """Where a figure comes from."""

    kind: Line
    """platform_backend, self_reported, third_party or survey."""
    name: Line | None = None
    url: Url | None = None
    captured_on: Date | None = None
    evidence: Line | None = None
    """A file in the record's folder that shows the figure."""


class Metric(Part):
    """One figure before and after."""

    kpi: Kpi
    before: Number | Line
    """A number in the KPI's unit; a band (`20-30`) as text where `disclosure` is banded."""
    after: Number | Line
    baseline: DateRange | None = None
    result: DateRange | None = None
    definition: Line | None = None
    """How it was counted; required where the KPI can be counted in more than one way."""
    source: MetricSource | None = None
    confidence: Confidence = Confidence.SELF_REPORTED
    disclosure: Scale = Scale.ABSOLUTE
    target: Number | None = None
    currency: Line | None = None
    headline: YesNo = False
    note: Line | None = None


class Replication(Part):
    """Someone else tried it."""

    by: PersonRef
    organization: OrganizationRef | None = None
    on: Date | None = None
    outcome: Outcome = Outcome.PARTIAL
    note: Line | None = None


class Reproducibility(Part):
    """What it takes to do it again."""

    difficulty: Difficulty | None = None
    prerequisites: Lines = ()
    time_to_effect: Line | None = None
    replications: tuple[Replication, ...] = ()


class Followup(Part):
    """A promise to look again."""

    due: Date
    done: Date | None = None
    note: Line | None = None


class Quote(Part):
    """What somebody said, with their consent."""

    text: Prose
    who: Line | None = None
    role: Line | None = None
    on: Date | None = None
    consent: YesNo = False


class ClientConsent(Part):
    """The client's agreement that the case is told."""

    given: YesNo
    on: Date


class Case(Knowledge):
    """A case. With `metrics` it is a full case, without a note."""

    kind_of_record: ClassVar[kind.Kind] = kind.CASE

    kind: CaseKind = CaseKind.OWN
    outcome: Outcome | None = None
    maturity: Maturity | None = None
    organization: OrganizationRef | None = None
    anonymized: Anonymized = Anonymized.NONE
    client_consent: ClientConsent | None = None
    period: DateRange | None = None
    team_size: Count | None = None
    cost: Money | None = None
    metrics: tuple[Metric, ...] = ()
    not_applicable: Prose | None = None
    """In which circumstances not to copy it."""
    reproducibility: Reproducibility = Reproducibility()
    followups: tuple[Followup, ...] = ()
    quotes: tuple[Quote, ...] = ()
    retraction: Prose | None = None
    """Why it was taken back; stands on the notice page of a retracted case."""

    @property
    def headline_metric(self) -> Metric | None:
        """The figure that stands on cards: the one marked so, else the first."""
        return next((metric for metric in self.metrics if metric.headline), self.metrics[0] if self.metrics else None)
