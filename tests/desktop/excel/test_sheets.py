"""Files people send are read whole or refused with one sentence, and never harm the program."""

import os
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import openpyxl
import pytest

from db.errors import Cancelled, FileTrouble
from desktop.excel import child, sheets
from desktop.excel.limits import MEMORY
from desktop.excel.refusals import RefusedError
from desktop.excel.sheets import open_book
from tests.desktop.excel import hostile, raw_books


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_hostile_file_is_refused_with_one_sentence(tmp_path: Path, name: str) -> None:
    write, words = hostile.REFUSED[name]
    with pytest.raises(FileTrouble, match=words) as trouble:
        open_book(write(tmp_path / "名单.xlsx"))
    assert "\n" not in str(trouble.value)


@pytest.mark.parametrize("name", hostile.HARMLESS)
def test_an_odd_file_is_read_for_what_it_holds(tmp_path: Path, name: str) -> None:
    book = open_book(hostile.HARMLESS[name](tmp_path / "名单.xlsx"))
    assert [list(sheet.rows) for sheet in book.sheets] == [[(1, ["姓名"])]]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", "空"),
        ("a.csv", b"\n\n", "空"),
        ("a.xlsx", "姓名,手机号\n".encode(), "扩展名改为 .csv"),
        ("a.xls", "姓名\t手机号\n".encode(), "扩展名改为 .csv"),
        ("a.csv", b"PK\x03\x04....", "扩展名改为 .xlsx"),
        ("a.xls", b"<html><table><tr><td>a</td></tr></table>", "网页"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "网页"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.docx", b"text", "只能导入"),
        ("a.csv", b"\x00\x01\x02\x03", "已损坏"),
        ("a.csv", b"\x81\xff\xff\x20", "认不出文字编码"),
        ("a.csv", '姓名,备注\n阿强,"没有写完\n小美,1\n'.encode(), "引号没有成对"),
    ],
)
def test_what_is_not_a_table_is_named_and_told_what_to_do(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileTrouble, match=words):
        open_book(path)


