"""What recomputing figures from plain rows rests on: months of a report, sums where months do not tell."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.db.figure_world import Row, World

Value = int | Fraction | None
Months = list[int]


def five(first: int, last: int) -> list[Months]:
    """Return the months of a report's period, the one before, a year ago, and of both years so far."""
    months = list(range(first, last + 1))
    year = first // 100 * 100
    return [
        months,
        [_back(month, len(months)) for month in months],
        [month - 100 for month in months],
        list(range(year + 1, last + 1)),
        list(range(year - 99, last - 99)),
    ]


def _back(month: int, count: int) -> int:
    """Return the month so many months earlier."""
    for _ in range(count):
        month = month - 1 if month % 100 > 1 else month - 89
    return month


def end_of(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])


def month_of(day: date) -> int:
    """Return the month of a day."""
    return int(f"{day:%Y%m}")


def alive(world: World, table: str) -> list[Row]:
    """Return records that are neither deleted nor demo."""
    return [row for row in world.rows[table] if row["deleted_at"] is None and not row["is_demo"]]


def over(above: Value, below: Value) -> Value:
    """Divide, or nothing."""
    return None if above is None or not below else Fraction(above) / Fraction(below)


def summed(months: list[int | None]) -> Value:
    """Add months up: what some do not tell is left out, unless nothing remains."""
    told = [month for month in months if month is not None]
    return None if not months or (len(told) < len(months) and not sum(told)) else sum(told)
