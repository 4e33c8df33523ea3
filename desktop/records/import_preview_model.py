"""The table model of the import's grid: rows are asked of the sheet when they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.imports import Severity
from db.intake.telling import shown
from desktop.i18n import tr
from desktop.theme import icon

if TYPE_CHECKING:
    from desktop.records.import_preview_sheet import Filter, PreviewSheet

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TIP, _SIGN = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.DecorationRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_SIGNS = {Severity.ERROR: ("error", "bad"), Severity.WARNING: ("warning", "warn")}


class PreviewModel(QAbstractTableModel):
    """Shows a PreviewSheet. ``typed`` carries row number, place of the column and what was typed."""

    typed = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: PreviewSheet | None = None

    def show_sheet(self, sheet: PreviewSheet | None) -> None:
        """Show another sheet, or none."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def let_through(self, which: Filter) -> None:
        """Show only some of the rows."""
        self.beginResetModel()
        if self.sheet is not None:
            self.sheet.let_through(which)
        self.endResetModel()

    def verdicts_changed(self) -> None:
        """Draw what is in sight anew: verdicts and cells may differ, the rows are the same."""
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be corrected."""
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return words, what is typed over, or what is said of a cell."""
        if self.sheet is None or role not in (_DISPLAY, _EDIT, _TIP, _ALOUD):
            return None
        column = self.sheet.columns[index.column()]
        if role == _DISPLAY:
            return self.sheet.words(index.row(), column)
        if role == _EDIT:
            return shown(self.sheet.raw(index.row(), column.place))
        return self._tip(index)

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:  # noqa: N802
        """Tell what was typed over a cell; what was there already is no correction."""
        if self.sheet is None or role != _EDIT or value == self.data(index, _EDIT):
            return False
        self.typed.emit(self.number(index), self.sheet.columns[index.column()].place, str(value).strip())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the header of the sheet above; beside a row its number, with the sign of its verdict."""
        if self.sheet is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._head(section, role)
        number = self.sheet.row(section)[0]
        if role == _DISPLAY:
            return str(number)
        if role == _SIGN:
            return self.sign(self.sheet.verdict(number))
        if role == _TIP:
            return "\n".join(_sentence(one) for one in self.sheet.told(number)) or tr("好")
        return None

    def number(self, index: Index) -> int:
        """Return the number of a row as the spreadsheet shows it."""
        return self.sheet.row(index.row())[0] if self.sheet is not None else 0

    def words(self, index: Index) -> str:
        """Return a cell as it is shown."""
        return "" if self.sheet is None else self.sheet.words(index.row(), self.sheet.columns[index.column()])

    def verdict(self, index: Index) -> Severity | None:
        """Return the verdict of a cell."""
        if self.sheet is None:
            return None
        return self.sheet.verdict(self.number(index), self.sheet.columns[index.column()].place)

    def is_typed(self, index: Index) -> bool:
        """Say whether a cell was corrected."""
        if self.sheet is None:
            return False
        return self.sheet.is_typed(self.number(index), self.sheet.columns[index.column()].place)

    def sign(self, verdict: Severity | None) -> Any:
        """Return the sign of a verdict: shape and colour."""
        if verdict is None:
            return icon("check", "ok") if self.sheet is not None and self.sheet.is_checked else None
        return icon(*_SIGNS[verdict])

    def _head(self, section: int, role: int) -> Any:
        """Return the header of a column, and what it is taken in as."""
        column = self.sheet.columns[section] if self.sheet is not None else None
        if column is None:
            return None
        remark = self.sheet.heads.get(column.place) if self.sheet is not None else None
        if role == _DISPLAY:
            return column.header
        if role == _SIGN and remark:
            return icon("warning", "warn")
        if role == _TIP:
            meant = column.field.label if column.field is not None else tr("附加信息")
            return "\n".join(filter(None, (tr("导入为：{field}").format(field=meant), remark)))
        return None

    def _tip(self, index: Index) -> str:
        """Return what is said of a cell, and what stood there before."""
        if self.sheet is None:
            return ""
        number, place = self.number(index), self.sheet.columns[index.column()].place
        words = [_sentence(one) for one in self.sheet.told(number, place)]
        if self.sheet.is_typed(number, place) and not self.sheet.columns[index.column()].is_sealed:
            words.append(
                tr("原值：{text}").format(text=shown(self.sheet.original(number, place)) or tr("（空）"))
            )
        return "\n".join(words)


def _sentence(problem: Any) -> str:
    """Return a problem as it is told: how bad, where, why."""
    where = f"{problem.column}：" if problem.column else ""
    return f"{problem.severity.value} · {where}{problem.reason}"
