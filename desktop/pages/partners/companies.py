"""企业: one list of all partners, with everything that is kept of one beside it."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import Org
from db.models.words import OrgRoleKind
from db.queries.lists import ListView
from db.queries.partners import PARTNERS
from desktop.pages.merging_two import offer_merge
from desktop.pages.partners.tabs import (
    CompanyChecksTab,
    CompanyDocumentsTab,
    CompanyEvaluationsTab,
    CompanyProductsTab,
    CompanyTicketsTab,
)
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.moves_tab import MovesTab
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks


class CompaniesPage(RecordPage):
    """The companies: search by name, pinyin, initials or credit code."""

    key = "companies"
    sheet = "partners"
    title = "企业"
    icon = "partners"
    view: ClassVar[ListView] = PARTNERS
    noun = "企业"
    measure = "家"
    hint = "搜索企业名称、拼音、信用代码"
    advice = "从现有 Excel 企业名单导入，或先新增一家企业。导入前会先检查，确认后才保存。"
    state_field = "status"
    caption = ("roles", "region", "papers")
    offered = ("status", "roles", "papers", "region", "coop_level", "grade")
    ready = (("资质待处理", (("papers", "有过期"), ("papers", "缺必备"), ("papers", "30天内到期"))),)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        offer_merge(self, Org)

    def new_defaults(self) -> dict[str, object]:
        """Let a new company be a supplier, unless something else is chosen."""
        return {"roles": OrgRoleKind.SUPPLIER.value}

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return documents, products and checks, tickets, evaluations, attachments, moves, history."""
        own = (
            CompanyDocumentsTab,
            CompanyProductsTab,
            CompanyChecksTab,
            CompanyTicketsTab,
            CompanyEvaluationsTab,
        )
        return (
            *(later(tab, self.tasks) for tab in own),
            *(later(tab, self.tasks, Org) for tab in (AttachmentsTab, MovesTab, HistoryTab)),
        )
