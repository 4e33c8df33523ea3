"""One thing to do on the 工作台: its words end in … where there is no room, the time left never does."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from desktop.theme import icon, tokens
from desktop.theme.icons import SIZE

_BETWEEN = " · "
_LEAST = 160


class TaskLine(QPushButton):
    """A line across its card; its tip tells all of it."""

    def __init__(self, words: str, left: str = "", parent: QWidget | None = None) -> None:
        super().__init__(icon("right", "placeholder"), "", parent)
        self._words, self._left = words, f"{_BETWEEN}{left}" if left else ""
        self.setObjectName("task")
        self.setText(self._words + self._left)
        self.setToolTip(self.text())
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the words give way."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's name
        """Shorten the words to the room there is."""
        super().initStyleOption(option)
        metrics = self.fontMetrics()
        room = self.width() - SIZE - 2 * tokens.L - metrics.horizontalAdvance(self._left)
        option.text = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room) + self._left
