"""Draw a pipeline: the stages one below the other, a lying bar for how many stand there."""

from reportlab.lib.colors import black
from reportlab.platypus import Flowable, KeepTogether, Spacer

from desktop.reports.chart_bars import fill_bar
from desktop.reports.document import Style
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.lines import cut
from desktop.reports.page import Gap, Type
from desktop.reports.pipeline import Pipeline
from desktop.reports.table_parts import lay_caption

_TYPE = 9.0
_ROW, _BAR, _ABOVE = 19.0, 12.0, 2.0
_MOST = 0.35
"""Part of the width that names, and what stands behind the bars, may take each."""


def lay_pipeline(pipeline: Pipeline, fonts: Fonts, width: float) -> list[Flowable]:
    """Return the pipeline with its caption below; the two stay together."""
    parts = [Spacer(1, 6), Stages(pipeline, fonts, width), *lay_caption(pipeline.caption, "", fonts, width)]
    return [KeepTogether(parts), Gap(1, 6)]


class Stages(Flowable):  # type: ignore[misc] # reportlab has no types
    """The drawing: names on the left, bars from one line, how many and the note behind each bar."""

    def __init__(self, pipeline: Pipeline, fonts: Fonts, width: float) -> None:
        super().__init__()
        self.pipeline = pipeline
        self.type = Type(fonts, Role.HEADING, _TYPE)
        self.width, self.height = width, _ABOVE + _ROW * len(pipeline.stages)
        self.names = [cut(clean(stage.name), width * _MOST, self.type.width) for stage in pipeline.stages]
        self.words = [
            cut(clean(f"{stage.value:,}{pipeline.unit}　{stage.note}"), width * _MOST, self.type.width)
            for stage in pipeline.stages
        ]

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
            fill_bar(self.canv, Style.BARS, (left, y + (_ROW - _BAR) / 2), wide, _BAR)
            self.type.draw(self.canv, (left + wide + 5, base), self.words[number])
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.6)
        self.canv.line(left, y, left, self.height - _ABOVE)
