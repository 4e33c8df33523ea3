"""重复记录: pairs are listed, compared, merged, taken back and set apart as a user does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db import store
from db.duplicates import PAGE, Choice
from db.models import Org, Streamer
from desktop.pages.tidying.duplicates_apart import ApartDialog
from desktop.pages.tidying.duplicates_choose import ChooseDialog
from desktop.pages.tidying.duplicates_merge import MergeDialog
from desktop.pages.tidying.duplicates_page import DuplicatesPage
from desktop.records.undo_dialog import UndoDialog
from desktop.widgets.notice import Notice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from db.engine import Database
    from desktop.pages.streamers import StreamersPage
    from desktop.pages.tidying.duplicates_fields import FieldTable
    from desktop.settings import Settings
    from desktop.tasks import Tasks

PHONE = "13812345063"
SPOKEN = {"name": "韩沉", "phone": PHONE, "remark": "老主播"}
TWIN = {"name": "韩沉", "phone": PHONE, "remark": "由运营推荐", "stage_name": "沉沉"}


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> DuplicatesPage:
    """Show the page of a base in which somebody was entered twice, read again after each save."""
    with sqlite_database.write() as session:
        for values in (SPOKEN, TWIN, {"name": "韩小沉", "phone": PHONE}):
            store.save(session, Streamer, values)
    made = DuplicatesPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: lines(made) == 3)
    return made


def lines(page: DuplicatesPage) -> int:
    return page.table.words.rowCount()


def words(page: DuplicatesPage, row: int) -> list[str]:
    model = page.table.words
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def opened(page: DuplicatesPage, qtbot: QtBot) -> MergeDialog:
    """Open the chosen pair and wait until both are there."""
    QTest.mouseClick(page.panel.merge, Qt.MouseButton.LeftButton)
    dialog = page.findChildren(MergeDialog)[-1]
    qtbot.waitUntil(dialog.do.isEnabled)
    return dialog


def names(database: Database) -> list[str]:
    with database.read() as session:
        return [name for _key, name in store.names(session, Streamer)]


def test_the_likeliest_pair_stands_first_with_its_reasons(page: DuplicatesPage) -> None:
    assert words(page, 0) == ["很可能 75", "ZB-000001  韩沉", "ZB-000002  韩沉", "电话相同、姓名相同"]
    assert words(page, 1)[0] == "存疑 35"
    assert page.panel.isVisible()
    assert page.panel.apart.text() == "不是同一人"


def test_a_pair_is_merged_field_by_field_and_that_can_be_taken_back(
    page: DuplicatesPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    dialog = opened(page, qtbot)
    assert dialog.title.text() == "ZB-000002 韩沉 并入 ZB-000001 韩沉"
    assert dialog.fields.words.rowCount() == 2  # 艺名, 备注
    dialog.fields.take("remark", Choice.GOES)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == 1)
    with sqlite_database.read() as session:
        kept = store.load(session, Streamer, 1).values
    assert (kept["stage_name"], kept["remark"]) == ("沉沉", "由运营推荐")
    (notice,) = page.findChildren(Notice)
    (undo,) = [each for each in notice.findChildren(QPushButton) if each.text() == "撤销合并"]
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    asked = page.findChildren(UndoDialog)[0]
    qtbot.waitUntil(asked.back.isEnabled)
    QTest.mouseClick(asked.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == 3)
    assert len(names(sqlite_database)) == 3


def test_the_other_record_may_stay(page: DuplicatesPage, qtbot: QtBot, sqlite_database: Database) -> None:
    dialog = opened(page, qtbot)
    QTest.mouseClick(dialog.turn, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.title.text() == "ZB-000001 韩沉 并入 ZB-000002 韩沉")
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == 1)
    with sqlite_database.read() as session:
        assert store.load(session, Streamer, 1).deleted
        assert store.load(session, Streamer, 2).values["remark"] == "由运营推荐\n老主播"


def test_a_click_and_the_space_bar_take_a_value(page: DuplicatesPage, qtbot: QtBot) -> None:
    dialog = opened(page, qtbot)
    table = dialog.fields
    stage = table.words.index(0, 1)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(stage).center())
    assert _taken(table, "stage_name") is Choice.STAYS
    assert [str(table.words.index(0, at).data()) for at in range(1, 4)] == ["● —", "○ 沉沉", "—"]
    table.setCurrentIndex(table.words.index(1, 2))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert _taken(table, "remark") is Choice.GOES
    table.setCurrentIndex(table.words.index(1, 3))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert _taken(table, "remark") is Choice.BOTH
    dialog.everything.setChecked(True)
    assert table.words.rowCount() > 5
    dialog.reject()


def test_what_was_saved_meanwhile_is_told_and_nothing_is_merged(
    page: DuplicatesPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    dialog = opened(page, qtbot)
    with sqlite_database.write() as session:
        store.save(session, Streamer, {"remark": "刚改过"}, 2, 1)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "刚被别人修改过" in dialog.trouble.text()
    assert len(names(sqlite_database)) == 3
    dialog.reject()


def test_a_pair_set_apart_is_gone_until_it_is_taken_back(page: DuplicatesPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.panel.apart, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == 2)
    QTest.mouseClick(page.known, Qt.MouseButton.LeftButton)
    known = page.findChildren(ApartDialog)[0]
    qtbot.waitUntil(known.back.isEnabled)
    assert known.table.words.index(0, 0).data() == "ZB-000001 韩沉"
    QTest.mouseClick(known.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == 3)
    known.accept()


def test_the_list_can_be_narrowed_to_how_likely(page: DuplicatesPage, qtbot: QtBot) -> None:
    page.likely.setCurrentIndex(1)
    page.likely.activated.emit(1)
    qtbot.waitUntil(lambda: lines(page) == 1)
    page.likely.setCurrentIndex(2)
    page.likely.activated.emit(2)
    qtbot.waitUntil(lambda: lines(page) == 0)
    assert not page.panel.isVisible()


def test_companies_are_looked_through_too(
    page: DuplicatesPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        for name in ("临沂沂河食品厂", "沂河食品厂"):
            store.save(session, Org, {"name": name})
    page.look_through(1)
    qtbot.waitUntil(lambda: lines(page) == 1 and page.panel.apart.text() == "不是同一家")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.panel.shown_wanted.emit(2)
    assert wanted.args == ["partners", {"part": "companies", "key": 2}]


def test_any_two_records_can_be_compared(page: DuplicatesPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    asked = page.findChildren(ChooseDialog)[0]
    asked.go_on()
    assert asked.trouble.text() == "请选择两条记录"
    for editor, key in ((asked.stays, 1), (asked.goes, 1)):
        editor.show_value(key)
        editor.show_name("韩沉")
    asked.go_on()
    assert asked.trouble.text() == "请选择两条不同的记录"
    asked.goes.show_value(3)
    asked.goes.show_name("韩小沉")
    asked.go_on()
    dialog = page.findChildren(MergeDialog)[0]
    qtbot.waitUntil(lambda: dialog.title.text() == "ZB-000003 韩小沉 并入 ZB-000001 韩沉")
    dialog.reject()


def test_two_selected_people_can_be_merged_from_the_list(roster: StreamersPage, qtbot: QtBot) -> None:
    model = roster.table.record_model
    roster.table.selectRow(0)
    flags = QItemSelectionModel.SelectionFlag
    roster.table.selectionModel().select(model.index(1, 0), flags.Select | flags.Rows)
    at = roster.table.visualRect(model.index(1, 1)).center()
    roster.table.customContextMenuRequested.emit(at)
    (menu,) = (each for each in roster.table.findChildren(QMenu) if each.isVisible())
    (action,) = (each for each in menu.actions() if each.text() == "合并这两条…")
    action.trigger()
    dialog = roster.window().findChildren(MergeDialog)[0]
    qtbot.waitUntil(dialog.do.isEnabled)
    assert dialog.title.text().startswith("ZB-000002")
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: roster.model.rowCount() == 19)
    assert roster.model.text_at(1, 0) != "ZB-000002"


def test_many_pairs_are_shown_a_page_at_a_time(
    page: DuplicatesPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        for number in range(8):
            for letter in "甲乙丙丁戊己":
                store.save(session, Streamer, {"name": f"学员{letter}", "phone": f"1390000000{number}"})
    page.refresh()
    qtbot.waitUntil(lambda: lines(page) == PAGE and page.list.forth.isVisible())
    first = words(page, 0)
    QTest.mouseClick(page.list.forth, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == 23 and page.list.back.isEnabled())
    assert words(page, 0) != first
    assert not page.list.forth.isEnabled()


def test_nothing_found_says_what_is_compared(tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    made = DuplicatesPage(tasks, settings)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    told = "没有发现疑似重复的记录"
    qtbot.waitUntil(lambda: any(each.isVisible() for each in _labelled(made, told)))


def _taken(table: FieldTable, name: str) -> Choice:
    """Return what is chosen for a field."""
    return table.choices[name]


def _labelled(page: QWidget, words: str) -> list[QWidget]:
    """Return the widgets that show these words."""
    return [each for each in page.findChildren(QWidget) if getattr(each, "text", str)() == words]
