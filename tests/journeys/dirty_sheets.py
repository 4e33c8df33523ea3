"""Workbooks of one dirty column: each cell on a line of its own, taken in through the import."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import text

from db.engine import Database
from db.imports import Mode, Severity
from desktop.excel.importing import Taken, load, take

FIRST = 2
"""The row of the first line: row 1 is the header."""
ROSTER = ("姓名", "艺名", "手机号", "平台", "平台账号")
ACCOUNTS = (("田小麦", "小麦", "13800138000", "快手", "wheat01"),)
TRIES = 90


@dataclass(frozen=True, slots=True)
class Said:
    """What became of one cell: what is stored, and the sentence said of it ("" for none)."""

    stored: Any
    sentence: str = ""


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str = "9月") -> Path:
    """Write a workbook, or the same table as a .csv in UTF-8."""
    if path.suffix == ".csv":
        lines = [",".join("" if cell is None else f'"{cell}"' for cell in row) for row in (header, *rows)]
        path.write_text("\n".join(lines), "utf-8")
        return path
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in (header, *rows):
        sheet.append(row)
    book.save(path)
    return path


def take_in(database: Database, path: Path, kind: str, mode: Mode = Mode.UPSERT) -> Taken:
    """Take a file in as wizard and command do."""
    loaded = load(path, kind)
    with database.write() as session:
        return take(session, loaded, mode)


def asked(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a question."""
    with database.read() as session:
        return [tuple(row) for row in session.execute(text(sql))]


def sentence(taken: Taken, row: int) -> str:
    """Return what is said of one row, refusals before remarks."""
    problems = sorted(
        (one for one in taken.checked.problems if one.row == row),
        key=lambda one: one.severity is Severity.WARNING,
    )
    return "；".join(one.reason for one in problems)


def live_cells(
    database: Database,
    folder: Path,
    column: tuple[str, str],
    cells: Sequence[Any],
) -> dict[Any, Said]:
    """Take live results in that differ in one column (header, field); return what became of each cell."""
    take_in(database, write(folder / "名册.xlsx", ROSTER, ACCOUNTS), "streamers")
    header = ("开播时间", "平台", "账号", "场次ID", column[0])
    rows = [
        (f"2026-09-{at // 20 + 1:02} {at % 20:02}:00", "快手", "wheat01", f"n{at}", cell)
        for at, cell in enumerate(cells)
    ]
    taken = take_in(database, write(folder / "直播.xlsx", header, rows), "lives")
    found = dict(asked(database, f"SELECT live_no, {column[1]} FROM live_session"))  # noqa: S608 - our own
    return {cell: Said(found.get(f"n{at}"), sentence(taken, at + FIRST)) for at, cell in enumerate(cells)}


def roster_cells(
    database: Database,
    folder: Path,
    column: tuple[str, str],
    cells: Sequence[Any],
) -> dict[Any, Said]:
    """Take people in that differ in one column (header, field); return what became of each cell."""
    header = ("姓名", "手机号", "艺名")
    bare = [one for one in header if one != column[0]]
    rows = []
    for at, cell in enumerate(cells):
        own = {"姓名": f"麦{chr(0x4E00 + at)}", "手机号": f"138{at:08}", "艺名": f"s{at}"}
        rows.append((*(own[one] for one in bare), cell))
    taken = take_in(database, write(folder / "名册.xlsx", (*bare, column[0]), rows), "streamers")
    mark = "艺名" if column[0] != "艺名" else "姓名"
    marks = "stage_name" if mark == "艺名" else "name"
    found = dict(asked(database, f"SELECT {marks}, {column[1]} FROM streamer"))  # noqa: S608 - our own
    keys = [row[bare.index(mark)] for row in rows]
    return {
        cell: Said(found.get(key), sentence(taken, at + FIRST))
        for at, (cell, key) in enumerate(zip(cells, keys, strict=True))
    }
