"""Training on the 工作台: sessions, visits and 学时 of the month, and the 学时 of twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from db.queries.home_trends import training_trends
from db.queries.known_values import known_values
from desktop import cells
from desktop.i18n import tr
from desktop.pages.home_block import MonthBlock, month_words, year_bars, year_to
from desktop.theme import tokens
from desktop.widgets.chart import BarChart
from desktop.widgets.controls import button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton, QWidget

    from db.engine import Session
    from db.queries.figures import Value
    from db.queries.home_trends import Trend

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class MonthTraining:
    """T01, T02 and T04 of the 24 months that end with one (202610)."""

    month: int
    trends: Mapping[str, Trend]


class TrainingBlock(MonthBlock):
    """The figures of the month lead to their rows, a bar to the trainings of its month."""

    heading = "近12个月培训学时"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = 0
        self.figures: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for code in ("T01", "T02", "T04"):
            made = button("", "link")
            made.setToolTip(tr("查看明细"))
            made.clicked.connect(lambda _checked=False, code=code: self.rows_wanted.emit(code))
            self.figures[code] = made
            self.head.addWidget(made)
        self.chart = BarChart(tick=lambda tenths: f"{tenths / _TENTHS:,.0f}")
        self.chart.chosen.connect(self._lead)
        self.body.addWidget(self.chart, 1)

    @staticmethod
    def read(session: Session, month: int) -> MonthTraining:
        """Read the trainings of two years."""
        return MonthTraining(month, training_trends(session, month, known_values(session)))

    def show_found(self, found: MonthTraining) -> None:
        """Show the month and the months before it."""
        self._month = found.month
        words = {"T01": tr("{count} 场"), "T02": tr("{count} 人次"), "T04": tr("{count} 学时")}
        for code, made in self.figures.items():
            value = found.trends[code][-1]
            made.setText(words[code].format(count=_number(code, value)))
            made.setVisible(value is not None)
        self.note.setText(month_words(found.month))
        self.chart.show_bars(year_bars(found.month, found.trends["T04"], _told))

    def _lead(self, place: int) -> None:
        """Show the trainings of a month."""
        month = year_to(self._month)[place]
        self.page_wanted.emit("trainings", {"part": "sessions", "month": month})


def _number(code: str, value: Value) -> str:
    """Write a figure without its unit."""
    if value is None:
        return cells.DASH
    return cells.credit(int(value)) if code == "T04" else cells.count(value)


def _told(month: int, value: Value, _year_ago: Value) -> str:
    """Write the 学时 of a month."""
    return tr("{month}：{count} 学时").format(month=month_words(month), count=_number("T04", value))
