"""Finding the report of a month, a quarter or a year, as people write it: 9月月报, 2026-09, 2026Q3, 年报."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import String, select, type_coerce

from db.engine import Session
from db.queries.find_hits import Asked, FindKind, Found, Hit
from db.queries.periods import Period, Span, month_of, months_before, period_of
from db.queries.report_months import first_month
from db.queries.report_standing import REPORTS
from db.search.spelling import Level, spelled

_NUMERALS = "一二三四"
_LONGEST = 240  # months


def reports(session: Session, asked: Asked, today: date) -> list[Hit]:
    """Return the periods that answer to the words, the newest first among equals."""
    hits = []
    numbers = _numbers(session)
    for order, period in enumerate(_periods(session, month_of(today))):
        found = line_of(period, numbers.get((period.first, period.last), ()))
        rank = spelled(found.title).rank(asked.words)
        if rank is None:
            rank = spelled(f"{_written(period)} {' '.join(found.notes)}").rank(asked.words)
            rank = rank if rank and rank.level <= Level.BEGINS else None
        if rank is not None:
            hits.append(Hit(rank._replace(length=0), (order,), found))
    return hits


def line_of(period: Period, notes: tuple[str, ...] = ()) -> Found:
    """Return the line of the report of a period; its key is the period as ``read_period`` reads it."""
    year, last = divmod(period.last, 100)
    title = {
        Span.MONTH: f"{year}年{last}月月报",
        Span.QUARTER: f"{year}年第{_NUMERALS[last // 3 - 1]}季度季报",
        Span.YEAR: f"{year}年年报",
    }[period.span]
    key = _written(period).split()[0]
    return Found(FindKind.REPORT, key, title, notes, "reports", (("period", period),))


def _written(period: Period) -> str:
    """Return the ways a period is written in figures, as ``read_period`` reads it first."""
    year, last = divmod(period.last, 100)
    return {
        Span.MONTH: f"{year}-{last:02d} {year}-{last} {last}月份",
        Span.QUARTER: f"{year}Q{last // 3} {last // 3}季度 {_NUMERALS[last // 3 - 1]}季度",
        Span.YEAR: f"{year}",
    }[period.span]


def _periods(session: Session, month: int) -> Iterator[Period]:
    """Yield every month since the first with data, then the quarters and years they lie in."""
    first = max(first_month(session) or months_before(month, 12), months_before(month, _LONGEST))
    for span in Span:
        before = None
        at = month
        while at >= first:
            period = period_of(at, span)
            if period != before:
                yield period
            before, at = period, months_before(at, 1)


def _numbers(session: Session) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return how the report of each period stands, its number too; the newest correction counts."""
    of = REPORTS.c
    asked = select(of.first, of.last, type_coerce(of.status, String), of.number)
    rows = session.execute(asked.where(of.deleted_at.is_(None)).order_by(of.correction))
    return {(first, last): tuple(filter(None, (state, number))) for first, last, state, number in rows}
