"""The table of a list: columns as the user put them, sorting by the head, keys for the people who type."""

from collections.abc import Collection, Sequence
from math import ceil

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from db.store import Order
from desktop.records.cell_painter import PADDING, CellPainter
from desktop.records.column_layout import layout_text, read_layout
from desktop.records.column_widths import first_width, least_width
from desktop.records.sort_head import SortHead
from desktop.records.table_model import RecordModel
from desktop.theme import look, tokens

_LEAST, _WIDEST_STRETCH = 56, 400


class RecordTable(QTableView):
    """A list of records. ``sort_wanted`` carries another order, ``columns_moved`` that one was dragged.

    A ``compact`` one stands in a panel: its columns give way so that all of them are in sight.
    """

    sort_wanted = Signal(object)
    columns_moved = Signal()
    current_changed = Signal()
    opened = Signal()
    delete_wanted = Signal()
    copy_wanted = Signal(bool)

    def __init__(self, model: RecordModel, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("records")
        self._compact = compact
        self._widths: dict[str, int] = {}
        self._column = 0  # of the current cell, where cells are selected
        self.record_model = model
        self.head = SortHead(model, self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.painter = CellPainter(self)
        self.setItemDelegate(self.painter)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.head.setMinimumSectionSize(_LEAST)
        self.head.setMaximumSectionSize(_WIDEST_STRETCH)
        self._body = look().sizes.body
        self._take_columns()
        self._connect()

    def _connect(self) -> None:
        """Follow the head, the model and the current row."""
        self.head.sort_wanted.connect(self.sort_wanted)
        self.head.sectionMoved.connect(lambda *_places: self.columns_moved.emit())
        self.record_model.columns_leaving.connect(self._remember_widths)
        self.record_model.columns_changed.connect(self._take_columns)
        self.doubleClicked.connect(self.open_cell)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.current_changed.emit())

    def _take_columns(self) -> None:
        """Put the columns of the model side by side, as wide as they were or as they are meant to be."""
        with QSignalBlocker(self):
            for number, column in enumerate(self.record_model.view.columns):
                self.head.moveSection(self.head.visualIndex(number), number)
                self.head.resizeSection(number, self._widths.get(column.name) or self._width_of(number))
        self.follow_look()

    def _remember_widths(self) -> None:
        """Keep the widths of the columns in sight; the last one is as wide as the room left by the others."""
        columns, head = self.record_model.view.columns, self.head
        for number, column in enumerate(columns):
            if head.visualIndex(number) < len(columns) - 1 and head.sectionSize(number):
                self._widths[column.name] = head.sectionSize(number)

    def _width_of(self, number: int) -> int:
        """Return the width a column begins with."""
        return first_width(self.record_model, number, self.font())

    def _least_of(self, number: int) -> int:
        """Return the width a column cannot do without."""
        return least_width(self.record_model, number, self.font())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns of a compact list the room there is."""
        super().resizeEvent(event)
        if self._compact:
            self._squeeze()

    def _squeeze(self) -> None:
        """Make columns narrower, never than they can be read, so that all come into sight."""
        wanted = [self._width_of(number) for number in range(self.head.count())]
        spare = [width - self._least_of(number) for number, width in enumerate(wanted)]
        over = sum(wanted) - self.viewport().width()
        share = min(max(over / sum(spare), 0.0), 1.0) if sum(spare) else 0.0
        for number, width in enumerate(wanted):
            self.head.resizeSection(number, width - ceil(spare[number] * share))

    def follow_look(self) -> None:
        """Take the row height and the text size in force; columns grow and shrink with the text."""
        body = look().sizes.body
        if body != self._body:
            scale = body / self._body
            self._widths = {name: round(width * scale) for name, width in self._widths.items()}
            for number in range(self.head.count()):
                self.head.resizeSection(number, round(self.head.sectionSize(number) * scale))
            self._body = body
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look().sizes.row)

    def show_sort(self, order: Order) -> None:
        """Show in the head what the list is sorted by."""
        self.head.show_order(order)

    def current_key(self) -> int | None:
        """Return the key of the current record."""
        return self.record_model.key_at(self.currentIndex().row())

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected records, in the order of the list."""
        found = sorted(self.selected_rows())
        return [key for row in found if (key := self.record_model.key_at(row)) is not None]

    def selected_rows(self) -> set[int]:
        """Return the rows the selection touches: of 150,000 told by its ranges, not row by row."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.count())]
        return {row for each in ranges for row in range(each.top(), each.bottom() + 1)}

    def open_cell(self, _index: QModelIndex) -> None:
        """Open the record of a cell that was double-clicked."""
        self.opened.emit()

    def columns_shown(self) -> tuple[str, ...]:
        """Return the names of the columns, in the order they stand on screen."""
        columns = self.record_model.view.columns
        return tuple(columns[self.head.logicalIndex(place)].name for place in range(self.head.count()))

    def key_beside(self, gone: Collection[int]) -> int | None:
        """Return the key to go on with when some go: the current one, the next left, or the one before."""
        row, model, going = self.currentIndex().row(), self.record_model, set(gone)
        keys = map(model.key_at, (*range(max(row, 0), model.rowCount()), *range(row - 1, -1, -1)))
        return next((key for key in keys if key not in going), None)

    def select_key(self, key: int | None) -> bool:
        """Make a record the current one and scroll to it; False when it is not in the list."""
        row = None if key is None else self.record_model.row_of(key)
        if row is None:
            return False
        index = self.record_model.index(row, self._column if self._column < self.head.count() else 0)
        flags = QItemSelectionModel.SelectionFlag  # not selectRow(): with Ctrl held (Ctrl+S) that takes away
        is_cell = self._column and self.head.visualIndex(index.column())
        wide = flags.NoUpdate if is_cell else flags.Rows
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | wide)
        self.scrollTo(index)
        return True

    def fit_column(self, number: int) -> None:
        """Make a column as wide as its head and the words in sight need."""
        self.resizeColumnToContents(number)

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 - Qt's name
        """Return the width a column needs for its head and the words in sight."""
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(self.rowAt(0), (self.record_model.rowCount() if last < 0 else last + 1))
        words = [self.record_model.text_at(row, column) for row in rows if row >= 0]
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0) + 2 * (PADDING + tokens.S)
        return max(widest, self._least_of(column))

    def forget_widths(self) -> None:
        """Give every column the width it begins with."""
        self._widths.clear()
        self._take_columns()

    def layout_text(self, names: Sequence[str]) -> str:
        """Return these columns, in their order, and all widths as text to keep."""
        self._remember_widths()
        return layout_text(self.record_model.first_view, names, self._widths, self._body)

    def restore_layout(self, kept: str) -> None:
        """Take columns, order and widths kept before; a text that does not fit changes nothing."""
        layout = read_layout(kept, self.record_model.first_view)
        if layout.names:
            scale = self._body / layout.body
            self._widths = {name: round(width * scale) for name, width in layout.widths.items()}
            self.record_model.show_columns(layout.names)
            self._take_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del deletes, Ctrl+C copies; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(False)  # noqa: FBT003 - a signal's argument
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End lead to the first and the last record."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.record_model.rowCount() - 1,
        }
        if action in ends:
            return self.record_model.index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)
