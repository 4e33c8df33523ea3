"""The tables of the report below its figures: T2 分平台, T3 标杆场次, T4 分类目."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, func, select

from db.engine import Session
from db.models.totals import TEN_MILLION
from db.models.words import SessionKind
from db.queries import live_rows, live_totals
from db.queries.figures import NO_CATEGORY, BenchmarkRow, CategoryRow, PlatformRow
from db.queries.live_totals import NOTHING, LiveTotals
from db.queries.periods import Period
from db.queries.series import ratio
from db.queries.tables import ACCOUNTS, CATEGORIES, MONTH_SUMS, PRESENTERS, SESSIONS, STREAMERS

_BEST = 10


def platforms(session: Session, period: Period) -> tuple[PlatformRow, ...]:
    """Return T2 of a period, the best sold first."""
    found = live_totals.grouped(session, MONTH_SUMS.c.platform, _within(MONTH_SUMS, period))
    whole = sum(sums.total("gmv") or 0 for sums in found.values())
    rows = [
        PlatformRow(
            platform=platform,
            sessions=sums.sessions,
            minutes=sums.total("minutes"),
            views=sums.total("views"),
            gmv=sums.total("gmv"),
            refund=sums.total("refund"),
            refund_rate=ratio(sums.total("refund"), sums.total("gmv")),
            new_fans=sums.total("new_fans"),
            share=ratio(sums.total("gmv"), whole),
        )
        for platform, sums in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.gmv or 0), row.platform)))


def categories(session: Session, period: Period, totals: LiveTotals) -> tuple[CategoryRow, ...]:
    """Return T4 of a period, the best sold first; categories that sold only a year ago are there too.

    ``totals`` tell whether a year ago is known at all: a category without sales then sold 0, else None.
    """
    now = live_totals.grouped(session, MONTH_SUMS.c.category_id, _within(MONTH_SUMS, period))
    if not now:
        return ()
    year_ago = period.earlier(12)
    before = live_totals.grouped(session, MONTH_SUMS.c.category_id, _within(MONTH_SUMS, year_ago))
    without = NOTHING.total("gmv") if all(totals.covers(month) for month in year_ago) else None
    names: dict[int, str] = dict(session.execute(select(CATEGORIES.c.id, CATEGORIES.c.name)).all())
    streamers = live_rows.heads_by_category(session, period)
    rows = [
        CategoryRow(
            category=names.get(key, NO_CATEGORY),
            sessions=now.get(key, NOTHING).sessions,
            gmv=now.get(key, NOTHING).total("gmv"),
            gmv_last_year=before[key].total("gmv") if key in before else without,
            streamers=streamers.get(key, 0),
        )
        for key in {**now, **before}
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.gmv or 0), row.category)))


def benchmarks(session: Session, period: Period) -> tuple[BenchmarkRow, ...]:
    """Return T3 of a period: the ten sessions that sold best; who presented is told by stage name only."""
    keys = live_rows.best_sold(session, period, _BEST)
    found = session.execute(
        select(SESSIONS, ACCOUNTS.c.nickname, ACCOUNTS.c.account_no)
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account_id)
        .where(SESSIONS.c.id.in_(keys))
    )
    sessions = sorted(found, key=lambda row: keys.index(row.id))
    names = stage_names(session, [row.id for row in sessions])
    return tuple(
        BenchmarkRow(
            on=row.start_at.date(),
            streamers="、".join(names[row.id]),
            platform=row.platform.value,
            account=row.nickname or row.account_no,
            title=row.title,
            minutes=row.minutes,
            views=row.views,
            gmv=row.gmv,
            highlights=_highlights(row),
        )
        for row in sessions
    )


def _within(table: Table, period: Period) -> ColumnElement[bool]:
    """Return the condition that a row is of a period."""
    return table.c.month.between(period.first, period.last)


def stage_names(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the stage names of the presenters of sessions, who had the most share first."""
    rows = session.execute(
        select(PRESENTERS.c.session_id, STREAMERS.c.stage_name)
        .join(STREAMERS, STREAMERS.c.id == PRESENTERS.c.streamer_id)
        .where(PRESENTERS.c.session_id.in_(ids), STREAMERS.c.stage_name.is_not(None))
        .order_by(PRESENTERS.c.session_id, func.coalesce(PRESENTERS.c.share, 0).desc(), PRESENTERS.c.id)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in rows:
        names[key].append(name)
    return names


def _highlights(row: Row[Any]) -> tuple[str, ...]:
    """Return what is worth telling of a session in a few words."""
    words = (
        ("千万级", row.gmv >= TEN_MILLION),
        (str(row.kind), row.kind != SessionKind.DAILY),
        (f"嘉宾：{row.guest}", row.guest),
        ("跨境", row.is_cross_border),
        ("助农", row.is_farm_aid and row.kind != SessionKind.CHARITY),
        ("本地产品", row.is_local_goods),
    )
    return tuple(word for word, holds in words if holds)
