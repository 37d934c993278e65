"""The figures of a case, before and after."""

from huiguan.compile.json_ld.write import Node, number
from huiguan.compile.view import View
from huiguan.model.case import Case, Metric, Scale
from huiguan.model.vocabulary import Term

PERCENT = "P1"  # UN/CEFACT's code


def measured(case: Case, v: View) -> list[Node]:
    """Each figure with what it was before as the value to compare it with, the headline first, as the page shows them."""
    kpis = v.edition.club.vocabularies["kpis"].terms
    ordered = sorted(case.metrics, key=lambda metric: metric is not case.headline_metric)
    return [
        {
            "@type": "PropertyValue",
            "name": shift.kpi,
            **_amount(metric.after, metric, kpis.get(metric.kpi)),
            "valueReference": {
                "@type": "PropertyValue",
                "name": v.t("case.before"),
                **_amount(metric.before, metric, kpis.get(metric.kpi)),
            },
            "measurementTechnique": shift.definition,
        }
        for metric, shift in zip(ordered, v.edition.shifts(case), strict=True)
    ]


def _amount(value: float | str, metric: Metric, kpi: Term | None) -> Node:
    """A value in its unit; an index has none, and a band is the text that was given."""
    unit = kpi.unit if kpi and metric.disclosure is not Scale.INDEXED else None
    return {
        "value": value if isinstance(value, str) else number(value),
        "unitCode": PERCENT if unit == "percent" else None,
        "unitText": (metric.currency or "CNY") if unit == "money" else None,
    }
