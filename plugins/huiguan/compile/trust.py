"""What speaks for a text: six facts in one order, each with its proof beneath."""

from dataclasses import dataclass
from datetime import date

from huiguan.compile.phrase import phrase
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.field import later
from huiguan.model.record import Interest, Knowledge, Review, SourceKind
from huiguan.model.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: a sentence in bold, its proof, and an icon or the club's stamp."""

    fact: str
    proof: str = ""
    icon: str = "information-outline"
    stamp: str = ""
    tone: str = ""


def trust_of(record: Knowledge, v: View, today: date) -> list[Fact]:
    """Reviewed, fresh, reused, interest, license, visibility: always in this order; what is missing is said."""
    facts = [_reviewed(record, v), _fresh(record, v, today)]
    if isinstance(record, Case):
        facts.append(_reused(record, v))
    facts += [_interest(record, v), _license(record, v), _visible(record, v)]
    return [*facts, _source(record, v)] if record.source.kind is not SourceKind.ORIGINAL else facts


def _reviewed(record: Knowledge, v: View) -> Fact:
    review = record.review
    if not review.reviewers or review.reviewed_on is None:
        return Fact(fact=v.t("trust.not_reviewed"), proof=v.t("trust.not_reviewed_proof"), icon="shield-check-outline")
    names = v.listing([v.who(person).name for person in review.reviewers])
    return Fact(
        fact=v.t("trust.reviewed", count=len(review.reviewers)),
        proof=v.t("trust.reviewed_by", names=names, on=review.reviewed_on),
        stamp=v.t("trust.stamp_reviewed"),
    )


def _fresh(record: Knowledge, v: View, today: date) -> Fact:
    due = review_due(record.review, v.edition.club.settings.defaults.review_in.get(record.key[0]))
    if due is None:
        changed = record.updated or record.shown_date
        proof = v.t("trust.changed", on=changed) if changed else ""
        return Fact(fact=v.t("trust.no_date"), proof=proof, icon="history")
    if today > due:
        return Fact(fact=v.t("trust.stale"), proof=v.t("trust.due", on=due), icon="calendar-clock", tone="ochre")
    return Fact(fact=v.t("trust.fresh"), proof=v.t("trust.next", on=due), icon="calendar-clock")


def review_due(review: Review, default: str | None) -> date | None:
    """The day after which a text asks for a new look, or None where it was never looked at."""
    span = review.review_in or default
    return later(review.reviewed_on, span) if review.reviewed_on and span else None


def _reused(case: Case, v: View) -> Fact:
    replications = case.reproducibility.replications
    if not replications:
        return Fact(fact=v.t("trust.not_reused"), proof=v.t("trust.not_reused_proof"), icon="content-duplicate")
    verdicts = v.listing([v.t(f"replication.{entry.outcome}") for entry in replications])
    return Fact(fact=v.t("trust.reused", count=len(replications)), proof=verdicts, icon="content-duplicate")


def _interest(record: Knowledge, v: View) -> Fact:
    disclosure = record.disclosure
    interest = disclosure.interest
    tone = "ochre" if interest is Interest.SPONSORED else ""
    name = "owner_of_text" if interest is Interest.OWNER and not isinstance(record, Case) else interest
    return Fact(fact=v.t(f"trust.interest.{name}"), proof=disclosure.statement or "", icon="account-eye-outline", tone=tone)


def _license(record: Knowledge, v: View) -> Fact:
    term = v.edition.club.vocabularies["licenses"].terms.get(record.license)
    # The vocabulary explains its licenses in Chinese alone.
    proof = (term.may_share or "") if term and v.edition.words.language.startswith("zh") else ""
    return Fact(fact=_short(v.label("licenses", record.license)), proof=proof, icon="creative-commons")


def _short(label: str) -> str:
    """The name of a license without its explanation: `CC BY 4.0 署名` is called `CC BY 4.0`."""
    name, number, _ = label.partition(" 4.0")
    return name + number


def _visible(record: Knowledge, v: View) -> Fact:
    proof = v.t("trust.public_after", on=record.public_after) if _waits(record) else v.t(f"trust.visible.{record.visibility}")
    return Fact(fact=v.t(f"visible.{record.visibility}"), proof=proof, icon="lock-outline")


def _source(record: Knowledge, v: View) -> Fact:
    """Where a text that is not the club's own comes from; its words, with no link to follow by accident."""
    source = record.source
    parts = (source.author, source.title, str(source.published_on or ""), source.permission, source.url)
    return Fact(fact=v.t(f"trust.source.{source.kind}"), proof=phrase(v.edition.words, *parts), icon="book-open-outline")


def _waits(record: Knowledge) -> bool:
    return record.public_after is not None and record.visibility is not Visibility.PUBLIC
