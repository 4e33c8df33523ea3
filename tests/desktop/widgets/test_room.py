"""What pops up stands wholly on the screen, beside what opened it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from desktop.widgets.room import stand_under

SIDE = 200


@pytest.fixture
def anchor(themed: QApplication, qtbot: QtBot) -> QPushButton:
    """Give a button of 80 by 30 pixels."""
    del themed
    made = QPushButton()
    made.setWindowFlags(Qt.WindowType.FramelessWindowHint)
    made.setFixedSize(80, 30)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("flush_right", [False, True])
@pytest.mark.parametrize("corner", ["topLeft", "topRight", "bottomLeft", "bottomRight"])
def test_a_popup_covers_neither_its_button_nor_the_edge_of_the_screen(
    anchor: QPushButton, qtbot: QtBot, corner: str, *, flush_right: bool
) -> None:
    screen, popup = anchor.screen().availableGeometry(), QFrame(None, Qt.WindowType.Popup)
    qtbot.addWidget(popup)
    popup.resize(SIDE, SIDE)
    at = getattr(screen, corner)()
    anchor.move(min(at.x(), screen.right() - 80), min(at.y(), screen.bottom() - 30))
    stand_under(popup, anchor, flush_right=flush_right)
    assert screen.contains(popup.geometry())
    assert not popup.geometry().intersects(anchor.geometry())


def test_a_popup_is_flush_with_its_button(anchor: QPushButton, qtbot: QtBot) -> None:
    popup = QFrame(None, Qt.WindowType.Popup)
    qtbot.addWidget(popup)
    popup.resize(SIDE, SIDE)
    anchor.move(300, 100)
    stand_under(popup, anchor)
    assert popup.x() == anchor.x()
    stand_under(popup, anchor, flush_right=True)
    assert popup.geometry().right() == anchor.geometry().right()
