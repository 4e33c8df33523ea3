"""入职: begun on the streamer's page, ticked off by keyboard, overdue in red words, skipped with a reason."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.onboarding import nodes
from db.store.onboarding import begin_onboarding
from desktop import faults
from desktop.pages import streamer_onboarding
from desktop.pages.onboarding_dialogs import BeginDialog
from desktop.pages.streamer_onboarding import OnboardingTab
from desktop.pages.streamers import StreamersPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import look
from tests.db.contract_world import person
from tests.desktop.pages.roster import open_tab


@pytest.fixture
def who(sqlite_database: Database) -> int:
    """Save a streamer who passed the interview."""
    with sqlite_database.write() as session:
        return person(session, status="已面试", joined_on=date.today() - timedelta(days=2))


@pytest.fixture
def tab(tasks: Tasks, settings: Settings, qtbot: QtBot, who: int) -> OnboardingTab:
    """Show the tab 入职 of the streamer."""
    page = StreamersPage(tasks, settings)
    qtbot.addWidget(page)
    tasks.saved.connect(page.refresh)
    page.resize(1158, 742)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.key == who and page.panel.form.record is not None)
    found = open_tab(page.panel.tabs, "入职")
    assert isinstance(found, OnboardingTab)
    qtbot.waitUntil(lambda: found._found is not None)
    return found


@pytest.fixture
def running(tab: OnboardingTab, qtbot: QtBot, who: int, sqlite_database: Database) -> OnboardingTab:
    """Begin the flow as if the interview was 26 hours ago."""
    with sqlite_database.write() as session:
        begin_onboarding(session, who, datetime.now() - timedelta(hours=26), "王芳")  # noqa: DTZ005
    assert tab._record is not None
    tab.show_record(tab._record)
    qtbot.waitUntil(lambda: tab.table.rowCount() == 15)
    return tab


def line(tab: OnboardingTab, name: str) -> int:
    """Return the number of a node's line."""
    return next(row for row in range(tab.table.rowCount()) if cell(tab, row, 0).startswith(name))


def cell(tab: OnboardingTab, row: int, column: int) -> str:
    """Return the words of a cell."""
    item = tab.table.item(row, column)
    return item.text() if item else ""


def words(tab: OnboardingTab) -> str:
    """Return the words in sight beside the list."""
    return " ".join(each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab))


def test_a_flow_is_begun_with_the_day_of_the_interview(tab: OnboardingTab, qtbot: QtBot) -> None:
    assert "还没有开始入职流程" in words(tab)
    tab.begin.click()
    (dialog,) = tab.window().findChildren(BeginDialog)
    nine = datetime.combine(date.today() - timedelta(days=2), datetime.min.time()) + timedelta(hours=9)
    assert dialog.passed.value() == nine
    dialog.owner.setText("王芳")
    dialog.accept()
    qtbot.waitUntil(lambda: tab.table.rowCount() == 15)
    assert "进度 0/15" in words(tab)
    assert "负责人：王芳" in words(tab)


def test_a_time_that_cannot_be_read_keeps_the_question_open(tab: OnboardingTab) -> None:
    tab.begin.click()
    (dialog,) = tab.window().findChildren(BeginDialog)
    dialog.passed.line.setText("前天吧")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._trouble.isVisibleTo(dialog)
    assert dialog.passed.line.text() == "前天吧"


def test_what_is_overdue_says_so_in_red_words(running: OnboardingTab) -> None:
    row = line(running, "风格定位")
    assert cell(running, row, 2) == "超期 2 小时"
    item = running.table.item(row, 2)
    assert item is not None
    assert item.foreground().color().name().upper() == look().tokens.bad
    assert cell(running, row, 0) == "风格定位 *"
    assert running._late.accessibleName() == "超期 8 项"


def test_the_space_bar_ticks_a_node_off_and_back(
    running: OnboardingTab, qtbot: QtBot, who: int, sqlite_database: Database
) -> None:
    row = line(running, "签约")
    running.table.setCurrentCell(row, 2)
    QTest.keyClick(running.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: cell(running, row, 2) == "已完成")
    qtbot.waitUntil(lambda: "测试员于" in words(running) and "进度 1/15" in words(running))
    with sqlite_database.read() as session:
        (done,) = (node for node in nodes(session, who) if not node.is_open)
    assert (done.name, done.done_by) == ("签约", "测试员")
    QTest.keyClick(running.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: cell(running, row, 2) == "超期 14 小时")


def test_a_click_on_the_box_ticks_too(running: OnboardingTab, qtbot: QtBot) -> None:
    item = running.table.item(0, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: cell(running, 0, 2) == "已完成")


def test_a_node_is_skipped_with_a_reason(
    running: OnboardingTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streamer_onboarding, "ask_reason", lambda *_asked: "自带设备")
    row = line(running, "设备交付")
    running.table.setCurrentCell(row, 0)
    running.skip.click()
    qtbot.waitUntil(lambda: cell(running, row, 2) == "已跳过")
    qtbot.waitUntil(lambda: "已跳过：自带设备" in words(running))
    assert not running.skip.isEnabled()


def test_what_must_not_be_skipped_says_so(
    running: OnboardingTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(faults, "report", lambda error, _parent: told.append(str(error)))
    row = line(running, "视觉前置核验")
    running.table.setCurrentCell(row, 0)
    running.skip.click()
    qtbot.waitUntil(lambda: bool(told))
    assert "“视觉前置核验”不得跳过，请完成后再打勾" in told[0]
    assert cell(running, row, 2) != "已跳过"
