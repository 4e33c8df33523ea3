"""A combo box whose list is as wide as its words, however narrow the box itself."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.theme import tokens

_WIDEST = 520
_BESIDE = 2 * tokens.L + tokens.M  # around the words: padding, border, scrollbar


class Combo(QComboBox):
    """Every combo box of the program is one of these."""

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Tell what is chosen here; on Linux, where the choice itself counts as the name, as description."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    def sizeHint(self) -> QSize:
        """Return the room of the widest words: the arrow of the stylesheet is wider than Qt counts."""
        return super().sizeHint() + QSize(tokens.ROW, 0)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list, wide enough for its longest entry and wholly on the screen."""
        words = (self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view().setMinimumWidth(min(max(words, default=0) + _BESIDE, _WIDEST))
        super().showPopup()
        popup, screen = self.view().window(), self.screen().availableGeometry()
        popup.move(min(popup.x(), max(screen.right() - popup.width(), screen.left())), popup.y())


class WheelFreeCombo(Combo):
    """A combo box that leaves the wheel to whoever scrolls: nothing is chosen by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel on."""
        event.ignore()
