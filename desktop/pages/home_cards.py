"""The cards of the 工作台: each figure with 环比 and 同比 and its twelve months; a click shows its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from db.queries.dictionary import BY_CODE
from db.queries.home_trends import YEAR
from db.queries.today import LIVE_CARDS, TEAM_CARDS
from desktop import cells
from desktop.i18n import tr
from desktop.pages.home_block import as_float
from desktop.widgets.balanced_rows import BalancedRows
from desktop.widgets.trend_card import TrendCard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.figures import Figure, Value
    from db.queries.today import Cards


class HomeCards(BalancedRows):
    """A card for each figure; ``chosen`` carries the code of the one whose rows are wanted."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.by_code = {code: TrendCard(tr(BY_CODE[code].name)) for code in (*LIVE_CARDS, *TEAM_CARDS)}
        super().__init__(list(self.by_code.values()), parent)
        for code, card in self.by_code.items():
            card.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            card.setEnabled(False)

    def show_cards(self, cards: Cards, *, running: bool) -> None:
        """Show figures of a month; of a ``running`` one some days are not compared to whole months."""
        for figure in cards.figures:
            code = figure.code
            line = [as_float(value) for value in cards.trends[code][-YEAR:]]
            value = cells.printed(figure.value, figure.unit)
            unit = "" if figure.value is None else tr(figure.unit)
            notes = _whole_months(figure) if running and not figure.at_month_end else _compared(figure)
            self.by_code[code].setEnabled(True)
            self.by_code[code].show_figure(value, unit, notes, line, _told(figure))
        self.arrange()


def _compared(figure: Figure) -> tuple[str, str]:
    """Write 环比 and 同比: +6.3% of a flow, +12 人 of a stock."""

    def change(before: Value) -> str:
        """Write one comparison."""
        words = cells.compared(figure, figure.value, before)
        if words in (cells.MISSING, cells.DASH):
            return cells.DASH
        if words == cells.NOT_COMPARABLE:
            return tr(cells.NOT_COMPARABLE)
        if figure.at_month_end:
            return f"{words} {tr(figure.unit)}"
        return cells.growth(figure.value, before)

    return (
        tr("环比 {change}").format(change=change(figure.last_month_base)),
        tr("同比 {change}").format(change=change(figure.last_year_base)),
    )


def _whole_months(figure: Figure) -> tuple[str, str]:
    """Write what the whole months came to that the days so far will be compared to."""
    return (
        tr("上月全月 {value}").format(value=_amount(figure, figure.last_month)),
        "",
    )


def _told(figure: Figure) -> str:
    """Write a figure, what it is compared to and how it is counted, a line each."""

    def told(words: str, value: Value) -> str:
        """Write one value."""
        return words.format(value=_amount(figure, value))

    end = figure.at_month_end
    lines = (
        told(tr("上月末 {value}") if end else tr("上月 {value}"), figure.last_month),
        told(tr("上年同期末 {value}") if end else tr("上年同期 {value}"), figure.last_year),
        tr("口径：{formula}").format(formula=tr(figure.formula)),
        *([tr(figure.note)] if figure.note else []),
    )
    return "\n".join(lines)


def _amount(figure: Figure, value: Value) -> str:
    """Write a value of a figure with its unit; "—" when it is missing."""
    return cells.DASH if value is None else f"{cells.printed(value, figure.unit)} {tr(figure.unit)}"
