"""L01-L20 and A03: the figures of live results, for the five periods of a report."""

from collections.abc import Mapping

from db.engine import Session
from db.queries import live_rows
from db.queries.declared import Thresholds
from db.queries.figures import Counted, Series, Value
from db.queries.live_rows import Heads
from db.queries.live_totals import LiveTotals, Sums
from db.queries.periods import Five, Period, months_in

SUMS: Mapping[str, str] = {
    "L03": "minutes", "L05": "gmv", "L06": "refund", "L10": "orders", "L10U": "units", "L10B": "buyers",
    "L12": "views", "L13": "viewers", "L14": "new_fans", "L14L": "lost_fans", "L15": "goods", "L16": "units",
}  # fmt: skip
"""Indicators that are the sum of one measure."""

_NEEDS: Mapping[str, tuple[str, ...]] = {
    **{code: (measure,) for code, measure in SUMS.items()},
    "L02": ("minutes",), "L08": ("gmv", "refund"), "L09": ("gmv", "refund"), "L11": ("gmv", "orders"),
    "L14N": ("new_fans", "lost_fans"), "L18": ("gmv",), "L19": ("gmv",), "L20": ("gmv", "minutes"),
    "A03": ("minutes",),
}  # fmt: skip
"""What a session must have to take part in an indicator; those that lack it are named in the note."""

_NAMES: Mapping[str, str] = {
    "minutes": "直播时长", "gmv": "支付GMV", "refund": "退款金额", "orders": "成交订单数",
    "units": "成交件数", "buyers": "成交人数", "views": "观看人次", "viewers": "观看人数",
    "new_fans": "新增粉丝", "lost_fans": "取关粉丝", "goods": "上架商品数",
}  # fmt: skip


def counted(session: Session, totals: LiveTotals, periods: Five[Period], limits: Thresholds) -> Counted:
    """Return every figure of live results; ``totals`` are the month sums, read before."""
    months = [month for month in months_in(periods) if totals.covers(month)]
    sums = {month: totals.of_month(month) for month in months}
    found: dict[str, dict[int, Value]] = {
        code: {month: known.total(measure) for month, known in sums.items()} for code, measure in SUMS.items()
    }
    found["L01"] = {month: known.sessions for month, known in sums.items()}
    found["L19"] = {month: _ten_million(known) for month, known in sums.items()}
    found["L02"] = {month: _effective(known) for month, known in sums.items()}
    best = live_rows.best_by_month(session, months)
    found["L18"] = {month: best.get(month) for month in months}
    found["L07"] = _refunds(session, periods, months)
    heads = _heads(session, totals, periods, limits)
    return Counted(found, heads, notes(totals, periods.value))


def notes(totals: LiveTotals, period: Period) -> dict[str, str]:
    """Say for each indicator how many sessions of the period lack what it needs: "3场缺退款金额"."""
    known = totals.of(period)
    if known is None or not known.sessions:
        return {}
    return {
        code: "，".join(_lacking(known, measure) for measure in needs if known.lacking(measure))
        for code, needs in _NEEDS.items()
        if any(known.lacking(measure) for measure in needs)
    }


def _lacking(known: Sums, measure: str) -> str:
    """Say how many sessions lack a measure."""
    count = known.lacking(measure)
    return f"{'各场均' if count == known.sessions else f'{count:,}场'}缺{_NAMES[measure]}"


def _ten_million(known: Sums) -> Value:
    """Return L19; None when no session has a gmv."""
    return None if known.total("gmv") is None else known.ten_million


def _effective(known: Sums) -> Value:
    """Return L02; None when no session tells its length."""
    return None if known.total("minutes") is None else known.effective


def _heads(
    session: Session, totals: LiveTotals, periods: Five[Period], limits: Thresholds
) -> dict[str, Series]:
    """Return L04 and A03; None when sessions name nobody, or (A03) none tells its length."""
    found = live_rows.heads(session, periods, limits.active_hours)
    told = [told_heads(totals.of(period), heads) for period, heads in zip(periods, found, strict=True)]
    presented, active = zip(*told, strict=True)
    return {"L04": Five(*presented), "A03": Five(*active)}


def told_heads(known: Sums | None, heads: Heads) -> tuple[Value, Value]:
    """Return L04 and A03 of a period from its heads and its sums (None: nothing is known of it)."""
    nameless = known is None or (known.sessions > 0 and not heads.presented)
    timeless = known is None or known.total("minutes") is None
    return (
        None if nameless else heads.presented,
        None if nameless or timeless else heads.active,
    )


def _refunds(session: Session, periods: Five[Period], months: list[int]) -> dict[int, Value]:
    """Return L07 by month; None for a month that is not told whole."""
    found = live_rows.refunds_by_date(session, periods)
    return {month: found.get(month) for month in months}
