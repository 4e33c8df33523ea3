"""关联直播 of a campaign: its sessions and those of all below it, and what they came to."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from db.queries.campaigns import LiveSums, live_sums
from db.queries.lives import LIVES
from db.store import Page, Query, search
from desktop import cells
from desktop.i18n import tr
from desktop.pages.campaigns.link_dialog import LinkDialog
from desktop.records.detail_tab import DetailTab
from desktop.records.reading import Shown
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from db.engine import Session

_COLUMNS = ("start_at", "presenters", "gmv")
_VIEW = replace(LIVES, columns=tuple(one for name in _COLUMNS for one in LIVES.columns if one.name == name))


class LivesTab(DetailTab):
    """The sessions with their sums; ``page_wanted`` leads to the page of sessions."""

    title = "关联直播"
    page_wanted = Signal(str, dict)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._record: Shown | None = None
        self._query = Query()
        self._model = RecordModel(tasks, _VIEW, self)
        self.table = RecordTable(self._model, compact=True)
        self.table.setAccessibleName(tr("关联直播列表"))
        self.table.opened.connect(self._open)
        self._sums = label(style="caption", wrap=True)
        empty = label(tr("还没有关联直播。点“关联直播”，从活动期间的场次里选。"), "note", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedLayout()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.S, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(self._head())
        column.addLayout(self._stack, 1)

    def show_record(self, record: Shown) -> None:
        """Ask for the sessions of a campaign."""
        self._record = record
        self.table.follow_look()
        key = record.loaded.id
        query = self._query = Query(filters=(("campaign_id", key),), sort=(("start_at", True),))

        def work(session: "Session") -> tuple[Page, LiveSums]:
            return search(session, _VIEW, query), live_sums(session, key)

        self._tasks.read(self, work, self._show)

    def _show(self, found: tuple[Page, LiveSums]) -> None:
        """Show the sessions, unless another campaign was chosen meanwhile."""
        page, sums = found
        if page.query != self._query:
            return
        self._model.show_page(page)
        self._sums.setText(sums_words(sums) if page.ids else "")
        self._stack.setCurrentIndex(1 if page.ids else 0)
        self._all.setEnabled(bool(page.ids))

    def _head(self) -> QHBoxLayout:
        """Return the sums with what can be done."""
        self._all = button(tr("在直播页查看"), "link")
        self._all.clicked.connect(lambda _checked=False: self._show_all())
        link = button(tr("关联直播"), "link", "add")
        link.clicked.connect(lambda _checked=False: self._choose())
        row = QHBoxLayout()
        row.setSpacing(tokens.XS)
        row.addWidget(self._sums, 1)
        row.addWidget(self._all)
        row.addWidget(link)
        return row

    def _show_all(self) -> None:
        """Show the sessions on their own page."""
        if self._record is not None:
            self.page_wanted.emit("lives", {"campaign_id": self._record.loaded.id})

    def _open(self) -> None:
        """Show a session on its own page."""
        if (key := self.table.current_key()) is not None:
            self.page_wanted.emit("lives", {"key": key})

    def _choose(self) -> None:
        """Let the user choose sessions of the campaign's time."""
        record = self._record
        if record is not None:
            dialog = LinkDialog(self._tasks, record, self.window())
            dialog.linked.connect(partial(self.show_record, record))
            dialog.open()


def sums_words(sums: LiveSums) -> str:
    """Say what sessions came to: 共 12 场，支付GMV 123.45 万元；其中 2 场未录金额."""
    words = tr("已核对 {count} 场，支付GMV {gmv}").format(
        count=f"{sums.sessions:,}",
        gmv=cells.with_unit(sums.gmv, "万元", " "),
    )
    missing = tr("；其中 {count} 场未录金额").format(count=sums.without_gmv)
    return words + missing if sums.without_gmv else words
