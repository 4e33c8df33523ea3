"""指标: the figures of a period before they are printed, and what makes them incomplete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.queries import indicators
from desktop.i18n import tr
from desktop.pages.reports.figures_table import COLUMNS, explain, figure_rows, warnings
from desktop.pages.reports.report_tab import ReportTab
from desktop.pages.warning_list import WarningList
from desktop.widgets.controls import label
from desktop.widgets.text_table import TextTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.figures import Figure, ReportFigures
    from db.queries.periods import Period
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_LEGEND = "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全。"


class FiguresTab(ReportTab):
    """Every indicator with its comparisons; the chosen one says how it is counted."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self._figures: tuple[Figure, ...] = ()
        self.warnings = WarningList()
        self.warnings.chosen.connect(self.page_wanted)
        self.table = TextTable(COLUMNS, tr("主要指标"))
        self.table.row_chosen.connect(self._explain)
        self.meaning = label(tr("选中一行可查看指标口径。"), "note", wrap=True)
        legend = label(tr(_LEGEND), "caption", wrap=True)
        for each in (self.warnings, self.table, legend, self.meaning):
            self.body.addWidget(each, int(each is self.table))

    def show_period(self, period: Period) -> None:
        """Read the figures of a period."""
        self._period = period
        self.tasks.read(self, partial(indicators.of, period=period), self._show)

    def _show(self, month: ReportFigures) -> None:
        """Show the figures, unless another period was chosen meanwhile."""
        if month.period != self._period:
            return
        self._figures = month.printed
        self.table.show_rows(figure_rows(self._figures), [explain(figure) for figure in self._figures])
        self.warnings.show_warnings(warnings(month))

    def _explain(self, row: int) -> None:
        """Tell how the chosen figure is counted."""
        if 0 <= row < len(self._figures):
            self.meaning.setText(explain(self._figures[row]))
