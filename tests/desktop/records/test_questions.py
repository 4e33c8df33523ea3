"""The short questions let nobody press a button that does nothing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.questions import ask_day, ask_reason


def test_a_reason_is_confirmed_only_once_it_is_typed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def type_in(dialog: QInputDialog) -> None:
        (confirm,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "确定")
        for text in ("", "  ", "核对合同"):
            dialog.findChildren(QLineEdit)[0].setText(text)
            seen.append(confirm.isEnabled())
        dialog.done(1)

    monkeypatch.setattr(QInputDialog, "exec", type_in)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_reason(parent, "查看手机号", "查看原因") == "核对合同"
    assert seen == [False, False, True]


def test_enter_means_yes_where_a_day_is_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def press_enter(dialog: QDialog) -> int:
        dialog.show()
        qtbot.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", press_enter)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_day(parent, "登记报送", "报送日期", date(2026, 10, 5)) == date(2026, 10, 5)
