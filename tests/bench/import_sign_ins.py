"""Import of 60,000 sign-ins of 2,000 trainings against merely reading the file and inserting the rows."""

import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from db.engine import Database
from db.imports import Mode
from db.intake.declared_saving import add
from db.models import Streamer, Training
from db.opening import open_database
from db.steps import no_step
from desktop.excel.flat_table import Table, TableColumn
from desktop.excel.importing import load, take
from desktop.excel.tables import write_table
from tests.bench.import_rows import FLOOR
from tests.bench.measured import Line, beside

PEOPLE, TRAININGS, EACH = 15_000, 2_000, 30
ROWS = TRAININGS * EACH
HEADERS = ("培训编号", "姓名", "联系电话", "签到", "备注")
PRESENT = ("出勤", "出勤", "出勤", "迟到", "早退", "请假", "缺席")


def measure() -> dict[str, Line]:
    """Return the time of an import, and of the same again, in units of 3 × reading + 2 × inserting."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "sign_ins.xlsx"
        write_table(path, Table([TableColumn(text) for text in HEADERS], _lines(), "签到"))
        reading = _read(path)
        database = _base(folder)
        first, added = _take(database, path)
        again, _ = _take(database, path)
        database.close()
        assert added == ROWS
        inserting = _insert(folder / "base.db", folder / "raw.db")
    floor = 3 * reading + 2 * inserting
    return {
        f"import 60,000 sign-ins{words}": beside(floor, seconds, "s", FLOOR, budget)
        for words, seconds, budget in (("", first, 2.0), (" again", again, 1.5))
    }


def _name(number: int) -> str:
    """Return the name of one of the people; some share theirs."""
    return "王李张刘陈杨赵黄"[number % 8] + chr(0x4E00 + number % 1500) + chr(0x5E00 + number // 3000)


def _lines() -> list[tuple[str | None, ...]]:
    """Return who came to which training, told by name and phone."""
    people = [(turn * 7919 + turn // EACH * 13) % PEOPLE for turn in range(ROWS)]
    return [
        (
            f"PX-{turn // EACH + 1:06d}",
            _name(who),
            f"138{who:08d}",
            PRESENT[turn % len(PRESENT)],
            None,
        )
        for turn, who in enumerate(people)
    ]


def _base(folder: Path) -> Database:
    """Return a base with the people and the trainings."""
    database = open_database(folder / "base.db", settings_folder=folder)
    people = [{"name": _name(who), "phone": f"138{who:08d}"} for who in range(PEOPLE)]
    begin = datetime(2024, 1, 1, 9)
    held = [
        {"title": f"第{turn}期", "start_at": start, "month": start.year * 100 + start.month}
        for turn in range(TRAININGS)
        for start in [begin + timedelta(hours=10 * turn)]
    ]
    with database.write() as session:
        add(session, Streamer, people, 0, no_step)
        add(session, Training, held, 0, no_step)
    return database


def _take(database: Database, path: Path) -> tuple[float, int]:
    """Read, check and save, as the window and the command do; return seconds and how many were added."""
    start = time.perf_counter()
    loaded = load(path, "attendance")
    with database.write() as session:
        taken = take(session, loaded, Mode.UPSERT)
    assert not taken.outcome.rejected, taken.checked.problems[:3]
    return time.perf_counter() - start, taken.outcome.added


def _read(path: Path) -> float:
    """Merely read the file; return the seconds."""
    start = time.perf_counter()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - start


def _insert(filled: Path, empty: Path) -> float:
    """Merely insert the rows an import made into an empty base, indexes and all; return the seconds."""
    open_database(empty, settings_folder=empty.parent).close()
    source, target = dbapi2.connect(str(filled)), dbapi2.connect(str(empty), isolation_level=None)
    target.execute("PRAGMA synchronous=FULL")
    target.execute("PRAGMA foreign_keys=OFF")
    lines = source.execute("SELECT * FROM attendance").fetchall()
    start = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    target.executemany(f"INSERT INTO attendance VALUES ({','.join('?' * len(lines[0]))})", lines)
    target.execute("COMMIT")
    seconds = time.perf_counter() - start
    source.close()
    target.close()
    return seconds
