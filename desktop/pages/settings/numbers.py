"""Numbers of the settings: an input with its unit, and how several stand below each other."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from desktop.theme import tokens
from desktop.widgets.controls import label, label_of


def number_box(least: int, most: int, unit: str) -> QSpinBox:
    """Return an input for a whole number of a unit."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setSuffix(f" {unit}")
    box.setGroupSeparatorShown(True)
    box.setMinimumWidth(tokens.FILTER + tokens.XL)
    box.lineEdit().setTextMargins(tokens.S, 0, 0, 0)
    return box


def below_each_other(lines: Iterable[tuple[str, QWidget]], heading: str = "") -> QWidget:
    """Return inputs with their labels, all as wide as the widest; what is left of the room stays free."""
    holder = QWidget()
    holder.setObjectName("plain")
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(tokens.S)
    grid.setColumnStretch(2, 1)
    if heading:
        grid.addWidget(label(heading, "section"), 0, 0, 1, 3)
    for row, (words, field) in enumerate(lines, 1):
        grid.addWidget(label_of(field, words, "plain"), row, 0)
        grid.addWidget(field, row, 1)
    return holder
