"""Two years of a figure month by month, as the report tells each of them: what 工作台 draws.

An earlier month is as signed, else as entered by hand, else as counted; the last one always as counted.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, case, func, or_, select

from db.engine import Session
from db.models.words import StreamerState
from db.queries import live_figures, live_rows, training_figures
from db.queries.declared import Thresholds
from db.queries.figures import Value
from db.queries.known_values import Known
from db.queries.live_totals import LiveTotals
from db.queries.periods import month_of, month_period, months_before
from db.queries.tables import HISTORY, STREAMERS, alive

YEAR = 12
Trend = tuple[Value, ...]
"""The values of 24 months, the newest last, in base units; None is missing."""


def months_to(last: int) -> list[int]:
    """Return the 24 months (202609) that end with one."""
    return [months_before(last, back) for back in range(2 * YEAR - 1, -1, -1)]


def live_trends(
    session: Session, last: int, totals: LiveTotals, limits: Thresholds, known: Known
) -> dict[str, Trend]:
    """Return L01, L05, L04 and A03 of 24 months; ``totals`` are the month sums read up to the last."""
    months = [month for month in months_to(last) if totals.covers(month)]
    sums = {month: totals.of_month(month) for month in months}
    heads = live_rows.heads_by_month(session, months, limits.active_hours)
    told = {month: live_figures.told_heads(sums[month], heads[month]) for month in months}
    counted: dict[str, Mapping[int, Value]] = {
        "L01": {month: sums[month].sessions for month in months},
        "L05": {month: sums[month].total("gmv") for month in months},
        "L04": {month: presented for month, (presented, _) in told.items()},
        "A03": {month: active for month, (_, active) in told.items()},
    }
    return _told(counted, last, known)


def team_trends(session: Session, last: int, known: Known) -> dict[str, Trend]:
    """Return A02 of 24 months."""
    return _told({"A02": _on_air(session, months_to(last))}, last, known)


def training_trends(session: Session, last: int, known: Known) -> dict[str, Trend]:
    """Return T01, T02 and T04 of 24 months."""
    return _told(training_figures.by_month(session, months_to(last)), last, known)


def _told(counted: Mapping[str, Mapping[int, Value]], last: int, known: Known) -> dict[str, Trend]:
    """Return each figure month by month with what is known of it beside the rows."""

    def value(code: str, month: int) -> Value:
        """Return one month of one figure."""
        period = month_period(month)
        if month != last and known.has(code, period):
            return known.value(code, period)
        return counted[code].get(month)

    return {code: tuple(value(code, month) for month in months_to(last)) for code in counted}


def _on_air(session: Session, months: Sequence[int]) -> dict[int, Value]:
    """Return A02 at the ends of months: who came on air less who went off; nothing before anybody was known.

    One streamer's changes are a chain, as in ``team_rows.history``; a day that is not told lies before all.
    """
    of, active = HISTORY.c, str(StreamerState.ACTIVE)
    before = func.lag(of.to_state).over(
        partition_by=of.entity_id, order_by=(of.on.asc().nulls_first(), of.id)
    )
    gone = select(STREAMERS.c.id).where(~alive(STREAMERS))  # few: a join would take twice as long
    chain = (
        select(of.on, before.label("before"), (of.to_state == active).label("is_on"))
        .where(of.entity == STREAMERS.name, of.entity_id.not_in(gone))
        .subquery()
    )
    was_on = and_(chain.c.before.is_not(None), chain.c.before == active)
    change = case((and_(chain.c.is_on, ~was_on), 1), (and_(~chain.c.is_on, was_on), -1), else_=0)
    asked = (
        select(chain.c.on, func.sum(change), func.count(case((chain.c.before.is_(None), 1))))
        .where(or_(chain.c.before.is_(None), chain.c.is_on != was_on))
        .group_by(chain.c.on)
    )
    rows = [(month_of(on) if on else 0, int(sum_of), first) for on, sum_of, first in session.execute(asked)]
    begins = min((when for when, _, first in rows if first), default=None)
    if begins is None:
        return {}
    return {
        month: sum(sum_of for when, sum_of, _ in rows if when <= month) for month in months if month >= begins
    }