def test_a_missing_and_a_too_big_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileTrouble, match="打不开"):
        open_book(tmp_path / "none.xlsx")
    monkeypatch.setattr("desktop.excel.signatures.MOST_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(b"name,phone\n")
    with pytest.raises(FileTrouble, match="50MB"):
        open_book(tmp_path / "a.csv")


def test_a_file_held_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError

    (tmp_path / "a.csv").write_text("a,b\n", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileTrouble, match="占用"):
        open_book(tmp_path / "a.csv")


def test_cells_keep_their_types_and_rows_their_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    values = [
        "阿强",
        13800138000,
        12.5,
        0,
        True,
        datetime(2026, 9, 1, 20, 30),
        date(2026, 9, 2),
        clock(18, 30),
    ]
    for column, value in enumerate([*values, timedelta(hours=25, minutes=10), 371302199801011000], 3):
        sheet.cell(6, column, value)
    sheet.cell(9, 3, "小美")
    sheet.merge_cells("C2:F3")
    sheet.row_dimensions[9].hidden = True
    book.create_sheet("草稿").sheet_state = "hidden"
    book.save(tmp_path / "名单.xlsx")
    read = open_book(tmp_path / "名单.xlsx")
    first, second = read.sheets
    assert (first.hidden, second.hidden, first.hidden_rows) == (False, True, 1)
    assert first.merged == ((2, 0, 3, 3),)
    assert [number for number, _ in first.rows] == [6, 9]
    assert list(first.rows[0][1]) == [*values, timedelta(hours=25, minutes=10), 371302199801011000.0]
    assert [type(cell) for cell in first.rows[0][1]][:5] == [str, float, float, float, bool]


def test_midnight_in_a_column_of_moments_is_a_moment_and_a_day_elsewhere_a_day(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for moment in (datetime(2026, 9, 1, 20, 30), datetime(2026, 9, 2)):
        book.active.append([moment, date(2026, 9, 2)])
    book.save(tmp_path / "a.xlsx")
    rows = open_book(tmp_path / "a.xlsx").sheets[0].rows
    assert [list(cells) for _, cells in rows] == [
        [datetime(2026, 9, 1, 20, 30), date(2026, 9, 2)],
        [datetime(2026, 9, 2), date(2026, 9, 2)],
    ]
    assert type(rows[1][1][0]) is datetime


def test_formulas_without_a_result_and_links_to_other_files_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["=1+1", "a"])
    book.save(tmp_path / "a.xlsx")
    assert [sheet.is_uncalculated for sheet in open_book(tmp_path / "a.xlsx").sheets] == [True]
    raw_books.write_book(
        tmp_path / "b.xlsx",
        raw_books.sheet_of(raw_books.HEADER),
        extra={"xl/externalLinks/externalLink1.xml": "<a/>"},
    )
    assert "引用了其他文件" in open_book(tmp_path / "b.xlsx").notes[0]


def test_an_answer_that_grows_without_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("姓名,手机号\n" + "阿强,13800138000\n" * 500, encoding="utf-8")
    monkeypatch.setattr(sheets, "_MOST_ANSWER", 1_000)
    with pytest.raises(FileTrouble):
        open_book(tmp_path / "a.csv")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    for path in (tmp_path / "a.csv", Path("/dev/zero"), tmp_path):
        with pytest.raises(FileTrouble, match="文件打不开"):
            open_book(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [
        ["姓名", "手机号", "备注"],
        ["阿强", "13800138000", '说"好"，\n明天来'],
        [],
        ["小美", "0", "a,b;c"],
    ]
    quoted = [
        "".join(f'"{cell.replace(chr(34), chr(34) * 2)}"{delimiter}' for cell in line)[:-1] for line in lines
    ]
    (tmp_path / "名单.csv").write_bytes("\r\n".join(quoted).encode(encoding))
    (sheet,) = open_book(tmp_path / "名单.csv").sheets
    assert [number for number, _ in sheet.rows] == [1, 2, 4]
    assert [list(cells) for _, cells in sheet.rows] == [lines[0], lines[1], lines[3]]
    assert sheet.name == "名单"


def test_guarded_codes_lose_their_guard_and_loose_quotes_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('账号,昵称\n="00123","阿强"直播\n', encoding="utf-8")
    book = open_book(tmp_path / "a.csv")
    assert list(book.sheets[0].rows[1][1]) == ["00123", "阿强直播"]
    assert "引号" in book.notes[0]


def test_many_rows_are_counted_and_any_of_them_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n".join(f"{n},x" for n in range(1, 2_001)), encoding="utf-8")
    rows = open_book(tmp_path / "a.csv").sheets[0].rows
    assert len(rows) == 2_000
    assert rows[-1] == (2_000, ["2000", "x"])
    assert [number for number, _ in rows[499:502]] == [500, 501, 502]
    with pytest.raises(IndexError):
        rows[2_000]


def test_too_many_rows_are_refused_and_far_columns_are_cut_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "MOST_ROWS", 2)
    (tmp_path / "a.csv").write_text("1,2\n" * 3, encoding="utf-8")
    with pytest.raises(RefusedError, match="拆成几个文件"):
        list(child.read(tmp_path / "a.csv"))
    raw_books.write_book(
        tmp_path / "b.xlsx",
        raw_books.sheet_of(
            f'<row r="1">{raw_books.text_cell("A1", "a")}{raw_books.text_cell("ZZ1", "b")}</row>'
        ),
    )
    book = open_book(tmp_path / "b.xlsx")
    assert "超过300列" in book.notes[0]
    assert len(book.sheets[0].rows[0][1]) == 300


def test_a_text_longer_than_a_cell_can_hold_is_cut(tmp_path: Path) -> None:
    book = open_book(hostile.long_text(tmp_path / "a.xlsx"))
    assert len(str(book.sheets[0].rows[1][1][0])) == child.LONGEST_CELL


def test_cancelling_ends_the_child_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(real(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(sheets, "_START", "import time; time.sleep(60)")
    (tmp_path / "a.csv").write_text("a,b\n", encoding="utf-8")
    asked = time.monotonic()

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_book(tmp_path / "a.csv", cancel)
    assert time.monotonic() - asked < 3
    assert started[0].returncode is not None


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(sheets, "_SECONDS", 0.2)
    (tmp_path / "a.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(FileTrouble, match="过大"):
        open_book(tmp_path / "a.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_child_can_write_no_file_and_has_a_memory_limit(tmp_path: Path) -> None:
    program = (
        "import resource; from desktop.excel.limits import limit; limit(5);"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0]);"
        f"__import__('pathlib').Path({str(tmp_path / 'x')!r}).write_text('a')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(MEMORY)
    assert done.returncode != 0
    assert not (tmp_path / "x").read_text()
