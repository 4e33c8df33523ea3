"""How long signed reports and the records behind them are kept, and until when.

The law asks for two years of original records and ledgers (统计法实施条例 第二十三条), which no setting
undercuts; ten years for signed reports is the custom of the house.
"""

from calendar import monthrange
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from db.engine import Session
from db.models import Report
from db.queries.declared import number_set
from db.queries.known_values import FROZEN
from db.queries.tables import table_of

RAW_YEARS, SUMMARY_YEARS = 2, 10
"""Years without a setting ``retention_raw_years`` and ``retention_summary_years``."""
Day = TypeVar("Day", bound=date)
LEAST_YEARS = 2
"""The floor of the law."""


def raw_years(session: Session) -> int:
    """Return how many years original records are kept."""
    return max(number_set(session, "retention_raw_years", RAW_YEARS), LEAST_YEARS)


def summary_years(session: Session) -> int:
    """Return how many years a signed report and its files are kept."""
    return max(number_set(session, "retention_summary_years", SUMMARY_YEARS), LEAST_YEARS)


def years_after(day: Day, years: int) -> Day:
    """Return the same day so many years later (earlier: negative); 29 February ends on the 28th."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def last_signed(session: Session) -> date | None:
    """Return the day the last report was signed; None before any was."""
    of = table_of(Report).c
    day: date | None = session.scalar(
        select(func.max(of.signed_on)).where(of.status.in_(FROZEN), of.deleted_at.is_(None))
    )
    return day
