"""The columns of one sheet: header, sample, and the field each stands for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.imports import IGNORED
from desktop.i18n import tr
from desktop.theme import look, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from db.imports import SheetKind
    from db.values import Raw
    from desktop.excel.headers import Found

_SAMPLE_ROWS, _SAMPLES, _SAMPLE_LENGTH = 50, 2, 18
_HEADER_WIDTH, _FIELD_WIDTH = 200, 220
_KEPT, _UNDECIDED = None, "?"
_MASK = "******"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Choice(QComboBox):
    """A choice that a turn of the wheel over the table does not change by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table until the user has gone into the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ColumnTable(QTableWidget):
    """One line per column of a sheet. ``changed`` on every decision of the user."""

    changed = Signal()

    def __init__(self, kind: SheetKind, found: Found, parent: QWidget | None = None) -> None:
        header = found.mapped.sheet.header
        self._places = [place for place, text in enumerate(header) if text]
        super().__init__(len(self._places), 3, parent)
        self._kind, self._found = kind, found
        self._fields: dict[int, QComboBox] = {}
        self.setObjectName("texts")
        self.setAccessibleName(tr("列与字段"))
        self.setHorizontalHeaderLabels([tr("表头"), tr("示例"), tr("导入为")])
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().sizes.control + tokens.S)
        head = self.horizontalHeader()
        head.resizeSection(0, _HEADER_WIDTH)
        head.resizeSection(2, _FIELD_WIDTH)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, place in enumerate(self._places):
            self._add(row, place, header[place])

    @property
    def mapping(self) -> dict[int, str]:
        """{place of the column: column name}; IGNORED is left out, a column not in it becomes 附加信息."""
        decided = {place: field.currentData() for place, field in self._fields.items()}
        return {place: name for place, name in decided.items() if name not in (_KEPT, _UNDECIDED)}

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as ends of sentences."""
        header = self._found.mapped.sheet.header
        faults = [
            tr("的“{column}”含义不明，请确认").format(column=header[place])
            for place, field in self._fields.items()
            if field.currentData() == _UNDECIDED
        ]
        names = [name for name in self.mapping.values() if name != IGNORED]
        doubled = sorted({name for name in names if names.count(name) > 1})
        return faults + [
            tr("有两列都导入为“{label}”").format(label=self._kind.column(name).label) for name in doubled
        ]

    def choose(self, place: int, name: str | None) -> None:
        """Decide what a column stands for; None keeps it as 附加信息."""
        field = self._fields[place]
        field.setCurrentIndex(field.findData(name))

    def _add(self, row: int, place: int, text: str) -> None:
        """Add the line of one column."""
        field = self._field(place)
        self._fields[place] = field
        self.setItem(row, 0, QTableWidgetItem(text))
        self.setItem(row, 1, QTableWidgetItem(self._sample(place)))
        self.setCellWidget(row, 2, _centred(field))
        field.currentIndexChanged.connect(self.changed)

    def _field(self, place: int) -> QComboBox:
        """Return the choice of fields; where only the user knows, the likely ones come first."""
        field = _Choice()
        field.setAccessibleName(tr("“{header}”导入为").format(header=self._found.mapped.sheet.header[place]))
        likely = self._found.asked.get(place, ())
        if likely:
            field.addItem(tr("请确认…"), _UNDECIDED)
            for name in likely:
                field.addItem(self._kind.column(name).label, name)
            field.insertSeparator(field.count())
        field.addItem(tr("保留为附加信息"), _KEPT)
        field.addItem(tr("不导入"), IGNORED)
        field.insertSeparator(field.count())
        for column in self._kind.columns:
            if column.name not in likely:
                field.addItem(f"{column.label} *" if column.required else column.label, column.name)
        known = self._found.mapped.mapping.get(place, _UNDECIDED if likely else _KEPT)
        field.setCurrentIndex(max(0, field.findData(known)))
        return field

    def _sample(self, place: int) -> str:
        """Return the first values of a column; sealed ones are not shown."""
        name = self._found.mapped.mapping.get(place)
        if name and self._kind.column(name).shown.sealed:
            return _MASK
        rows = islice(self._found.mapped.sheet.rows, _SAMPLE_ROWS)
        values = (_words(cells[place]) for _, cells in rows if place < len(cells))
        return "、".join(islice((value for value in values if value), _SAMPLES))


def _words(value: Raw) -> str:
    """Write a cell as its sheet shows it, cut to a sample's length."""
    whole = isinstance(value, float) and value.is_integer()
    text = "" if value is None else f"{value:.0f}" if whole else str(value)
    return text.strip()[:_SAMPLE_LENGTH]


def _centred(field: QWidget) -> QWidget:
    """Return a field that stands in the middle of its cell's height."""
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(tokens.XS, 0, tokens.S, 0)
    row.addWidget(field)
    return cell
