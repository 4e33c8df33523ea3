"""What is reminded of about sessions: presenters without a contract, and the report that is due."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import distinct, exists, func, or_, select

from db.engine import Session
from db.queries.contracts import binding, in_force
from db.queries.declared import number_set
from db.queries.lives import Gap
from db.queries.periods import month_of, month_period, months_before
from db.queries.reminders import Reminder, ReminderKind
from db.queries.report_standing import report_of
from db.queries.tables import CONTRACTS, PRESENTERS, SESSIONS, STREAMERS

REPORT_DAY = 5
"""Day of the month by which the report of the month before is handed in, without a setting ``report_day``."""

_FORGOTTEN = timedelta(days=15)
"""After so many days nobody is asked any more whether the report was handed in."""


def unbound_sessions(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the months, this and the one before, with sessions someone presented without a contract."""
    this = month_of(today)
    counts = _unbound(session, months_before(this, 1), this)
    for month, count in sorted(counts.items(), reverse=True):
        text = f"{month % 100}月有 {count:,} 场直播的主播当天没有有效合同"
        where = (("month", month), ("gap", Gap.UNBOUND.value))
        yield Reminder(ReminderKind.UNBOUND, text, None, "lives", where, "live_month", month)


def report(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the report of the month before, when that month had sessions, until it is handed in."""
    before, due = months_before(month_of(today), 1), report_day(session, today)
    if today - due > _FORGOTTEN or not has_sessions(session, before):
        return
    own = report_of(session, month_period(before))
    if own is not None and own.submitted_on is not None:
        return
    ready = "已签署，" if own is not None and own.is_signed else ""
    text = f"{before % 100}月月报{ready}请于{due.month}月{due.day}日前报送"
    where = (("month", before),)
    yield Reminder(ReminderKind.REPORT, text, due, "reports", where, "report", before)


def report_day(session: Session, today: date) -> date:
    """Return the day of this month by which the report of the month before is handed in."""
    last = monthrange(today.year, today.month)[1]
    return today.replace(day=min(number_set(session, "report_day", REPORT_DAY) or REPORT_DAY, last))


def has_sessions(session: Session, month: int) -> bool:
    """Say whether a month has any session."""
    held = exists().where(SESSIONS.c.month == month, SESSIONS.c.deleted_at.is_(None))
    return bool(session.scalar(select(held)))


def _unbound(session: Session, first_month: int, last_month: int) -> dict[int, int]:
    """Count the sessions of each of two months someone presented without a contract that day.

    Those bound all the time, nearly all, are left out first: looked up once instead of for each session.
    """
    first = date(first_month // 100, first_month % 100, 1)
    year, month = divmod(last_month, 100)
    last = date(year, month, monthrange(year, month)[1])
    of, day = CONTRACTS.c, func.date(SESSIONS.c.start_at)
    all_the_time = select(of.streamer_id).where(
        binding(),
        of.start_on <= first,
        or_(of.end_on.is_(None), of.end_on >= last),
        or_(of.ended_on.is_(None), of.ended_on > last),
    )
    that_day = exists().where(of.streamer_id == PRESENTERS.c.streamer_id, in_force(day))
    loose = select(STREAMERS.c.id).where(STREAMERS.c.id.not_in(all_the_time))
    asked = (
        select(SESSIONS.c.month, func.count(distinct(SESSIONS.c.id)))
        .select_from(PRESENTERS.join(SESSIONS, SESSIONS.c.id == PRESENTERS.c.session_id))
        .where(PRESENTERS.c.streamer_id.in_(loose), SESSIONS.c.deleted_at.is_(None))
        .where((SESSIONS.c.month + 0).in_((first_month, last_month)))  # sought by person, not by month
        .where(~that_day.correlate(PRESENTERS, SESSIONS))
        .group_by(SESSIONS.c.month)
    )
    return {int(found): int(count) for found, count in session.execute(asked)}
