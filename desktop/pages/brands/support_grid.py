"""The five supports added up: 计划, 已获, 已用, 执行率 and 成效, a line per aspect and unit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.queries.brand_story import SupportTotal
from desktop import cells
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import LabelStyle, label

_HEADS = ("扶持", "计划", "已获", "已用", "执行率", "成效")


class SupportGrid(QWidget):
    """A small table; an aspect without any support is shown with dashes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(0, 1)

    def show_totals(self, totals: Sequence[SupportTotal]) -> None:
        """Show other sums."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._add(0, [tr(word) for word in _HEADS], "caption")
        for row, each in enumerate(totals, 1):
            self._add(row, words_of(each), "plain" if each.items else "note")

    def _add(self, row: int, words: Sequence[str], style: LabelStyle) -> None:
        """Add one line, numbers to the right."""
        for place, word in enumerate(words):
            made = label(word, style)
            if place:
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(made, row, place)


def words_of(total: SupportTotal) -> list[str]:
    """Return one line as it is read: aspect and unit, quantities, rate, outcome."""
    name = total.aspect.value + (tr("（{unit}）").format(unit=total.unit) if total.unit else "")
    quantities = [cells.count(each) for each in (total.planned, total.granted, total.used)]
    return [name, *quantities, cells.percent(total.rate), cells.with_unit(total.outcome, "万元", " ")]
