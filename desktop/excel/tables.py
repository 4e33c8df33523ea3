"""Write one flat table as .xlsx: a header, rows, formats for money and days, ready to filter and to print.

rustpy-xlsxwriter writes it (about ten times as fast as openpyxl, in 20 MB); openpyxl does when that is
missing or when people will fill the table in, because only it gives empty cells a text format. Both give the
same sheet. Text stays text: a cell beginning with = + - @ is no formula, a code never becomes a number.
"""

from collections.abc import Callable
from pathlib import Path

from db.steps import Step, no_step
from desktop.excel.flat_table import LONGEST_CELL, Rows, Table, Written
from desktop.excel.openpyxl_tables import write_with_openpyxl
from desktop.excel.rust_tables import write_with_rust
from desktop.saving import replace_file


def write_table(path: str | Path, table: Table, step: Step = no_step) -> Written:
    """Write the table; the old file stays until the new one is whole.

    Raises FileTrouble when it cannot be written, Cancelled from ``step``.
    """
    saving = replace_file(path)
    rows = Rows(table, step)
    with saving as part:
        _writer(table)(part, table, rows)
    notes = [saving.note] if saving.note else []
    if rows.cut:
        notes.append(f"有{rows.cut}个单元格超过{LONGEST_CELL:,}字，已截断。")
    return Written(saving.path, rows.count, "".join(notes))


def _writer(table: Table) -> Callable[[Path, Table, Rows], None]:
    """Return the function that writes this table."""
    headers = [column.header for column in table.columns]
    if table.to_fill or len(set(headers)) != len(headers):
        return write_with_openpyxl
    try:
        import rustpy_xlsxwriter  # noqa: F401, PLC0415 - is it there?
    except ImportError:
        return write_with_openpyxl
    return write_with_rust
