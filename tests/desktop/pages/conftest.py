"""What several tests of pages ask for."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.pages.streamers import StreamersPage


@pytest.fixture
def roster_window(roster: StreamersPage, qtbot: QtBot) -> Iterator[QMainWindow]:
    """Put the roster into a window with a status bar."""
    made = QMainWindow()
    made.resize(1366, 768)
    made.setCentralWidget(roster)
    made.show()
    made.activateWindow()
    roster.show()
    roster.table.setFocus()
    qtbot.waitUntil(roster.table.hasFocus)
    yield made
    roster.setParent(None)
    made.deleteLater()
