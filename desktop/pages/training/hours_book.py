"""学时统计 as a workbook: a line a person, a column a month, real numbers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from db.queries.training_hours import PersonHours
from db.steps import Step
from desktop.excel.flat_table import Cell, Look, Table, TableColumn, Written
from desktop.excel.tables import write_table
from desktop.pages.training.hours_rows import by_month

_MONTHS = range(1, 13)


def write_hours(path: Path, year: int, people: Sequence[PersonHours], step: Step) -> Written:
    """Write people's 学时 of a year, by month and in all; raises FileTrouble, Cancelled."""
    columns = [
        TableColumn("编号", Look.TEXT, 12), TableColumn("姓名", Look.TEXT, 12),
        TableColumn("操盘团队", Look.TEXT, 22),
        *(TableColumn(f"{month}月", Look.CREDIT, 8) for month in _MONTHS),
        TableColumn("合计", Look.CREDIT, 10),
    ]  # fmt: skip

    def rows() -> Iterator[list[Cell]]:
        """Yield the people, and their sum at the end."""
        for each in people:
            months = [by_month(each, month) / 10 or None for month in _MONTHS]
            yield [each.code, each.name, each.team, *months, each.total / 10]
        sums = [sum(by_month(each, month) for each in people) / 10 for month in _MONTHS]
        yield ["合计", None, None, *sums, sum(each.total for each in people) / 10]

    return write_table(path, Table(columns, rows(), name=f"{year}年学时统计"), step)
