"""The rows behind R01 and E01-E03: what was declared month by month, and incidents."""

from datetime import date
from functools import partial

from sqlalchemy import and_

from db.engine import Session
from db.models import RetailMonth
from db.queries import declared_lists
from db.queries.declared_figures import EMPLOYMENT, INCIDENTS
from db.queries.lists import ListColumn
from db.queries.periods import Period, month_end
from db.queries.tables import RETAIL, alive
from db.queries.trace_rows import Rows, Traces, added, facts
from db.values import Kind


def _retail(amount: str, _session: Session, period: Period) -> Rows:
    """Return the declared months that tell an amount (R01, R01L)."""
    of = RETAIL.c
    view = facts(
        RetailMonth,
        {
            "month": (ListColumn("month", "月份", Kind.MONTH), of.month),
            "total": (ListColumn("total", "网络零售额", Kind.MONEY, 150, "right", "元"), of.total),
            "live": (ListColumn("live", "其中直播网络零售额", Kind.MONEY, 150, "right", "元"), of.live),
            "note": (ListColumn("note", "口径说明", Kind.TEXT, 300), of.note),
        },
    )
    return added(view, and_(of.month.between(period.first, period.last), of[amount].is_not(None)), amount)


def _employed(heads: str, _session: Session, period: Period) -> Rows:
    """Return what was declared for a period's last month (E01, E02)."""
    of = EMPLOYMENT.c
    scope = and_(alive(EMPLOYMENT), of.month == period.last, of[heads].is_not(None))
    return added(declared_lists.EMPLOYMENT, scope, heads)


def _incidents(_session: Session, period: Period) -> Rows:
    """Return the incidents dated in a period (E03)."""
    first = date(period.first // 100, period.first % 100, 1)
    dated = INCIDENTS.c.on.between(first, month_end(period.last))
    return Rows(declared_lists.INCIDENTS, and_(alive(INCIDENTS), dated))


TRACES: Traces = {
    "R01": partial(_retail, "total"),
    "R01L": partial(_retail, "live"),
    "E01": partial(_employed, "direct"),
    "E02": partial(_employed, "induced"),
    "E03": _incidents,
}
"""The figures a base declares."""
