"""Several selected rows: the bar at the list's foot, what it asks, and what is told afterwards."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from db import store
from db.columns import column
from db.deeds import tag_all
from db.engine import Database
from db.models import Brand, Org, Streamer
from db.queries.reminders import open_reminders
from desktop.pages.streamers import StreamersPage
from desktop.records import bulk_dialog
from desktop.records.bulk_actions import settable
from desktop.records.bulk_field import BulkFieldDialog
from desktop.records.bulk_move import BulkMoveDialog
from desktop.records.bulk_remind import BulkRemindDialog
from desktop.records.bulk_tags import BulkTagsDialog
from desktop.records.refusals import RefusalsDialog
from desktop.widgets.notice import Notice, tell


def select(roster: StreamersPage, first: int, last: int) -> list[int]:
    """Select some rows; return their keys."""
    model, flags = roster.model, QItemSelectionModel.SelectionFlag
    chosen = QItemSelection(model.index(first, 0), model.index(last, 0))
    roster.table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
    return roster.table.selected_keys()


def bar_words(roster: StreamersPage) -> str:
    """Return what the bar says first."""
    return roster.bulk.bar.findChildren(QLabel)[0].text()


def press(roster: StreamersPage, words: str) -> None:
    """Press a button of the bar."""
    next(each for each in roster.bulk.bar.findChildren(QPushButton) if each.text() == words).click()


def states(database: Database, keys: list[int]) -> list[object]:
    """Return the states of some people."""
    with database.read() as session:
        return [store.load(session, Streamer, key).values["status"] for key in keys]


def test_the_bar_stands_there_while_several_rows_are_selected(roster: StreamersPage) -> None:
    assert not roster.bulk.bar.isVisible()
    select(roster, 2, 4)
    assert roster.bulk.bar.isVisible()
    assert bar_words(roster) == "已选 3 位"
    offered = [each.text() for each in roster.bulk.bar.findChildren(QPushButton)]
    assert offered[:3] == ["变更状态", "设置团队", "设置其他"]
    assert offered[-2:] == ["删除", "更多"]
    (close,) = roster.bulk.bar.findChildren(QToolButton)
    close.click()
    assert not roster.bulk.bar.isVisible()
    assert len(roster.table.selected_keys()) == 1


def test_a_notice_that_stood_there_before_moves_off_the_bar(roster: StreamersPage, qtbot: QtBot) -> None:
    notice = tell(roster, "已保存", undoes=True)
    before = notice.y()
    select(roster, 2, 4)
    bar = roster.bulk.bar

    def stands_clear() -> bool:
        return notice.geometry().bottom() < bar.mapTo(roster, QPoint()).y()

    qtbot.waitUntil(stands_clear)
    assert notice.y() < before
    select(roster, 2, 2)
    qtbot.waitUntil(lambda: notice.y() == before)


def test_states_of_several_are_changed_those_refused_are_listed_and_all_goes_back(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    keys = select(roster, 0, 3)
    before = states(sqlite_database, keys)
    press(roster, "变更状态")
    (dialog,) = roster.findChildren(BulkMoveDialog)
    qtbot.waitUntil(lambda: dialog.to.count() > 0)
    dialog.accept()
    assert dialog.trouble.text() == "请选择要变更为的状态"
    (at,) = (row for row in range(dialog.to.count()) if dialog.to.itemText(row).startswith("黑名单"))
    dialog.to.setCurrentIndex(at)
    dialog.accept()
    assert dialog.trouble.text() == "请填写原因"
    dialog.reason.setText("核对名单")
    dialog.accept()
    qtbot.waitUntil(lambda: states(sqlite_database, keys) == ["黑名单"] * 4)
    qtbot.waitUntil(lambda: bool(roster.findChildren(Notice)))
    (notice,) = roster.findChildren(Notice)
    assert notice.text == "已将 4 条主播记录变更为“黑名单”"
    qtbot.waitUntil(lambda: roster.table.selected_keys() == keys and not roster.tasks.is_busy())
    assert notice.geometry().bottom() < roster.bulk.bar.mapTo(roster, roster.bulk.bar.rect().topLeft()).y()
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: states(sqlite_database, keys) == before)
    assert not roster.findChildren(RefusalsDialog)


def test_a_day_to_come_is_refused_for_each_and_nothing_is_done(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    keys = select(roster, 0, 1)
    before = states(sqlite_database, keys)
    roster.bulk.move()
    (dialog,) = roster.findChildren(BulkMoveDialog)
    qtbot.waitUntil(lambda: dialog.to.count() > 0)
    dialog.to.setCurrentIndex(dialog.to.count() - 1)
    dialog.reason.setText("核对名单")
    dialog.day.show_value(date(2099, 1, 1))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(roster.findChildren(RefusalsDialog)))
    (refused,) = roster.findChildren(RefusalsDialog)
    assert refused.count.text() == "0 条已办理，2 条没有办理"
    assert refused.table.words.index(0, 2).data() == "生效日期不能晚于今天。"
    assert states(sqlite_database, keys) == before
    assert not roster.findChildren(Notice)


def test_a_team_is_set_for_several(roster: StreamersPage, qtbot: QtBot, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        team = store.save(session, Org, {"name": "云上抖音团队", "roles": "操盘团队"})
    keys = select(roster, 5, 7)
    press(roster, "设置团队")
    (dialog,) = roster.findChildren(BulkFieldDialog)
    dialog.accept()
    assert dialog.trouble.text() == "请填写操盘团队"
    dialog.editor.show_value(team)
    dialog.editor.show_name("云上抖音团队")  # type: ignore[attr-defined]
    dialog.accept()

    def teams() -> list[object]:
        with sqlite_database.read() as session:
            return [store.load(session, Streamer, key).values["team_id"] for key in keys]

    qtbot.waitUntil(lambda: teams() == [team] * 3)


def test_too_many_at_once_are_not_begun(roster: StreamersPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_dialog, "MOST", 3)
    select(roster, 0, 9)
    roster.bulk.move()
    assert not roster.findChildren(BulkMoveDialog)
    (notice,) = roster.findChildren(Notice)
    assert "一次最多办理 3 条" in notice.text
    roster.actions_of_rows.delete()
    assert roster.model.rowCount() == 20


def test_the_right_button_offers_the_same(roster: StreamersPage) -> None:
    select(roster, 0, 2)
    at = roster.table.visualRect(roster.model.index(1, 1)).center()
    roster.table.customContextMenuRequested.emit(at)
    (menu,) = (each for each in roster.table.findChildren(QMenu) if each.isVisible())
    offered = {each.text() for each in menu.actions() if each.isEnabled()}
    assert {"变更状态", "设置团队", "设置其他", "导出", "删除"} <= offered


def test_the_bar_is_reached_and_pressed_by_keys(roster: StreamersPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(roster):
        roster.activateWindow()
    select(roster, 0, 2)
    roster.table.setFocus()
    QTest.keyClick(roster.table, Qt.Key.Key_Tab)
    reached = roster.focusWidget()
    assert isinstance(reached, QPushButton)
    assert reached.text() == "变更状态"
    QTest.keyClick(reached, Qt.Key.Key_Space)
    assert roster.findChildren(BulkMoveDialog)


def test_only_fields_several_may_share_can_be_set() -> None:
    names = {each.name for each in settable(Streamer)}
    assert {"team_id", "category_id", "level"} <= names
    assert not {"status", "name", "id_no", "phone"} & names
    assert "status" not in {each.name for each in settable(Brand)}
    assert column(Streamer, "team_id").label == "操盘团队"


def tags(database: Database, keys: list[int]) -> list[object]:
    """Return the tags of some people."""
    with database.read() as session:
        return [store.load(session, Streamer, key).values["tags"] for key in keys]


def test_tags_are_ticked_and_typed_for_several(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    keys = select(roster, 0, 2)
    with sqlite_database.write() as session:
        tag_all(session, Streamer, keys[:1], add=["潜力"])
    press(roster, "标签")
    (dialog,) = roster.findChildren(BulkTagsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    item = dialog.list.item(0)
    assert (item.text(), item.checkState()) == ("潜力（所选中 1 条）", Qt.CheckState.PartiallyChecked)
    dialog.accept()
    assert dialog.trouble.text() == "请填写新标签，或勾选、取消已有的标签"
    dialog.line.setText("重点，夜场")
    dialog.accept()
    qtbot.waitUntil(lambda: tags(sqlite_database, keys) == ["潜力、重点、夜场", "重点、夜场", "重点、夜场"])


def test_a_reminder_is_written_down_for_several(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    keys = select(roster, 0, 1)
    press(roster, "提醒")
    (dialog,) = roster.findChildren(BulkRemindDialog)
    dialog.accept()
    assert dialog.trouble.text() == "请填写提醒内容"
    dialog.words.setText("回访续约意向")
    dialog.day.show_value(date.today())
    dialog.accept()

    def found() -> list[str]:
        with sqlite_database.read() as session:
            return [one.text for one in open_reminders(session, date.today()) if "回访" in one.text]

    with sqlite_database.read() as session:
        names = [store.load(session, Streamer, key).values["name"] for key in keys]
    qtbot.waitUntil(lambda: found() == [f"{name}：回访续约意向" for name in names])


def test_what_finds_no_room_on_the_bar_stands_under_more(roster: StreamersPage) -> None:
    select(roster, 0, 2)
    bar = roster.bulk.bar
    made = [each for each in bar.findChildren(QPushButton) if each.text() != "更多"]
    (more,) = (each for each in bar.findChildren(QPushButton) if each.text() == "更多")
    bar.setFixedWidth(2 * made[0].sizeHint().width() + more.sizeHint().width() + 200)
    shown = [each.text() for each in made if each.isVisibleTo(bar)]
    assert more.isVisibleTo(bar)
    hidden = [each.text() for each in more.menu().actions()]
    assert shown + hidden == [each.text() for each in made]
    assert len(shown) > 1
    assert hidden
