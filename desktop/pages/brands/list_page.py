"""列表: every brand with what belongs to it beside the list."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import Brand
from db.queries.brands import BRANDS
from db.queries.lists import ListView
from desktop.i18n import tr
from desktop.pages.brands.file_button import save_brand_file
from desktop.pages.brands.gate_dialog import GateDialog
from desktop.pages.brands.gate_tab import GateTab
from desktop.pages.brands.months_tab import MonthsTab
from desktop.pages.brands.people_tab import PeopleTab
from desktop.pages.brands.services_tab import ServicesTab
from desktop.pages.brands.story_tab import StoryTab
from desktop.pages.brands.supports_tab import SupportsTab
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.controls import button


class BrandListPage(RecordPage):
    """Brands: search by name, owner, founder or lead streamer."""

    key = "list"
    sheet = "brands"
    title = "列表"
    icon = "brands"
    view: ClassVar[ListView] = BRANDS
    noun = "品牌"
    measure = "个"
    hint = "搜索品牌、企业、主理人、主播"
    advice = "从现有 Excel 台账导入，或先新增一个品牌。导入前会先检查，确认后才保存。"
    state_field = "status"
    caption = ("org_id", "category_id", "override")
    offered = ("status", "category_id", "trademark", "gap")
    ready = (("资料待补", (("gap", "缺权属企业"), ("gap", "能力未评全"), ("gap", "无月度数据"))),)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        if self.state is not None:
            self.state.dialog = GateDialog
        made = button(tr("品牌档案"), icon="report")
        self.add_before_last(made)
        made.setToolTip(tr("把选中的品牌做成两页的 PDF 档案"))
        made.clicked.connect(lambda _checked=False: save_brand_file(tasks, settings, self, self.panel.key))

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the gate, the work done for the brand, its figures, its people and its story."""
        return (
            later(GateTab, self.tasks, self._when_settled),
            later(SupportsTab, self.tasks),
            later(ServicesTab, self.tasks),
            later(MonthsTab, self.tasks),
            later(PeopleTab, self.tasks),
            later(AttachmentsTab, self.tasks, Brand),
            later(StoryTab, self.tasks),
            later(HistoryTab, self.tasks, Brand),
        )

    def _when_settled(self, then: object) -> None:
        """Do something once nothing unsaved is at stake."""
        if callable(then):
            self.panel.when_settled(then)
