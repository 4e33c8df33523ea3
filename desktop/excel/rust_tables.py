"""Write a flat table with rustpy-xlsxwriter: rows stream through, formats go by column name."""

from itertools import chain
from pathlib import Path
from typing import Any

from desktop.excel.flat_table import (
    A4,
    FOOTER,
    HEADER_FILL,
    TITLE_HEIGHT,
    Look,
    Rows,
    Table,
    sheet_name,
)
from desktop.excel.openpyxl_tables import write_with_openpyxl


def write_with_rust(part: Path, rows: Rows) -> None:
    """Write the table; its headers must differ from each other."""
    from rustpy_xlsxwriter import write_worksheet  # noqa: PLC0415 - only when a file is written

    rest = iter(rows)
    first = next(rest, None)
    if first is None:  # it takes the header from the first row
        write_with_openpyxl(part, rows)
        return
    headers = [column.header for column in rows.table.columns]
    lines = (dict(zip(headers, row, strict=True)) for row in chain([first], rest))
    with part.open("wb") as file:
        write_worksheet(lines, file, **_layout(rows.table))


def _layout(table: Table) -> dict[str, Any]:
    """Return everything about the sheet but its rows."""
    from rustpy_xlsxwriter import Format  # noqa: PLC0415

    top = 1 if table.title else 0
    bold = Format().set_bold().set_align("center")
    title = (
        0,
        0,
        0,
        len(table.columns) - 1,
        table.title,
        Format().set_bold().set_font_size(14).set_align("center"),
    )
    return {
        "sheet_name": sheet_name(table.name),
        "header_row": top,
        "freeze_row": top + 1,
        "header_format": bold.set_background_color(f"#{HEADER_FILL}").set_text_wrap(),
        "merge_ranges": [title] if table.title else None,
        "row_heights": {0: TITLE_HEIGHT} if table.title else None,
        "column_widths": {column.header: column.width for column in table.columns},
        "column_formats": {
            column.header: Format().set_num_format(column.look.value) for column in table.columns
        },
        "autofilter": True,
        "ignore_errors": [column.header for column in table.columns if column.look is Look.TEXT],
        "page_setup": {
            "landscape": True,
            "paper_size": A4,
            "repeat_rows": (0, top),
            "fit_to_pages": (table.pages_wide, 0),
            "footer": FOOTER,
        },
    }
