"""What the user asks of a list as a whole: words and filters, order, columns."""

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from db.store import Order, Query
from desktop.records.filter_bar import FilterBar
from desktop.records.list_columns import ListColumns
from desktop.records.record_table import RecordTable


class ListQuestion(QObject):
    """Puts together what search box, filters, head and columns say; ``changed`` tells of another one."""

    changed = Signal()

    def __init__(self, bar: FilterBar, table: RecordTable, first: Order) -> None:
        super().__init__(table)
        self.bar, self.columns = bar, ListColumns(table)
        self.first = self._order = first
        self._table = table
        table.show_sort(first)
        bar.changed.connect(self.changed)
        table.sort_wanted.connect(self.sort_by)
        self.columns.sort_wanted.connect(self.sort_by)
        self.columns.changed.connect(self.changed)

    def query(self) -> Query:
        """Return the question as the database is asked."""
        return Query(self.bar.text(), self.bar.filters(), self._order, self.columns.names)

    def kept(self) -> Query:
        """Return what of the question a view keeps: everything but the month."""
        return Query(self.bar.text(), self.bar.chosen(), self._order, self.columns.names)

    def take(self, query: Query) -> None:
        """Ask another question, of the month chosen."""
        with QSignalBlocker(self):
            self.sort_by(query.sort)
            self.columns.choose(query.columns)
            self.bar.take(query.text, query.filters)
        self.changed.emit()

    def sort_by(self, order: Order) -> None:
        """Ask for another order."""
        self._order = order
        self._table.show_sort(order)
        self.changed.emit()
