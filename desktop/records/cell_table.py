"""A list whose cells are selected as in a spreadsheet; whole rows by their first cell or with Ctrl."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QInputEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from db.columns import Column
from db.queries.selected import editable
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class CellTable(RecordTable):
    """``edit_wanted`` when the current cell is to be changed, ``paste_wanted`` when something is pasted.

    ``marked_changed`` tells of another selection. The record of the current cell is the one shown.
    """

    edit_wanted = Signal()
    paste_wanted = Signal()
    marked_changed = Signal()
    _from_first = True  # asked for while the table is still being made

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.painter.frames_current = True
        # the head sorts and selects nothing; asking which columns are selected takes seconds of 150,000 rows
        self.head.setSelectionModel(QItemSelectionModel(model, self.head))
        self.head.sectionPressed.disconnect()
        self.head.sectionEntered.disconnect()
        self.selectionModel().currentChanged.connect(self._follow_current)

    def field_at(self, index: QModelIndex) -> Column | None:
        """Return the field of a cell that may be changed in place; None for any other cell."""
        if not index.isValid():
            return None
        view = self.record_model.view
        return editable(view, view.columns[index.column()].name)

    def selectionCommand(  # noqa: N802 - Qt's name
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Take whole rows where the selection begins in the first column, or with Ctrl."""
        flags = super().selectionCommand(index, event)
        if flags == QItemSelectionModel.SelectionFlag.NoUpdate:  # with Rows, Qt would not wait for release
            return flags
        held = event.modifiers() if isinstance(event, QInputEvent) else Qt.KeyboardModifier.NoModifier
        goes_on = held & _SHIFT or (event is not None and event.type() == QEvent.Type.MouseMove)
        if not goes_on and index.isValid():
            self._from_first = self.head.visualIndex(index.column()) == 0
        return flags | _ROWS if self._from_first or held & _CTRL else flags

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell of another selection."""
        super().selectionChanged(selected, deselected)
        self.marked_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 changes, Ctrl+V pastes, Ctrl+Shift+C copies heads too; Shift+Space takes rows, Esc one alone."""
        keys = event.keyCombination().toCombined()
        if event.key() == Qt.Key.Key_F2 and self.field_at(self.currentIndex()) is not None:
            self.edit_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif QKeySequence(keys) == QKeySequence("Ctrl+Shift+C"):
            self.copy_wanted.emit(True)  # noqa: FBT003 - a signal's argument
        elif QKeySequence(keys) == QKeySequence("Shift+Space"):
            self._take_rows()
        elif event.key() == Qt.Key.Key_Escape and len(self.selected_rows()) > 1:
            self.select_key(self.current_key())
        else:
            super().keyPressEvent(event)

    def open_cell(self, index: QModelIndex) -> None:
        """Change a cell that was double-clicked, where that can be; else open the record."""
        if self.field_at(index) is not None and not self._from_first:
            self.edit_wanted.emit()
        else:
            super().open_cell(index)

    def _take_rows(self) -> None:
        """Select the whole of every row touched."""
        model = self.selectionModel()
        model.select(model.selection(), QItemSelectionModel.SelectionFlag.Select | _ROWS)

    def _follow_current(self, now: QModelIndex, before: QModelIndex) -> None:
        """Tint the row of the current cell, and remember its column for when the list is read again."""
        self.painter.tinted = now.row()
        if now.isValid():
            self._column = now.column()
        if now.row() != before.row():
            for index in (now, before):
                if index.isValid():
                    rect = self.visualRect(index)
                    self.viewport().update(0, rect.top(), self.viewport().width(), rect.height())
