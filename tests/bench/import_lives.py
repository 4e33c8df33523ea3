"""Import of 200,000 live sessions: time, the longest wait for 取消, memory; and the worst hostile file."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from db.errors import FileTrouble
from db.imports import Mode, save_rows
from db.opening import open_database
from desktop.excel import importing
from desktop.excel.flat_table import Cell, Look, Table, TableColumn
from desktop.excel.sheets import glance, open_book
from desktop.excel.tables import write_table
from tests.bench.import_rows import TABLES, merely_insert
from tests.bench.measured import Line, beside, held_to
from tests.db.intake.sheets import mapped, take_in
from tests.desktop.excel.hostile import write_all

ROWS, ACCOUNTS = 200_000, 300
_TABLES = ("live_session", "live_presenter")
_COLUMNS = {
    "平台": Look.TEXT,
    "账号": Look.TEXT,
    "开播时间": Look.MOMENT,
    "下播时间": Look.MOMENT,
    "直播时长(分钟)": Look.COUNT,
    "出镜主播": Look.TEXT,
    "成交金额(元)": Look.MONEY,
    **dict.fromkeys(("成交订单数", "成交件数", "成交人数"), Look.COUNT),
    **dict.fromkeys(("退款金额(元)",), Look.MONEY),
    **dict.fromkeys(("退款订单数", "观看人次", "观看人数", "新增粉丝数", "最高在线人数"), Look.COUNT),
}


def measure() -> dict[str, Line]:
    """Return seconds, the longest wait and the memory of the import, and the slowest refusal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "tests.bench.import_lives", str(folder)]  # memory is a process's own
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        raw = merely_insert(folder / "base.db", folder / "raw.db", (*TABLES, *_TABLES))
        refused = max(map(_seconds_of, write_all(folder / "hostile")))
    return {
        "import 200,000 live rows": beside(raw, told["seconds"], "s", "raw inserting", 3),
        "… longest wait of 取消 before the commit": held_to(0.3, told["wait"], "s"),
        "… memory at its most": held_to(500, told["memory"], "MB"),
        "… its first rows in sight": held_to(2, told["first"], "s"),
        "slowest of the hostile workbooks": held_to(5, refused, "s"),
    }


def _seconds_of(path: Path) -> float:
    """Return how long a hostile file takes to be answered."""
    start = time.perf_counter()
    with suppress(FileTrouble):
        open_book(path)
    return time.perf_counter() - start


def _rows() -> list[tuple[Cell, ...]]:
    """Return the sessions: each account goes live every three hours."""
    begin = datetime(2024, 1, 1, 8)
    rows: list[tuple[Cell, ...]] = []
    for number in range(ROWS):
        start = begin + timedelta(minutes=180 * (number // ACCOUNTS) + number % 60)
        who = number % ACCOUNTS
        counts = (10 + number % 50, 12, 9, 100.0, 2, 1000 + number % 999, 800, 20, 300)
        end = start + timedelta(minutes=120)
        rows.append(("快手", f"ks{who:05}", start, end, 120, _name(who), 1234.5 + number % 1000, *counts))
    return rows


def _name(who: int) -> str:
    """Return the name of the person behind an account."""
    return f"主{chr(0x4E00 + who)}"


def _take(folder: Path) -> dict[str, float]:
    """Read, check and save the sessions, as the window does; tell time, longest wait, first rows, memory."""
    import resource  # noqa: PLC0415 - not on Windows

    columns = [TableColumn(text, look) for text, look in _COLUMNS.items()]
    path = write_table(folder / "lives.xlsx", Table(columns, _rows(), "直播")).path
    base = open_database(folder / "base.db", settings_folder=folder)
    people = [[_name(who), "快手", f"ks{who:05}"] for who in range(ACCOUNTS)]
    take_in(base, "streamers", mapped("streamers", ["姓名", "平台", "账号"], *people))
    before = begin = time.perf_counter()
    longest = 0.0

    def step(_done: int, _total: int) -> None:
        """Note how long it was since the last look at 取消."""
        nonlocal before, longest
        now = time.perf_counter()
        longest, before = max(longest, now - before), now

    glance(path)
    before = time.perf_counter()  # a look at the first rows is a job of its own
    first = before - begin
    book = open_book(path, step)
    loaded = importing.tables_in(book, "lives")
    with base.read() as session:
        checked = importing.check(session, loaded, step)
    with base.write() as session:
        outcome = save_rows(session, loaded.kind, checked, Mode.UPSERT, loaded.source, step)
        step(0, 0)
    seconds = time.perf_counter() - begin
    base.close()
    if outcome.added != ROWS:
        raise RuntimeError(outcome)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "wait": longest, "memory": memory, "first": first}


if __name__ == "__main__":
    print(json.dumps(_take(Path(sys.argv[1]))))
