"""The short questions let nobody press a button that does nothing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.typed_answers import ask_day, ask_reason


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
        QTest.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", press_enter)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_day(parent, "登记报送", "报送日期", date(2026, 10, 5)) == date(2026, 10, 5)


def test_a_day_after_the_last_possible_one_is_refused(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def answer(dialog: QDialog) -> int:
        dialog.findChildren(QLineEdit)[0].setText("2026-10-09")
        (confirm,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "确定")
        confirm.click()
        told.extend(each.text() for each in dialog.findChildren(QLabel) if not each.isHidden())
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", answer)
    parent = QWidget()
    qtbot.addWidget(parent)
    first, last = date(2026, 10, 5), date(2026, 10, 8)
    assert ask_day(parent, "登记报送", "报送日期", first, last) is None
    assert "请填 2026-10-08 或以前的日期" in told
