"""One line of text that ends in … where there is no room, and tells all of it under the mouse."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from desktop.i18n import tr

_LEAST = 4


class ElidedLabel(QLabel):
    """A label for names of any length; ``style`` is one of the stylesheet's text styles.

    ``least`` letters always have room.
    """

    def __init__(self, style: str, parent: QWidget | None = None, *, least: int = _LEAST) -> None:
        super().__init__(parent)
        self._least = least
        self.setObjectName(style)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text, in the user's language; names stay as they are."""
        super().setText(tr(text))

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        whole = super().sizeHint()
        return QSize(min(whole.width(), self.fontMetrics().height() * self._least), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if words != self.text() else "")
        painter.drawText(self.rect(), int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), words)
        painter.end()
