"""资质、产品、选品核验、工单、评价 of all companies together."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from db.models import Evaluation, IssueTicket, Product, ProductCheck, Qualification
from db.queries.lists import ListView
from db.queries.partner_lists import EVALUATIONS, PRODUCT_CHECKS, PRODUCTS, QUALIFICATIONS, TICKETS
from desktop.pages.partners.evaluation import begin_evaluation
from desktop.pages.partners.tabs import ChecksOfProductTab, PointsTab
from desktop.records.attachments_tab import AttachmentsTab
from desktop.records.detail_tab import DetailTab
from desktop.records.history_tab import HistoryTab
from desktop.records.later_tab import later
from desktop.records.record_page import RecordPage


class DocumentsPage(RecordPage):
    """The documents of all companies, those that lapse first at the top."""

    key = "qualifications"
    title = "资质"
    icon = "partners"
    view: ClassVar[ListView] = QUALIFICATIONS
    noun = "资质"
    measure = "份"
    hint = "搜索企业名称、证书编号"
    advice = "从 Excel 资质台账导入，或先登记一份资质。"
    caption = ("kind", "left")
    offered = ("due", "kind", "verified")
    first_sort = ("valid_to", False)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return scans and history."""
        return (
            later(AttachmentsTab, self.tasks, Qualification),
            later(HistoryTab, self.tasks, Qualification),
        )


class ProductsPage(RecordPage):
    """The products of all companies."""

    key = "products"
    title = "产品"
    icon = "partners"
    view: ClassVar[ListView] = PRODUCTS
    noun = "产品"
    measure = "个"
    hint = "搜索产品、品牌、企业名称"
    advice = "从 Excel 产品清单导入，或先登记一个产品。"
    caption = ("org_id", "checked")
    offered = ("checked", "category_id", "stock")

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return checks, pictures and history."""
        return (
            later(ChecksOfProductTab, self.tasks),
            later(AttachmentsTab, self.tasks, Product),
            later(HistoryTab, self.tasks, Product),
        )


class ChecksPage(RecordPage):
    """The checks of products before they went on air: a duty of the base (令第117号)."""

    key = "product_checks"
    sheet = "checks"
    title = "选品核验"
    icon = "partners"
    view: ClassVar[ListView] = PRODUCT_CHECKS
    noun = "核验"
    measure = "条"
    hint = "搜索产品、企业名称"
    advice = "产品上播前，在这里记下核验了什么、谁核验的、结论如何。"
    caption = ("org_id", "result")
    offered = ("result",)
    first_sort = ("checked_on", True)

    def new_defaults(self) -> dict[str, object]:
        """Begin with today."""
        return {"checked_on": date.today()}

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return evidence and history."""
        return (later(AttachmentsTab, self.tasks, ProductCheck), later(HistoryTab, self.tasks, ProductCheck))


class TicketsPage(RecordPage):
    """Complaints, returns, shortages and faults of quality, the newest first."""

    key = "tickets"
    title = "工单"
    icon = "partners"
    view: ClassVar[ListView] = TICKETS
    noun = "工单"
    measure = "件"
    hint = "搜索企业名称、问题"
    advice = "从 Excel 工单台账导入，或在有投诉、退货、缺货、质量问题时登记。"
    caption = ("kind", "state")
    offered = ("state", "kind", "blame", "source")
    first_sort = ("opened_on", True)

    def new_defaults(self) -> dict[str, object]:
        """Begin with today."""
        return {"opened_on": date.today()}

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return evidence and history."""
        return (later(AttachmentsTab, self.tasks, IssueTicket), later(HistoryTab, self.tasks, IssueTicket))


class EvaluationsPage(RecordPage):
    """The evaluations of all companies, the newest first."""

    key = "evaluations"
    sheet = ""
    title = "评价"
    icon = "partners"
    view: ClassVar[ListView] = EVALUATIONS
    noun = "评价"
    measure = "次"
    hint = "搜索企业名称"
    advice = "按月或按季给企业打分。没有业务往来的期间不评价。"
    caption = ("period", "grade")
    offered = ("grade",)
    first_sort = ("evaluated_on", True)

    def begin_new(self) -> None:
        """Open the scorecard."""
        begin_evaluation(self.tasks, self.window(), self._select_later)

    def make_tabs(self) -> Sequence[DetailTab]:
        """Return the points and the history."""
        return (later(PointsTab, self.tasks), later(HistoryTab, self.tasks, Evaluation))
