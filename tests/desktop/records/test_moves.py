"""变更状态 with criteria: what is missing is shown with its value, and passed over only with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import lifecycle, store
from db.engine import Database
from db.lifecycle import moving
from db.lifecycle.governed import rules_of
from db.lifecycle.streamers import STREAMERS
from db.models import Contract, Streamer
from db.models.words import StreamerState
from desktop.records.move_dialog import MoveDialog
from desktop.records.moves_tab import MovesTab
from desktop.records.reading import read_record
from desktop.tasks import Tasks
from desktop.widgets.badge import Badge
from tests.desktop.invented import add_streamers


@pytest.fixture
def lead(sqlite_database: Database) -> int:
    """Save one person, who is a 线索."""
    return add_streamers(sqlite_database, 1)[0]


def dialog_of(tasks: Tasks, qtbot: QtBot, database: Database, key: int, to: str) -> MoveDialog:
    """Show the dialog of one move."""
    with database.read() as session:
        record = read_record(session, Streamer, key)
        wanted = next(each for each in lifecycle.moves(session, Streamer, key) if each.to == to)
    made = MoveDialog(tasks, Streamer, record, wanted)
    qtbot.addWidget(made)
    made.show()
    return made


def words_of(widget: QLabel | MoveDialog | MovesTab) -> set[str]:
    return {each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)}


def state_of(database: Database, key: int) -> str:
    with database.read() as session:
        return lifecycle.history_of(session, Streamer, key)[0].to_state


@pytest.fixture
def _lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a manager sign somebody against unmet criteria."""
    lenient = replace(STREAMERS, overridable=frozenset({StreamerState.SIGNED}))
    known = rules_of
    monkeypatch.setattr(moving, "rules_of", lambda model: lenient if model is Streamer else known(model))


def test_each_criterion_is_shown_with_its_value_its_threshold_and_a_word(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, lead: int
) -> None:
    dialog = dialog_of(tasks, qtbot, sqlite_database, lead, "已签约")
    shown = words_of(dialog)
    assert {"0/3 达成", "实名核验", "未核验", "已核验", "未达成", "条件", "现值", "门槛"} <= shown
    assert "尚未实名核验，请先核对身份证件并登记核验结果" in shown
    assert not dialog.confirm.isEnabled()
    assert dialog.confirm.text() == "确定变更"
    dialog.accept()
    assert state_of(sqlite_database, lead) == "线索"


@pytest.mark.usefixtures("_lenient")
def test_a_move_is_passed_over_its_criteria_only_with_a_reason_and_is_marked(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, lead: int
) -> None:
    dialog = dialog_of(tasks, qtbot, sqlite_database, lead, "已签约")
    assert dialog.confirm.text() == "特批通过"
    dialog.accept()
    assert "请填写原因" in words_of(dialog)
    dialog.reason.setText("证件在办理，负责人同意先签")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.confirm.isEnabled(), "Enter after the reason passes nothing over"
    dialog.confirm.click()
    qtbot.waitUntil(lambda: state_of(sqlite_database, lead) == "已签约")
    tab = MovesTab(tasks, Streamer)
    qtbot.addWidget(tab)
    tab.show()
    with sqlite_database.read() as session:
        tab.show_record(read_record(session, Streamer, lead))
    qtbot.waitUntil(lambda: "原因：证件在办理，负责人同意先签" in words_of(tab))
    assert {"自“线索”", "实名核验", "未达成"} <= words_of(tab)
    assert {"已签约", "特批通过", "线索"} <= {each.accessibleName() for each in tab.findChildren(Badge)}


def test_another_day_is_judged_anew(tasks: Tasks, qtbot: QtBot, sqlite_database: Database, lead: int) -> None:
    with sqlite_database.write() as session:
        store.save(session, Contract, {"streamer_id": lead, "start_on": date(2026, 6, 1)})
    dialog = dialog_of(tasks, qtbot, sqlite_database, lead, "已签约")
    assert "1/3 达成" in words_of(dialog)
    dialog.day.line.setText("2026-01-05")
    dialog.day.left.emit()
    qtbot.waitUntil(lambda: "0/3 达成" in words_of(dialog))


def test_a_move_without_criteria_shows_none(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, lead: int
) -> None:
    dialog = dialog_of(tasks, qtbot, sqlite_database, lead, "已邀约")
    assert dialog.confirm.isEnabled()
    assert not any("达成" in words for words in words_of(dialog))


def test_the_criteria_of_a_move_made_by_the_rules_are_folded(
    tasks: Tasks, qtbot: QtBot, sqlite_database: Database, lead: int
) -> None:
    with sqlite_database.write() as session:
        lifecycle.move(session, Streamer, lead, "已邀约")
    tab = MovesTab(tasks, Streamer)
    qtbot.addWidget(tab)
    tab.show()
    with sqlite_database.read() as session:
        tab.show_record(read_record(session, Streamer, lead))
    qtbot.waitUntil(lambda: len(tab.findChildren(Badge)) == 2)
    assert not [each for each in tab.findChildren(QPushButton) if "达成" in each.text()]
