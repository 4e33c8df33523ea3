"""The chart of the 工作台: twelve months of GMV, each beside the same month a year ago; a click opens one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from db.queries.periods import month_of
from desktop import cells
from desktop.i18n import tr
from desktop.pages.home_block import month_words, year_bars, year_to
from desktop.widgets.card import Card
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.figures import Value
    from db.queries.home_trends import Trend

_FEN_PER_WAN = 1_000_000


class GmvCard(Card):
    """Bars with what the one pointed at tells above them; ``month_wanted`` when one is chosen (202609)."""

    month_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._months: list[int] = []
        self._bars: list[Bar] = []
        self.told = label(style="note", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.chart = BarChart(tick=lambda fen: f"{fen / _FEN_PER_WAN:,.0f}")
        self.chart.chosen.connect(lambda index: self.month_wanted.emit(self._months[index]))
        self.chart.pointed.connect(self._tell)
        head = QHBoxLayout()
        head.addWidget(label(tr("近12个月支付GMV（万元）"), "heading"))
        head.addWidget(self.told, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(label(tr("横线为上年同月。点击柱形或按回车查看当月场次。"), "caption"))

    def show_trend(self, last: int, trend: Trend) -> None:
        """Show the twelve months that end with ``last`` (202609) of a trend of 24, in 分."""
        self._months = year_to(last)
        self._bars = year_bars(last, trend, _told)
        self.chart.show_bars(self._bars)
        self._tell(-1)

    def _tell(self, index: int) -> None:
        """Say what one bar tells; the newest while none is pointed at."""
        self.told.setText(self._bars[index].words if self._bars else "")


def _told(month: int, gmv: Value, year_ago: Value) -> str:
    """Write what a month came to, and how that compares to the year before; of one that runs, so far."""
    amount = cells.DASH if gmv is None else f"{cells.printed(gmv, '万元')} {tr('万元')}"
    if month == month_of(date.today()):
        return tr("{month}，截至今日：{amount}").format(month=month_words(month), amount=amount)
    change = cells.growth(gmv, year_ago)
    return tr("{month}：{amount}，同比 {growth}").format(
        month=month_words(month), amount=amount, growth=cells.DASH if change == cells.MISSING else change
    )
