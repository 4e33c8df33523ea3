"""What is reminded of about signed reports: that rows behind them changed since."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.queries.known_values import FROZEN
from db.queries.periods import month_period
from db.queries.reminders import Reminder, ReminderKind
from db.queries.report_standing import REPORTS

_WATCHED = 3
"""Signed months compared with the rows of now: the newest ones, so that 工作台 stays quick."""


def changed(session: Session, _today: date) -> Iterator[Reminder]:
    """Yield the newest signed months whose figures are others now than those signed."""
    of = REPORTS.c
    signed = of.status.in_(FROZEN), of.first == of.last, of.deleted_at.is_(None)
    months = select(of.last).where(*signed).distinct().order_by(of.last.desc()).limit(_WATCHED)
    for month in session.scalars(months).all():
        from db.queries.report_differences import differences  # noqa: PLC0415 - only who signed loads the figures

        period = month_period(month)
        found = differences(session, period)
        if found:
            more = f" 等 {len(found)} 项" if len(found) > 1 else ""
            text = f"{month % 100}月月报{found[0].words}{more}"
            where = (("period", period), ("tab", "flow"))
            yield Reminder(ReminderKind.CHANGED, text, None, "reports", where, "report_period", month)
