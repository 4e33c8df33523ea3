"""Days not written whole: of the year or month the sheet names, else of the only year their column tells.

Days written as 5/9/2026: in the order that was told, else in the one that other days of the sheet show.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from itertools import islice

from db.columns import Column
from db.errors import BadValue
from db.imports import MappedSheet, Offer
from db.values import Kind, Raw, Read
from db.values.dates import NoYearError, read_moment
from db.values.day_order import order_in, reordered

ORDER_SEEN = "有的日期分不清月和日，按“{order}”读取（表中的 {example} 只能这样读），请核对"
_ORDERS = {True: "日/月/年", False: "月/日/年"}
_LOOKED_AT = 5_000
_DAY = re.compile(r"(\d{1,2})(?:\.0)?(?:[日号](\s*\d.*)?)?")


def with_day_order(
    sheet: MappedSheet, columns: Collection[Column], allowed: Collection[Offer]
) -> tuple[MappedSheet, str, int]:
    """Return a sheet that knows whether the day comes first: as allowed, as told, else as its days show.

    The sentence ("" for none) tells of an order that was only seen, in the column at the place returned.
    """
    if (said := {Offer.DAY_FIRST, Offer.MONTH_FIRST}.intersection(allowed)) or sheet.day_first is not None:
        return replace(sheet, day_first=Offer.DAY_FIRST in said if said else sheet.day_first), "", 0
    days = {one.name for one in columns if one.kind in (Kind.DATE, Kind.MONTH, Kind.MOMENT)}
    places = [at for at, name in sorted(sheet.mapping.items()) if name in days]
    top = islice(sheet.sheet.all_rows, _LOOKED_AT) if places else ()
    told = (cells[place] for _, cells in top for place in places if place < len(cells))
    day_first, example, is_open = order_in(told)
    if day_first is None or not is_open:
        return replace(sheet, day_first=day_first), "", 0
    return (
        replace(sheet, day_first=day_first),
        ORDER_SEEN.format(order=_ORDERS[day_first], example=example),
        places[0],
    )


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
        if (day_first := self._sheet.day_first) is not None:
            raw = reordered(raw, day_first=day_first)
        try:
            return self._reader(raw, self._year)
        except NoYearError:
            if self._has_looked:
                raise
            self._has_looked = True
            self._year = only_year(self._sheet, self._index)
            return self._reader(raw, self._year)

    def _in_month(self, raw: Raw) -> Raw:
        """Return a day written alone (5, 5日, 5日 20:30) as one of the month the sheet is named after."""
        month = self._sheet.month_end
        found = None if month is None else _DAY.fullmatch(str(raw).strip())
        if month is None or found is None or isinstance(raw, date) or not 1 <= int(found[1]) <= month.day:
            return raw
        return f"{month:%Y-%m}-{int(found[1]):02}{found[2] or ''}"


def only_year(mapped: MappedSheet, index: int) -> int | None:
    """Return the year of the cells of a column that have one, when it is the same in all."""
    years = set()
    for _, cells in islice(mapped.sheet.all_rows, _LOOKED_AT):
        if index < len(cells):
            try:
                years.add(read_moment(cells[index])[0].year)
            except BadValue:
                continue
    return years.pop() if len(years) == 1 else None
