"""五项扶持: the ledger of all brands under the sums of the five aspects."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.models.brand_words import SupportAspect
from db.queries.brand_story import SupportTotal, support_totals
from db.queries.brands import SUPPORTS
from db.queries.lists import ListView
from desktop import cells
from desktop.i18n import tr
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import label


class AspectCard(Card):
    """One aspect: how much of what was granted is used, and the quantities behind it."""

    def __init__(self, aspect: SupportAspect, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        self.body.setSpacing(2)
        self._rate = label(style="heading")
        self._lines = label(style="caption", wrap=True)
        head = QHBoxLayout()
        head.addWidget(label(aspect.value, "section"))
        head.addStretch()
        head.addWidget(self._rate)
        self.body.addLayout(head)
        self.body.addWidget(self._lines)
        self.body.addStretch()

    def show_totals(self, totals: list[SupportTotal]) -> None:
        """Show the sums of an aspect, a line per unit."""
        rates = [each.rate for each in totals if each.rate is not None]
        self._rate.setText(cells.percent(rates[0]) if len(rates) == 1 else cells.DASH)
        self._rate.setToolTip(tr("执行率 = 已用 ÷ 已获；单位不同的不能合计"))
        outcome = [each.outcome for each in totals if each.outcome is not None]
        lines = [_quantities(each, alone=len(rates) < 2) for each in totals if each.items]  # noqa: PLR2004 - one unit
        if outcome:
            lines.append(tr("成效 {amount}").format(amount=cells.with_unit(sum(outcome), "万元", " ")))
        self._lines.setText("\n".join(lines) or tr("还没有扶持记录"))


def _quantities(total: SupportTotal, *, alone: bool) -> str:
    """Return planned, granted and used of one unit; its rate too where there are several."""
    planned, granted, used = map(cells.count, (total.planned, total.granted, total.used))
    words = tr("计划 {planned} · 已获 {granted} · 已用 {used} {unit}")
    rate = "" if alone else f"（{cells.percent(total.rate)}）"
    return words.format(planned=planned, granted=granted, used=used, unit=total.unit) + rate


class SupportsPage(RecordPage):
    """Every support of every brand."""

    key = "supports"
    sheet = "supports"
    title = "五项扶持"
    icon = "brands"
    view: ClassVar[ListView] = SUPPORTS
    noun = "扶持"
    measure = "条"
    hint = "搜索扶持项目"
    advice = "从现有 Excel 台账导入，或先新增一条扶持记录。"
    caption = ("brand_id", "aspect")
    offered = ("brand_id", "aspect", "provider")
    first_sort = ("start_on", True)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self.cards = {aspect: AspectCard(aspect) for aspect in SupportAspect}
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for card in self.cards.values():
            row.addWidget(card, 1)
        self.body.insertLayout(0, row)

    def refresh(self) -> None:
        """Ask again, for the sums too."""
        super().refresh()
        self.tasks.read(self, support_totals, self._add_up)

    def _add_up(self, totals: list[SupportTotal]) -> None:
        """Show the sums."""
        for aspect, card in self.cards.items():
            card.show_totals([each for each in totals if each.aspect is aspect])
