"""What the month sums hold for the two years a report looks at: additive sums, by one grouped query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.engine import Session
from db.models import MEASURES
from db.queries.periods import Period, months_before
from db.queries.tables import MONTH_SUMS

_COUNTS = ("sessions", "ten_million", "effective", "named")


@dataclass(frozen=True, slots=True)
class Sums:
    """Counted sessions and their sums; ``known`` says how many sessions had each measure.

    ``effective`` were as long as the base asks of a session (L02), ``named`` name a presenter.
    """

    sessions: int
    ten_million: int
    effective: int
    named: int
    sums: dict[str, int]
    known: dict[str, int]

    def total(self, measure: str) -> int | None:
        """Return the sum of a measure: 0 without sessions, None when every session lacks it."""
        return self.sums[measure] if self.known[measure] or not self.sessions else None

    def lacking(self, measure: str) -> int:
        """Return how many sessions lack a measure."""
        return self.sessions - self.known[measure]


NOTHING = Sums(0, 0, 0, 0, dict.fromkeys(MEASURES, 0), dict.fromkeys(MEASURES, 0))


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
    counts = dict.fromkeys(_COUNTS, 0)
    sums, known = dict(NOTHING.sums), dict(NOTHING.known)
    for part in parts:
        for name in _COUNTS:
            counts[name] += getattr(part, name)
        for measure in MEASURES:
            sums[measure] += part.sums[measure]
            known[measure] += part.known[measure]
    return Sums(**counts, sums=sums, known=known)


def read(session: Session, month: int) -> LiveTotals:
    """Read the 24 months up to a month, and how far the data reach."""
    of = MONTH_SUMS.c.month
    by_month = grouped(session, of, of.between(months_before(month, 23), month))
    ends = [
        session.scalar(select(of).where(MONTH_SUMS.c.sessions > 0).order_by(order).limit(1))
        for order in (of.asc(), of.desc())
    ]
    return LiveTotals(by_month, *ends)


def grouped(session: Session, key: ColumnElement[Any], where: ColumnElement[bool]) -> dict[Any, Sums]:
    """Return the month sums of a condition by a column of theirs (month, platform, category)."""
    names = (*_COUNTS, *MEASURES, *(f"{name}_n" for name in MEASURES))
    wanted = [func.sum(MONTH_SUMS.c[name]) for name in names]
    rows = session.execute(select(key, *wanted).where(where, MONTH_SUMS.c.sessions > 0).group_by(key))
    return {row[0]: _sums([int(value) for value in row[1:]]) for row in rows}


def _sums(values: list[int]) -> Sums:
    """Make sums from the values of one row, in the order they were asked for."""
    first, middle = len(_COUNTS), len(_COUNTS) + len(MEASURES)
    return Sums(
        **dict(zip(_COUNTS, values[:first], strict=True)),
        sums=dict(zip(MEASURES, values[first:middle], strict=True)),
        known=dict(zip(MEASURES, values[middle:], strict=True)),
    )
