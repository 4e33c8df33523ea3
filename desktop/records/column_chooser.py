"""The columns of a list to tick, to put in order and to sort by, under the button 列."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.store import Order
from desktop.i18n import tr
from desktop.records.sort_head import next_order
from desktop.records.table_model import RecordModel, head_words
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.room import stand_under

_NAME = Qt.ItemDataRole.UserRole
_ROWS = 14
_KEYS = "空格：显示或隐藏　Alt+↑ ↓：移动\n回车：按此列排序（升序、降序、取消）"


class ColumnChooser(QFrame):
    """Each change shows in the list at once: ``chosen`` carries the columns, ``sort_wanted`` an order.

    ``reset_wanted`` asks for the columns the list begins with.
    """

    chosen = Signal(object)
    sort_wanted = Signal(object)
    reset_wanted = Signal()

    def __init__(self, model: RecordModel, shown: Sequence[str], order: Order, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._labels = {column.name: head_words(column) for column in model.first_view.offered}
        self._order = order
        self.list = QListWidget()
        self.list.setObjectName("ticks")
        self.list.setAccessibleName(tr("显示的列"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill(shown)
        self._lay_out()
        self._changed = QTimer(self, singleShot=True, interval=0)
        self._changed.timeout.connect(self._tell)
        self.list.itemChanged.connect(self._ticked)
        rows = self.list.model()
        for moved in (rows.rowsMoved, rows.rowsInserted, rows.rowsRemoved):
            moved.connect(lambda *_rows: self._changed.start())
        self.list.itemActivated.connect(self._sort_by)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.move_current(step))

    def open_under(self, widget: QWidget) -> None:
        """Show the columns under a widget, wholly on the screen, and take the keys."""
        beside = self.sizeHint().height() - self.list.height() + 2 * tokens.XL
        room = widget.screen().availableGeometry().height()
        self.list.setFixedHeight(min(self.list.height(), room - beside))
        self.adjustSize()
        stand_under(self, widget, flush_right=True)
        self.show()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def move_current(self, step: int) -> None:
        """Put the current column one place up (-1) or down (1)."""
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def _fill(self, shown: Sequence[str]) -> None:
        """List the columns shown in their order, then all others."""
        for name in (*shown, *(name for name in self._labels if name not in shown)):
            item = QListWidgetItem(self._words(name))
            item.setData(_NAME, name)
            item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        rows = min(self.list.count(), _ROWS)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2 * tokens.XS)

    def _words(self, name: str) -> str:
        """Return a column in words, with what it has to do with the order."""
        known = [each for each, _falls in self._order]
        if name not in known:
            return self._labels[name]
        way = tr("降序") if dict(self._order)[name] else tr("升序")
        return tr("{label}（排序{place}，{way}）").format(
            label=self._labels[name], place=known.index(name) + 1, way=way
        )

    def _lay_out(self) -> None:
        """Put the list between its title and the buttons."""
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(tr("显示的列"), "section"))
        head.addStretch()
        for picture, words, step in (("up", tr("上移"), -1), ("down", tr("下移"), 1)):
            made = QToolButton()
            made.setIcon(icon(picture))
            made.setToolTip(words)
            made.setAccessibleName(words)
            made.clicked.connect(lambda _checked=False, step=step: self.move_current(step))
            head.addWidget(made)
        reset = button(tr("恢复默认"), "link", "undo")
        reset.clicked.connect(lambda _checked=False: self._reset())
        foot.addWidget(reset)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(label(tr(_KEYS), "caption"))
        column.addLayout(foot)

    def _names(self) -> tuple[str, ...]:
        """Return the columns ticked, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _ticked(self, item: QListWidgetItem) -> None:
        """Tell the columns; the last one stays."""
        if not self._names():
            item.setCheckState(Qt.CheckState.Checked)
        self._changed.start()

    def _tell(self) -> None:
        """Tell the columns as they stand now."""
        self.chosen.emit(self._names())

    def _sort_by(self, item: QListWidgetItem) -> None:
        """Let a column sort the list, the other way, or no longer."""
        self._order = next_order(self._order, item.data(_NAME), adding=True)
        with QSignalBlocker(self.list):
            for each in (self.list.item(row) for row in range(self.list.count())):
                each.setText(self._words(each.data(_NAME)))
        self.sort_wanted.emit(self._order)

    def _reset(self) -> None:
        """Ask for the columns the list begins with."""
        self.close()
        self.reset_wanted.emit()
