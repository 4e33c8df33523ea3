"""The columns of one sheet: header, sample, and the field each stands for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.imports import IGNORED
from desktop.i18n import tr
from desktop.records.column_decisions import KEPT, UNDECIDED, ColumnDecisions
from desktop.records.raw_words import masked_words, raw_words
from desktop.theme import look, tokens
from desktop.widgets.combo import Combo, WheelFreeCombo
from desktop.widgets.turns import Turns
from desktop.widgets.unpainted import unpainted

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLE_ROWS, _SAMPLES, _SAMPLE_LENGTH = 50, 3, 24
_HEADER_WIDTH, _FIELD_WIDTH = 200, 240
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ColumnTable(QTableWidget):
    """One line per column of a sheet; writes into ``decisions`` and tells ``changed``."""

    changed = Signal()

    def __init__(self, decisions: ColumnDecisions, parent: QWidget | None = None) -> None:
        super().__init__(len(decisions.decided), 3, parent)
        self._decisions = decisions
        self._kind, self._found = decisions.kind, decisions.found
        self._added: dict[int, Combo] = {}
        self._samples: dict[int, QTableWidgetItem] = {}
        self.setObjectName("texts")
        self.setAccessibleName(tr("列与字段"))
        self.setHorizontalHeaderLabels([tr("表头"), tr("示例"), tr("导入为")])
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)  # Tab goes on through the choices and out of the table
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().sizes.control + tokens.S)
        head = self.horizontalHeader()
        head.resizeSection(0, _HEADER_WIDTH)
        head.resizeSection(2, _FIELD_WIDTH)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._adding = Turns(self, self._add_all())

    @property
    def _fields(self) -> dict[int, Combo]:
        """The choices by the place of their column."""
        self._adding.finish()
        return self._added

    def choose(self, place: int, name: str | None) -> None:
        """Decide what a column stands for; None keeps it as 附加信息."""
        field = self._fields[place]
        field.setCurrentIndex(field.findData(name))

    def look_at_fault(self) -> None:
        """Show the first column that still has to be decided, ready to be chosen."""
        faulty = self._decisions.faulty
        place = next((place for place in self._fields if place in faulty), None)
        if place is not None:
            self.scrollTo(self.model().index(list(self._fields).index(place), 0))
            self._fields[place].setFocus()

    def follow(self) -> None:
        """Show what was decided elsewhere: by a scheme."""
        for place, name in list(self._decisions.decided.items()):
            if self._fields[place].currentData() != name:
                self.choose(place, name)

    def _decide(self, place: int) -> None:
        """Take what the user chose."""
        self._decisions.decided[place] = self._fields[place].currentData()
        self._samples[place].setText(self._sample(place))
        self.changed.emit()

    def _add_all(self) -> Iterator[None]:
        """Add the lines one after the other, shown together: a sheet of thirty columns takes 100 ms."""
        with unpainted(self):
            for row, place in enumerate(self._decisions.decided):
                self._add(row, place, self._decisions.header[place])
                yield

    def _add(self, row: int, place: int, text: str) -> None:
        """Add the line of one column."""
        cell = QWidget(self.viewport())
        self._added[place] = field = self._field(place, cell)
        head = QTableWidgetItem(text)
        head.setToolTip(text)
        self._samples[place] = QTableWidgetItem(self._sample(place))
        self.setItem(row, 0, head)
        self.setItem(row, 1, self._samples[place])
        self.setCellWidget(row, 2, cell)
        field.currentIndexChanged.connect(lambda _index: self._decide(place))

    def _field(self, place: int, cell: QWidget) -> Combo:
        """Return the choice of fields, in its cell; where only the user knows, the likely ones come first."""
        field = WheelFreeCombo(cell)
        field.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setAccessibleName(tr("“{header}”导入为").format(header=self._found.mapped.sheet.header[place]))
        likely = self._found.asked.get(place, ())
        if likely:
            field.addItem(tr("请确认…"), UNDECIDED)
            for name in likely:
                field.addItem(tr(self._kind.column(name).label), name)
            field.insertSeparator(field.count())
        if self._kind.keeps_extra:
            field.addItem(tr("保留为附加信息"), KEPT)
        field.addItem(tr("不导入"), IGNORED)
        field.insertSeparator(field.count())
        for column in self._kind.columns:
            if column.name not in likely:
                field.addItem(tr(column.label) + (" *" if column.required else ""), column.name)
        field.setCurrentIndex(max(0, field.findData(self._decisions.decided[place])))
        row = QHBoxLayout(cell)
        row.setContentsMargins(tokens.XS, 0, tokens.S, 0)
        row.addWidget(field)
        return field

    def _sample(self, place: int) -> str:
        """Return the first different values of a column; sealed ones are masked."""
        sealed = place in self._decisions.sealed
        rows = islice(self._found.mapped.sheet.rows, _SAMPLE_ROWS)
        cells = (cells[place] for _, cells in rows if place < len(cells))
        words = (masked_words(cell) if sealed else raw_words(cell, _SAMPLE_LENGTH) for cell in cells)
        return "、".join(islice(dict.fromkeys(filter(None, words)), _SAMPLES))
