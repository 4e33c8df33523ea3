"""What the month rollup holds for the two years a report looks at: additive sums, by one grouped query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.engine import Session
from db.models import MEASURES
from db.queries.periods import Period, months_before
from db.queries.tables import TOTALS


@dataclass(frozen=True, slots=True)
class Sums:
    """Counted sessions and their sums; ``known`` says how many sessions had each measure."""

    sessions: int
    ten_million: int
    sums: dict[str, int]
    known: dict[str, int]

    def total(self, measure: str) -> int | None:
        """Return the sum of a measure: 0 without sessions, None when every session lacks it."""
        return self.sums[measure] if self.known[measure] or not self.sessions else None

    def lacking(self, measure: str) -> int:
        """Return how many sessions lack a measure."""
        return self.sessions - self.known[measure]


NOTHING = Sums(0, 0, dict.fromkeys(MEASURES, 0), dict.fromkeys(MEASURES, 0))


@dataclass(frozen=True, slots=True)
class LiveTotals:
    """Sums by month, and the first and last month there are sessions of at all."""

    by_month: dict[int, Sums]
    first: int | None
    last: int | None

    def covers(self, month: int) -> bool:
        """Say whether a month lies between the first and the last one with sessions."""
        return self.first is not None and self.last is not None and self.first <= month <= self.last

    def of_month(self, month: int) -> Sums:
        """Return the sums of a month, ``NOTHING`` when it had no session."""
        return self.by_month.get(month, NOTHING)

    def of(self, period: Period) -> Sums | None:
        """Return the sums of a period; None when none of its months is covered, so nothing is known of it."""
        covered = [month for month in period if self.covers(month)]
        return add(self.of_month(month) for month in covered) if covered else None


def add(parts: Iterable[Sums]) -> Sums:
    """Add sums up."""
    sessions = ten_million = 0
    sums, known = dict(NOTHING.sums), dict(NOTHING.known)
    for part in parts:
        sessions += part.sessions
        ten_million += part.ten_million
        for measure in MEASURES:
            sums[measure] += part.sums[measure]
            known[measure] += part.known[measure]
    return Sums(sessions, ten_million, sums, known)


def read(session: Session, month: int) -> LiveTotals:
    """Read the 24 months up to a month, and how far the data reach."""
    by_month = grouped(session, TOTALS.c.month, TOTALS.c.month.between(months_before(month, 23), month))
    ends = [
        session.scalar(select(TOTALS.c.month).where(TOTALS.c.sessions > 0).order_by(order).limit(1))
        for order in (TOTALS.c.month.asc(), TOTALS.c.month.desc())
    ]
    return LiveTotals(by_month, *ends)


def grouped(session: Session, key: ColumnElement[Any], where: ColumnElement[bool]) -> dict[Any, Sums]:
    """Return the sums of the rollup rows of a condition by a column of it (month, platform, category)."""
    wanted = [func.sum(TOTALS.c[name]) for name in ("sessions", "ten_million")]
    wanted += [func.sum(TOTALS.c[name]) for name in MEASURES]
    wanted += [func.sum(TOTALS.c[f"{name}_n"]) for name in MEASURES]
    rows = session.execute(select(key, *wanted).where(where, TOTALS.c.sessions > 0).group_by(key))
    return {row[0]: _sums([int(value) for value in row[1:]]) for row in rows}


def _sums(values: list[int]) -> Sums:
    """Make sums from the values of one row, in the order they were asked for."""
    middle = 2 + len(MEASURES)
    return Sums(
        values[0],
        values[1],
        dict(zip(MEASURES, values[2:middle], strict=True)),
        dict(zip(MEASURES, values[middle:], strict=True)),
    )
