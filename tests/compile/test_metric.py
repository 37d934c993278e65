"""Figures of a case: what got better, by how much, in which unit, and when a gauge would mislead."""

from typing import Any

import pytest

from huiguan.check.vocabularies import overlaid
from huiguan.compile.metric import Shift, plain, shift
from huiguan.model.case import Metric
from huiguan.wording import words_of

VOCABULARIES = overlaid(())[0]


def shown(kpi: str, before: float | str, after: float | str, language: str = "zh-Hans", **fields: Any) -> Shift:  # noqa: ANN401
    """A metric as a reader sees it."""
    metric = Metric.model_validate({"kpi": kpi, "before": str(before), "after": str(after), **fields}, context=VOCABULARIES)
    return shift(metric, VOCABULARIES["kpis"].terms.get(metric.kpi), words_of(language))


@pytest.mark.parametrize(
    ("kpi", "before", "after", "verdict", "says"),
    [
        # the KPI knows which way is good
        ("return_rate", 31.2, 17.4, "better", "降 13.8 个百分点，改善 44%"),
        ("return_rate", 17.4, 31.2, "worse", "升 13.8 个百分点，变差 79%"),
        ("cvr", 2, 3, "better", "升 1 个百分点，改善 50%"),
        ("orders", 1200, 900, "worse", "变差 25%"),
        ("inventory_days", 60, 30, "better", "改善 50%"),
        # within 3 % nothing has happened, on either side
        ("gmv", 100, 103, "flat", "基本持平"),
        ("gmv", 100, 97, "flat", "基本持平"),
        ("gmv", 100, 104, "better", "改善 4%"),
        ("return_rate", 20, 20, "flat", "基本持平"),
        ("orders", 0, 0, "flat", "基本持平"),
        # no good direction: the points alone, or nothing
        ("new_customer_share", 40, 55, "none", "升 15 个百分点"),
        ("followers_net", 100, 300, "none", ""),
        # from nothing, or across zero, a percentage says nothing
        ("orders", 0, 80, "better", "改善"),
        ("complaint_rate", 0, 2, "worse", "升 2 个百分点，变差"),
        ("net_margin", -3, 5, "better", "升 8 个百分点，改善"),
        ("net_margin", 5, -3, "worse", "降 8 个百分点，变差"),
        ("roi", -0.5, -0.2, "better", "改善 60%"),
        ("roi", -0.2, -0.5, "worse", "变差 150%"),
        ("orders", 50, 0, "worse", "变差 100%"),
        ("net_margin", -5, 0, "better", "升 5 个百分点，改善"),
        # a large change is told as it is
        ("orders", 1, 100, "better", "改善 9900%"),
    ],
)
def test_the_verdict_and_its_words(kpi: str, before: float, after: float, verdict: str, says: str) -> None:
    """Better is what the KPI calls so; the words tell how much, and nothing that figures cannot say."""
    found = shown(kpi, before, after)
    assert (found.verdict, found.says) == (verdict, says)


@pytest.mark.parametrize(
    ("kpi", "fields", "before", "after"),
    [
        ("return_rate", {}, "31.2%", "17.4%"),
        ("gmv", {}, "31.2 元", "17.4 元"),
        ("gmv", {"currency": "CNY"}, "31.2 元", "17.4 元"),
        ("gmv", {"currency": "TWD"}, "31.2 TWD", "17.4 TWD"),
        ("gmv", {"disclosure": "indexed"}, "31.2", "17.4"),
        ("return_rate", {"disclosure": "indexed"}, "31.2", "17.4"),
        ("roi", {}, "31.2", "17.4"),
        ("inventory_days", {}, "31.2 天", "17.4 天"),
        ("rating", {}, "31.2 分", "17.4 分"),
        ("watch_time", {}, "31.2 分钟", "17.4 分钟"),
    ],
)
def test_amounts_carry_their_unit(kpi: str, fields: dict[str, Any], before: str, after: str) -> None:
    """The unit is the KPI's; an index has none, money in another currency its code."""
    found = shown(kpi, 31.2, 17.4, **fields)
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (100, "100"),
        (1000, "1,000"),
        (1234567.891, "1,234,567.89"),
        (98765432100, "98,765,432,100"),
        (0.5, "0.5"),
        (0.005, "0.01"),
        (10.10, "10.1"),
        (-3.2, "−3.2"),
        (-1000, "−1,000"),
        (-0.001, "0"),
    ],
)
def test_numbers_as_they_stand_on_a_page(value: float, text: str) -> None:
    """Thousands parted, two decimals at most, no needless zeros, a true minus sign, and no minus before nothing."""
    assert plain(value) == text


