"""The rows behind L01-L20 and A03: sessions, who presented them, refunds by day, declared retail sales."""

from dataclasses import replace
from functools import partial

from sqlalchemy import ColumnElement, and_, func, select

from db.engine import Session
from db.models import AccountDay, RetailMonth
from db.models.totals import TEN_MILLION
from db.queries.declared import thresholds
from db.queries.lists import ListColumn, ListView, name_of
from db.queries.live_figures import SUMS
from db.queries.lives import LIVES
from db.queries.periods import Period
from db.queries.roster import STREAMERS
from db.queries.tables import ACCOUNTS, COUNTED, DAYS, PRESENTERS, RETAIL, SESSIONS, TOTALS
from db.queries.tables import STREAMERS as PEOPLE
from db.queries.trace_rows import Adding, Rows, Traces, added, facts, with_columns
from db.values import Kind


def _within(period: Period) -> ColumnElement[bool]:
    """Return the condition of the counted sessions of a period."""
    return and_(SESSIONS.c.month.between(period.first, period.last), COUNTED)


def _lives(*measures: str) -> ListView:
    """Return the list of sessions with some of their figures."""
    return with_columns(LIVES, "start_at", "presenters", "account_id", *measures, "title", "stage")


def _summed(measure: str, _session: Session, period: Period) -> Rows:
    """Return the sessions that tell a measure."""
    return added(_lives(measure), and_(_within(period), SESSIONS.c[measure].is_not(None)), measure)


def _sessions(_session: Session, period: Period) -> Rows:
    """Return the sessions (L01)."""
    return Rows(_lives("gmv", "minutes"), _within(period))


def _effective(session: Session, period: Period) -> Rows:
    """Return the sessions of the effective length (L02)."""
    least = thresholds(session).effective_minutes
    return Rows(_lives("minutes", "gmv"), and_(_within(period), SESSIONS.c.minutes >= least))


def _best(_session: Session, period: Period) -> Rows:
    """Return the sessions that sold, of which the best counts (L18)."""
    sold = and_(_within(period), SESSIONS.c.gmv.is_not(None))
    return Rows(_lives("gmv", "minutes"), sold, "gmv", Adding.BEST)


def _ten_million(_session: Session, period: Period) -> Rows:
    """Return the sessions that sold ten million (L19)."""
    return Rows(_lives("gmv", "minutes"), and_(_within(period), SESSIONS.c.gmv >= TEN_MILLION))


def _people() -> ListView:
    """Return the list of streamers, those deleted since with them: their sessions still count."""
    shown = ("code", "name", "stage_name", "status", "accounts", "followers", "team_id")
    return replace(with_columns(STREAMERS, *shown), with_deleted=True)


def _presenters(_session: Session, period: Period) -> Rows:
    """Return the streamers who presented (L04)."""
    presented = (
        select(PRESENTERS.c.streamer_id)
        .join(SESSIONS, SESSIONS.c.id == PRESENTERS.c.session_id)
        .where(_within(period))
    )
    return Rows(_people(), PEOPLE.c.id.in_(presented))


def _active(session: Session, period: Period) -> Rows:
    """Return the streamers who were active in one of the months (A03)."""
    limits = thresholds(session)
    active = (
        select(PRESENTERS.c.streamer_id)
        .join(SESSIONS, SESSIONS.c.id == PRESENTERS.c.session_id)
        .where(_within(period))
        .group_by(SESSIONS.c.month, PRESENTERS.c.streamer_id)
        .having(
            func.max(SESSIONS.c.minutes) >= limits.effective_minutes,
            func.sum(SESSIONS.c.minutes) >= limits.active_hours * 60,
        )
    )
    return Rows(_people(), PEOPLE.c.id.in_(active))


def _refunds(_session: Session, period: Period) -> Rows:
    """Return the refunds by day of the months there are sessions of (L07)."""
    sold = TOTALS.c.sessions > 0
    covered = DAYS.c.month.between(
        select(func.min(TOTALS.c.month)).where(sold).scalar_subquery(),
        select(func.max(TOTALS.c.month)).where(sold).scalar_subquery(),
    )
    told = DAYS.c.refund_by_refund_date.is_not(None)
    account = select(name_of(ACCOUNTS)).where(ACCOUNTS.c.id == DAYS.c.account_id).scalar_subquery()
    view = facts(
        AccountDay,
        {
            "on": (ListColumn("on", "退款日期", Kind.DATE), DAYS.c.on),
            "account": (ListColumn("account", "平台账号", Kind.TEXT, 220), account),
            "refund": (_money("refund", "退款金额"), DAYS.c.refund_by_refund_date),
        },
    )
    return added(view, and_(DAYS.c.month.between(period.first, period.last), covered, told), "refund")


def _retail(adds: str, _session: Session, period: Period) -> Rows:
    """Return the declared retail sales of the months that told both numbers (L17)."""
    of = RETAIL.c
    view = facts(
        RetailMonth,
        {
            "month": (ListColumn("month", "月份", Kind.MONTH), of.month),
            "total": (_money("total", "网络零售额"), of.total),
            "live": (_money("live", "其中直播网络零售额"), of.live),
            "note": (ListColumn("note", "口径说明", Kind.TEXT, 300), of.note),
        },
    )
    told = and_(of.month.between(period.first, period.last), of.live.is_not(None), of.total.is_not(None))
    return added(view, told, adds)


def _money(name: str, label: str) -> ListColumn:
    """Return a column of amounts in 分."""
    return ListColumn(name, label, Kind.MONEY, 150, "right", "元")


TRACES: Traces = {
    **{code: partial(_summed, measure) for code, measure in SUMS.items()},
    "L01": _sessions,
    "L02": _effective,
    "L04": _presenters,
    "L07": _refunds,
    "L17L": partial(_retail, "live"),
    "L17T": partial(_retail, "total"),
    "L18": _best,
    "L19": _ten_million,
    "A03": _active,
}
"""The figures of live results that are counted from rows; the others are reckoned from these."""
