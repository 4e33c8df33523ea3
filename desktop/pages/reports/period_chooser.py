"""Choose the period of a report: 月报, 季报 or 年报, then which one; one back, one on, or from the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from db.queries.periods import Span, month_of, month_period, months_before, period_of
from desktop import cells
from desktop.i18n import tr
from desktop.theme import icon, tokens
from desktop.widgets.combo import Combo
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.queries.periods import Period

KINDS = (("月报", Span.MONTH), ("季报", Span.QUARTER), ("年报", Span.YEAR))
"""What a report is called, and what it is of."""
_SPANS = [span for _, span in KINDS]
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
        self._span = Span.MONTH
        self.kinds = Segments([tr(name) for name, _ in KINDS], tr("报告种类"))
        self.kinds.choose(0)
        self.kinds.chosen.connect(self._turn_to)
        self._combo = Combo()
        self._combo.setAccessibleName(tr("报告期"))
        self._combo.setMaxVisibleItems(12)
        self._combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)  # quarters need more room
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
        self._offer(month_period(months_before(self._today, 1)))

    @property
    def period(self) -> Period:
        """The period chosen."""
        found: Period = self._combo.currentData()
        return found

    def choose(self, period: Period) -> None:
        """Choose a period without telling, adding it where it is not offered."""
        self._span = period.span
        self.kinds.choose(_SPANS.index(self._span))
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
                self._combo.addItem(cells.period_words(each), each)
            self._combo.setCurrentIndex(offered.index(chosen))
        self._follow()

    def _periods(self) -> Iterator[Period]:
        """Go through the periods there may be figures of, the newest first."""
        oldest = min(self._first or self._today, months_before(self._today, 12 * _YEARS))
        last = self._today
        while last >= oldest:
            period = period_of(last, self._span)
            yield period
            last = months_before(period.first, 1)

    def _turn_to(self, number: int) -> None:
        """Offer another kind of period: the one that held the last one shown, if it is over."""
        shown, self._span = self.period.last, _SPANS[number]
        wanted, current = period_of(shown, self._span), period_of(self._today, self._span)
        self._offer(
            wanted if wanted.last < self._today else period_of(months_before(current.first, 1), self._span)
        )
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
