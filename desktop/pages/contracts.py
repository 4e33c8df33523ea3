"""合同: all contracts of the base, by state, kind and when they end."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import Contract
from db.queries.contract_list import CONTRACT_LIST
from db.queries.lists import ListView
from desktop.i18n import tr
from desktop.pages.contract_renewal import open_renewal
from desktop.pages.people_tables import RELATIONS, offer_tables
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.moves_tab import MovesTab
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.controls import button


class ContractsPage(RecordPage):
    """The contracts; 续签 makes the next version of the one in sight."""

    key = "contracts"
    title = "合同"
    icon = "contract"
    view: ClassVar[ListView] = CONTRACT_LIST
    noun = "合同"
    measure = "份"
    hint = "搜索主播、合同编号、档案编号"
    advice = "从合同台账导入，或先新增一份合同；名册里的签约日期、合同到期也会建成合同。"
    state_field = "status"
    caption = ("kind", "edition", "left")
    offered = ("status", "kind", "org_id", "ends")
    ready = (("30天内到期", (("ends", "30天内到期"),)), ("已过期未续", (("ends", "已过期未续"),)))
    first_sort = ("code", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self.renew = button(tr("续签"), "plain", "refresh")
        self.renew.clicked.connect(lambda _checked=False: self.panel.when_settled(self.begin_renewal))
        self.panel.head.insertWidget(0, self.renew)
        self.actions_of_rows.more.append((tr("续签"), self.renew.click))
        offer_tables(self, (RELATIONS,))

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the papers, states and history."""
        return (
            later(AttachmentsTab, self.tasks, Contract),
            later(MovesTab, self.tasks, Contract),
            later(HistoryTab, self.tasks, Contract),
        )

    def new_defaults(self) -> dict[str, object]:
        """Return a draft."""
        return {"status": "草稿"}

    def begin_renewal(self) -> None:
        """Open the form of the next version of the contract in sight."""
        if self.panel.key is not None:
            open_renewal(self.tasks, self, self.panel.key, self._select_later)
