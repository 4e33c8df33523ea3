"""Choose the period of a report: 月报, 季报 or 年报, then which one; one back, one on, or from the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.queries.periods import Span, month_of, month_period, months_before, period_of
from desktop import cells
from desktop.i18n import tr
from desktop.widgets.segments import Segments
from desktop.widgets.stepped import Stepped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from db.queries.periods import Period

KINDS = (("月报", Span.MONTH), ("季报", Span.QUARTER), ("年报", Span.YEAR))
"""What a report is called, and what it is of."""
_SPANS = [span for _, span in KINDS]
_YEARS = 2  # offered at least, besides this one


class PeriodChooser(Stepped):
    """The second half: which month, quarter or year; ``kinds`` is the first and stands where a title does.

    It begins with the month before this one: that is the one reported.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("报告期"), tr("上一期"), tr("下一期"), parent)
        self._today = month_of(date.today())
        self._first: int | None = None
        self._span = Span.MONTH
        self.kinds = Segments([tr(name) for name, _ in KINDS], tr("报告种类"))
        self.kinds.choose(0)
        self.kinds.chosen.connect(self._turn_to)
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
        self.put([(tr(cells.period_words(each)), each) for each in offered], chosen)

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
