"""Pictures of the find box: empty, and with what two letters find."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.windows.main import MainWindow


def take(window: MainWindow, settle: Callable[[], None], save: Callable[[QWidget, str], None]) -> None:
    """Open the box over a window and save both pictures by name."""
    window.finder.open()
    box = window.finder.box
    if box is None:
        return
    for typed, name in (("", "find"), ("zb", "find-zb")):
        box.edit.setText(typed)
        settle()
        save(window, name)
    box.leave()
