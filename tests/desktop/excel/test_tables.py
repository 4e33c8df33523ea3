"""Tables are written the same by both writers, and nothing in them is more than data."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.errors import Cancelled
from db.steps import no_step
from desktop.excel.flat_table import Cell, Look, Rows, Table, TableColumn
from desktop.excel.openpyxl_tables import write_with_openpyxl
from desktop.excel.rust_tables import write_with_rust
from desktop.excel.tables import write_table

COLUMNS = [
    TableColumn("编号", Look.TEXT, 14),
    TableColumn("支付GMV", Look.MONEY, 12),
    TableColumn("场次", Look.COUNT, 8),
    TableColumn("日期", Look.DATE, 11),
    TableColumn("开播时间", Look.MOMENT, 17),
    TableColumn("备注", Look.TEXT, 30),
]
ROWS: list[list[Cell]] = [
    ["001", 1234.5, 0, date(2026, 9, 1), datetime(2026, 9, 1, 20, 30), "好"],
    ["371302199801011234", -0.01, 2_000_000_000, None, None, '=cmd|"/c calc"!A1'],
    ["+86 13800138000", None, None, date(1999, 12, 31), None, "-1 @a\u0001\u0008\ud800b"],
    ["@x", None, None, None, None, "两\n行"],
]
WRITERS: list[Callable[[Path, Rows], None]] = [write_with_rust, write_with_openpyxl]


def _read(path: Path) -> Any:
    """Open the only sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 1
    return book[book.sheetnames[0]]


def _cells(sheet: Any) -> list[list[tuple[object, str, str]]]:
    """Return value, type and format of every cell that holds one."""
    return [
        [(c.value, c.data_type, c.number_format) for c in row if c.value is not None]
        for row in sheet.iter_rows()
    ]


def _write(path: Path, writer: Callable[[Path, Rows], None], title: str = "") -> Any:
    """Write the rows with one of the writers and read the sheet back."""
    table = Table(COLUMNS, ROWS, name="直播[场次]", title=title)
    writer(path, Rows(table, no_step))
    return _read(path)


@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_written_is_read_back_with_its_type_and_format(
    tmp_path: Path, writer: Callable[[Path, Rows], None]
) -> None:
    sheet = _write(tmp_path / "a.xlsx", writer)
    assert sheet.title == "直播 场次"
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [
        *("001", 1234.5, 0, datetime(2026, 9, 1), datetime(2026, 9, 1, 20, 30), "好")
    ]
    assert [cell.number_format for cell in sheet[2]] == [column.look.value for column in COLUMNS]
    assert sheet["D2"].is_date
    assert sheet["F4"].value == "-1 @ab"


@pytest.mark.parametrize("writer", WRITERS)
def test_no_text_becomes_a_formula_or_a_number(tmp_path: Path, writer: Callable[[Path, Rows], None]) -> None:
    sheet = _write(tmp_path / "a.xlsx", writer)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert sheet["F3"].value == '=cmd|"/c calc"!A1'
    assert [sheet[f"A{row}"].data_type for row in range(2, 6)] == ["s"] * 4


@pytest.mark.parametrize("title", ["", "九月直播"])
def test_both_writers_give_the_same_sheet(tmp_path: Path, title: str) -> None:
    fast, slow = (_write(tmp_path / f"{n}.xlsx", writer, title) for n, writer in enumerate(WRITERS))
    assert _cells(fast) == _cells(slow)
    for sheet in (fast, slow):
        assert sheet.freeze_panes == ("A3" if title else "A2")
        assert sheet.auto_filter.ref == ("A2:F6" if title else "A1:F5")
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == ("$1:$2" if title else "$1:$1")
        assert sheet.column_dimensions["F"].width == pytest.approx(30, abs=1)
        assert [str(merged) for merged in sheet.merged_cells.ranges] == (["A1:F1"] if title else [])
        assert "&P" in sheet.oddFooter.center.text


def test_a_table_without_rows_still_has_its_header(tmp_path: Path) -> None:
    written = write_table(tmp_path / "a.xlsx", Table(COLUMNS, []))
    assert written.rows == 0
    assert [cell.value for cell in _read(written.path)[1]] == [column.header for column in COLUMNS]


def test_a_table_to_fill_in_keeps_text_format_in_empty_cells(tmp_path: Path) -> None:
    rows = [[None] * len(COLUMNS)]
    sheet = _read(write_table(tmp_path / "a.xlsx", Table(COLUMNS, rows, to_fill=True)).path)
    assert sheet["A2"].number_format == "@"


def test_headers_may_be_the_same_or_empty(tmp_path: Path) -> None:
    columns = [TableColumn("备注"), TableColumn("备注"), TableColumn("")]
    sheet = _read(write_table(tmp_path / "a.xlsx", Table(columns, [["a", "b", "c"]])).path)
    assert [cell.value for cell in sheet[2]] == ["a", "b", "c"]


def test_too_long_a_text_is_cut_and_told(tmp_path: Path) -> None:
    written = write_table(tmp_path / "a.xlsx", Table([TableColumn("备注")], [["长" * 40_000]]))
    assert "截断" in written.note
    assert len(_read(written.path)["A2"].value) == 32_767


@pytest.mark.parametrize("to_fill", [True, False])
def test_cancelling_leaves_the_old_file_and_no_part(tmp_path: Path, *, to_fill: bool) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(10_000):
            yield [str(number)]

    def step(done: int, _total: int) -> None:
        if done >= 2_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_table(path, Table([TableColumn("编号")], rows(), to_fill=to_fill), step)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_without_the_fast_writer_the_slow_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.excel.tables.find_spec", lambda _name: None)
    sheet = _read(write_table(tmp_path / "a.xlsx", Table(COLUMNS, ROWS)).path)
    assert sheet["A3"].value == "371302199801011234"
