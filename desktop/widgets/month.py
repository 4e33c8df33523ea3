"""Choose a month: one back, one on, or any of the last years."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.combo import Combo

_MONTHS = 36


def months_back(last: int, count: int) -> list[int]:
    """Return so many months (202609) down from ``last``."""
    number = last // 100 * 12 + last % 100 - 1
    return [(each // 12) * 100 + each % 12 + 1 for each in range(number, number - count, -1)]


class MonthChooser(QWidget):
    """A month as 202609; ``chosen`` tells of another one. ``every`` offers 全部月份 too (None)."""

    chosen = Signal()

    def __init__(
        self, last: int | None = None, *, every: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        today = date.today()
        self._every = every
        self._combo = Combo()
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
        self.offer(months_back(last or today.year * 100 + today.month, _MONTHS))
        self._combo.setCurrentIndex(0)
        self._follow()
        self._combo.currentIndexChanged.connect(self._tell)

    @property
    def month(self) -> int | None:
        """The month chosen; None for 全部月份."""
        month = self._combo.currentData()
        return None if month is None else int(month)

    def offer(self, months: Iterable[int]) -> None:
        """Offer other months, the newest first; the month chosen stays, and stays chosen."""
        kept, blocked = self.month, self._combo.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._combo.clear()
        for month in sorted({*months, *([kept] if kept else [])}, reverse=True):
            self._combo.addItem(_words(month), month)
        if self._every:
            self._combo.addItem(tr("全部月份"), None)
        self._combo.setCurrentIndex(self._combo.findData(kept))
        self._combo.blockSignals(blocked)
        self._follow()

    def choose(self, month: int | None) -> None:
        """Choose a month, adding it where it is not offered; None chooses 全部月份 where that is offered."""
        if month is not None and self._combo.findData(month) < 0:
            self.offer([*self._offered(), month])
        self._combo.setCurrentIndex(self._combo.findData(month))

    def _offered(self) -> list[int]:
        """Return the months offered."""
        found = (self._combo.itemData(index) for index in range(self._combo.count()))
        return [month for month in found if month is not None]

    def _step(self, step: int) -> None:
        """Go one month back (1) or on (-1)."""
        self._combo.setCurrentIndex(self._combo.currentIndex() + step)

    def _tell(self) -> None:
        """Tell the month chosen."""
        self._follow()
        self.chosen.emit()

    def _follow(self) -> None:
        """Let the arrows end where the list does."""
        self._later.setEnabled(self._combo.currentIndex() > 0)
        self._earlier.setEnabled(self._combo.currentIndex() < self._combo.count() - 1)


def _words(month: int) -> str:
    """Write a month as people say it."""
    return f"{month // 100}年{month % 100}月"
