"""What is done to the selected rows of a list: delete with undo, copy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from db.queries.lists import ListView
from db.store import Row, delete, load, restore, rows
from desktop import cells
from desktop.i18n import tr
from desktop.records.questions import confirm_delete
from desktop.records.record_table import RecordTable
from desktop.tasks import Tasks
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.engine import Session

_MOST_COPIED = 5_000


class RecordActions(QObject):
    """Deletes and copies what is selected in a table; ``measure`` and ``noun`` make 3 位主播.

    ``deleted`` carries the keys of what went.
    """

    deleted = Signal(list)

    def __init__(self, tasks: Tasks, view: ListView, table: RecordTable, noun: str, measure: str) -> None:
        super().__init__(table)
        self._tasks = tasks
        self._view = view
        self._table = table
        self._words = f"{measure}{noun}"

    def delete(self) -> None:
        """Move the selected records to the trash, after asking."""
        keys, model = self._table.selected_keys(), self._view.model
        if not keys or not confirm_delete(self._table.window(), len(keys), self._words):
            return

        def work(session: "Session") -> None:
            for key in keys:
                delete(session, model, key, load(session, model, key).version)

        self._tasks.write(self, work, lambda _nothing: self._offer_undo(keys))

    def copy(self) -> None:
        """Copy the selected rows as tab-separated text, columns in the order they stand on screen."""
        keys, view = self._table.selected_keys()[:_MOST_COPIED], self._view
        self._tasks.read(self, lambda session: rows(session, view, keys), self._to_clipboard)

    def _offer_undo(self, keys: Sequence[int]) -> None:
        """Say what went, and offer to bring it back."""
        self.deleted.emit(list(keys))
        model = self._view.model

        def work(session: "Session") -> None:
            for key in keys:
                restore(session, model, key)

        text = tr("已将 {count:,} {words}移入回收站").format(count=len(keys), words=self._words)
        undo = (tr("撤销"), lambda: self._tasks.write(self, work, lambda _nothing: None))
        tell(self._table, text, "ok", undo)

    def _to_clipboard(self, found: Sequence[Row]) -> None:
        """Put rows on the clipboard as other programs paste them; a missing value is empty there."""
        head = self._table.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(head.count())]
        kinds = [column.kind for column in self._view.columns]
        lines = (
            "\t".join(
                "" if row.values[number] is None else cells.show(kinds[number], row.values[number])
                for number in order
            )
            for row in found
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
        tell(self._table, tr("已复制 {count:,} 行").format(count=len(found)))
