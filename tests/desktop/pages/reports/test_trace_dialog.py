"""查看明细: the rows behind a number, their count and sum, and the way to the page of each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.pages.reports import ReportsPage
from desktop.pages.reports.trace_dialog import TraceDialog
from desktop.widgets.segments import Segments
from tests.desktop.pages.reports.conftest import LAST, figures_of, row_of


def opened(page: ReportsPage, qtbot: QtBot, code: str, column: int = 3) -> TraceDialog:
    """Open the rows behind a number by the key people use."""
    table = figures_of(page).table
    table.setCurrentIndex(table.words.index(row_of(page, code), column))
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = page.window().findChildren(TraceDialog)[-1]
    qtbot.waitUntil(lambda: dialog.sum.text().startswith("共"))
    return dialog


def rows_of(dialog: TraceDialog, column: int) -> list[str]:
    assert dialog.table is not None
    model = dialog.table.record_model
    return [model.text_at(row, column) for row in range(model.rowCount())]


def test_enter_shows_the_rows_a_sum_was_added_up_from_the_largest_first(
    page: ReportsPage, qtbot: QtBot
) -> None:
    dialog = opened(page, qtbot, "L05")
    assert dialog._heading.text() == f"支付GMV  {LAST // 100}年{LAST % 100}月  1.50 万元"
    assert dialog._formula.text() == "各场支付GMV之和，含之后退款的订单。"
    assert dialog.sum.text() == "共 2 条，合计 1.50 万元"
    assert rows_of(dialog, 3) == ["10,000.00", "5,000.00"]


def test_the_number_of_another_column_shows_its_own_rows(page: ReportsPage, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot, "L01", column=6)
    assert dialog.sum.text() == "共 1 场"
    assert rows_of(dialog, 3) == ["10,000.00"]


def test_a_ratio_shows_both_its_parts(page: ReportsPage, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot, "L20")
    parts = [each for each in dialog.findChildren(Segments) if each.accessibleName() == "分子和分母"][-1]
    assert [each.text() for each in parts.findChildren(QPushButton)] == [
        "支付GMV 1.50 万元",
        "直播总时长 2.0 小时",
    ]
    parts.chosen.emit(1)
    qtbot.waitUntil(lambda: dialog.sum.text() == "共 2 条，合计 2.0 小时")
    assert rows_of(dialog, 3) == ["1小时", "1小时"]


def test_a_click_on_a_head_sorts_the_rows(page: ReportsPage, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot, "L05")
    assert dialog.table is not None
    dialog.table.sort_wanted.emit((("gmv", False),))
    qtbot.waitUntil(lambda: rows_of(dialog, 3) == ["5,000.00", "10,000.00"])


def test_a_row_opens_its_own_page(page: ReportsPage, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot, "L05")
    assert dialog.table is not None
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted.args == ["lives", {"key": 1}]
    assert dialog.result() == TraceDialog.DialogCode.Accepted


@pytest.mark.parametrize("code", ["B01", "T01"])
def test_a_figure_without_rows_says_so(page: ReportsPage, qtbot: QtBot, code: str) -> None:
    dialog = opened(page, qtbot, code)
    assert dialog.sum.text().startswith("共 0 ")
    assert not dialog.open_row.isEnabled()


def test_chosen_rows_and_lines_are_copied_as_excel_pastes_them(page: ReportsPage, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot, "L05")
    assert dialog.table is not None
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "\t10000\t" in QGuiApplication.clipboard().text())
    assert QGuiApplication.clipboard().text().count("\t") == len(dialog.table.record_model.view.columns) - 1
    dialog.reject()
    QTest.keyClick(figures_of(page).table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("L05\t支付GMV\t万元\t1.50\t")
