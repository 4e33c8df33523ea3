"""Write the Excel annex: the numbers of the print as numbers, on sheets that print on A4 as they are."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from math import ceil
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from db.steps import Step, no_step
from desktop.reports import sheet_packing
from desktop.reports.document import Align, Book, Cell, Column, Derived, Ledger, Sheet, Table
from desktop.reports.sheet_cells import formula, number, number_format, plain, width, words_format
from desktop.reports.sheet_packing import Extra
from desktop.reports.sheet_rows import StyleOf, write_rows
from desktop.saving import save

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER = 3
"""The row of the header, below title and head line; data begin in the row after it."""
_WIDEST, _NARROWEST, _LEAST = 36, 8, 110
"""Bounds of a column, and the least width of all together, in half-width characters."""
_MOST_LINES = 12
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
        extras = []
        for done, sheet in enumerate(book.sheets):
            step(done, len(book.sheets))
            extras.append(_fill(workbook.create_sheet(sheet.name), sheet, files))
        _describe(workbook, book)
        content = sheet_packing.pack(workbook, book.on, extras)
    step(len(book.sheets), len(book.sheets))
    return content


def _fill(sheet: "Worksheet", content: Sheet, files: ExitStack) -> Extra:
    """Fill one sheet: title, head line, header, rows, notes, the line to sign; ``files`` close at the end."""
    table, extra = content.table, Extra()
    _line(sheet, 1, content.title, size=16, bold=True, align="center")
    _line(sheet, 2, content.head)
    for column, title in enumerate((column.title for column in table.columns), 1):
        _put(sheet, _HEADER, column, title)
    if isinstance(table, Ledger):
        file = files.enter_context(SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - it is closed by files
        extra.rows = write_rows(table, _HEADER + 1, _WIDEST, _styles(sheet), file)
        last = extra.rows.last
        _style(sheet, table.columns, _HEADER)
        _set_widths(sheet, table.columns, extra.rows.widths)
    else:
        last = _HEADER + len(table.rows)
        extra.derived = _fill_rows(sheet, table)
        _style(sheet, table.columns, last)
        texts = table.texts
        longest = [
            max((width(row[number]) for row in texts), default=0) for number in range(len(table.columns))
        ]
        _set_heights(sheet, texts, _set_widths(sheet, table.columns, longest))
    below = [*table.notes, *([content.foot] if content.foot else [])]
    for row, text in enumerate(below, last + 1):
        _line(sheet, row, text, size=10)
    _widen_lines(sheet, [1, 2, *range(last + 1, last + len(below) + 1)], len(table.columns))
    extra.area = _set_print(sheet, last + len(below), len(table.columns))
    return extra


def _fill_rows(sheet: "Worksheet", table: Table) -> dict[str, Derived]:
    """Fill in the rows of a table; returns which cells hold a formula."""
    derived = {}
    for row, cells in enumerate(table.rows, _HEADER + 1):
        for column, cell in enumerate(cells, 1):
            _put(sheet, row, column, cell)
            if isinstance(cell, Derived):
                derived[sheet.cell(row, column).coordinate] = cell
    return derived


def _put(sheet: "Worksheet", row: int, column: int, cell: Cell) -> None:
    """Write a cell: a number with its format, a formula, or words that are never taken for one."""
    target = sheet.cell(row, column)
    if isinstance(cell, str):
        if cell:
            target.value = plain(cell)
            target.data_type = "s"
            target.number_format = words_format(cell)
        return
    target.value = formula(cell, row) if isinstance(cell, Derived) else number(cell)
    target.number_format = number_format(cell)


def _line(
    sheet: "Worksheet", row: int, text: str, *, size: int = 11, bold: bool = False, align: str = "left"
) -> None:
    """Write a line across the whole table."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - loaded only when a workbook is written

    _put(sheet, row, 1, text)
    sheet.cell(row, 1).font = Font(name=_FONT, size=size, bold=bold)
    sheet.cell(row, 1).alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)


def _style(sheet: "Worksheet", columns: Sequence[Column], last: int) -> None:
    """Give header and rows their lines, faces and places."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - loaded only when a workbook is written

    fill = PatternFill("solid", start_color="F2F2F2")
    for row in sheet.iter_rows(_HEADER, last, 1, len(columns)):
        for cell, column in zip(row, columns, strict=True):
            is_header = cell.row == _HEADER
            _dress(cell, Align.CENTRE if is_header else column.align, bold=is_header)
            if is_header:
                cell.fill = fill


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


def _set_heights(sheet: "Worksheet", texts: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Make each row as high as its longest cell turned over."""
    for row, cells in enumerate(texts, _HEADER + 1):
        lines = max(ceil((width(text) + 1) / each) for text, each in zip(cells, widths, strict=True))
        sheet.row_dimensions[row].height = 4 + 13 * min(lines, _MOST_LINES)


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
