"""设置 › 入职流程: nodes added, changed, moved and removed by the base itself."""

import pytest
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.onboarding import steps
from desktop.pages.settings import onboarding_tab
from desktop.pages.settings.onboarding_tab import StepsTab
from desktop.pages.settings.step_dialog import StepDialog
from desktop.tasks import Tasks


@pytest.fixture
def tab(tasks: Tasks, qtbot: QtBot) -> StepsTab:
    """Show the template."""
    made = StepsTab(tasks)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.words.rowCount() == 15)
    return made


def lines(tab: StepsTab) -> list[list[str]]:
    """Return name, hours and mark of every line."""
    words = tab.table.words
    return [[str(words.index(row, at).data()) for at in (1, 2, 3)] for row in range(words.rowCount())]


def dialog_of(tab: StepsTab) -> StepDialog:
    """Return the dialog in sight."""
    return next(each for each in tab.window().findChildren(StepDialog) if each.isVisible())


def test_the_nodes_stand_in_order_with_their_hours(tab: StepsTab) -> None:
    assert lines(tab)[0] == ["信息同步", "0.5 小时", ""]
    assert lines(tab)[7] == ["风格定位", "24 小时", "✓"]


def test_a_node_is_added_at_the_end_and_moved_up(
    tab: StepsTab, qtbot: QtBot, sqlite_database: Database
) -> None:
    tab.add.click()
    dialog = dialog_of(tab)
    dialog.name.setText("拍形象照")
    dialog.hours.setValue(20.5)
    dialog.must.setChecked(True)
    dialog.accept()
    qtbot.waitUntil(lambda: lines(tab)[-1] == ["拍形象照", "20.5 小时", "✓"])
    tab.table.selectRow(15)
    tab.up.click()
    qtbot.waitUntil(lambda: lines(tab)[14][0] == "拍形象照")
    assert tab.table.currentIndex().row() == 14
    with sqlite_database.read() as session:
        assert next(each.minutes for each in steps(session) if each.name == "拍形象照") == 1230


def test_a_node_without_a_name_keeps_the_question_open(tab: StepsTab, qtbot: QtBot) -> None:
    tab.add.click()
    dialog = dialog_of(tab)
    dialog.hours.setValue(3)
    dialog.accept()
    qtbot.waitUntil(lambda: "节点：请填写" in dialog._trouble.text())
    assert dialog.isVisible()
    assert dialog.hours.value() == 3


def test_a_node_is_changed_and_removed(tab: StepsTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onboarding_tab, "confirm_delete", lambda *_asked: True)
    tab.table.selectRow(6)
    tab.edit.click()
    dialog = dialog_of(tab)
    assert (dialog.name.text(), dialog.hours.value()) == ("设备交付", 18)
    dialog.hours.setValue(20)
    dialog.accept()
    qtbot.waitUntil(lambda: lines(tab)[6][1] == "20 小时")
    tab.remove.click()
    qtbot.waitUntil(lambda: len(lines(tab)) == 14)
    assert tab.table.currentIndex().row() == 6  # the next one came into its place
    assert "设备交付" not in [name for name, _hours, _must in lines(tab)]
