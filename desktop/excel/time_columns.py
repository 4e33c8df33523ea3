"""Columns headed by days or months (9月1日, 9月2日 … 月TTL): where they stand, and what beside them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice, pairwise

from db.errors import BadValue
from db.queries.periods import month_end
from db.values import Raw, is_missing
from db.values.date_words import in_digits
from db.values.months import read_month
from desktop.excel.book import RawSheet
from desktop.excel.data_rows import Row, across
from desktop.excel.header_words import fold_line, text_of

_LOOKED_AT = 20
_LEAST, _LEAST_GROUPS = 3, 2
"""Columns of days that make a cross table; two will do when each names its figure, or has several below."""
_SHARE = 0.6
"""Part of the cells from the first of them on that must be days or months."""
_BELOW = 8
"""Rows below that must hold figures in these columns, not days."""
_FIGURES = 0.7
_DAY = (
    r"(?:20\d\d[-/.年])?\d{1,2}月\d{1,2}[日号]?|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|20\d\d[01]\d[0-3]\d"
    r"|\d{1,2}[日号](?!均)"
)
_MONTH = (
    r"20\d\d[-/.年]\d{1,2}月?份?(?!\d)|20\d\d(?:0[1-9]|1[0-2])(?!\d)"
    r"|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?"
)
_TIMED = re.compile(
    rf"(?:(?P<day>{_DAY})|(?P<month>{_MONTH}))(?:\(?(?:星期|周)[一二三四五六日天]\)?)?[-_:]?(?P<rest>(?!\d).*)"
)
_SHORT = re.compile(r"(\d{1,2})[./-](\d{1,2})")
_SUM = re.compile(r"ttl|mtd|合计|总计|累计|汇总|总数|平均|均值|日均|环比|同比|增幅|增长|目标|完成|达成|占比")
_WEEKDAY = re.compile(r"\(?(?:星期|礼拜|周)[一二三四五六日天]\)?|[一二三四五六日]")
_FIGURE = re.compile(
    r"[-+¥￥↑↓~约近超]?[\d.,，％%]+[万亿wk百千余多+]*(?:元|人|单|场|次|个|件|小时|分钟|分|h)?%?"
)
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Timed:
    """What heads a column: a day or month as it can be read again, and a figure's name when one follows."""

    when: str
    is_month: bool
    measure: str = ""


@dataclass(frozen=True, slots=True)
class TimeColumns:
    """Where the columns of a cross table stand.

    ``place`` and ``number`` are those of the last row of the header; ``labels`` are the other columns with
    their headers, ``times`` the columns of days, ``sums`` those of sums and ratios, by place.
    """

    place: int
    number: int
    labels: Mapping[int, str]
    times: Mapping[int, Timed]
    sums: Mapping[int, str]

    @property
    def is_monthly(self) -> bool:
        """Whether they are months."""
        return next(iter(self.times.values())).is_month


def time_columns(sheet: RawSheet, at: int | None = None) -> TimeColumns | None:
    """Return the columns of days or months of a sheet; None when it has none.

    ``at`` is the row the user says the header stands in.
    """
    top = list(islice(sheet.rows, _LOOKED_AT + _BELOW))
    for place, row in enumerate(top[:_LOOKED_AT]):
        heads = _times(row[1])
        if len(heads) < _LEAST_GROUPS:
            continue
        for found in (_grouped(sheet, top, place), _single(top, place, heads)):
            if found is not None and at in (None, found.number):
                return found
    return None


def at_month_ends(columns: TimeColumns, year: int | None) -> TimeColumns:
    """Return columns of months as their last days; ``year`` completes months written without one."""
    times = {at: replace(one, when=_last_day(one.when, year)) for at, one in columns.times.items()}
    return replace(columns, times=times)


def _last_day(when: str, year: int | None) -> str:
    """Return the last day of a month as text; the month as it is written when its year is not known."""
    try:
        month, _ = read_month(when, year)
    except BadValue:
        return when
    return f"{month_end(month):%Y-%m-%d}"


def _single(top: Sequence[Row], place: int, heads: Mapping[int, Timed]) -> TimeColumns | None:
    """Return the columns when one row heads them."""
    cells = top[place][1]
    first = min(heads)
    sums = {at: text_of(cell) for at, cell in enumerate(cells) if at not in heads and _is_sum(cell)}
    filled = [
        at for at, cell in enumerate(cells) if at >= first and cell not in ("", None) and at not in sums
    ]
    least = _LEAST_GROUPS if all(one.measure for one in heads.values()) else _LEAST
    if len(heads) < least or len(heads) < _SHARE * len(filled) or not _figures_below(top, place, heads):
        return None
    labels = {
        at: text_of(cell) or _above(top, place, at)
        for at, cell in enumerate(cells)
        if at not in heads and at not in sums and (at < first or text_of(cell))
    }
    return TimeColumns(place, top[place][0], labels, heads, sums)


