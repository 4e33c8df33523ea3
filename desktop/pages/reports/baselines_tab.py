"""历史数据: the figures of months before the program was used, typed in or pasted, a year at a time."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.queries.baseline_grid import counted_year, grid_year
from db.queries.periods import month_of
from db.store.baseline_rules import enter
from desktop import faults
from desktop.i18n import tr
from desktop.pages.reports.baselines_grid import BaselineGrid
from desktop.pages.reports.report_tab import ReportTab
from desktop.records.export_menu import ExportButton
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.notice import Tone, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.errors import AppError
    from db.queries.baselines import Cell
    from db.queries.periods import Period
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_YEARS = 10
_NAMED = 3
"""Lines that are named of those that did not match."""


class BaselinesTab(ReportTab):
    """The year in the head, the grid below; what is typed is saved at once and can be taken back."""

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._asked = self._is_own_save = False
        self.years = Combo()
        self.years.setAccessibleName(tr("年份"))
        for year in range(date.today().year, date.today().year - _YEARS, -1):
            self.years.addItem(tr("{year}年").format(year=year), year)
        self.source = QLineEdit()
        self.source.setMaxLength(200)
        self.source.setPlaceholderText(tr("选填，记在之后填写的数上，如：2025年各月月报"))
        self.source.setAccessibleName(tr("来源"))
        self.grid = BaselineGrid()
        self.grid.months.typed.connect(self._save)
        copying = button(tr("复制表样"))
        copying.setToolTip(tr("带指标和月份，粘贴到 Excel 或 WPS 里填好，再整块复制回来"))
        copying.clicked.connect(self._copy_whole)
        importing = button(tr("导入 Excel"), "plain", "import")
        importing.clicked.connect(lambda _checked=False: self.import_wanted.emit("baselines"))
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.years)
        head.addWidget(label(tr("来源"), "label"))
        head.addWidget(self.source, 1)
        head.addWidget(copying)
        head.addWidget(importing)
        head.addWidget(ExportButton(tasks, settings, "baselines", tr("历史数据")))
        self.body.addLayout(head)
        hint = tr(
            "填写启用本程序以前各月的数，单位见指标，也可写 12.5万。灰色为程序算出，填写后以填写的为准。"
            "可从 Excel、WPS 复制整块，选中左上角格子按 Ctrl+V，带指标名称的按名称对应。"
        )
        self.body.addWidget(label(hint, "note", wrap=True))
        self.body.addWidget(self.grid, 1)
        self.years.currentIndexChanged.connect(lambda _row: self._read())

    @property
    def year(self) -> int:
        """The year shown."""
        return int(self.years.currentData())

    def show_period(self, period: Period) -> None:
        """Show the year the period is compared to at first, then the one chosen, as of now."""
        if not self._asked:
            self._asked = True
            with QSignalBlocker(self.years):
                self.years.setCurrentIndex(max(self.years.findData(period.last // 100 - 1), 0))
        self._read()

    def _read(self) -> None:
        """Ask what was entered, and what the program counts itself."""
        months = self.grid.months
        months.show_year(self.year, month_of(date.today()))
        self.tasks.read(self, partial(grid_year, year=self.year), months.show_entered)
        if not self._is_own_save:  # what was typed here changes nothing the program counts
            self.tasks.read(self, partial(counted_year, year=self.year), months.show_counted)
        self._is_own_save = False

    def _copy_whole(self) -> None:
        """Copy the grid with its heads."""
        QGuiApplication.clipboard().setText(self.grid.whole())
        tell(self, tr("已复制，可粘贴到 Excel 或 WPS 里填写"))

    def _save(self, texts: Mapping[Cell, str], bad: int) -> None:
        """Save what can be taken; say what could not."""
        if not texts:
            tell(self, "；".join(self._remarks(0, bad)), "warn")
            return
        self._is_own_save = True
        before, source = self.grid.months.entered(texts), self.source.text().strip()
        self.tasks.write(
            self,
            partial(enter, texts=dict(texts), source=source),
            partial(
                self._saved, before, bad, self.grid.months.covered(cell for cell in texts if texts[cell])
            ),
            self._not_saved,
        )

    def _saved(self, before: Mapping[Cell, str], bad: int, covered: int, count: int) -> None:
        """Say how many were saved, and what they stand over; they can be taken back."""
        if not count and not bad:
            return
        words = tr("已保存 {count} 个数").format(count=count)
        tone: Tone = "warn" if bad or self.grid.unmatched else "ok"
        remarks = self._remarks(covered, bad)
        undo = (tr("撤销"), partial(self._take_back, before))
        tell(self, "；".join((words, *remarks)), tone, undo)

    def _remarks(self, covered: int, bad: int) -> list[str]:
        """Return what the user has to know of what was typed or pasted."""
        found = []
        if covered:
            words = tr("其中 {count} 个程序自己也算得出，现以填写的为准")
            found.append(words.format(count=covered))
        if bad:
            words = tr("{count} 个看不懂，没有保存（红色，指着格子可看原因）")
            found.append(words.format(count=bad))
        if missed := self.grid.unmatched:
            words = tr("{count} 行没有对上指标：{names}")
            found.append(words.format(count=len(missed), names="、".join(missed[:_NAMED])))
            self.grid.unmatched = ()
        return found

    def _take_back(self, before: Mapping[Cell, str]) -> None:
        """Put back what stood there before."""
        self._is_own_save = True
        self.tasks.write(
            self,
            partial(enter, texts=dict(before)),
            self._taken_back,
            self._not_saved,
        )

    def _taken_back(self, _count: int) -> None:
        """Say so."""
        tell(self, tr("已撤销"))

    def _not_saved(self, trouble: AppError) -> None:
        """Say why nothing was saved."""
        self._is_own_save = False
        self.grid.months.refuse()
        faults.report(trouble, self)
