"""What a year's report adds: the last five years side by side, and the base held against 参考门槛."""

from collections.abc import Iterator

from desktop.cells import DASH
from desktop.reports.content import ReportContent
from desktop.reports.document import Block, Cell, Column, Paragraph, Table
from desktop.reports.numbering import captioned, table
from desktop.reports.table_cells import SHORT, WORDS, amount

CODES = (
    "L01", "L03", "L05", "L09", "L10", "L12", "R01", "A01", "A02", "A04", "T01", "T02", "P01", "P02", "B01",
    "B04", "E01",
)  # fmt: skip
"""Indicators of the table of years."""


def years(content: ReportContent) -> Iterator[Block]:
    """Yield both tables with a sentence each; nothing for a month or a quarter."""
    if not content.is_year:
        return
    if len(content.years) > 1:
        said = f"近{len(content.years)}年主要指标见{table('TY')}。"
        yield Paragraph(said, "一.历年情况")
        yield captioned("TY", years_table(content))
    if content.checks:
        met = sum(check.is_met is True for check in content.checks)
        unknown = sum(check.is_met is None for check in content.checks)
        gap = f"，{unknown}项缺数据未作比较" if unknown else ""
        said = f"对照参考门槛自查，{len(content.checks)}项中达到{met}项{gap}（见{table('TC')}）。"
        yield Paragraph(said, "一.自查情况")
        yield captioned("TC", checks_table(content))


def years_table(content: ReportContent) -> Table:
    """Return the indicators of the last five years, the newest last."""
    shown = content.years
    columns = (
        Column("指标", 8, WORDS),
        Column("单位", 3, SHORT),
        *(Column(f"{year.year}年", 5) for year in shown),
    )
    rows: list[tuple[Cell, ...]] = []
    for code in CODES:
        values = [year.figures[code].value if code in year.figures else None for year in shown]
        if any(value is not None for value in values):
            figure = content[code]
            rows.append((figure.name, figure.unit, *(amount(value, figure.unit) for value in values)))
    notes = ("注：“—”表示当年没有数据或尚未纳入统计；从业人员、主播、企业和品牌数为年末数。",)
    return Table("历年主要指标", columns, tuple(rows), notes=notes)


def checks_table(content: ReportContent) -> Table:
    """Return each threshold, what the base has, and whether it is reached."""
    columns = (
        Column("项目", 12, WORDS),
        Column("单位", 3, SHORT),
        Column("参考门槛", 4),
        Column("本基地", 5),
        Column("是否达到", 4, SHORT),
    )
    said = {True: "达到", False: "未达到", None: DASH}
    rows = tuple(
        (
            check.name,
            check.unit,
            amount(check.wanted, check.unit),
            amount(check.found, check.unit),
            said[check.is_met],
        )
        for check in content.checks
    )
    notes = ("注：参考门槛为本系统内设的对照值（可在设置中修改），仅供自查，不代表主管部门的认定标准。",)
    return Table("对照参考门槛自查", columns, rows, notes=notes)
