"""The lines an import refused, kept with its batch: as JSON, made the error workbook when it is asked for.

Writing the workbook at once would make an import of many refused lines twice as long, and few are opened.
"""

import json
from pathlib import Path

from db.imports import Checked
from db.steps import Step, no_step
from desktop.excel.book import untag
from desktop.excel.child import tag
from desktop.excel.errors import error_tables
from desktop.excel.flat_table import Look, Rows, Table, TableColumn, Written
from desktop.excel.tables import write_tables


def refused_lines(checked: Checked, step: Step = no_step) -> bytes:
    """Return the refused lines with their reasons, to be kept; raises Cancelled."""
    tables = [
        {
            "name": table.name,
            "title": table.title,
            "columns": [(column.header, column.look, column.width) for column in table.columns],
            "rows": list(Rows(table, step)),
        }
        for table in error_tables(checked)
    ]
    return json.dumps(tables, default=tag, separators=(",", ":")).encode()


def write_refused(path: str | Path, content: bytes, step: Step = no_step) -> Written:
    """Write the error workbook of lines that were kept; raises FileTrouble, Cancelled."""
    tables = [
        Table(
            [TableColumn(header, Look(look), width) for header, look, width in table["columns"]],
            table["rows"],
            name=table["name"],
            title=table["title"],
            to_fill=True,
        )
        for table in json.loads(content, object_hook=_read)
    ]
    return write_tables(path, tables, step)


def _read(found: dict[str, object]) -> object:
    """Return a table as it is, or the day, moment or time JSON has no word for."""
    return found if "rows" in found else untag(found)
