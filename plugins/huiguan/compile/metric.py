"""A case's figures in the words and shapes that a reader sees: what got better, by how much, and a gauge."""

from dataclasses import dataclass

from huiguan.compile.phrase import phrase
from huiguan.model.case import Confidence, Metric, Scale
from huiguan.model.vocabulary import Term
from huiguan.wording import Words

LEVEL = 0.03  # a change of up to 3 % counts as level


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One metric, ready to be shown.

    `verdict` is better, worse, flat or none (where the KPI has no good direction); `before_width` and `after_width` are percents
    of a common scale from 0, or None where a gauge would mislead (negative, banded or estimated figures).
    """

    kpi: str
    direction: str
    before: str
    after: str
    verdict: str
    says: str
    source: str
    definition: str
    note: str
    spans: str
    before_width: str | None = None
    after_width: str | None = None


def shift(metric: Metric, kpi: Term | None, words: Words) -> Shift:
    """The metric in words."""
    label = kpi.name(words.language) if kpi else metric.kpi
    if metric.disclosure is Scale.INDEXED:
        label = words("metric.index", kpi=label)
    verdict = _verdict(metric, kpi)
    widths = _widths(metric)
    return Shift(
        kpi=label,
        direction=words(f"metric.better.{kpi.better}") if kpi and kpi.better in {"higher", "lower"} else "",
        before=_amount(metric.before, metric, kpi, words),
        after=_amount(metric.after, metric, kpi, words),
        verdict=verdict,
        says=_says(metric, kpi, verdict, words),
        source=_source(metric, words),
        definition=metric.definition or "",
        note=metric.note or "",
        spans=_spans(metric, words),
        before_width=widths[0],
        after_width=widths[1],
    )


def _verdict(metric: Metric, kpi: Term | None) -> str:
    if isinstance(metric.before, str) or isinstance(metric.after, str) or kpi is None:
        return "none"
    difference = metric.after - metric.before
    if abs(difference) <= LEVEL * abs(metric.before):
        return "flat"
    if kpi.better not in {"higher", "lower"}:
        return "none"
    return "better" if (difference > 0) == (kpi.better == "higher") else "worse"


def _says(metric: Metric, kpi: Term | None, verdict: str, words: Words) -> str:
    if isinstance(metric.before, str) or isinstance(metric.after, str):
        return ""
    if verdict == "flat":
        return words("metric.flat")
    parts = []
    difference = metric.after - metric.before
    if kpi and kpi.unit == "percent" and metric.disclosure is Scale.ABSOLUTE:
        way = "up" if difference > 0 else "down"
        parts.append(words(f"metric.points.{way}", points=plain(abs(difference))))
    # From nothing, or across zero, a percentage says nothing.
    if metric.before and (metric.before > 0) == (metric.after >= 0) and verdict in {"better", "worse"}:
        way = {"better": "improved", "worse": "worsened"}[verdict]
        parts.append(words(f"metric.{way}", percent=f"{abs(difference / metric.before) * 100:.0f}%"))
    elif verdict in {"better", "worse"}:
        parts.append(words(f"metric.only_{verdict}"))
    return phrase(words, *parts)


def _amount(value: float | str, metric: Metric, kpi: Term | None, words: Words) -> str:
    text = value if isinstance(value, str) else plain(value)
    unit = kpi.unit if kpi and metric.disclosure is not Scale.INDEXED else None
    if unit == "percent":
        return f"{text.removesuffix('%')}%"  # a band may be typed with its sign
    if unit == "money":
        currency = metric.currency or "CNY"
        return words("metric.unit.money", amount=text) if currency == "CNY" else f"{text} {currency}"
    known = words.get(f"metric.unit.{unit}") if unit else None
    return known.format(amount=text) if known else text


def plain(value: float) -> str:
    """A number with thousands separated, at most two decimals, and a true minus sign."""
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def _widths(metric: Metric) -> tuple[str | None, str | None]:
    before, after = metric.before, metric.after
    if isinstance(before, str) or isinstance(after, str) or before < 0 or after < 0 or not max(before, after):
        return None, None
    if metric.confidence is Confidence.ESTIMATE:
        return None, None
    scale = max(before, after)
    return f"{before / scale * 100:.1f}", f"{after / scale * 100:.1f}"


def _source(metric: Metric, words: Words) -> str:
    name = metric.source.name if metric.source else None
    return phrase(words, name, words(f"metric.confidence.{metric.confidence}"))


def _spans(metric: Metric, words: Words) -> str:
    if not metric.baseline or not metric.result:
        return ""
    ends = [
        f"{span.start.isoformat()} – {span.end.isoformat()}" if span.end else span.start.isoformat()
        for span in (metric.baseline, metric.result)
    ]
    return words("metric.spans", before=ends[0], after=ends[1])
