"""The charts of the report: 支付GMV by month, categories, follower tiers, 学时 by month, brands by stage."""

from collections.abc import Sequence
from dataclasses import replace

from db.models.brand_words import BrandStage
from db.queries.figures import NO_CATEGORY, ReportFigures, Value
from db.queries.report_parts import TrainingMonth
from desktop import cells
from desktop.cells import PeriodNames
from desktop.reports.content import ReportContent
from desktop.reports.document import Chart, Series, Style
from desktop.reports.pipeline import Pipeline, Stage

_LARGE = 100
"""When every value is as large, the labels have no decimals."""
_CATEGORIES = 8
"""Categories a chart has room for."""


def gmv_chart(figures: ReportFigures) -> Chart:
    """Return 支付GMV of the last twelve months beside the year before, and 同比 as a line of its own axis."""
    months = figures.gmv_by_month
    now, before = tuple(entry.gmv for entry in months), tuple(entry.last_year for entry in months)
    series = [_series("当月", Style.BARS, now, "万元")]
    if any(value is not None for value in before):
        series.insert(0, _series("上年同月", Style.PALE_BARS, before, "万元"))
    rates = tuple(cells.growth_number(*pair) for pair in zip(now, before, strict=True))
    if any(rate is not None for rate in rates):
        written = tuple("" if rate is None else f"{rate:f}" for rate in rates)
        series.append(Series("同比", Style.LINE, rates, written, unit="%"))
    return Chart("近12个月支付GMV", "万元", _months([entry.month for entry in months]), tuple(series))


def category_chart(figures: ReportFigures, names: PeriodNames) -> Chart | None:
    """Return 支付GMV of the best categories beside a year ago; None when fewer than two sold."""
    rows = [row for row in figures.categories if row.gmv and row.category != NO_CATEGORY][:_CATEGORIES]
    if len(rows) <= 1:
        return None
    series = [_series(names.this, Style.BARS, tuple(row.gmv for row in rows), "万元")]
    before = tuple(row.gmv_last_year for row in rows)
    if any(before):
        both = (_series(names.year_ago, Style.PALE_BARS, before, "万元"), *series)
        series = [replace(each, labels=("",) * len(rows)) for each in both]  # two labels would overlap
    return Chart("主要类目支付GMV", "万元", tuple(row.category for row in rows), tuple(series))


def tier_chart(content: ReportContent) -> Chart:
    """Return the heads of each tier now and a year (else a period) ago, side by side."""
    rows, names = content.figures.tiers, content.names
    series = [_series(names.this_end, Style.BARS, tuple(row.streamers for row in rows), "人")]
    for title, before in ((names.year_ago_end, tuple(row.last_year for row in rows)),
                          (names.before_end, tuple(row.last_month for row in rows))):  # fmt: skip
        if any(heads is not None for heads in before):
            series.insert(0, _series(title, Style.PALE_BARS, before, "人"))
            break
    return Chart("主播粉丝层级结构", "人", tuple(row.tier for row in rows), tuple(series))


def credit_chart(months: Sequence[TrainingMonth]) -> Chart:
    """Return 学时 (in tenths) by month as bars."""
    names = _months([each.month for each in months])
    begun = next((number for number, each in enumerate(months) if each.credit), 0)
    values = tuple(each.credit if number >= begun else None for number, each in enumerate(months))
    return Chart("近12个月培训学时", "学时", names, (_series("培训总学时", Style.BARS, values, "学时"),))


def stage_words(stage: BrandStage) -> str:
    """Write a stage as print has it: S4快品牌认定."""
    return str(stage).replace(" ", "")


def pipeline_chart(content: ReportContent) -> Pipeline:
    """Return how many brands are at which stage, with the change since the period before."""
    stages = []
    for stage in BrandStage:
        if stage is BrandStage.SX:
            continue
        figure = content[f"B02{stage.name}"]
        before = figure.last_month
        moved = "" if figure.value is None or before is None else cells.change(figure.value, before)
        note = f"较{content.names.before_end}{moved}" if moved and moved != "0" else ""
        stages.append(Stage(stage_words(stage), int(figure.value or 0), note))
    return Pipeline("品牌培育梯队", "个", tuple(stages))


def _months(months: Sequence[int]) -> tuple[str, ...]:
    """Write months below a chart, with the year where it begins."""
    return tuple(
        f"{month % 100}月" + (f"\n{month // 100}年" if not index or month % 100 == 1 else "")
        for index, month in enumerate(months)
    )


def _series(title: str, style: Style, values: Sequence[Value], unit: str) -> Series:
    """Return a series in its unit of print; large values are labelled without decimals."""
    numbers = tuple(cells.number(value, unit) for value in values)
    large = min((number for number in numbers if number), default=0) >= _LARGE
    labels = tuple(
        cells.count(int(cells.rounded(number, 0)))
        if large and number is not None
        else cells.printed(value, unit, "")
        for number, value in zip(numbers, values, strict=True)
    )
    return Series(title, style, numbers, labels)
