"""企业: one list of all partners, with everything that is kept of one beside it."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.models import Org
from db.models.words import OrgRoleKind
from db.queries.lists import ListView
from db.queries.partners import PARTNERS
from desktop.i18n import tr
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
from desktop.records.later_tab import LaterTab
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

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        offer_merge(self, Org)

    def new_defaults(self) -> dict[str, object]:
        """Let a new company be a supplier, unless something else is chosen."""
        return {"roles": OrgRoleKind.SUPPLIER.value}

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return documents, products and checks, tickets, evaluations, attachments, moves, history."""
        own = (
            (tr("资质"), CompanyDocumentsTab),
            (tr("产品"), CompanyProductsTab),
            (tr("选品核验"), CompanyChecksTab),
            (tr("工单"), CompanyTicketsTab),
            (tr("评价"), CompanyEvaluationsTab),
        )
        shared = ((tr("附件"), AttachmentsTab), (tr("状态记录"), MovesTab), (tr("变更记录"), HistoryTab))
        return (
            *(LaterTab(title, partial(tab, self.tasks)) for title, tab in own),
            *(LaterTab(title, partial(tab, self.tasks, Org)) for title, tab in shared),
        )
