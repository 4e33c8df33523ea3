"""The charts of the report: twelve months of 支付GMV, and the follower tiers."""

from db.queries.figures import ReportFigures
from desktop import cells
from desktop.reports.content import ReportContent
from desktop.reports.document import Chart, Series, Style

_LARGE = 100
"""When every value is as large, the labels have no decimals."""


def gmv_chart(figures: ReportFigures) -> Chart:
    """Return 支付GMV of the last twelve months as bars, the same months a year before as a line."""
    months = figures.gmv_by_month
    names = tuple(
        f"{entry.month % 100}月"
        + (f"\n{entry.month // 100}年" if not index or entry.month % 100 == 1 else "")
        for index, entry in enumerate(months)
    )
    series = [_series("当月", Style.BARS, tuple(entry.gmv for entry in months), "万元")]
    if any(entry.last_year is not None for entry in months):
        series.append(_series("上年同月", Style.LINE, tuple(entry.last_year for entry in months), "万元"))
    return Chart("近12个月支付GMV", "万元", names, tuple(series))


def tier_chart(content: ReportContent) -> Chart:
    """Return the heads of each tier now and a year (else a month) ago, side by side."""
    rows, names = content.figures.tiers, content.names
    series = [_series(names.this_end, Style.BARS, tuple(row.streamers for row in rows), "人")]
    for title, before in ((names.year_ago_end, tuple(row.last_year for row in rows)),
                          (names.before_end, tuple(row.last_month for row in rows))):  # fmt: skip
        if any(heads is not None for heads in before):
            series.insert(0, _series(title, Style.PALE_BARS, before, "人"))
            break
    return Chart("主播粉丝层级结构", "人", tuple(row.tier for row in rows), tuple(series))


def _series(title: str, style: Style, values: tuple[int | None, ...], unit: str) -> Series:
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
