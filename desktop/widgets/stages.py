"""A way in stages, side by side as arrows: how many stand in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from desktop.theme import look, tokens
from desktop.widgets.pointed import NONE, Pointed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_TIP, _FOOT, _GAP, _LEAST = 10, 6, 3, 44
"""How far an arrow points, in its middle and where its name stands, the gap between two, the least width."""


@dataclass(frozen=True, slots=True)
class StageCount:
    """One stage: its short mark (S2), its name, how many stand in it, all of it in words."""

    mark: str
    name: str
    count: int
    words: str


class Stages(Pointed):
    """Arrows in a row; one that nobody stands in is pale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: Sequence[StageCount] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[StageCount]) -> None:
        """Show other numbers."""
        self._stages = tuple(stages)
        self.name_places([stage.words for stage in stages])

    def place_at(self, point: QPointF) -> int:
        """Return the number of the arrow at a point, -1 where there is none."""
        if not self._stages or not 0 <= point.x() < self.width():
            return NONE
        return min(int(point.x() / (self.width() / len(self._stages))), len(self._stages) - 1)

    def sizeHint(self) -> QSize:
        """Return room for every name."""
        metrics = QFontMetrics(self.caption_font())
        widest = max((metrics.horizontalAdvance(stage.name) for stage in self._stages), default=0)
        return QSize(max(len(self._stages), 1) * (widest + 2 * _FOOT + _GAP), self._high())

    def minimumSizeHint(self) -> QSize:
        """Return the least: marks and numbers; names end in dots."""
        return QSize(max(len(self._stages), 1) * _LEAST, self._high())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / max(len(self._stages), 1)
        for place, stage in enumerate(self._stages):
            self._draw(painter, QRectF(place * width, 0, width - _GAP, self.height()), place, stage)
        painter.end()

    def _draw(self, painter: QPainter, area: QRectF, place: int, stage: StageCount) -> None:
        """Draw one arrow: number above, mark and name below it."""
        colours = look().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.brand_tint if stage.count else colours.hover))
        if place == self.at:
            painter.setBrush(QColor(colours.selected))
        painter.drawPolygon(_arrow(area, is_first=place == 0))
        inside = area.adjusted(_TIP if place else tokens.S, tokens.S, -_TIP, -tokens.S)
        if place == self.at:
            self.draw_focus(painter, inside.adjusted(-2, -tokens.XS, 2, tokens.XS))
        large = self._number_font()
        painter.setFont(large)
        painter.setPen(QColor(colours.text if stage.count else colours.text2))
        top, centre = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignHCenter
        painter.drawText(inside, top | centre, f"{stage.count:,}")
        painter.setFont(self.caption_font())
        painter.setPen(QColor(colours.text2))
        metrics = painter.fontMetrics()
        below = inside.adjusted(0, QFontMetrics(large).height(), 0, 0)
        painter.drawText(below, top | centre, stage.mark)
        foot = area.adjusted(_FOOT, below.top() - area.top() + metrics.height(), -_FOOT, -tokens.S)
        name = metrics.elidedText(stage.name, Qt.TextElideMode.ElideRight, int(foot.width()))
        painter.drawText(foot, top | centre, name)  # the arrow is wider there than in its middle

    def _number_font(self) -> QFont:
        """Return the font of the numbers."""
        font = QFont(self.font())
        font.setPixelSize(look().sizes.title)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _high(self) -> int:
        """Return the height of an arrow."""
        small = QFontMetrics(self.caption_font()).height()
        return QFontMetrics(self._number_font()).height() + 2 * small + 2 * tokens.S


def _arrow(area: QRectF, *, is_first: bool) -> QPolygonF:
    """Return the outline of an arrow that points on; the first one begins straight."""
    middle = area.center().y()
    points = [
        area.topLeft(),
        QPointF(area.right() - _TIP, area.top()),
        QPointF(area.right(), middle),
        QPointF(area.right() - _TIP, area.bottom()),
        area.bottomLeft(),
    ]
    if not is_first:
        points.append(QPointF(area.left() + _TIP, middle))
    return QPolygonF(points)
