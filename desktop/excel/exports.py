"""Write the records of a kind into a workbook that can be imported again without a change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from db import trail
from db.columns import Column
from db.engine import Session
from db.intake import KINDS
from db.queries.export import Only, extra_headers
from db.queries.tables import table_of
from db.steps import Step, no_step
from db.values import Kind
from desktop import cells as written
from desktop.excel.flat_table import LOOKS, PIXELS, Cell, Look, Table, TableColumn, Written
from desktop.excel.tables import nothing_first, write_table

_PARTS = {Kind.MONEY: 100, Kind.CREDIT: 10}
"""Kinds kept in hundredths or tenths of what a sheet shows."""
_MOST_EXTRAS = 40


def export(
    session: Session,
    kind: str,
    path: str | Path,
    *,
    full: bool = False,
    only: Only = None,
    step: Step = no_step,
) -> Written:
    """Write every living record of a kind (a name of ``KINDS``), or ``only`` those with some keys.

    Sealed columns are masked unless ``full``.
    A full export is noted in the audit trail and needs a writing session, which is committed before the file
    is put in its place; masked cells are passed over when the file is imported again. Raises FileTrouble,
    Cancelled.
    """
    wanted = KINDS[kind]
    found = extra_headers(session, table_of(wanted.model))
    extras = found[:_MOST_EXTRAS]
    columns = [*(sheet_column(column) for column in wanted.template), *(TableColumn(text) for text in extras)]

    def rows() -> Iterator[list[Cell]]:
        """Yield the records as cells."""
        for line in wanted.lines(session, full=full, only=only):
            extra = line.get("extra") or {}
            cells = [as_cell(column.kind, line.get(column.name)) for column in wanted.template]
            yield [*cells, *(extra.get(text) for text in extras)]

    if full:
        trail.record(session, "完整导出", kind, None, None)
    first = session.commit if full else nothing_first
    written = write_table(path, Table(columns, rows(), name=wanted.title), step, first)
    left_out = len(found) - len(extras)
    said = f"附加信息有{len(found)}列，只导出前{_MOST_EXTRAS}列。" if left_out else ""
    return replace(written, note=written.note + said)


def sheet_column(column: Column) -> TableColumn:
    """Return a column of the kind as sheets show it; money and durations say their unit."""
    unit = column.shown.unit if column.kind in (Kind.MONEY, Kind.DURATION) else ""
    header = f"{column.label}({unit})" if unit else column.label
    return TableColumn(header, LOOKS.get(column.kind, Look.TEXT), max(8.0, column.shown.width / PIXELS))


def as_cell(kind: Kind, value: Any) -> Cell:
    """Return a stored value as a cell: money in 元, 学时 as such, words of sets, 是 or 否."""
    if value is None:
        return None
    if kind in _PARTS:
        return int(value) / _PARTS[kind]
    if kind in (Kind.YESNO, Kind.MONTH):
        return written.show(kind, value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, int | float | date | datetime):
        return value
    return str(value)
