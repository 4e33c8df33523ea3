"""What the window shows while the database is being opened: the outline of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.theme import tokens
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_TOP, _CARD, _CARDS = 68, 112, 4


class Skeleton(QWidget):
    """A page's title and empty cards; needs no data and paints at once."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L + tokens.XS, tokens.XL, tokens.L)
        column.addWidget(label(title, "title"))
        column.addStretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint four small cards and two large ones."""
        super().paintEvent(event)
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.tokens.border))
        painter.setBrush(QColor(look.tokens.surface))
        for card in self._cards():
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), look.sizes.radius, look.sizes.radius)

    def _cards(self) -> list[QRectF]:
        """Return where the cards lie."""
        left, gap = float(tokens.XL), float(tokens.M)
        width = self.width() - 2 * left
        small = (width - (_CARDS - 1) * gap) / _CARDS
        cards = [QRectF(left + number * (small + gap), _TOP, small, _CARD) for number in range(_CARDS)]
        below = _TOP + _CARD + gap
        height = max(0.0, self.height() - below - tokens.L)
        wide = 0.6 * width
        return [
            *cards,
            QRectF(left, below, wide, height),
            QRectF(left + wide + gap, below, width - wide - gap, height),
        ]
