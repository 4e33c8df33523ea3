"""Copying the chosen rows of a list as other programs paste them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db.store import Row, rows
from desktop import cells
from desktop.i18n import tr
from desktop.records.record_table import RecordTable
from desktop.tasks import Tasks
from desktop.widgets.notice import tell

_MOST_COPIED = 5_000


class RowCopy(QObject):
    """Copies what is selected in a table, also rows that were not read yet."""

    def __init__(self, tasks: Tasks, table: RecordTable) -> None:
        super().__init__(table)
        self._tasks = tasks
        self._table = table
        self._view = table.record_model.view
        table.copy_wanted.connect(self.copy)

    def copy(self) -> None:
        """Copy the selected rows as tab-separated text, columns in the order they stand on screen."""
        keys, view = self._table.selected_keys()[:_MOST_COPIED], self._view
        self._tasks.read(self, lambda session: rows(session, view, keys), self._to_clipboard)

    def _to_clipboard(self, found: Sequence[Row]) -> None:
        """Put rows on the clipboard; a missing value is empty there."""
        names = [column.name for column in self._view.columns]
        order = [names.index(name) for name in self._table.columns_shown()]
        kinds = [column.kind for column in self._view.columns]
        lines = (
            "\t".join(
                "" if row.values[number] is None else cells.show(kinds[number], row.values[number])
                for number in order
            )
            for row in found
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
        tell(self._table, tr("已复制 {count} 行").format(count=len(found)))
