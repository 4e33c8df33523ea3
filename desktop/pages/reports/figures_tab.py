"""指标: the figures of a period before they are printed, each with its formula and a way to its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from db.queries import indicators
from db.queries.periods import month_period
from db.queries.report_differences import differences_from
from db.queries.report_standing import signed_report
from desktop.i18n import tr
from desktop.pages.reports.figure_words import warnings
from desktop.pages.reports.figures_table import FiguresTable, counted
from desktop.pages.reports.report_tab import ReportTab
from desktop.pages.reports.trace_dialog import TraceDialog
from desktop.pages.warning_list import WarningList
from desktop.records.search_box import Searched
from desktop.theme import tokens
from desktop.widgets.controls import as_search, button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.queries.figures import Figure, ReportFigures
    from db.queries.periods import Period
    from db.queries.report_differences import Difference
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_LEGEND = "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全，“*”表示含历史数据。"
_JANUARY = 202601


@dataclass(frozen=True, slots=True)
class _Found:
    """The figures of now, and where they differ from those that were signed."""

    figures: ReportFigures
    differences: tuple[Difference, ...]


class FiguresTab(Searched, ReportTab):
    """Every indicator with its comparisons; Enter or a double click shows the rows behind a number."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self._differences: dict[str, Difference] = {}
        self.warnings = WarningList()
        self.warnings.chosen.connect(self.page_wanted)
        self.search = QLineEdit()
        as_search(self.search, tr("搜索指标名称、代码"))
        self.search.setFixedWidth(tokens.SEARCH)
        self.table = FiguresTable(month_period(_JANUARY))
        self.table.row_chosen.connect(lambda _row: self._explain())
        self.table.activated.connect(lambda _index: self.open_trace())
        self.search.textChanged.connect(self.table.search)
        self.search.returnPressed.connect(self.table.setFocus)
        self._name, self.meaning = label(style="section"), label(style="note", wrap=True)
        self.trace = button(tr("查看明细"), icon="search")
        self.trace.setToolTip("Enter")
        self.trace.clicked.connect(lambda _checked=False: self.open_trace())
        above = QHBoxLayout()
        above.addWidget(self.search)
        above.addSpacing(tokens.S)
        above.addWidget(label(tr(_LEGEND), "caption", wrap=True), 1)
        self.body.addWidget(self.warnings)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._foot())
        self._explain()

    def _foot(self) -> QFrame:
        """Return what is said of the chosen figure, with the way to its rows."""
        foot = QFrame()
        foot.setObjectName("strip")
        row = QHBoxLayout(foot)
        row.setContentsMargins(tokens.L, tokens.S, tokens.S, tokens.S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self.meaning)
        row.addLayout(words, 1)
        row.addWidget(self.trace, 0, Qt.AlignmentFlag.AlignVCenter)
        return foot

    def show_period(self, period: Period) -> None:
        """Read the figures of a period."""
        self._period = period
        self.tasks.read(self, partial(_read, period=period), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the arrow keys walk the figures as soon as they are in sight."""
        super().showEvent(event)
        self.table.setFocus()

    def open_trace(self) -> TraceDialog | None:
        """Show the rows behind the number chosen."""
        figure, period = self.table.figure, self._period
        if figure is None or period is None:
            return None
        dialog = TraceDialog(self.tasks, figure, period, self.table.value_name, self.window())
        dialog.page_wanted.connect(self.page_wanted)
        dialog.open()
        return dialog

    def _show(self, found: _Found) -> None:
        """Show the figures, unless another period was chosen meanwhile."""
        figures = found.figures
        if figures.period != self._period:
            return
        self.table.show_figures(figures.period, figures.printed)
        self._differences = {each.code: each for each in found.differences}
        told = warnings(figures)
        if found.differences:
            told.insert(0, (_moved(found.differences), "reports", {"tab": "flow"}))
        self.warnings.show_warnings(told)
        self._explain()

    def _explain(self) -> None:
        """Tell how the chosen figure is counted, and what it was signed as."""
        figure: Figure | None = self.table.figure
        self.trace.setEnabled(figure is not None)
        if figure is None:
            self._name.setText(tr("指标口径"))
            self.meaning.setText(tr("选中一行可查看指标口径。"))
            return
        self._name.setText(tr("{name}（{code}）").format(name=figure.name, code=figure.code))
        formula = counted(figure)
        moved = self._differences.get(figure.code)
        self.meaning.setText(f"{formula}{moved.words}。" if moved else formula)


def _read(session: Session, period: Period) -> _Found:
    """Return the figures of a period, compared with those it was signed with, if it was."""
    figures, signed = indicators.of(session, period), signed_report(session, period)
    if signed is None:
        return _Found(figures, ())
    return _Found(figures, differences_from(session, signed, figures.figures))


def _moved(found: Sequence[Difference]) -> str:
    """Say how many figures differ, and the first of them."""
    if len(found) == 1:
        return found[0].words
    return tr("{first} 等 {count} 项").format(first=found[0].words, count=len(found))
