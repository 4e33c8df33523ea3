"""L01-L20 and A03: the figures of live results, for the five periods of a month."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from db.engine import Session
from db.queries import live_rows
from db.queries.figures import Value
from db.queries.live_totals import LiveTotals, Sums
from db.queries.periods import Five, Period

Series = Five[Value]
"""The five values of one indicator."""

_SUMS: Mapping[str, str] = {
    "L03": "minutes", "L05": "gmv", "L06": "refund", "L10": "orders", "L10U": "units", "L10B": "buyers",
    "L12": "views", "L13": "viewers", "L14": "new_fans", "L15": "goods", "L16": "units",
}  # fmt: skip
"""Indicators that are the sum of one measure."""

_NEEDS: Mapping[str, tuple[str, ...]] = {
    **{code: (measure,) for code, measure in _SUMS.items()},
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


def ratio(above: Value, below: Value, times: int = 1) -> Fraction | None:
    """Divide exactly; None when either is missing or the denominator is 0."""
    return None if above is None or not below else Fraction(above) * times / below


def less(whole: Value, part: Value) -> Value:
    """Subtract; None when either is missing."""
    return None if whole is None or part is None else whole - part


def read(
    session: Session, totals: LiveTotals, periods: Five[Period], minutes: int, hours: int
) -> dict[str, Series]:
    """Return every figure of live results by its code; ``minutes`` and ``hours`` are the thresholds."""
    sums = periods.map(totals.of)
    series: dict[str, Series] = {code: sums.map(_summing(measure)) for code, measure in _SUMS.items()}
    series["L01"] = sums.map(_sessions)
    series["L19"] = sums.map(_ten_million)
    series["L14N"] = _with(less, series["L14"], sums.map(_summing("lost_fans")))
    series |= _extremes(session, totals, periods, minutes)
    series |= _heads(session, totals, periods, minutes, hours)
    series["L07"] = _refunds(session, totals, periods)
    series["L17"] = _retail_share(session, periods)
    series["L08"] = _with(ratio, series["L06"], series["L05"])
    series["L09"] = _with(less, series["L05"], series["L06"])
    series["L11"] = _with(ratio, series["L05"], series["L10"])
    series["L20"] = _with(lambda gmv, time: ratio(gmv, time, 60), series["L05"], series["L03"])
    return series


def notes(totals: LiveTotals, period: Period) -> dict[str, str]:
    """Say for each indicator how many sessions of the month lack what it needs: "3场缺退款金额"."""
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


def _summing(measure: str) -> Callable[[Sums | None], Value]:
    """Return what reads the sum of a measure."""
    return lambda known: None if known is None else known.total(measure)


def _sessions(known: Sums | None) -> Value:
    """Return L01."""
    return None if known is None else known.sessions


def _ten_million(known: Sums | None) -> Value:
    """Return L19; None when no session has a gmv."""
    return None if known is None or known.total("gmv") is None else known.ten_million


def _with(work: Callable[[Value, Value], Value], first: Series, second: Series) -> Series:
    """Join two series value by value."""
    return Five(*(work(one, other) for one, other in zip(first, second, strict=True)))


def _extremes(session: Session, totals: LiveTotals, periods: Five[Period], minutes: int) -> dict[str, Series]:
    """Return L02 and L18; the best of a period is the best of its months."""
    found = live_rows.extremes(session, periods, minutes)

    def effective(period: Period) -> Value:
        """Return L02 of a period."""
        known = totals.of(period)
        if known is None or known.total("minutes") is None:
            return None
        return sum(found[month].effective for month in period if month in found)

    def best(period: Period) -> Value:
        """Return L18 of a period."""
        values = [found[month].best for month in period if month in found]
        return max((value for value in values if value is not None), default=None)

    return {"L02": periods.map(effective), "L18": periods.map(best)}


def _heads(
    session: Session, totals: LiveTotals, periods: Five[Period], minutes: int, hours: int
) -> dict[str, Series]:
    """Return L04 and A03; None when sessions name nobody, or (A03) none tells its length."""
    presented, active = [], []
    for period, heads in zip(periods, live_rows.heads(session, periods, minutes, hours), strict=True):
        known = totals.of(period)
        nameless = known is None or (known.sessions > 0 and not heads.presented)
        presented.append(None if nameless else heads.presented)
        timeless = known is None or known.total("minutes") is None
        active.append(None if nameless or timeless else heads.active)
    return {"L04": Five(*presented), "A03": Five(*active)}


def _refunds(session: Session, totals: LiveTotals, periods: Five[Period]) -> Series:
    """Return L07; None when a covered month of the period is not complete."""
    found = live_rows.refunds_by_date(session, periods)

    def refund(period: Period) -> Value:
        """Return L07 of a period."""
        months = [month for month in period if totals.covers(month)]
        complete = bool(months) and all(month in found for month in months)
        return sum(found[month] for month in months) if complete else None

    return periods.map(refund)


def _retail_share(session: Session, periods: Five[Period]) -> Series:
    """Return L17 over the months that were declared."""
    found = live_rows.retail(session, periods)

    def share(period: Period) -> Value:
        """Return L17 of a period."""
        declared = [found[month] for month in period if month in found]
        return ratio(sum(live for live, _ in declared), sum(total for _, total in declared))

    return periods.map(share)
