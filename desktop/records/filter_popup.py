"""The values of one filter to tick, under the button that opened them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.queries.lists import ListFilter
from db.store.offers import Offer, offers
from db.values import Kind
from desktop.i18n import tr
from desktop.records.filter_words import value_words
from desktop.theme import tokens
from desktop.widgets.controls import as_search, label
from desktop.widgets.room import stand_under

if TYPE_CHECKING:
    from desktop.tasks import Tasks

_PAUSE = 120  # milliseconds after the last key
_MANY = 10
_ROWS = 12
_HERE = Qt.ShortcutContext.WidgetShortcut
_VALUE = Qt.ItemDataRole.UserRole


def can_choose(each: ListFilter) -> bool:
    """Whether a filter has values that can be offered to the user."""
    return bool(each.choices or each.refers_to or each.kind in (Kind.WORDS, Kind.YESNO))


class FilterPopup(QFrame):
    """Each tick changes the list at once: ``chosen`` carries the values. Esc closes it."""

    chosen = Signal(list)

    def __init__(
        self,
        tasks: "Tasks",
        each: ListFilter,
        values: Sequence[object],
        called: dict[object, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks, self._filter = tasks, each
        self._values, self._called = list(values), called
        self.search = QLineEdit()
        hint = tr("查找{label}").format(label=tr(each.label))
        as_search(self.search, hint, hint)
        self.search.hide()
        self.list = QListWidget()
        self.list.setObjectName("ticks")
        self.list.setAccessibleName(tr(each.label))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        column.setSpacing(tokens.S)
        for widget in (label(tr(each.label), "section"), self.search, self.list):
            column.addWidget(widget)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.list.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.list.setFocus, context=_HERE)
        self.list.itemChanged.connect(self._ticked)
        self.list.itemActivated.connect(self._turn)

    def open_under(self, widget: QWidget) -> None:
        """Ask for the values and show them under a widget, wholly on the screen."""
        self._under = widget
        self._ask()

    def _ask(self) -> None:
        """Ask for the values that hold what was typed."""
        self._tasks.read(self, partial(offers, asked=self._filter, text=self.search.text()), self._show)

    def _show(self, found: Sequence[Offer]) -> None:
        """Show the values, of records those ticked first; where there are many a line to look for them."""
        typed, by_keys = bool(self.search.text().strip()), self._filter.refers_to is not None
        first = list(self._values) if by_keys and not typed else []
        if self._filter.blank and not typed and None not in first:
            first.append(None)
        if by_keys:
            self._called.update(found)
        with QSignalBlocker(self.list):
            self.list.clear()
            for value in (*first, *(value for value, _words in found if value not in first)):
                self._add(value)
        if not self.isVisible():
            self.search.setVisible(self.list.count() > _MANY)
            self._place()

    def _add(self, value: object) -> None:
        """Add one value to tick."""
        item = QListWidgetItem(value_words(value, self._called) or tr("（已删除）"))
        item.setToolTip(item.text())
        item.setData(_VALUE, (value,))  # a tuple: None is a value too
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Checked if value in self._values else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _place(self) -> None:
        """Stand under the widget, as wide as the words need, and take the keys."""
        rows = max(min(self.list.count(), _ROWS), 1)
        room = 2 * tokens.XS
        height = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().height()
        self.list.setFixedHeight(rows * height + room)
        words = self.list.sizeHintForColumn(0) + tokens.XL + tokens.M
        self.list.setMinimumWidth(min(max(words, self._under.width(), tokens.FILTER), tokens.SEARCH))
        self.adjustSize()
        stand_under(self, self._under)
        self.show()
        self.list.setCurrentRow(0)
        (self.search if self.search.isVisibleTo(self) else self.list).setFocus()

    def _ticked(self, item: QListWidgetItem) -> None:
        """Tell the values after a tick was set or taken away."""
        (value,) = item.data(_VALUE)
        if item.checkState() == Qt.CheckState.Checked:
            self._values.append(value)
        else:
            self._values.remove(value)
        self.chosen.emit(list(self._values))

    def _turn(self, item: QListWidgetItem) -> None:
        """Let Enter do what the space bar does."""
        ticked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
