"""Write a flat table with openpyxl, row by row; cells to be filled in keep their format though empty."""

from pathlib import Path
from typing import Any

from desktop.excel.flat_table import (
    A4,
    FOOTER,
    HEADER_FILL,
    TITLE_HEIGHT,
    Cell,
    Look,
    Rows,
    Table,
    sheet_name,
)


def write_with_openpyxl(part: Path, *tables: Rows) -> None:
    """Write one sheet for each table; headers may be the same or empty."""
    from openpyxl import Workbook  # noqa: PLC0415 - only when a file is written

    book = Workbook(write_only=True)
    for rows in tables:
        _add_sheet(book, rows)
    book.save(part)


def _add_sheet(book: Any, rows: Rows) -> None:
    """Write one table into a sheet of its own."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    table = rows.table
    sheet = book.create_sheet(sheet_name(table.name))
    top = 2 if table.title else 1
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = f"A{top + 1}"
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    _set_page(sheet, top, table.pages_wide)
    try:
        _append_heads(sheet, table, last)
        for row in rows:
            sheet.append(_cells(sheet, table, row))
    finally:
        sheet.auto_filter.ref = f"A{top}:{last}{top + rows.count}"
        sheet.close()


def _set_page(sheet: Any, top: int, pages_wide: int) -> None:
    """Print on A4 landscape, so many pages side by side, the header on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.print_title_rows = f"1:{top}"
    sheet.oddFooter.center.text = FOOTER.removeprefix("&C")


def _append_heads(sheet: Any, table: Table, last: str) -> None:
    """Write title and header."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    if table.title:
        title = _cell(sheet, table.title, Look.GENERAL)
        title.font, title.alignment = Font(bold=True, size=14), Alignment(horizontal="center")
        sheet.row_dimensions[1].height = TITLE_HEIGHT
        sheet.append([title])
        if len(table.columns) > 1:
            sheet.merged_cells.add(f"A1:{last}1")
    heads = [_cell(sheet, column.header, Look.GENERAL) for column in table.columns]
    for head in heads:
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=HEADER_FILL)
        head.alignment = Alignment(horizontal="center", wrap_text=True)
    sheet.append(heads)


def _cells(sheet: Any, table: Table, row: list[Cell]) -> list[Any]:
    """Return the cells of one row; an empty one is left out unless it is to be filled in."""
    return [
        None if value is None and not table.to_fill else _cell(sheet, value, column.look)
        for value, column in zip(row, table.columns, strict=True)
    ]


def _cell(sheet: Any, value: Cell, look: str) -> Any:
    """Return a cell; text stays text whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        made.data_type = "s"
    if look != Look.GENERAL:
        made.number_format = look
    return made
