"""The rows of a ledger as the XML of a sheet: read and written one after the other, never all in memory."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO
from xml.sax.saxutils import escape

from desktop.reports.document import Align, Amount, Cell, Column, Derived, Ledger
from desktop.reports.sheet_cells import formula, number, number_format, plain, words_format

_LINE = 14.0
"""Height of a line of a row, in points."""
_SAMPLE = 200
"""Rows looked at to tell whether rows need two lines."""
_OFTEN = 0.05

StyleOf = Callable[[Align, str, bool], int]
"""Gives the number of a style by the place of the text, the number format, and whether it is bold."""


@dataclass(slots=True)
class Rows:
    """The rows of a ledger as they stand in the file of a sheet: from which row, how many, how wide."""

    first: int
    widths: list[int]
    xml: IO[bytes]
    count: int = 0

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + self.count - 1


def write_rows(ledger: Ledger, first: int, widest: int, style_of: StyleOf, file: IO[bytes]) -> Rows:
    """Write all rows, from row ``first`` of the sheet on, into ``file``.

    ``widest`` is the most a column may have, in half characters.
    """
    rows = Rows(first, [0] * len(ledger.columns), file)
    lines: list[str] = []
    height = _LINE + 3 if _is_short(ledger, widest) else 2 * _LINE + 3
    writer = _Writer(ledger.columns, style_of, height)
    for cells in ledger.rows:
        lines.append(writer.row(first + rows.count, cells, rows.widths))
        rows.count += 1
        if len(lines) == _SAMPLE:
            rows.xml.write("".join(lines).encode())
            lines.clear()
    if ledger.total:
        lines.append(writer.row(first + rows.count, ledger.total, rows.widths, bold=True))
        rows.count += 1
    rows.xml.write("".join(lines).encode())
    return rows


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
    """Writes the rows of one sheet."""

    def __init__(self, columns: Sequence[Column], style_of: StyleOf, height: float) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

        self.letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
        self.aligns = [column.align for column in columns]
        self.style_of = style_of
        self.height = height

    def row(self, number: int, cells: Iterable[Cell], widths: list[int], *, bold: bool = False) -> str:
        """Return one row, and note how wide its cells are."""
        parts = [f'<row r="{number}" ht="{self.height}" customHeight="1">']
        for index, cell in enumerate(cells):
            text = cell if isinstance(cell, str) else cell.text
            widths[index] = max(widths[index], quick_width(text))
            parts.append(self._cell(f"{self.letters[index]}{number}", cell, self.aligns[index], number, bold))
        return "".join((*parts, "</row>"))

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
        kind, value = cached(cell)
        return f'<c r="{at}" s="{style}"{kind}><f>{escape(formula(cell, row)[1:])}</f><v>{value}</v></c>'


def cached(cell: Derived) -> tuple[str, str]:
    """Return the type and the value a formula's cell shows until it is counted again."""
    return (' t="str"', escape(cell.text)) if cell.value is None else ("", str(cell.value))
