"""What is handed over: the tables of a workbook, and what their columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.values import Raw

Rows = Sequence[tuple[int, Sequence[Raw]]]
"""(row number as the user sees it in the sheet, cells): short rows are taken as ending in empty cells."""

IGNORED = ""
"""The column name of a sheet column the user wants left out; one that is not mapped is kept as 附加信息."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook: its header and the rows below it, without title, totals and signatures.

    ``whole`` are all rows where ``rows`` are only some of them: what a column tells as a whole (the year of
    its days) is asked of ``all_rows``.
    """

    name: str
    header: tuple[str, ...]
    rows: Rows
    whole: Rows | None = None

    @property
    def all_rows(self) -> Rows:
        """The rows of the table, also where only some are looked at."""
        return self.rows if self.whole is None else self.whole


@dataclass(frozen=True, slots=True)
class MappedSheet:
    """A sheet whose columns are known.

    ``mapping`` leads from the column's place (0 = first) to Column.name of the kind; ``factor`` is what plain
    numbers of money columns are multiplied by (“单位：万元” → 10000) unless header or cell say otherwise;
    ``year`` completes dates without one; ``as_of`` is the day the figures were read (None = today);
    ``month_end`` ends the month a sheet is named after: it completes days written alone (5日), and once it is
    over followers without a day are noted there. ``titles`` is what stands above the header, the sheet's
    name and the file's. ``day_first``: whether 5/9/2026 is the fifth of September (None: nobody said).
    """

    sheet: Sheet
    mapping: Mapping[int, str]
    factor: int = 1
    year: int | None = None
    as_of: date | None = None
    month_end: date | None = None
    titles: tuple[str, ...] = ()
    day_first: bool | None = None
