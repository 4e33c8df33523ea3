"""What stands above a header, and in the names of sheet and file: unit, year, month, day, account."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from db.imports import SheetKind
from db.queries.periods import month_end
from db.values import Raw, is_missing
from db.values.date_words import in_digits
from desktop.excel.data_rows import Row
from desktop.excel.header_words import as_of_in, fold, money_factor, month_end_in, text_of, year_in

_T = TypeVar("_T")
_FOR_ALL = ("platform", "account_no")
"""Columns whose value may stand above the header for the whole sheet; of a phone that would not be safe."""
_TOLD = re.compile(r"\s*([^:：]{1,12})[:：]\s*(\S.{0,60}?)\s*")
_LABEL = re.compile(r"\s*([^:：]{1,12})[:：]?\s*")
_MONTH_ALONE = re.compile(r"(0?[1-9]|1[0-2])月份?")
_WITH_MONTH = re.compile(r"20\d\d[年\-_./]?(?:0?[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True)
class Titles:
    """What a sheet is told by; None where nothing is told.

    ``factor`` is that of “单位：万元”, ``as_of`` the day of 截至…, ``month_end`` ends the month the sheet is
    named after, ``given`` are values for every line ({column name: text}), ``texts`` all there is.
    """

    factor: int | None = None
    year: int | None = None
    as_of: date | None = None
    month_end: date | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


def read_titles(above: Sequence[Row], kind: SheetKind, sheet: str, file: str) -> Titles:
    """Return what the rows above a header tell, then the names of sheet and file."""
    cells = [cell for _, row in above for cell in row]
    texts = [*map(text_of, cells), sheet, file]
    year = _first(map(year_in, texts))
    return Titles(
        factor=_first(map(money_factor, cells)),
        year=year,
        as_of=_first(map(as_of_in, cells)),
        month_end=_first(map(month_end_in, texts)) or _month_alone(sheet, year, texts),
        given=_given(above, kind),
        texts=tuple(filter(None, texts)),
    )


def _first(found: Iterable[_T | None]) -> _T | None:
    """Return the first that is not None."""
    return next((one for one in found if one is not None), None)


def _month_alone(sheet: str, year: int | None, texts: Sequence[str]) -> date | None:
    """Return the end of the month a sheet is called by (9月) in the year told elsewhere without a month."""
    found = _MONTH_ALONE.fullmatch(in_digits("".join(sheet.split())))
    if found is None or year is None or any(map(_WITH_MONTH.search, texts)):
        return None
    return month_end(year * 100 + int(found[1]))


def _given(above: Sequence[Row], kind: SheetKind) -> dict[str, str]:
    """Return platform and account that stand above the header: “账号：ks001” in one cell or in two."""
    known = {
        fold(text): column.name
        for column in kind.columns
        if column.name in _FOR_ALL or column.name.endswith(".no")
        for text in column.headers
    }
    given: dict[str, str] = {}
    for _, cells in above:
        for place, cell in enumerate(cells):
            name, value = _pair(cell, cells[place + 1] if place + 1 < len(cells) else None, known)
            if name and value:
                given.setdefault(name, value)
    return given


def _pair(cell: Raw, after: Raw, known: Mapping[str, str]) -> tuple[str, str]:
    """Return the column a cell names and its value, in the cell itself or in the one after it."""
    text = text_of(cell)
    if told := _TOLD.fullmatch(text):
        return known.get(fold(told[1]), ""), told[2]
    if (label := _LABEL.fullmatch(text)) and not is_missing(after) and isinstance(after, str | float):
        value = f"{after:.0f}" if isinstance(after, float) and after.is_integer() else str(after)
        return known.get(fold(label[1]), ""), "" if _TOLD.fullmatch(value) else value
    return "", ""
