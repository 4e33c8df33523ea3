"""月报: the month's figures before they are printed, and the PDF and Excel made of them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker

from db.queries import indicators
from db.queries.periods import month_of, months_before
from desktop import cells
from desktop.i18n import tr
from desktop.pages.figures_table import COLUMNS, explain, figure_rows, warnings
from desktop.pages.report_files import ReportFiles
from desktop.pages.retail_dialog import RetailDialog
from desktop.pages.warning_list import WarningList
from desktop.records.page import Page
from desktop.widgets.combo import Combo
from desktop.widgets.controls import label
from desktop.widgets.text_table import TextTable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.queries.figures import Figure, MonthFigures
    from db.steps import Step
    from desktop.reports.making import Made
    from desktop.settings import Settings
    from desktop.tasks import Job, Tasks

_MONTHS = 24
_LEGEND = "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全。"


class ReportsPage(Page):
    """Choose a month, read its figures, make its files."""

    key: ClassVar[str] = "reports"
    title: ClassVar[str] = "月报"
    icon: ClassVar[str] = "report"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._figures: tuple[Figure, ...] = ()
        self._job: Job | None = None
        self.months = Combo()
        self.months.setAccessibleName(tr("月份"))
        self._offer_months(month_of(date.today()), None, months_before(month_of(date.today()), 1))
        self.months.currentIndexChanged.connect(self.refresh)
        self.add_to_head(self.months)
        self._retail = self.add_button(tr("网络零售额申报…"))
        self._retail.clicked.connect(self._declare_retail)
        self.make = self.add_button(tr("生成 PDF 和 Excel"), "report", primary=True)
        self.make.clicked.connect(self._make)
        self.warnings = WarningList()
        self.warnings.chosen.connect(self.page_wanted)
        self.table = TextTable(COLUMNS, tr("主要指标"))
        self.table.row_chosen.connect(self._explain)
        self._meaning = label(tr("选中一行可查看指标口径。"), "note", wrap=True)
        legend = label(tr(_LEGEND), "caption", wrap=True)
        self.files = ReportFiles(settings)
        for each in (self.warnings, self.table, legend, self._meaning, self.files):
            self.body.addWidget(each, int(each is self.table))
        tasks.job_finished.connect(self._job_ended)

    @property
    def month(self) -> int:
        """The month chosen (202609)."""
        return int(self.months.currentData())

    def narrow(self, filters: dict[str, object]) -> None:
        """Choose the month asked for."""
        with QSignalBlocker(self.months):
            found = self.months.findData(filters.get("month"))
            if found >= 0:
                self.months.setCurrentIndex(found)

    def refresh(self) -> None:
        """Read the figures of the chosen month."""
        self.tasks.read(self, partial(indicators.month, month=self.month), self._show)

    def _show(self, month: MonthFigures) -> None:
        """Show the figures, unless another month was chosen meanwhile."""
        if month.month != self.month:
            return
        self._figures = tuple(month.figures.values())
        self._offer_months(month_of(date.today()), month.first_month_with_data, month.month)
        self.show_note(tr("报送：{bureau}").format(bureau=month.base.bureau))
        self.table.show_rows(figure_rows(self._figures), [explain(figure) for figure in self._figures])
        self.warnings.show_warnings(warnings(month))

    def _offer_months(self, newest: int, first: int | None, chosen: int) -> None:
        """Offer every month that has data, at least two years, the newest first."""
        count = _MONTHS
        while first is not None and months_before(newest, count) >= first:
            count += 1
        offered = [months_before(newest, back) for back in range(count)]
        if chosen not in offered:
            offered.append(chosen)
        if [self.months.itemData(row) for row in range(self.months.count())] == offered:
            return
        with QSignalBlocker(self.months):
            self.months.clear()
            for month in offered:
                self.months.addItem(cells.month_words(month), month)
            self.months.setCurrentIndex(offered.index(chosen))

    def _explain(self, row: int) -> None:
        """Tell how the chosen figure is counted."""
        if 0 <= row < len(self._figures):
            self._meaning.setText(explain(self._figures[row]))

    def _make(self) -> None:
        """Make both files in the chosen folder."""
        folder = self.files.folder or self.files.choose_folder()
        if folder is None:
            return
        self.files.forget()
        self.make.setEnabled(False)
        title = tr("正在生成{month}月报").format(month=cells.month_words(self.month))
        self._job = self.tasks.job(
            self, title, partial(_make_files, month=self.month, folder=folder), self._made, writes=False
        )

    def _made(self, made: Made) -> None:
        """Offer the files."""
        self.files.show_made(made.pdf, made.xlsx, made.notes)

    def _job_ended(self, job: Job) -> None:
        """Allow the next report, however this one ended."""
        if job is self._job:
            self._job = None
            self.make.setEnabled(True)

    def _declare_retail(self) -> None:
        """Enter what the base declares as its retail sales of the month."""
        RetailDialog(self.tasks, self.month, self).open()


def _make_files(session: Session, step: Step, month: int, folder: Path) -> Made:
    """Make both files; loads the PDF and Excel writers only now."""
    from desktop.reports.making import make_month  # noqa: PLC0415 - reportlab must not load at start

    return make_month(session, month, folder, step)
