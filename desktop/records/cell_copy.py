"""Copying the selected cells of a list as other programs paste them, also of rows that were not read yet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from db.engine import Session
from db.queries.lists import ListView
from db.store import rows
from desktop.i18n import tr
from desktop.records.cell_words import Block, block, head_of, plain
from desktop.records.marked_cells import marked_cells
from desktop.records.record_table import RecordTable
from desktop.tasks import Tasks
from desktop.widgets.notice import tell

_MOST_ROWS = 20_000


class CellCopy(QObject):
    """Copies what is selected in a table; columns stand as on screen."""

    def __init__(self, tasks: Tasks, table: RecordTable) -> None:
        super().__init__(table)
        self._tasks = tasks
        self._table = table
        table.copy_wanted.connect(lambda with_head: self.copy(with_head=with_head))

    def copy(self, *, with_head: bool = False) -> None:
        """Copy the selected cells, below their heads where wanted; other cells of the block stay empty."""
        marked = marked_cells(self._table)
        if not marked.keys:
            return
        keys, names = list(marked.keys)[:_MOST_ROWS], marked.names
        view = self._table.record_model.view
        left = len(marked.keys) - len(keys)
        work = partial(_read_block, view=view, keys=keys, names=names, with_head=with_head)
        self._tasks.read(self, work, lambda made: self._to_clipboard(made, len(keys), len(names), left))

    def _to_clipboard(self, made: Block, lines: int, columns: int, left: int) -> None:
        """Put a block on the clipboard and say how much it is."""
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(data)
        if left:
            words = tr("只复制了前 {count} 行，还有 {left} 行没有复制；要全部请用“导出”")
            tell(self._table, words.format(count=f"{lines:,}", left=f"{left:,}"), "warn")
        else:
            words = tr("已复制 {count} 行 × {columns} 列")
            tell(self._table, words.format(count=f"{lines:,}", columns=columns))


def _read_block(
    session: Session, view: ListView, keys: Sequence[int], names: Sequence[str], *, with_head: bool
) -> Block:
    """Read rows and write them; meant for another thread."""
    places = [column.name for column in view.read]
    chosen = [places.index(name) for name in names]
    columns = [view.read[place] for place in chosen]
    kinds = [column.kind for column in columns]
    lines = [
        [plain(kind, row.values[place]) for kind, place in zip(kinds, chosen, strict=True)]
        for row in rows(session, view, keys)
    ]
    return block([head_of(column) for column in columns] if with_head else [], kinds, lines)
