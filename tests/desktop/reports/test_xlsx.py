"""The Excel annex: read back with openpyxl, its numbers counted again and found in the print."""

import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from db.errors import Cancelled
from db.queries.figures import Value
from desktop.reports import monthly, pdf, report_book, xlsx
from desktop.reports.content import ReportContent
from tests.desktop.reports import made_up

_UNITS: dict[str, tuple[int | Fraction, str]] = {
    "万元": (1_000_000, "0.01"), "元": (100, "0.01"), "元/小时": (100, "0.01"), "小时": (60, "0.1"),
    "学时": (10, "0.1"), "%": (Fraction(1, 100), "0.1"), "万": (10_000, "0.01"), "万人": (10_000, "0.01"),
    "万人次": (10_000, "0.01"), "万件": (10_000, "0.01"),
}  # fmt: skip
"""What a base value is divided by, and the smallest step of its print: written down here a second time."""


def _expected(value: Value, unit: str) -> Decimal | None:
    if value is None:
        return None
    divisor, step = _UNITS.get(unit, (1, "1"))
    exact = Fraction(value) / Fraction(divisor)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(step), ROUND_HALF_UP)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Write the annex of a full month and open it."""
    path, note = xlsx.write(
        report_book.lay_out(ReportContent(made_up.full_month()), made_up.DAY),
        tmp_path_factory.mktemp("book") / "a.xlsx",
    )
    assert not note
    return load_workbook(path)


def _rows(book: Workbook) -> dict[str, list[Any]]:
    last = 3 + len(made_up.full_month().printed)
    return {row[1]: list(row) for row in book["主要指标"].iter_rows(4, last, values_only=True)}


def test_every_indicator_stands_there_as_a_number_rounded_half_up(book: Workbook) -> None:
    rows = _rows(book)
    for figure in made_up.full_month().printed:
        name = f"{figure.name}（期末）" if figure.at_month_end and "其中" not in figure.name else figure.name
        row = rows[name]
        assert row[2] == figure.unit
        for column, value in (
            (3, figure.value),
            (4, figure.last_year),
            (6, figure.last_month),
            (8, figure.ytd),
        ):
            expected = _expected(value, figure.unit)
            if expected is None:
                assert row[column] == "—"
            else:
                assert isinstance(row[column], int | float)
                assert _rounded(row[column], expected) == expected


def _rounded(value: float, like: Decimal) -> Decimal:
    """Return a number of a sheet as its format shows it."""
    return Decimal(repr(value)).quantize(like, ROUND_HALF_UP)


def test_a_growth_is_a_formula_over_the_two_numbers_it_compares(book: Workbook) -> None:
    for row in book["主要指标"].iter_rows(4, 3 + len(made_up.full_month().printed)):
        for column, now, before in ((5, "D", "E"), (7, "D", "G"), (10, "I", "J")):
            cell, number = row[column], row[column].row
            if cell.data_type == "f":
                assert str(cell.value).startswith(f"=IF(COUNT({now}{number},{before}{number})<2,")
            else:
                assert cell.value == "—"
    growths = [row[5].data_type for row in book["主要指标"].iter_rows(4, 40)]
    assert set(growths) == {"f"}


def test_all_its_numbers_are_those_of_the_print(book: Workbook, tmp_path: Path) -> None:
    printed = pdf.write(
        monthly.lay_out(ReportContent(made_up.full_month()), made_up.DAY), tmp_path / "a.pdf", font_folders=()
    )
    turned = [page for page in PdfReader(printed.path).pages if page.mediabox.width > page.mediabox.height]
    pages = [page.extract_text() for page in turned]
    words = re.findall(r"[+\-]?[\d,]*\d(?:\.\d+)?", "\n".join(pages))
    in_print = sorted(Decimal(word.replace(",", "")) for word in words)
    for row in book["主要指标"].iter_rows(4, 3 + len(made_up.full_month().printed)):
        for cell in row[3:11]:
            if isinstance(cell.value, int | float):
                places = len(cell.number_format.partition(";")[0].partition(".")[2])
                in_print.remove(_rounded(cell.value, Decimal(1).scaleb(-places)))


def test_numbers_are_shown_as_they_are_printed(book: Workbook) -> None:
    sheet = book["主要指标"]
    formats = {row[1].value: (row[3].number_format, row[5].number_format) for row in sheet.iter_rows(4, 36)}
    assert formats["支付GMV"] == ("#,##0.00", "#,##0.0")
    assert formats["直播场次"][0] == "#,##0"
    assert formats["签约主播数（期末）"] == ("#,##0", "+#,##0;-#,##0;0")
    assert formats["退款率"] == ("#,##0.0", "+#,##0.0;-#,##0.0;0.0")


def test_the_form_has_its_head_its_line_to_sign_and_prints_on_a4(book: Workbook) -> None:
    first = ["主要指标", "分平台", "标杆场次", "分类目", "主播队伍"]
    assert book.sheetnames == [*first, "培训汇总", "就业与合规", "指标口径"]
    sheet = book["主要指标"]
    assert sheet["A1"].value == "临沂沂蒙云直播电商基地2026年9月主要指标表（示例数据，不作报送）"
    for words in (
        "填报单位：临沂沂蒙云",
        "统一社会信用代码：91371300MA3TEST00X",
        "报告期：2026年9月",
        "计量单位：万元",
    ):
        assert words in sheet["A2"].value
    foot = sheet.cell(sheet.max_row, 1).value
    assert [part.split("：")[0] for part in foot.split("　　")] == [
        "单位负责人", "统计负责人", "填表人", "联系电话", "报出日期"
    ]  # fmt: skip
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A4"
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_no_cells_are_merged_inside_the_data(book: Workbook) -> None:
    for sheet in book.worksheets:
        data = {cell.row for cell in sheet["B"] if cell.value is not None}
        assert not data & {
            row for area in sheet.merged_cells.ranges for row in range(area.min_row, area.max_row + 1)
        }


def test_it_belongs_to_the_base(book: Workbook) -> None:
    assert book.properties.creator == "临沂沂蒙云直播电商基地"
    assert book.properties.created.date() == made_up.DAY


def test_hostile_names_become_words_and_never_formulas(tmp_path: Path) -> None:
    path, _ = xlsx.write(
        report_book.lay_out(ReportContent(made_up.hostile_month()), made_up.DAY), tmp_path / "a.xlsx"
    )
    cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert all(re.match(r"=IF\(COUNT\([A-Z]+\d+,[A-Z]+\d+\)<2,", formula) for formula in formulas)
    assert "=1+1" in {cell.value for cell in cells}
    assert max(len(cell.value) for cell in cells if isinstance(cell.value, str)) <= 2000


@pytest.mark.parametrize("month", [made_up.first_month, made_up.empty_month, made_up.one_platform])
def test_every_kind_of_month_can_be_written(tmp_path: Path, month: Any) -> None:
    path, _ = xlsx.write(report_book.lay_out(ReportContent(month()), made_up.DAY), tmp_path / "a.xlsx")
    assert len(_rows(load_workbook(path))) == len(made_up.full_month().printed)


def test_the_same_month_is_the_same_file_at_any_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = []
    for name, hour in (("a.xlsx", 8), ("b.xlsx", 20)):
        moment = datetime(2026, 10, 5, hour, tzinfo=UTC)
        monkeypatch.setattr("openpyxl.writer.excel.datetime", Mock(**{"datetime.now.return_value": moment}))
        path, _ = xlsx.write(
            report_book.lay_out(ReportContent(made_up.full_month()), made_up.DAY), tmp_path / name
        )
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    def step(done: int, _total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        xlsx.write(
            report_book.lay_out(ReportContent(made_up.full_month()), made_up.DAY), tmp_path / "a.xlsx", step
        )
    assert not list(tmp_path.iterdir())
