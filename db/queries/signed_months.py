"""The months whose report is signed: what counts in one is changed by a correction only."""

from sqlalchemy import select

from db.engine import Session
from db.queries.known_values import FROZEN
from db.queries.periods import Period
from db.queries.report_standing import REPORTS
from db.queries.tables import alive


def signed_months(session: Session) -> frozenset[int]:
    """Return every month (202609) that a signed report of a month, quarter or year covers."""
    of = REPORTS.c
    asked = select(of.first, of.last).where(of.status.in_(FROZEN), alive(REPORTS)).distinct()
    return frozenset(month for first, last in session.execute(asked) for month in Period(first, last))
