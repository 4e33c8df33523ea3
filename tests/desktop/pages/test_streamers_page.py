"""The roster as an operator uses it: search, choose, edit, move, delete and take back, copy."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Streamer
from desktop.pages.streamers import StreamersPage
from desktop.records import record_actions, record_form
from desktop.records.conflict_box import ConflictBox
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.questions import Answer
from desktop.records.state_moves import MoveDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.invented import NAMES, add_account, add_streamers


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> StreamersPage:
    add_streamers(sqlite_database, 20)
    made = StreamersPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() == 20 and made.panel.form.record is not None)
    return made


def line(page: StreamersPage | FormDialog, name: str) -> LineEditor:
    form = page.form if isinstance(page, FormDialog) else page.panel.form
    editor = form.grid.editors[name]
    assert isinstance(editor, LineEditor)
    return editor


def type_into(editor: LineEditor, text: str) -> None:
    editor.line.setFocus()
    editor.line.selectAll()
    QGuiApplication.clipboard().setText(text)
    editor.line.paste()  # QTest types no Chinese


def shown_names(page: StreamersPage) -> list[str]:
    column = [each.name for each in page.view.columns].index("name")
    return [page.model.text_at(row, column) for row in range(page.model.rowCount())]


def stored(database: Database, key: int) -> store.Loaded:
    with database.read() as session:
        return store.load(session, Streamer, key)


def words_in(page: StreamersPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_the_first_person_is_shown_beside_the_list(page: StreamersPage) -> None:
    assert "共 20 位" in words_in(page)
    assert page.panel.key == page.model.key_at(0)
    assert line(page, "stage_name").line.text() == "艺名0001"
    assert line(page, "phone").line.text() == "*******0001"


@pytest.mark.parametrize("typed", ["白锦曦", "baijinxi", "bjx"])
def test_typing_a_name_pinyin_or_initials_narrows_the_list(
    page: StreamersPage, qtbot: QtBot, typed: str
) -> None:
    page.bar.search.setText(typed)
    qtbot.waitUntil(lambda: set(shown_names(page)) == {"白锦曦"})


def test_the_tail_of_a_phone_finds_one_person(page: StreamersPage, qtbot: QtBot) -> None:
    page.bar.search.setText("0017")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert shown_names(page) == [NAMES[17 % len(NAMES)]]


def test_no_result_offers_to_clear_the_filters(page: StreamersPage, qtbot: QtBot) -> None:
    page.bar.search.setText("查无此人")
    qtbot.waitUntil(lambda: "没有符合条件的主播" in words_in(page))
    button = next(each for each in page.findChildren(QPushButton) if each.text() == "清除筛选")
    button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)


def test_an_empty_base_offers_the_first_steps(tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    page = StreamersPage(tasks, settings)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: "还没有主播" in words_in(page))
    visible = {each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page)}
    assert {"导入 Excel", "新增主播", "下载模板"} <= visible
    wanted: list[str] = []
    page.import_wanted.connect(wanted.append)
    next(each for each in page.area.findChildren(QPushButton) if each.text() == "导入 Excel").click()
    assert wanted == ["streamers"]


def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(page: StreamersPage, qtbot: QtBot) -> None:
    chosen = page.panel.key
    column = [each.name for each in page.view.columns].index("stage_name")
    page.table.horizontalHeader().sectionClicked.emit(column)
    page.table.horizontalHeader().sectionClicked.emit(column)
    qtbot.waitUntil(lambda: page.model.text_at(0, column) == "艺名0020")
    assert page.table.current_key() == chosen
    page.table.horizontalHeader().sectionClicked.emit(column)
    qtbot.waitUntil(lambda: page.model.text_at(0, column) == "艺名0001")


def test_an_edit_is_saved_and_the_list_shows_it(
    page: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = page.panel.key
    assert key is not None
    type_into(line(page, "stage_name"), "沂蒙小韩")
    assert page.panel.form.is_dirty
    page.panel.form.save()
    qtbot.waitUntil(lambda: not page.panel.form.is_dirty)
    qtbot.waitUntil(lambda: "沂蒙小韩" in words_of_list(page))
    assert stored(sqlite_database, key).values["stage_name"] == "沂蒙小韩"
    assert page.table.current_key() == key


def words_of_list(page: StreamersPage) -> set[str]:
    return {
        page.model.text_at(row, column)
        for row in range(page.model.rowCount())
        for column in range(page.model.columnCount())
    }


def test_a_bad_value_is_told_under_its_field_when_it_is_left(page: StreamersPage) -> None:
    editor = line(page, "joined_on")
    type_into(editor, "2026-13-40")
    line(page, "stage_name").line.setFocus()
    editor.left.emit()
    reason = page.panel.form.grid._reasons["joined_on"]
    assert reason.text()
    assert editor.line.property("wrong")
    page.panel.form.save()
    assert page.panel.form.is_dirty


def test_days_are_read_the_way_people_type_them(page: StreamersPage) -> None:
    editor = line(page, "joined_on")
    year = date.today().year
    for typed in ("0901", "9.1", f"{year}-9-1", f"{year}年9月1日"):
        type_into(editor, typed)
        assert editor.value() == date(year, 9, 1)


def test_a_new_streamer_without_a_name_is_refused_at_the_field_then_saved(
    page: StreamersPage, qtbot: QtBot
) -> None:
    page.begin_new()
    (dialog,) = page.findChildren(FormDialog)
    dialog.form.save()
    assert dialog.form.grid._reasons["name"].text() == "请填写"
    type_into(line(dialog, "name"), "顾漫")
    dialog.form.save()
    qtbot.waitUntil(lambda: page.model.rowCount() == 21)
    qtbot.waitUntil(lambda: page.panel.form.record is not None and page.panel.form.record.title == "顾漫")


def test_faults_found_by_the_store_stand_at_their_fields(page: StreamersPage, qtbot: QtBot) -> None:
    type_into(line(page, "id_no"), "371302199003076519")
    page.panel.form.save()
    reason = page.panel.form.grid._reasons["id_no"]
    qtbot.waitUntil(lambda: bool(reason.text()))
    assert "7651" not in reason.text()


def test_leaving_with_something_unsaved_asks_and_staying_keeps_it(
    page: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: Answer.STAY)
    key = page.panel.key
    type_into(line(page, "stage_name"), "没存")
    page.table.selectRow(5)
    qtbot.waitUntil(lambda: page.table.current_key() == key)
    assert line(page, "stage_name").line.text() == "没存"


def test_leaving_and_saving_goes_on_to_the_next_person(
    page: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: Answer.SAVE)
    key, next_key = page.panel.key, page.model.key_at(5)
    assert key is not None
    type_into(line(page, "stage_name"), "存了再走")
    page.table.selectRow(5)
    qtbot.waitUntil(lambda: page.panel.key == next_key)
    qtbot.waitUntil(lambda: page.table.current_key() == next_key)
    assert stored(sqlite_database, key).values["stage_name"] == "存了再走"


def test_deleting_asks_tells_and_can_be_taken_back(
    page: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, str]] = []

    def agree(_parent: object, count: int, words: str) -> bool:
        asked.append((count, words))
        return True

    monkeypatch.setattr(record_actions, "confirm_delete", agree)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 19)
    assert asked == [(1, "位主播")]
    (notice,) = page.findChildren(Notice)
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)


def test_rows_are_copied_as_tab_separated_text_with_masks(page: StreamersPage, qtbot: QtBot) -> None:
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("\n") == 19)
    cells = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert len(cells) == len(page.view.columns)
    assert cells[1:3] == [NAMES[1], "艺名0001"]
    assert "13800000001" not in cells


def test_a_stale_save_shows_both_values_and_can_overwrite(
    page: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = page.panel.key
    assert key is not None
    type_into(line(page, "stage_name"), "我的")
    with sqlite_database.write() as session:
        store.save(session, Streamer, {"stage_name": "对方的"}, key, stored_version(session, key))
    page.panel.form.save()
    qtbot.waitUntil(lambda: bool(page.findChildren(ConflictBox)))
    (box,) = page.findChildren(ConflictBox)
    texts = {label.text() for label in box.findChildren(QLabel)}
    assert {"艺名", "我的", "对方的"} <= texts
    next(each for each in box.findChildren(QPushButton) if each.text() == "用我的覆盖").click()
    qtbot.waitUntil(lambda: stored(sqlite_database, key).values["stage_name"] == "我的")


def stored_version(session: object, key: int) -> int:
    return store.load(session, Streamer, key).version  # type: ignore[arg-type]


def test_a_sealed_number_is_opened_with_a_reason_that_stays_on_record(
    page: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    monkeypatch.setattr(record_form, "ask_reason", lambda *_words: "核对合同")
    key = page.panel.key
    assert key is not None
    page.panel.form._ask_reveal("phone")
    qtbot.waitUntil(lambda: line(page, "phone").line.text() == "13800000001")
    with sqlite_database.read() as session:
        assert "核对合同" in {change.reason for change in store.history(session, Streamer, key)}


def test_a_move_not_allowed_says_what_is_missing_and_an_allowed_one_is_made(
    page: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = page.panel.key
    assert key is not None
    page.state.click()
    qtbot.waitUntil(lambda: bool(page.state._menu.actions()))
    actions = {each.text().strip(): each for each in page.state._menu.actions()}
    assert not actions["已签约"].isEnabled()
    actions["已邀约"].trigger()
    (dialog,) = page.findChildren(MoveDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: str(stored(sqlite_database, key).values["status"]) == "已邀约")
    qtbot.waitUntil(lambda: "已邀约" in words_of_list(page))


def test_the_account_tab_shows_what_was_added(
    page: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = page.panel.key
    assert key is not None
    add_account(sqlite_database, key, "ks_lanshan")
    page.panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "快手 · ks_lanshan" in words_in(page))


def test_a_page_is_narrowed_from_elsewhere_and_says_so(page: StreamersPage, qtbot: QtBot) -> None:
    page.narrow({"todo": "缺身份证号"})
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    chip = next(each for each in page.bar.findChildren(QPushButton) if each.text() == "待办：缺身份证号")
    chip.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)


def test_ctrl_n_opens_an_empty_form(page: StreamersPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
