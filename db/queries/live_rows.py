"""What has to be counted from the rows: distinct presenters, thresholds, the best session, cut-off dates."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, distinct, exists, func, select

from db.engine import Session
from db.models.words import DataStage
from db.queries.periods import Five, Period, months_in
from db.queries.tables import COUNTED, DAYS, PRESENTERS, RETAIL, SESSIONS, TOTALS, alive


@dataclass(frozen=True, slots=True)
class Extremes:
    """Of one month: sessions that reached the effective length, and the best gmv of one session in 分."""

    effective: int
    best: int | None


def extremes(session: Session, periods: Five[Period], minutes: int) -> dict[int, Extremes]:
    """Return L02 and L18 by month; ``minutes`` is the effective length."""
    effective = func.sum(case((SESSIONS.c.minutes >= minutes, 1), else_=0))
    rows = session.execute(
        select(SESSIONS.c.month, effective, func.max(SESSIONS.c.gmv))
        .where(SESSIONS.c.month.in_(months_in(periods)), COUNTED)
        .group_by(SESSIONS.c.month)
    )
    return {month: Extremes(int(count), best) for month, count, best in rows}


@dataclass(frozen=True, slots=True)
class Heads:
    """Of one period: distinct streamers who presented (L04), and those active in one of its months (A03)."""

    presented: int
    active: int


def heads(session: Session, periods: Five[Period], minutes: int, hours: int) -> Five[Heads]:
    """Return distinct presenters for each of the five periods, in one pass over the rows.

    Active in a month: at least one session of ``minutes`` and ``hours`` in all.
    """
    stay = (
        select(
            SESSIONS.c.month,
            PRESENTERS.c.streamer_id,
            func.sum(SESSIONS.c.minutes).label("minutes"),
            func.max(SESSIONS.c.minutes).label("longest"),
        )
        .select_from(SESSIONS)
        .join(PRESENTERS, PRESENTERS.c.session_id == SESSIONS.c.id)
        .where(SESSIONS.c.month.in_(months_in(periods)), COUNTED)
        .group_by(SESSIONS.c.month, PRESENTERS.c.streamer_id)
        .subquery()
    )
    active = and_(stay.c.longest >= minutes, stay.c.minutes >= hours * 60)
    wanted = []
    for period in periods:
        within = stay.c.month.between(period.first, period.last)
        wanted.append(func.count(distinct(case((within, stay.c.streamer_id)))))
        wanted.append(func.count(distinct(case((and_(within, active), stay.c.streamer_id)))))
    row = session.execute(select(*wanted)).one()
    return Five(*(Heads(row[at], row[at + 1]) for at in range(0, 10, 2)))


def refund_dates(session: Session, period: Period) -> tuple[date, date] | None:
    """Return the first and last day on which the refunds of a period's sessions were read (L06)."""
    first, last = session.execute(
        select(func.min(SESSIONS.c.refund_as_of), func.max(SESSIONS.c.refund_as_of)).where(
            SESSIONS.c.month.between(period.first, period.last), SESSIONS.c.refund.is_not(None), COUNTED
        )
    ).one()
    return (first, last) if first else None


def provisional(session: Session, period: Period) -> int:
    """Count the sessions of a period that are not yet checked, and so not counted."""
    unchecked = and_(
        SESSIONS.c.month.between(period.first, period.last),
        SESSIONS.c.stage == DataStage.PROVISIONAL,
        alive(SESSIONS),
    )
    return session.scalar(select(func.count()).where(unchecked)) or 0


def without_presenter(session: Session, period: Period) -> int:
    """Count the counted sessions of a period that name nobody as presenter."""
    named = exists().where(PRESENTERS.c.session_id == SESSIONS.c.id)
    nameless = and_(SESSIONS.c.month.between(period.first, period.last), COUNTED, ~named)
    return session.scalar(select(func.count()).where(nameless)) or 0


def refunds_by_date(session: Session, periods: Five[Period]) -> dict[int, int]:
    """Return L07 in 分 by month, only for months in which every account that was live has rows."""
    months = months_in(periods)
    had = DAYS.c.refund_by_refund_date.is_not(None)
    sums = session.execute(
        select(DAYS.c.month, func.sum(DAYS.c.refund_by_refund_date))
        .where(DAYS.c.month.in_(months), had)
        .group_by(DAYS.c.month)
    )
    covered = exists().where(DAYS.c.month == TOTALS.c.month, DAYS.c.account_id == TOTALS.c.account_id, had)
    gaps = set(
        session.scalars(
            select(TOTALS.c.month)
            .where(TOTALS.c.month.in_(months), TOTALS.c.sessions > 0, ~covered)
            .distinct()
        )
    )
    return {month: int(refund) for month, refund in sums if month not in gaps}


def retail(session: Session, periods: Five[Period]) -> dict[int, tuple[int, int]]:
    """Return (直播, 全部) of the declared 网络零售额 in 分 by month, for months that have both (L17)."""
    rows = session.execute(
        select(RETAIL.c.month, RETAIL.c.live, RETAIL.c.total).where(
            RETAIL.c.month.in_(months_in(periods)), RETAIL.c.live.is_not(None), RETAIL.c.total.is_not(None)
        )
    )
    return {month: (live, total) for month, live, total in rows}
