"""Choose the period of a report: 月报, 季报 or 年报, then which one; one back, one on, or from the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from db.queries.periods import Period, month_of, months_before
from desktop import cells
from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.combo import Combo
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (("月报", 1),)
"""What a report is called, and the months it is of."""
_QUARTERS = "一二三四"
_YEARS = 2  # offered at least, besides this one


class PeriodChooser(QWidget):
    """The second half: which month, quarter or year; ``kinds`` is the first and stands where a title does.

    ``chosen`` tells of another period. It begins with the month before this one: that is the one reported.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = month_of(date.today())
        self._first: int | None = None
        self._length = 1
        self.kinds = Segments([tr(name) for name, _ in KINDS], tr("报告种类"))
        self.kinds.choose(0)
        self.kinds.chosen.connect(self._turn_to)
        self._combo = Combo()
        self._combo.setAccessibleName(tr("报告期"))
        self._combo.setMaxVisibleItems(12)
        self._combo.currentIndexChanged.connect(lambda _row: self._tell())
        self._earlier, self._later = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        for each in (self._earlier, self._combo, self._later):
            row.addWidget(each)
        for made, name, words, step in (
            (self._earlier, "left", tr("上一期"), 1),
            (self._later, "right", tr("下一期"), -1),
        ):
            made.setIcon(icon(name))
            made.setToolTip(words)
            made.setAccessibleName(words)
            made.clicked.connect(lambda _checked=False, step=step: self._step(step))
        self._offer(_holding(months_before(self._today, 1), 1))

    @property
    def period(self) -> Period:
        """The period chosen."""
        found: Period = self._combo.currentData()
        return found

    def choose(self, period: Period) -> None:
        """Choose a period without telling, adding it where it is not offered."""
        self._length = period.last - period.first + 1
        lengths = [length for _, length in KINDS]
        if self._length in lengths:
            self.kinds.choose(lengths.index(self._length))
        self._offer(period)

    def offer_from(self, first: int | None) -> None:
        """Offer every period since the first month with data (202609)."""
        if first != self._first:
            self._first = first
            self._offer(self.period)

    def _offer(self, chosen: Period) -> None:
        """Offer the periods of the kind, the newest first, and choose one of them without telling."""
        offered = list(self._periods())
        if chosen not in offered:
            offered = sorted([*offered, chosen], key=lambda each: each.first, reverse=True)
        with QSignalBlocker(self._combo):
            self._combo.clear()
            for each in offered:
                self._combo.addItem(period_words(each), each)
            self._combo.setCurrentIndex(offered.index(chosen))
        self._follow()

    def _periods(self) -> Iterator[Period]:
        """Go through the periods there may be figures of, the newest first."""
        oldest = min(self._first or self._today, months_before(self._today, 12 * _YEARS))
        last = self._today
        while last >= oldest:
            period = _holding(last, self._length)
            yield period
            last = months_before(period.first, 1)

    def _turn_to(self, number: int) -> None:
        """Offer another kind of period: the one that ended last, and last year rather than this one."""
        length = KINDS[number][1]
        if length == self._length:
            return
        shown = self.period
        self._length = length
        newest = _holding(months_before(_holding(self._today, length).first, 1), length)
        wanted = _holding(shown.last, length)
        self._offer(wanted if wanted.last < self._today else newest)
        self.chosen.emit()

    def _step(self, step: int) -> None:
        """Go one period back (1) or on (-1)."""
        self._combo.setCurrentIndex(self._combo.currentIndex() + step)

    def _tell(self) -> None:
        """Tell the period chosen."""
        self._follow()
        self.chosen.emit()

    def _follow(self) -> None:
        """Let the arrows end where the list does."""
        self._later.setEnabled(self._combo.currentIndex() > 0)
        self._earlier.setEnabled(self._combo.currentIndex() < self._combo.count() - 1)


def _holding(month: int, length: int) -> Period:
    """Return the period of 1, 3 or 12 months that a month lies in."""
    first = month // 100 * 100 + (month % 100 - 1) // length * length + 1
    return Period(first, first + length - 1)


def period_words(period: Period) -> str:
    """Write a period as people say it: 2026年9月, 2026年第三季度, 2026年."""
    if period.first == period.last:
        return cells.month_words(period.first)
    year = tr("{year}年").format(year=period.first // 100)
    if period.last - period.first == 2:  # noqa: PLR2004 - three months
        return year + tr("第{number}季度").format(number=_QUARTERS[(period.last % 100 - 1) // 3])
    return year
