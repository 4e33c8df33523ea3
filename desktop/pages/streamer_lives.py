"""直播 of one streamer: the sessions he or she presented, the newest first."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from db.queries.lives import LIVES
from db.store import Page, Query, search
from desktop.i18n import tr
from desktop.records.detail_tab import DetailTab
from desktop.records.reading import Shown
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import label

_COLUMNS = ("start_at", "gmv", "minutes")
_LIVES = replace(LIVES, columns=tuple(each for each in LIVES.columns if each.name in _COLUMNS))
"""What a panel has room for."""


class StreamerLivesTab(DetailTab):
    """A short list of sessions: when, how long, how much."""

    title = "直播"

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._query = Query()
        self._model = RecordModel(tasks, _LIVES, self)
        self._table = RecordTable(self._model, compact=True)
        self._table.horizontalHeader().setSectionsClickable(False)
        self._count = label(style="caption")
        listed = QWidget()
        column_of = QVBoxLayout(listed)
        column_of.setContentsMargins(0, tokens.S, 0, 0)
        column_of.setSpacing(tokens.S)
        column_of.addWidget(self._count)
        column_of.addWidget(self._table, 1)
        empty = label(tr("还没有直播记录"), "note")
        empty.setContentsMargins(0, tokens.M, 0, 0)
        empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(listed)

    def show_record(self, record: Shown) -> None:
        """Ask for the sessions of a streamer."""
        self._table.follow_look()
        filters = (("streamer_id", record.loaded.id),)
        query = self._query = Query(filters=filters, sort=(("start_at", True),))
        self._tasks.read(self, lambda session: search(session, _LIVES, query), self._show)

    def _show(self, page: Page) -> None:
        """Show the sessions, unless another streamer was chosen meanwhile."""
        if page.query != self._query:
            return
        self._model.show_page(page)
        self._count.setText(tr("共 {count} 场").format(count=f"{page.total:,}"))
        self._stack.setCurrentIndex(1 if page.ids else 0)
