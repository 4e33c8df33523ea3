"""The Excel annex of the monthly report: T1 as the form to sign, T2 to T5 behind it."""

from datetime import date

from db.queries.figures import MonthFigures
from desktop import cells
from desktop.reports import month_tables as tables
from desktop.reports.document import Book, Sheet, Table
from desktop.reports.wording import base_name


def lay_out(figures: MonthFigures, day: date) -> Book:
    """Return the workbook of a month; its numbers are those of the print."""
    month = cells.month_words(figures.month)
    mark = "（示例数据，不作报送）" if figures.base.is_demo else ""
    title = f"{base_name(figures)}{month}主要指标表{mark}"
    first = Sheet(
        "主要指标", title, _head(figures, "万元、场、人"), tables.indicators(figures), _foot(figures, day)
    )
    others = (
        ("分平台", tables.platforms(figures)),
        ("标杆场次", tables.benchmarks(figures)),
        ("分类目", tables.categories(figures)),
        ("主播队伍", tables.tiers(figures)),
    )
    sheets = tuple(_sheet(name, table, figures, mark) for name, table in others)
    return Book(title, base_name(figures), day, (first, *sheets))


def _sheet(name: str, table: Table, figures: MonthFigures, mark: str) -> Sheet:
    """Return a sheet behind the first."""
    title = f"{base_name(figures)}{cells.month_words(figures.month)}{table.caption}{mark}"
    return Sheet(name, title, _head(figures, table.unit), table)


def _head(figures: MonthFigures, unit: str) -> str:
    """Return the line below the title: who fills in, for which month, in which units."""
    base = figures.base
    return "　　".join((
        f"填报单位：{base_name(figures)}",
        f"统一社会信用代码：{base.credit_code or cells.DASH}",
        f"报告期：{cells.month_words(figures.month)}",
        f"计量单位：{unit}",
    ))  # fmt: skip


def _foot(figures: MonthFigures, day: date) -> str:
    """Return the line to sign, as statistical forms have it."""
    base = figures.base
    return "　　".join((
        f"单位负责人：{base.responsible or ''}",
        f"统计负责人：{base.statistician or ''}",
        f"填表人：{base.filler or ''}",
        f"联系电话：{base.office_phone or ''}",
        f"报出日期：{cells.date_words(day)}",
    ))  # fmt: skip
