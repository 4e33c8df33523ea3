"""A small painted bar chart: twelve months of one figure, the last bar in the brand colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.i18n import tr
from desktop.theme import Look, look, tokens

_STEPS = 4
_LEAST_GAP = 6
_NICE = (1, 1.2, 1.6, 2, 2.4, 2.8, 3.2, 4, 4.8, 6, 8, 10)  # a quarter of each is a plain number


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label below, its value (None draws nothing), and the words shown under the mouse."""

    label: str
    value: float | None
    words: str


def nice_top(largest: float) -> float:
    """Return the smallest round number that is not below ``largest`` and divides by four without odd ends."""
    if largest <= 0:
        return 1
    power = 10 ** floor(log10(largest))
    return float(next(step * power for step in _NICE if step * power >= largest))


class BarChart(QWidget):
    """Bars over labels; ``tick`` writes a number of the scale (万元, 场 …). ``chosen``: a bar was clicked."""

    chosen = Signal(int)

    def __init__(
        self, tick: Callable[[float], str] = "{:,.0f}".format, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tick = tick
        self._bars: Sequence[Bar] = ()
        self._under = -1
        self.setMouseTracking(True)
        self.setMinimumHeight(120)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self._under = -1
        self.setAccessibleName("；".join(bar.words for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(480, 240)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the bar under the mouse and tell its value."""
        self._point_at(self._bar_at(event.position()))
        if self._under >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), self._bars[self._under].words, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the mouse."""
        index = self._bar_at(event.position())
        if index >= 0:
            self.chosen.emit(index)

    def leaveEvent(self, _event: QEvent) -> None:
        """Mark no bar."""
        self._point_at(-1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scale and the bars."""
        chosen = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(chosen.sizes.caption)
        painter.setFont(font)
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
        return nice_top(max((bar.value for bar in self._bars if bar.value is not None), default=0))

    def _plot(self, metrics: QFontMetrics) -> QRectF:
        """Return the area of the bars: right of the scale's numbers, above the labels."""
        top = self._top()
        widest = max(metrics.horizontalAdvance(self._tick(top * step / _STEPS)) for step in range(_STEPS + 1))
        above, below = metrics.height() / 2, metrics.height() + tokens.S
        return QRectF(self.rect()).adjusted(widest + tokens.S, above, 0, -below)

    def _slot(self, plot: QRectF) -> float:
        """Return the width one bar and its gap may take."""
        return plot.width() / max(len(self._bars), 1)

    def _bar_at(self, point: QPointF) -> int:
        """Return the number of the bar in whose slot a point lies, -1 outside."""
        font = self.font()
        font.setPixelSize(look().sizes.caption)
        plot = self._plot(QFontMetrics(font))
        if not self._bars or not plot.left() <= point.x() < plot.right():
            return -1
        return int((point.x() - plot.left()) / self._slot(plot))

    def _point_at(self, index: int) -> None:
        """Mark the bar under the mouse."""
        if index != self._under:
            self._under = index
            self.update()

    def _draw_scale(self, painter: QPainter, plot: QRectF, top: float, chosen: Look) -> None:
        """Draw the grid lines with their numbers."""
        for step in range(_STEPS + 1):
            y = round(plot.bottom() - plot.height() * step / _STEPS) + 0.5
            painter.setPen(QPen(QColor(chosen.tokens.border if step == 0 else chosen.tokens.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(chosen.tokens.text2))
            height = painter.fontMetrics().height()
            area = QRectF(0, y - height / 2, plot.left() - tokens.S, height)
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
        if not bar.value or bar.value < 0:
            return
        last = index == len(self._bars) - 1
        colour = chosen.tokens.brand if last else chosen.tokens.brand_bar
        if index == self._under:
            colour = chosen.tokens.brand_hover
        width = min(slot * 0.56, 40.0)
        height = max(plot.height() * bar.value / top, 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        area = QRectF(left + (slot - width) / 2, plot.bottom() - height, width, height)
        painter.drawRoundedRect(area, 2, 2)
