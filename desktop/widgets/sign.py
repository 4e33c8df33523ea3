"""An icon that stands by itself, in the colour of the theme at the moment it is painted."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import icon


class Sign(QWidget):
    """Shows an icon by its file name in a colour of the tokens, ``size`` pixels wide and high."""

    def __init__(self, name: str, colour: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = QSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_icon(name, colour)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._icon = icon(name, colour)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size asked for."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
