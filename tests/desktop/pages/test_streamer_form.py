"""The form of a streamer: typed as people type, told at the field what is wrong, nothing typed is lost."""

import os
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Streamer
from db.troubles import GONE
from desktop.pages.streamers import StreamersPage
from desktop.records import record_form, revealing
from desktop.records.editors import SealedEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.merge_box import MergeBox
from desktop.records.questions import Answer
from desktop.records.reading import read_record
from desktop.widgets.notice import Notice
from tests.db.database_files import path_of
from tests.desktop.pages.roster import line, stored, type_into, words_of_list


def test_an_edit_is_saved_and_the_list_shows_it(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster.panel.key
    assert key is not None
    type_into(line(roster, "stage_name"), "沂蒙小韩")
    assert roster.panel.form.is_dirty
    roster.panel.form.save()
    qtbot.waitUntil(lambda: not roster.panel.form.is_dirty)
    qtbot.waitUntil(lambda: "沂蒙小韩" in words_of_list(roster))
    assert stored(sqlite_database, key).values["stage_name"] == "沂蒙小韩"
    assert roster.table.current_key() == key


def test_what_is_typed_while_the_record_is_read_again_stays(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key, form = roster.panel.key, roster.panel.form
    assert key is not None
    roster.panel.refresh()
    type_into(line(roster, "stage_name"), "沂蒙小韩")
    qtbot.waitUntil(lambda: not roster.tasks.is_busy())
    assert (line(roster, "stage_name").line.text(), form.is_dirty) == ("沂蒙小韩", True)
    form.save()
    qtbot.waitUntil(lambda: stored(sqlite_database, key).values["stage_name"] == "沂蒙小韩")


def test_what_is_typed_while_a_save_is_on_its_way_stays_and_is_saved_next(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key, form = roster.panel.key, roster.panel.form
    assert key is not None
    type_into(line(roster, "stage_name"), "沂蒙小韩")
    form.save()
    type_into(line(roster, "agent"), "陈果")
    type_into(line(roster, "stage_name"), "沂蒙小韩2")
    qtbot.waitUntil(lambda: not roster.tasks.is_busy())
    assert stored(sqlite_database, key).values["stage_name"] == "沂蒙小韩"
    assert (line(roster, "agent").line.text(), form.grid.changed_names) == ("陈果", {"agent", "stage_name"})
    form.save()
    qtbot.waitUntil(lambda: not form.is_dirty)
    values = stored(sqlite_database, key).values
    assert (values["stage_name"], values["agent"]) == ("沂蒙小韩2", "陈果")
    qtbot.waitUntil(lambda: not roster.tasks.is_busy())
    assert (line(roster, "agent").line.text(), form.is_dirty) == ("陈果", False)


def test_a_bad_value_is_told_under_its_field_when_it_is_left(roster: StreamersPage) -> None:
    editor = line(roster, "joined_on")
    type_into(editor, "2026-13-40")
    line(roster, "stage_name").line.setFocus()
    editor.left.emit()
    reason = roster.panel.form.grid.reasons["joined_on"]
    assert reason.text()
    assert editor.line.property("wrong")
    roster.panel.form.save()
    assert roster.panel.form.is_dirty


def test_days_are_read_the_way_people_type_them(roster: StreamersPage) -> None:
    editor = line(roster, "joined_on")
    year = date.today().year
    for typed in ("0901", "9.1", f"{year}-9-1", f"{year}年9月1日"):
        type_into(editor, typed)
        assert editor.value() == date(year, 9, 1)


def test_a_new_streamer_without_a_name_is_refused_at_the_field_then_saved(
    roster: StreamersPage, qtbot: QtBot
) -> None:
    roster.begin_new()
    (dialog,) = roster.findChildren(FormDialog)
    dialog.form.save()
    assert dialog.form.grid.reasons["name"].text() == "请填写"
    type_into(line(dialog, "name"), "顾漫")
    dialog.form.save()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 21)
    qtbot.waitUntil(lambda: roster.panel.form.record is not None and roster.panel.form.record.title == "顾漫")


def test_faults_found_by_the_store_stand_at_their_fields(roster: StreamersPage, qtbot: QtBot) -> None:
    type_into(line(roster, "id_no"), "371302199003076519")
    roster.panel.form.save()
    reason = roster.panel.form.grid.reasons["id_no"]
    qtbot.waitUntil(lambda: bool(reason.text()))
    assert "7651" not in reason.text()


def test_every_fault_of_a_new_streamer_is_told_at_once(roster: StreamersPage) -> None:
    roster.begin_new()
    (dialog,) = roster.findChildren(FormDialog)
    for name, text in (
        ("name", "张3"),
        ("phone", "138"),
        ("id_no", "371302199003076519"),
        ("joined_on", "13月"),
    ):
        type_into(line(dialog, name), text)
    dialog.form.save()
    told = {name: reason.text() for name, reason in dialog.form.grid.reasons.items() if reason.text()}
    assert set(told) == {"name", "phone", "id_no", "joined_on"}


def test_leaving_with_something_unsaved_asks_and_staying_keeps_it(
    roster: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: Answer.STAY)
    key = roster.panel.key
    type_into(line(roster, "stage_name"), "没存")
    roster.table.selectRow(5)
    qtbot.waitUntil(lambda: roster.table.current_key() == key)
    assert line(roster, "stage_name").line.text() == "没存"


def test_leaving_and_saving_goes_on_to_the_next_person(
    roster: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    monkeypatch.setattr(record_form, "ask_unsaved", lambda _parent: Answer.SAVE)
    key, next_key = roster.panel.key, roster.model.key_at(5)
    assert key is not None
    type_into(line(roster, "stage_name"), "存了再走")
    roster.table.selectRow(5)
    qtbot.waitUntil(lambda: roster.panel.key == next_key)
    qtbot.waitUntil(lambda: roster.table.current_key() == next_key)
    assert stored(sqlite_database, key).values["stage_name"] == "存了再走"


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no open file go")
def test_what_was_typed_stays_when_the_database_file_is_gone(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    path_of(sqlite_database).unlink()
    type_into(line(roster, "stage_name"), "没处存")
    roster.panel.form.save()
    qtbot.waitUntil(lambda: [notice.text for notice in roster.findChildren(Notice)] == [GONE])
    assert roster.panel.form.is_dirty
    assert line(roster, "stage_name").line.text() == "没处存"


def changed_elsewhere(database: Database, key: int, **values: object) -> None:
    with database.write() as session:
        session.info["user"] = "王敏"
        store.save(session, Streamer, values, key, store.load(session, Streamer, key).version)


def save_over(page: StreamersPage, database: Database, typed: str, **theirs: object) -> int:
    """Type an 艺名, and save it after someone else saved the record; return its key."""
    key = page.panel.key
    assert key is not None
    type_into(line(page, "stage_name"), typed)
    changed_elsewhere(database, key, **theirs)
    page.panel.form.save()
    return key


def merge_box_over(page: StreamersPage, qtbot: QtBot) -> MergeBox:
    qtbot.waitUntil(lambda: bool(page.findChildren(MergeBox)))
    return page.findChildren(MergeBox)[0]


def press(box: MergeBox, words: str) -> None:
    next(each for each in box.findChildren(QPushButton) if each.text() == words).click()


def test_a_stale_save_asks_whose_value_stays_and_saves_both_as_one(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    type_into(line(roster, "agent"), "陈果")
    key = save_over(roster, sqlite_database, "我的", stage_name="对方的", joined_on=date(2026, 3, 2))
    box = merge_box_over(roster, qtbot)
    texts = {label.text() for label in box.findChildren(QLabel)}
    assert {"艺名", "经纪人"} <= texts
    assert any("王敏" in text for text in texts)
    assert any("入驻日期" in text and "保留对方的" in text for text in texts)
    save = next(each for each in box.findChildren(QPushButton) if each.text() == "保存合并结果")
    assert box.groups["经纪人"].checkedId() == 1  # the other one left it as it was
    assert not save.isEnabled()
    box.groups["艺名"].button(2).click()
    save.click()
    qtbot.waitUntil(lambda: stored(sqlite_database, key).values["agent"] == "陈果")
    assert stored(sqlite_database, key).values["stage_name"] == "对方的"
    assert stored(sqlite_database, key).values["joined_on"] == date(2026, 3, 2)


def test_taking_everything_of_the_other_one_shows_the_record_as_it_is(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    save_over(roster, sqlite_database, "我的", stage_name="对方的")
    box = merge_box_over(roster, qtbot)
    press(box, "全部用对方的")
    press(box, "保存合并结果")
    qtbot.waitUntil(lambda: line(roster, "stage_name").line.text() == "对方的")
    assert not roster.panel.form.is_dirty


def test_going_back_from_the_conflict_keeps_what_was_typed(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = save_over(roster, sqlite_database, "我的", stage_name="对方的")
    merge_box_over(roster, qtbot).reject()
    assert line(roster, "stage_name").line.text() == "我的"
    assert stored(sqlite_database, key).values["stage_name"] == "对方的"


def test_a_save_over_one_that_left_the_same_is_not_asked_about(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = save_over(roster, sqlite_database, "同一个", stage_name="同一个", agent="陈果")
    qtbot.waitUntil(lambda: not roster.panel.form.is_dirty)
    assert stored(sqlite_database, key).values["agent"] == "陈果"


def test_a_sealed_number_is_opened_with_a_reason_that_stays_on_record(
    roster: StreamersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    monkeypatch.setattr(revealing, "ask_reason", lambda *_words: "核对合同")
    key = roster.panel.key
    assert key is not None
    phone = roster.panel.form.grid.editors["phone"]
    assert isinstance(phone, SealedEditor)
    phone.reveal_wanted.emit()
    qtbot.waitUntil(lambda: line(roster, "phone").line.text() == "13800000001")
    with sqlite_database.read() as session:
        assert "核对合同" in {change.reason for change in store.history(session, Streamer, key)}


def test_ctrl_n_opens_an_empty_form(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.activateWindow()
    qtbot.waitUntil(roster.isActiveWindow)
    QTest.keyClick(roster.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(roster.findChildren(FormDialog)))


def test_a_dialog_can_be_left_by_cancel_before_anything_is_changed(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster.panel.key
    assert key is not None
    with sqlite_database.read() as session:
        record = read_record(session, Streamer, key)
    dialog = FormDialog(roster.tasks, Streamer, "编辑", parent=roster)
    dialog.open_record(record)
    cancel = next(each for each in dialog.findChildren(QPushButton) if each.text() == "取消")
    assert cancel.isEnabled()
    with qtbot.waitSignal(dialog.destroyed):
        cancel.click()


def test_units_stand_in_full_width_brackets(roster: StreamersPage) -> None:
    labels = {label.text() for label in roster.panel.form.findChildren(QLabel)}
    assert not [text for text in labels if "(" in text]
