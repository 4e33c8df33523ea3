"""Edits of a form are taken back and done again over all its fields."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.records.choice_editors import ChoiceEditor
from desktop.records.record_form import RecordForm
from tests.desktop.records.form_steps import focus, line, put

CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_z_takes_edits_back_over_all_fields_and_ctrl_y_does_them_again(
    form: RecordForm, qtbot: QtBot
) -> None:
    put(line(form, "name"), "林夕")
    put(line(form, "stage_name"), "小夕")
    gender = form.grid.editors["gender"]
    assert isinstance(gender, ChoiceEditor)
    focus(qtbot, gender.combo)
    QTest.keyClick(gender.combo, Qt.Key.Key_Down)
    chosen = gender.value()
    assert chosen is not None
    QTest.keyClick(gender.combo, Qt.Key.Key_Z, CTRL)
    assert gender.value() is None
    QTest.keyClick(gender.combo, Qt.Key.Key_Z, CTRL)
    assert line(form, "stage_name").line.text() == ""
    assert line(form, "stage_name").line.hasFocus()
    QTest.keyClick(line(form, "stage_name").line, Qt.Key.Key_Z, CTRL)
    assert line(form, "name").line.text() == ""
    assert not form.is_dirty
    for _step in range(3):
        now = QGuiApplication.focusObject()
        assert isinstance(now, QWidget)
        QTest.keyClick(now, Qt.Key.Key_Y, CTRL)
    assert (line(form, "name").line.text(), line(form, "stage_name").line.text()) == ("林夕", "小夕")
    assert gender.value() == chosen
    assert form.is_dirty


def test_letters_typed_in_one_visit_are_taken_back_at_once(form: RecordForm, qtbot: QtBot) -> None:
    field = line(form, "agent").line
    focus(qtbot, field)
    QTest.keyClicks(field, "Anna")
    focus(qtbot, line(form, "name").line)
    focus(qtbot, field)
    QTest.keyClicks(field, "b")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == "Anna"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""


def test_a_field_typed_back_to_what_it_was_is_not_changed(form: RecordForm) -> None:
    put(line(form, "name"), "林夕")
    assert form.is_dirty
    put(line(form, "name"), "")
    line(form, "name").line.clear()
    line(form, "name").line.textEdited.emit("")
    assert not form.is_dirty


def test_ctrl_z_goes_on_to_the_page_when_the_form_has_nothing_to_take_back(
    form: RecordForm, qtbot: QtBot
) -> None:
    heard: list[bool] = []
    QShortcut(QKeySequence("Ctrl+Z"), form).activated.connect(lambda: heard.append(True))
    field = line(form, "agent").line
    focus(qtbot, field)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert heard == [True]
    QTest.keyClicks(field, "Anna")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert heard == [True]
