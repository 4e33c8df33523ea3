"""The rows of a list as Qt asks for them: an array of keys and a few pages of ready-made text.

One question gives the sorted keys; rows are read in pages of 200 as they come into sight. So a list of
150,000 takes 1.2 MB of keys and at most 64 pages of text, and sorting is SQL's work.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.queries.lists import ListColumn, ListView
from db.store import Page, Row, rows
from db.values import Kind
from desktop import cells
from desktop.i18n import tr
from desktop.records.cell_words import headed
from desktop.tasks import Tasks

PAGE_ROWS = 200
PAGES_KEPT = 64
_IN_SIGHT = 2
"""Pages a screen can touch: the most that are asked for at once, so that a fast scroll leaves no queue."""
WAITING = "…"
"""Shown in a cell whose page is still being read."""

# Roles arrive as plain ints: comparing them with the enumeration costs more than everything else here.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft | _MIDDLE,
    "centre": Qt.AlignmentFlag.AlignHCenter | _MIDDLE,
    "right": Qt.AlignmentFlag.AlignRight | _MIDDLE,
}
_NOWHERE = QModelIndex()

_USERS = (Kind.TEXT, Kind.LONG_TEXT)
"""Kinds of fields that hold what users wrote."""

Index = QModelIndex | QPersistentModelIndex
Texts = tuple[str, ...]


class RecordModel(QAbstractTableModel):
    """One answer of ``store.search`` as a table; pages that are not there yet show "…" and are asked for.

    ``view`` is the list with the columns shown now, ``first_view`` with those shown at first;
    ``columns_leaving`` and ``columns_changed`` tell before and after others come.
    """

    columns_leaving = Signal()
    columns_changed = Signal()

    def __init__(self, tasks: Tasks, view: ListView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = self.first_view = view
        self._tasks = tasks
        self._page: Page | None = None
        self._pages: OrderedDict[int, list[Texts]] = OrderedDict()
        self._asked: set[int] = set()
        self._skipped: deque[int] = deque(maxlen=_IN_SIGHT)
        self._formats, self._ours = _formats(view), _ours(view)

    def show_page(self, page: Page) -> None:
        """Show another answer from its first row, with the columns it was asked for."""
        if page.query.columns:
            self.show_columns(page.query.columns)
        self.beginResetModel()
        self._page = page
        self._forget()
        if page.rows:
            self._keep(0, page.ids[:PAGE_ROWS], page.rows)
        self.endResetModel()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns, in that order; their words are asked for again."""
        view = self.first_view.showing(names)
        if view.columns == self.view.columns:
            return
        self.columns_leaving.emit()
        self.beginResetModel()
        self.view, self._formats, self._ours = view, _formats(view), _ours(view)
        self._forget()
        self.endResetModel()
        self.columns_changed.emit()

    def _forget(self) -> None:
        """Keep no rows, and wait for none."""
        self._pages.clear()
        self._asked.clear()
        self._skipped.clear()

    @property
    def keys(self) -> Sequence[int]:
        """The keys of all records of this answer, in order."""
        return self._page.ids if self._page else ()

    def key_at(self, row: int) -> int | None:
        """Return the key of the record in a row, None when there is no such row."""
        return self._page.ids[row] if self._page and 0 <= row < len(self._page.ids) else None

    def row_of(self, key: int) -> int | None:
        """Return the row a record stands in, None when it is not in this answer."""
        try:
            return self._page.ids.index(key) if self._page else None
        except ValueError:
            return None

    def words_of(self, key: int | None, names: Sequence[str]) -> list[str]:
        """Return what the list says of a record in the named columns, where it says anything."""
        row = None if key is None else self.row_of(key)
        if row is None:
            return []
        places = [column.name for column in self.view.read]
        words = (self.text_at(row, places.index(name)) for name in names if name in places)
        return [word for word in words if word not in (cells.DASH, WAITING)]

    def text_at(self, row: int, column: int) -> str:
        """Return the words of a cell; asks for its page when it is not there."""
        number = row // PAGE_ROWS
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
            return WAITING
        return page[row % PAGE_ROWS][column]

    def said_at(self, row: int, column: int) -> str:
        """Return the words of a cell in the user's language; what users wrote stays as it is."""
        text = self.text_at(row, column)
        return tr(text) if self._ours[column] else text

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many records answer the question."""
        return 0 if parent.isValid() or self._page is None else len(self._page.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns the list has."""
        return 0 if parent.isValid() else len(self.view.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return the words of a cell, or how they are aligned."""
        if role in (_DISPLAY, _TOOL_TIP):
            return self.said_at(index.row(), index.column())
        if role == _ALIGNMENT:
            return _ALIGNMENTS[self.view.columns[index.column()].align]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return the head of a column with its unit, or a row's number; to be read aloud with its order."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == _DISPLAY else None
        column = self.view.columns[section]
        if role in (_DISPLAY, _ALOUD):
            words = head_words(column)
            return words if role == _DISPLAY else words + self._order_words(column.name)
        return _ALIGNMENTS[column.align] if role == _ALIGNMENT else None

    def _order_words(self, name: str) -> str:
        """Return how a column sorts the list, in words; "" when it does not."""
        order = () if self._page is None else self._page.query.sort
        place = [each for each, _falls in order].index(name) if name in dict(order) else None
        if place is None:
            return ""
        falling = tr("降序") if order[place][1] else tr("升序")
        return tr("，第{place}排序，{way}").format(place=place + 1, way=falling)

    def _ask(self, number: int) -> None:
        """Ask for one page, once; while two are on their way only the latest others are remembered."""
        page = self._page
        if page is None or number in self._asked:
            return
        if len(self._asked) >= _IN_SIGHT:
            if number not in self._skipped:
                self._skipped.append(number)
            return
        self._asked.add(number)
        keys = page.ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        view = self.view
        self._tasks.read(
            self,
            lambda session: rows(session, view, keys),
            lambda found: self._take(page, view, number, found),
        )

    def _take(self, page: Page, view: ListView, number: int, found: Sequence[Row]) -> None:
        """Keep a page that came, unless it belongs to an older answer or to other columns."""
        if page is not self._page or view is not self.view:
            return
        self._asked.discard(number)
        first = number * PAGE_ROWS
        keys = page.ids[first : first + PAGE_ROWS]
        self._keep(number, keys, found)
        last = self.index(first + len(keys) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(first, 0), last)
        if self._skipped and (waiting := self._skipped.pop()) not in self._pages:
            self._ask(waiting)

    def _keep(self, number: int, keys: Sequence[int], found: Sequence[Row]) -> None:
        """Turn rows into words, once; a record deleted meanwhile leaves dashes. The oldest page goes."""
        gone = (cells.DASH,) * len(self.view.read)
        words = {
            row.id: tuple(show(value) for show, value in zip(self._formats, row.values, strict=True))
            for row in found
        }
        self._pages[number] = [words.get(key, gone) for key in keys]
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)


def head_words(column: ListColumn) -> str:
    """Return what stands over a column: its label, with the unit where the values do not say it."""
    return headed(column.label, "" if column.kind is Kind.DURATION else column.unit)


def _ours(view: ListView) -> list[bool]:
    """Return which columns read hold the program's words: choices, marks, what is worked out."""
    written = view.model.model_fields
    return [
        column.kind not in _USERS or column.name not in written or column.name in view.finish
        for column in view.read
    ]


def _formats(view: ListView) -> list[Callable[[object], str]]:
    """Return how the values of each column read are written."""
    return [partial(cells.show, column.kind) for column in view.read]
