"""填报: what no record tells – declared retail sales, people employed, incidents of safety and compliance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.queries.report_standing import report_of
from desktop import cells
from desktop.i18n import tr
from desktop.pages.reports.declarations import EMPLOYMENT, RETAIL
from desktop.pages.reports.declared_card import DeclaredCard
from desktop.pages.reports.incident_list import IncidentList
from desktop.pages.reports.report_tab import ReportTab
from desktop.theme import tokens
from desktop.widgets.combo import Combo
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from db.queries.periods import Period
    from db.queries.report_standing import Standing
    from desktop.settings import Settings
    from desktop.tasks import Tasks


_SIGNED = "本期报告已签署：这里的修改不会改变已签署的报告，会在“报送”页签列为差异，需要时办理更正。"


class DeclaredTab(ReportTab):
    """Two cards for a month's declarations, the incidents of the whole period below.

    A quarter and a year are declared month by month: the months can be chosen above the cards.
    """

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._period: Period | None = None
        self.months = Combo()
        self.months.setAccessibleName(tr("填报月份"))
        self.months.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.months.currentIndexChanged.connect(lambda _row: self._show_month())
        self._chooser = QWidget()
        self._chooser.setObjectName("plain")
        row = QHBoxLayout(self._chooser)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(tr("填报月份"), "label"))
        row.addWidget(self.months)
        row.addStretch()
        self.retail = DeclaredCard(tasks, RETAIL)
        self.employment = DeclaredCard(tasks, EMPLOYMENT)
        self.incidents = IncidentList(tasks)
        for card in (self.retail, self.employment):
            card.month_wanted.connect(self._go_to)
        self.signed = label(tr(_SIGNED), "note", wrap=True)
        self.signed.hide()
        cards = QHBoxLayout()
        cards.setSpacing(tokens.M)
        cards.addWidget(self.retail, 1)
        cards.addWidget(self.employment, 1)
        self.body.addWidget(self.signed)
        self.body.addWidget(self._chooser)
        self.body.addLayout(cards)
        self.body.addWidget(self.incidents, 1)

    @property
    def month(self) -> int:
        """The month (202609) the cards are about."""
        return int(self.months.currentData())

    def show_period(self, period: Period) -> None:
        """Show what was declared for the months of a period, its last month first of all."""
        if period != self._period:
            self._period = period
            with QSignalBlocker(self.months):
                self.months.clear()
                for month in period:
                    self.months.addItem(tr(cells.month_words(month)), month)
                self.months.setCurrentIndex(self.months.count() - 1)
            self._chooser.setVisible(self.months.count() > 1)
        self._show_month()
        self.incidents.show_period(period)
        self.tasks.read(self, partial(report_of, period=period), partial(self._show_standing, period))

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed, of any month, is not saved."""
        return any(card.has_unsaved for card in (self.retail, self.employment))

    def may_close(self) -> bool:
        """Ask before something unsaved is lost."""
        return all(card.may_close() for card in (self.retail, self.employment))

    def _show_standing(self, period: Period, found: Standing | None) -> None:
        """Say whether the report of the period in sight is signed already."""
        if period == self._period:
            self.signed.setVisible(found is not None and found.is_signed)

    def _go_to(self, month: int) -> None:
        """Bring a month into sight, of this period or another."""
        place = self.months.findData(month)
        if place >= 0:
            self.months.setCurrentIndex(place)
        else:
            self.page_wanted.emit("reports", {"month": month, "tab": "declared"})

    def _show_month(self) -> None:
        """Let the cards show the month chosen."""
        if self.months.count():
            for card in (self.retail, self.employment):
                card.show_month(self.month)
