"""Write one flat table as .xlsx: a header, rows, formats for money and days, ready to filter and to print.

rustpy-xlsxwriter writes it (about ten times as fast as openpyxl, in 20 MB); openpyxl does when that is
missing or when people will fill the table in, because only it gives empty cells a text format. Both give the
same sheet. Text stays text: a cell beginning with = + - @ is no formula, a code never becomes a number.
"""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from db.steps import Step, no_step
from desktop.excel.flat_table import LONGEST_CELL, Rows, Table, Written
from desktop.excel.openpyxl_tables import write_with_openpyxl
from desktop.excel.rust_tables import write_with_rust
from desktop.saving import Replacement, replace_file


def nothing_first() -> None:
    """Ask for nothing before a file is put in its place."""


def write_table(
    path: str | Path, table: Table, step: Step = no_step, first: Callable[[], None] = nothing_first
) -> Written:
    """Write the table; the old file stays until the new one is whole.

    ``first`` is done when the new one is whole and not yet in its place: when it raises, there is no file.
    Raises FileTrouble when it cannot be written, Cancelled from ``step``.
    """
    saving = replace_file(path)
    rows = Rows(table, step)
    with saving as part:
        if _fits_rust(table):
            write_with_rust(part, rows)
        else:
            write_with_openpyxl(part, rows)
        first()
    return _written(saving, rows)


def write_tables(
    path: str | Path,
    tables: Sequence[Table],
    step: Step = no_step,
    first: Callable[[], None] = nothing_first,
) -> Written:
    """Write several tables, a sheet each; as ``write_table``."""
    saving = replace_file(path)
    sheets = [Rows(table, step) for table in tables]
    with saving as part:
        write_with_openpyxl(part, *sheets)
        first()
    return _written(saving, *sheets)


def _written(saving: Replacement, *sheets: Rows) -> Written:
    """Return what was written and what the user should know of it."""
    notes = [saving.note] if saving.note else []
    if cut := sum(rows.cut for rows in sheets):
        notes.append(f"有{cut}个单元格超过{LONGEST_CELL:,}字，已截断。")
    return Written(saving.path, sum(rows.count for rows in sheets), "".join(notes))


def _fits_rust(table: Table) -> bool:
    """Tell whether the fast writer is there and can write this table: it keys cells by header."""
    headers = [column.header for column in table.columns]
    return (
        not table.to_fill and len(set(headers)) == len(headers) and find_spec("rustpy_xlsxwriter") is not None
    )
