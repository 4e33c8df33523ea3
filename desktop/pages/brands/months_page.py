"""月度数据: the figures of all brands by month."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import BrandMonth
from db.queries.brands import BRAND_MONTHS, figure_months
from db.queries.lists import ListView
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks


class MonthsPage(RecordPage):
    """Every month of every brand; opens at the newest that has figures."""

    key = "metrics"
    sheet = "metrics"
    title = "月度数据"
    icon = "brands"
    view: ClassVar[ListView] = BRAND_MONTHS
    noun = "月度数据"
    measure = "条"
    hint = "搜索品牌"
    advice = "每月导入一次各品牌的数据；复购率等比率由人数和金额算出，不用填写。"
    caption = ("brand_id", "month")
    offered = ("month", "brand_id")
    first_sort = ("month", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._month_known = False

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the history."""
        return (later(HistoryTab, self.tasks, BrandMonth),)

    def narrow(self, filters: dict[str, object]) -> None:
        """Show only what answers {filter: value}, of all months unless one is given."""
        self._month_known = True
        super().narrow(filters)

    def refresh(self) -> None:
        """Ask again, after the months that can be chosen."""
        self.tasks.read(self, figure_months, self._offer)
        if self._month_known:
            super().refresh()

    def _offer(self, found: list[int]) -> None:
        """Offer the months that have figures; the first time begin with the newest."""
        self.bar.offer_months(found)
        if not self._month_known:
            self._month_known = bool(found)
            self.bar.begin_at(found[0] if found else None)
            super().refresh()
