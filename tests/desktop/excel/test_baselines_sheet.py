"""历史数据 as a sheet: by code or by name, in the unit of print, and what goes out comes back unchanged."""

from pathlib import Path

import pytest

from db.engine import Database
from db.imports import Mode
from db.intake.baselines import COUNTED, SIGNED
from db.queries import indicators
from db.queries.periods import Period, month_period
from db.store.baseline_rules import enter
from desktop.excel.exports import export
from desktop.excel.importing import tables_in, take
from desktop.excel.sheets import open_book
from tests.db.intake.sheets import asked, counts, faults, mapped, take_in
from tests.db.reports.office import furnish, live, signed
from tests.desktop.excel.books import recognise

HEADER = ("指标名称", "月份", "本年累计", "计量单位", "数值", "来源")
ROWS = "SELECT indicator, month, is_ytd, value FROM baseline_value WHERE deleted_at IS NULL ORDER BY id"


def test_lines_are_taken_by_code_or_name_and_taken_again_change_nothing(database: Database) -> None:
    sheet = mapped(
        "baselines", HEADER,
        ("支付GMV", "2025-09", None, "万元", 1234.56, "上年月报"),
        ("L04", "2025年9月", "否", None, "30", None),
        ("参播主播人数", "2025-09", "是", "人", 120, None),
        ("L12 观看人次", 202509, None, "万人次", "3.5", None),
    )  # fmt: skip
    outcome, checked = take_in(database, "baselines", sheet)
    assert (counts(outcome), faults(checked)) == ((4, 0, 0, 0), [])
    assert [(code, month, bool(ytd), value) for code, month, ytd, value in asked(database, ROWS)] == [
        ("L05", 202509, False, 1_234_560_000), ("L04", 202509, False, 30),
        ("L04", 202509, True, 120), ("L12", 202509, False, 35_000),
    ]  # fmt: skip
    assert counts(take_in(database, "baselines", sheet)[0]) == (0, 0, 4, 0)
    other = mapped("baselines", HEADER, ("L05", "2025-09", None, None, "1300", None))
    assert counts(take_in(database, "baselines", other)[0]) == (0, 1, 0, 0)
    assert asked(database, ROWS)[0][3] == 1_300_000_000


def test_a_value_the_program_counts_or_a_signed_report_has_is_remarked_on(database: Database) -> None:
    with database.write() as session:
        live(session, furnish(session), 3, 100, month=8)
        signed(session)
    sheet = mapped(
        "baselines", HEADER,
        ("支付GMV", "2025-07", None, None, "1", None),
        ("支付GMV", "2025-08", None, None, "2", None),
        ("支付GMV", "2025-09", None, None, "3", None),
    )  # fmt: skip
    outcome, checked = take_in(database, "baselines", sheet)
    assert counts(outcome)[0] == 3
    told = [(problem.value, problem.reason) for problem in checked.problems]
    assert told == [("2", COUNTED), ("3", SIGNED)]
    with database.read() as session:
        figures = {
            month: indicators.of(session, month_period(month)).figures["L05"] for month in (202508, 202509)
        }
    assert figures[202508].value == 100  # a report's own month is never taken from what was entered
    assert (figures[202509].last_month, figures[202509].value) == (2_000_000, 1_234_560_000)
    later = Period(202510, 202510)
    with database.read() as session:
        assert indicators.of(session, later).figures["L05"].last_month == 1_234_560_000  # the signed value


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("退款率", "2025-09", None, None, "3.1", None), "计算得出"),
        (("利润", "2025-09", None, None, "3.1", None), "没有“利润”这个指标"),
        (("支付GMV", "2025-09", None, "元", "1234", None), "计量单位是“万元”"),
        (("支付GMV", "2025-09", "是", None, "1234", None), "按月填写"),
        (("直播场次", "2025-09", None, None, "12.5", None), "小数位数过多"),
        (("直播场次", "2099-09", None, None, "12", None), "还没到这个月"),
        (("直播场次", "2025-09", None, None, None, None), "数值"),
        ((None, "2025-09", None, None, "12", None), "指标"),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_words(
    database: Database, row: tuple[object, ...], said: str
) -> None:
    outcome, checked = take_in(database, "baselines", mapped("baselines", HEADER, row))  # type: ignore[arg-type]
    assert counts(outcome) == (0, 0, 0, 1)
    assert said in "".join(f"{column}{reason}" for _, column, reason in faults(checked))


def test_an_export_is_known_again_and_taking_it_in_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    with database.write() as session:
        september = (("L05", False, "1,234.56"), ("L04", True, "9"), ("B05TU", False, "3"))
        enter(session, {(code, 202509, is_ytd): text for code, is_ytd, text in september})
    with database.read() as session:
        written = export(session, "baselines", tmp_path / "历史.xlsx")
    book = open_book(written.path)
    assert recognise(book) == "baselines"
    with database.write() as session:
        taken = take(session, tables_in(book, "baselines"), Mode.UPSERT)
    assert faults(taken.checked) == []
    assert (taken.outcome.added, taken.outcome.updated, taken.outcome.unchanged) == (0, 0, 3)
