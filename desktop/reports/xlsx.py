"""Write the Excel annex: the numbers of the print as numbers, on sheets that print on A4 as they are."""

from collections.abc import Sequence
from contextlib import ExitStack
from copy import copy
from datetime import datetime
from functools import cache
from math import ceil
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from db.steps import Step, no_step
from desktop.reports import sheet_packing
from desktop.reports.document import Align, Book, Column, Ledger, Sheet
from desktop.reports.sheet_cells import plain, width, words_format
from desktop.reports.sheet_packing import Filled
from desktop.reports.sheet_rows import Rows, StyleOf, write_ledger, write_table
from desktop.saving import save

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER = 3
"""The row of the header, below title and head line; data begin in the row after it."""
_WIDEST, _NARROWEST, _LEAST = 36, 8, 110
"""Bounds of a column, and the least width of all together, in half-width characters."""
_SIZE = 10
"""Size of type the column widths are counted in."""
_FONT = "宋体"
_IN_MEMORY = 1 << 22
"""Bytes of a ledger's rows up to which no file is made for them."""
_SIDE = 0.4
"""Margin left and right on paper, in inches."""


def write(book: Book, path: Path, step: Step = no_step) -> tuple[Path, str]:
    """Write a workbook; returns where it lies and a Chinese note ("" when it lies where it should).

    Raises FileTrouble when the file cannot be written, Cancelled when the step says so; nothing is left then.
    """
    return save(path, pack(book, step))


def pack(book: Book, step: Step = no_step) -> bytes:
    """Return a workbook as the content of a file; raises Cancelled."""
    from openpyxl import Workbook  # noqa: PLC0415 - loaded only when a workbook is written

    workbook = Workbook()
    workbook.remove(workbook.active)
    with ExitStack() as files:
        filled = []
        for done, sheet in enumerate(book.sheets):
            step(done, len(book.sheets))
            filled.append(_fill(workbook.create_sheet(sheet.name), sheet, files))
        _describe(workbook, book)
        content = sheet_packing.pack(workbook, book.on, filled)
    step(len(book.sheets), len(book.sheets))
    return content


def _fill(sheet: "Worksheet", content: Sheet, files: ExitStack) -> Filled:
    """Fill one sheet: title, head line, header, rows, notes, the line to sign; ``files`` close at the end."""
    table = content.table
    _line(sheet, 1, content.title, size=16, bold=True, align="center")
    _line(sheet, 2, content.head)
    _head(sheet, table.columns)
    file = files.enter_context(SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - it is closed by files
    rows = Rows(_HEADER + 1, [0] * len(table.columns), file)
    if isinstance(table, Ledger):
        write_ledger(table, rows, _WIDEST, _styles(sheet))
        _set_widths(sheet, table.columns, rows.widths)
    else:
        longest = [max(map(width, column), default=0) for column in zip(*table.texts, strict=True)]
        widths = _set_widths(sheet, table.columns, longest or rows.widths)
        write_table(table, rows, widths, _styles(sheet))
    last = rows.last
    below = [*table.notes, *([content.foot] if content.foot else [])]
    for row, text in enumerate(below, last + 1):
        _line(sheet, row, text, size=10)
    _widen_lines(sheet, [1, 2, *range(last + 1, last + len(below) + 1)], len(table.columns))
    return Filled(rows, _set_print(sheet, last + len(below), len(table.columns)))


def _put(sheet: "Worksheet", row: int, column: int, text: str) -> Any:
    """Write words that are never taken for a formula, and return their cell."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = plain(text)
        cell.data_type = "s"
        cell.number_format = words_format(text)
    return cell


def _line(
    sheet: "Worksheet", row: int, text: str, *, size: int = 11, bold: bool = False, align: str = "left"
) -> None:
    """Write a line across the whole table."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - loaded only when a workbook is written

    cell = _put(sheet, row, 1, text)
    cell.font = Font(name=_FONT, size=size, bold=bold)
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)


def _head(sheet: "Worksheet", columns: Sequence[Column]) -> None:
    """Write the titles of the columns."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - loaded only when a workbook is written

    first, *others = (_put(sheet, _HEADER, number, column.title) for number, column in enumerate(columns, 1))
    _dress(first, Align.CENTRE, bold=True)
    first.fill = PatternFill("solid", start_color="F2F2F2")
    for cell in others:
        cell._style = copy(first._style)  # noqa: SLF001 - a tenth of the time of dressing each


def _dress(cell: Any, align: Align, *, bold: bool = False) -> None:
    """Give a cell its lines, face and place."""
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415 - loaded only for a workbook

    thin = Side(style="thin", color="808080")
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.font = Font(name=_FONT, size=10, bold=bold)
    place = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[align]
    is_left = align is Align.LEFT
    cell.alignment = Alignment(
        horizontal=place, vertical="center", wrap_text=bold or is_left, indent=int(is_left)
    )


def _styles(sheet: "Worksheet") -> StyleOf:
    """Return what numbers the styles of a ledger's cells in this workbook."""
    from openpyxl.cell import Cell as SheetCell  # noqa: PLC0415 - loaded only when a workbook is written

    @cache
    def style_of(align: Align, pattern: str, bold: bool) -> int:  # noqa: FBT001 - as StyleOf has it
        cell = SheetCell(sheet, 1, 1)
        _dress(cell, align, bold=bold)
        cell.number_format = pattern
        return int(cell.style_id)

    return style_of


def _set_widths(sheet: "Worksheet", columns: Sequence[Column], longest: Sequence[int]) -> list[float]:
    """Make each column as wide as what stands in it; returns the widths."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

    needs = [
        max(inside, *map(width, _turned(column.title)))
        for column, inside in zip(columns, longest, strict=True)
    ]
    widths: list[float] = [min(max(need + 3, _NARROWEST), _WIDEST) for need in needs]
    wider = max(1, _LEAST / sum(widths))
    widths = [each * wider for each in widths]
    for place, each in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = each
    return widths


def _turned(title: str) -> tuple[str, str]:
    """Return the two lines of a column title that ends with its unit in brackets."""
    words, bracket, unit = title.partition("（")
    return words, bracket + unit


def _widen_lines(sheet: "Worksheet", rows: list[int], end: int) -> None:
    """Let the lines around the data run across all columns, and turn over where they are longer."""
    room = sum(column.width for column in sheet.column_dimensions.values())
    for row in rows:
        cell = sheet.cell(row, 1)
        lines = ceil(width(cell.value or "") * cell.font.size / _SIZE / room)
        sheet.row_dimensions[row].height = (cell.font.size * 1.4 + 2) * max(lines, 1)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=end)


def _set_print(sheet: "Worksheet", last: int, end: int) -> str:
    """Freeze the header, print on A4 across, one page wide, the header on every page; returns the area."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

    area = f"A1:{get_column_letter(end)}{last}"
    sheet.row_dimensions[_HEADER].height = 30
    sheet.freeze_panes = f"A{_HEADER + 1}"
    sheet.print_area = area
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = _SIDE
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    return area


def _describe(workbook: "Workbook", book: Book) -> None:
    """Set the properties of the file; its date is the day of the report."""
    day = datetime(book.on.year, book.on.month, book.on.day)
    properties = workbook.properties
    properties.title, properties.creator, properties.lastModifiedBy = book.title, book.author, book.author
    properties.created = properties.modified = day
    properties.language = "zh-CN"
