"""How a whole is divided: a line for each part, with its word, a bar and its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from desktop.theme import look, tokens
from desktop.widgets.pointed import NONE, Pointed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_BETWEEN = 1.75
"""Height of a line, of the text size."""
_LEAST_BAR, _THICK = 40, 8


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its word, its value (None draws no bar), what stands at the end, all of it in words."""

    label: str
    value: float | None
    told: str
    words: str


class ShareBars(Pointed):
    """The bars are as long as their values, the largest across all the room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: Sequence[Share] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show other parts, in this order."""
        self._shares = tuple(shares)
        self.name_places([share.words for share in shares])

    def place_at(self, point: QPointF) -> int:
        """Return the number of the line at a height, -1 below the last."""
        place = int(point.y() // self._line())
        return place if 0 <= place < len(self._shares) else NONE

    def sizeHint(self) -> QSize:
        """Return the room of all lines."""
        words, told = self._widths()
        return QSize(words + told + 4 * _LEAST_BAR, round(self._line() * max(len(self._shares), 1)))

    def minimumSizeHint(self) -> QSize:
        """Return the least: a short bar between word and number."""
        words, told = self._widths()
        return QSize(words + told + _LEAST_BAR, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.caption_font())
        largest = max((share.value or 0 for share in self._shares), default=0) or 1
        for place, share in enumerate(self._shares):
            self._draw(painter, place, share, max(share.value or 0, 0) / largest)
        painter.end()

    def _draw(self, painter: QPainter, place: int, share: Share, part: float) -> None:
        """Draw one line, its bar so long a part of the longest."""
        colours, height = look().tokens, self._line()
        area = QRectF(0, place * height, self.width(), height)
        if place == self.at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(area, tokens.XS, tokens.XS)
            self.draw_focus(painter, area)
        words, told = self._widths()
        inside = area.adjusted(tokens.XS, 0, -tokens.XS, 0)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | centre, share.label)
        painter.setPen(QColor(colours.text2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | centre, share.told)
        room = area.adjusted(words, 0, -told, 0)
        if part > 0 and room.width() > 0:
            bar = QRectF(room.left(), room.center().y() - _THICK / 2, max(room.width() * part, 2), _THICK)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.brand_hover if place == self.at else colours.brand))
            painter.drawRoundedRect(bar, 2, 2)

    def _line(self) -> float:
        """Return the height of a line."""
        return look().sizes.caption * _BETWEEN + tokens.XS

    def _widths(self) -> tuple[int, int]:
        """Return the room of the words at the left and of the numbers at the right."""
        metrics = QFontMetrics(self.caption_font())
        words = max((metrics.horizontalAdvance(share.label) for share in self._shares), default=0)
        told = max((metrics.horizontalAdvance(share.told) for share in self._shares), default=0)
        return words + tokens.M + tokens.XS, told + tokens.M + tokens.XS
