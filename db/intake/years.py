"""Days not written whole: of the year or month the sheet names, else of the only year their column tells."""

import re
from collections.abc import Callable
from datetime import date
from itertools import islice

from db.errors import BadValue
from db.imports import MappedSheet
from db.values import Raw, Read
from db.values.dates import NoYearError, read_moment

_LOOKED_AT = 5_000
_DAY = re.compile(r"(\d{1,2})(?:\.0)?(?:[日号](\s*\d.*)?)?")


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
        raw = self._in_month(raw)
        try:
            return self._reader(raw, self._year)
        except NoYearError:
            if self._has_looked:
                raise
            self._has_looked = True
            self._year = self._only_year()
            return self._reader(raw, self._year)

    def _in_month(self, raw: Raw) -> Raw:
        """Return a day written alone (5, 5日, 5日 20:30) as one of the month the sheet is named after."""
        month = self._sheet.month_end
        found = None if month is None else _DAY.fullmatch(str(raw).strip())
        if month is None or found is None or isinstance(raw, date) or not 1 <= int(found[1]) <= month.day:
            return raw
        return f"{month:%Y-%m}-{int(found[1]):02}{found[2] or ''}"

    def _only_year(self) -> int | None:
        """Return the year of the cells that have one, when it is the same in all."""
        years = set()
        for _, cells in islice(self._sheet.sheet.all_rows, _LOOKED_AT):
            if self._index < len(cells):
                try:
                    years.add(read_moment(cells[self._index])[0].year)
                except BadValue:
                    continue
        return years.pop() if len(years) == 1 else None
