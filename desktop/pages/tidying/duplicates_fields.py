"""Two records field by field, and what the merged one gets: the value to keep is chosen here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from db.duplicates import Choice, Comparison, FieldPair
from desktop.i18n import tr
from desktop.theme import look
from desktop.widgets.text_table import TextColumn, TextModel, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

_DISPLAY, _INK = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)
_FONT, _GROUND = int(Qt.ItemDataRole.FontRole), int(Qt.ItemDataRole.BackgroundRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LABEL, _STAYS, _GOES, _RESULT = range(4)
_SIDES = {_STAYS: Choice.STAYS, _GOES: Choice.GOES}
_CHOSEN, _OTHER = "● ", "○ "
_NOTHING = "—"


class FieldModel(TextModel):
    """Lines of fields. A line that differs has a mark at each value; the one chosen is filled."""

    def __init__(self, columns: Sequence[TextColumn]) -> None:
        super().__init__(columns)
        self.fields: Sequence[FieldPair] = ()
        self.choices: dict[str, Choice] = {}

    def line(self, field: FieldPair) -> tuple[str, ...]:
        """Return one field in words."""
        choice = self.choices[field.name]
        sides = []
        for column, words in ((_STAYS, field.stays), (_GOES, field.goes)):
            taken = choice in (_SIDES[column], Choice.BOTH)
            mark = "" if not field.differs else _CHOSEN if taken else _OTHER
            sides.append(f"{mark}{_one_line(words)}")
        return (tr(field.label), *sides, _one_line(result_of(field, choice)))

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return marks and colours of a cell; everything else as every table."""
        field = self.fields[index.row()]
        column = index.column()
        if role == _FONT and column == _RESULT:
            font = QFont()
            font.setBold(field.differs)
            return font
        if role == _INK and (column == _LABEL or self._is_left_out(field, column)):
            return QColor(look().tokens.text2)
        if role == _GROUND and field.differs and column in _SIDES and not self._is_left_out(field, column):
            return QColor(look().tokens.brand_tint)
        if role == _TOOL_TIP:
            return _tip(field, self.choices[field.name], column)
        return super().data(index, role)

    def _is_left_out(self, field: FieldPair, column: int) -> bool:
        """Say whether the value of a side is not taken."""
        choice = self.choices[field.name]
        return field.differs and column in _SIDES and choice not in (_SIDES[column], Choice.BOTH)


class FieldTable(TextTable):
    """Fields side by side; a click (or Space) on a value takes it, on the result both where that can be."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (TextColumn(tr("字段"), 120), *(TextColumn("") for _ in range(2)), TextColumn(tr("合并后")))
        self._model = FieldModel(columns)
        super().__init__(columns, tr("逐项选择保留的内容"), parent, words=self._model)
        self._compared: Comparison | None = None
        self._only_differing = True
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._take)

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen, by field."""
        return dict(self._model.choices)

    def show_comparison(self, found: Comparison) -> None:
        """Show two other records, with what is offered for each field."""
        self._compared = found
        self._model.choices = {field.name: field.choice for field in found.fields}
        words = (tr("保留：{code}"), tr("并入：{code}"))
        heads = [
            text.format(code=side.code) for text, side in zip(words, (found.stays, found.goes), strict=True)
        ]
        first, *_, last = self._model.columns
        self._model.columns = (first, *(TextColumn(head) for head in heads), last)
        self._fill()

    def show_all(self, *, wanted: bool) -> None:
        """Show every field, or only those that differ."""
        self._only_differing = not wanted
        self._fill()

    def take(self, name: str, choice: Choice) -> None:
        """Choose a value of a field, and of those that go with it."""
        fields = {field.name: field for field in self._compared.fields} if self._compared else {}
        field = fields.get(name)
        if field is None or not field.differs or (choice is Choice.BOTH and field.both is None):
            return
        for each in (name, *field.follows):
            self._model.choices[each] = choice
        self._fill()
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the value under the cursor with Space."""
        if event.key() == Qt.Key.Key_Space:
            self._take(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        """Take the value of a cell."""
        if index.isValid():
            field = self._model.fields[index.row()]
            choice = _SIDES.get(index.column(), Choice.BOTH if index.column() == _RESULT else None)
            if choice is not None:
                self.take(field.name, choice)

    def _fill(self) -> None:
        """Show the lines; the cursor stays where it was."""
        if self._compared is None:
            return
        place = self.currentIndex()
        row, column = place.row(), place.column()
        self._model.fields = [
            field
            for field in self._compared.fields
            if field.differs or (not self._only_differing and (field.stays or field.goes))
        ]
        self.show_rows([self._model.line(field) for field in self._model.fields])
        if self._model.fields:
            self.setCurrentIndex(
                self._model.index(min(max(row, 0), len(self._model.fields) - 1), max(column, 1))
            )


def result_of(field: FieldPair, choice: Choice) -> str:
    """Return what the merged record gets, in words."""
    if choice is Choice.BOTH:
        return field.both if field.both is not None else field.stays or field.goes
    return field.stays if choice is Choice.STAYS else field.goes


def _one_line(words: str) -> str:
    """Return words in one line; a dash for nothing."""
    return " / ".join(filter(None, words.splitlines())) or _NOTHING


def _tip(field: FieldPair, choice: Choice, column: int) -> str:
    """Return the whole value of a cell, and what a click does."""
    whole = (tr(field.label), field.stays, field.goes, result_of(field, choice))[column]
    if column == _RESULT and field.both is not None and choice is not Choice.BOTH:
        return f"{whole}\n{tr('单击：两者都保留')}"
    return whole or tr("（空）")
