"""关联直播: choose the sessions of a campaign's time that belong to it."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import deeds
from db.columns import column
from db.models import LiveSession
from db.queries.lists import list_column
from db.queries.lives import LIVES, months
from db.store import Order, Page, Query, search
from desktop.i18n import tr
from desktop.records.filter_bar import FilterBar
from desktop.records.offered_undo import do
from desktop.records.reading import Shown
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label

_KNOWN = {one.name: one for one in LIVES.columns} | {
    "campaign_id": list_column(column(LiveSession, "campaign_id"))
}
_COLUMNS = ("start_at", "presenters", "account_id", "gmv", "title", "campaign_id")
_VIEW = replace(LIVES, columns=tuple(_KNOWN[name] for name in _COLUMNS))
_SIZE = (860, 560)


class LinkDialog(QDialog):
    """The sessions of a time, several to be chosen; ``linked`` once some belong to the campaign."""

    linked = Signal()

    def __init__(self, tasks: Tasks, campaign: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("关联直播"))
        self._tasks, self._key = tasks, campaign.loaded.id
        self._query = Query()
        values = campaign.loaded.values
        self._days = values["start_on"], values["end_on"]
        self.bar = FilterBar(
            tasks, _VIEW.filters, ("month", "platform", "team_id"), tr("搜索主播、账号、主题")
        )
        self._model = RecordModel(tasks, _VIEW, self)
        self.table = RecordTable(self._model)
        self.table.setAccessibleName(tr("直播列表"))
        self._count = label(style="caption")
        self.link = button(tr("归入本活动"), "primary")
        self.unlink = button(tr("移出活动"))
        self._lay_out(str(campaign.title))
        self.bar.changed.connect(self.reload)
        self.table.sort_wanted.connect(self._ask)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._follow())
        self.link.clicked.connect(lambda _checked=False: self._write(self._key))
        self.unlink.clicked.connect(lambda _checked=False: self._write(None))
        self.resize(*_SIZE)
        self.bar.refresh()
        tasks.read(self, months, self._begin)

    def reload(self) -> None:
        """Ask what the filters say."""
        self._ask(self._query.sort)

    def _begin(self, known: list[int]) -> None:
        """Begin at the campaign's days, where it has any and sessions are known of them."""
        self.bar.offer_months(known)
        self._query = Query(sort=(("start_at", True),))
        start, end = self._days
        self.bar.narrow({"days": (start, end or start)} if isinstance(start, date) else {})

    def _ask(self, order: Order) -> None:
        """Ask for the sessions in an order."""
        query = self._query = Query(self.bar.text(), self.bar.filters(), order)
        self.table.show_sort(order)
        self._tasks.read(self, partial(search, view=_VIEW, query=query), self._show)

    def _show(self, page: Page) -> None:
        """Show the sessions, unless the question changed meanwhile."""
        if page.query == self._query:
            self._model.show_page(page)
            self._follow()

    def _follow(self) -> None:
        """Say how many are chosen."""
        chosen = len(self.table.selected_keys())
        words = tr("共 {count} 场，已选 {chosen} 场；按住 Ctrl 或 Shift 可多选，Ctrl+A 全选")
        if not self._model.rowCount():
            words = tr("没有符合条件的直播，点“清除全部”可查看全部")
        self._count.setText(words.format(count=f"{self._model.rowCount():,}", chosen=f"{chosen:,}"))
        for each in (self.link, self.unlink):
            each.setEnabled(chosen > 0)

    def _write(self, campaign: int | None) -> None:
        """Let the chosen sessions belong to the campaign, or to none."""
        keys = self.table.selected_keys()
        do(
            self._tasks,
            self,
            lambda session: deeds.set_all(session, LiveSession, keys, {"campaign_id": campaign}),
            lambda _deed: self._again(),
        )

    def _again(self) -> None:
        """Show what changed."""
        self.linked.emit()
        self.reload()

    def _lay_out(self, name: str) -> None:
        """Put filters, sessions, and what can be done with those chosen under each other."""
        close = button(tr("关闭"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addWidget(self._count, 1)
        for each in (close, self.unlink, self.link):
            foot.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        whole.setSpacing(tokens.M)
        whole.addWidget(label(tr("选择属于“{name}”的直播").format(name=name), "heading"))
        whole.addWidget(self.bar)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
