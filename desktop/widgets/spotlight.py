"""A veil over a window that leaves what is being told of in sight, and a card beside it with the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from desktop.theme import look, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_VEIL = 150  # of 255: dark enough to set off, light enough to know the window by


class Spotlight(QWidget):
    """Covers its parent; ``card`` stands beside the lit places, inside the window."""

    def __init__(self, window: QWidget, card: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lit: list[QRect] = []
        self.card = card
        card.setParent(self)
        self.setGeometry(window.rect())

    def light(self, widgets: Sequence[QWidget]) -> None:
        """Light some widgets of the window; those out of sight stay dark."""
        window = self._window
        self.setGeometry(window.rect())
        seen = [each for each in widgets if each.isVisibleTo(window) and not each.size().isEmpty()]
        margin = tokens.XS
        self._lit = [
            QRect(each.mapTo(window, QPoint()), each.size())
            .adjusted(-margin, -margin, margin, margin)
            .intersected(self.rect())
            for each in seen
        ]
        width = max(self.card.minimumWidth(), min(self.card.sizeHint().width(), self.card.maximumWidth()))
        self.card.resize(width, max(self.card.heightForWidth(width), self.card.minimumSizeHint().height()))
        self.card.move(place_beside(self._lit[0] if self._lit else QRect(), self.card.size(), self.rect()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil with holes, each with a line around it."""
        colours, radius = look().tokens, look().sizes.radius
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil, holes = QPainterPath(), QPainterPath()
        veil.addRect(QRectF(self.rect()))
        for place in self._lit:
            holes.addRoundedRect(QRectF(place), radius, radius)
        dark = QColor(colours.veil)
        dark.setAlpha(_VEIL)
        painter.fillPath(veil - holes, dark)
        painter.setPen(QPen(QColor(colours.brand), 2))
        painter.drawPath(holes)
        painter.end()


def place_beside(lit: QRect, card: QSize, room: QRect) -> QPoint:
    """Return where a card stands: right, left, below or above what is lit, else in its lower right corner."""
    gap = tokens.M
    inside = room.adjusted(gap, gap, -gap, -gap)
    if lit.isEmpty():
        return inside.center() - QRect(QPoint(), card).center()
    tries = (
        QPoint(lit.right() + gap, lit.top()),
        QPoint(lit.left() - gap - card.width(), lit.top()),
        QPoint(lit.left(), lit.bottom() + gap),
        QPoint(lit.left(), lit.top() - gap - card.height()),
    )
    for at in tries:
        place = QRect(_within(at, card, inside), card)
        if not place.intersects(lit):
            return place.topLeft()
    corner = QPoint(lit.right() - gap - card.width(), lit.bottom() - gap - card.height())
    return _within(corner, card, inside)


def _within(at: QPoint, card: QSize, room: QRect) -> QPoint:
    """Move a place until the card lies within the room, as far as it can."""
    x = max(min(at.x(), room.right() - card.width()), room.left())
    y = max(min(at.y(), room.bottom() - card.height()), room.top())
    return QPoint(x, y)
