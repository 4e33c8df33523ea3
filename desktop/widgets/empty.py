"""What stands where nothing is to be shown: what is missing, what to do, and the buttons to do it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label

_ICON = 56


@dataclass(frozen=True, slots=True)
class Action:
    """A button of an empty state."""

    text: str
    do: Callable[[], object]
    primary: bool = False


class EmptyState(QFrame):
    """An icon, one line what is missing, one line what to do, and buttons."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QLabel()
        column = QVBoxLayout(self)
        column.setSpacing(tokens.S)
        column.addStretch()
        for each in (self._picture, label(title, "heading"), label(text, "note", wrap=True)):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        column.addSpacing(tokens.XS)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addStretch()
        for action in actions:
            made = button(action.text, "primary" if action.primary else "plain")
            made.clicked.connect(lambda _checked=False, do=action.do: do())
            row.addWidget(made)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icon()

    def _paint_icon(self) -> None:
        """Draw the icon in the colour of the theme in force."""
        self._picture.setPixmap(icon(self._icon_name, "placeholder").pixmap(QSize(_ICON, _ICON)))
