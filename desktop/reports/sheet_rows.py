"""The rows of a sheet as its XML, read and written one after the other: a ledger is never all in memory."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import IO
from xml.sax.saxutils import escape

from desktop.reports.document import Align, Amount, Cell, Column, Ledger, Table
from desktop.reports.sheet_cells import formula, number, number_format, plain, width, words_format

_LINE, _PAD = 13.0, 4.0
"""Height of a line of a row, and of what is around all of them, in points."""
_MOST_LINES = 12
_AT_ONCE = 2000
"""Pieces of rows that are written to the file together."""
_SAMPLE = 200
"""Rows looked at to tell whether rows need two lines."""
_OFTEN = 0.05

StyleOf = Callable[[Align, str, bool], int]
"""Gives the number of a style by the place of the text, the number format, and whether it is bold."""


@dataclass(slots=True)
class Rows:
    """The rows of a table as they stand in the file of a sheet: from which row, how many, how wide."""

    first: int
    widths: list[int]
    xml: IO[bytes]
    count: int = 0

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + self.count - 1


def write_ledger(ledger: Ledger, rows: Rows, widest: int, style_of: StyleOf) -> None:
    """Write the rows of a ledger, all as high; ``widest`` is what a column may have, in half characters."""
    height = _PAD + (_LINE if _is_short(ledger, widest) else 2 * _LINE)
    writer = _Writer(ledger.columns, rows, style_of)
    for cells in ledger.rows:
        writer.add(cells, height)
    if ledger.total:
        writer.add(ledger.total, height, bold=True)
    writer.flush()


def write_table(table: Table, rows: Rows, widths: Sequence[float], style_of: StyleOf) -> None:
    """Write the rows of a table, each as high as its longest cell turned over in columns of these widths."""
    writer = _Writer(table.columns, rows, style_of)
    for cells, texts in zip(table.rows, table.texts, strict=True):
        lines = max(ceil((width(text) + 1) / each) for text, each in zip(texts, widths, strict=True))
        writer.add(cells, _PAD + _LINE * min(lines, _MOST_LINES))
    writer.flush()


def _is_short(ledger: Ledger, widest: int) -> bool:
    """Tell whether nearly all rows have room in one line."""
    long, seen = 0, 0
    for seen, cells in enumerate(ledger.rows, 1):
        long += any(isinstance(cell, str) and quick_width(cell) > widest for cell in cells)
        if seen == _SAMPLE:
            break
    return long <= _OFTEN * seen


def quick_width(text: str) -> int:
    """Return about how many half-width characters wide a text is."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


class _Writer:
    """Writes the rows of one sheet, some at a time."""

    def __init__(self, columns: Sequence[Column], rows: Rows, style_of: StyleOf) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

        self.letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
        self.aligns = [column.align for column in columns]
        self.style_of = style_of
        self.rows = rows
        self.ready: list[str] = []

    def add(self, cells: Iterable[Cell], height: float, *, bold: bool = False) -> None:
        """Add one row below the last, and note how wide its cells are."""
        self.rows.count += 1
        number, widths = self.rows.last, self.rows.widths
        self.ready.append(f'<row r="{number}" ht="{height}" customHeight="1">')
        for index, cell in enumerate(cells):
            text = cell if isinstance(cell, str) else cell.text
            widths[index] = max(widths[index], quick_width(text))
            at = f"{self.letters[index]}{number}"
            self.ready.append(self._cell(at, cell, self.aligns[index], number, bold))
        self.ready.append("</row>")
        if len(self.ready) > _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is ready into the file."""
        self.rows.xml.write("".join(self.ready).encode())
        self.ready.clear()

    def _cell(self, at: str, cell: Cell, align: Align, row: int, bold: bool) -> str:  # noqa: FBT001 - one caller
        """Return one cell: a number, a formula with its value, or words that stay words."""
        if isinstance(cell, str):
            start = f'<c r="{at}" s="{self.style_of(align, words_format(cell), bold)}"'
            inside = escape(plain(cell))
            return (
                f'{start} t="inlineStr"><is><t xml:space="preserve">{inside}</t></is></c>'
                if cell
                else f"{start}/>"
            )
        style = self.style_of(align, number_format(cell), bold)
        if isinstance(cell, Amount):
            return f'<c r="{at}" s="{style}"><v>{number(cell)}</v></c>'
        kind, value = (' t="str"', escape(cell.text)) if cell.value is None else ("", cell.value)
        return f'<c r="{at}" s="{style}"{kind}><f>{escape(formula(cell, row)[1:])}</f><v>{value}</v></c>'
