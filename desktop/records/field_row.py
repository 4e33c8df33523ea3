"""One field of a form with what stands around it: label, unit, and the reason under it."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.columns import Column
from db.values import Kind
from desktop.i18n import tr
from desktop.records.cell_words import unit_beside
from desktop.records.editors import Editor
from desktop.theme import look, restyle
from desktop.widgets.controls import LabelStyle, label

_GAP, _BELOW = 10, 2
"""Pixels under each field, and how far below its own line of the grid they lie: its reason lies between."""
_HIGH = (Kind.LONG_TEXT, Kind.SPLIT)


class FieldRow:
    """Puts one field into a grid of three columns (label, input, unit) and tells what is wrong with it."""

    def __init__(self, column: Column, editor: Editor, grid: QGridLayout) -> None:
        self.editor = editor
        self._is_folded = False
        self._grid = grid
        caption = _caption(column, editor)
        self._others: list[QWidget] = [caption, editor]
        self._row = row = grid.rowCount()
        upright = Qt.AlignmentFlag.AlignTop if column.kind in _HIGH else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignRight | upright)
        unit = "" if column.kind is Kind.DURATION else unit_beside(column.label, column.shown.unit)
        if unit:
            beside = label(unit, "caption")
            grid.addWidget(beside, row, 2, upright)
            self._others.append(beside)
            editor.input.setAccessibleName(f"{tr(column.label)} {unit}")
        grid.addWidget(editor, row, 1, 1, 1 if unit else 2)
        grid.setRowMinimumHeight(row + _BELOW, _GAP)

    @cached_property
    def reason(self) -> QLabel:
        """The line under the field; most fields never need theirs."""
        made = label(style="reason", wrap=True)
        made.hide()
        self._grid.addWidget(made, self._row + 1, 1, 1, 2)
        return made

    def fold(self, *, away: bool) -> None:
        """Take the field out of sight, or bring it back."""
        self._is_folded = away
        for each in self._others:
            each.setVisible(not away)
        self._grid.setRowMinimumHeight(self._row + _BELOW, 0 if away else _GAP)
        self.reason.setVisible(bool(self.reason.text()) and not away)

    def tell(self, text: str, tone: LabelStyle) -> None:
        """Show a line under the field, red for a fault and amber for a remark; "" takes it away."""
        if not text and "reason" not in vars(self):
            return
        line = self.reason
        line.setText(text)
        line.setVisible(bool(text) and not self._is_folded)
        restyle(line, "objectName", tone)
        self.editor.mark_wrong(wrong=bool(text) and tone == "reason")
        self.editor.input.setAccessibleDescription(text)


def _caption(column: Column, editor: Editor) -> QLabel:
    """Return the label of a field, with a star where it must be filled."""
    made = label(f"{tr(column.label)}{' *' if column.required else ''}", "label")
    made.setBuddy(editor.input)
    made.setMinimumHeight(min(editor.input.sizeHint().height(), look().sizes.control))
    return made
