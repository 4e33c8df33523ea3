"""The wheel scrolls what a field stands in; it does not choose."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.combo import WheelFreeCombo

_NO_BUTTON, _NO_KEY = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier


def test_the_wheel_over_a_choice_is_left_to_what_scrolls(themed: QApplication, qtbot: QtBot) -> None:
    combo = WheelFreeCombo()
    qtbot.addWidget(combo)
    combo.addItems(["第一项", "第二项", "第三项"])
    combo.show()
    combo.setFocus()
    at, down = QPointF(combo.rect().center()), QPoint(0, -120)
    phase = Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(at, at, QPoint(), down, _NO_BUTTON, _NO_KEY, phase, False)  # noqa: FBT003 - Qt's signature
    themed.sendEvent(combo, turn)
    assert combo.currentIndex() == 0
    assert not turn.isAccepted()
