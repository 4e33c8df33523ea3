"""Files come in, go out and come in again; what was refused comes back to be corrected."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlmodel

from db.engine import Database
from db.errors import Cancelled, FileTrouble
from db.imports import Checked, MappedSheet, Mode, Outcome, Sheet
from db.intake import KINDS
from db.kept_files import content_of
from db.models import ImportBatch, KeptFile
from db.queries.memory import remember
from desktop.excel.errors import write_error_book
from desktop.excel.exports import export
from desktop.excel.importing import Taken, load, memory_of, take
from desktop.excel.refused_lines import refused_lines, write_refused
from desktop.excel.templates import write_template
from tests.db.identity_numbers import id_no
from tests.desktop.excel.books import ROSTER_HEADER, lives, roster


def _write(path: Path, rows: list[list[Any]]) -> Path:
    """Write the rows, text beginning with = as text."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = book.active.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def _take(database: Database, path: Path, kind: str, mode: Mode = Mode.UPSERT) -> Taken:
    """Take a file in, as wizard and command do."""
    with database.read() as session:
        loaded = load(path, kind, memory=memory_of(session, kind))
    with database.write() as session:
        return take(session, loaded, mode)


def _cells(path: Path) -> list[list[tuple[Any, str]]]:
    """Return what the cells of a workbook hold, and how they are shown."""
    sheet = openpyxl.load_workbook(path).active
    return [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]


