"""What is done to the selected rows of a list: open, copy, delete with undo; by key, menu or button."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from db.queries.lists import ListView
from db.store import delete, load, restore
from desktop.i18n import tr
from desktop.records.questions import confirm_delete
from desktop.records.record_table import RecordTable
from desktop.records.row_copy import RowCopy
from desktop.tasks import Tasks
from desktop.theme import icon
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.engine import Session

_PAIR = 2


class RecordActions(QObject):
    """Deletes and copies what is selected in a table; ``measure`` and ``noun`` make 3 位主播.

    ``more`` holds what a page adds to the menu of one row: (words, what to do); ``for_two`` what it adds for
    two rows, done with the keys of both. ``deleted`` carries the keys of what went.
    """

    deleted = Signal(list)

    def __init__(self, tasks: Tasks, view: ListView, table: RecordTable, noun: str, measure: str) -> None:
        super().__init__(table)
        self.more: list[tuple[str, Callable[[], object]]] = []
        self.for_two: tuple[str, Callable[[int, int], object]] | None = None
        self._tasks = tasks
        self._view = view
        self._table = table
        self._noun, self._measure = noun, measure
        table.delete_wanted.connect(self.delete)
        self._copy = RowCopy(tasks, table)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)

    def delete_button(self) -> QToolButton:
        """Return a button that deletes what is selected."""
        made = QToolButton()
        made.setIcon(icon("trash"))
        made.setToolTip(tr("删除"))
        made.setAccessibleName(tr("删除"))
        made.clicked.connect(lambda _checked=False: self.delete())
        return made

    def delete(self) -> None:
        """Delete the selected records, after asking."""
        keys, model = self._table.selected_keys(), self._view.model
        if not keys:
            return
        what = self._name(keys)
        if not confirm_delete(self._table.window(), what, tr("删除后可以撤销，变更记录会保留。")):
            return

        def work(session: "Session") -> None:
            for key in keys:
                delete(session, model, key, load(session, model, key).version)

        self._tasks.write(self, work, lambda _nothing: self._offer_undo(keys, what))

    def _offer_undo(self, keys: Sequence[int], what: str) -> None:
        """Say what went, and offer to bring it back."""
        self.deleted.emit(list(keys))
        model = self._view.model

        def work(session: "Session") -> None:
            for key in keys:
                restore(session, model, key)

        undo = (tr("撤销"), lambda: self._tasks.write(self, work, lambda _nothing: None))
        tell(self._table, tr("已删除{what}").format(what=what), "ok", undo, stays=True)

    def _name(self, keys: Sequence[int]) -> str:
        """Return what is selected in words: one record by the first columns of its row, several by number."""
        if len(keys) > 1:
            return f" {len(keys):,} {tr(self._measure)}{tr(self._noun)}"
        first = [column.name for column in self._view.columns[:2]]
        words = " ".join(self._table.record_model.words_of(keys[0], first))
        return f"{tr(self._noun)}“{words}”"

    def _open_menu(self, at: QPoint) -> None:
        """Show what can be done to the selected rows, where the user pressed."""
        keys = self._table.selected_keys()
        count = len(keys)
        if not count or not self._table.indexAt(at).isValid():
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, do in ((tr("打开"), self._table.opened.emit), *self.more):
            menu.addAction(words, do).setEnabled(count == 1)
        if self.for_two is not None and count == _PAIR:
            words, do_both = self.for_two
            menu.addAction(words, lambda: do_both(*sorted(keys)))
        menu.addAction(tr("复制"), self._copy.copy)
        menu.addSeparator()
        menu.addAction(tr("删除"), self.delete)
        menu.popup(self._table.viewport().mapToGlobal(at))
