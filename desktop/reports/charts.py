"""Draw a chart as lines and areas: bars and lines over categories, readable in black and white."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Spacer

from db.values.printing import decimals
from desktop.reports.chart_axis import Axis, ticks
from desktop.reports.chart_bars import fill_bar
from desktop.reports.document import Align, Chart, Series, Style
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.page import Gap, Type
from desktop.reports.table_parts import Words, fit, lay_caption

_HEIGHT = 178.0
_TYPE = 8.0
_LEFT, _RIGHT, _RIGHT_AXIS, _BELOW, _ABOVE = 44.0, 6.0, 36.0, 30.0, 26.0
_LINE_ABOVE, _RIGHT_PART = 30.0, 0.42
"""A line with its own axis takes this part of a plot, above the bars; the plot is so much higher then."""
_TALL = 80.0
"""Height of an axis with room for five values."""
_GRID = Color(0.8, 0.8, 0.8)
_DOT = 2.2
_PLACE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


def lay_chart(chart: Chart, fonts: Fonts, width: float) -> list[Flowable]:
    """Return the chart with its caption below or above; the two stay together."""
    caption = lay_caption(chart.caption, "", fonts, width)
    plot = Plot(chart, fonts, width)
    both = [*caption, plot] if chart.is_headed else [plot, *caption]
    return [KeepTogether([Spacer(1, 6), *both]), Gap(1, 6)]


class Plot(Flowable):  # type: ignore[misc] # reportlab has no types
    """The drawing of a chart: legend, axes, bars side by side or stacked, lines over them."""

    def __init__(self, chart: Chart, fonts: Fonts, width: float) -> None:
        super().__init__()
        self.chart = chart
        own = [series for series in chart.series if series.unit]
        self.width, self.height = width, _HEIGHT + _LINE_ABOVE * bool(own)
        self.type = Type(fonts, Role.HEADING, _TYPE)
        self.bars = [series for series in chart.series if series.style is not Style.LINE]
        self.lines = [series for series in chart.series if series.style is Style.LINE]
        low, high = _BELOW, self.height - _ABOVE
        middle = high - _RIGHT_PART * (high - low) if own else high
        self.left = _axis(_enclosed(chart), chart.unit, low, middle)
        self.right = _axis(_values(own), own[0].unit, middle + _TYPE + 4, high) if own else None
        self.edge = width - (_RIGHT_AXIS if self.right else _RIGHT)
        self.slot = (self.edge - _LEFT) / max(len(chart.categories), 1)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw everything, from the back to the front."""
        self._ground(self.canv)
        floors = [Fraction(0)] * len(self.chart.categories)
        for number, series in enumerate(self.bars):
            self._bars(series, number, floors)
        for series in self.lines:
            self._line(self.canv, series, self.right if series.unit and self.right else self.left)
        self._categories()
        self._legend(self.canv)

    def _middle(self, index: int) -> float:
        """Return the middle of a category on the ground line."""
        return _LEFT + (index + 0.5) * self.slot

    def _words(self, text: str, x: float, y: float, align: Align = Align.CENTRE, size: float = _TYPE) -> None:
        """Write a small text at a point."""
        face = Type(self.type.fonts, self.type.role, size)
        face.draw(self.canv, (x - face.width(text) * _PLACE[align], y), text)

    def _value(self, text: str, at: tuple[float, float], align: Align, room: float) -> None:
        """Write a value of an axis, smaller where it is long."""
        self._words(text, *at, align, _TYPE * min(1.0, room / (self.type.width(text) or 1)))

    def _ground(self, canvas: Canvas) -> None:
        """Draw the ruled lines with their values, and the axis on the right with its own."""
        for tick in self.left.ticks:
            y = self.left.y(tick)
            canvas.setStrokeColor(black if tick == 0 else _GRID)
            canvas.setLineWidth(0.6 if tick == 0 else 0.3)
            canvas.line(_LEFT, y, self.edge, y)
            self._value(self.left.words(tick), (_LEFT - 4, y - 2.8), Align.RIGHT, _LEFT - 4)
        if self.right is None:
            return
        for tick in self.right.ticks:
            y = self.right.y(tick)
            canvas.setStrokeColor(black if tick == 0 else _GRID)
            canvas.setLineWidth(0.6 if tick == 0 else 0.3)
            canvas.line(_LEFT, y, self.edge, y)
            self._value(self.right.words(tick), (self.edge + 4, y - 2.8), Align.LEFT, _RIGHT_AXIS - 4)
        canvas.setStrokeColor(black)

    def _bars(self, series: Series, number: int, floors: list[Fraction]) -> None:
        """Draw one series of bars, each with its value where it has room; stacked ones raise ``floors``."""
        count = 1 if self.chart.stacked else len(self.bars)
        wide = min(self.slot * 0.72 / count, 34)
        longest = max(map(self.type.width, series.labels), default=0)
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            if value is None:
                continue
            x = self._middle(index) + ((0 if self.chart.stacked else number) - count / 2) * wide
            ground = floors[index]
            bottom, top = self.left.y(ground), self.left.y(ground + Fraction(value))
            fill_bar(self.canv, series.style, (x, bottom), wide, top - bottom)
            if self.chart.stacked:
                floors[index] += Fraction(value)
                if top - bottom > _TYPE + 2 and self.type.width(label) + 4 <= wide:
                    self._on_white(label, x + wide / 2, (top + bottom) / 2 - 2.8)
            elif longest <= (self.slot if count == 1 else wide + 4):
                self._words(label, x + wide / 2, max(top, bottom) + 3)

    def _on_white(self, text: str, x: float, y: float) -> None:
        """Write a small text on a white ground, whatever lies below."""
        half = self.type.width(text) / 2 + 1
        self.canv.setFillColor(white)
        self.canv.rect(x - half, y - 1.6, 2 * half, _TYPE + 1.2, stroke=0, fill=1)
        self.canv.setFillColor(black)
        self._words(text, x, y)

    def _line(self, canvas: Canvas, series: Series, axis: Axis) -> None:
        """Draw a line with white dots, white along its sides; a missing value parts it."""
        points = [
            None if value is None else (self._middle(index), axis.y(Fraction(value)))
            for index, value in enumerate(series.values)
        ]
        for colour, thick in ((white, 3.0), (black, 1.0)):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(thick)
            for before, after in pairwise(points):
                if before and after:
                    canvas.line(*before, *after)
        for point in filter(None, points):
            _dot(canvas, *point)
        if series.unit and max(map(self.type.width, series.labels), default=0) + 3 <= self.slot:
            for place, label in zip(points, series.labels, strict=True):
                if place:
                    self._on_white(label, place[0], place[1] + 5)

    def _categories(self) -> None:
        """Write the categories below, in two lines where a name asks for it or is long."""
        for index, name in enumerate(self.chart.categories):
            parts = [clean(part) for part in name.split("\n")[:2]]
            size = _TYPE
            if len(parts) == 1 or max(map(self.type.width, parts)) > self.slot:
                fitted = fit(Words("".join(parts), is_number=False), self.slot - 2, self.type, 2)
                parts, size = list(fitted.lines), fitted.size
            for line, part in enumerate(parts):
                self._words(part, self._middle(index), _BELOW - 12 - line * 10, size=size)

    def _legend(self, canvas: Canvas) -> None:
        """Write the unit on the left and the names of the series on the right."""
        y = self.height - 11
        said = f"单位：{clean(self.chart.unit)}"
        self._words(said, 0, y, Align.LEFT)
        names = [
            clean(f"{each.name}（右轴，{each.unit}）" if each.unit else each.name)
            for each in self.chart.series
        ]
        room = self.width - self.type.width(said) - 12 - 34 * len(names)
        size = _TYPE * min(1.0, room / (sum(map(self.type.width, names)) or 1))
        x = self.width - _RIGHT
        for series, name in reversed([*zip(self.chart.series, names, strict=True)]):
            self._words(name, x, y, Align.RIGHT, size)
            x -= self.type.width(name) * size / _TYPE + 4
            if series.style is Style.LINE:
                canvas.setStrokeColor(black)
                canvas.setLineWidth(1)
                canvas.line(x - 16, y + 3, x, y + 3)
                _dot(canvas, x - 8, y + 3)
            else:
                fill_bar(canvas, series.style, (x - 14, y), 14, 6)
            x -= 30


