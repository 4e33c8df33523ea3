"""Where the window stood last, kept in the user's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt

from desktop.widgets.room import fit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from desktop.settings import Settings

_FIRST_SIZE = (1366, 768)
_KEPT = "window"


def stand(window: QMainWindow, settings: Settings) -> None:
    """Stand where the window stood last; the first time it fills a screen that is too small for it."""
    kept = QByteArray.fromHex(settings.layout.get(_KEPT, "").encode())
    if kept.isEmpty() or not window.restoreGeometry(kept):
        whole = fit(window, *_FIRST_SIZE)
        window.setWindowState(Qt.WindowState.WindowNoState if whole else Qt.WindowState.WindowMaximized)


def remember(window: QMainWindow, settings: Settings) -> None:
    """Keep where the window stands; ``settings.save()`` is the caller's."""
    settings.layout[_KEPT] = bytes(window.saveGeometry().toHex().data()).decode()
