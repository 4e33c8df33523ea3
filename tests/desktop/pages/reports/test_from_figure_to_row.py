"""From a figure of the report to one of its rows on the row's own page, and back to the report."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models import PlatformAccount
from db.models.words import Platform
from desktop.pages.lives import LivesPage
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.trace_dialog import TraceDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.main import MainWindow
from tests.desktop.pages.reports.conftest import LAST, add_live, figures_of, row_of


def test_a_figure_opens_its_rows_and_a_row_its_page(
    tasks: Tasks, settings: Settings, themed: QApplication, qtbot: QtBot
) -> None:
    del themed
    with tasks.database.write() as session:
        session.add(PlatformAccount(id=1, code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
        session.flush()
        for number in range(1, 6):
            add_live(session, number, LAST, number * 100_000)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    window.fill(tasks, shared=False)
    window.go("reports", {"month": LAST})
    page = window.page
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: figures_of(page).table.words.rowCount() > 0)
    table = figures_of(page).table
    table.setCurrentIndex(table.words.index(row_of(page, "L18"), 3))
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = window.findChildren(TraceDialog)[-1]
    qtbot.waitUntil(lambda: dialog.table is not None)
    assert dialog.sum.text() == "共 5 条，最大 0.50 万元"
    dialog.open_row.click()
    qtbot.waitUntil(lambda: isinstance(window.page, LivesPage))
    lives = window.page
    assert isinstance(lives, LivesPage)
    qtbot.waitUntil(lambda: lives.panel.key == 5)
    assert lives.table.current_key() == 5
    window.go("reports")
    figure = figures_of(page).table.figure
    assert figure is not None
    assert figure.code == "L18"
    qtbot.waitUntil(lambda: not tasks.is_busy())
