"""月度数据 of one brand: twelve months of GMV over the figures, with the ratios reckoned from them."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.brand_story import MonthLine, months_of
from db.queries.brands import BRAND_MONTHS
from db.queries.periods import month_of, months_before
from desktop import cells
from desktop.i18n import tr
from desktop.records.child_tab import ChildTab
from desktop.records.reading import Shown
from desktop.tasks import Tasks
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.controls import label

_CHART_HEIGHT = 150
_FEN_PER_WAN = 1_000_000
_MONTHS = 12


class MonthsTab(ChildTab):
    """A chart, the newest month in words, and the months themselves."""

    title = "月度数据"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            BRAND_MONTHS,
            "brand_id",
            "月度数据",
            "个月",
            columns=("month", "gmv", "sessions"),
            sort=("month", True),
            advice="每月录入一次，或导入 Excel；门槛按这里的数据计算。",
            parent=parent,
        )
        self._chart = BarChart(tick=lambda fen: f"{fen / _FEN_PER_WAN:,.0f}")
        self._chart.setFixedHeight(_CHART_HEIGHT)
        self._heading = label(tr("近12个月GMV（万元）"), "caption")
        self._ratios = label(style="caption", wrap=True)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            for widget in (self._ratios, self._chart, self._heading):
                column.insertWidget(0, widget)

    def show_record(self, record: Shown) -> None:
        """Ask for the months of a brand."""
        super().show_record(record)
        key = record.loaded.id
        self._tasks.read(self, partial(months_of, brand_id=key), partial(self._draw, key))

    def _draw(self, key: int, lines: list[MonthLine]) -> None:
        """Show the chart, unless another brand was chosen meanwhile."""
        if self._record is None or self._record.loaded.id != key:
            return
        known = any(line.sales.gmv is not None for line in lines)
        for widget in (self._ratios, self._chart, self._heading):
            widget.setVisible(known)
        self._chart.show_bars(bars_of(lines, month_of(date.today())))
        if lines:
            self._ratios.setText(_ratios(lines[0]))


def bars_of(lines: Sequence[MonthLine], this: int) -> list[Bar]:
    """Return the bars of the twelve months up to the newest known one (or the month before this one)."""
    known = {line.month: line for line in lines}
    last = max([month for month in known if month <= this], default=months_before(this, 1))
    months = [months_before(last, back) for back in reversed(range(_MONTHS))]
    bars = []
    for month in months:
        gmv = known[month].sales.gmv if month in known else None
        words = f"{cells.month_words(month)}：{cells.with_unit(gmv, '万元', ' ')}"
        bars.append(Bar(tr(f"{month % 100}月"), None if gmv is None else float(gmv), words))
    return bars


def _ratios(line: MonthLine) -> str:
    """Return the ratios of a month in words."""
    words = tr("{month}：复购率 {repeat}，私域占比 {private}，退货率 {refund}")
    return words.format(
        month=cells.month_words(line.month),
        repeat=cells.percent(line.repeat_rate),
        private=cells.percent(line.private_share),
        refund=cells.percent(line.refund_rate),
    )
