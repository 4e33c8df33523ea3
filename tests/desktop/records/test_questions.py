"""The short questions let nobody press a button that does nothing."""

import pytest
from PySide6.QtWidgets import QInputDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.questions import ask_reason


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