@pytest.mark.parametrize(
    ("kpi", "before", "after", "fields", "widths"),
    [
        ("return_rate", 31.2, 17.4, {}, ("100.0", "55.8")),
        ("orders", 50, 200, {}, ("25.0", "100.0")),
        ("orders", 0, 80, {}, ("0.0", "100.0")),
        ("gmv", 100, 98, {"disclosure": "indexed"}, ("100.0", "98.0")),
        ("orders", 0, 0, {}, (None, None)),
        ("net_margin", -3, 5, {}, (None, None)),
        ("orders", 50, 200, {"confidence": "estimate"}, (None, None)),
        ("return_rate", "20-30", "10-20", {"disclosure": "banded"}, (None, None)),
    ],
)
def test_a_gauge_only_where_it_does_not_mislead(
    kpi: str, before: float | str, after: float | str, fields: dict[str, Any], widths: tuple[str | None, str | None]
) -> None:
    """Both bars share a scale from zero; negative, banded and estimated figures have none."""
    found = shown(kpi, before, after, **fields)
    assert (found.before_width, found.after_width) == widths


@pytest.mark.parametrize(("before", "shown_as"), [("20-30", "20-30%"), ("20%–30%", "20%–30%"), ("＜5", "＜5%"), ("20", "20%")])
def test_a_band_is_shown_as_it_was_typed(before: str, shown_as: str) -> None:
    """A band keeps its text, its percent sign stands once, and no change is computed from it."""
    found = shown("return_rate", before, "10-15", disclosure="banded")
    assert found.before == shown_as
    assert (found.verdict, found.says) == ("none", "")


def test_an_index_is_called_so_and_counts_no_points() -> None:
    """100 is no percentage: an index of a rate tells the relative change alone."""
    found = shown("return_rate", 100, 60, disclosure="indexed")
    assert found.kpi == "退货率指数"
    assert found.says == "改善 40%"


def test_a_metric_of_a_kpi_that_the_vocabulary_lost_still_stands() -> None:
    """Without the KPI's entry the figures stand under its id, unjudged."""
    found = shift(Metric.model_construct(kpi="gone", before=1.0, after=2.0), None, words_of("zh-Hans"))
    assert (found.kpi, found.before, found.after, found.verdict, found.says, found.direction) == (
        "gone",
        "1",
        "2",
        "none",
        "",
        "",
    )


def test_where_a_figure_comes_from() -> None:
    """The source under its own name, commas in it untouched, and who saw the raw data."""
    source = {"kind": "platform_backend", "name": "抖店罗盘、财务周报"}
    assert shown("gmv", 1, 2, source=source, confidence="verified").source == "抖店罗盘、财务周报，编辑看过原始数据"
    assert shown("gmv", 1, 2).source == "作者自述"
    assert shown("gmv", 1, 2, confidence="estimate", source={"kind": "survey"}).source == "估算"


@pytest.mark.parametrize(
    ("baseline", "result", "spans"),
    [
        (
            {"start": "2026-04-01", "end": "2026-06-29"},
            {"start": "2026-07-01", "end": "2026-09-28"},
            "上条为 2026-04-01 – 2026-06-29，下条为 2026-07-01 – 2026-09-28。",
        ),
        ({"start": "2026-04-01"}, {"start": "2026-07-01"}, "上条为 2026-04-01，下条为 2026-07-01。"),
        (None, {"start": "2026-07-01"}, ""),
        ({"start": "2026-07-01"}, None, ""),
    ],
)
def test_the_spans_of_both_figures(baseline: dict[str, str] | None, result: dict[str, str] | None, spans: str) -> None:
    """From when to when each figure was taken; nothing where one of them is not said."""
    assert shown("gmv", 1, 2, baseline=baseline, result=result).spans == spans


def test_figures_in_english() -> None:
    """An English page has English names, units and commas."""
    found = shown("return_rate", 31.2, 17.4, "en")
    assert (found.kpi, found.direction) == ("Return rate", "lower is better")
    assert found.says == "down 13.8 points, 44% better"
    assert shown("gmv", 1, 2, "en").before == "CNY 1"
