"""The month's figures of a large base: from the rollups, against DuckDB counting the same sessions.

BASEDESK_BENCH_SESSIONS=10000000 makes a base of a large city's size (some 5 GB, 15 minutes);
BASEDESK_BENCH_FOLDER keeps it in a folder, and takes it from there the next time.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from sqlalchemy import func, select

from db.models import MEASURES
from db.opening import open_database
from db.queries import indicators, live_totals
from db.queries.periods import months_before
from db.queries.tables import COUNTED, SESSIONS
from tests.bench import duck_peer
from tests.bench.many_lives import LAST_MONTH, fill
from tests.bench.measured import Line, beside, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.engine import Session

_ROWS = int(os.environ.get("BASEDESK_BENCH_SESSIONS", "300000"))
_PEOPLE = max(1_000, min(15_000, _ROWS // 600))
_ROUNDS = 5


def measure() -> dict[str, Line]:
    """Return the seconds of the sums and of the whole report, and their ratio to DuckDB and to adding up."""
    with _folder() as folder:
        is_new = not (folder / "base.db").exists()
        database = open_database(folder / "base.db", settings_folder=folder)
        if is_new:
            with database.write() as session:
                fill(session, _ROWS, _PEOPLE)
        with database.write() as session:  # to who writes no answer is given twice
            peer = folder / "peer.duckdb"
            duck = duckdb.connect(str(peer)) if peer.exists() else duck_peer.copy(session, peer)
            found = duck_peer.ours(indicators.month(session, LAST_MONTH))
            assert found == duck_peer.figures(duck, LAST_MONTH), "the two do not count the same"
            whole, by_duck = _in_turn(
                lambda: indicators.month(session, LAST_MONTH), lambda: duck_peer.figures(duck, LAST_MONTH)
            )
            sums, added = _in_turn(lambda: live_totals.read(session, LAST_MONTH), lambda: _add_up(session))
            count = session.connection().exec_driver_sql("SELECT count(*) FROM live_session").scalar()
        duck.close()
        database.close()
    return {
        f"figures of one month ({count:,} sessions)": beside(by_duck, whole, "s", "DuckDB on the same rows"),
        f"sums of 24 months ({count:,} sessions)": beside(
            added, sums, "s", "adding 24 months up in SQLite", 0.2
        ),
    }


@contextmanager
def _folder() -> Iterator[Path]:
    """Give the folder that is kept, else one for this time."""
    kept = os.environ.get("BASEDESK_BENCH_FOLDER")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _add_up(session: Session) -> None:
    """Do without a rollup: sum the sessions of the same 24 months by month."""
    sums = [func.sum(SESSIONS.c[name]) for name in MEASURES] + [
        func.count(SESSIONS.c[name]) for name in MEASURES
    ]
    months = SESSIONS.c.month.between(months_before(LAST_MONTH, 23), LAST_MONTH)
    session.execute(select(SESSIONS.c.month, *sums).where(months, COUNTED).group_by(SESSIONS.c.month)).all()


def _in_turn(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Return the best seconds of each of two, run in turn after one round to warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS + 1):
        for work, spent in zip((ours, theirs), times, strict=True):
            spent.append(seconds(work))
    return min(times[0][1:]), min(times[1][1:])
