"""安全与合规事件 of a period as a list: 新增, 编辑, 删除."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton

from db.models import Incident
from db.queries.declared_lists import INCIDENTS
from db.queries.periods import month_end
from db.store import Order, Query, search
from desktop.i18n import tr
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import Shown, read_record
from desktop.records.record_actions import RecordActions
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.theme import icon, tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.periods import Period
    from db.store import Page
    from desktop.tasks import Tasks

_VIEW = replace(INCIDENTS, columns=tuple(one for one in INCIDENTS.columns if one.name != "code"))
_PERIOD = "period"
_EMPTY = "本期没有登记事件。填报了从业人员或登记过事件的，之后没有事件的月份按 0 件上报。"


class IncidentList(Card):
    """The incidents dated in a period, the newest first."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tasks = tasks
        self._period: Period | None = None
        self._wanted: int | None = None
        self._query = Query()
        self._sort: Order = (("on", True),)
        self.model = RecordModel(tasks, _VIEW, self)
        self.table = RecordTable(self.model, compact=True)
        self.table.setAccessibleName(tr("安全与合规事件列表"))
        self.table.show_sort(self._sort)
        self.actions_of_rows = RecordActions(tasks, _VIEW, self.table, "事件", "件")
        self.count = label(style="caption")
        self.add_button = button(tr("新增事件"), "link", "add")
        self._row_buttons = [self._edit_button(), self.actions_of_rows.delete_button()]
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        self._stack.addWidget(label(tr(_EMPTY), "note", wrap=True))
        self._stack.addWidget(self.table)
        self._lay_out()
        self._connect()

    def show_period(self, period: Period) -> None:
        """Ask for the incidents of a period."""
        self._period = period
        self._query = Query("", ((_PERIOD, period),), self._sort)
        self._tasks.read(self, partial(search, view=_VIEW, query=self._query), self._show)

    def begin_new(self) -> None:
        """Open the form of a new incident; it begins on the last day of the period, today at the latest."""
        if self._period is not None:
            day = min(month_end(self._period.last), date.today())
            self._dialog(tr("新增事件")).open_new({"on": day})

    def edit(self) -> None:
        """Open the form of the current incident."""
        key = self.table.current_key()
        if key is not None:
            self._tasks.read(self, lambda session: read_record(session, Incident, key), self._open)

    def _open(self, record: Shown) -> None:
        """Show the form of an incident that was read."""
        self._dialog(tr("编辑事件")).open_record(record)

    def _dialog(self, title: str) -> FormDialog:
        """Return a form of an incident."""
        dialog = FormDialog(self._tasks, Incident, title, parent=self.window())
        dialog.saved.connect(self._select_later)
        return dialog

    def _select_later(self, key: int) -> None:
        """Select an incident that was saved once the list with it is there."""
        self._wanted = key
        self._reload()

    def _reload(self) -> None:
        """Ask for the incidents again."""
        if self._period is not None:
            self.show_period(self._period)

    def _show(self, page: Page) -> None:
        """Show the incidents, unless another period was chosen meanwhile."""
        if page.query != self._query:
            return
        keep = self.table.current_key() if self._wanted is None else self._wanted
        self._wanted = None
        self.model.show_page(page)
        self.count.setText(tr("共 {count} 件").format(count=f"{page.total:,}") if page.total else "")
        self._stack.setCurrentIndex(1 if page.ids else 0)
        if not self.table.select_key(keep) and page.ids:
            self.table.select_key(page.ids[0])
        self._follow_row()

    def _follow_row(self) -> None:
        """Let the buttons stand for the current row."""
        for each in self._row_buttons:
            each.setEnabled(self.table.current_key() is not None)

    def _sort_by(self, order: Order) -> None:
        """Ask for another order."""
        self._sort = order
        self.table.show_sort(order)
        self._reload()

    def _edit_button(self) -> QToolButton:
        """Return a button that opens the current incident."""
        made = QToolButton()
        made.setIcon(icon("edit"))
        made.setToolTip(tr("编辑事件"))
        made.setAccessibleName(tr("编辑事件"))
        made.clicked.connect(lambda _checked=False: self.edit())
        return made

    def _lay_out(self) -> None:
        """Put heading and buttons over the list."""
        head = QHBoxLayout()
        head.setSpacing(tokens.XS)
        head.addWidget(label(tr("安全与合规事件"), "heading"))
        head.addSpacing(tokens.S)
        head.addWidget(self.count)
        head.addStretch()
        for each in (self.add_button, *self._row_buttons):
            head.addWidget(each)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        """Tie table and buttons together."""
        self.add_button.clicked.connect(lambda _checked=False: self.begin_new())
        self.table.sort_wanted.connect(self._sort_by)
        self.table.current_changed.connect(self._follow_row)
        self.table.opened.connect(self.edit)
        self.actions_of_rows.deleted.connect(lambda _keys: self._reload())
