"""服务记录: the services given to all brands."""

from collections.abc import Sequence
from typing import ClassVar

from db.models import BrandService
from db.queries.brands import SERVICES
from db.queries.lists import ListView
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage


class ServicesPage(RecordPage):
    """Every service of every provider, the newest first."""

    key = "services"
    title = "服务记录"
    icon = "brands"
    view: ClassVar[ListView] = SERVICES
    noun = "服务"
    measure = "次"
    hint = "搜索品牌、服务内容"
    advice = "从现有 Excel 台账导入，或先新增一次服务记录。"
    caption = ("brand_id", "kind")
    offered = ("brand_id", "kind", "org_id")
    first_sort = ("on", True)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return files and history."""
        return later(AttachmentsTab, self.tasks, BrandService), later(HistoryTab, self.tasks, BrandService)
