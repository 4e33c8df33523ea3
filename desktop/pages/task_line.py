"""One thing to do on the 工作台: its words end in … where there is no room, the time left never does."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from desktop.i18n import tr
from desktop.theme import icon, look, tokens
from desktop.theme.icons import SIZE

_EDGE = 6
_LEAST = 160


class TaskLine(QPushButton):
    """A line across its card, the time left in a column of its own; its tip tells all of it."""

    def __init__(
        self, words: str, left: str = "", parent: QWidget | None = None, *, overdue: bool = False
    ) -> None:
        super().__init__(parent)
        self._words, self._left, self.is_overdue = tr(words), tr(left), overdue
        self.setObjectName("task")
        self.setText(" · ".join(filter(None, (self._words, self._left))))
        self.setToolTip(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the words give way."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's name
        """Leave the words to the line's own painting."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, time left and the arrow over what a button draws; red is only what is overdue."""
        super().paintEvent(event)
        painter, colours, metrics = QPainter(self), look().tokens, self.fontMetrics()
        arrow = QRect(self.width() - SIZE - _EDGE, (self.height() - SIZE) // 2, SIZE, SIZE)
        icon("right", "placeholder").paint(painter, arrow)
        middle = Qt.AlignmentFlag.AlignVCenter
        left = QRect(0, 0, arrow.left() - tokens.S, self.height())
        painter.setPen(QColor(colours.bad if self.is_overdue else colours.text2))
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, self._left)
        taken = metrics.horizontalAdvance(self._left) + tokens.M if self._left else 0
        room = QRect(_EDGE, 0, left.right() - taken - _EDGE, self.height())
        painter.setPen(QColor(colours.text))
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, words)
        painter.end()
