"""The Excel annex of the report: T1 as the form to sign, the other tables behind it."""

from datetime import date

from desktop import cells
from desktop.reports.chapters import live_tables
from desktop.reports.chapters.indicators import indicators
from desktop.reports.chapters.team import tiers
from desktop.reports.content import ReportContent
from desktop.reports.document import Book, Sheet, Table


def lay_out(content: ReportContent, day: date) -> Book:
    """Return the workbook of a period; its numbers are those of the print."""
    mark = "（示例数据，不作报送）" if content.figures.base.is_demo else ""
    title = f"{content.name}{content.words}主要指标表{mark}"
    first = Sheet("主要指标", title, _head(content, "万元、场、人"), indicators(content), _foot(content, day))
    others = (
        ("分平台", live_tables.platforms(content)),
        ("标杆场次", live_tables.benchmarks(content)),
        ("分类目", live_tables.categories(content)),
        ("主播队伍", tiers(content)),
    )
    sheets = tuple(_sheet(name, table, content, mark) for name, table in others)
    return Book(title, content.name, day, (first, *sheets))


def _sheet(name: str, table: Table, content: ReportContent, mark: str) -> Sheet:
    """Return a sheet behind the first."""
    title = f"{content.name}{content.words}{table.caption}{mark}"
    return Sheet(name, title, _head(content, table.unit), table)


def _head(content: ReportContent, unit: str) -> str:
    """Return the line below the title: who fills in, for which period, in which units."""
    base = content.figures.base
    return "　　".join((
        f"填报单位：{content.name}",
        f"统一社会信用代码：{base.credit_code or cells.DASH}",
        f"报告期：{content.words}",
        f"计量单位：{unit}",
    ))  # fmt: skip


def _foot(content: ReportContent, day: date) -> str:
    """Return the line to sign, as statistical forms have it."""
    base = content.figures.base
    return "　　".join((
        f"单位负责人：{base.responsible or ''}",
        f"统计负责人：{base.statistician or ''}",
        f"填表人：{base.filler or ''}",
        f"联系电话：{base.office_phone or ''}",
        f"报出日期：{cells.date_words(day)}",
    ))  # fmt: skip
