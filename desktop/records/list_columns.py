"""Which columns a list shows and in what order: the button 列, and the menu of a column's head."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from db.store import Order
from desktop.i18n import tr
from desktop.records.column_chooser import ColumnChooser
from desktop.records.record_table import RecordTable
from desktop.widgets.controls import button


class ListColumns(QObject):
    """``names`` are the columns wanted, ``changed`` tells of others; ``sort_wanted`` carries an order."""

    changed = Signal()
    sort_wanted = Signal(object)

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self.names = table.columns_shown()
        self.button = self._make_button()
        table.columns_moved.connect(self._moved)
        table.head.menu_wanted.connect(self._open_menu)

    def choose(self, names: tuple[str, ...]) -> None:
        """Show these columns; () means those the list begins with."""
        first = tuple(column.name for column in self._table.record_model.first_view.columns)
        if (names or first) != self.names:
            self.names = names or first
            self.changed.emit()

    def reset(self) -> None:
        """Show the columns the list begins with, as wide as they begin."""
        self._table.forget_widths()
        self.choose(())

    def open_chooser(self) -> None:
        """Show the columns to choose from under the button."""
        model, order = self._table.record_model, self._table.head.order
        chooser = ColumnChooser(model, self.names, order, self.button)
        chooser.chosen.connect(self.choose)
        chooser.sort_wanted.connect(self.sort_wanted)
        chooser.reset_wanted.connect(self.reset)
        chooser.open_under(self.button)

    def _make_button(self) -> QPushButton:
        """Return the button 列."""
        made = button(tr("列"), icon="columns")
        made.setToolTip(tr("选择显示的列和排序"))
        made.setAccessibleName(tr("选择显示的列和排序"))
        made.clicked.connect(lambda _checked=False: self.open_chooser())
        return made

    def _moved(self) -> None:
        """Keep the order after a column was dragged: the next answer comes with it."""
        self.names = self._table.columns_shown()

    def _open_menu(self, number: int, at: QPoint) -> None:
        """Show what can be done to a column where its head was pressed."""
        table = self._table
        name, order = table.record_model.view.columns[number].name, table.head.order
        others = tuple(each for each in order if each[0] != name)
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("升序"), partial(self._sort, ((name, False),)))
        menu.addAction(tr("降序"), partial(self._sort, ((name, True),)))
        if others:
            menu.addAction(tr("追加升序"), partial(self._sort, (*others, (name, False))))
            menu.addAction(tr("追加降序"), partial(self._sort, (*others, (name, True))))
        if others and len(others) < len(order):
            menu.addAction(tr("不按此列排序"), partial(self._sort, others))
        menu.addSeparator()
        menu.addAction(tr("列宽适应内容"), partial(table.fit_column, number))
        rest = tuple(each for each in self.names if each != name)
        menu.addAction(tr("隐藏此列"), partial(self.choose, rest)).setEnabled(bool(rest))
        menu.addSeparator()
        menu.addAction(tr("选择列…"), self.open_chooser)
        menu.addAction(tr("恢复默认"), self.reset)
        menu.popup(at)

    def _sort(self, order: Order) -> None:
        """Ask for another order."""
        self.sort_wanted.emit(order)
