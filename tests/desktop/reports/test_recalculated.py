"""The formulas of the annex, counted by LibreOffice: what it shows is what we print."""

import csv
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from db.queries.figures import ReportFigures
from desktop.reports import report_book, xlsx
from desktop.reports.content import ReportContent
from desktop.reports.document import Align, Amount, Book, Cell, Column, Derived, How, Ledger, Sheet, Table
from tests.desktop.reports import made_up

_OFFICE = shutil.which("soffice")
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,1"
_VALUES = [None, 0, 1, -1, 100_000, 100_050, 99_950, 20_010, 20_000, -5_000, 10**13 + 1, 10**13]
_COLUMNS = tuple(Column(title, 5) for title in ("本月", "上年", "同比（%）", "增减"))
_VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")


def _rounded(value: Fraction, places: int) -> Decimal:
    """Round half up, a second time and in another way."""
    step = Decimal(1).scaleb(-places)
    size = (Decimal(abs(value.numerator)) / abs(value.denominator)).quantize(step, ROUND_HALF_UP)
    return size.copy_negate() if value < 0 and size else size


def _amount(value: int | None) -> Cell:
    """Return 分 as 万元."""
    if value is None:
        return "—"
    printed = _rounded(Fraction(value, 1_000_000), 2)
    mark = "#" if value % 7 == 0 else ""
    return Amount(f"{printed:,f}{mark}", printed, Decimal(value).scaleb(-6))


def _rate(now: int | None, before: int | None) -> tuple[str, Decimal | None]:
    """Return how a growth is printed, and its number."""
    if now is None or before is None:
        return "…", None
    if before <= 0:
        return ("不可比" if before else "—"), None
    number = _rounded(Fraction(now - before, before) * 100, 1)
    return f"{number:,f}", number


def _difference(now: int | None, before: int | None) -> tuple[str, Decimal | None]:
    """Return how an increase in 万元 is printed, and its number."""
    if now is None or before is None:
        return "…", None
    number = _rounded(Fraction(now - before, 1_000_000), 2)
    return (f"{number:+,f}" if number else f"{number:,f}"), number


def _rows(pairs: list[tuple[int | None, int | None]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            _amount(now),
            _amount(before),
            Derived(*_rate(now, before), 0, 1, How.RATE),
            Derived(*_difference(now, before), 0, 1, How.DIFFERENCE, 2),
        )
        for now, before in pairs
    )


def _pairs() -> list[tuple[int | None, int | None]]:
    """Return every pair of the awkward values, ties, and many at random."""
    drawn = random.Random(4)  # noqa: S311 - figures for a test
    ties = [
        (before + before * tie // 2000, before) for before in (2000, 20_000_000, 10**12) for tie in (1, 3, -7)
    ]
    wild = [(drawn.randrange(10 ** drawn.randrange(3, 14)), drawn.randrange(10**9)) for _ in range(400)]
    near = [
        (before + drawn.randrange(-2000, 2000), before)
        for before in (drawn.randrange(10**7) for _ in range(200))
    ]
    return [(now, before) for now in _VALUES for before in _VALUES] + ties + wild + near


def _table(pairs: list[tuple[int | None, int | None]]) -> Table:
    return Table("", _COLUMNS, _rows(pairs))


def _ledger(pairs: list[tuple[int | None, int | None]]) -> Ledger:
    return Ledger("", _COLUMNS, _rows(pairs))


def _counted_again(folder: Path, sheet: Sheet) -> list[list[str]]:
    """Write a sheet, take the values of its formulas away, and return what LibreOffice shows for its rows."""
    content = folder / "kept.xlsx"
    content.write_bytes(xlsx.pack(Book("账", "基地", made_up.DAY, (sheet,))))
    bare = folder / "bare.xlsx"
    with ZipFile(content) as kept, ZipFile(bare, "w") as without:
        for name in kept.namelist():
            without.writestr(name, _VALUE.sub(rb"\1", kept.read(name)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    assert _OFFICE
    command = [_OFFICE, profile, "--headless", "--convert-to", _AS_SHOWN, "--outdir", str(folder), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (written,) = folder.glob("bare*.csv")
    return list(csv.reader(written.read_text("utf-8").splitlines()))[3:]


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("month", [made_up.full_month, made_up.first_month, made_up.empty_month])
def test_libreoffice_shows_the_annex_as_it_is_printed(
    tmp_path: Path, month: Callable[[], ReportFigures]
) -> None:
    sheet = report_book.lay_out(ReportContent(month()), made_up.DAY).sheets[0]
    assert isinstance(sheet.table, Table)
    assert any(isinstance(cell, Derived) for row in sheet.table.rows for cell in row)
    printed = [list(row) for row in sheet.table.texts]
    assert _counted_again(tmp_path, sheet)[: len(printed)] == printed


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("kind", [_table, _ledger])
def test_libreoffice_counts_what_we_print(
    tmp_path: Path, kind: Callable[[list[tuple[int | None, int | None]]], Table | Ledger]
) -> None:
    pairs = _pairs()
    shown = _counted_again(tmp_path, Sheet("主要指标", "题", "头", kind(pairs), "脚"))[:-1]
    expected = [[cell if isinstance(cell, str) else cell.text for cell in row] for row in _rows(pairs)]
    wrong = [(pair, row, want) for pair, row, want in zip(pairs, shown, expected, strict=True) if row != want]
    assert wrong == []


@pytest.mark.parametrize("kind", [_table, _ledger])
def test_a_formula_has_its_value_before_anybody_counts(
    tmp_path: Path, kind: Callable[[list[tuple[int | None, int | None]]], Table | Ledger]
) -> None:
    pairs = _pairs()[:160]
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        xlsx.pack(Book("账", "基地", made_up.DAY, (Sheet("一", "题", "头", kind(pairs), "脚"),)))
    )
    shown = load_workbook(path, data_only=True)["一"].iter_rows(4, 3 + len(pairs), 3, 4, values_only=True)
    live = load_workbook(path)["一"].iter_rows(4, 3 + len(pairs), 3, 4)
    for (now, before), values, cells in zip(pairs, shown, live, strict=True):
        for value, (text, number), cell in zip(
            values, (_rate(now, before), _difference(now, before)), cells, strict=True
        ):
            assert value == (text if number is None else pytest.approx(float(number)))
            assert cell.value.startswith("=IF(COUNT(")


def test_words_in_a_ledger_stay_words(tmp_path: Path) -> None:
    columns = (Column("编号", 8, Align.CENTRE), Column("名称", 8, Align.LEFT))
    rows: tuple[tuple[Cell, ...], ...] = tuple((f"0{n}", text[:50]) for n, text in enumerate(made_up.HOSTILE))
    ledger = Ledger("", columns, (*rows, ("=1+1", "@SUM(1)"), ("+86", "-1")), total=("合计", ""))
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx.pack(Book("账", "基地", made_up.DAY, (Sheet("一", "题", "头", ledger),))))
    cells = [cell for row in load_workbook(path)["一"].iter_rows(4) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert [cell.value for cell in cells if cell.column == 1][-3:] == ["=1+1", "+86", "合计"]
    assert cells[0].number_format == "@"
