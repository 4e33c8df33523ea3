"""A combo box whose list is as wide as its words, however narrow the box itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.theme import tokens

_WIDEST = 520
_BESIDE = 2 * tokens.L + tokens.M  # around the words: padding, border, scrollbar


class Combo(QComboBox):
    """Every combo box of the program is one of these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list, wide enough for its longest entry and wholly on the screen."""
        words = (self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        self.view().setMinimumWidth(min(max(words, default=0) + _BESIDE, _WIDEST))
        super().showPopup()
        popup, screen = self.view().window(), self.screen().availableGeometry()
        popup.move(min(popup.x(), max(screen.right() - popup.width(), screen.left())), popup.y())
