"""The grid of 历史数据: what was entered for the months of a year, beside what the program counts itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.engine import Session
from db.queries import indicators
from db.queries.baselines import ENTERED, Cell, Entered, baselines_of
from db.queries.figures import Indicator, Nature, Value
from db.queries.periods import month_of, month_period
from db.queries.report_months import first_month

MONTHS = 12


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line: an indicator by month, or (``is_ytd``) by year so far, which heads need."""

    entry: Indicator
    is_ytd: bool = False


ROWS: tuple[GridRow, ...] = tuple(
    GridRow(entry, is_ytd)
    for entry in ENTERED
    for is_ytd in ((False, True) if entry.nature is Nature.DISTINCT else (False,))
)
"""Every line there is, in order of print."""


@dataclass(frozen=True, slots=True)
class GridYear:
    """What is entered for the months of a year."""

    year: int
    entered: Mapping[Cell, Entered]


def grid_year(session: Session, year: int) -> GridYear:
    """Return what was entered for a year."""
    return GridYear(year, baselines_of(session, year))


def counted_year(session: Session, year: int) -> tuple[int, Mapping[Cell, Value]]:
    """Return the year and what the program counts for its months from its own rows, in base units.

    Months before the first live session and those to come are left out.
    """
    first, today = first_month(session), month_of(date.today())
    found: dict[Cell, Value] = {}
    for month in range(year * 100 + 1, year * 100 + MONTHS + 1):
        if first is None or not first <= month <= today:
            continue
        figures = indicators.of(session, month_period(month)).figures
        for row in ROWS:
            figure = figures.get(row.entry.code)
            value = None if figure is None else figure.ytd if row.is_ytd else figure.value
            if value is not None:
                found[row.entry.code, month, row.is_ytd] = value
    return year, found
