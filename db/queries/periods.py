"""The five periods a month's figures are compared over, and reckoning with months as integers (202609)."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

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


@dataclass(frozen=True, slots=True)
class Period:
    """Some months of one year, both ends counted."""

    first: int
    last: int

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


def periods_of(month: int) -> Five[Period]:
    """Return 本月, 上月, 上年同期, 累计 and 上年同期累计 of a month."""
    before, year_ago = months_before(month, 1), months_before(month, 12)
    return Five(
        Period(month, month),
        Period(before, before),
        Period(year_ago, year_ago),
        Period(month // 100 * 100 + 1, month),
        Period(year_ago // 100 * 100 + 1, year_ago),
    )


def months_in(periods: Five[Period]) -> list[int]:
    """Return every month that one of the five needs, in order."""
    return sorted({month for period in periods for month in period})
