"""A dialog with something typed or chosen in it is not left by Esc or its cross without a question."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import desktop
from db.columns import Column, Shown
from db.values import Kind
from desktop.records import leave_guard
from desktop.records.editors import LineEditor
from desktop.records.leave_guard import LeaveGuard

TYPED_INTO = {
    "QLineEdit", "QPlainTextEdit", "QDoubleSpinBox", "QSpinBox", "QInputDialog",
    "FieldGrid", "LineEditor", "DateEditor", "LinkEditor", "editor_for",
}  # fmt: skip
ASKS_ITSELF = {
    "FormDialog",  # asks whether to save
    "SignInWindow",  # each sign-in is saved at once; its field only looks for people
    "FeedbackDialog",  # guarded where it is opened: the help lies below the records
    "CrashBox",  # its text is only read
}


@pytest.fixture
def dialog(qtbot: QtBot) -> QDialog:
    made = QDialog()
    qtbot.addWidget(made)
    LeaveGuard(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit("已有的"))
    column.addWidget(QPlainTextEdit())
    made.show()
    return made


@pytest.mark.parametrize("gives_up", [True, False])
def test_esc_asks_once_something_was_typed(
    dialog: QDialog, monkeypatch: pytest.MonkeyPatch, *, gives_up: bool
) -> None:
    asked: list[QDialog] = []

    def ask(asked_over: QDialog) -> bool:
        asked.append(asked_over)
        return gives_up

    monkeypatch.setattr(leave_guard, "confirm_leaving", ask)
    field = dialog.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert asked == [dialog]
    assert dialog.isVisible() is not gives_up


@pytest.mark.parametrize("gives_up", [True, False])
def test_the_cross_of_the_window_asks_too(
    dialog: QDialog, monkeypatch: pytest.MonkeyPatch, *, gives_up: bool
) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: gives_up)
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "x")
    QApplication.sendEvent(dialog.windowHandle(), QCloseEvent())  # as the window system does
    assert dialog.isVisible() is not gives_up


def test_a_dialog_the_program_closes_goes_without_a_question(
    dialog: QDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: pytest.fail("asked"))
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "x")
    dialog.close()
    assert not dialog.isVisible()


def test_what_no_field_shows_counts_once_it_was_noted(
    dialog: QDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: False)
    dialog.findChildren(LeaveGuard)[0].note()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_several_lines_count_too(dialog: QDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: False)
    text = dialog.findChildren(QPlainTextEdit)[0]
    QTest.keyClicks(text, "abc")
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_esc_closes_at_once_while_nothing_was_typed(dialog: QDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: pytest.fail("asked"))
    dialog.findChildren(QLineEdit)[0].setText("由程序填写")
    QTest.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_cancel_gives_up_on_purpose(dialog: QDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: pytest.fail("asked"))
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "x")
    dialog.reject()
    assert not dialog.isVisible()


def test_what_was_typed_counts_after_it_was_tidied(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: False)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    LeaveGuard(dialog)
    money = LineEditor(Column("pay", Shown("报酬"), Kind.MONEY))
    QVBoxLayout(dialog).addWidget(money)
    dialog.show()
    QTest.keyClicks(money.line, "12.5w")
    QTest.keyClick(money.line, Qt.Key.Key_Return)
    assert money.line.text() == "125,000.00"
    QTest.keyClick(money.line, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def _list(row: QVBoxLayout) -> QComboBox:
    made = QComboBox()
    made.addItems(["不按团队", "沂河一队"])
    row.addWidget(made)
    return made


def _tick(row: QVBoxLayout) -> QCheckBox:
    made = QCheckBox("清空这一项")
    row.addWidget(made)
    return made


def _option(row: QVBoxLayout) -> QRadioButton:
    kept, made = QRadioButton("保留"), QRadioButton("改用")
    kept.setChecked(True)
    for each in (kept, made):
        row.addWidget(each)
    return made


def _number(row: QVBoxLayout) -> QSpinBox:
    made = QSpinBox()
    made.setValue(3)
    row.addWidget(made)
    return made


def _hours(row: QVBoxLayout) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setValue(1.5)
    row.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (_list, Qt.Key.Key_Down),
        (_tick, Qt.Key.Key_Space),
        (_option, Qt.Key.Key_Space),
        (_number, Qt.Key.Key_Up),
        (_hours, Qt.Key.Key_Down),
    ],
)
def test_what_was_chosen_ticked_or_stepped_counts_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, make: Callable[[QVBoxLayout], QWidget], key: Qt.Key
) -> None:
    asked: list[QDialog] = []
    monkeypatch.setattr(leave_guard, "confirm_leaving", asked.append)  # says neither yes: it stays
    dialog = QDialog()
    qtbot.addWidget(dialog)
    LeaveGuard(dialog)
    field = make(QVBoxLayout(dialog))
    dialog.show()
    field.setFocus()
    QTest.keyClick(field, key)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [dialog]
    assert dialog.isVisible()


def test_what_the_program_shows_before_or_after_is_no_choice(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _dialog: pytest.fail("asked"))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    LeaveGuard(dialog)
    row = QVBoxLayout(dialog)
    teams, empty, hours = _list(row), _tick(row), _hours(row)
    hours.setValue(2)
    dialog.show()
    teams.setCurrentIndex(1)
    empty.setChecked(True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def _called(tree: ast.AST) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_every_dialog_that_is_typed_into_is_guarded() -> None:
    guarded: set[str] = set()
    bare: set[str] = set()
    for path in Path(desktop.__file__).parent.rglob("*.py"):
        for made in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(made, ast.ClassDef):
                bases = {base.id for base in made.bases if isinstance(base, ast.Name)}
                calls = _called(made)
                if "QDialog" in bases and calls & TYPED_INTO:
                    (guarded if "LeaveGuard" in calls else bare).add(made.name)
    assert bare <= ASKS_ITSELF
    assert len(guarded) > 10
