"""A choice from a list that is in order, the newest first, with an arrow at each side: one back, one on."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.theme import icon, tokens
from desktop.widgets.combo import Combo


class Stepped(QWidget):
    """``chosen`` tells of another choice; ``name`` is what is chosen, the other two what the arrows do."""

    chosen = Signal()

    def __init__(self, name: str, earlier: str, later: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combo = Combo()
        self._combo.setAccessibleName(name)
        self._combo.setMaxVisibleItems(12)
        self._combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self._combo.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # no words are cut
        self._earlier, self._later = QToolButton(), QToolButton()
        for made, picture, words, step in (
            (self._earlier, "left", earlier, 1),
            (self._later, "right", later, -1),
        ):
            made.setIcon(icon(picture))
            made.setToolTip(words)
            made.setAccessibleName(words)
            made.clicked.connect(lambda _checked=False, step=step: self._step(step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        for each in self.parts():
            row.addWidget(each)
        self._combo.currentIndexChanged.connect(self._tell)

    def parts(self) -> tuple[QWidget, ...]:
        """Return what takes the keys, from left to right."""
        return self._earlier, self._combo, self._later

    def words(self) -> str:
        """Return what is chosen, in words."""
        return self._combo.currentText()

    def put(self, entries: Sequence[tuple[str, object]], chosen: object) -> None:
        """Offer others, each with its words, and choose one of them; nobody is told."""
        offered = [entry for _words, entry in entries]
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for words, entry in entries:
                self._combo.addItem(words, entry)
            self._combo.setCurrentIndex(offered.index(chosen) if chosen in offered else -1)
        self._follow()

    def _step(self, step: int) -> None:
        """Go one back (1) or on (-1)."""
        self._combo.setCurrentIndex(self._combo.currentIndex() + step)

    def _tell(self) -> None:
        """Tell of another choice."""
        self._follow()
        self.chosen.emit()

    def _follow(self) -> None:
        """Let the arrows end where the list does."""
        self._later.setEnabled(self._combo.currentIndex() > 0)
        self._earlier.setEnabled(self._combo.currentIndex() < self._combo.count() - 1)
