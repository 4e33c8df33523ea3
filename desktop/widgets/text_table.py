"""A short table of ready-made words: figures of a month, problems of an import."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import i18n
from desktop.i18n import tr
from desktop.theme import look

Align = Literal["left", "centre", "right"]
Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_NOWHERE = QModelIndex()
_LOOKED_AT, _WIDER = 50, 1.5  # rows whose words are measured in English; the most a column grows by
_LEAST, _PADDING = 120, 30  # pixels: of a column of words; beside the words of a cell


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column: its head, its width in pixels (0 = takes what is left), and where its words stand."""

    label: str
    width: int = 0
    align: Align = "left"


class TextModel(QAbstractTableModel):
    """Rows of words; a cell's tip is its own text, or the row's where one is given."""

    def __init__(self, columns: Sequence[TextColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[Sequence[str]] = ()
        self._tips: Sequence[str] = ()
        middle = Qt.AlignmentFlag.AlignVCenter
        self._sides = [_SIDES[column.align] | middle for column in self.columns]

    def show_rows(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """Show other rows, with one tip per row where given."""
        self.beginResetModel()
        self._rows, self._tips = rows, tips
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return words, tip or side of a cell."""
        if role == _DISPLAY:
            return tr(self._rows[index.row()][index.column()])
        if role == _ALIGNMENT:
            return self._sides[index.column()]
        if role == _TOOL_TIP:
            return tr(self._tips[index.row()] if self._tips else self._rows[index.row()][index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return tr(self.columns[section].label)
        return self._sides[section] if role == _ALIGNMENT else None


class TextTable(QTableView):
    """Shows a TextModel; whole rows are chosen. ``row_chosen`` carries the row's number."""

    row_chosen = Signal(int)

    def __init__(
        self,
        columns: Sequence[TextColumn],
        name: str,
        parent: QWidget | None = None,
        words: TextModel | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("texts")
        self.setAccessibleName(tr(name))
        self.words = words or TextModel(columns, self)
        self.setModel(self.words)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.row_chosen.emit(now.row()))
        self._set_up_head()

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height and the text size in force."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.verticalHeader().setDefaultSectionSize(look().sizes.row)
            self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_out()

    def show_rows(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """Show other rows from the first."""
        self.words.show_rows(rows, tips)
        self._share_out()

    def _set_up_head(self) -> None:
        """Give the columns their widths; those without one share the rest."""
        self.verticalHeader().setDefaultSectionSize(look().sizes.row)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(0)
        self._share_out()

    def _share_out(self) -> None:
        """Give the columns their widths: those without one share the rest, and numbers are never cut."""
        scale = look().sizes.scale
        hidden = [self.isColumnHidden(number) for number in range(len(self.words.columns))]
        needs = [
            0 if gone else max(round(column.width * scale), self._said(number, column.width))
            for number, (column, gone) in enumerate(zip(self.words.columns, hidden, strict=True))
        ]
        free = [number for number, need in enumerate(needs) if not need and not hidden[number]]
        for number in free:
            needs[number] = self._least(number, round(_LEAST * scale))
        rest = max(0, self.viewport().width() - sum(needs))
        for place, number in enumerate(free):
            needs[number] += rest * (place + 1) // len(free) - rest * place // len(free)
        for number, need in enumerate(needs):
            if not hidden[number]:
                self.horizontalHeader().resizeSection(number, need)

    def _said(self, number: int, meant: int) -> int:
        """Return the room a column's words take in English; its width was meant for Chinese ones."""
        if i18n.language() == i18n.CHINESE or not meant:
            return 0
        rows = range(min(self.words.rowCount(), _LOOKED_AT))
        alone = (row for row in rows if self.columnSpan(row, number) == 1)  # headings of groups span the row
        texts = [str(self.words.index(row, number).data()) for row in alone]
        bold = QFont(self.font())
        bold.setBold(True)
        head = QFontMetrics(bold).horizontalAdvance(tr(self.words.columns[number].label))
        widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        return max(min(widest + _PADDING, round(_WIDER * meant)), head + _PADDING)

    def _least(self, number: int, usual: int) -> int:
        """Return the width a column cannot do without: words may end in dots, numbers may not."""
        column = self.words.columns[number]
        if column.align != "right":
            return usual
        texts = [str(self.words.index(row, number).data()) for row in range(self.words.rowCount())]
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(text) for text in (tr(column.label), *texts)) + _PADDING
