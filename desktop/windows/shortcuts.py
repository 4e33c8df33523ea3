"""The window's own shortcuts; what each key does is told in ``desktop/help/keys.py``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from desktop.windows.places import PLACES, TRAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.windows.main import MainWindow


def install(window: MainWindow) -> None:
    """Give the window its keys."""
    for place in (*PLACES, TRAY):
        _bind(window, place.shortcut, partial(window.go, place.key))
    _bind(window, "Ctrl+K", window.finder.open)
    _bind(window, "Ctrl+F", window.focus_search)
    _bind(window, "F5", window.refresh)
    _bind(window, "F1", window.guide.show_help)
    _bind(window, "Shift+F1", partial(window.guide.show_help, "keys"))


def _bind(window: QWidget, keys: str, do: Callable[[], object]) -> None:
    """Call ``do`` when the keys are pressed anywhere in the window."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.activated.connect(do)
