"""The search box over a list, and the way to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from desktop.theme import tokens
from desktop.widgets.controls import as_search


class Searched:
    """What has a search box of its own: Ctrl+F puts the cursor into it."""

    search: QLineEdit

    def focus_search(self) -> bool:
        """Put the cursor into the search box, what stands there chosen to be typed over."""
        self.search.setFocus()
        self.search.selectAll()
        return True


def search_box(hint: str, leave: Callable[[], object]) -> QLineEdit:
    """Return a search box: Esc empties it, Down and Enter ``leave`` it for the list."""
    made = QLineEdit()
    as_search(made, hint)
    made.setToolTip(f"{hint} (Ctrl+F)")
    made.setMinimumWidth(tokens.SEARCH * 2 // 3)
    made.setMaximumWidth(tokens.SEARCH)
    made.returnPressed.connect(leave)
    for key, do in ((Qt.Key.Key_Escape, made.clear), (Qt.Key.Key_Down, leave)):
        shortcut = QShortcut(QKeySequence(key), made)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)
    return made
