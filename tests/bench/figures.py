"""The month's figures of a large base: from the month rollup, against adding the sessions up each time."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from db.models import MEASURES
from db.models.words import StreamerState
from db.opening import open_database
from db.queries import indicators, live_totals
from db.queries.periods import months_before
from db.queries.tables import COUNTED, SESSIONS
from tests.db.figure_world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session

_MONTH = 202608
_ROWS = 300_000
_STREAMERS = 1_000
_ROUNDS = 5

_LIVES = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :rows - 1),
d(i, day) AS (SELECT i, date('2024-07-01', (i * 790 / :rows) || ' days') FROM n)
INSERT INTO live_session (
    id, code, version, created_at, created_by, updated_at, updated_by, is_demo, start_at, month, platform,
    account_id, kind, category_id, stage, minutes, views, viewers, new_fans, lost_fans, goods, gmv, refund,
    orders, buyers, units, is_local_goods, is_farm_aid, is_cross_border
)
SELECT
    i + 1, 'CC-' || i, 1, day, '', day, '', 0, day || ' 20:00:00.000000',
    CAST(strftime('%Y%m', day) AS INTEGER), '快手', 1 + i % :people, '日常', 1 + i % :people % 3, '已核对',
    20 + i % 200, i % 90000, i % 60000, i % 300, i % 40, i % 60, i * 104729 % 100000000, i * 7 % 100000,
    i % 900, i % 800, i % 1000, 0, 0, 0
FROM d
"""
_PRESENTERS = "INSERT INTO live_presenter (session_id, streamer_id) SELECT id, account_id FROM live_session"


def measure() -> dict[str, dict[str, object]]:
    """Return the seconds of the sums and of the whole report, and their ratio to adding the sessions up."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            _fill(session)
        with database.read() as session:
            peer = _seconds(lambda: _add_up(session))
            sums = _seconds(lambda: live_totals.read(session, _MONTH))
            whole = _seconds(lambda: indicators.month(session, _MONTH))
        database.close()
    return {
        "sums of 24 months (300,000 sessions)": _line(sums, peer, 0.2),
        "the report's figures (300,000 sessions)": _line(whole, peer, 2.5),
    }


def _fill(session: Session) -> None:
    """Make up 26 months of a base with 1,000 streamers; the triggers fill the rollup."""
    world = World()
    for name in ("服饰鞋包", "食品生鲜", "农产品"):
        world.record("category", name=name, sort=0)
    for _ in range(_STREAMERS):
        person = world.streamer()
        world.account(person)
        world.turn(person, StreamerState.ACTIVE, None)
    world.fill(session)
    session.execute(text(_LIVES), {"rows": _ROWS, "people": _STREAMERS})
    session.execute(text(_PRESENTERS))


def _add_up(session: Session) -> None:
    """Do without a rollup: sum the sessions of the same 24 months by month."""
    sums = [func.sum(SESSIONS.c[name]) for name in MEASURES] + [
        func.count(SESSIONS.c[name]) for name in MEASURES
    ]
    months = SESSIONS.c.month.between(months_before(_MONTH, 23), _MONTH)
    session.execute(select(SESSIONS.c.month, *sums).where(months, COUNTED).group_by(SESSIONS.c.month)).all()


def _seconds(work: Callable[[], object]) -> float:
    """Return the best of some rounds, after one to warm up."""
    work()
    times = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def _line(seconds: float, peer: float, budget: float) -> dict[str, object]:
    """Return one line of the table of benchmarks."""
    against = "adding the sessions of 24 months up"
    return {"value": seconds, "unit": "s", "against": against, "ratio": seconds / peer, "budget": budget}
