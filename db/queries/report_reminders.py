"""What is reminded of about signed reports: that rows behind them changed since."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.queries.known_values import FROZEN
from db.queries.periods import Period, Span
from db.queries.reminders import Reminder, ReminderKind
from db.queries.report_differences import differences
from db.queries.report_standing import REPORTS

_WATCHED = 3
"""Signed reports compared with the rows of now: the newest ones, so that 工作台 stays quick."""


def changed(session: Session, _today: date) -> Iterator[Reminder]:
    """Yield the newest signed reports whose figures are others now than those signed."""
    of = REPORTS.c
    asked = (
        select(of.first, of.last)
        .where(of.status.in_(FROZEN), of.deleted_at.is_(None))
        .group_by(of.first, of.last)
        .order_by(of.last.desc(), of.first.desc())
        .limit(_WATCHED)
    )
    for first, last in session.execute(asked).all():
        period = Period(first, last)
        found = differences(session, period)
        if found:
            more = f" 等 {len(found)} 项" if len(found) > 1 else ""
            text = f"{_named(period)}{found[0].words}{more}"
            where = (("period", period), ("tab", "flow"))
            yield Reminder(
                ReminderKind.CHANGED, text, None, "reports", where, "report_period", last * 100 + first % 100
            )


def _named(period: Period) -> str:
    """Return what a report is called in a line: 9月月报, 三季度报告, 2026年年报."""
    year, month = divmod(period.last, 100)
    quarter = "一二三四"[(month - 1) // 3]
    return {
        Span.MONTH: f"{month}月月报",
        Span.QUARTER: f"{quarter}季度报告",
        Span.YEAR: f"{year}年年报",
    }[period.span]
