"""Records go by key, by menu or by button; it is said who goes, and it can be taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.pages.streamers import StreamersPage
from desktop.records import record_actions
from desktop.records.questions import confirm_delete
from desktop.records.refusals import RefusalsDialog
from desktop.theme import look
from desktop.widgets.notice import Notice, tell
from tests.desktop.invented import add_account
from tests.desktop.pages.roster import line


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Agree to every deletion; return what was asked about."""
    names: list[str] = []

    def agree(_parent: object, what: str, _more: str) -> bool:
        names.append(what)
        return True

    monkeypatch.setattr(record_actions, "confirm_delete", agree)
    return names


def right_click(roster: StreamersPage, row: int) -> QMenu:
    """Press the right button on a row; return the menu that opens."""
    at = roster.table.visualRect(roster.model.index(row, 1)).center()
    QTest.mouseClick(roster.table.viewport(), Qt.MouseButton.RightButton, pos=at)
    roster.table.customContextMenuRequested.emit(at)
    (menu,) = (each for each in roster.table.findChildren(QMenu) if each.isVisible())
    return menu


def test_deleting_names_the_person_tells_and_can_be_taken_back(
    roster: StreamersPage, qtbot: QtBot, asked: list[str]
) -> None:
    roster.table.select_key(roster.model.key_at(0))
    QTest.keyClick(roster.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: roster.model.rowCount() == 19)
    assert asked == ["主播“ZB-000001 白锦曦”"]
    (notice,) = roster.findChildren(Notice)
    assert notice.text == "已删除主播“白锦曦”"
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)


def test_the_way_back_is_not_displaced_by_another_notice(
    roster: StreamersPage, qtbot: QtBot, asked: list[str]
) -> None:
    roster.table.select_key(roster.model.key_at(0))
    roster.actions_of_rows.delete()
    qtbot.waitUntil(lambda: bool(roster.findChildren(Notice)))
    (undo,) = roster.findChildren(Notice)
    other = tell(roster, "已复制 3 行")
    assert undo.isVisible()
    assert not undo.geometry().intersects(other.geometry())
    qtbot.waitUntil(lambda: roster.model.rowCount() == 19)
    roster.actions_of_rows.delete()
    with qtbot.waitSignal(undo.destroyed):
        qtbot.waitUntil(lambda: roster.model.rowCount() == 18)
    assert len(asked) == 2


def test_a_right_click_on_a_row_offers_what_can_be_done_to_it(
    roster: StreamersPage, qtbot: QtBot, asked: list[str]
) -> None:
    menu = right_click(roster, 3)
    offered = {each.text(): each for each in menu.actions() if each.text()}
    assert list(offered) == ["打开", "添加提醒", "变更状态", "复制", "删除"]
    offered["删除"].trigger()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 19)
    assert asked == ["主播“ZB-000004 林夕”"]


def test_of_several_rows_only_what_suits_all_of_them_is_offered(roster: StreamersPage) -> None:
    roster.table.selectAll()
    menu = right_click(roster, 3)
    offered = {each.text() for each in menu.actions() if each.isEnabled() and each.text()}
    assert offered == {"复制", "变更状态", "设置团队", "设置其他", "标签", "提醒", "导出", "删除"}


def test_a_right_click_beside_the_rows_offers_nothing(roster: StreamersPage) -> None:
    roster.table.customContextMenuRequested.emit(QPoint(10, 10_000))
    assert not roster.table.findChildren(QMenu)


def test_the_panel_has_a_button_that_deletes(roster: StreamersPage, qtbot: QtBot, asked: list[str]) -> None:
    buttons = roster.panel.findChildren(QToolButton)
    next(each for each in buttons if each.toolTip() == "删除").click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 19)
    assert len(asked) == 1


