"""Fill the bars of charts so that each kind is known in black and white: dark, pale, hatched, white."""

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from desktop.reports.document import Style

DARK = Color(0.33, 0.38, 0.46)
_PALE = Color(0.84, 0.86, 0.89)
_FILL = {Style.BARS: DARK, Style.PALE_BARS: _PALE, Style.HATCHED_BARS: white, Style.WHITE_BARS: white}
_HATCH = 3.2
"""From line to line of a hatch, in points."""


def fill_bar(canvas: Canvas, style: Style, at: tuple[float, float], wide: float, tall: float) -> None:
    """Draw one bar from its lower left corner; ``tall`` is negative for one that hangs."""
    x, y = at[0], min(at[1], at[1] + tall)
    tall = abs(tall)
    canvas.setStrokeColor(black)
    canvas.setFillColor(_FILL[style])
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, wide, tall, fill=1)
    if style is Style.HATCHED_BARS and tall > 0:
        _hatch(canvas, x, y, wide, tall)
    canvas.setFillColor(black)


def _hatch(canvas: Canvas, x: float, y: float, wide: float, tall: float) -> None:
    """Rule a bar aslant."""
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(DARK)
    offset = _HATCH - tall
    while offset < wide:
        left, right = max(0.0, offset), min(wide, offset + tall)
        if right > left:
            canvas.line(x + left, y + left - offset, x + right, y + right - offset)
        offset += _HATCH
    canvas.setStrokeColor(black)
