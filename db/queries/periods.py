"""The five periods a report's figures are compared over, and reckoning with months as integers (202609)."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from db.errors import BadValue

T = TypeVar("T")
U = TypeVar("U")


def months_before(month: int, count: int) -> int:
    """Return the month so many months earlier: 202601, 1 → 202512."""
    year, index = divmod(month // 100 * 12 + month % 100 - 1 - count, 12)
    return year * 100 + index + 1


def month_end(month: int) -> date:
    """Return the last day of a month; February knows leap years."""
    year, number = divmod(month, 100)
    return date(year, number, monthrange(year, number)[1])


def month_of(on: date) -> int:
    """Return the month of a day: 2026-09-05 → 202609."""
    return on.year * 100 + on.month


class Span(StrEnum):
    """How long the period of a report is."""

    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"


MONTHS_OF = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}
"""How many months each has."""


@dataclass(frozen=True, slots=True)
class Period:
    """Some months of one year, both ends counted."""

    first: int
    last: int

    @property
    def span(self) -> Span:
        """How long a report of it is: one month, three, or (all other) up to a year."""
        count = self.last - self.first + 1
        return Span.MONTH if count == 1 else Span.QUARTER if count == MONTHS_OF[Span.QUARTER] else Span.YEAR

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.first // 100, self.first % 100, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return month_end(self.last)

    def earlier(self, count: int) -> "Period":
        """Return the same months so many months earlier."""
        return Period(months_before(self.first, count), months_before(self.last, count))

    def __contains__(self, month: object) -> bool:
        """Say whether a month (202609) is one of its own."""
        return isinstance(month, int) and self.first <= month <= self.last

    def __iter__(self) -> Iterator[int]:
        """Go through its months."""
        return iter(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Five(Generic[T]):
    """One thing for each of the five periods of a report (the last two are None for a stock)."""

    value: T
    last_month: T
    last_year: T
    ytd: T
    ytd_last_year: T

    def map(self, work: Callable[[T], U]) -> "Five[U]":
        """Do the same with each of the five."""
        return Five(
            work(self.value),
            work(self.last_month),
            work(self.last_year),
            work(self.ytd),
            work(self.ytd_last_year),
        )

    def __iter__(self) -> Iterator[T]:
        """Go through the five in order."""
        return iter((self.value, self.last_month, self.last_year, self.ytd, self.ytd_last_year))


FIVE = tuple(field.name for field in fields(Five))
"""What the five are called: so a figure's fields and the columns of a stored one are, too."""


def month_period(month: int) -> Period:
    """Return one month (202609) as a period."""
    return Period(month, month)


def period_of(month: int, span: Span) -> Period:
    """Return the month, quarter or year a month lies in."""
    count = MONTHS_OF[span]
    first = month - (month % 100 - 1) % count
    return Period(first, first + count - 1)


_WRITTEN = re.compile(r"(?P<year>20\d\d)(?:-(?P<month>0?[1-9]|1[0-2])|[Qq](?P<quarter>[1-4]))?")


def read_period(text: str) -> Period:
    """Read 2026-09, 2026Q3 or 2026; BadValue for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise BadValue("请写成 2026-09（月）、2026Q3（季）或 2026（年）", "报告期")
    january = int(found["year"]) * 100 + 1
    if found["month"]:
        return month_period(january + int(found["month"]) - 1)
    if found["quarter"]:
        return period_of(january + 3 * (int(found["quarter"]) - 1), Span.QUARTER)
    return period_of(january, Span.YEAR)


def periods_of(period: Period) -> Five[Period]:
    """Return what a report of a period compares: itself, the one before, a year ago, and both years so far.

    For a month these are 本月, 上月, 上年同期, 累计 and 上年同期累计; a quarter and a year go alike.
    """
    year_ago = period.earlier(12)
    return Five(
        period,
        period.earlier(MONTHS_OF[period.span]),
        year_ago,
        Period(period.last // 100 * 100 + 1, period.last),
        Period(year_ago.last // 100 * 100 + 1, year_ago.last),
    )


def months_in(periods: Five[Period]) -> list[int]:
    """Return every month that one of the five needs, in order."""
    return sorted({month for period in periods for month in period})
