"""A small painted bar chart: twelve months of one figure, the last bar darker than the others."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.i18n import tr
from desktop.theme import Look, look, tokens
from desktop.widgets.pointed import NONE, Pointed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_STEPS = 4
_LEAST_GAP, _LEAST_HEIGHT, _EDGE = 6, 120, 2
_USUAL = (480, 240)  # pixels
_NICE = (1, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 4, 4.8, 6, 8, 10)  # a quarter of each is a plain number


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label below, its value (None draws nothing), and the words shown under the mouse.

    ``mark`` is a value it is compared to, drawn as a line across it: the same month a year ago.
    """

    label: str
    value: float | None
    words: str
    mark: float | None = None


def nice_top(largest: float) -> float:
    """Return the smallest round number that is not below ``largest`` and divides by four without odd ends."""
    if largest <= 0:
        return 1
    power = 10 ** floor(log10(largest))
    return float(next(step * power for step in _NICE if step * power >= largest))


class BarChart(Pointed):
    """Bars over labels; ``tick`` writes a number of the scale (万元, 场 …)."""

    def __init__(
        self, tick: Callable[[float], str] = "{:,.0f}".format, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tick = tick
        self._bars: Sequence[Bar] = ()
        self.setMinimumHeight(_LEAST_HEIGHT)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self.name_places([bar.words for bar in bars])

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(*_USUAL)

    @property
    def first(self) -> int:
        """The keys begin at the newest bar."""
        return len(self._bars) - 1

    def place_at(self, point: QPointF) -> int:
        """Return the number of the bar in whose slot a point lies, -1 outside."""
        plot = self._plot(QFontMetrics(self.caption_font()))
        if not self._bars or not plot.left() <= point.x() < plot.right():
            return NONE
        return int((point.x() - plot.left()) / self._slot(plot))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scale and the bars."""
        chosen = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.caption_font())
        self.draw_focus(painter, QRectF(self.rect()))
        if not any(bar.value for bar in self._bars):
            painter.setPen(QColor(chosen.tokens.text2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("还没有数据"))
            painter.end()
            return
        plot, top = self._plot(painter.fontMetrics()), self._top()
        self._draw_scale(painter, plot, top, chosen)
        for index in range(len(self._bars)):
            self._draw_bar(painter, plot, index, top, chosen)
        painter.end()

    def _top(self) -> float:
        """Return the value at the top of the scale."""
        found = (value for bar in self._bars for value in (bar.value, bar.mark) if value is not None)
        return nice_top(max(found, default=0))

    def _plot(self, metrics: QFontMetrics) -> QRectF:
        """Return the area of the bars: right of the scale's numbers, above the labels."""
        top = self._top()
        widest = max(metrics.horizontalAdvance(self._tick(top * step / _STEPS)) for step in range(_STEPS + 1))
        above, below = metrics.height() / 2, metrics.height() + tokens.S
        return QRectF(self.rect()).adjusted(widest + tokens.S + _EDGE, above + _EDGE, -_EDGE, -below - _EDGE)

    def _slot(self, plot: QRectF) -> float:
        """Return the width one bar and its gap may take."""
        return plot.width() / max(len(self._bars), 1)

    def _draw_scale(self, painter: QPainter, plot: QRectF, top: float, chosen: Look) -> None:
        """Draw the grid lines with their numbers."""
        for step in range(_STEPS + 1):
            y = round(plot.bottom() - plot.height() * step / _STEPS) + 0.5
            painter.setPen(QPen(QColor(chosen.tokens.border if step == 0 else chosen.tokens.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(chosen.tokens.text2))
            height = painter.fontMetrics().height()
            area = QRectF(_EDGE, y - height / 2, plot.left() - tokens.S - _EDGE, height)
            vertical = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | vertical, self._tick(top * step / _STEPS))

    def _draw_bar(self, painter: QPainter, plot: QRectF, index: int, top: float, chosen: Look) -> None:
        """Draw one bar and its label; the last one and the one under the mouse stand out."""
        bar, slot = self._bars[index], self._slot(plot)
        left = plot.left() + slot * index
        painter.setPen(QColor(chosen.tokens.text2))
        widest = max(painter.fontMetrics().horizontalAdvance(each.label) for each in self._bars)
        every = ceil((widest + _LEAST_GAP) / slot)
        if (len(self._bars) - 1 - index) % every == 0:
            area = QRectF(left - slot, plot.bottom() + tokens.S, slot * 3, painter.fontMetrics().height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, bar.label)
        if bar.value and bar.value > 0:
            self._draw_body(painter, plot, index, bar.value / top, chosen)
        if bar.mark and bar.mark > 0:
            half = self._width(plot) / 2 + 3
            middle, y = left + slot / 2, plot.bottom() - plot.height() * bar.mark / top
            for colour, thick in ((chosen.tokens.surface, 4), (chosen.tokens.text2, 2)):
                painter.setPen(QPen(QColor(colour), thick))
                painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))

    def _width(self, plot: QRectF) -> float:
        """Return how wide a bar is."""
        return min(self._slot(plot) * 0.56, 40.0)

    def _draw_body(self, painter: QPainter, plot: QRectF, index: int, part: float, chosen: Look) -> None:
        """Draw a bar so high a part of the scale."""
        last = index == len(self._bars) - 1
        colour = chosen.tokens.link if last else chosen.tokens.brand_bar
        if index == self.at:
            colour = chosen.tokens.brand_hover
        width, height = self._width(plot), max(plot.height() * part, 1.0)
        left = plot.left() + self._slot(plot) * (index + 0.5) - width / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        area = QRectF(left, plot.bottom() - height, width, height)
        painter.drawRoundedRect(area, 2, 2)
