"""月度数据: the figures of all brands by month."""

from typing import ClassVar

from db.queries.brands import BRAND_MONTHS, figure_months
from db.queries.lists import ListView
from desktop.records.record_page import RecordPage


class MonthsPage(RecordPage):
    """Every month of every brand, the newest first."""

    key = "metrics"
    sheet = "metrics"
    title = "月度数据"
    icon = "brands"
    view: ClassVar[ListView] = BRAND_MONTHS
    noun = "月度数据"
    measure = "条"
    hint = "搜索记录编号"
    advice = "每月导入一次各品牌的数据；复购率等比率由人数和金额算出，不用填写。"
    caption = ("brand_id", "month")
    offered = ("month", "brand_id")
    first_sort = ("month", True)

    def refresh(self) -> None:
        """Ask again, after the months that can be chosen."""
        self.tasks.read(self, figure_months, self.bar.offer_months)
        super().refresh()
