"""直播场次台账 of a period: every counted session, read in pages, presenters by stage name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Row, func, select

from db.engine import Session
from db.queries.periods import Period
from db.queries.report_tables import stage_names
from db.queries.tables import ACCOUNTS, CATEGORIES, COUNTED, SESSIONS, TOTALS

_PAGE = 500
"""Sessions read at a time."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One counted session; amounts in 分, None where the platform told nothing."""

    start_at: datetime
    platform: str
    account: str
    streamers: str
    category: str | None
    title: str | None
    minutes: int | None
    views: int | None
    orders: int | None
    gmv: int | None
    refund: int | None
    new_fans: int | None


def session_count(session: Session, period: Period) -> int:
    """Return how many sessions a period's ledger has (L01), from the sums kept of each month."""
    summed = select(func.sum(TOTALS.c.sessions)).where(TOTALS.c.month.between(period.first, period.last))
    return int(session.scalar(summed) or 0)


def session_lines(session: Session, period: Period) -> Iterator[SessionLine]:
    """Yield the sessions of a period in the order they began; no more than a page of them at a time."""
    asked = select(SESSIONS.c.id).where(_within(period), COUNTED)
    keys = iter(session.scalars(asked.order_by(SESSIONS.c.start_at, SESSIONS.c.id)).all())
    while page := list(islice(keys, _PAGE)):
        yield from _lines(session, page)


def _within(period: Period) -> Any:
    """Return the condition that a session began in a period."""
    return SESSIONS.c.month.between(period.first, period.last)


def _lines(session: Session, keys: Sequence[int]) -> Iterator[SessionLine]:
    """Yield the sessions with these keys, in their order."""
    asked = (
        select(SESSIONS, ACCOUNTS.c.nickname, ACCOUNTS.c.account_no, CATEGORIES.c.name.label("category"))
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account_id)
        .outerjoin(CATEGORIES, CATEGORIES.c.id == SESSIONS.c.category_id)
        .where(SESSIONS.c.id.in_(keys))
    )
    rows = {row.id: row for row in session.execute(asked)}
    names = stage_names(session, keys)
    return (_line(rows[key], names.get(key, ())) for key in keys if key in rows)


def _line(row: Row[Any], streamers: Sequence[str]) -> SessionLine:
    """Return one session as the ledger has it."""
    return SessionLine(
        row.start_at,
        row.platform.value,
        row.nickname or row.account_no,
        "、".join(streamers),
        row.category,
        row.title,
        row.minutes,
        row.views,
        row.orders,
        row.gmv,
        row.refund,
        row.new_fans,
    )
