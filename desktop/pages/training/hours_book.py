"""学时统计 as a workbook: a line a person, a column a month, real numbers."""

from collections.abc import Iterator
from pathlib import Path

from db.steps import Step
from desktop.excel.flat_table import Cell, Look, Table, TableColumn, Written
from desktop.excel.tables import write_table
from desktop.pages.training.hours_rows import HoursRows, by_month

_MONTHS = range(1, 13)


def write_hours(path: Path, year: int, rows: HoursRows, step: Step) -> Written:
    """Write people's 学时 of a year, by month and in all; raises FileTrouble, Cancelled."""
    columns = [
        TableColumn("编号", Look.TEXT, 12), TableColumn("姓名", Look.TEXT, 12),
        TableColumn("操盘团队", Look.TEXT, 22),
        *(TableColumn(f"{month}月", Look.CREDIT, 8) for month in _MONTHS),
        TableColumn("合计", Look.CREDIT, 10),
    ]  # fmt: skip

    def lines() -> Iterator[list[Cell]]:
        """Yield the people, and their sum at the end."""
        for each in rows.people:
            own = by_month(each)
            months = [own[month] / 10 if own.get(month) else None for month in _MONTHS]
            yield [each.code, each.name, each.team, *months, each.total and each.total / 10]
        sums = [rows.sums[month] / 10 for month in _MONTHS]
        yield ["合计", None, None, *sums, rows.sums.total() / 10]

    return write_table(path, Table(columns, lines(), name=f"{year}年学时统计"), step)
