"""Choose a month: one back, one on, or any of the last years."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from desktop.i18n import tr
from desktop.theme import icon, tokens

_MONTHS = 36


def months_back(last: int, count: int) -> list[int]:
    """Return so many months (202609) down from ``last``."""
    number = last // 100 * 12 + last % 100 - 1
    return [(each // 12) * 100 + each % 12 + 1 for each in range(number, number - count, -1)]


class MonthChooser(QWidget):
    """A month as 202609; ``chosen`` carries it."""

    chosen = Signal(int)

    def __init__(self, last: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = date.today()
        self._combo = QComboBox()
        self._combo.setAccessibleName(tr("月份"))
        self._combo.setMaxVisibleItems(12)
        self._earlier, self._later = QToolButton(), QToolButton()
        for made, name, words, step in (
            (self._earlier, "left", tr("上个月"), 1),
            (self._later, "right", tr("下个月"), -1),
        ):
            made.setIcon(icon(name))
            made.setToolTip(words)
            made.setAccessibleName(words)
            made.clicked.connect(lambda _checked=False, step=step: self._step(step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        for each in (self._earlier, self._combo, self._later):
            row.addWidget(each)
        self._last = last or today.year * 100 + today.month
        for month in months_back(self._last, _MONTHS):
            self._combo.addItem(_words(month), month)
        self._combo.currentIndexChanged.connect(self._tell)
        self._follow()

    @property
    def month(self) -> int:
        """The month chosen."""
        return int(self._combo.currentData())

    def choose(self, month: int) -> None:
        """Choose a month, adding it where the list does not reach."""
        if self._combo.findData(month) < 0:
            older = month < int(self._combo.itemData(self._combo.count() - 1))
            self._combo.insertItem(self._combo.count() if older else 0, _words(month), month)
        self._combo.setCurrentIndex(self._combo.findData(month))

    def _step(self, step: int) -> None:
        """Go one month back (1) or on (-1)."""
        self._combo.setCurrentIndex(self._combo.currentIndex() + step)

    def _tell(self) -> None:
        """Tell the month chosen."""
        self._follow()
        self.chosen.emit(self.month)

    def _follow(self) -> None:
        """Let the arrows end where the list does."""
        self._later.setEnabled(self._combo.currentIndex() > 0)
        self._earlier.setEnabled(self._combo.currentIndex() < self._combo.count() - 1)


def _words(month: int) -> str:
    """Write a month as people say it."""
    return f"{month // 100}年{month % 100}月"
