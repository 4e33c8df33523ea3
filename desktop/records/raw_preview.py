"""The first rows of a sheet as they lie in the file, the header among them marked."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.i18n import tr
from desktop.records.column_widths import words_width
from desktop.records.raw_words import guarded_words, masked_words, raw_words
from desktop.records.row_marks import SHOWN_ROWS, Marks
from desktop.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.values import Raw

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_BACK, _FORE = int(Qt.ItemDataRole.BackgroundRole), int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_LEAST, _MOST, _BESIDE = 64, 200, 36
_LETTERS = 26


class RawModel(QAbstractTableModel):
    """Some rows of a sheet; the first column says what each is for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[int, Sequence[Raw]]] = ()
        self._marks = Marks()
        self._width = 0

    def show_rows(self, rows: Sequence[tuple[int, Sequence[Raw]]], marks: Marks) -> None:
        """Show rows with their numbers."""
        self.beginResetModel()
        self._rows, self._marks = rows, marks
        self._width = max((len(cells) for _, cells in rows), default=0)
        self.endResetModel()

    def number_at(self, row: int) -> int:
        """Return the number a row has in its sheet."""
        return self._rows[row][0]

    def texts(self, place: int) -> list[str]:
        """Return the words of a column, its letter first."""
        cells = (self.index(row, place).data() for row in range(len(self._rows)))
        return [str(self.headerData(place, Qt.Orientation.Horizontal)), *cells]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns the widest row has, and one for the use of the row."""
        return 0 if parent.isValid() else self._width + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return words, colours and font of a cell."""
        number, cells = self._rows[index.row()]
        place = index.column() - 1
        if role in (_DISPLAY, _TIP):
            return self._marks.use_of(number) if place < 0 else self._words(number, cells, place)
        if role == _BACK:
            return QColor(look().tokens.brand_tint) if number in self._marks.header else None
        if role == _FORE:
            is_data = number in self._marks.data
            quiet = place < 0 or not (is_data or number in self._marks.header)
            return QColor(look().tokens.text2) if quiet else None
        if role == _FONT and number in self._marks.header:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the letter of a column, the number of a row."""
        if role != _DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section][0])
        return tr("用途") if section == 0 else letters(section)

    def _words(self, number: int, cells: Sequence[Raw], place: int) -> str:
        """Return the words of a cell; those below a sealed column's head are masked."""
        if place >= len(cells):
            return ""
        if not self._marks.header:
            return guarded_words(cells[place])
        sealed = place in self._marks.sealed and number > max(self._marks.header)
        return masked_words(cells[place]) if sealed else raw_words(cells[place])


class RawPreview(QTableView):
    """The first twenty rows. ``header_wanted`` carries the number of a row double-clicked or entered."""

    header_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("texts")
        self.setAccessibleName(tr("文件的前 20 行"))
        self.words = RawModel(self)
        self.setModel(self.words)
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
        self.horizontalHeader().setFixedHeight(look().sizes.row)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().sizes.row - 4)
        self.activated.connect(lambda index: self.header_wanted.emit(self.words.number_at(index.row())))

    def show_rows(self, rows: Sequence[tuple[int, Sequence[Raw]]], marks: Marks) -> None:
        """Show the first rows, what they are for, and the header in sight."""
        shown = list(islice(rows, SHOWN_ROWS))
        self.words.show_rows(shown, marks)
        for place in range(self.words.columnCount()):
            need = words_width(self.fontMetrics(), self.words.texts(place)) + _BESIDE
            self.setColumnWidth(place, min(max(need, _LEAST), _MOST))
        first = next((row for row, (number, _) in enumerate(shown) if number in marks.header), 0)
        self.scrollTo(self.words.index(max(0, first - 1), 0), QAbstractItemView.ScrollHint.PositionAtTop)


def letters(number: int) -> str:
    """Return how a spreadsheet names its n-th column: A, B … Z, AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
