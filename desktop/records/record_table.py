"""The table of a list: one painter for every cell, sorting by the head, keys for the people who type."""

from collections.abc import Collection

from PySide6.QtCore import (
    QByteArray,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from db.values import Kind
from desktop import cells
from desktop.records.table_model import WAITING, RecordModel
from desktop.records.tones import tone_of
from desktop.theme import Look, look, tokens
from desktop.widgets.badge import badge_size, paint_badge

_PADDING = tokens.M + 1
_BADGES = ("status", "stage", "state", "papers", "verified", "checked", "result", "present")
_ELIDE = Qt.TextElideMode.ElideRight
_SELECTED = QStyle.StateFlag.State_Selected
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_FLAGS = {
    "left": _ONE_LINE | int(Qt.AlignmentFlag.AlignLeft),
    "centre": _ONE_LINE | int(Qt.AlignmentFlag.AlignHCenter),
    "right": _ONE_LINE | int(Qt.AlignmentFlag.AlignRight),
}
_WIDEST_STRETCH = 400
_DESIGNED = 13  # text size the widths of the columns are meant for
_LEAST_WIDTHS = {Kind.DATE: 96, Kind.DURATION: 104, Kind.COUNT: 100, Kind.MONEY: 124, Kind.MOMENT: 150}


class CellPainter(QStyledItemDelegate):
    """Paints a cell by itself: half the cost of the stylesheet's way, and a badge where a state stands.

    It runs some 300 times a frame, so flags and colours are made once and text is only measured when it may
    not fit (no sign is wider than the text is high).
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._take_colours()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, row line and words."""
        model = index.model()
        if not isinstance(model, RecordModel):
            return
        if self._look is not look():
            self._take_colours()
        area: QRect = option.rect
        if _SELECTED in option.state:
            painter.fillRect(area, self._selected)
        painter.setPen(self._line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        place = index.column()
        text = model.text_at(index.row(), place)
        if text is WAITING and place:  # one sign a row will do for the few milliseconds
            return
        column = model.view.columns[place]
        inner = area.adjusted(_PADDING, 0, -_PADDING, -1)
        if column.name in _BADGES and text not in (cells.DASH, WAITING):
            size = badge_size(text, option.font)
            corner = QPoint(inner.left(), inner.center().y() - size.height() // 2 + 1)
            paint_badge(painter, QRectF(QRect(corner, size)), text, tone_of(text, model.view.model))
            return
        if len(text) * self._widest > inner.width():
            text = option.fontMetrics.elidedText(text, _ELIDE, inner.width())
        painter.setPen(self._ink)
        painter.drawText(inner, _FLAGS[column.align], text)

    def _take_colours(self) -> None:
        """Take colours and text size of the look in force."""
        self._look = look()
        colours = self._look.tokens
        self._selected, self._line = QColor(colours.selected), QColor(colours.line)
        self._ink = QColor(colours.text)
        self._widest = self._look.sizes.body


class RecordTable(QTableView):
    """A list of records. ``sort_wanted`` carries a column's name and whether it falls.

    A ``compact`` one stands in a panel: its columns give way so that all of them are in sight.
    """

    sort_wanted = Signal(str, bool)
    current_changed = Signal()
    opened = Signal()
    delete_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, model: RecordModel, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("records")
        self._compact = compact
        self.record_model = model
        self.setModel(model)
        self.setItemDelegate(CellPainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._body = look().sizes.body
        self._set_up_head()
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.current_changed.emit())

    def _set_up_head(self) -> None:
        """Widths from the list, moved and sorted by the user."""
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(56)
        head.setMaximumSectionSize(_WIDEST_STRETCH)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._sort_by)
        for number in range(head.count()):
            head.resizeSection(number, self._width_of(number))
        self.follow_look()

    def _width_of(self, number: int) -> int:
        """Return the width a column begins with: room for its head, its kind of value and the text size."""
        scale = look().sizes.body / _DESIGNED
        return max(round(scale * self.record_model.view.columns[number].width), self._least_of(number))

    def _least_of(self, number: int) -> int:
        """Return the width a column cannot do without: its head, and numbers in full."""
        column = self.record_model.view.columns[number]
        font = self.font()
        font.setBold(True)
        words = str(self.record_model.headerData(number, Qt.Orientation.Horizontal))
        for_head = QFontMetrics(font).horizontalAdvance(words) + 2 * _PADDING + tokens.L
        scale = look().sizes.body / _DESIGNED
        return max(for_head, round(scale * _LEAST_WIDTHS.get(column.kind, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns of a compact list the room there is."""
        super().resizeEvent(event)
        if self._compact:
            self._squeeze()

    def _squeeze(self) -> None:
        """Make columns narrower, never than they can be read, so that all come into sight."""
        head = self.horizontalHeader()
        wanted = [self._width_of(number) for number in range(head.count())]
        spare = [width - self._least_of(number) for number, width in enumerate(wanted)]
        over = sum(wanted) - self.viewport().width()
        share = min(max(over / sum(spare), 0.0), 1.0) if sum(spare) else 0.0
        for number, width in enumerate(wanted):
            head.resizeSection(number, width - round(spare[number] * share))

    def follow_look(self) -> None:
        """Take the row height and the text size in force; columns grow and shrink with the text."""
        body = look().sizes.body
        if body != self._body:
            head = self.horizontalHeader()
            for number in range(head.count()):
                head.resizeSection(number, round(head.sectionSize(number) * body / self._body))
            self._body = body
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look().sizes.row)

    def show_sort(self, name: str, *, descending: bool) -> None:
        """Show in the head what the list is sorted by; a name that is no column shows nothing."""
        names = [column.name for column in self.record_model.view.columns]
        head = self.horizontalHeader()
        head.setSortIndicatorShown(name in names)
        if name in names:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(names.index(name), order)

    def current_key(self) -> int | None:
        """Return the key of the current record."""
        return self.record_model.key_at(self.currentIndex().row())

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected records, in the order of the list."""
        found = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [key for row in found if (key := self.record_model.key_at(row)) is not None]

    def columns_shown(self) -> list[str]:
        """Return the names of the columns in sight, in the order they stand on screen."""
        head, columns = self.horizontalHeader(), self.record_model.view.columns
        places = [head.logicalIndex(place) for place in range(head.count())]
        return [columns[place].name for place in places if not head.isSectionHidden(place)]

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
        index = self.record_model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag  # not selectRow(): with Ctrl held (Ctrl+S) that takes away
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def layout_text(self) -> str:
        """Return widths and order of the columns as text to keep, after the text size they are meant for."""
        return f"{self._body}:{bytes(self.horizontalHeader().saveState().data()).hex()}"

    def restore_layout(self, kept: str) -> None:
        """Take widths and order kept before; a text that does not fit changes nothing."""
        body, _, state = kept.rpartition(":")
        if self.horizontalHeader().restoreState(QByteArray.fromHex(state.encode())) and body.isdecimal():
            self._body = int(body)
            self.follow_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del deletes, Ctrl+C copies; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
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

    def _sort_by(self, number: int) -> None:
        """Ask for another order: a second click on the same head turns it round."""
        head = self.horizontalHeader()
        same = head.isSortIndicatorShown() and head.sortIndicatorSection() == number
        falling = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.sort_wanted.emit(self.record_model.view.columns[number].name, same and not falling)
