"""What the grid of 历史数据 shows and takes: indicators down, the months of a year across."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from db.errors import BadValue
from db.queries.baseline_grid import MONTHS, ROWS, GridRow, GridYear
from db.queries.baselines import Cell, read_baseline
from db.values import is_missing
from desktop import cells
from desktop.i18n import tr
from desktop.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.queries.figures import Value

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _INK = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_SIDE = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


class BaselineModel(QAbstractTableModel):
    """What was entered; what the program counted itself stands grey where nothing was; what is wrong is red.

    ``typed`` carries {cell: text} of what can be taken, and how many cells could not.
    """

    typed = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._year = 0
        self._last = 0
        self._grid: GridYear | None = None
        self._counted: Mapping[Cell, Value] = {}
        self._waiting: dict[Cell, str] = {}
        self._wrong: dict[Cell, tuple[str, str]] = {}

    def show_year(self, year: int, last: int) -> None:
        """Turn to another year, of which months up to ``last`` (202609) have begun; nothing is known yet."""
        if (year, last) == (self._year, self._last):
            return
        self.beginResetModel()
        self._year, self._last, self._grid, self._counted = year, last, None, {}
        self._waiting.clear()
        self._wrong.clear()
        self.endResetModel()

    def show_entered(self, grid: GridYear) -> None:
        """Show what was entered, unless another year is wanted by now."""
        if grid.year == self._year:
            self._grid = grid
            self._waiting.clear()
            self._repaint()

    def show_counted(self, found: tuple[int, Mapping[Cell, Value]]) -> None:
        """Show what the program counted itself, unless another year is wanted by now."""
        if found[0] == self._year:
            self._counted = found[1]
            self._repaint()

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def cell(self, index: Index) -> Cell:
        """Return which value a place of the grid holds."""
        row = ROWS[index.row()]
        return row.entry.code, self._year * 100 + index.column() + 1, row.is_ytd

    def text(self, index: Index) -> str:
        """Return what was typed or entered at a place; "" for nothing."""
        cell = self.cell(index)
        if cell in self._wrong:
            return self._wrong[cell][0]
        if cell in self._waiting:
            return self._waiting[cell]
        known = self._grid.entered.get(cell) if self._grid else None
        return known.text if known else ""

    def entered(self, cells_wanted: Iterable[Cell]) -> dict[Cell, str]:
        """Return what is kept of some cells, "" for nothing: what an undo puts back."""
        known = self._grid.entered if self._grid else {}
        return {cell: known[cell].text if cell in known else "" for cell in cells_wanted}

    def covered(self, cells_wanted: Iterable[Cell]) -> int:
        """Return how many of some cells the program counts itself."""
        return sum(cell in self._counted for cell in cells_wanted)

    def take(self, texts: Mapping[tuple[int, int], str]) -> None:
        """Take what was typed or pasted, by row and column; cells that cannot be taken turn red."""
        good: dict[Cell, str] = {}
        bad = 0
        for place, raw in texts.items():
            index = self.index(*place)
            cell, text = self.cell(index), "" if is_missing(raw) else raw.strip()
            self._wrong.pop(cell, None)
            reason = self._fault(index, text)
            if reason:
                self._wrong[cell] = text, reason
                bad += 1
            elif text != self.text(index):
                good[cell] = self._waiting[cell] = text
        self._repaint()
        if good or bad:
            self.typed.emit(good, bad)

    def refuse(self) -> None:
        """Go back to what is kept: what was typed last could not be saved."""
        self._waiting.clear()
        self._repaint()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the months of a year."""
        return 0 if parent.isValid() else MONTHS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let months be filled in that have begun."""
        usual = super().flags(index)
        is_begun = index.isValid() and self.cell(index)[1] <= self._last
        return usual | Qt.ItemFlag.ItemIsEditable if is_begun else usual

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the words, the colour or the tip of a place."""
        if role == _SIDE:
            return _RIGHT
        if role in (_DISPLAY, _EDIT):
            text = self.text(index)
            return text if text or role == _EDIT else self._own(index)
        if role == _INK:
            return self._ink(index)
        return self._tip(index) if role == _TIP else None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:  # noqa: N802 - Qt's name
        """Take what was typed into one cell."""
        if role != _EDIT:
            return False
        self.take({(index.row(), index.column()): str(value)})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a month, or an indicator with its unit."""
        if role == _SIDE:
            return _RIGHT if orientation == Qt.Orientation.Horizontal else _LEFT
        if orientation == Qt.Orientation.Horizontal:
            return tr(f"{section + 1}月") if role == _DISPLAY else None
        row = ROWS[section]
        if role == _TIP:
            return tr(row.entry.formula).format(minutes="…", hours="…")
        if role != _DISPLAY:
            return None
        return _label(row)

    def _fault(self, index: Index, text: str) -> str:
        """Return why a text cannot be taken at a place; "" when it can."""
        if self.cell(index)[1] > self._last:
            return tr("还没到这个月，请核对") if text else ""
        try:
            if text:
                read_baseline(ROWS[index.row()].entry, text)
        except BadValue as trouble:
            return trouble.reason
        return ""

    def _own(self, index: Index) -> str:
        """Return what the program counted itself, as it is printed."""
        value = self._counted.get(self.cell(index))
        return "" if value is None else cells.printed(value, ROWS[index.row()].entry.unit)

    def _ink(self, index: Index) -> QColor | None:
        """Return red for what is wrong, grey for what the program counted itself."""
        if self.cell(index) in self._wrong:
            return QColor(look().tokens.bad)
        return None if self.text(index) else QColor(look().tokens.placeholder)

    def _tip(self, index: Index) -> str | None:
        """Return why a cell is red, where a value comes from, or that the program counted it."""
        cell = self.cell(index)
        if cell in self._wrong:
            return self._wrong[cell][1]
        known = self._grid.entered.get(cell) if self._grid else None
        own = self._own(index)
        if known is None:
            return tr("程序按已有数据算出") if own else None
        told = [tr("来源：{source}").format(source=known.source)] if known.source else []
        told += [tr("程序按已有数据算出：{value}").format(value=own)] if own else []
        return "\n".join(told) or None

    def _repaint(self) -> None:
        """Show everything again."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(ROWS) - 1, MONTHS - 1))


def _label(row: GridRow) -> str:
    """Return what stands before a line, in the language of the window: code, name, unit."""
    entry = row.entry
    name = tr("{name}，1月至本月累计").format(name=tr(entry.name)) if row.is_ytd else tr(entry.name)
    words = f"{entry.code} {name}"
    return tr("{name}（{unit}）").format(name=words, unit=tr(entry.unit)) if entry.unit else words
