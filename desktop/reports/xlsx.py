"""Write the Excel annex: the numbers of the print as numbers, on sheets that print on A4 as they are."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from db.steps import Step, no_step
from desktop.reports.document import Align, Amount, Book, Cell, Derived, How, Ledger, Sheet, Table
from desktop.saving import save

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER = 3
"""The row of the header, below title and head line; data begin in the row after it."""
_LONGEST = 2000
_WIDEST, _NARROWEST, _LEAST = 36, 8, 110
"""Bounds of a column, and the least width of all together, in half-width characters."""
_MOST_LINES = 12
_SIZE = 10
"""Size of type the column widths are counted in."""
_GUARD = 9
"""Decimals a difference is rounded to first: 100.05 − 100 is 0.04999… in a sheet, and shall round to 0.1."""
_FONT = "宋体"
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
    for number, sheet in enumerate(book.sheets):
        step(number, len(book.sheets))
        _fill(workbook.create_sheet(sheet.name), sheet)
    _describe(workbook, book)
    content = _bytes(workbook, book)
    step(len(book.sheets), len(book.sheets))
    return content


def _fill(sheet: "Worksheet", content: Sheet) -> None:
    """Fill one sheet: title, head line, header, rows, notes, the line to sign."""
    table = _table(content)
    _line(sheet, 1, content.title, size=16, bold=True, align="center")
    _line(sheet, 2, content.head)
    for column, title in enumerate((column.title for column in table.columns), 1):
        _put(sheet, _HEADER, column, title)
    for row, cells in enumerate(table.rows, _HEADER + 1):
        for column, cell in enumerate(cells, 1):
            _put(sheet, row, column, cell)
    last = _HEADER + len(table.rows)
    _style(sheet, content, last)
    below = [*table.notes, *([content.foot] if content.foot else [])]
    for row, text in enumerate(below, last + 1):
        _line(sheet, row, text, size=10)
    _set_widths(sheet, content)
    _widen_lines(sheet, [1, 2, *range(last + 1, last + len(below) + 1)])
    _set_print(sheet, last + len(below))


def _table(content: Sheet) -> Table:
    """Return the table of a sheet."""
    return content.table.as_table if isinstance(content.table, Ledger) else content.table


def _put(sheet: "Worksheet", row: int, column: int, cell: Cell) -> None:
    """Write a cell: a number with its format, or words that are never taken for a formula."""
    target = sheet.cell(row, column)
    if isinstance(cell, Amount):
        target.value = cell.value if cell.exact is None else float(cell.exact)
        target.number_format = _format(_places(cell.value), signed=cell.text.startswith("+"))
    elif isinstance(cell, Derived):
        target.value = _formula(cell, row)
        target.number_format = _format(cell.places, signed=cell.how is How.DIFFERENCE)
    elif cell:
        target.value = _words(cell)
        target.data_type = "s"


def _words(text: str) -> str:
    """Return a text as a sheet can hold it: no control signs, no half characters, not endless."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - loaded only when a workbook is written

    plain = text[:_LONGEST].encode("utf-8", "replace").decode()
    return str(ILLEGAL_CHARACTERS_RE.sub("", plain))


def _formula(cell: Derived, row: int) -> str:
    """Return the formula of a derived cell; it gives the number of the print, or its mark."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

    now, before = (f"{get_column_letter(column + 1)}{row}" for column in (cell.now, cell.before))
    rate = f"ROUND(ROUND(({now}-{before})/{before}*100,{_GUARD}),{cell.places})"
    difference = f"ROUND(ROUND({now}-{before},{_GUARD}),{cell.places})"
    compared = f'IF({before}=0,"—",IF({before}<0,"不可比",{rate}))' if cell.how is How.RATE else difference
    return f'=IF(COUNT({now},{before})<2,"…",{compared})'


def _places(number: Decimal) -> int:
    """Return how many decimals a number is printed with."""
    return -int(number.as_tuple().exponent)


def _format(places: int, *, signed: bool) -> str:
    """Return the number format that shows a number as it is printed, its plus included."""
    plain = "#,##0" + ("." + "0" * places if places else "")
    zero = "0" + ("." + "0" * places if places else "")
    return f"+{plain};-{plain};{zero}" if signed else plain


def _line(
    sheet: "Worksheet", row: int, text: str, *, size: int = 11, bold: bool = False, align: str = "left"
) -> None:
    """Write a line across the whole table."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - loaded only when a workbook is written

    _put(sheet, row, 1, text)
    sheet.cell(row, 1).font = Font(name=_FONT, size=size, bold=bold)
    sheet.cell(row, 1).alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)


