"""Both files of a month, from the database to the folder."""

import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import Session

from db.engine import Database
from db.errors import Cancelled
from db.models.base import LiveBase
from db.queries.periods import read_period
from desktop.reports import making
from desktop.reports.chapters.charts import gmv_chart
from desktop.reports.chart_axis import ticks
from desktop.reports.content import ReportContent
from tests.desktop.reports import made_up


def _base(session: Session, name: str) -> None:
    session.add(LiveBase(code="JD-000001", name=name))
    session.flush()


def test_both_files_are_made_from_a_database(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.write() as session:
        _base(session, "沂水/直播基地: 一号")
    with sqlite_database.read() as session:
        made = making.make_report(session, read_period("2026-09"), tmp_path / "out", day=date(2026, 10, 5))
    assert made.pdf.name == "沂水 直播基地 一号_2026年9月运行情况报告.pdf"
    assert made.xlsx.name == "沂水 直播基地 一号_2026年9月运行情况报告.xlsx"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        [made.pdf.name, made.xlsx.name]
    )
    assert len(made.fonts) == 5
    assert not made.notes
    assert "2026年10月5日" in "".join(page.extract_text() for page in PdfReader(made.pdf).pages)
    assert "主要指标" in load_workbook(made.xlsx).sheetnames


def test_a_base_without_a_name_has_a_report_too(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.read() as session:
        made = making.make_report(session, read_period("2026-09"), tmp_path)
    assert made.pdf.name == "直播电商基地_2026年9月运行情况报告.pdf"
    assert any("还没有填写基地名称" in note for note in made.notes)


@pytest.mark.parametrize(
    ("written", "name"), [("2026Q3", "2026年第三季度运行情况报告"), ("2025", "2025年运行情况报告")]
)
def test_a_quarter_and_a_year_are_made_the_same_way(
    sqlite_database: Database, tmp_path: Path, written: str, name: str
) -> None:
    with sqlite_database.write() as session:
        _base(session, "沂水直播基地")
    with sqlite_database.read() as session:
        made = making.make_report(session, read_period(written), tmp_path, day=date(2026, 10, 5))
    assert (made.pdf.name, made.xlsx.name) == (f"沂水直播基地_{name}.pdf", f"沂水直播基地_{name}.xlsx")
    assert name[:5] in "".join(PdfReader(made.pdf).pages[0].extract_text().split())


def test_a_month_that_is_not_over_is_told(tmp_path: Path) -> None:
    for day, told in ((date(2026, 9, 29), True), (date(2026, 9, 30), False), (date(2026, 10, 1), False)):
        made = making.make_files(ReportContent(made_up.full_month()), tmp_path, day=day)
        assert any("尚未结束" in note for note in made.notes) == told


def test_making_again_replaces_the_files(tmp_path: Path) -> None:
    figures = made_up.full_month()
    first = making.make_files(ReportContent(figures), tmp_path, day=made_up.DAY)
    before = first.pdf.read_bytes()
    second = making.make_files(ReportContent(figures), tmp_path, day=made_up.DAY)
    assert second == first
    assert second.pdf.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_an_annex_that_fails_leaves_the_print_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = making.make_files(ReportContent(made_up.full_month()), tmp_path, day=made_up.DAY)
    before = made.pdf.read_bytes()

    def fail(*_arguments: object) -> bytes:
        raise Cancelled

    monkeypatch.setattr("desktop.reports.xlsx.pack", fail)
    with pytest.raises(Cancelled):
        making.make_files(ReportContent(made_up.first_month()), tmp_path, day=made_up.DAY)
    assert made.pdf.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([made.pdf, made.xlsx])


def test_the_ruled_lines_of_a_chart_are_round_and_enclose_the_values() -> None:
    for low, high in ((0, 1), (0, 14_270), (-300, 250), (0, 7), (3, 98_765_432), (0, 0)):
        lines = ticks(Fraction(low), Fraction(high))
        assert lines[0] <= min(low, 0)
        assert lines[-1] >= high
        assert 0 in lines
        assert 2 <= len(lines) <= 8


def test_an_axis_of_people_has_no_fractions() -> None:
    for most in (1, 2, 3, 4, 6, 9, 11, 13, 26):
        lines = ticks(Fraction(0), Fraction(most), whole=True)
        assert all(line.denominator == 1 for line in lines)
        assert lines[-1] >= most
        assert 2 <= len(lines) <= 8


def test_a_chart_keeps_missing_months_as_gaps() -> None:
    chart = gmv_chart(made_up.first_month())
    assert [value is None for value in chart.series[0].values] == [True] * 11 + [False]
    assert len(chart.series) == 1
    assert [each.name for each in gmv_chart(made_up.full_month()).series] == ["上年同月", "当月", "同比"]


def test_the_libraries_of_print_and_excel_are_loaded_only_when_needed() -> None:
    told = "import sys, desktop.reports.making; print({'reportlab', 'openpyxl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
