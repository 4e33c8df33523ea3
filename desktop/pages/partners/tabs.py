"""What hangs on one company, each in a tab; and the tabs of a product and of an evaluation."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.models import Evaluation, ProductCheck
from db.queries.partner_lists import (
    EVALUATIONS,
    PRODUCT_CHECKS,
    PRODUCTS,
    QUALIFICATIONS,
    TICKETS,
    products_of,
)
from db.queries.scorecards import points
from desktop.i18n import tr
from desktop.pages.partners.evaluation import begin_evaluation, change_points
from desktop.records.child_tab import ChildTab
from desktop.records.detail_tab import DetailTab
from desktop.records.form_dialog import FormDialog
from desktop.records.link_editor import LinkEditor
from desktop.records.reading import Shown, read_record
from desktop.records.record_form import RecordForm
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.text_table import TextColumn, TextTable

_OF_COMPANY = "org_id"


class CompanyDocumentsTab(ChildTab):
    """The documents of a company, those that lapse first at the top."""

    title = "资质"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            QUALIFICATIONS,
            _OF_COMPANY,
            "资质",
            "份",
            columns=("kind", "valid_to", "left", "verified"),
            sort=("valid_to", False),
            advice="请登记营业执照等资质，到期前会提醒",
            parent=parent,
        )


class CompanyProductsTab(ChildTab):
    """The products of a company; a check of the current one can be noted here."""

    title = "产品"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            PRODUCTS,
            _OF_COMPANY,
            "产品",
            "个",
            columns=("name", "price", "checked"),
            extra=((tr("登记核验"), "check", lambda _company: self._check()),),
            parent=parent,
        )

    def _check(self) -> None:
        """Open the form of a check of the current product."""
        key = self.table.current_key()
        if key is not None:
            (name,) = self.model.words_of(key, ("name",)) or [""]
            begin_check(self._tasks, self.window(), key, name, self._checked)

    def _checked(self, _key: int) -> None:
        """Show what the check changed."""
        self.reload()


class CompanyChecksTab(ChildTab):
    """The checks of a company's products, the newest first."""

    title = "选品核验"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            PRODUCT_CHECKS,
            _OF_COMPANY,
            "核验",
            "条",
            columns=("checked_on", "product_id", "result", "checked_by"),
            sort=("checked_on", True),
            advice="产品上播前，请记下核验了什么、结论如何",
            parent=parent,
        )

    def begin_new(self) -> None:
        """Open the form of a check; the product is chosen there, among those of the company."""
        if self._record is None:
            return
        dialog = FormDialog(self._tasks, ProductCheck, tr("新增核验"), parent=self.window())
        dialog.saved.connect(self._select_later)
        _offer_own(dialog.form, self._record)
        dialog.open_new({"checked_on": date.today()})


class ChecksOfProductTab(ChildTab):
    """The checks of one product, the newest first."""

    title = "选品核验"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            PRODUCT_CHECKS,
            "product_id",
            "核验",
            "条",
            columns=("checked_on", "result", "items", "checked_by"),
            sort=("checked_on", True),
            parent=parent,
        )

    def new_defaults(self, record: Shown) -> Mapping[str, object]:  # noqa: ARG002 - the same for all
        """Begin with today."""
        return {"checked_on": date.today()}


class CompanyTicketsTab(ChildTab):
    """The tickets about a company, the newest first."""

    title = "工单"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            TICKETS,
            _OF_COMPANY,
            "工单",
            "件",
            columns=("opened_on", "kind", "state", "description"),
            sort=("opened_on", True),
            parent=parent,
        )

    def new_defaults(self, record: Shown) -> Mapping[str, object]:  # noqa: ARG002 - the same for all
        """Begin with today."""
        return {"opened_on": date.today()}

    def prepare(self, form: RecordForm) -> None:
        """Offer the company's own products."""
        if self._record is not None:
            _offer_own(form, self._record)


class CompanyEvaluationsTab(ChildTab):
    """The evaluations of a company, the newest first; made and changed on the scorecard."""

    title = "评价"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tasks,
            EVALUATIONS,
            _OF_COMPANY,
            "评价",
            "次",
            columns=("period", "total", "grade", "evaluated_on"),
            sort=("evaluated_on", True),
            advice="按月或按季打分，没有业务往来的期间不评价",
            parent=parent,
        )

    def begin_new(self) -> None:
        """Open the scorecard."""
        if self._record is not None:
            company = self._record.loaded.id, self._record.title
            begin_evaluation(self._tasks, self.window(), self._select_later, company)

    def _open(self, record: Shown) -> None:
        """Open the scorecard of an evaluation."""
        change_points(self._tasks, self.window(), record, self._select_later)


class PointsTab(DetailTab):
    """The points of one evaluation, item by item."""

    title = "评分"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._record: Shown | None = None
        columns = (
            TextColumn(tr("指标")),
            TextColumn(tr("权重"), 60, "right"),
            TextColumn(tr("得分"), 60, "right"),
            TextColumn(tr("加权"), 66, "right"),
        )
        self.table = TextTable(columns, tr("评分"))
        self._sum = label(style="heading")
        change = button(tr("修改评分"), "link", "edit")
        change.clicked.connect(lambda _checked=False: self._change())
        row = QHBoxLayout()
        row.addWidget(self._sum)
        row.addStretch()
        row.addWidget(change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.S, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def show_record(self, record: Shown) -> None:
        """Show the points of an evaluation."""
        self._record = record
        values, key = record.loaded.values, record.loaded.id
        words = tr("总分 {total}，等级 {grade}")
        self._sum.setText(words.format(total=f"{values['total']:.2f}", grade=values["grade"]))
        self._tasks.read(self, partial(points, evaluation=key), self._show)

    def _show(self, items: dict[str, dict[str, int]]) -> None:
        """Show the items."""
        self.table.show_rows(
            [
                (
                    name,
                    f"{item['weight']}%",
                    str(item["score"]),
                    _weighed(item),
                )
                for name, item in items.items()
            ]
        )

    def _change(self) -> None:
        """Open the scorecard."""
        if self._record is not None:
            change_points(self._tasks, self.window(), self._record, self._read_again)

    def _read_again(self, key: int) -> None:
        """Show what was saved."""
        self._tasks.read(self, lambda session: read_record(session, Evaluation, key), self.show_record)


def _weighed(item: Mapping[str, int]) -> str:
    """Return what an item adds to the total."""
    return f"{item['weight'] * item['score'] / 100:.2f}"


def _offer_own(form: RecordForm, company: Shown) -> None:
    """Let the field of the product offer those of a company alone."""
    product = form.grid.editors["product_id"]
    if isinstance(product, LinkEditor):
        product.look_up = partial(products_of, company.loaded.id)


def begin_check(
    tasks: Tasks, parent: QWidget, product: int, name: str, then: Callable[[int], object]
) -> None:
    """Open the form of a check of a product."""
    dialog = FormDialog(tasks, ProductCheck, tr("新增核验"), parent=parent)
    dialog.saved.connect(then)
    dialog.open_new({"product_id": product, "checked_on": date.today()}, {"product_id": name})
