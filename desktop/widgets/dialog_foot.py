"""The foot of a dialog: its buttons at the right, what leaves before what goes on."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desktop.theme import tokens


def dialog_foot(*buttons: QPushButton) -> QHBoxLayout:
    """Return a row of buttons, the last of them at the right edge."""
    row = QHBoxLayout()
    row.setSpacing(tokens.S)
    row.addStretch()
    for each in buttons:
        row.addWidget(each)
    return row
