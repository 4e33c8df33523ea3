"""变更记录: who changed what of a record, when, from what to what, day by day; undone from here too."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.record import Record
from db.store import Change, history
from desktop.i18n import tr
from desktop.records.history_words import Happening, by_day
from desktop.records.offered_undo import ask_and_undo
from desktop.records.scrolled_tab import ScrolledTab
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from desktop.records.reading import Shown
    from desktop.tasks import Tasks

_MOST = 200


class HistoryTab(ScrolledTab):
    """The newest changes of a record, day by day; 撤销 and 恢复 stand beside what can be undone."""

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
            for day, happenings in by_day(changes[:_MOST], date.today()):
                column.addWidget(label(day, "section"))
                for each in happenings:
                    self._add(column, each)
                column.addSpacing(tokens.S)

    def _add(self, column: QVBoxLayout, one: Happening) -> None:
        """Add what was done at one moment."""
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(label(one.title))
        head.addWidget(label(f"{one.at} · {one.who}", "caption"))
        head.addStretch()
        if one.settled:
            head.addWidget(Badge(one.settled))
        elif one.batch is not None:
            words = tr("恢复") if one.again else tr("撤销")
            back = button(words, "link", "refresh" if one.again else "undo")
            back.setAccessibleName(f"{words}：{one.words}")
            back.clicked.connect(partial(self._undo, one))
            head.addWidget(back)
        column.addLayout(head)
        if one.again or one.records > 1:
            column.addWidget(label(one.words, "caption", wrap=True))
        for words in one.lines:
            line = label(words, wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
        if one.reason:
            column.addWidget(label(one.reason, "caption", wrap=True))
        column.addSpacing(tokens.XS)
        column.addWidget(divider())
        column.addSpacing(tokens.XS)

    def _undo(self, one: Happening, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        """Undo it, or do it again."""
        if one.batch is not None:
            ask_and_undo(self._tasks, self.window(), one.batch, one.words, one.records, again=one.again)