def _style(sheet: "Worksheet", content: Sheet, last: int) -> None:
    """Give header and rows their lines, faces and places."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415 - see above

    thin = Side(style="thin", color="808080")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    face, head = Font(name=_FONT, size=10), Font(name=_FONT, size=10, bold=True)
    fill = PatternFill("solid", start_color="F2F2F2")
    places = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
    for row in sheet.iter_rows(_HEADER, last, 1, len(content.table.columns)):
        for cell, column in zip(row, content.table.columns, strict=True):
            header = cell.row == _HEADER
            cell.border, cell.font = border, head if header else face
            place = "center" if header else places[column.align]
            cell.alignment = Alignment(
                horizontal=place,
                vertical="center",
                wrap_text=header or place == "left",
                indent=place == "left",
            )
            if header:
                cell.fill = fill


def _set_widths(sheet: "Worksheet", content: Sheet) -> None:
    """Make each column as wide as what stands in it, and each row as high as its longest cell turned over."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

    table = _table(content)
    columns = table.columns
    longest = [
        max(_width(text) for text in (*_turned(column.title), *(row[number] for row in table.texts)))
        for number, column in enumerate(columns)
    ]
    widths: list[float] = [min(max(width + 3, _NARROWEST), _WIDEST) for width in longest]
    wider = max(1, _LEAST / sum(widths))
    widths = [width * wider for width in widths]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, texts in enumerate(table.texts, _HEADER + 1):
        lines = max(ceil((_width(text) + 1) / width) for text, width in zip(texts, widths, strict=True))
        sheet.row_dimensions[row].height = 4 + 13 * min(lines, _MOST_LINES)


def _turned(title: str) -> tuple[str, str]:
    """Return the two lines of a column title that ends with its unit in brackets."""
    words, bracket, unit = title.partition("（")
    return words, bracket + unit


def _widen_lines(sheet: "Worksheet", rows: list[int]) -> None:
    """Let the lines around the data run across all columns, and turn over where they are longer."""
    end = sheet.max_column
    room = sum(column.width for column in sheet.column_dimensions.values())
    for row in rows:
        cell = sheet.cell(row, 1)
        lines = ceil(_width(cell.value or "") * cell.font.size / _SIZE / room)
        sheet.row_dimensions[row].height = (cell.font.size * 1.4 + 2) * max(lines, 1)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=end)


def _set_print(sheet: "Worksheet", last: int) -> None:
    """Freeze the header, and print on A4 across: one page wide, the header on every page."""
    sheet.row_dimensions[_HEADER].height = 30
    sheet.freeze_panes = f"A{_HEADER + 1}"
    sheet.print_area = f"A1:{sheet.cell(last, sheet.max_column).coordinate}"
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = _SIDE
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _width(text: str) -> int:
    """Return the width of a text in half-width characters, as column widths are counted."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _describe(workbook: "Workbook", book: Book) -> None:
    """Set the properties of the file; its date is the day of the report."""
    day = datetime(book.on.year, book.on.month, book.on.day)
    properties = workbook.properties
    properties.title, properties.creator, properties.lastModifiedBy = book.title, book.author, book.author
    properties.created = properties.modified = day
    properties.language = "zh-CN"


def _bytes(workbook: "Workbook", book: Book) -> bytes:
    """Return the file; the same workbook gives the same bytes, whenever it is written."""
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - loaded by now

    first, second = BytesIO(), BytesIO()
    workbook.save(first)  # notes the moment of saving as the date of change
    workbook.properties.modified = workbook.properties.created
    dated = {"docProps/core.xml": tostring(workbook.properties.to_tree())}
    stamp = (max(book.on.year, 1980), book.on.month, book.on.day, 0, 0, 0)
    with ZipFile(first) as packed, ZipFile(second, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            again.writestr(entry, dated.get(name) or packed.read(name))
    return second.getvalue()
