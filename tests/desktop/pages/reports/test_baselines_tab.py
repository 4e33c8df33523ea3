"""历史数据: typed or pasted into a grid, saved at once, taken back; what cannot be read turns red."""

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.models import LiveSession, PlatformAccount
from db.models.words import Platform
from db.queries.baseline_grid import ROWS
from db.queries.baselines import baselines_of
from db.queries.periods import month_of, month_period
from db.store.baseline_rules import enter
from desktop.pages.reports.baselines_tab import BaselinesTab
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice

YEAR = date.today().year - 1
PLACE = {(row.entry.code, row.is_ytd): number for number, row in enumerate(ROWS)}
L01, L05, L04_YTD = PLACE["L01", False], PLACE["L05", False], PLACE["L04", True]
DISPLAY, INK, TIP = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.ToolTipRole,
)


@pytest.fixture
def tab(tasks: Tasks, settings: Settings, qtbot: QtBot) -> BaselinesTab:
    """Show the tab of a base with one session in March of the last year and one value entered."""
    with tasks.database.write() as session:
        session.add(PlatformAccount(id=1, code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
        session.flush()
        session.add(
            LiveSession(
                code="CC-1", start_at=datetime(YEAR, 3, 2, 20), month=YEAR * 100 + 3,
                platform=Platform.KUAISHOU, account_id=1, gmv=1_234_567, minutes=60,
            )
        )  # fmt: skip
        session.flush()
        enter(session, {("L05", YEAR * 100 + 2, False): "88.5"}, "上年月报")
    made = BaselinesTab(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(lambda: made.show_period(month_period(month_of(date.today()))))
    made.resize(1100, 640)
    made.show()
    made.show_period(month_period(month_of(date.today())))
    qtbot.waitUntil(lambda: shown(made, L05, 3) == "1.23" and shown(made, L05, 2) == "88.5")
    return made


def shown(tab: BaselinesTab, row: int, month: int, role: Qt.ItemDataRole = DISPLAY) -> str:
    return str(tab.grid.months.index(row, month - 1).data(role) or "")


def kept(database: Database) -> dict[tuple[str, int, bool], str]:
    with database.read() as session:
        return {
            (code, month % 100, is_ytd): one.text
            for (code, month, is_ytd), one in baselines_of(session, YEAR).items()
        }


def choose(tab: BaselinesTab, row: int, month: int) -> None:
    tab.grid.setCurrentIndex(tab.grid.months.index(row, month - 1))
    tab.grid.setFocus()


def paste(tab: BaselinesTab, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(tab.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def press(widget: QWidget, words: str) -> None:
    next(each for each in widget.findChildren(QPushButton) if each.text() == words).click()


def notice(tab: BaselinesTab) -> str:
    return "".join(each.text for each in tab.window().findChildren(Notice) if not each.isHidden())


def test_the_year_before_stands_first_with_own_figures_in_grey(tab: BaselinesTab) -> None:
    assert tab.year == YEAR
    ink = tab.grid.months.index(L05, 2).data(INK)
    assert ink is not None, "counted by the program itself"
    assert tab.grid.months.index(L05, 1).data(INK) is None, "entered"
    assert "来源：上年月报" in shown(tab, L05, 2, TIP)
    assert tab.grid.months.headerData(L05, Qt.Orientation.Vertical) == "L05 支付GMV（万元）"
    assert "1月至本月累计" in str(tab.grid.months.headerData(L04_YTD, Qt.Orientation.Vertical))


def test_the_model_keeps_its_promises(tab: BaselinesTab, qtmodeltester: Any) -> None:
    qtmodeltester.check(tab.grid.months)


def test_a_figure_typed_over_a_cell_is_saved_with_its_source(
    tab: BaselinesTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    tab.source.setText("2025年1月月报")
    choose(tab, L01, 1)
    QTest.keyClicks(tab.grid, "3")
    editor = tab.grid.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "1")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(sqlite_database).get(("L01", 1, False)) == "31")
    qtbot.waitUntil(lambda: "来源：2025年1月月报" in shown(tab, L01, 1, TIP))
    qtbot.waitUntil(lambda: "已保存 1 个数" in notice(tab))


def test_a_block_of_a_spreadsheet_is_pasted_saved_and_taken_back(
    tab: BaselinesTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    before = kept(sqlite_database)
    choose(tab, L01, 2)
    paste(tab, "1,234\t5万\t—\r\n12\t\t7\r\n")
    qtbot.waitUntil(lambda: "已保存 4 个数" in notice(tab))
    found = kept(sqlite_database)
    second = ROWS[L01 + 1].entry.code
    assert {cell: text for cell, text in found.items() if cell[0] in ("L01", second)} == {
        ("L01", 2, False): "1,234", ("L01", 3, False): "5万",
        (second, 2, False): "12", (second, 4, False): "7",
    }  # fmt: skip
    press(tab.window(), "撤销")
    qtbot.waitUntil(lambda: kept(sqlite_database) == before)


def test_what_cannot_be_read_turns_red_and_the_rest_is_saved(
    tab: BaselinesTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    choose(tab, L01, 5)
    paste(tab, "12.5\t40")
    qtbot.waitUntil(lambda: "1 个看不懂" in notice(tab))
    assert kept(sqlite_database).get(("L01", 6, False)) == "40"
    assert ("L01", 5, False) not in kept(sqlite_database)
    assert (shown(tab, L01, 5), "小数位数过多" in shown(tab, L01, 5, TIP)) == ("12.5", True)
    choose(tab, L01, 5)
    paste(tab, "12")
    qtbot.waitUntil(lambda: kept(sqlite_database).get(("L01", 5, False)) == "12")
    assert shown(tab, L01, 5, TIP) == ""


def test_del_takes_a_value_away_and_the_own_figure_stands_there_again(
    tab: BaselinesTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    choose(tab, L05, 3)
    paste(tab, "9")
    qtbot.waitUntil(lambda: kept(sqlite_database).get(("L05", 3, False)) == "9")
    qtbot.waitUntil(lambda: "程序按已有数据算出：1.23" in shown(tab, L05, 3, TIP))
    qtbot.waitUntil(lambda: "其中 1 个程序自己也算得出，现以填写的为准" in notice(tab))
    choose(tab, L05, 3)
    QTest.keyClick(tab.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: ("L05", 3, False) not in kept(sqlite_database))
    qtbot.waitUntil(lambda: shown(tab, L05, 3) == "1.23")


def test_a_block_is_copied_as_spreadsheets_exchange_it(tab: BaselinesTab) -> None:
    choose(tab, L05, 2)
    QTest.keyClick(tab.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "88.5"


def test_the_copied_form_is_filled_in_elsewhere_and_lands_by_name(
    tab: BaselinesTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    press(tab, "复制表样")
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert (lines[0][:3], len(lines)) == (["", "1月", "2月"], len(ROWS) + 1)
    assert lines[L05 + 1][:3] == ["L05 支付GMV（万元）", "", "88.5"]
    lines[L01 + 1][12] = "700"
    strange = ["利润", *["1"] * 12]
    choose(tab, L05, 6)
    paste(tab, "\n".join("\t".join(line) for line in (lines[0], lines[L01 + 1], strange)))
    qtbot.waitUntil(lambda: kept(sqlite_database).get(("L01", 12, False)) == "700")
    qtbot.waitUntil(lambda: "1 行没有对上指标：利润" in notice(tab))
    assert kept(sqlite_database) == {("L05", 2, False): "88.5", ("L01", 12, False): "700"}


def test_months_to_come_cannot_be_filled_in(tab: BaselinesTab, qtbot: QtBot) -> None:
    tab.years.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not tab.tasks.is_busy())
    months = tab.grid.months
    for month in range(1, 13):
        editable = bool(months.flags(months.index(L01, month - 1)) & Qt.ItemFlag.ItemIsEditable)
        assert editable == (month <= date.today().month)


def test_the_tab_takes_sheets_in_and_gives_them_out(tab: BaselinesTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.import_wanted) as wanted:
        press(tab, "导入 Excel")
    assert wanted.args == ["baselines"]
