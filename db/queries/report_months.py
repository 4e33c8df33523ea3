"""How far back the periods go that a report can be made of."""

from sqlalchemy import func, select

from db.engine import Session
from db.queries.tables import SESSIONS


def first_month(session: Session) -> int | None:
    """Return the first month (202609) there are live sessions of; None while there are none."""
    found: int | None = session.scalar(select(func.min(SESSIONS.c.month)))
    return found
