"""Days written as 5/9/2026 or 5/9/26: which comes first, the day or the month, and the same day our way."""

import re
from collections.abc import Iterable

from db.values.kinds import Raw

_WRITTEN = re.compile(r"\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
_MONTHS = 12
_SHORTEST_YEAR = 100
_THIS_CENTURY = 70


def order_in(cells: Iterable[Raw]) -> tuple[bool | None, str, bool]:
    """Return whether the day comes first (None: nothing, or both), by which cell, and if any is open."""
    told: dict[bool, str] = {}
    is_open = False
    for cell in cells:
        if (found := _of(cell)) is None:
            continue
        first, second, year = (int(found[part]) for part in (1, 3, 4))
        is_day, is_month = second <= _MONTHS < first, first <= _MONTHS < second
        is_open = is_open or (first <= _MONTHS and second <= _MONTHS and first != second)
        if is_month or (is_day and year >= _SHORTEST_YEAR):  # 26/9/1 begins with the year
            told.setdefault(is_day, str(cell).strip())
    if len(told) != 1:
        return None, "", is_open
    ((is_day_first, example),) = told.items()
    return is_day_first, example, is_open


def reordered(raw: Raw, *, day_first: bool) -> Raw:
    """Return 5/9/2026 as 2026-09-05 where the order is known; what cannot be read so stays as it is."""
    if (found := _of(raw)) is None:
        return raw
    first, second, year = (int(found[part]) for part in (1, 3, 4))
    if year < _SHORTEST_YEAR:
        if first > _MONTHS and year <= _MONTHS:
            return raw  # 26/9/1 begins with the year
        year += 2000 if year < _THIS_CENTURY else 1900
    day, month = (first, second) if day_first else (second, first)
    return f"{year}-{month:02}-{day:02}{found[5]}" if month <= _MONTHS else raw


def _of(raw: Raw) -> re.Match[str] | None:
    """Return the parts of a day that begins with day or month."""
    return _WRITTEN.match(raw) if isinstance(raw, str) else None