def _dot(canvas: Canvas, x: float, y: float) -> None:
    """Draw a point of a line."""
    canvas.setStrokeColor(black)
    canvas.setLineWidth(1)
    canvas.setFillColor(white)
    canvas.circle(x, y, _DOT, fill=1)
    canvas.setFillColor(black)


def _axis(values: Sequence[Fraction], unit: str, low: float, high: float) -> Axis:
    """Return the axis that encloses values of a unit between two heights."""
    least, most = min(values, default=Fraction(0)), max(values, default=Fraction(1))
    return Axis(ticks(least, most, whole=not decimals(unit), most=5 if high - low > _TALL else 3), low, high)


def _values(series: Sequence[Series]) -> list[Fraction]:
    """Return all values of some series."""
    return [Fraction(value) for each in series for value in each.values if value is not None]


def _enclosed(chart: Chart) -> list[Fraction]:
    """Return what the axis on the left encloses: every value, or how high the stacked ones stand."""
    plain = [series for series in chart.series if not series.unit]
    if not chart.stacked:
        return _values(plain)
    stacks = zip(*(series.values for series in plain if series.style is not Style.LINE), strict=True)
    lines = _values([series for series in plain if series.style is Style.LINE])
    return [*(sum((Fraction(value or 0) for value in stack), Fraction(0)) for stack in stacks), *lines]
