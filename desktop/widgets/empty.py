"""What stands where nothing is to be shown: what is missing, what to do, and the buttons to do it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.flow import FlowLayout
from desktop.widgets.sign import Sign

_ICON = 56


@dataclass(frozen=True, slots=True)
class Action:
    """A button of an empty state."""

    text: str
    do: Callable[[], object]
    primary: bool = False


class EmptyState(QFrame):
    """An icon, one line what is missing, one line what to do, and buttons.

    Where a whole page is empty it stands on a ``card`` of its own, as a list does.
    """

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
        *,
        card: bool = False,
    ) -> None:
        super().__init__(parent)
        if card:
            self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setSpacing(tokens.S)
        column.addStretch()
        self._text = label(text, "note", wrap=True)
        column.addWidget(Sign(icon_name, "placeholder", _ICON), alignment=Qt.AlignmentFlag.AlignHCenter)
        for each in (label(title, "heading"), self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        column.addSpacing(tokens.XS)
        row = FlowLayout(centred=True)
        for action in actions:
            made = button(action.text, "primary" if action.primary else "plain")
            made.clicked.connect(lambda _checked=False, do=action.do: do())
            row.addWidget(made)
        column.addLayout(row)
        column.addStretch()

    def take_keys(self) -> None:
        """Bring the keys to the first thing to do."""
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    def say(self, text: str) -> None:
        """Say something else of what to do."""
        self._text.setText(text)
