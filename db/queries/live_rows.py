"""What month sums alone do not tell: distinct presenters, the best sessions, cut-off dates, refunds by day.

Heads come from the rollup of presenters, best sessions from the index of gmv: nothing reads a month's rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, select

from db.engine import Session
from db.models.live import UNCHECKED
from db.queries.periods import Five, Period, months_in
from db.queries.tables import (
    COUNTED,
    DAYS,
    MONTH_SUMS,
    PRESENTER_MONTHS,
    PRESENTER_TOTALS,
    READINGS,
    SESSIONS,
    TOTALS,
)


def best_by_month(session: Session, months: Iterable[int]) -> dict[int, int]:
    """Return the best gmv of one session in 分 by month (L18), for months in which a session tells it."""
    known = select(MONTH_SUMS.c.month).where(MONTH_SUMS.c.month.in_(months)).distinct().subquery()
    sold = and_(SESSIONS.c.month == known.c.month, SESSIONS.c.gmv.is_not(None), COUNTED)
    best = select(SESSIONS.c.gmv).where(sold).order_by(SESSIONS.c.gmv.desc()).limit(1)
    rows = session.execute(select(known.c.month, best.correlate(known).scalar_subquery()))
    return {month: gmv for month, gmv in rows if gmv is not None}


def best_sold(session: Session, period: Period, count: int) -> list[int]:
    """Return the ids of the sessions of a period that sold most, the best first, of equals the earliest."""
    found: list[tuple[int, datetime, int]] = []
    for month in period:  # each by itself: so the index of month and gmv tells
        rows = session.execute(
            select(SESSIONS.c.gmv, SESSIONS.c.start_at, SESSIONS.c.id)
            .where(SESSIONS.c.month == month, SESSIONS.c.gmv.is_not(None), COUNTED)
            .order_by(SESSIONS.c.gmv.desc(), SESSIONS.c.start_at, SESSIONS.c.id)
            .limit(count)
        )
        found += [(-gmv, start, key) for gmv, start, key in rows]
    return [key for *_, key in sorted(found)[:count]]


@dataclass(frozen=True, slots=True)
class Heads:
    """Of one period: distinct streamers who presented (L04), and those active in one of its months (A03)."""

    presented: int
    active: int


def heads(session: Session, periods: Five[Period], hours: int) -> Five[Heads]:
    """Return distinct presenters for each of the five periods, from the rollup of presenters."""
    of, active = PRESENTER_TOTALS.c, func.max(_active(hours))

    def within(period: Period) -> Heads:
        """Return those of one period."""
        people = select(active.label("active")).where(of.month.between(period.first, period.last))
        mark = people.group_by(of.streamer_id).subquery().c.active
        return Heads(*session.execute(select(func.count(mark), func.coalesce(func.sum(mark), 0))).one())

    return periods.map(within)


def heads_by_month(session: Session, months: Sequence[int], hours: int) -> dict[int, Heads]:
    """Return distinct presenters of each of some months, counted as ``heads`` counts one month."""
    of, active = PRESENTER_TOTALS.c, func.sum(_active(hours))
    asked = select(of.month, func.count(), active).where(of.month.in_(months)).group_by(of.month)
    found = {month: Heads(presented, int(count)) for month, presented, count in session.execute(asked)}
    return {month: found.get(month, Heads(0, 0)) for month in months}


def _active(hours: int) -> ColumnElement[int]:
    """Return 1 for a streamer active in a month, else 0.

    Active is who had at least one effective session (as the base has set it) and ``hours`` in all.
    """
    of = PRESENTER_TOTALS.c
    return case((and_(of.effective > 0, of.minutes >= hours * 60), 1), else_=0)


def heads_by_category(session: Session, period: Period) -> dict[int, int]:
    """Return distinct presenters of a period by category, 0 for none (T4)."""
    of = PRESENTER_MONTHS.c
    within = of.month.between(period.first, period.last)
    pairs = (
        select(of.category_id, of.streamer_id).where(within).distinct().subquery()
    )  # 3 × as fast over a year
    category = pairs.c.category_id
    rows = session.execute(select(category, func.count()).select_from(pairs).group_by(category))
    return dict(rows.all())


def refund_dates(session: Session, period: Period) -> tuple[date, date] | None:
    """Return the first and last day on which the refunds of a period's sessions were read (L06)."""
    of = READINGS.c
    first, last = session.execute(
        select(func.min(of.refund_as_of), func.max(of.refund_as_of)).where(
            of.month.between(period.first, period.last), of.sessions > 0
        )
    ).one()
    return (first, last) if first else None


def provisional(session: Session, period: Period) -> int:
    """Count the sessions of a period that are not yet checked, and so not counted."""
    within = SESSIONS.c.month.between(period.first, period.last)
    return session.scalar(select(func.count()).select_from(SESSIONS).where(within, UNCHECKED)) or 0


def without_presenter(session: Session, period: Period) -> int:
    """Count the counted sessions of a period that name nobody as presenter."""
    of = MONTH_SUMS.c
    nameless = select(func.sum(of.sessions - of.named)).where(of.month.between(period.first, period.last))
    return int(session.scalar(nameless) or 0)


def refunds_by_date(session: Session, periods: Five[Period]) -> dict[int, int]:
    """Return L07 in 分 by month, only for months in which every account that was live has rows."""
    months = months_in(periods)
    had = DAYS.c.refund_by_refund_date.is_not(None)
    sums = session.execute(
        select(DAYS.c.month, func.sum(DAYS.c.refund_by_refund_date))
        .where(DAYS.c.month.in_(months), had)
        .group_by(DAYS.c.month)
    ).all()
    told = [month for month, _ in sums]
    if not told:
        return {}
    covered = exists().where(DAYS.c.month == TOTALS.c.month, DAYS.c.account_id == TOTALS.c.account_id, had)
    gaps = set(
        session.scalars(
            select(TOTALS.c.month).where(TOTALS.c.month.in_(told), TOTALS.c.sessions > 0, ~covered).distinct()
        )
    )
    return {month: int(refund) for month, refund in sums if month not in gaps}
