"""A field of several words: typed as people write them, or ticked with mouse or keys."""

from enum import StrEnum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.columns import Column, Shown
from db.errors import BadValue
from db.models.words import OrgRoleKind
from db.values import Kind
from desktop.records.editors import LineEditor
from desktop.records.field_kinds import editor_for
from desktop.records.words_editor import WordsEditor
from desktop.tasks import Tasks


def editor_of(tasks: Tasks, qtbot: QtBot, of: type[StrEnum] | None) -> LineEditor:
    """Return a field in sight, with the cursor in it."""
    column = Column("roles", Shown("角色", kind=Kind.WORDS, of=of), Kind.WORDS, choices=of)
    made = editor_for(column, tasks)
    assert isinstance(made, LineEditor)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def test_words_are_ticked_with_the_keyboard_alone(tasks: Tasks, qtbot: QtBot) -> None:
    editor = editor_of(tasks, qtbot, OrgRoleKind)
    assert isinstance(editor, WordsEditor)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.waitUntil(editor.ticks.isVisible)
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.ticks, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(editor.ticks, key)
    assert not editor.ticks.isVisible()
    assert editor.value() == editor.line.text() == "供应商、产业带商户"


def test_words_typed_are_ticked_in_the_list_and_a_second_press_takes_one_away(
    tasks: Tasks, qtbot: QtBot
) -> None:
    editor = editor_of(tasks, qtbot, OrgRoleKind)
    assert isinstance(editor, WordsEditor)
    editor.line.setText("商家,操盘团队")
    editor.unfold()
    assert editor.ticks.words() == ["商家", "操盘团队"]
    merchant = editor.ticks.item(list(OrgRoleKind).index(OrgRoleKind.MERCHANT))
    editor.ticks.scrollToItem(merchant)
    QTest.mouseClick(
        editor.ticks.viewport(),
        Qt.MouseButton.LeftButton,
        pos=editor.ticks.visualItemRect(merchant).center(),
    )
    qtbot.waitUntil(lambda: editor.value() == "操盘团队")
    editor.ticks.close()


def test_a_word_that_cannot_be_chosen_stays_to_be_mended(tasks: Tasks, qtbot: QtBot) -> None:
    editor = editor_of(tasks, qtbot, OrgRoleKind)
    editor.line.setText("商家、外星人")
    with pytest.raises(BadValue, match="外星人"):
        editor.value()
    assert editor.line.text() == "商家、外星人"


def test_words_of_no_fixed_set_are_typed(tasks: Tasks, qtbot: QtBot) -> None:
    editor = editor_of(tasks, qtbot, None)
    editor.line.setText("柳编，木制品")
    assert editor.value() == "柳编、木制品"