def test_after_deleting_the_next_person_is_chosen_and_after_the_last_the_one_before(
    roster: StreamersPage, qtbot: QtBot, asked: list[str]
) -> None:
    def delete(row: int, then: int) -> None:
        left, next_key = roster.model.rowCount() - 1, roster.model.key_at(then)
        roster.table.select_key(roster.model.key_at(row))
        roster.actions_of_rows.delete()
        qtbot.waitUntil(lambda: roster.model.rowCount() == left)
        assert roster.table.current_key() == next_key
        qtbot.waitUntil(lambda: roster.panel.key == next_key)

    delete(12, then=13)
    delete(18, then=17)
    assert len(asked) == 2


def test_what_was_typed_stays_when_the_record_cannot_be_deleted(
    roster: StreamersPage, qtbot: QtBot, asked: list[str], sqlite_database: Database
) -> None:
    key = roster.panel.key
    assert key is not None
    add_account(sqlite_database, key)
    line(roster, "stage_name").line.setText("没存")
    roster.panel.form.grid.changed_names.add("stage_name")
    refused: list[object] = []
    roster.tasks.failed.disconnect()
    roster.tasks.failed.connect(refused.append)
    roster.actions_of_rows.delete()
    qtbot.waitUntil(lambda: bool(refused))
    assert roster.panel.form.is_dirty
    assert len(asked) == 1


def test_the_question_shows_deleting_in_red_and_keeps_by_default(
    roster: StreamersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, str] = {}

    def look_at(box: QMessageBox) -> int:
        box.ensurePolished()
        for each in box.buttons():
            assert isinstance(each, QPushButton)
            each.ensurePolished()
            seen[each.text()] = each.palette().buttonText().color().name().upper()
        seen["default"] = box.defaultButton().text()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look_at)
    assert not confirm_delete(roster, "主播“韩沉”")
    assert seen == {"删除": look().tokens.bad, "取消": seen["取消"], "default": "取消"}


def test_ctrl_z_brings_back_what_went_within_the_time(
    roster: StreamersPage, qtbot: QtBot, asked: list[str]
) -> None:
    with qtbot.waitActive(roster):
        roster.activateWindow()
    roster.table.setFocus()
    roster.actions_of_rows.delete()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 19)
    QTest.keyClick(roster.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)
    assert any(each.text.startswith("已撤销") for each in roster.findChildren(Notice))
    assert len(asked) == 1


def test_several_go_at_once_and_those_in_use_are_listed_with_the_reason(
    roster: StreamersPage, qtbot: QtBot, asked: list[str], sqlite_database: Database
) -> None:
    key = roster.model.key_at(1)
    assert key is not None
    add_account(sqlite_database, key)
    roster.table.selectAll()
    roster.actions_of_rows.delete()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 1)
    (dialog,) = roster.findChildren(RefusalsDialog)
    assert dialog.count.text() == "19 条已办理，1 条没有办理"
    assert "1 个平台账号" in str(dialog.table.words.index(0, 2).data())
    (notice,) = roster.findChildren(Notice)
    assert notice.text == "已删除 19 条主播记录"
    assert asked == [" 20 位主播"]


@pytest.mark.parametrize("way", ["button", "keys"])
def test_what_was_saved_in_the_form_goes_back_too(roster: StreamersPage, qtbot: QtBot, way: str) -> None:
    with qtbot.waitActive(roster):
        roster.activateWindow()
    name = line(roster, "stage_name").line
    before = name.text()
    name.setFocus()
    name.setText("阿七")
    roster.panel.form.grid.changed_names.add("stage_name")
    roster.panel.form.save()
    qtbot.waitUntil(lambda: bool(roster.findChildren(Notice)))
    (notice,) = roster.findChildren(Notice)
    assert notice.text == "已修改主播“白锦曦”"
    qtbot.waitUntil(lambda: not roster.tasks.is_busy())
    assert line(roster, "stage_name").line.text() == "阿七"
    if way == "button":
        next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    else:
        QTest.keyClick(line(roster, "stage_name").line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: line(roster, "stage_name").line.text() == before)
