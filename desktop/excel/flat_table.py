"""What a flat table is: its columns with their number formats, its rows on their way into a file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import ceil
from pathlib import Path

from db.steps import Step
from db.values import Kind

Cell = str | int | float | bool | date | datetime | time | timedelta | None
LONGEST_CELL = 32_767
"""Characters of a cell, Excel's limit; longer text is cut and the note says so."""
TITLE_HEIGHT = 26.0
HEADER_FILL = "E8EEF7"
FOOTER = "&C第 &P 页，共 &N 页"
A4 = 9
"""Excel's number for the paper size."""
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_EVERY = 500
"""Rows between two calls of ``step``."""


class Look(StrEnum):
    """Number format of a column; TEXT also keeps digits from turning into numbers."""

    GENERAL = "General"
    TEXT = "@"
    COUNT = "#,##0"
    NUMBER = "0.00"
    MONEY = "#,##0.00"
    CREDIT = "0.0"
    DATE = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


LOOKS = {
    Kind.COUNT: Look.COUNT,
    Kind.NUMBER: Look.NUMBER,
    Kind.MONEY: Look.MONEY,
    Kind.DURATION: Look.COUNT,
    Kind.CREDIT: Look.CREDIT,
    Kind.DATE: Look.DATE,
    Kind.MOMENT: Look.MOMENT,
}
"""Look of a kind of value; every other kind is TEXT. Money is written in 元, durations in minutes."""


_PAGE_WIDTH = 220
"""Characters an A4 page across holds when the sheet is printed at about 60 %."""


PIXELS = 6.2
"""Width on screen that one character of a sheet takes."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its header, look, and width in characters."""

    header: str
    look: Look = Look.TEXT
    width: float = 12.0


@dataclass(frozen=True, slots=True)
class Table:
    """What to write. ``rows`` may be a generator and is read once; ``to_fill``: people will type into it."""

    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Cell]]
    name: str = "数据"
    title: str = ""
    to_fill: bool = False

    @property
    def pages_wide(self) -> int:
        """Pages side by side a print takes, so that its type stays large enough to read."""
        return ceil(sum(column.width for column in self.columns) / _PAGE_WIDTH)


@dataclass(frozen=True, slots=True)
class Written:
    """Where the table lies, its rows, and what the user should know ("" = nothing)."""

    path: Path
    rows: int
    note: str = ""


class Rows:
    """The rows on their way into the file: cleaned, counted, and stopped when the user cancels."""

    def __init__(self, table: Table, step: Step) -> None:
        self.table = table
        self._step = step
        self.count = 0
        self.cut = 0

    def __iter__(self) -> Iterator[list[Cell]]:
        """Yield the rows as they can be written; raises Cancelled."""
        for row in self.table.rows:
            if self.count % _EVERY == 0:
                self._step(self.count, 0)
            self.count += 1
            yield [self._clean(cell) if isinstance(cell, str) else cell for cell in row]

    def _clean(self, text: str) -> str | None:
        """Return text without what no workbook can hold; None for an empty one."""
        kept = _CONTROL.sub("", text)
        if len(kept) > LONGEST_CELL:
            self.cut += 1
            kept = kept[:LONGEST_CELL]
        return kept or None


def sheet_name(text: str) -> str:
    r"""Return a name Excel takes for a sheet: at most 31 characters, none of []:*?/\."""
    return _SHEET_NAME.sub(" ", text).strip()[:31] or "数据"
