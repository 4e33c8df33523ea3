"""One step of a checklist: a tick or an empty ring, what is to be done, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.i18n import tr
from desktop.theme import icon, look, tokens
from desktop.theme.icons import SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_EDGE = 6
_LEAST = 200


class StepLine(QPushButton):
    """A line across its card; ``names`` are those of all lines: what follows them stands in a column."""

    def __init__(self, name: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.words, self.is_done = name, "", False
        self._names = tuple(names)
        self.setObjectName("task")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_state(self, words: str, *, is_done: bool) -> None:
        """Say how the step stands."""
        self.words, self.is_done = words, is_done
        told = tr("{name}：已完成，{words}") if is_done else tr("{name}：未完成，{words}")
        self.setAccessibleName(told.format(name=self.name, words=words))
        self.setToolTip(words)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the words give way."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, name, words and the arrow over what a button draws."""
        super().paintEvent(event)
        painter, colours, metrics = QPainter(self), look().tokens, self.fontMetrics()
        top = (self.height() - SIZE) // 2
        mark = icon("check", "ok") if self.is_done else icon("ring", "placeholder")
        mark.paint(painter, QRect(_EDGE, top, SIZE, SIZE))
        arrow = QRect(self.width() - SIZE - _EDGE, top, SIZE, SIZE)
        icon("right", "placeholder").paint(painter, arrow)
        left = _EDGE + SIZE + tokens.S
        column = max(metrics.horizontalAdvance(name) for name in self._names) + tokens.M
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text2 if self.is_done else colours.text))
        painter.drawText(QRect(left, 0, column, self.height()), middle, self.name)
        room = QRect(left + column, 0, arrow.left() - left - column - tokens.S, self.height())
        painter.setPen(QColor(colours.text2))
        painter.drawText(
            room, middle, metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.end()
