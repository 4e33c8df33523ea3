"""A text field as high as its text, for forms that scroll as a whole."""

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_LEAST, _MOST = 2, 14
"""Lines shown at least and at most; longer texts scroll by themselves."""
_FRAME = 20


class GrowingText(QPlainTextEdit):
    """Grows with its lines; the wheel turns the page around it until the field is in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def sizeHint(self) -> QSize:
        """Return the room its lines take."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room: as wide as it can be made, as high as its lines."""
        return QSize(super().minimumSizeHint().width(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again at another width."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the field is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _grow(self) -> None:
        """Take the height the lines ask for."""
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        """Return the height of the lines, within bounds; Chinese ones may be higher than the font says."""
        document, line = self.document(), self.fontMetrics().lineSpacing()
        lines = max(round(document.size().height()), 1)  # plain text measures its document in lines
        blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
        high = sum(self.blockBoundingRect(block).height() for block in blocks)
        return ceil(min(max(high, _LEAST * line), _MOST * max(high / lines, line))) + _FRAME