def _grouped(sheet: RawSheet, top: Sequence[Row], place: int) -> TimeColumns | None:
    """Return the columns when each day stands above several figures: 9月1日 | GMV 订单, 9月2日 | GMV 订单."""
    if place + 1 >= len(top):
        return None
    upper, lower = across(sheet, top[place]), [text_of(cell) for cell in top[place + 1][1]]
    heads, sums, labels = dict[int, Timed](), dict[int, str](), dict[int, str]()
    group: Timed | str = ""
    for at, text in enumerate(lower):
        cell = upper[at] if at < len(upper) else ""
        if cell not in ("", None):
            group = _timed(cell) or (text_of(cell) if _is_sum(cell) else "")
        if isinstance(group, Timed) and text and not group.measure:
            heads[at] = Timed(group.when, group.is_month, text)
        elif group and isinstance(group, str):
            sums[at] = f"{group}{text}"
        else:
            labels[at] = text or text_of(cell)
    measures = [one.measure for one in heads.values()]
    days = {one.when for one in heads.values()}
    if len(days) < _LEAST_GROUPS or not measures or len(set(measures)) * 2 > len(measures):
        return None
    if not _figures_below(top, place + 1, heads):
        return None
    return TimeColumns(place + 1, top[place + 1][0], labels, heads, sums)


def _times(cells: Sequence[Raw]) -> dict[int, Timed]:
    """Return the cells of a row that are days or months, all of one sort; {} when one comes twice."""
    found = {at: one for at, cell in enumerate(cells) if (one := _timed(cell)) is not None}
    if not found:
        found = _short_days(cells) or _numbers(cells)
    months = sum(one.is_month for one in found.values())
    found = {at: one for at, one in found.items() if one.is_month == (months * 2 > len(found))}
    said = [(one.when, one.measure) for one in found.values()]
    if len(set(said)) < len(said):
        return {}
    return _as_months(found, cells) if found else {}


def _as_months(found: dict[int, Timed], cells: Sequence[Raw]) -> dict[int, Timed]:
    """Return days as months when they are dates and each is the first of another month."""
    days = [cells[at] for at in found]
    if len(days) >= _LEAST_GROUPS and all(isinstance(day, date) and day.day == 1 for day in days):
        return {at: Timed(one.when[:7], True, one.measure) for at, one in found.items()}  # noqa: FBT003
    return found


def _timed(cell: Raw) -> Timed | None:
    """Return what a cell says when it begins with a day or month."""
    if isinstance(cell, datetime | date):
        return Timed(f"{cell:%Y-%m-%d}", is_month=False)
    found = _TIMED.fullmatch(fold_line(cell)) if isinstance(cell, str) else None
    if found is None:
        return None
    month = found["month"]
    if month is None:
        return Timed(found["day"], is_month=False, measure=found["rest"])
    return Timed(in_digits(month), is_month=True, measure=found["rest"])


def _short_days(cells: Sequence[Raw]) -> dict[int, Timed]:
    """Return cells like 9.1, 9.2, 9.3: days only when each is the next of the one before."""
    found = {
        at: (int(match[1]), int(match[2]))
        for at, cell in enumerate(cells)
        if isinstance(cell, str) and (match := _SHORT.fullmatch(fold_line(cell)))
    }
    days = list(found.values())
    in_order = sum(a[0] == b[0] and a[1] + 1 == b[1] for a, b in pairwise(days))
    if len(days) < _LEAST or in_order < len(days) - 1:
        return {}
    return {at: Timed(f"{month}月{day}日", is_month=False) for at, (month, day) in found.items()}


def _numbers(cells: Sequence[Raw]) -> dict[int, Timed]:
    """Return cells 1, 2, 3 … as days of the month the sheet is of; no other number may stand in the row."""
    numbers = {
        at: float(cell)
        for at, cell in enumerate(cells)
        if isinstance(cell, float | int) or (isinstance(cell, str) and cell.strip().isdecimal())
    }
    days = list(range(1, len(numbers) + 1))
    if not _LEAST < len(days) <= _MOST_DAYS or list(numbers.values()) != days:
        return {}
    return {at: Timed(f"{day}日", is_month=False) for at, day in zip(numbers, days, strict=True)}


def _figures_below(top: Sequence[Row], place: int, heads: Mapping[int, Timed]) -> bool:
    """Tell whether the columns hold figures: a line of a list may have three days side by side too."""
    cells = [
        cells[at]
        for _, cells in top[place + 1 : place + 1 + _BELOW]
        for at in heads
        if at < len(cells) and not is_missing(cells[at]) and not _is_weekday(cells[at])
    ]
    figures = sum(
        isinstance(cell, float | int)
        or (isinstance(cell, str) and bool(_FIGURE.fullmatch("".join(cell.split()))))
        for cell in cells
    )
    return bool(cells) and figures >= _FIGURES * len(cells)


def is_weekdays(cells: Sequence[Raw], columns: TimeColumns) -> bool:
    """Tell whether a row says on which days of the week the days fall."""
    told = [cells[at] for at in columns.times if at < len(cells) and not is_missing(cells[at])]
    return bool(told) and all(map(_is_weekday, told))


def _is_weekday(cell: Raw) -> bool:
    """Tell whether a cell says 周一."""
    return isinstance(cell, str) and bool(_WEEKDAY.fullmatch(fold_line(cell)))


def _is_sum(cell: Raw) -> bool:
    """Tell whether a column sums up or compares: 月TTL, 合计, 环比."""
    return isinstance(cell, str) and bool(_SUM.search(fold_line(cell)))


def _above(top: Sequence[Row], place: int, at: int) -> str:
    """Return the text right above an empty cell of a header: it may reach down over it."""
    if not place or at >= len(top[place - 1][1]):
        return ""
    return text_of(top[place - 1][1][at])
