"""Import of a day's 30,000 live sessions into a filled base, against the same without triggers of rollups."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from db.imports import Mode
from db.opening import open_database
from db.queries.tables import ACCOUNTS
from desktop.excel.flat_table import Table, TableColumn
from desktop.excel.importing import load, take
from desktop.excel.tables import write_table
from tests.bench.many_lives import fill, without_triggers
from tests.bench.measured import Line, beside

if TYPE_CHECKING:
    from db.engine import Database, Session

ROWS, BEFORE, PEOPLE, ROUNDS = 30_000, 300_000, 15_000, 3
_HEADERS = (
    "开播时间", "平台", "账号", "直播时长(分钟)", "观看人次", "成交金额", "退款金额", "退款统计截至",
    "成交订单数",
)  # fmt: skip


def measure() -> dict[str, Line]:
    """Return the seconds of the import with the triggers and their ratio to those without."""
    kept = os.environ.get("BASEDESK_BENCH_FOLDER")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(kept or name)
        is_new = not (folder / "base.db").exists()
        database = open_database(folder / "base.db", settings_folder=folder)
        if is_new:
            with database.write() as session:
                fill(session, BEFORE, PEOPLE)
        path = Path(name) / "lives.xlsx"
        with database.read() as session:
            write_table(path, Table([TableColumn(text) for text in _HEADERS], _lines(session), "直播"))
        rounds = [
            tuple(_take(database, path, has_triggers=has) for has in (True, False)) for _ in range(ROUNDS)
        ]
        database.close()
    with_them, without = (median(times) for times in zip(*rounds, strict=True))
    line = beside(without, with_them, "s", "the same without rollups", 1.75)
    return {"import of a day's 30,000 sessions": line}


def _lines(session: Session) -> list[tuple[str | int, ...]]:
    """Return the sessions of a day: every account goes live in turn until there are enough."""
    accounts = session.execute(ACCOUNTS.select().limit(PEOPLE)).all()
    begin = datetime(2026, 9, 2)
    lines: list[tuple[str | int, ...]] = []
    for number in range(ROWS):
        account = accounts[number % len(accounts)]
        start = begin + timedelta(minutes=number // len(accounts) * 45 + number % 7)
        facts = (20 + number % 25, number * 7, f"{number % 90000}.5", number % 500, "2026-09-20", number % 80)
        lines.append((f"{start:%Y-%m-%d %H:%M}", account.platform.value, account.account_no, *facts))
    return lines


class _UndoneError(Exception):
    """What undoes an import that was only measured."""


def _undo() -> None:
    """Leave the transaction so that nothing of it is kept."""
    raise _UndoneError


def _take(database: Database, path: Path, *, has_triggers: bool) -> float:
    """Read, check and save, as the window and the command do, and undo it; return the seconds."""
    spent = 0.0
    with (
        suppress(_UndoneError),
        database.write() as session,
        nullcontext() if has_triggers else without_triggers(session),
    ):
        start = time.perf_counter()
        taken = take(session, load(path, "lives"), Mode.UPSERT)
        spent = time.perf_counter() - start
        assert taken.outcome.added == ROWS, taken.checked.problems[:3]
        _undo()
    return spent
