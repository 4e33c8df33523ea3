"""Draw a chart as lines and areas: bars and a line over categories, readable in black and white."""

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Spacer

from desktop.cells import decimals
from desktop.reports.document import Align, Chart, Series, Style
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.page import Text, Type, placed

_HEIGHT = 178.0
_CAPTION = 12.0
_TYPE = 8.0
_LEFT, _RIGHT, _BELOW, _ABOVE = 44.0, 6.0, 30.0, 26.0
_GRID = Color(0.8, 0.8, 0.8)
_FILL = {Style.BARS: Color(0.33, 0.38, 0.46), Style.PALE_BARS: Color(0.84, 0.86, 0.89)}
_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 5
_DOT = 2.2


def lay_chart(chart: Chart, fonts: Fonts, width: float) -> list[Flowable]:
    """Return the chart with its caption below or above; the two stay together."""
    face = Type(fonts, Role.HEADING, _CAPTION)
    caption = Text(placed([clean(chart.caption)], face, width, Align.CENTRE), face, 22)
    plot = Plot(chart, fonts, width)
    both = [caption, plot] if chart.is_headed else [plot, caption]
    return [KeepTogether([Spacer(1, 6), *both, Spacer(1, 6)])]


def ticks(lowest: Fraction, highest: Fraction, *, whole: bool = False) -> list[Fraction]:
    """Return round values for the axis that enclose ``lowest``, ``highest`` and 0; ``whole`` for counts."""
    lowest, highest = min(lowest, Fraction(0)), max(highest, Fraction(0))
    highest = highest if highest > lowest else Fraction(1)
    span = float(highest - lowest)
    power = Fraction(10) ** floor(log10(span / _TICKS))
    steps = (Fraction(step) * power for step in _STEPS)
    step = next(step for step in steps if span <= float(step) * _TICKS)
    if whole:
        step = Fraction(ceil(step))
    return [number * step for number in range(floor(lowest / step), ceil(highest / step) + 1)]


class Plot(Flowable):  # type: ignore[misc] # reportlab has no types
    """The drawing of a chart: legend, axis, bars side by side, the line over them."""

    def __init__(self, chart: Chart, fonts: Fonts, width: float) -> None:
        super().__init__()
        self.chart = chart
        self.width, self.height = width, _HEIGHT
        self.type = Type(fonts, Role.HEADING, _TYPE)
        values = [Fraction(value) for series in chart.series for value in series.values if value is not None]
        least, most = min(values, default=Fraction(0)), max(values, default=Fraction(1))
        self.ticks = ticks(least, most, whole=not decimals(chart.unit))
        self.slot = (width - _LEFT - _RIGHT) / max(len(chart.categories), 1)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw everything, from the back to the front."""
        self._axis(self.canv)
        bars = [series for series in self.chart.series if series.style is not Style.LINE]
        for number, series in enumerate(bars):
            self._bars(self.canv, series, number, len(bars))
        for series in self.chart.series:
            if series.style is Style.LINE:
                self._line(self.canv, series)
        self._categories(self.canv)
        self._legend(self.canv)

    def _y(self, value: Fraction) -> float:
        """Return the height of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        part = float((value - low) / ((high - low) or 1))
        return _BELOW + part * (self.height - _BELOW - _ABOVE)

    def _middle(self, index: int) -> float:
        """Return the middle of a category on the ground line."""
        return _LEFT + (index + 0.5) * self.slot

    def _words(self, text: str, x: float, y: float, align: Align = Align.CENTRE) -> None:
        """Write a small text at a point, shrunk to one category's room when it stands in the middle."""
        face = self.type
        part = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align]
        face.draw(self.canv, (x - face.width(text) * part, y), text)

    def _axis(self, canvas: Canvas) -> None:
        """Draw the ruled lines with their values."""
        places = 0 if all(tick.denominator == 1 for tick in self.ticks) else 2
        for tick in self.ticks:
            canvas.setStrokeColor(black if tick == 0 else _GRID)
            canvas.setLineWidth(0.6 if tick == 0 else 0.3)
            canvas.line(_LEFT, self._y(tick), self.width - _RIGHT, self._y(tick))
            self._words(f"{float(tick):,.{places}f}", _LEFT - 4, self._y(tick) - 2.8, Align.RIGHT)

    def _bars(self, canvas: Canvas, series: Series, number: int, count: int) -> None:
        """Draw one series of bars, each with its value above when there is room."""
        wide = min(self.slot * 0.72 / count, 34)
        canvas.setFillColor(_FILL[series.style])
        canvas.setStrokeColor(black)
        canvas.setLineWidth(0.4)
        for index, value in enumerate(series.values):
            if value is not None:
                x = self._middle(index) + (number - count / 2) * wide
                canvas.rect(
                    x, self._y(Fraction(0)), wide, self._y(Fraction(value)) - self._y(Fraction(0)), fill=1
                )
        canvas.setFillColor(black)
        room = self.slot if count == 1 else wide + 4
        if max((self.type.width(label) for label in series.labels), default=0) <= room:
            for index, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
                if value is not None:
                    x = self._middle(index) + (number - count / 2 + 0.5) * wide
                    self._words(label, x, max(self._y(Fraction(value)), self._y(Fraction(0))) + 3)

    def _line(self, canvas: Canvas, series: Series) -> None:
        """Draw a line with white dots; a missing value parts it."""
        points = [
            None if value is None else (self._middle(index), self._y(Fraction(value)))
            for index, value in enumerate(series.values)
        ]
        canvas.setStrokeColor(black)
        canvas.setLineWidth(1)
        for before, after in pairwise(points):
            if before and after:
                canvas.line(*before, *after)
        canvas.setFillColor(white)
        for point in filter(None, points):
            canvas.circle(*point, _DOT, fill=1)
        canvas.setFillColor(black)

    def _categories(self, canvas: Canvas) -> None:
        """Write the categories below, in two lines where a name asks for it."""
        for index, name in enumerate(self.chart.categories):
            for line, part in enumerate(name.split("\n")[:2]):
                self._words(clean(part), self._middle(index), _BELOW - 12 - line * 10)
        canvas.setLineWidth(0.4)

    def _legend(self, canvas: Canvas) -> None:
        """Write the unit on the left and the names of the series on the right."""
        y = self.height - 11
        self._words(f"单位：{self.chart.unit}", 0, y, Align.LEFT)
        x = self.width - _RIGHT
        for series in reversed(self.chart.series):
            self._words(series.name, x, y, Align.RIGHT)
            x -= self.type.width(series.name) + 4
            canvas.setStrokeColor(black)
            if series.style is Style.LINE:
                canvas.setLineWidth(1)
                canvas.line(x - 16, y + 3, x, y + 3)
                canvas.setFillColor(white)
                canvas.circle(x - 8, y + 3, _DOT, fill=1)
            else:
                canvas.setLineWidth(0.4)
                canvas.setFillColor(_FILL[series.style])
                canvas.rect(x - 14, y, 14, 6, fill=1)
            canvas.setFillColor(black)
            x -= 30
