"""What the blocks of the 工作台 have in common: each asks for its figures and leads to their rows.

Two of them draw twelve months, each beside the same month a year ago.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from db.queries.home_trends import YEAR, months_to
from db.queries.periods import month_of
from desktop import cells
from desktop.i18n import tr
from desktop.widgets.card import Card
from desktop.widgets.chart import Bar
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.queries.figures import Value
    from db.queries.home_trends import Trend


class HomeBlock(Card):
    """A card with a heading and a note beside it, which tells of what moment the figures are.

    ``page_wanted`` carries a page's key and filters, ``rows_wanted`` an indicator's code.
    """

    heading: ClassVar[str] = ""
    page_wanted = Signal(str, dict)
    rows_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.note = label(style="caption")
        self.head = QHBoxLayout()
        self.head.addWidget(label(tr(self.heading), "heading"))
        self.head.addStretch()
        self.head.addWidget(self.note)
        self.body.addLayout(self.head)


class MonthBlock(HomeBlock):
    """A block of the month the page shows.

    ``read`` runs in another thread and touches no widget; ``show_found`` gets what it returned.
    """

    @staticmethod
    def read(session: Session, month: int) -> Any:
        """Return what the block shows of a month (202610)."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Show what ``read`` returned."""
        raise NotImplementedError


def end_words(month: int) -> str:
    """Write the end of a month (202609); of the month that still runs it is today."""
    if month == month_of(date.today()):
        return tr("截至今日")
    return tr("{month}末").format(month=month_words(month))


def month_words(month: int) -> str:
    """Write a month (202609) as people say it."""
    return tr(cells.month_words(month))


def year_to(last: int) -> list[int]:
    """Return the twelve months (202609) that end with one."""
    return months_to(last)[-YEAR:]


def year_bars(last: int, trend: Trend, words: Callable[[int, Value, Value], str]) -> list[Bar]:
    """Return the bars of ``year_to`` a month; ``words`` tells one: its month, its value, that a year ago."""
    return [
        Bar(tr(f"{month % 100}月"), as_float(value), words(month, value, before), as_float(before))
        for month, value, before in zip(year_to(last), trend[-YEAR:], trend[:YEAR], strict=True)
    ]


def as_float(value: Value) -> float | None:
    """Return a value as painted parts take it."""
    return None if value is None else float(value)
