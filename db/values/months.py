"""Months as people write them: 2026-09, 2026年9月, 2026.9, 202609, 9月."""

import re
from datetime import date, datetime

from db.errors import BadValue
from db.values.dates import ASSUMED_YEAR, NoYearError, read_date
from db.values.kinds import Raw
from db.values.text import clean, folded

_MONTH = re.compile(r"(?P<year>\d{4})(?:\s*[-/.年]\s*(?P<month>\d{1,2})\s*月?份?|(?P<tight>\d{2}))")
_BARE = re.compile(r"(?P<month>\d{1,2})\s*月份?")
_YEARS = range(1990, 2101)
_MONTHS = range(1, 13)
_HOW = "看不懂，请写成 2026-09 这样的月份"


def read_month(raw: Raw, year: int | None = None) -> tuple[int, str]:
    """Return a month (202609) and a remark; a day stands for its month, ``year`` completes a bare 9月."""
    if isinstance(raw, date | datetime):
        return _checked(raw.year, raw.month), ""
    text = folded(clean(f"{raw:.10g}" if isinstance(raw, float) else str(raw)))
    if found := _MONTH.fullmatch(text):
        return _checked(int(found["year"]), int(found["month"] or found["tight"])), ""
    if found := _BARE.fullmatch(text):
        if year is None:
            raise NoYearError("没有写年份，请写成 2026-09 这样的月份")
        return _checked(year, int(found["month"])), ASSUMED_YEAR.format(year=year)
    try:
        day, remark = read_date(raw, year)
    except NoYearError:
        raise
    except BadValue:
        raise BadValue(_HOW) from None
    return day.year * 100 + day.month, remark


def _checked(year: int, month: int) -> int:
    """Return a month that exists."""
    if year not in _YEARS or month not in _MONTHS:
        raise BadValue(_HOW)
    return year * 100 + month
