"""What is done to the selected rows of a list: open, copy, delete with undo; by key, menu or button."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from db import deeds
from db.queries.lists import ListView
from desktop.i18n import tr
from desktop.records.bulk_dialog import are_too_many
from desktop.records.cell_copy import CellCopy
from desktop.records.offered_undo import offer
from desktop.records.questions import confirm_delete
from desktop.records.record_table import RecordTable
from desktop.tasks import Tasks
from desktop.theme import icon

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session
    from db.steps import Step

_PAIR = 2


class RecordActions(QObject):
    """Deletes and copies what is selected in a table; ``measure`` and ``noun`` make 3 位主播.

    ``more`` holds what a page adds to the menu of one row: (words, what to do); ``for_two`` what it adds for
    two rows, done with the keys of both; ``for_many`` fills in what it adds for several. ``deleted`` carries
    the keys of what went.
    """

    deleted = Signal(list)

    def __init__(self, tasks: Tasks, view: ListView, table: RecordTable, noun: str, measure: str) -> None:
        super().__init__(table)
        self.more: list[tuple[str, Callable[[], object]]] = []
        self.for_two: tuple[str, Callable[[int, int], object]] | None = None
        self.for_many: Callable[[QMenu], object] | None = None
        self._tasks = tasks
        self._view = view
        self._table = table
        self._noun, self._measure = noun, measure
        table.delete_wanted.connect(self.delete)
        self._copy = CellCopy(tasks, table)
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
        if not keys or are_too_many(self._table, len(keys)):
            return
        if not confirm_delete(self._table.window(), self._name(keys), tr("删除后可以撤销，变更记录会保留。")):
            return
        follow = partial(self._tell, keys)
        if len(keys) == 1:
            self._tasks.write(self._table, lambda session: deeds.delete_all(session, model, keys), follow)
            return

        def work(session: "Session", step: "Step") -> "Deed":
            """Delete in the writing thread."""
            return deeds.delete_all(session, model, keys, step)

        self._tasks.job(self._table, tr("正在删除"), work, follow, writes=True)

    def _tell(self, keys: Sequence[int], deed: "Deed") -> None:
        """Say what went, and offer to bring it back."""
        left = {each.key for each in deed.refused}
        self.deleted.emit([key for key in keys if key not in left])
        offer(self._tasks, self._table, deed)

    def _name(self, keys: Sequence[int]) -> str:
        """Return what is selected in words: one record by the first columns of its row, several by number."""
        if len(keys) > 1:
            return f" {tr(f'{len(keys):,} {self._measure}{self._noun}')}"
        first = [column.name for column in self._view.columns[:2]]
        words = " ".join(self._table.record_model.words_of(keys[0], first))
        return tr(f"{self._noun}“{words}”")

    def _open_menu(self, at: QPoint) -> None:
        """Show what can be done to the selected rows, where the user pressed."""
        keys = self._table.selected_keys()
        count = len(keys)
        if not count or not self._table.indexAt(at).isValid():
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_bulk = self.for_many is not None and count > 1
        for words, do in () if is_bulk else ((tr("打开"), self._table.opened.emit), *self.more):
            menu.addAction(words, do).setEnabled(count == 1)
        if self.for_two is not None and count == _PAIR:
            words, do_both = self.for_two
            menu.addAction(words, lambda: do_both(*sorted(keys)))
        menu.addAction(tr("复制"), self._copy.copy)
        if self.for_many is not None and count > 1:
            menu.addSeparator()
            self.for_many(menu)
        menu.addSeparator()
        menu.addAction(tr("删除"), self.delete)
        menu.popup(self._table.viewport().mapToGlobal(at))
