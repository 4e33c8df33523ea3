"""变更记录: who changed what of a record, when, from what to what."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.record import Record
from db.store import BY_BATCHES, Change, history
from desktop import cells
from desktop.i18n import tr
from desktop.records.scrolled_tab import ScrolledTab
from desktop.theme import tokens
from desktop.widgets.controls import divider, label

if TYPE_CHECKING:
    from desktop.records.reading import Shown
    from desktop.tasks import Tasks

_MOST = 200


class HistoryTab(ScrolledTab):
    """The newest changes of a record, those made at one moment under one head."""

    title = "变更记录"

    def __init__(self, tasks: "Tasks", model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._model = model
        self._key: int | None = None

    def show_record(self, record: "Shown") -> None:
        """Ask for the history of a record."""
        key = self._key = record.loaded.id
        model = self._model
        self._tasks.read(
            self, lambda session: history(session, model, key), lambda found: self._show(key, found)
        )

    def _show(self, key: int, changes: Sequence[Change]) -> None:
        """Show the changes, unless another record was chosen meanwhile."""
        if key != self._key:
            return
        with self.anew() as column:
            if not changes:
                column.addWidget(label(tr("还没有变更记录"), "note"))
            for (at, by, action), group in groupby(
                changes[:_MOST], lambda change: (change.at, change.by, change.action)
            ):
                self._add_moment(column, (at, by, action), list(group))

    def _add_moment(
        self, column: QVBoxLayout, head: tuple[datetime, str, str], changes: Sequence[Change]
    ) -> None:
        """Add what was done at one moment."""
        at, by, action = head
        column.addWidget(label(f"{action} · {by or tr('本机用户')} · {cells.moment(at)}", "caption"))
        for change in changes:
            if change.field_label:
                words = f"{change.field_label}：{change.old or cells.DASH} → {change.new or cells.DASH}"
                line = label(words, wrap=True)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(line)
        reason = next((change.reason for change in changes if change.reason), "")
        if reason:
            words = tr("文件：{reason}") if action in BY_BATCHES else tr("原因：{reason}")
            column.addWidget(label(words.format(reason=reason), "caption", wrap=True))
        column.addSpacing(tokens.XS)
        column.addWidget(divider())
        column.addSpacing(tokens.XS)
