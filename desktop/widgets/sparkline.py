"""A line without scale or words: twelve months of one figure, the last one marked by a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_EDGE, _DOT, _LINE = 4.0, 2.5, 1.5
_ROOM = (60, 30)  # pixels


class Sparkline(QWidget):
    """Says how a figure went; months without a value are a gap. The card it stands on tells it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float | None, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[float | None]) -> None:
        """Show other values, the newest last."""
        self._values = tuple(values)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a low strip."""
        return QSize(*_ROOM)

    def minimumSizeHint(self) -> QSize:
        """Return the least: a low strip."""
        return QSize(*_ROOM)

    def points(self) -> list[QPointF | None]:
        """Return where each value lies; None for one that is missing. The lowest value lies at the foot."""
        known = [value for value in self._values if value is not None]
        if not known:
            return []
        area = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        low, span = min(known), (max(known) - min(known)) or 1.0
        flat = max(known) == min(known)
        step = area.width() / max(len(self._values) - 1, 1)

        def height(value: float) -> float:
            """Return how far down a value lies."""
            return area.center().y() if flat else area.bottom() - area.height() * (value - low) / span

        return [
            None if value is None else QPointF(area.left() + step * place, height(value))
            for place, value in enumerate(self._values)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, and the dot of the newest value."""
        points = self.points()
        if not points:
            return
        painter, colours = QPainter(self), look().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path, before = QPainterPath(), None
        for point in points:
            if point is not None and before is not None:
                path.lineTo(point)
            elif point is not None:
                path.moveTo(point)
            before = point
        painter.setPen(QPen(QColor(colours.link), _LINE))
        painter.drawPath(path)
        if (last := points[-1]) is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.link))
            painter.drawEllipse(last, _DOT, _DOT)
        painter.end()
