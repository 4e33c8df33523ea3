"""A bar of words beside each other, one of which is chosen: 产品 | 机构 | 工单."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.i18n import tr
from desktop.theme import tokens


class Segments(QFrame):
    """Each word is a button; the arrow keys go from one to the next. ``chosen`` carries its number."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(tokens.HAIR,) * 4)
        row.setSpacing(tokens.HAIR)
        for number, word in enumerate(words):
            made = QPushButton(tr(word))
            made.setObjectName("segment")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(made, number)
            row.addWidget(made)
        self._group.idClicked.connect(self.chosen)

    def word(self, number: int, text: str) -> None:
        """Give a button another word."""
        self._group.button(number).setText(tr(text))

    def choose(self, number: int) -> None:
        """Show a word as the one chosen, without telling."""
        self._group.button(number).setChecked(True)
