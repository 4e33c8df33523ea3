"""Broken workbooks are answered with one sentence or taken in whole: nothing dies, nothing is half done."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.engine import Database
from db.errors import AppError
from db.imports import Mode
from desktop.excel.flat_table import Look, Table, TableColumn
from desktop.excel.importing import Taken, load, take
from desktop.excel.tables import write_table
from tests.db.intake.sheets import asked
from tests.desktop.excel.mutations import mutate, write_mutant

MUTANTS, AT_ONCE = 500, 25
_HEADER = ("姓名", "艺名", "平台", "账号", "粉丝数", "入驻日期", "备注")


def _row(number: int) -> tuple[str | int | datetime, ...]:
    """Return one invented person."""
    name = f"{'赵钱孙李周吴'[number % 6]}{chr(0x4E00 + number)}"
    day = datetime(2026, 1, 1 + number % 28)
    return name, f"艺名{number}", "快手", f"ks{number:05}", number * 91, day, "备注" * (number % 4)


def good_books(folder: Path) -> list[bytes]:
    """Return good workbooks: as our writer makes them, and as openpyxl with merged cells and a title."""
    looks = (Look.TEXT, Look.TEXT, Look.TEXT, Look.TEXT, Look.COUNT, Look.DATE, Look.TEXT)
    columns = [TableColumn(text, look) for text, look in zip(_HEADER, looks, strict=True)]
    flat = write_table(folder / "a.xlsx", Table(columns, [_row(number) for number in range(40)])).path
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["主播花名册"])
    sheet.merge_cells("A1:G1")
    sheet.append(_HEADER)
    for number in range(40):
        sheet.append(_row(number))
    sheet.append(["合计", None, None, None, "=SUM(E3:E42)"])
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(folder / "b.xlsx")
    return [flat.read_bytes(), (folder / "b.xlsx").read_bytes()]


def answer(database: Database, path: Path) -> Taken | str:
    """Take a file in, or return the sentence it is refused with."""
    try:
        loaded = load(path, "streamers")
        with database.write() as session:
            return take(session, loaded, Mode.UPSERT)
    except AppError as trouble:
        return str(trouble)


@pytest.mark.parametrize("first", range(0, MUTANTS, AT_ONCE))
def test_a_broken_workbook_is_refused_or_taken_in_whole(
    sqlite_database: Database, tmp_path: Path, first: int
) -> None:
    books, base = good_books(tmp_path), sqlite_database
    for number in range(first, first + AT_ONCE):
        before = asked(base, "SELECT count(*) FROM streamer")[0][0]
        given = answer(base, write_mutant(tmp_path / "名册.xlsx", number, books[number % len(books)]))
        added = 0
        if isinstance(given, str):
            assert given.endswith("。"), number
            assert "\n" not in given, number
        else:
            done, added = given.outcome, given.outcome.added
            assert done.added + done.updated + done.unchanged + done.rejected == given.checked.rows, number
        assert asked(base, "SELECT count(*) FROM streamer")[0][0] == before + added, number


def test_the_broken_ones_are_the_same_every_time_and_most_are_broken_indeed(tmp_path: Path) -> None:
    good = good_books(tmp_path)[0]
    made = [mutate(number, good) for number in range(60)]
    assert made == [mutate(number, good) for number in range(60)]
    assert sum(one != good for one in made) > 55