def _counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Return added, updated, unchanged, rejected."""
    return outcome.added, outcome.updated, outcome.unchanged, outcome.rejected


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Database:
    """Return a database with roster and live results taken in."""
    _take(database, _write(tmp_path / "名册.xlsx", roster()), "streamers")
    _take(database, _write(tmp_path / "直播2026年9月.xlsx", lives()), "lives")
    return database


def test_good_lines_go_in_and_the_others_are_told_by_row_and_column(
    database: Database, tmp_path: Path
) -> None:
    taken = _take(database, _write(tmp_path / "名册.xlsx", roster()), "streamers")
    assert taken.outcome.rejected == 2
    assert taken.checked.rows == 6
    faults = {
        (problem.row, problem.column) for problem in taken.checked.problems if problem.severity == "错误"
    }
    assert (6, "身份证号") in faults
    assert (7, "手机号") in faults
    assert not [problem for problem in taken.checked.problems if "371302" in problem.value]


def test_the_same_file_twice_changes_nothing(filled: Database, tmp_path: Path) -> None:
    for name, kind in (("名册.xlsx", "streamers"), ("直播2026年9月.xlsx", "lives")):
        added, updated, unchanged, _ = _counts(_take(filled, tmp_path / name, kind).outcome)
        assert (added, updated) == (0, 0)
        assert unchanged


@pytest.mark.parametrize("kind", ["streamers", "lives"])
@pytest.mark.parametrize("full", [False, True])
def test_an_export_taken_in_again_changes_nothing(
    filled: Database, tmp_path: Path, kind: str, *, full: bool
) -> None:
    with filled.write() as session:
        written = export(session, kind, tmp_path / "导出.xlsx", full=full)
    taken = _take(filled, tmp_path / "导出.xlsx", kind)
    assert taken.checked.problems == []
    assert _counts(taken.outcome) == (0, 0, written.rows, 0)


@pytest.mark.parametrize(("kind", "name"), [("streamers", "主播编号"), ("lives", "系统编号")])
def test_only_the_records_asked_for_are_exported(
    filled: Database, tmp_path: Path, kind: str, name: str
) -> None:
    with filled.read() as session:
        export(session, kind, tmp_path / "导出.xlsx", only=frozenset({2}))
    header, *lines = openpyxl.load_workbook(tmp_path / "导出.xlsx").active.iter_rows(values_only=True)
    assert {str(line[header.index(name)])[-6:] for line in lines} == {"000002"}


def test_an_export_is_masked_unless_full_and_a_full_one_is_noted(filled: Database, tmp_path: Path) -> None:
    def text(*, full: bool) -> str:
        with filled.write() as session:
            export(session, "streamers", tmp_path / "导出.xlsx", full=full)
        sheet = openpyxl.load_workbook(tmp_path / "导出.xlsx").active
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)

    masked, whole = text(full=False), text(full=True)
    assert "13800000001" not in masked
    assert "*******0001" in masked
    assert "13800000001" in whole
    with filled.read() as session:
        noted = (
            session.connection()
            .exec_driver_sql("SELECT count(*) FROM trail WHERE action = '完整导出'")
            .scalar()
        )
    assert noted == 1


def test_an_export_holds_no_formula_and_keeps_codes_and_unknown_columns(
    filled: Database, tmp_path: Path
) -> None:
    with filled.read() as session:
        export(session, "streamers", tmp_path / "导出.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "导出.xlsx").active
    cells: list[Any] = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    values = [cell.value for cell in cells]
    assert "001005" in values
    assert "直播间号" in values
    assert "@x" in values


def test_refused_lines_come_back_are_corrected_and_go_in(database: Database, tmp_path: Path) -> None:
    taken = _take(database, _write(tmp_path / "名册.xlsx", roster()), "streamers")
    written = write_error_book(tmp_path / "错误.xlsx", taken.checked)
    assert written.rows == 2
    book = openpyxl.load_workbook(written.path)
    sheet = book.active
    header = [cell.value for cell in sheet[2]]
    assert header == [*ROSTER_HEADER, "原行号", "错误原因"]
    assert "身份证号" in sheet.cell(3, header.index("错误原因") + 1).value
    assert sheet.cell(3, header.index("身份证号") + 1).value == "3.71302199801011E+17"
    assert sheet.cell(4, header.index("原行号") + 1).value == 7
    assert _take(database, written.path, "streamers").outcome.rejected == 2

    sheet.cell(3, header.index("身份证号") + 1).value = id_no(date(1998, 1, 1), serial=9)
    sheet.cell(4, header.index("手机号") + 1).value = "13800000004"
    sheet.cell(4, header.index("入驻日期") + 1).value = "2026-01-05"
    book.save(written.path)
    again = _take(database, written.path, "streamers")
    assert _counts(again.outcome) == (2, 0, 0, 0)


def test_unit_and_year_of_the_title_come_along_with_refused_lines(filled: Database, tmp_path: Path) -> None:
    taken = _take(filled, tmp_path / "直播2026年9月.xlsx", "lives")
    write_error_book(tmp_path / "错误.xlsx", taken.checked)
    sheet = openpyxl.load_workbook(tmp_path / "错误.xlsx").active
    assert "成交金额(万元)" in [cell.value for cell in sheet[2]]
    assert "时长(小时)" in [cell.value for cell in sheet[2]]
    again = load(tmp_path / "错误.xlsx", "lives").found[0].mapped
    assert again.year == 2026
    assert len(again.sheet.rows) == 1


def test_a_header_only_the_user_can_explain_is_a_remark_in_its_row(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "场观.csv"
    path.write_text("9月直播\n开播时间,账号,场观,GMV\n2026-09-20 20:00,ks001,300,5\n", encoding="utf-8")
    taken = _take(filled, path, "lives")
    (remark,) = taken.checked.problems
    assert (remark.row, remark.column, remark.severity) == (2, "场观", "警告")
    assert (taken.outcome.added, taken.outcome.warnings) == (1, 1)


def test_checking_only_writes_nothing(database: Database, tmp_path: Path) -> None:
    path = _write(tmp_path / "名册.xlsx", roster())
    with database.read() as session:
        taken = take(session, load(path, "streamers"), Mode.CHECK)
    assert taken.outcome.batch is None
    with database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM streamer").scalar() == 0


def test_cancelling_while_saving_leaves_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    loaded = load(_write(tmp_path / "名册.xlsx", roster()), "streamers")

    def step(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), sqlite_database.write() as session:
        take(session, loaded, Mode.UPSERT, step)
    with sqlite_database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM streamer").scalar() == 0


def test_a_file_of_another_kind_and_a_missing_sheet_are_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "名册.xlsx", roster())
    with pytest.raises(FileTrouble, match="没有找到直播数据的表头"):
        load(path, "lives")
    with pytest.raises(FileTrouble, match="没有名为“十月”的工作表，现有：Sheet"):
        load(path, "streamers", sheet="十月")


def test_what_was_said_of_a_header_is_remembered_by_the_database(database: Database, tmp_path: Path) -> None:
    path = _write(tmp_path / "直播.xlsx", [["开播时间", "账号", "销售额"], ["2026-09-01 20:00", "ks001", 5]])
    header = ("开播时间", "账号", "销售额")
    for column in ("settled", "gmv"):
        with database.write() as session:
            remember(session, "lives", header, {"销售额": column})
    with database.read() as session:
        found = load(path, "lives", memory=memory_of(session, "lives")).found[0]
    assert found.mapped.mapping[2] == "gmv"


@pytest.mark.parametrize("kind", ["streamers", "lives"])
def test_a_filled_in_template_is_understood_column_by_column(tmp_path: Path, kind: str) -> None:
    path = write_template(kind, tmp_path / "模板.xlsx").path
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.append(["x"] * sheet.max_column)
    book.save(path)
    loaded = load(path, kind)
    (found,) = loaded.found
    assert [found.mapped.mapping[place] for place in range(len(loaded.kind.template))] == [
        column.name for column in loaded.kind.template
    ]
    assert sheet.data_validations.dataValidation


def test_the_file_and_what_was_refused_of_it_are_kept_with_the_batch(
    database: Database, tmp_path: Path
) -> None:
    path = _write(tmp_path / "名册.xlsx", roster())
    taken = _take(database, path, "streamers")
    with database.read() as session:
        batch = session.get(ImportBatch, taken.outcome.batch)
        assert batch is not None
        assert batch.errors_hash is not None
        assert content_of(session, batch.file_hash) == path.read_bytes()
        write_refused(tmp_path / "later.xlsx", content_of(session, batch.errors_hash))
    write_error_book(tmp_path / "at once.xlsx", taken.checked)
    later, at_once = (_cells(tmp_path / name) for name in ("later.xlsx", "at once.xlsx"))
    assert later == at_once
    assert len(later) == 2 + taken.outcome.rejected


@pytest.mark.parametrize("mode", [Mode.CHECK, Mode.UPDATE])
def test_a_file_that_changed_nothing_is_not_kept(database: Database, tmp_path: Path, mode: Mode) -> None:
    taken = _take(database, _write(tmp_path / "名册.xlsx", roster()), "streamers", mode)
    assert taken.outcome.batch is None
    with database.read() as session:
        assert session.exec(sqlmodel.select(KeptFile)).all() == []


def test_odd_cells_of_refused_lines_are_kept_as_they_are(tmp_path: Path) -> None:
    cells: list[Any] = [
        "=1+1",
        "𠮷\ud800田",
        True,
        1.5,
        None,
        date(2026, 9, 1),
        datetime(2026, 9, 1, 20, 30),
        time(8, 5),
    ]
    sheet = Sheet(
        "一", ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"), [(3, [*cells, timedelta(hours=25)])]
    )
    checked = Checked(KINDS["streamers"], (MappedSheet(sheet, {}, year=2026),), rejected={("一", 3)})
    write_refused(tmp_path / "later.xlsx", refused_lines(checked))
    write_error_book(tmp_path / "at once.xlsx", checked)
    assert _cells(tmp_path / "later.xlsx") == _cells(tmp_path / "at once.xlsx")
