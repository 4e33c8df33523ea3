"""Draw a pipeline: the stages one below the other, a lying bar for how many stand there."""

from reportlab.lib.colors import Color, black, white
from reportlab.platypus import Flowable, KeepTogether, Spacer

from desktop.reports.document import Align
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.page import Text, Type, placed
from desktop.reports.pipeline import Pipeline

_CAPTION, _TYPE = 12.0, 9.0
_ROW, _BAR, _ABOVE = 21.0, 13.0, 18.0
_FILL = Color(0.33, 0.38, 0.46)


def lay_pipeline(pipeline: Pipeline, fonts: Fonts, width: float) -> list[Flowable]:
    """Return the pipeline with its caption below; the two stay together."""
    face = Type(fonts, Role.HEADING, _CAPTION)
    caption = Text(placed([clean(pipeline.caption)], face, width, Align.CENTRE), face, 22)
    return [KeepTogether([Spacer(1, 6), Stages(pipeline, fonts, width), caption, Spacer(1, 6)])]


class Stages(Flowable):  # type: ignore[misc] # reportlab has no types
    """The drawing: names on the left, bars from one line, how many and the note behind each bar."""

    def __init__(self, pipeline: Pipeline, fonts: Fonts, width: float) -> None:
        super().__init__()
        self.pipeline = pipeline
        self.type = Type(fonts, Role.HEADING, _TYPE)
        self.width, self.height = width, _ABOVE + _ROW * len(pipeline.stages)
        self.names = [clean(stage.name) for stage in pipeline.stages]
        self.words = [clean(f"{stage.value:,}{pipeline.unit}　{stage.note}") for stage in pipeline.stages]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the stages from the first to the last."""
        left = max(map(self.type.width, self.names), default=0) + 10
        right = max(map(self.type.width, self.words), default=0) + 6
        most = max((stage.value for stage in self.pipeline.stages), default=0) or 1
        y = self.height - _ABOVE
        for number, stage in enumerate(self.pipeline.stages):
            y -= _ROW
            base = y + (_ROW - _TYPE) / 2 + 1
            self.type.draw(
                self.canv, (left - 6 - self.type.width(self.names[number]), base), self.names[number]
            )
            wide = (self.width - left - right) * stage.value / most
            self._bar(left, y + (_ROW - _BAR) / 2, wide)
            self.type.draw(self.canv, (left + wide + 5, base), self.words[number])
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.6)
        self.canv.line(left, y, left, self.height - _ABOVE)

    def _bar(self, x: float, y: float, wide: float) -> None:
        """Draw one bar."""
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.4)
        self.canv.setFillColor(_FILL if wide else white)
        self.canv.rect(x, y, wide, _BAR, fill=1)
        self.canv.setFillColor(black)
