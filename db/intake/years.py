"""Days written without a year: of the year the sheet names, else of the only one their own column tells."""

from collections.abc import Callable
from itertools import islice

from db.errors import BadValue
from db.imports import MappedSheet
from db.values import Raw, Read
from db.values.dates import NoYearError, read_moment

_LOOKED_AT = 5_000


class Dated:
    """Reads one column of days or moments; raises BadValue as ``reader`` does."""

    def __init__(self, reader: Callable[[Raw, int | None], Read], sheet: MappedSheet, index: int) -> None:
        self._reader = reader
        self._sheet = sheet
        self._index = index
        self._year = sheet.year
        self._has_looked = self._year is not None

    def __call__(self, raw: Raw) -> Read:
        """Return the value of a cell and a remark."""
        try:
            return self._reader(raw, self._year)
        except NoYearError:
            if self._has_looked:
                raise
            self._has_looked = True
            self._year = self._only_year()
            return self._reader(raw, self._year)

    def _only_year(self) -> int | None:
        """Return the year of the cells that have one, when it is the same in all."""
        years = set()
        for _, cells in islice(self._sheet.sheet.rows, _LOOKED_AT):
            if self._index < len(cells):
                try:
                    years.add(read_moment(cells[self._index])[0].year)
                except BadValue:
                    continue
        return years.pop() if len(years) == 1 else None
