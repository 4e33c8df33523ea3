"""Changing one cell of a list in place: the field of the form over the cell, saved on its own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from db import deeds
from db.columns import Column
from db.errors import AppError, BadValue, BadValues
from desktop.i18n import tr
from desktop.records.cell_table import CellTable
from desktop.records.field_kinds import editor_for
from desktop.records.link_editor import LinkEditor
from desktop.records.offered_undo import do
from desktop.records.reading import Shown, read_record
from desktop.tasks import Tasks
from desktop.widgets.controls import label
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.store import Loaded
    from desktop.records.editors import Editor

_ON = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Rows down and columns on a key leads, once the cell is saved."""
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CellEditing(QObject):
    """Enter saves and goes down, Tab saves and goes on, Esc leaves it as it was.

    ``stood_on`` carries the record to keep to when the list is read again. ``when_settled`` lets the form
    beside the list be saved first.
    """

    stood_on = Signal(int)

    def __init__(
        self, tasks: Tasks, table: CellTable, when_settled: Callable[[Callable[[], object]], object]
    ) -> None:
        super().__init__(table)
        self._tasks, self._table, self._when_settled = tasks, table, when_settled
        self._field: Column | None = None
        self._loaded: Loaded | None = None
        self.editor: Editor | None = None
        self.reason = label("", "reason", wrap=True)
        self.reason.setParent(table.viewport())
        self.reason.hide()
        table.edit_wanted.connect(self.begin)
        table.record_model.modelReset.connect(self._place)
        for moved in (table.verticalScrollBar().valueChanged, table.horizontalScrollBar().valueChanged):
            moved.connect(lambda _value: self._place())
        table.head.sectionResized.connect(lambda *_sizes: self._place())

    def begin(self) -> None:
        """Change the current cell, as it is stored now."""
        index = self._table.currentIndex()
        field, key = self._table.field_at(index), self._table.record_model.key_at(index.row())
        model = self._table.record_model.view.model
        if field is None or key is None:
            return

        def read() -> None:
            """Read the record, once nothing else of it is being changed."""
            self._tasks.read(
                self, lambda session: read_record(session, model, key), partial(self._open, field)
            )

        self._when_settled(read)

    def leave(self) -> None:
        """Take the field away; the keys go back to the list."""
        editor, self.editor = self.editor, None
        self.reason.hide()
        if editor is not None:
            editor.input.removeEventFilter(self)
            editor.hide()
            editor.deleteLater()
            self._table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that end the change; leaving the field with the mouse saves it."""
        if self.editor is None or watched is not self.editor.input:
            return False
        if isinstance(event, QKeyEvent) and _takes_back_nothing(self.editor.input, event):
            event.ignore()  # Ctrl+Z is the notice's: the cell before was just saved
            return True
        if isinstance(event, QKeyEvent) and event.key() in (*_ON, Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
            return True
        left = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS
        if left and self.editor.isEnabled():
            self._finish((0, 0), stays=False)
        return False

    def _open(self, field: Column, record: Shown) -> None:
        """Lay the field over its cell, unless the user went on meanwhile."""
        loaded = record.loaded
        if self._table.current_key() != loaded.id:
            return
        self.leave()
        self._field, self._loaded = field, loaded
        editor = self.editor = editor_for(field, self._tasks)
        editor.setParent(self._table.viewport())
        editor.setObjectName("cell")
        editor.show_value(loaded.values.get(field.name))
        if isinstance(editor, LinkEditor):
            editor.show_name(record.names.get(field.name, ""))
        editor.input.installEventFilter(self)
        self._place()
        editor.show()
        editor.raise_()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        select = getattr(editor.input, "selectAll", None)
        if select is not None:
            select()

    def _place(self) -> None:
        """Stand over the cell wherever it is now; without it there is nothing to change."""
        if self.editor is None or self._field is None or self._loaded is None:
            return
        index = self._index_of(self._loaded.id, self._field.name)
        if not index.isValid():
            self.leave()
            return
        cell, room = self._table.visualRect(index), self._table.viewport().rect()
        wide = max(cell.width(), self.editor.sizeHint().width() // 2)
        left = max(0, min(cell.left(), room.width() - wide))
        self.editor.setGeometry(left, cell.top(), wide, max(cell.height() - 1, 1))
        if self.reason.isVisible():
            self.reason.adjustSize()
            fits = cell.bottom() + self.reason.height() <= room.bottom()
            top = cell.bottom() if fits else cell.top() - self.reason.height()
            self.reason.move(max(0, min(cell.left(), room.width() - self.reason.width())), top)

    def _press(self, key: Qt.Key) -> None:
        """Do what a key that ends the change means."""
        if key == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._finish(_ON[key])

    def _finish(self, on: tuple[int, int], *, stays: bool = True) -> None:
        """Save what was typed and go on; what cannot be taken is told where it stands, or given up."""
        editor, field, loaded = self.editor, self._field, self._loaded
        if editor is None or field is None or loaded is None:
            return
        try:
            value = editor.value()
        except BadValue as trouble:
            self._refuse(trouble.reason, stays=stays)
            return
        if value == loaded.values.get(field.name):
            self.leave()
            self._go(loaded.id, field.name, on)
            return
        editor.setEnabled(False)
        model = self._table.record_model.view.model
        do(
            self._tasks,
            self._table,
            lambda session: deeds.save_one(session, model, {field.name: value}, loaded.id, loaded.version),
            lambda _deed: self._saved(loaded.id, field.name, on),
            lambda trouble: self._refuse(_sentence(trouble, field), stays=stays),
        )

    def _saved(self, key: int, name: str, on: tuple[int, int]) -> None:
        """Go on to the next cell."""
        self.leave()
        self.stood_on.emit(key)
        self._go(key, name, on)

    def _refuse(self, sentence: str, *, stays: bool) -> None:
        """Say below the cell why the value cannot be taken; a field that was left already goes."""
        if self.editor is None:
            return
        if not stays:
            self.leave()
            tell(self._table, tr("没有保存：{reason}").format(reason=tr(sentence)), "warn")
            return
        self.editor.setEnabled(True)
        self.editor.mark_wrong(wrong=True)
        self.editor.input.setAccessibleDescription(tr(sentence))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.setText(tr(sentence))
        self.reason.show()
        self.reason.raise_()
        self._place()

    def _go(self, key: int, name: str, on: tuple[int, int]) -> None:
        """Stand on the next cell and change that too, where it can be."""
        down, right = on
        model, head = self._table.record_model, self._table.head
        index = self._index_of(key, name)
        if not index.isValid() or on == (0, 0):
            return
        row, place = index.row() + down, head.visualIndex(index.column()) + right
        while right and 0 <= place < head.count():
            if self._table.field_at(model.index(row, head.logicalIndex(place))) is not None:
                break
            place += right
        following = model.key_at(row)
        if following is None or not 0 <= place < head.count():
            return
        self._table.setCurrentIndex(model.index(row, head.logicalIndex(place)))
        self.stood_on.emit(following)
        self.begin()

    def _index_of(self, key: int, name: str) -> QModelIndex:
        """Return where a cell stands now; an index that is not valid when it is not in the list."""
        model = self._table.record_model
        names = [column.name for column in model.view.columns]
        row = model.row_of(key)
        return QModelIndex() if row is None or name not in names else model.index(row, names.index(name))


def _takes_back_nothing(field: QWidget, event: QKeyEvent) -> bool:
    """Say whether Ctrl+Z is about to be taken by a field nothing was typed into."""
    is_undo = event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo)
    return is_undo and isinstance(field, QLineEdit) and not field.isUndoAvailable()


def _sentence(trouble: AppError, field: Column) -> str:
    """Return what is wrong: of the field alone where that is at fault."""
    if isinstance(trouble, BadValues):
        own = [problem.reason for problem in trouble.problems if problem.label == field.label]
        return "；".join(own) if own else str(trouble)
    return str(trouble)
