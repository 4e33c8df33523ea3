"""Import of 15,000 roster rows against merely reading the file and merely inserting the rows."""

import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from db.imports import Mode
from db.opening import open_database
from desktop.excel.flat_table import Cell, Look, Table, TableColumn
from desktop.excel.importing import load, memory_of, take
from desktop.excel.tables import write_table
from tests.bench.measured import Line, beside

ROWS = 15_000
ROUNDS = 3
FLOOR = "3 × reading + 2 × raw inserting"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HEADERS = (
    "姓名", "艺名", "性别", "身份证号", "手机号", "平台", "平台账号", "账号昵称", "粉丝数", "状态",
    "主播类型", "合作关系", "主营类目", "内部评级", "操盘团队", "入驻日期", "首播日期",
    "签约日期", "合同到期", "备注",
)  # fmt: skip

TABLES = (
    "org",
    "category",
    "streamer",
    "platform_account",
    "follower_snapshot",
    "contract",
    "status_history",
)


def measure() -> dict[str, Line]:
    """Return the time of an import in units of 3 × reading the file + 2 × inserting the rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_roster(folder / "roster.xlsx")
        rounds = [
            (
                _read(path),
                _take(path, folder / f"{turn}.db"),
                merely_insert(folder / f"{turn}.db", folder / f"{turn}.raw"),
            )
            for turn in range(ROUNDS)
        ]
    reading, taking, inserting = (median(times) for times in zip(*rounds, strict=True))
    return {"import 15,000 roster rows": beside(3 * reading + 2 * inserting, taking, "s", FLOOR)}


def write_roster(path: Path) -> Path:
    """Write a clean roster of 20 columns and return its path."""
    looks = {
        "粉丝数": Look.COUNT,
        **dict.fromkeys(("入驻日期", "首播日期", "签约日期", "合同到期"), Look.DATE),
    }
    columns = tuple(TableColumn(header, looks.get(header, Look.TEXT)) for header in HEADERS)
    write_table(path, Table(columns, rows(), "名册"))
    return path


def rows() -> list[tuple[Cell, ...]]:
    """Return the rows of the roster, all people different."""
    return [_row(number) for number in range(ROWS)]


def _row(number: int) -> tuple[Cell, ...]:
    """Return one person of it."""
    birth_on = date(1985, 1, 1) + timedelta(days=number % 7000)
    body = f"371391{birth_on:%Y%m%d}{number // 7000 * 2 + 1:03d}"
    check = "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True)) % 11]
    joined_on = date(2024, 1, 1) + timedelta(days=number % 700)
    name = "王李张刘陈杨赵黄"[number % 8] + chr(0x4E00 + number % 3000) + chr(0x5E00 + number // 3000)
    return (
        name, f"艺名{number}", "男", body + check, f"138{number:08d}", "快手", f"ks{number}", f"昵称{number}",
        number * 37, "在播", "达播", "签约", "服饰鞋包", "A", f"团队{number % 20}", joined_on, joined_on,
        joined_on, joined_on + timedelta(days=1095), "",
    )  # fmt: skip


def _read(path: Path) -> float:
    """Merely read the file; return the seconds."""
    start = time.perf_counter()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - start


def merely_insert(filled: Path, empty: Path, tables: Sequence[str] = TABLES) -> float:
    """Merely insert the rows an import made into the same tables, indexes and all; return the seconds."""
    open_database(empty, settings_folder=empty.parent).close()
    source, target = dbapi2.connect(str(filled)), dbapi2.connect(str(empty), isolation_level=None)
    target.execute("PRAGMA synchronous=FULL")
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    start = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, lines in rows.items():
        if not lines:
            continue
        target.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(lines[0]))})", lines)
    target.execute("COMMIT")
    seconds = time.perf_counter() - start
    source.close()
    target.close()
    return seconds


def _take(path: Path, database_file: Path) -> float:
    """Read, check and save, as the window and the command do; return the seconds."""
    database = open_database(database_file, settings_folder=database_file.parent)
    start = time.perf_counter()
    with database.read() as session:
        loaded = load(path, "streamers", memory=memory_of(session, "streamers"))
    with database.write() as session:
        taken = take(session, loaded, Mode.UPSERT)
    seconds = time.perf_counter() - start
    database.close()
    assert taken.outcome.added == ROWS, taken.checked.problems[:3]
    return seconds
