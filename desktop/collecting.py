"""Cyclic garbage is collected in the GUI thread alone: it may hold widgets, and those must die there.

Python collects in whichever thread made the last object. A worker that did so took widgets down while the
window was being painted: the program crashed, rarely and anywhere.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from db.collector import is_at_rest

_EVERY = 500  # milliseconds between two looks
_YOUNG = 5_000  # objects made and not dropped since
_MANY = 50_000  # young ones that hold the window up: the rows of a large file
_YOUNG_WALKS, _REST = 10, 30  # walks through the young ones, seconds: then all are walked through
_PATIENCE = 600  # seconds a walk that holds the window up waits for the user to turn away


class Collecting(QObject):
    """Does what Python's own collector did, between two events of the window, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._whole = time.monotonic()
        self._clock = QTimer(self, interval=_EVERY)
        self._clock.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on, sparing what was made before: the program itself."""
        if not self._clock.isActive():
            gc.freeze()
            self._clock.start()

    def look(self) -> None:
        """Collect when enough was made; what takes long is done while another program has the user's eyes."""
        young, _, walks = gc.get_count()
        if is_at_rest() or young < _YOUNG:
            return
        rested = time.monotonic() - self._whole
        is_long = young > _MANY or (walks > _YOUNG_WALKS and rested > _REST)
        if is_long and (_is_user_away() or rested > _PATIENCE):
            gc.collect()
            self._whole = time.monotonic()
        elif young <= _MANY:
            gc.collect(1)


def _is_user_away() -> bool:
    """Whether no window of this program has the keys."""
    return QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
